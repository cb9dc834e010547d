"""Cleaning up: what dead runs left behind, and snapshots that nobody needs any more."""

import itertools
import os
import time
from pathlib import Path

from ingest.store import disk
from ingest.store.failures import clear_failure
from ingest.store.layout import Snapshot, current, home, snapshots
from ingest.store.manifest import read_committed_at
from ingest.store.pins import is_pinned

__all__ = ["discard", "recover", "sweep"]

_SECONDS_A_DAY = 86_400


def recover(out: Path) -> tuple[str, ...]:
    """Remove what runs left behind that died or failed; say what was done. Needs the lock.

    Raises:
        StoreFailed: the file system does not let it.
        StoreDamaged: the snapshot that `current` names is missing.
    """
    last = current(out)
    done = []
    with clear_failure(out):
        for snapshot in snapshots(out):
            if last is None or snapshot.number > last.number:
                _remove(out, snapshot)
                done.append(f"removed snapshot {snapshot.number}, which was never committed")
        for part, what in (("building", "a half-made snapshot"), ("staging", "staged files of")):
            for path in sorted((home(out) / part).iterdir()):
                _throw_away(out, path)
                done.append(f"removed {what} {path.name}")
        for path in (*sorted((home(out) / "trash").iterdir()), home(out) / "current.new"):
            if os.path.lexists(path):
                disk.remove_tree(path)
    return tuple(done)


def sweep(out: Path, keep_days: float) -> int:
    """Remove snapshots that were replaced more than `keep_days` days ago and that nobody reads.

    Needs the lock.

    Returns:
        How many were removed.

    Raises:
        StoreFailed: the file system does not let it.
    """
    last = current(out)
    kept = [snapshot for snapshot in snapshots(out) if last and snapshot.number <= last.number]
    before = time.time() - keep_days * _SECONDS_A_DAY
    removed = 0
    with clear_failure(out):
        for snapshot, successor in itertools.pairwise(kept):
            replaced_at = read_committed_at(successor.path).timestamp()
            if replaced_at <= before and not is_pinned(snapshot):
                _remove(out, snapshot)
                removed += 1
    return removed


def discard(out: Path, chosen: tuple[Snapshot, ...]) -> None:
    """Remove old snapshots at once, read or not. Needs the lock.

    Raises:
        StoreFailed: the file system does not let it.
        ValueError: one of them is the current one.
    """
    last = current(out)
    if last in chosen:
        raise ValueError("the current snapshot cannot be removed")
    with clear_failure(out):
        for snapshot in chosen:
            _remove(out, snapshot)


def _remove(out: Path, snapshot: Snapshot) -> None:
    """Take a snapshot out of the list before its files go, so that none is ever seen half gone."""
    trash = _move_to_trash(out, snapshot.path)
    disk.sync_folder(snapshot.path.parent)
    disk.sync_folder(trash.parent)
    disk.remove_tree(trash)


def _throw_away(out: Path, path: Path) -> None:
    """Remove what was never published; a worker that outlived its run finds its folder gone."""
    disk.remove_tree(_move_to_trash(out, path))


def _move_to_trash(out: Path, path: Path) -> Path:
    trash = home(out) / "trash" / f"{path.parent.name}-{path.name}"
    if os.path.lexists(trash):
        disk.remove_tree(trash)
    disk.rename(path, trash)
    return trash
