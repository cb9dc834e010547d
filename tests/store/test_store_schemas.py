"""Schemas over time: one schema per snapshot, whichever version of the program wrote its files."""

from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from ingest import store
from ingest.errors import NewerVersion, UsageError
from ingest.schema import DATASETS
from ingest.store.schemas import schema_mark, upgrade
from store_rows import numbers_in, publish


def _extend(schema: pa.Schema, *fields: pa.Field) -> pa.Schema:
    for field in fields:
        schema = schema.append(field)
    return schema


def _retype(schema: pa.Schema, name: str, kind: pa.DataType) -> pa.Schema:
    place = schema.get_field_index(name)
    return schema.set(place, schema.field(place).with_type(kind))


@pytest.fixture
def newer(monkeypatch: pytest.MonkeyPatch) -> pa.Schema:
    """What the next version of the program may have: two new columns and a wider type."""
    schema = _retype(DATASETS["articles"], "record_index", pa.int64())
    schema = _extend(
        schema, pa.field("mood", pa.string()), pa.field("tags", pa.list_(pa.string()), False)
    )

    def switch() -> pa.Schema:
        monkeypatch.setitem(DATASETS, "articles", schema)
        return schema

    return switch


def test_the_first_commit_of_a_wider_schema_brings_every_file_to_it(
    tmp_path: Path, newer: "type[pa.Schema]"
) -> None:
    old = publish(tmp_path, "a", [1, 2])
    schema = newer()
    publish(tmp_path, "b", [3])
    assert numbers_in(tmp_path) == [1, 2, 3]
    table = store.open_dataset(tmp_path, "articles").to_table()
    assert table.schema.names == [*schema.names, "ingest_date"]
    assert table["tags"].to_pylist() == [[], [], []]
    assert sorted(map(str, table["mood"].to_pylist())) == ["None", "None", "mood-0003"]
    path = str(tmp_path / "articles")
    assert set(pd.read_parquet(path)["record_index"]) == {1, 2, 3}
    assert pl.read_parquet(path).schema["record_index"] == pl.Int64
    assert len(duckdb.sql(f"select mood from '{path}/**/*.parquet'").fetchall()) == 3
    names = sorted(path.name for path in (tmp_path / "articles").rglob("*.parquet"))
    assert names == [f"part-a~{schema_mark(schema)}.parquet", "part-b.parquet"]
    assert store.verify(old) == ()


def test_a_newer_program_reads_an_older_snapshot_in_its_own_schema(
    tmp_path: Path, newer: "type[pa.Schema]"
) -> None:
    publish(tmp_path, "a", [1, 2])
    schema = newer()
    table = store.open_dataset(tmp_path, "articles").to_table()
    assert table.schema.names == [*schema.names, "ingest_date"]
    assert table["record_index"].type == pa.int64()
    assert table["mood"].to_pylist() == [None, None]


def test_an_older_program_refuses_to_write_before_it_starts(
    tmp_path: Path, newer: "type[pa.Schema]", monkeypatch: pytest.MonkeyPatch
) -> None:
    older = DATASETS["articles"]
    newer()
    publish(tmp_path, "a", [1])
    monkeypatch.setitem(DATASETS, "articles", older)
    with pytest.raises(NewerVersion, match="articles has a column mood"):
        store.ensure(tmp_path)


def test_an_older_program_refuses_a_wider_type(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = DATASETS["articles"]
    monkeypatch.setitem(DATASETS, "articles", _retype(older, "record_index", pa.int64()))
    publish(tmp_path, "a", [1])
    monkeypatch.setitem(DATASETS, "articles", older)
    with pytest.raises(NewerVersion, match="record_index is int64"):
        store.ensure(tmp_path)


def test_a_new_column_that_only_a_rebuild_can_fill_is_refused_at_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(tmp_path, "a", [1])
    schema = _extend(DATASETS["articles"], pa.field("score", pa.float32(), nullable=False))
    monkeypatch.setitem(DATASETS, "articles", schema)
    with pytest.raises(UsageError, match="ingest rebuild"):
        store.ensure(tmp_path)


def test_a_dataset_without_rows_takes_the_new_schema_too(
    tmp_path: Path, newer: "type[pa.Schema]"
) -> None:
    store.ensure(tmp_path)
    with store.write_lock(tmp_path):
        store.commit(tmp_path, store.Change(added={}))
    newer()
    with store.write_lock(tmp_path):
        store.commit(tmp_path, store.Change(added={}))
    assert "mood" in pd.read_parquet(tmp_path / "articles").columns


@pytest.mark.parametrize(
    ("narrow", "wide"),
    [
        (pa.int32(), pa.int64()),
        (pa.float32(), pa.float64()),
        (pa.string(), pa.large_string()),
        (pa.dictionary(pa.int32(), pa.string()), pa.string()),
        (pa.string(), pa.dictionary(pa.int32(), pa.string())),
    ],
)
def test_types_widen_and_never_narrow(narrow: pa.DataType, wide: pa.DataType) -> None:
    value = "x" if "string" in str(narrow) else 1
    table = pa.table({"a": pa.array([value, None], narrow)})
    widened = upgrade(table, pa.schema([("a", wide)]))
    assert widened["a"].to_pylist() == [value, None]
    if "dictionary" not in f"{narrow}{wide}":
        with pytest.raises(NewerVersion):
            upgrade(widened, table.schema)
