"""Spark reads the plain path: every dataset, during commits, and across a change of schema.

Runs where pyspark and Java are; they are no part of the locked set.
"""

import shutil
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from ingest import pipeline, stages, store
from ingest.schema import DATASETS
from ingest.settings import Settings
from store_inline import Inline
from store_news import article, drop
from store_rows import publish

pytest.importorskip("pyspark", reason="pyspark is not installed")
pytestmark = [
    pytest.mark.prove,
    pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java"),
]


@pytest.fixture(scope="module")
def spark() -> Any:
    from reader import spark_session

    yield spark_session()
    spark_session().stop()
    spark_session.cache_clear()


def test_every_dataset_has_the_rows_and_types_it_has_for_us(
    spark: Any, raw: Path, out: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stages, "Workers", Inline)
    for number in range(3):
        drop(raw, f"{number}.txt", article(number))
    drop(raw, "copy.txt", article(0))
    drop(raw, "empty.txt", "")
    pipeline.run(raw, out, settings)
    for name, schema in DATASETS.items():
        frame = spark.read.parquet(str(out / name))
        ours = store.open_dataset(out, name).to_table()
        assert frame.columns == [*schema.names, "ingest_date"]
        assert frame.schema["ingest_date"].dataType.simpleString() == "date"
        plain = [field.name for field in schema if not pa.types.is_nested(field.type)]
        expected = ours.select(plain).to_pylist()
        found = [
            {key: _aware(value) for key, value in row.asDict().items()}
            for row in frame.select(plain).collect()
        ]
        assert sorted(map(repr, found)) == sorted(map(repr, expected)), name


def _aware(value: Any) -> Any:
    """Spark hands out times without a zone, in the zone of its session."""
    from datetime import datetime
    from zoneinfo import ZoneInfo

    return value.replace(tzinfo=ZoneInfo("UTC")) if isinstance(value, datetime) else value


def test_a_wider_schema_is_one_schema(
    spark: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(tmp_path, "a", [1, 2])
    path = str(tmp_path / "articles")
    assert spark.read.parquet(path).count() == 2
    schema = DATASETS["articles"]
    place = schema.get_field_index("record_index")
    schema = schema.set(place, schema.field(place).with_type(pa.int64()))
    monkeypatch.setitem(DATASETS, "articles", schema.append(pa.field("mood", pa.string())))
    publish(tmp_path, "b", [3])
    frame = spark.read.parquet(path)
    assert frame.schema["record_index"].dataType.simpleString() == "bigint"
    found = {(row["record_index"], row["mood"]) for row in frame.collect()}
    assert found == {(1, None), (2, None), (3, "mood-0003")}


def test_spark_sees_whole_states_only_while_commit_follows_commit(tmp_path: Path) -> None:
    from test_readers import watch

    [found] = watch(tmp_path / "out", ["spark"], 20, least=20)
    assert found["wrong"] == [], found
    assert found["right"] > 0, found
    assert found["errors"] in ([], ["Py4JJavaError"]), found
