"""A reader in a process of its own: reads one dataset over and over until it is told to stop.

Every commit of the test replaces all rows, in several days, by as many that bear its number. A
state is right if it has all rows and one number.
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path

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


READERS: dict[str, Callable[[Path], list[int]]] = {
    "pandas": read_pandas,
    "duckdb": read_duckdb,
    "polars": read_polars,
    "pyarrow": read_pyarrow,
    "open_dataset": read_pinned,
}


def watch(name: str, out: Path, stop: Path) -> dict[str, object]:
    """Read until `stop` exists; count states that were right, and errors; keep what was wrong."""
    right = loud = 0
    wrong: list[str] = []
    errors: set[str] = set()
    seen: set[int] = set()
    ready = stop.with_name(f"ready-{name}-{id(out)}-{sys.argv[4]}")
    while not stop.exists():
        try:
            found = READERS[name](out)
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
