"""Cleaning up in object storage: old snapshots, and what dead or late writers have put."""

import itertools
import logging
import secrets
import time
from collections.abc import Iterable
from pathlib import Path

from ingest.objects import Outdated
from ingest.store import disk
from ingest.store.layout import Snapshot
from ingest.store.manifest import MANIFEST, read_manifest
from ingest.store.remote.failures import clear
from ingest.store.remote.place import Place, place_of
from ingest.store.remote.pointer import Commit, replace_pointer
from ingest.store.remote.reading import _held, bring, key_of

__all__ = ["discard", "recover", "sweep"]

_SECONDS_A_DAY = 86_400
GRACE_SECONDS = 86_400
"""What belongs to no snapshot is removed when it is older: a writer may be about to name it."""


def recover(out: Path) -> tuple[str, ...]:
    """Remove what runs of this machine left behind in its folder. Needs the lock.

    What they have put is removed by `sweep`, after a day.
    """
    place = place_of(out)
    done = []
    with clear(place):
        here = place.work / ".ingest"
        for part in ("building", "staging", "trash"):
            for path in sorted((here / part).iterdir()):
                disk.remove_tree(path)
                done.append(f"removed {part}/{path.name}")
        kept = {one.folder for one in _held[place.work].commits}
        for path in sorted((here / "snapshots").iterdir()):
            if path.name not in kept:
                disk.remove_tree(path)
    return tuple(done)


def sweep(out: Path, keep_days: float) -> int:
    """Remove snapshots that were replaced more than `keep_days` days ago. Needs the lock.

    Returns:
        How many were removed; a store that fails meanwhile is swept by the next run.
    """
    place = place_of(out)
    before = time.time() - keep_days * _SECONDS_A_DAY
    commits = _held[place.work].commits
    old = [
        one
        for one, successor in itertools.pairwise(commits)
        if successor.committed_at.timestamp() <= before
    ]
    try:
        _drop(place, old)
        _remove_debris(place)
    except (OSError, Outdated) as error:
        logging.getLogger("ingest").warning("%s: not swept: %s", place, error)
        return 0
    return len(old)


def discard(out: Path, chosen: tuple[Snapshot, ...]) -> None:
    """Remove old snapshots at once. Needs the lock.

    Raises:
        StoreFailed: the object store failed.
        ValueError: one of them is the current one.
    """
    place = place_of(out)
    pointer = _held[place.work]
    numbers = {snapshot.number for snapshot in chosen}
    if pointer.last and pointer.last.number in numbers:
        raise ValueError("the current snapshot cannot be removed")
    with clear(place):
        _drop(place, [one for one in pointer.commits if one.number in numbers])


def _drop(place: Place, old: list[Commit]) -> None:
    """Take snapshots out of `current`, then remove what only they had."""
    if not old:
        return
    pointer = _held[place.work]
    gone = set(_keys(place, old))
    kept = tuple(one for one in pointer.commits if one not in old)
    _held[place.work] = replace_pointer(place, pointer, kept, secrets.token_hex(4))
    place.bucket.remove(sorted(gone - set(_keys(place, kept))))


def _keys(place: Place, commits: Iterable[Commit]) -> Iterable[str]:
    """Name every object that belongs to snapshots."""
    for one in commits:
        yield place.key(f"snapshots/{one.folder}/{MANIFEST}")
        files = read_manifest(bring(place, one).path).files
        yield from (key_of(place, path, entry) for path, entry in files.items())


def _remove_debris(place: Place) -> None:
    """Remove what is old and belongs to no snapshot: its writer died, or lost."""
    border = (time.time() - GRACE_SECONDS) * 1e9
    there = list(place.bucket.list(place.key("snapshots/")))
    late = {one.key for one in there if one.mtime_ns < border}
    if late:
        place.bucket.remove(sorted(late - set(_keys(place, _held[place.work].commits))))
