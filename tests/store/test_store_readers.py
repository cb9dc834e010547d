"""Readers: the plain path for everyone, `open_dataset` for who wants one state and no errors."""

import gc
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.dataset as pads
import pytest

from ingest import store
from ingest.schema import DATASETS
from store_rows import numbers_in, publish


@pytest.mark.parametrize("name", DATASETS)
def test_a_dataset_without_rows_can_be_read_by_every_library(tmp_path: Path, name: str) -> None:
    store.ensure(tmp_path)
    with store.write_lock(tmp_path):
        store.commit(tmp_path, store.Change(added={}))
    path = str(tmp_path / name)
    columns = [*DATASETS[name].names, "ingest_date"]
    assert list(pd.read_parquet(path).columns) == columns
    assert pl.read_parquet(path).columns == columns
    assert duckdb.sql(f"from '{path}/**/*.parquet'").columns == columns
    assert pads.dataset(path, partitioning="hive").count_rows() == 0
    assert store.open_dataset(tmp_path, name).to_table().num_rows == 0


def test_the_empty_file_goes_when_rows_come_and_comes_back_when_they_go(tmp_path: Path) -> None:
    publish(tmp_path, "a", [1])
    assert [path.name for path in (tmp_path / "articles").rglob("*.parquet")] == ["part-a.parquet"]
    with store.write_lock(tmp_path):
        removed = {"articles": ("ingest_date=2026-11-02/part-a.parquet",)}
        store.commit(tmp_path, store.Change(added={}, removed=removed))
    assert len(pd.read_parquet(tmp_path / "articles")) == 0


def test_every_library_reads_the_same_rows_from_the_plain_path(tmp_path: Path) -> None:
    publish(tmp_path, "a", range(30))
    publish(tmp_path, "b", range(30, 50))
    path = str(tmp_path / "articles")
    expected = sorted(store.open_dataset(tmp_path, "articles").to_table()["body"].to_pylist())
    assert len(expected) == 50
    assert sorted(pd.read_parquet(path)["body"]) == expected
    assert sorted(pl.read_parquet(path)["body"]) == expected
    assert sorted(pl.scan_parquet(path).collect()["body"]) == expected
    found = duckdb.sql(f"select body from '{path}/**/*.parquet'").fetchall()
    assert sorted(body for (body,) in found) == expected


def test_open_dataset_has_the_documented_schema_and_the_day_as_a_date(tmp_path: Path) -> None:
    publish(tmp_path, "a", [1])
    table = store.open_dataset(tmp_path, "articles").to_table()
    assert table.schema.remove(len(table.schema) - 1).equals(DATASETS["articles"])
    assert table.schema.field("ingest_date").type == pa.date32()
    assert table["ingest_date"].to_pylist()[0].isoformat() == "2026-11-02"


def test_an_open_dataset_stays_as_it_was_through_commits_and_sweeps(tmp_path: Path) -> None:
    publish(tmp_path, "a", [1])
    opened = store.open_dataset(tmp_path, "articles")
    publish(tmp_path, "b", [2], removed=["ingest_date=2026-11-02/part-a.parquet"])
    with store.write_lock(tmp_path):
        assert store.sweep(tmp_path, keep_days=0) == 0
    assert opened.to_table()["article_id"].to_pylist() == ["article_id-0001"]
    assert numbers_in(tmp_path) == [2]
    del opened
    gc.collect()
    with store.write_lock(tmp_path):
        assert store.sweep(tmp_path, keep_days=0) == 1


def test_a_filter_on_the_day_reads_that_day_only(tmp_path: Path) -> None:
    publish(tmp_path, "a", [1])
    publish(tmp_path, "b", [2])
    day = pa.compute.field("ingest_date") == pa.scalar("2026-11-03").cast(pa.date32())
    fragments = list(store.open_dataset(tmp_path, "articles").get_fragments(filter=day))
    assert [Path(fragment.path).name for fragment in fragments] == ["part-b.parquet"]


def test_descriptions_travel_in_the_files(tmp_path: Path) -> None:
    publish(tmp_path, "a", [1])
    schema = pads.dataset(str(tmp_path / "articles"), partitioning="hive").schema
    assert b"normalised body" in schema.field("content_hash").metadata[b"description"]
