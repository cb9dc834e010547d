"""What is played while faults strike, and how its result is looked at."""

import gc
import hashlib
import os
import shutil
import tempfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from ingest import card, corrections, maintenance, pipeline, stages, store
from ingest.schema import DATASETS
from ingest.settings import load_settings
from store_inline import Inline, be_of_version
from store_news import article, drop, near
from store_rows import publish

FAST = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
"""Where folders are made: in memory if that can be, as no process is killed by a loss of power."""
VARYING = {"run_id", "ingested_at", "quarantined_at", "taken_at", "started_at", "finished_at"}
"""Columns that say when a run was, and so differ between two runs of the same files."""


State = dict[str, list[str]]
"""Dataset -> its rows, spelled out and sorted."""


def load(*, inline: bool = False) -> None:
    """Do everything once in this process, so that its children find all of it loaded.

    Args:
        inline: from then on, too, do without worker processes: then this one makes every change.
    """
    usual = stages.Workers
    stages.Workers = Inline
    try:
        with tempfile.TemporaryDirectory() as folder:
            out = prepare("run", Path(folder))
            run_scene(out)
            maintenance.rebuild_index(out, SETTINGS)
            takedown_scene(out)
            correct_scene(out)
            compact_scene(out)
    finally:
        stages.Workers = Inline if inline else usual
    gc.freeze()


def play(scene: str, out: Path, *, bare: bool = False) -> None:
    """Play one scene in this process; raw files, where it needs some, lie beside `out`.

    Args:
        scene: which.
        out: where.
        bare: without card and report, which lie beside the datasets and are a third of the time.
    """
    usual = card.refresh
    card.refresh = (lambda *_: None) if bare else usual
    try:
        SCENES[scene](out)
    finally:
        card.refresh = usual


def publish_scene(out: Path) -> None:
    """A commit after a dead run's leftovers are swept, and a sweep of old snapshots after it."""
    publish(out, "b", range(20, 26), removed=_parts(out, "articles", "part-a"))
    with store.write_lock(out):
        store.sweep(out, 0)


def _parts(out: Path, dataset: str, stem: str) -> list[str]:
    snapshot = store.current(out)
    assert snapshot is not None
    folder = snapshot.path / dataset
    return [p.relative_to(folder).as_posix() for p in sorted(folder.rglob(f"{stem}*.parquet"))]


def run_scene(out: Path) -> None:
    """A run over the raw files beside `out`."""
    pipeline.run(out.parent / "raw", out, SETTINGS)


def upgrade_scene(out: Path) -> None:
    """A run on the index of an earlier program: two commits, of which the first is seen by none."""
    run_scene(out)


def takedown_scene(out: Path) -> None:
    """A takedown of an article with copies and near copies, and the purge of old snapshots."""
    done = corrections.takedown(out, ["0.txt"], "asked", SETTINGS, by="source")
    corrections.purge(out, done.ids)


def correct_scene(out: Path) -> None:
    """A correction of an article that has a copy."""
    found = store.open_dataset(out, "articles").to_table(columns=["article_id"])
    name = min(found["article_id"].to_pylist())
    corrections.correct(out, name, {"headline": "As it should be"}, "asked", SETTINGS)


def compact_scene(out: Path) -> None:
    """A compaction of what two runs left."""
    maintenance.compact(out, SETTINGS)


SETTINGS = load_settings(settle_seconds=0, workers=1)
SCENES = {
    "publish": publish_scene,
    "run": run_scene,
    "upgrade": upgrade_scene,
    "takedown": takedown_scene,
    "correct": correct_scene,
    "compact": compact_scene,
}


def prepare(scene: str, folder: Path) -> Path:
    """Make the output folder (and raw files) that a scene begins with."""
    out = folder / "base"
    if scene == "publish":
        publish(out, "a", range(10))
        publish(out, "c", range(10, 20))
    else:
        raw = folder / "raw"
        for number in range(3):
            drop(raw, f"{number}.txt", article(number))
        drop(raw, "copy.txt", article(0))
        drop(raw, "near.txt", article(0, near(0, 3)))
        with pytest.MonkeyPatch.context() as then:
            if scene == "upgrade":
                be_of_version(1, then)
            pipeline.run(raw, out, SETTINGS)
        drop(raw, "4.txt", article(4))
        drop(raw, "empty.txt", "")
        drop(raw, "again.txt", article(1))
        if scene not in ("run", "upgrade"):
            pipeline.run(raw, out, SETTINGS)
    with store.write_lock(out):
        (store.staging_folder(out, "dead") / "part").write_text("x")
    return out


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
    paths = sorted(folder.rglob("*.parquet"))
    assert paths, f"{folder} has no file at all"
    return sorted(row for path in paths for row in _spell(path.read_bytes()))


_spelled: dict[bytes, list[str]] = {}
"""Rows by what the file holds, as most files are the same at every fault."""


def _spell(content: bytes) -> list[str]:
    digest = hashlib.sha256(content).digest()
    if digest not in _spelled:
        table = pq.read_table(pa.BufferReader(content), use_threads=False)
        kept = [name for name in table.column_names if name not in VARYING]
        _spelled[digest] = [repr(row) for row in table.select(kept).to_pylist()]
    return _spelled[digest]


def whole(out: Path) -> tuple[str, ...]:
    """What is wrong with the current snapshot, byte by byte; nothing if all is well."""
    snapshot = store.current(out)
    return store.verify(snapshot) if snapshot else ()
