"""How processes begin and end: what workers share, and that none outlives its parent."""

import atexit
import gc
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import connection
from typing import Any

__all__ = [
    "begin_quickly",
    "begin_worker",
    "can_fork",
    "core_count",
    "do_without",
    "end_quickly",
    "leave",
    "start_context",
    "uncollected",
    "wait_to_be_alone",
]

_LOOK_EVERY = 0.5
_MOMENT = 0.2


def core_count() -> int:
    """Count the cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return max(1, len(os.sched_getaffinity(0)))
    return os.cpu_count() or 1


def can_fork() -> bool:
    """Say whether workers can be forked from this process, and so share what it has loaded.

    Only a process of one thread can be forked safely.
    """
    return sys.platform == "linux" and threading.active_count() == 1


def wait_to_be_alone() -> None:
    """Wait a moment for threads that are about to end, so that this process can be forked."""
    end = time.monotonic() + _MOMENT
    while threading.active_count() > 1 and time.monotonic() < end:
        time.sleep(0.001)


def start_context(method: str) -> Any:
    """Return the `multiprocessing` context of a method; what it forks from is loaded already."""
    context = multiprocessing.get_context(method)
    if method == "forkserver":
        context.set_forkserver_preload(["ingest.preloaded"])
    return context


@dataclass(frozen=True)
class _Without:
    """Says of some libraries that they are not installed, and nothing of others."""

    names: frozenset[str]

    def find_spec(self, name: str, *_: object) -> None:
        """Raise if the library is one of them."""
        if name in self.names:
            raise ModuleNotFoundError(f"{name} is not loaded in this process", name=name)


def do_without(*names: str) -> None:
    """Let libraries count as not installed in this process, if they are not loaded yet.

    Arrow asks for pandas, numba for SciPy and cffi, none of which a run needs: a good half of a
    second of start-up. Only for processes that are our own; in others someone else may want them.
    """
    sys.meta_path.insert(0, _Without(frozenset(names)))


def begin_quickly() -> None:
    """Let this process, which is our own, load and start nothing that a run does not need.

    Libraries that others ask for, the threads that numpy starts for each core, and the search for
    plug-ins of Pydantic, which opens a file of every package that is installed. Arrow takes its
    memory from the same heap as all others: its own pool asks for pages of two megabytes, which
    the system clears whole, and gives them back by itself.
    """
    do_without("pandas", "scipy", "cffi")
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")


@contextmanager
def uncollected() -> Iterator[None]:
    """Let no collector go again and again through what is being loaded or listed, and stays.

    A tenth of a second while modules, rules and kernels are loaded; a quarter of the time of a run
    that lists a hundred thousand files and finds nothing new.
    """
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


def end_quickly() -> None:
    """Let the collector pass over what is loaded when this process ends; it would take seconds."""
    atexit.register(gc.freeze)


def leave(code: object) -> None:
    """End this process, which is our own, without taking down all that it has loaded: 0.1 s.

    Threads are waited for, and what was to happen at its end happens. It goes on, and ends as any
    other, where something is left to be printed that cannot be.
    """
    if not isinstance(code, int | None):
        return
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (AttributeError, OSError, ValueError):
        return
    os._exit(code or 0)


_SELDOM = (20_000, 20, 100)
"""New objects, and collections of the younger ones, after which Python's collector looks again."""


def begin_worker() -> None:
    """Leave Ctrl-C to the parent, which stops its workers; and end when the parent is gone.

    Hardly anything that a worker makes refers to itself, so that its collector looks seldom.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(*_SELDOM)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Wait until this process is an orphan; nobody would take what it goes on to make.

    A worker that a fork server has made is no child of the process that it works for, and keeps
    the fork server alive: a pipe says when that process is gone. A forked worker has inherited
    both ends of that pipe, but there the operating system gives it another parent.
    """
    parent = multiprocessing.parent_process()
    if parent is not None and parent.pid != os.getppid():
        connection.wait([parent.sentinel])
    else:
        adopted = os.getppid()
        while os.getppid() == adopted:
            time.sleep(_LOOK_EVERY)
    os._exit(1)
