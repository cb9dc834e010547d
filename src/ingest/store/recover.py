"""Cleaning up: what dead runs left behind, and snapshots that nobody needs any more."""

import itertools
import time
from pathlib import Path

from ingest.errors import StoreFailed
from ingest.store import disk
from ingest.store.layout import Snapshot, current, home, snapshots
from ingest.store.manifest import read_manifest

__all__ = ["recover", "sweep"]

_SECONDS_A_DAY = 86_400


def recover(out: Path) -> tuple[str, ...]:
    """Remove what runs left behind that died or failed; say what was done. Needs the lock.

    Raises:
        StoreFailed: the file system does not let it.
        StoreDamaged: the snapshot that `current` names is missing.
    """
    last = current(out)
    number = last.number if last else 0
    done = []
    try:
        for snapshot in snapshots(out):
            if snapshot.number > number:
                _discard(out, snapshot)
                done.append(f"removed snapshot {snapshot.number}, which was never committed")
        for part, what in (("building", "a half-made snapshot"), ("staging", "staged files of")):
            for path in sorted((home(out) / part).iterdir()):
                disk.remove_tree(path)
                done.append(f"removed {what} {path.name}")
        for path in sorted((home(out) / "trash").iterdir()):
            disk.remove_tree(path)
        pointer = home(out) / "current.new"
        if pointer.is_symlink():
            disk.remove_tree(pointer)
    except OSError as error:
        raise StoreFailed(f"{out}: cannot be cleaned up: {error.strerror}") from error
    return tuple(done)


def sweep(out: Path, keep_days: float) -> int:
    """Remove snapshots that were replaced more than `keep_days` days ago. Needs the lock.

    Returns:
        How many were removed.
    """
    last = current(out)
    if last is None:
        return 0
    kept = [snapshot for snapshot in snapshots(out) if snapshot.number <= last.number]
    before = time.time() - keep_days * _SECONDS_A_DAY
    removed = 0
    try:
        for snapshot, successor in itertools.pairwise(kept):
            if read_manifest(successor.path).committed_at.timestamp() <= before:
                _discard(out, snapshot)
                removed += 1
    except OSError as error:
        raise StoreFailed(f"{out}: old snapshots cannot be removed: {error.strerror}") from error
    return removed


def _discard(out: Path, snapshot: Snapshot) -> None:
    """Take a snapshot out of the list before its files go, so that none is ever seen half gone."""
    trash = home(out) / "trash" / snapshot.path.name
    if trash.exists():
        disk.remove_tree(trash)
    disk.rename(snapshot.path, trash)
    disk.sync_folder(home(out) / "snapshots")
    disk.remove_tree(trash)
