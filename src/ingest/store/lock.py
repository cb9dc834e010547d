"""One writer at a time: a lock that the operating system drops when its process ends."""

import contextlib
import errno
import fcntl
import json
import os
import socket
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from ingest.errors import OutputUnusable, StoreBusy
from ingest.store.layout import home

__all__ = ["is_locked_here", "write_lock"]

_PAUSE_SECONDS = 0.05
_held: dict[Path, int] = {}


def _let_go_in_child() -> None:
    """Close the inherited descriptors: a worker that outlives its parent must not hold the lock."""
    for descriptor in _held.values():
        os.close(descriptor)
    _held.clear()


os.register_at_fork(after_in_child=_let_go_in_child)


@contextlib.contextmanager
def write_lock(out: Path, wait_seconds: float = 0) -> Iterator[None]:
    """Be the only writer of OUT for as long as the context lasts.

    Args:
        out: the output folder, made by `ensure`.
        wait_seconds: how long to wait for another writer.

    Raises:
        StoreBusy: another writer still holds it; says which.
        OutputUnusable: the lock file cannot be opened, or its file system knows no locks.
    """
    path = (home(out) / "lock").resolve()
    descriptor = _open(path)
    try:
        _acquire(descriptor, path, wait_seconds)
        _sign(descriptor)
        _held[path] = descriptor
        yield
    finally:
        if _held.get(path) == descriptor:
            del _held[path]
            fcntl.flock(descriptor, fcntl.LOCK_UN)  # also for a child that was only just forked
        os.close(descriptor)


def is_locked_here(out: Path) -> bool:
    """Say whether this process holds the lock of OUT."""
    return (home(out) / "lock").resolve() in _held


def _open(path: Path) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    except OSError as error:
        raise OutputUnusable(f"{path}: cannot be opened for writing: {error.strerror}") from error


def _acquire(descriptor: int, path: Path, wait_seconds: float) -> None:
    deadline = time.monotonic() + wait_seconds
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno not in (errno.EAGAIN, errno.EACCES):
                raise OutputUnusable(f"{path}: locks do not hold: {error.strerror}") from error
            if time.monotonic() >= deadline:
                raise StoreBusy(
                    f"{path.parent.parent} is being written by {_holder(path)}"
                ) from None
            time.sleep(_PAUSE_SECONDS)
        else:
            return


def _sign(descriptor: int) -> None:
    signed = {
        "pid": os.getpid(),
        "host": socket.gethostname(),
        "since": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    with contextlib.suppress(OSError):  # a full disk takes no signature, and the lock holds anyway
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, json.dumps(signed).encode(), 0)


def _holder(path: Path) -> str:
    try:
        signed = json.loads(path.read_bytes())
        return f"process {signed['pid']} on {signed['host']} since {signed['since']}"
    except (OSError, ValueError, KeyError, TypeError):
        return "another process"
