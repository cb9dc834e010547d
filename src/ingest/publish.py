"""Stage 5: from decisions to Parquet files in staging, one independent task per file."""

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ingest import store
from ingest.fields import CATEGORY
from ingest.run import Run
from ingest.schema import ARTICLES, DATASETS, DUPLICATES
from ingest.staged import read_arrow, write_arrow

__all__ = ["Part", "Written", "plan_parts", "publish_part", "publish_pieces", "publish_rows"]

Written = tuple[str, str, Path]
"""Dataset, target inside its folder, staged file."""

_EVIDENCE = {
    "articles": ("cluster_size",),
    "duplicates": (
        "duplicate_of",
        "kind",
        "jaccard",
        "containment",
        "numbers",
        "shared_keys",
        "algorithm_version",
    ),
}
_OUTCOME = {"articles": "article", "duplicates": "duplicate"}


@dataclass(frozen=True, slots=True)
class Part:
    """One Parquet file to be written.

    Attributes:
        dataset: "articles" or "duplicates".
        target: its path inside the dataset's folder.
        plan: table of chunk, row and evidence columns, in the order of the rows.
        chunks: tables of records that `chunk` counts from 0.
        rows: rows it will have.
    """

    dataset: str
    target: str
    plan: Path
    chunks: tuple[Path, ...]
    rows: int


def target_name(run: Run, number: int) -> str:
    """Name a file inside a dataset: partition, run and number; no name is ever used twice."""
    return f"ingest_date={run.ingest_date}/part-{run.run_id}-{number:05d}.parquet"


def plan_parts(
    run: Run, decided: pa.Table, order: "np.ndarray[Any, Any]", chunks: tuple[Path, ...]
) -> tuple[Part, ...]:
    """Cut the rows of articles and duplicates into files of bounded size.

    The cuts depend on the rows alone, so that any sharding gives the same files.

    Args:
        run: where staging lies, and the limits of a file.
        decided: for every record: chunk, row, bytes, outcome, and the evidence.
        order: the records in the order of `SORT_KEYS`.
        chunks: tables of records that the column `chunk` counts from 0.
    """
    parts: list[Part] = []
    sizes = decided["bytes"].to_numpy()
    for dataset, outcome in _OUTCOME.items():
        rows = order[pc.equal(decided["outcome"], outcome).to_numpy()[order]]
        columns = decided.select(["chunk", "row", *_EVIDENCE[dataset]])
        for number, (start, stop) in enumerate(_cuts(run, sizes[rows])):
            plan = run.staging / "plans" / f"{dataset}-{number:05d}.arrow"
            write_arrow(columns.take(pa.array(rows[start:stop])), plan)
            parts.append(Part(dataset, target_name(run, number), plan, chunks, stop - start))
    return tuple(parts)


def _cuts(run: Run, sizes: "np.ndarray[Any, Any]") -> Iterator[tuple[int, int]]:
    """Yield [start, stop) so that no range has more rows or bytes than the settings allow."""
    total = np.concatenate([[0], np.cumsum(sizes)])
    start = 0
    while start < len(sizes):
        by_bytes = int(np.searchsorted(total, total[start] + run.settings.part_bytes, "right")) - 1
        stop = min(len(sizes), start + run.settings.part_rows, max(start + 1, by_bytes))
        yield start, stop
        start = stop


def publish_part(run: Run, part: Part) -> Written:
    """Write one planned file to staging."""
    written = publish_pieces(run, part.dataset, _row_groups(part), part.target)
    return written[0]


def _row_groups(part: Part) -> Iterator[pa.Table]:
    """Yield the rows of a part in their order, as many at a time as a row group has.

    Each takes the memory that the one before has left: fresh memory costs more than the copy.
    """
    plan = read_arrow(part.plan)
    for first in range(0, len(plan), store.ROW_GROUP):
        rows = plan.slice(first, store.ROW_GROUP)
        by_chunk = np.argsort(rows["chunk"].to_numpy(), kind="stable")
        found = pa.concat_tables(_take_rows(part, rows.take(pa.array(by_chunk))))
        yield found.take(pa.array(np.argsort(by_chunk)))


def _take_rows(part: Part, plan: pa.Table) -> Iterator[pa.Table]:
    """Yield the rows of a plan, chunk by chunk; they hold on to nothing of the chunk."""
    numbers = plan["chunk"].to_numpy()
    for chunk in np.unique(numbers):
        rows = plan.filter(pa.array(numbers == chunk))
        table = read_arrow(part.chunks[chunk]).drop_columns("file").take(rows["row"])
        for name in _EVIDENCE[part.dataset]:
            table = table.append_column(name, rows[name])
        yield _without_dictionaries(table)


def _without_dictionaries(table: pa.Table) -> pa.Table:
    """Write categories out: a dictionary would keep the whole file mapped that it lies in."""
    kinds = [
        field.with_type(field.type.value_type) if pa.types.is_dictionary(field.type) else field
        for field in table.schema
    ]
    return table.cast(pa.schema(kinds))


def publish_rows(run: Run, dataset: str, table: pa.Table, target: str) -> Written:
    """Write the rows of one file of any dataset to staging, in the dataset's types."""
    schema = _SCHEMAS.get(dataset, DATASETS[dataset])
    path = _staged_path(run, dataset, target)
    store.write_parquet(_in_types(table, schema), path, schema)
    return dataset, target, path


def publish_pieces(
    run: Run, dataset: str, pieces: Iterable[pa.Table], target: str
) -> tuple[Written, ...]:
    """Write rows that come piece by piece, of which few are in memory; no file without rows.

    The file does not tell where the pieces ended.
    """
    groups = _group(pieces)
    first = next(groups, None)
    if first is None:
        return ()
    schema = _SCHEMAS.get(dataset, DATASETS[dataset])
    path = _staged_path(run, dataset, target)
    with store.ParquetFile(path, schema) as file:
        for group in itertools.chain([first], groups):
            file.write(_in_types(group, schema))
    return ((dataset, target, path),)


_SCHEMAS = {"articles": ARTICLES, "duplicates": DUPLICATES}


def _group(pieces: Iterable[pa.Table]) -> Iterator[pa.Table]:
    """Cut pieces into tables of as many rows as a row group has."""
    waiting: list[pa.Table] = []
    for piece in pieces:
        waiting.append(piece)
        while sum(map(len, waiting)) >= store.ROW_GROUP:
            rows = pa.concat_tables(waiting).unify_dictionaries()
            yield rows.slice(0, store.ROW_GROUP)
            waiting = [rows.slice(store.ROW_GROUP)]
    if sum(map(len, waiting)):
        yield pa.concat_tables(waiting).unify_dictionaries()


def _staged_path(run: Run, dataset: str, target: str) -> Path:
    path = run.staging / "out" / dataset / target
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def _in_types(table: pa.Table, schema: pa.Schema) -> pa.Table:
    columns = [_fit(table[field.name], field.type) for field in schema]
    return pa.Table.from_arrays(columns, schema=schema)


def _fit(column: pa.ChunkedArray, kind: pa.DataType) -> pa.ChunkedArray:
    """Bring a column to its type; categories are listed in the order of the rows.

    Else they would tell how the batch was cut into shards.
    """
    if kind == CATEGORY:
        texts = column if pa.types.is_string(column.type) else column.cast(pa.string())
        coded = texts.combine_chunks().dictionary_encode()
        return pa.chunked_array([coded], kind)
    return column if column.type == kind else column.cast(kind)
