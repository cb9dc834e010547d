"""Stage 5: from decisions to Parquet files in staging, one independent task per file."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ingest import store
from ingest.fields import CATEGORY
from ingest.prepare import SORT_KEYS
from ingest.run import Run
from ingest.schema import ARTICLES, DATASETS, DUPLICATES
from ingest.staged import read_arrow, write_arrow

__all__ = ["Part", "plan_parts", "publish_part", "publish_rows"]

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


def plan_parts(run: Run, decided: pa.Table, chunks: tuple[Path, ...]) -> tuple[Part, ...]:
    """Cut the rows of articles and duplicates into files of bounded size.

    The cuts depend on the rows alone, so that any sharding gives the same files.

    Args:
        run: where staging lies, and the limits of a file.
        decided: for every record: chunk, row, bytes, the columns of `SORT_KEYS`, outcome, and
            the evidence.
        chunks: tables of records that the column `chunk` counts from 0.
    """
    parts: list[Part] = []
    for dataset, outcome in _OUTCOME.items():
        rows = decided.filter(pc.equal(decided["outcome"], outcome))
        rows = rows.take(pc.sort_indices(rows, sort_keys=SORT_KEYS))
        columns = ["chunk", "row", *_EVIDENCE[dataset]]
        for number, (start, stop) in enumerate(_cuts(run, rows["bytes"].to_numpy())):
            plan = run.staging / "plans" / f"{dataset}-{number:05d}.arrow"
            write_arrow(rows.select(columns).slice(start, stop - start), plan)
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


def publish_part(run: Run, part: Part) -> tuple[str, str, Path]:
    """Write one planned file to staging.

    Returns:
        The dataset, the target inside its folder, and the staged file.
    """
    table = pa.concat_tables(_take_rows(part))
    table = table.take(pc.sort_indices(table, sort_keys=SORT_KEYS))
    return publish_rows(run, part.dataset, table, part.target)


def _take_rows(part: Part) -> Iterator[pa.Table]:
    """Yield the rows of a part, chunk by chunk; they hold on to nothing of the chunk."""
    plan = read_arrow(part.plan)
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


def publish_rows(run: Run, dataset: str, table: pa.Table, target: str) -> tuple[str, str, Path]:
    """Write the rows of one file of any dataset to staging, in the dataset's types."""
    schema = {"articles": ARTICLES, "duplicates": DUPLICATES}.get(dataset, DATASETS[dataset])
    columns = [_fit(table[field.name], field.type) for field in schema]
    path = run.staging / "out" / dataset / target
    path.parent.mkdir(parents=True, exist_ok=True)
    store.write_parquet(pa.Table.from_arrays(columns, schema=schema), path, schema)
    return dataset, target, path


def _fit(column: pa.ChunkedArray, kind: pa.DataType) -> pa.ChunkedArray:
    """Bring a column to its type; categories are listed in the order of the rows.

    Else they would tell how the batch was cut into shards.
    """
    if kind == CATEGORY:
        texts = column if pa.types.is_string(column.type) else column.cast(pa.string())
        coded = texts.combine_chunks().dictionary_encode()
        return pa.chunked_array([coded], kind)
    return column if column.type == kind else column.cast(kind)
