"""Readers of four libraries while commit follows commit: nobody ever sees half of one."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

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


@pytest.mark.prove
def test_readers_see_whole_states_only(tmp_path: Path) -> None:
    out, stop = tmp_path / "out", tmp_path / "stop"
    store.ensure(out)
    commits = 200 if PROVE else 12
    names = (
        [*READERS, "open_dataset", "duckdb", "polars"]
        if PROVE
        else ["pandas", "duckdb", "polars", "open_dataset"]
    )
    with store.write_lock(out):
        replace_all(out, 0)
        readers = [
            subprocess.Popen(
                [
                    sys.executable,
                    str(Path(__file__).with_name("reader.py")),
                    name,
                    out,
                    stop,
                    str(i),
                ],
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
            for i, name in enumerate(names)
        ]
        while len(list(tmp_path.glob("ready-*"))) < len(readers):
            assert all(reader.poll() is None for reader in readers)
            time.sleep(0.05)
        for number in range(1, commits + 1):
            replace_all(out, number)
            store.sweep(out, 7)
    stop.touch()
    answers = [reader.communicate() for reader in readers]
    found = {}
    for name, (answer, errors) in zip(names, answers, strict=True):
        assert answer, errors
        found[name] = json.loads(answer)
        assert found[name]["wrong"] == [], name
        assert found[name]["right"] > 0, name
        if name == "open_dataset":
            assert found[name]["loud"] == 0, found[name]
    sys.stdout.write(f"{found}\n")
