"""A reader in a process of its own: reads one dataset over and over until it is told to stop.

Every commit of the test replaces all rows, in several days, by as many that bear its number. A
state is right if it has all rows and one number.
"""

import functools
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROWS = 40


def read_pandas(out: Path) -> list[int]:
    import pandas as pd

    return list(pd.read_parquet(out / "articles", columns=["char_count"])["char_count"])


def read_duckdb(out: Path) -> list[int]:
    import duckdb

    query = f"select char_count from '{out}/articles/**/*.parquet'"
    return [number for (number,) in duckdb.connect().sql(query).fetchall()]


def read_polars(out: Path) -> list[int]:
    import polars as pl

    return pl.scan_parquet(out / "articles").select("char_count").collect()["char_count"].to_list()


def read_pyarrow(out: Path) -> list[int]:
    import pyarrow.dataset as pads

    dataset = pads.dataset(out / "articles", format="parquet", partitioning="hive")
    return dataset.to_table(columns=["char_count"])["char_count"].to_pylist()


def read_pinned(out: Path) -> list[int]:
    from ingest import store

    dataset = store.open_dataset(out, "articles")
    return dataset.to_table(columns=["char_count"])["char_count"].to_pylist()


def read_spark(out: Path) -> list[int]:
    rows = spark_session().read.parquet(str(out / "articles")).select("char_count").collect()
    return [row["char_count"] for row in rows]


@functools.cache
def spark_session() -> Any:
    """One small Spark in this process, which says only what is wrong and keeps nothing."""
    import pyspark.sql

    maker = pyspark.sql.SparkSession.builder.master("local[1]").appName("reader")
    for key, value in {
        "spark.ui.enabled": "false",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.memory": "600m",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.shuffle.partitions": "1",
        "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1",
    }.items():
        maker = maker.config(key, value)
    made = maker.getOrCreate()
    made.sparkContext.setLogLevel("OFF")
    return made


READERS: dict[str, Callable[[Path], list[int]]] = {
    "pandas": read_pandas,
    "duckdb": read_duckdb,
    "polars": read_polars,
    "pyarrow": read_pyarrow,
    "open_dataset": read_pinned,
}
"""Those that are always there; Spark needs Java, and is asked for by name."""


def watch(name: str, out: Path, stop: Path) -> dict[str, object]:
    """Read until `stop` exists; count states that were right, and errors; keep what was wrong."""
    right = loud = 0
    wrong: list[str] = []
    errors: set[str] = set()
    seen: set[int] = set()
    read = read_spark if name == "spark" else READERS[name]
    ready = stop.with_name(f"ready-{name}-{id(out)}-{sys.argv[4]}")
    while not stop.exists():
        try:
            found = read(out)
        except Exception as error:  # noqa: BLE001
            loud += 1
            errors.add(type(error).__name__)
            continue
        finally:
            ready.touch()
        if len(found) == ROWS and len(set(found)) == 1:
            right += 1
            seen |= set(found)
        else:
            wrong.append(f"{len(found)} rows, of commits {sorted(set(found))}")
    return {
        "right": right,
        "loud": loud,
        "wrong": wrong,
        "errors": sorted(errors),
        "seen": len(seen),
    }


if __name__ == "__main__":
    result = watch(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
    sys.stdout.write(json.dumps(result))
