"""The same verbs for OUT in a folder and OUT in object storage.

A place whose address begins with `s3://` is for `store.remote`, which is loaded when one is first
named; every other one for the modules that know folders.
"""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pyarrow.dataset as pads

from ingest.objects import address_of
from ingest.store import commit as committing
from ingest.store import layout, lock, read
from ingest.store import recover as recovering
from ingest.store import verify as verifying
from ingest.store.change import Change
from ingest.store.layout import Snapshot

__all__ = [
    "commit",
    "current",
    "discard",
    "ensure",
    "fetch",
    "home",
    "locate",
    "open_dataset",
    "open_snapshot",
    "put_text",
    "recover",
    "snapshots",
    "staging_folder",
    "sweep",
    "verify",
    "write_lock",
    "writer",
]


def _remote(out: Path) -> Any:
    """Give the module for OUT in object storage; None for a folder."""
    if address_of(out) is None:
        return None
    from ingest.store import remote

    return remote


def _far(snapshot: Snapshot) -> Any:
    """Give the module for a snapshot in object storage; None for one in a folder."""
    if type(snapshot) is Snapshot:
        return None
    from ingest.store import remote

    return remote


def home(out: Path) -> Path:
    """Name the folder of this machine in which lock, staging and snapshots of OUT lie."""
    folder: Path = (_remote(out) or layout).home(out)
    return folder


def ensure(out: Path) -> None:
    """Make OUT and its layout where they are missing; see `layout.ensure`."""
    (_remote(out) or layout).ensure(out)


def current(out: Path) -> Snapshot | None:
    """Find the snapshot that readers see; None before the first commit."""
    found: Snapshot | None = (_remote(out) or layout).current(out)
    return found


def snapshots(out: Path) -> tuple[Snapshot, ...]:
    """List the snapshots that are kept, oldest first."""
    found: tuple[Snapshot, ...] = (_remote(out) or layout).snapshots(out)
    return found


def write_lock(out: Path, wait_seconds: float = 0) -> AbstractContextManager[None]:
    """Be the only writer of OUT for as long as the context lasts; see `lock.write_lock`."""
    held: AbstractContextManager[None] = (_remote(out) or lock).write_lock(out, wait_seconds)
    return held


def staging_folder(out: Path, run_id: str) -> Path:
    """Make a fresh folder in which a run can prepare its files."""
    folder: Path = (_remote(out) or committing).staging_folder(out, run_id)
    return folder


def commit(out: Path, change: Change) -> Snapshot:
    """Publish a change: readers see all of it from one moment on, or nothing of it."""
    made: Snapshot = (_remote(out) or committing).commit(out, change)
    return made


def recover(out: Path) -> tuple[str, ...]:
    """Remove what runs left behind that died or failed; say what was done. Needs the lock."""
    done: tuple[str, ...] = (_remote(out) or recovering).recover(out)
    return done


def sweep(out: Path, keep_days: float) -> int:
    """Remove snapshots that were replaced more than `keep_days` days ago. Needs the lock."""
    count: int = (_remote(out) or recovering).sweep(out, keep_days)
    return count


def discard(out: Path, chosen: tuple[Snapshot, ...]) -> None:
    """Remove old snapshots at once, read or not. Needs the lock."""
    (_remote(out) or recovering).discard(out, chosen)


def open_dataset(out: Path, name: str) -> pads.Dataset:
    """Open a dataset as it stands now; what is committed later does not change what it reads."""
    return (_remote(out) or read).open_dataset(out, name)


def open_snapshot(snapshot: Snapshot, name: str) -> pads.Dataset:
    """Open a dataset of one snapshot."""
    return (_far(snapshot) or read).open_snapshot(snapshot, name)


def locate(snapshot: Snapshot, name: str) -> tuple[Any, Mapping[str, str]]:
    """Say where the files of a dataset lie.

    Returns:
        The pyarrow file system (None for that of this machine), and for each file its path inside
        the snapshot and its path there.
    """
    found: tuple[Any, Mapping[str, str]] = (_far(snapshot) or read).locate(snapshot, name)
    return found


def fetch(snapshot: Snapshot, path: str) -> Path:
    """Name a file or folder of a snapshot on this machine, brought there if it lies elsewhere."""
    if far := _far(snapshot):
        brought: Path = far.fetch(snapshot, path)
        return brought
    return snapshot.path / path


def verify(snapshot: Snapshot, *, deep: bool = True) -> tuple[str, ...]:
    """List what is wrong with the files of a snapshot; nothing if all is well."""
    found: tuple[str, ...] = (_far(snapshot) or verifying).verify(snapshot, deep=deep)
    return found


def writer(out: Path) -> str | None:
    """Say who is writing to OUT in object storage; None if nobody is."""
    who: str | None = _remote(out).writer(out)
    return who


def put_text(path: Path, text: str) -> None:
    """Write a text beside the datasets in object storage, in one step."""
    _remote(path).put_text(path, text)
