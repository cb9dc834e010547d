"""A snapshot is pinned for as long as somebody reads it: a shared lock on its manifest.

Like the writer's lock it is the operating system's, and dies with the process that holds it.
"""

import contextlib
import fcntl
import os
import weakref
from pathlib import Path

from ingest.store.layout import Snapshot
from ingest.store.manifest import MANIFEST

__all__ = ["is_pinned", "pin", "pin_for"]


def pin(snapshot: Snapshot) -> int | None:
    """Hold a snapshot: closing the descriptor that is returned lets it go.

    Returns:
        None when the snapshot has gone meanwhile.
    """
    path = snapshot.path / MANIFEST
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        return None
    with contextlib.suppress(OSError):  # where locks do not hold, the time of keeping must do
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    if _is_still_there(descriptor, path):
        return descriptor
    os.close(descriptor)
    return None


def pin_for(owner: object, descriptor: int) -> None:
    """Let the snapshot go when `owner` does."""
    weakref.finalize(owner, os.close, descriptor)


def is_pinned(snapshot: Snapshot) -> bool:
    """Say whether any process reads the snapshot through `open_dataset`."""
    try:
        descriptor = os.open(snapshot.path / MANIFEST, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    finally:
        os.close(descriptor)
    return False


def _is_still_there(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False
