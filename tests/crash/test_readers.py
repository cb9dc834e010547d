"""Readers of four libraries while commit follows commit: nobody ever sees half of one."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from reader import READERS, ROWS

from ingest import store
from ingest.schema import DATASETS
from store_rows import make_row

PROVE = os.environ.get("INGEST_PROVE") == "1"
DAYS = 4


def replace_all(out: Path, number: int) -> None:
    """Commit rows that bear `number`, in several days, in place of those that are there."""
    schema = DATASETS["articles"]
    last = store.current(out)
    removed: tuple[str, ...] = ()
    if last is not None:
        found = (last.path / "articles").rglob("part-*.parquet")
        removed = tuple(path.relative_to(last.path / "articles").as_posix() for path in found)
    folder = store.staging_folder(out, f"run-{number}")
    added = []
    for day in range(DAYS):
        rows = [{**make_row(schema, i), "char_count": number} for i in range(ROWS // DAYS)]
        path = folder / f"{day}.parquet"
        store.write_parquet(pa.Table.from_pylist(rows, schema=schema), path, schema)
        added.append((f"ingest_date=2026-11-0{day + 1}/part-{number}.parquet", path))
    change = store.Change(added={"articles": tuple(added)}, removed={"articles": removed})
    store.commit(out, change)


def watch(out: Path, names: Sequence[str], commits: int, least: float = 0) -> list[dict[str, Any]]:
    """Let readers read while so many commits follow each other, for `least` seconds at least."""
    stop = out.with_name("stop")
    program = str(Path(__file__).with_name("reader.py"))
    store.ensure(out)
    with store.write_lock(out):
        replace_all(out, 0)
        readers = [
            subprocess.Popen(
                [sys.executable, program, name, out, stop, str(i)],
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
            for i, name in enumerate(names)
        ]
        while len(list(out.parent.glob("ready-*"))) < len(readers):
            assert all(reader.poll() is None for reader in readers)
            time.sleep(0.05)
        begun, number = time.monotonic(), 0
        while number < commits or time.monotonic() < begun + least:
            number += 1
            replace_all(out, number)
            store.sweep(out, 7)
    stop.touch()
    found = []
    for reader, name in zip(readers, names, strict=True):
        answer, errors = reader.communicate()
        assert answer, errors
        found.append({"reader": name, "commits": number, **json.loads(answer)})
        sys.stdout.write(f"{found[-1]}\n")
    return found


@pytest.mark.prove
def test_readers_see_whole_states_only(tmp_path: Path) -> None:
    names = ["pandas", "duckdb", "polars", "open_dataset"]
    if PROVE:
        names = [*READERS, "open_dataset", "duckdb", "polars"]
    for found in watch(tmp_path / "out", names, 200 if PROVE else 12):
        assert found["wrong"] == [], found
        assert found["right"] > 0, found
        if found["reader"] == "open_dataset":
            assert found["loud"] == 0, found
