"""Rows and commits for tests of the store: small, valid, and told apart by their numbers."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa

from ingest import store
from ingest.schema import DATASETS

MOMENT = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)


def make_row(schema: pa.Schema, number: int) -> dict[str, Any]:
    """One row that fits `schema`; its strings say which number it was made from."""
    return {field.name: _value(field.type, field.name, number) for field in schema}


def _value(kind: pa.DataType, name: str, number: int) -> Any:
    if pa.types.is_timestamp(kind):
        return MOMENT
    if pa.types.is_list(kind):
        return []
    if pa.types.is_integer(kind) or pa.types.is_floating(kind):
        return number
    if pa.types.is_boolean(kind):
        return False
    return f"{name}-{number:04d}"


def make_table(dataset: str, numbers: Sequence[int]) -> pa.Table:
    schema = DATASETS[dataset]
    return pa.Table.from_pylist([make_row(schema, number) for number in numbers], schema=schema)


def stage(folder: Path, dataset: str, numbers: Sequence[int], name: str) -> tuple[str, Path]:
    """Write rows to a staged file; return its target in the dataset, and where it is."""
    path = folder / f"{dataset}-{name}.parquet"
    store.write_parquet(make_table(dataset, numbers), path, DATASETS[dataset])
    return f"ingest_date=2026-11-{1 + numbers[0] % 28:02d}/part-{name}.parquet", path


def publish(
    out: Path, name: str, numbers: Sequence[int], removed: Sequence[str] = ()
) -> store.Snapshot:
    """Commit the numbers as articles, each with a row in `files`, as a run would."""
    store.ensure(out)
    with store.write_lock(out, wait_seconds=30):
        store.recover(out)
        folder = store.staging_folder(out, f"run-{name}")
        added = {set_: (stage(folder, set_, numbers, name),) for set_ in ("articles", "files")}
        change = store.Change(
            added=added,
            removed={"articles": tuple(removed)},
            gained={"files": len(numbers)},
        )
        return store.commit(out, change)


def numbers_in(out: Path, dataset: str = "articles", column: str = "article_id") -> list[int]:
    """The numbers of the published rows, sorted."""
    values = store.open_dataset(out, dataset).to_table(columns=[column])[column].to_pylist()
    return sorted(int(value.rsplit("-", 1)[1]) for value in values)
