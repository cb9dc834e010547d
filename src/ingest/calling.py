"""Calls that threads make, each of which waits for a worker; and how one is waited for."""

import os
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from concurrent.futures import TimeoutError as FutureTimeout
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from pathlib import Path
from typing import Any, Generic, TypeVar

from ingest.errors import IngestError
from ingest.reading import look_at

__all__ = ["Calls", "WorkerLost", "WorkersStopped", "map_in_threads", "watch"]

T = TypeVar("T")
_LOOK_EVERY = 0.5


class WorkersStopped(IngestError):
    """The run is being cancelled: nothing more is worked on."""


class WorkerLost(IngestError):
    """A worker died, or was killed because it hung.

    Attributes:
        reason: "reader_crashed" or "reader_timeout".
        position: the file of its shard that it was reading; -1 for none.
    """

    def __init__(self, reason: str, position: int) -> None:
        """Keep what is known of the loss."""
        super().__init__(f"{reason} at file {position}")
        self.reason = reason
        self.position = position


class Calls(Generic[T]):
    """A function called with many arguments, by as many threads as there are workers.

    The calls begin at once. Going through it gives their results as they are ready. Leaving it
    waits for the threads; with an error, what they are waiting for is stopped first.

    >>> with Calls(2, lambda: None, len, [("a",), ("bb",)]) as calls:
    ...     sorted(calls)
    [1, 2]
    """

    def __init__(
        self,
        count: int,
        stop: Callable[[], None],
        function: Callable[..., T],
        items: Iterable[tuple[Any, ...]],
    ) -> None:
        """Begin.

        Args:
            count: how many threads.
            stop: stops what the threads wait for.
            function: what they call.
            items: its arguments, one tuple for each call.
        """
        self._stop = stop
        self._threads = ThreadPoolExecutor(count)
        self._futures = [self._threads.submit(function, *item) for item in items]

    def __enter__(self) -> "Calls[T]":
        """Return itself."""
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        """Wait for the threads; what has not begun does not begin any more."""
        if kind is not None:
            self._stop()
        self._threads.shutdown(wait=True, cancel_futures=True)

    def __iter__(self) -> Iterator[T]:
        """Yield the results, or raise the first error."""
        for future in as_completed(self._futures):
            yield future.result()


def map_in_threads(
    count: int,
    stop: Callable[[], None],
    function: Callable[..., T],
    items: Iterable[tuple[Any, ...]],
) -> Iterator[T]:
    """Call a function in threads that wait for workers; an error stops the workers at once."""
    with Calls(count, stop, function, items) as calls:
        yield from calls


def watch(future: "Future[T]", worker: int, marker: Path | None, limit: float) -> bool:
    """Wait for a future; kill its worker when the marker shows no life for too long.

    Args:
        future: what is waited for; the caller asks it for its result, or gets its error.
        worker: the process id.
        marker: file in which the worker tells what it is reading; None if it does not.
        limit: seconds.

    Returns:
        Whether the worker was killed.
    """
    while True:
        try:
            future.result(timeout=_LOOK_EVERY if marker else None)
        except FutureTimeout:
            if _seconds_silent(marker) > limit:
                with suppress(ProcessLookupError):
                    os.kill(worker, signal.SIGKILL)
                with suppress(BrokenProcessPool):
                    future.result()
                return True
        except Exception:  # noqa: BLE001
            return False
        else:
            return False


def _seconds_silent(marker: Path | None) -> float:
    position, silent = look_at(marker)
    return silent if position >= 0 else 0.0
