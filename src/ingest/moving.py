"""With `keep` latest or longest, a published article may give way to a new one, in one commit."""

from collections.abc import Iterator
from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from ingest import store
from ingest.accounting import Counts, RunReport, run_row
from ingest.corrections.edit import Edit, day_of, files_of, read_file
from ingest.run import Run
from ingest.schema import DUPLICATES

__all__ = ["move_articles"]


def move_articles(run: Run, snapshot: store.Snapshot, moves: pa.Table) -> Edit:
    """Move rows of `articles` to `duplicates`, and point to the new article what pointed to them.

    A duplicate that is pointed to the new article keeps the similarity that was measured with the
    old one: that is the evidence there is.

    Args:
        run: the run that found the new articles.
        snapshot: the last one.
        moves: article_id of each article that gives way, and the columns of a duplicate.

    Returns:
        The files that come and go, and a row of `runs` of kind `moved` whose counts say so.
    """
    moved = replace(run, run_id=f"{run.run_id}-moved", staging=run.staging / "moved")
    moved.staging.mkdir(parents=True, exist_ok=True)
    edit = Edit(moved, snapshot)
    count = 0
    for path, rows in _files_with(snapshot, "articles", "article_id", moves["article_id"]):
        gone = pc.is_in(rows["article_id"], moves["article_id"].combine_chunks())
        edit.drop("articles", path)
        edit.add_rows("articles", day_of(path), rows.filter(pc.invert(gone)))
        edit.add_rows("duplicates", day_of(path), _as_duplicates(rows.filter(gone), moves))
        count += pc.sum(gone).as_py()
    for path, rows in _files_with(snapshot, "duplicates", "duplicate_of", moves["article_id"]):
        edit.drop("duplicates", path)
        edit.add_rows("duplicates", day_of(path), _pointed(rows, moves))
    report = RunReport(moved.run_id, Counts(articles=-count, duplicates=count), 0, committed=True)
    edit.add_rows("runs", run.ingest_date, run_row(moved, "moved", report))
    return edit


def _files_with(
    snapshot: store.Snapshot, dataset: str, column: str, ids: pa.ChunkedArray
) -> Iterator[tuple[str, pa.Table]]:
    """Yield the files in which a column holds one of the ids; only these are read whole."""
    wanted = ids.combine_chunks()
    for path in files_of(snapshot, dataset):
        rows = read_file(snapshot, dataset, path, of=(column, wanted))
        if len(rows):
            yield path, rows


def _as_duplicates(rows: pa.Table, moves: pa.Table) -> pa.Table:
    """Give rows of articles the evidence that makes them duplicates."""
    place = pc.index_in(rows["article_id"], moves["article_id"].combine_chunks())
    evidence = moves.take(place)
    columns = [
        rows[name] if name in rows.column_names else evidence[name] for name in DUPLICATES.names
    ]
    return pa.Table.from_arrays(
        [
            column if column.type == field.type else column.cast(pa.string()).cast(field.type)
            for column, field in zip(columns, DUPLICATES, strict=True)
        ],
        schema=DUPLICATES,
    )


def _pointed(rows: pa.Table, moves: pa.Table) -> pa.Table:
    """Let duplicates of an article that gave way be duplicates of the one in its place."""
    place = pc.index_in(rows["duplicate_of"], moves["article_id"].combine_chunks())
    new = pc.coalesce(moves["duplicate_of"].combine_chunks().take(place), rows["duplicate_of"])
    where = rows.schema.get_field_index("duplicate_of")
    return rows.set_column(where, rows.schema.field(where), new)
