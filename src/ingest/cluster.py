"""Workers of a Dask cluster, with the verbs of the worker processes of this machine.

The scheduler and its workers are started by hand or by a platform (`dask scheduler`,
`dask worker ADDRESS --nthreads 1`); they must see RAW and OUT under the same paths. A task that a
dead worker was working on is given to another one by the scheduler; what others have done stays.
"""

import os
import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from ingest.calling import map_in_threads
from ingest.errors import UsageError
from ingest.reading import ReadShard, look_at, read_shard
from ingest.run import Run, Shard
from ingest.workers import WorkerLost, WorkersStopped

__all__ = ["Cluster", "read_shard_here"]

T = TypeVar("T")
_ANSWER_SECONDS = 20
_LOOK_EVERY = 0.5
_LOSSES = 2
"""A file that killed so many workers is not opened again; Dask itself gives a task up after 4."""


class Cluster:
    """The workers of a running Dask cluster; `call` may be used from many threads."""

    def __init__(self, address: str, prepare: Callable[[], object]) -> None:
        """Connect to a scheduler and prepare every worker.

        Args:
            address: of the scheduler, e.g. "tcp://10.0.0.5:8786".
            prepare: run once in each worker; importable by name.

        Raises:
            UsageError: Dask is not installed, no scheduler answers, or it has no workers.
        """
        self.losses = 0
        self._stopped = False
        self._client = _connect(address)
        threads: dict[str, int] = self._client.nthreads()
        self.count = sum(threads.values())
        if not self.count:
            self._client.close()
            raise UsageError(f"the Dask scheduler at {address} has no workers")
        self._client.run(prepare)

    def __enter__(self) -> "Cluster":
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Leave the cluster; it goes on without us, and drops what we had asked for."""
        self._stopped = True
        self._client.close()

    def stop(self) -> None:
        """Take back what is asked for, and refuse every further call."""
        self._stopped = True
        self._client.close()

    def call(self, function: Callable[..., T], *args: Any) -> T:
        """Run a function in a worker and wait; if the worker dies, another one runs it.

        Raises:
            WorkerLost: it died with every worker that tried.
            WorkersStopped: the run is being cancelled.
        """
        from distributed import KilledWorker
        from distributed.client import FutureCancelledError

        if self._stopped:
            raise WorkersStopped("the run was cancelled; the next one sweeps what it had staged")
        try:
            result: T = self._client.submit(function, *args, pure=False).result()
        except KilledWorker:
            self.losses += 1
            raise WorkerLost("reader_crashed", -1) from None
        except FutureCancelledError:
            raise WorkersStopped("the run was cancelled, or the scheduler was lost") from None
        return result

    def read(self, run: Run, shard: Shard) -> ReadShard:
        """Read a shard; a file that kills or hangs two workers is given up."""
        return self.call(read_shard_here, run, shard)

    def map(self, function: Callable[..., T], items: Iterable[tuple[Any, ...]]) -> Iterator[T]:
        """Run a function over argument tuples, as many at once as the cluster has threads."""
        return map_in_threads(self.count, self.stop, function, items)


def _connect(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError:
        raise UsageError(
            "runner = dask needs the extra: pip install 'article-ingest[dask]'"
        ) from None
    try:
        connect: Any = Client
        return connect(address, timeout=_ANSWER_SECONDS, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        raise UsageError(f"no Dask scheduler answers at {address!r}: {error}") from None


def read_shard_here(run: Run, shard: Shard) -> ReadShard:
    """Read a shard in this process, which ends when a file hangs it.

    The process that died in an earlier try has left in the shard's marker which file it was
    reading; a second file beside it counts these losses.
    """
    marker = run.staging / "markers" / f"{shard.index:06d}"
    losses = _count_losses(marker)
    given_up = {
        shard.files[position].source_path: "reader_crashed"
        for position in losses
        if losses.count(position) >= _LOSSES
    }
    done = threading.Event()
    limit = run.settings.reader_seconds
    threading.Thread(target=_end_when_silent, args=(marker, limit, done), daemon=True).start()
    try:
        return read_shard(run, shard, given_up, marker)
    finally:
        done.set()


def _count_losses(marker: Path) -> list[int]:
    """Note which file the try before was reading when it died; list these files, one a loss."""
    note = marker.with_suffix(".losses")
    position, _ = look_at(marker)
    marker.unlink(missing_ok=True)
    note.parent.mkdir(parents=True, exist_ok=True)
    if position >= 0:
        with note.open("a") as lines:
            lines.write(f"{position}\n")
    return [int(line) for line in note.read_text().split()] if note.exists() else []


def _end_when_silent(marker: Path, limit: float, done: threading.Event) -> None:
    """End this process when the file it reads shows no life; its nanny starts another."""
    while not done.wait(_LOOK_EVERY):
        position, silent = look_at(marker)
        if position >= 0 and silent > limit:
            os._exit(1)
