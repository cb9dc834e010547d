"""Faults at a chosen call: the process is killed, the disk is full, or the device fails.

Every change that the store makes to a file system is one of the primitives of `ingest.store.disk`
or a write of a Parquet file; both are wrapped here. A call counts, is written down, and at the
chosen number it does not happen.
"""

import contextlib
import errno
import os
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from ingest.store import disk

ERRORS = {"ENOSPC": errno.ENOSPC, "EIO": errno.EIO}


class Halted(BaseException):
    """The process is dead as far as the disk is concerned: nothing it does arrives any more."""


@dataclass
class Tape:
    """The calls as they came: (operation, paths). At call number `at` the fault strikes.

    Attributes:
        at: counted from 1; 0 for never.
        kind: "kill", "halt" (a kill that the process survives), "ENOSPC" or "EIO".
        stays: the error comes back at every later call that needs room, as on a full disk.
    """

    at: int = 0
    kind: str = "kill"
    stays: bool = False
    calls: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    fired: bool = False

    def note(self, operation: str, *paths: Any) -> None:
        self.calls.append((operation, tuple(str(path) for path in paths)))
        number = len(self.calls)
        if self.fired and self.kind == "halt":
            raise Halted
        if number == self.at or (self.stays and self.fired and operation in _TAKES_ROOM):
            self.fired = True
            if self.kind == "kill":
                os.kill(os.getpid(), signal.SIGKILL)
            if self.kind == "halt":
                raise Halted
            raise OSError(ERRORS[self.kind], os.strerror(ERRORS[self.kind]))


_TAKES_ROOM = {"mkdir", "write_new", "write_rows", "link", "symlink"}


@contextlib.contextmanager
def taped(tape: Tape) -> Iterator[Tape]:
    """Let `tape` see every change that the store makes in this process."""
    me = os.getpid()

    def wrap(owner: Any, name: str, operation: str, paths: Callable[..., tuple[Any, ...]]) -> None:
        real = getattr(owner, name)

        def wrapper(*args: Any, **named: Any) -> Any:
            if os.getpid() == me:
                tape.note(operation, *paths(*args))
            return real(*args, **named)

        undo.append((owner, name, real))
        setattr(owner, name, wrapper)

    undo: list[tuple[Any, str, Any]] = []
    for name in disk.PRIMITIVES:
        wrap(disk, name, name, _paths)
    wrap(pq.ParquetWriter, "write_table", "write_rows", lambda writer, *_: (writer.where,))
    wrap(pq.ParquetWriter, "close", "write_footer", lambda writer: (writer.where,))
    try:
        yield tape
    finally:
        for owner, name, real in reversed(undo):
            setattr(owner, name, real)


def _paths(*args: Any) -> tuple[Any, ...]:
    return tuple(arg for arg in args if isinstance(arg, Path | str))
