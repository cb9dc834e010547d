"""Worker processes that may die or hang without taking the run with them.

Each worker is a process of its own behind a one-process executor of the standard library, so that
a death is known to be that worker's, and so the file's that it was reading.
"""

import multiprocessing
import os
import queue
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from ingest.calling import WorkerLost, WorkersStopped, map_in_threads, watch
from ingest.forking import (
    begin_worker,
    can_fork,
    core_count,
    start_context,
    wait_to_be_alone,
)
from ingest.memory import keep_freed
from ingest.reading import ReadShard, look_at, read_shard
from ingest.run import Run, Shard

__all__ = ["WorkerLost", "Workers", "WorkersStopped", "read_shard_safely"]

T = TypeVar("T")
_TRIES = 3


class Workers:
    """A fixed number of worker processes; `call` may be used from many threads.

    >>> with Workers(1) as workers:
    ...     workers.call(len, "four")
    4
    """

    def __init__(self, count: int) -> None:
        """Start `count` processes; 0 means one for every core."""
        self.count = count or core_count()
        self.losses = 0
        self._stopped = False
        self._pids: set[int] = set()
        self._idle: queue.SimpleQueue[ProcessPoolExecutor] = queue.SimpleQueue()
        self._held: list[ProcessPoolExecutor] = []
        self._ending: list[threading.Thread] = []
        self._open()

    def _open(self) -> None:
        """Start all processes; none is left if one cannot be started, one that dies is replaced."""
        self._context = start_context("fork" if can_fork() else "forkserver")
        others = set(multiprocessing.active_children())
        try:
            started = [self._start() for _ in range(self.count)]
            for executor, ready in started:
                with suppress(BrokenProcessPool):  # who calls it next finds out
                    self._pids.add(ready.result())
                self._idle.put(executor)
        except BaseException:
            for process in set(multiprocessing.active_children()) - others:
                process.kill()
            raise

    def hold_one(self) -> None:
        """Give one of several processes nothing to do until `let_go`: the caller works itself."""
        if self.count > 1:
            self._held.append(self._idle.get())

    def let_go(self) -> None:
        """Let all processes work."""
        while self._held:
            self._idle.put(self._held.pop())

    def dismiss(self) -> None:
        """Let the processes, none of which works, end while the caller goes on."""
        self.let_go()
        self._pids.clear()
        while not self._idle.empty():
            end = self._idle.get().shutdown
            self._ending.append(threading.Thread(target=end, kwargs={"cancel_futures": True}))
            self._ending[-1].start()

    def renew(self, load: Callable[[], None] = lambda: None) -> None:
        """Replace the processes, none of which works, by new ones: what is loaded they share.

        They are forked if this process is alone again, else they come from a fork server.

        Args:
            load: called between, when the old ones have ended.

        Raises:
            WorkersStopped: the run is being cancelled.
        """
        self._check_going_on()
        self._end()
        wait_to_be_alone()
        load()
        self._open()

    def _end(self) -> None:
        self.dismiss()
        while self._ending:
            self._ending.pop().join()

    def _start(self) -> tuple[ProcessPoolExecutor, "Future[int]"]:
        executor = ProcessPoolExecutor(1, mp_context=self._context, initializer=_begin)
        return executor, executor.submit(os.getpid)

    def __enter__(self) -> "Workers":
        """Return itself."""
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        """End the processes; after an error, without waiting for what they are doing."""
        if kind is not None:
            self.stop()
        self._end()

    def stop(self) -> None:
        """Kill the processes with what they are doing, and refuse every further call."""
        self._stopped = True
        for worker in tuple(self._pids):
            with suppress(ProcessLookupError):
                os.kill(worker, signal.SIGKILL)

    def call(self, function: Callable[..., T], *args: Any) -> T:
        """Run a function in a worker and wait; a worker that dies is replaced, and it is retried.

        Raises:
            WorkerLost: workers died in it three times.
            WorkersStopped: the run is being cancelled.
        """
        for attempt in range(_TRIES):
            try:
                return self.call_once(function, *args)
            except WorkerLost:
                if attempt == _TRIES - 1:
                    raise
        raise AssertionError

    def call_once(
        self,
        function: Callable[..., T],
        *args: Any,
        marker: Path | None = None,
        limit: float = 0.0,
    ) -> T:
        """Run a function in a worker and wait for it.

        Args:
            function: importable by name.
            args: values that can be pickled.
            marker: file in which the function tells what it is reading.
            limit: seconds without a sign of life in the marker after which the worker is killed.

        Raises:
            WorkerLost: the worker died or hung.
            WorkersStopped: the run is being cancelled.
        """
        executor = self._idle.get()
        hung = False
        worker = 0
        try:
            self._check_going_on()
            worker = executor.submit(os.getpid).result()
            future = executor.submit(function, *args)
            hung = watch(future, worker, marker, limit)
            return future.result()
        except BrokenProcessPool:
            executor.shutdown(wait=False)
            self._check_going_on()
            self.losses += 1
            self._pids.discard(worker)
            executor, ready = self._start_again()
            self._pids.add(ready.result())
            position, _ = look_at(marker)
            raise WorkerLost("reader_timeout" if hung else "reader_crashed", position) from None
        finally:
            self._idle.put(executor)

    def _check_going_on(self) -> None:
        if self._stopped:
            raise WorkersStopped("the run was cancelled; the next one sweeps what it had staged")

    def _start_again(self) -> tuple[ProcessPoolExecutor, "Future[int]"]:
        """Start a replacement; by now there are threads, so it is not forked."""
        self._context = start_context("forkserver")
        return self._start()

    def read(self, run: Run, shard: Shard) -> ReadShard:
        """Read a shard as `read_shard_safely` does."""
        return read_shard_safely(self, run, shard)

    def map(self, function: Callable[..., T], items: Iterable[tuple[Any, ...]]) -> Iterator[T]:
        """Run a function over argument tuples in all workers; results come as they are ready."""
        return map_in_threads(self.count, self.stop, function, items)


def _begin() -> None:
    begin_worker()
    keep_freed()


def read_shard_safely(workers: Workers, run: Run, shard: Shard) -> ReadShard:
    """Read a shard; a file that kills or hangs its worker is tried twice, then given up.

    Raises:
        WorkerLost: workers died three times while no file was being read.
    """
    given_up: dict[str, str] = {}
    losses: dict[int, int] = {}
    marker = run.staging / "markers" / f"{shard.index:06d}"
    while True:
        marker.unlink(missing_ok=True)
        try:
            return workers.call_once(
                read_shard,
                run,
                shard,
                dict(given_up),
                marker,
                marker=marker,
                limit=run.settings.reader_seconds,
            )
        except WorkerLost as lost:
            losses[lost.position] = losses.get(lost.position, 0) + 1
            if lost.position >= 0 and losses[lost.position] >= 2:
                given_up[shard.files[lost.position].source_path] = lost.reason
            elif losses[lost.position] >= _TRIES:
                raise
