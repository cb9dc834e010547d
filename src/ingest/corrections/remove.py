"""Take rows out of the datasets, and their evidence out of the index, in one edit."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from ingest import index, store
from ingest.corrections.correct import forget
from ingest.corrections.edit import Edit, day_of, files_of, read_file
from ingest.corrections.orphans import decide_again
from ingest.keys import ENTRIES
from ingest.schema import ARTICLES, DUPLICATES
from ingest.settings import Settings

__all__ = ["Removal", "bar", "remove", "tombstones"]

_NAMES = ["source_path", "record_index", "source_format", "raw_hash", "article_id"]


@dataclass(frozen=True)
class Removal:
    """What went.

    Attributes:
        articles, duplicates: the rows that went: source_path, record_index, source_format,
            raw_hash and article_id.
        promoted: near duplicates that were published in place of an article that went.
    """

    articles: tuple[dict[str, Any], ...]
    duplicates: tuple[dict[str, Any], ...]
    promoted: int

    @property
    def rows(self) -> tuple[dict[str, Any], ...]:
        """All rows that went."""
        return (*self.articles, *self.duplicates)


def remove(edit: Edit, gone: pa.Array, settings: Settings) -> Removal:
    """Take articles out of an edit: every copy, what the index knows of them, and corrections.

    Near duplicates that they stood for are decided about again.

    Args:
        edit: grows.
        gone: article ids.
        settings: of the program.
    """
    orphans = _find_orphans(edit.snapshot, gone)
    entries = [_entries("taken_down", gone)]
    bereft = pa.concat_arrays([gone, pc.unique(orphans["article_id"])])
    entries.append(_entries("removed", pc.unique(bereft)))
    if len(orphans):
        known = index.open_index(store.fetch(edit.snapshot, "index"))
        decided = decide_again(orphans, known, gone, settings)
        entries.append(_without_records(decided.entries))
        for name in decided.table.column_names:
            if name in orphans.column_names:
                orphans = orphans.drop_columns(name)
            orphans = orphans.append_column(name, decided.table[name])
    promoted = orphans.filter(_is(orphans, "article"))
    articles = _rewrite(edit, "articles", gone, promoted.schema.empty_table())
    duplicates = _rewrite(edit, "duplicates", gone, orphans)
    for path in pc.unique(promoted["path"]).to_pylist():
        rows = promoted.filter(pc.equal(promoted["path"], path)).select(ARTICLES.names)
        edit.add_rows("articles", day_of(path), rows)
    edit.learn(pa.concat_tables(entries).unify_dictionaries())
    forget(edit, gone)
    return Removal(articles, duplicates, len(promoted))


def _find_orphans(snapshot: store.Snapshot, gone: pa.Array) -> pa.Table:
    """Read the duplicates that lose their article and stay, with the place of each row."""
    tables = [_placed(DUPLICATES.empty_table(), "", pa.array([], pa.int64()))]
    for path in files_of(snapshot, "duplicates"):
        columns = read_file(snapshot, "duplicates", path, ["article_id", "duplicate_of"])
        lost = pc.is_in(columns["duplicate_of"], gone)
        rows = pc.indices_nonzero(pc.and_not(lost, pc.is_in(columns["article_id"], gone)))
        if len(rows):
            tables.append(_placed(read_file(snapshot, "duplicates", path).take(rows), path, rows))
    found = pa.concat_tables(tables).unify_dictionaries()
    return found.append_column("outcome", pa.array(["duplicate"] * len(found), pa.string()))


def _placed(table: pa.Table, path: str, rows: pa.Array) -> pa.Table:
    """Say of rows where they lie."""
    table = table.append_column("path", pa.array([path] * len(table), pa.string()))
    return table.append_column("row", rows.cast(pa.int64()))


def _rewrite(
    edit: Edit, dataset: str, gone: pa.Array, orphans: pa.Table
) -> tuple[dict[str, Any], ...]:
    """Write the files that hold rows of `gone`, or orphans, without the former.

    Returns:
        The rows that went.
    """
    went: list[dict[str, Any]] = []
    for path in files_of(edit.snapshot, dataset):
        ids = read_file(edit.snapshot, dataset, path, ["article_id"])["article_id"]
        leaving = pc.is_in(ids, gone)
        mine = orphans.filter(pc.equal(orphans["path"], path))
        if not len(mine) and not pc.any(leaving).as_py():
            continue
        table = read_file(edit.snapshot, dataset, path)
        went += table.filter(leaving).select(_NAMES).to_pylist()
        moved = pc.is_in(pa.array(range(len(table)), pa.int64()), mine["row"].combine_chunks())
        kept = table.filter(pc.invert(pc.or_(leaving, pa.chunked_array([moved]))))
        edit.drop(dataset, path)
        if len(mine):
            settled = mine.filter(_is(mine, "duplicate")).select(table.column_names)
            kept = pa.concat_tables([kept, settled.cast(kept.schema)])
        edit.add_rows(dataset, day_of(path), kept)
    return tuple(went)


def _is(rows: pa.Table, outcome: str) -> pa.ChunkedArray:
    return pc.equal(rows["outcome"].cast(pa.string()), outcome)


def tombstones(snapshot: store.Snapshot) -> pa.Array:
    """List the ids that were taken down, as of a snapshot, sorted."""
    known = index.open_index(store.fetch(snapshot, "index"))
    found = {
        f"{high:016x}{low:016x}"
        for run in known.runs
        for high, low in zip(
            run["taken_down_high"].tolist(), run["taken_down_low"].tolist(), strict=True
        )
    }
    return pa.array(sorted(found), pa.string())


def bar(ids: pa.Array, staging: Path) -> tuple[Path, ...]:
    """Make the files of an index that knows nothing but these tombstones."""
    entries = _entries("taken_down", ids).unify_dictionaries()
    return index.extend(index.open_index(None), staging, entries).added


def _entries(family: str, ids: pa.Array) -> pa.Table:
    """Make entries of the index that say something of ids, and of no record."""
    columns = {
        "family": pa.array([family] * len(ids)).dictionary_encode(),
        "id": ids,
        "record": pa.array([0] * len(ids), pa.uint64()),
    }
    arrays = [
        columns[field.name].cast(field.type)
        if field.name in columns
        else pa.nulls(len(ids), field.type)
        for field in ENTRIES
    ]
    return pa.Table.from_arrays(arrays, schema=ENTRIES)


def _without_records(entries: pa.Table) -> pa.Table:
    """The records behind orphans are known already: only what stands for what is new."""
    place = entries.schema.get_field_index("record")
    nothing = pa.array([0] * len(entries), pa.uint64())
    return entries.set_column(place, entries.schema.field(place), nothing)
