"""What is played while faults strike, and how its result is looked at."""

import os
import shutil
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from ingest import store
from ingest.schema import DATASETS
from store_rows import publish

VARYING = {"run_id", "ingested_at", "quarantined_at", "taken_at", "started_at", "finished_at"}
"""Columns that say when a run was, and so differ between two runs of the same files."""


State = dict[str, list[str]]
"""Dataset -> its rows, spelled out and sorted."""


def load() -> None:
    """Load what the scenes need, so that the children find it loaded."""
    import ingest.store  # noqa: F401


def play(scene: str, out: Path, **order: Any) -> None:
    """Play one scene in this process."""
    SCENES[scene](out, **order)


def publish_scene(out: Path, name: str = "b", **_: Any) -> None:
    """A commit with a dead run's leftovers to sweep before it, and an old snapshot after it."""
    publish(out, name, range(20, 26), removed=_parts(out, "articles", "part-a"))
    with store.write_lock(out):
        store.sweep(out, 0)


def _parts(out: Path, dataset: str, stem: str) -> list[str]:
    snapshot = store.current(out)
    assert snapshot is not None
    folder = snapshot.path / dataset
    return [p.relative_to(folder).as_posix() for p in sorted(folder.rglob(f"{stem}*.parquet"))]


SCENES = {"publish": publish_scene}


def copy(base: Path, target: Path) -> Path:
    """Copy an output folder, links and all."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(base, target, symlinks=True)
    return target


def observe(out: Path) -> State:
    """Read everything that is published by its plain path: what any reader would see.

    Rows are spelled out without the columns that say when the run was, and sorted.
    """
    if not os.path.lexists(out / ".ingest" / "current"):
        return {}
    return {name: _rows(out / name) for name in DATASETS if name != "runs"}


def _rows(folder: Path) -> list[str]:
    tables = [pq.ParquetFile(path).read() for path in sorted(folder.rglob("*.parquet"))]
    assert tables, f"{folder} has no file at all"
    found: list[str] = []
    for table in tables:
        kept = [name for name in table.column_names if name not in VARYING]
        found += [repr(row) for row in table.select(kept).to_pylist()]
    return sorted(found)


def whole(out: Path) -> tuple[str, ...]:
    """What is wrong with the current snapshot, byte by byte; nothing if all is well."""
    snapshot = store.current(out)
    return store.verify(snapshot) if snapshot else ()
