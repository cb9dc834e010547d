"""Work that begins before Prefect is imported, which with creating the run takes seconds.

A run from the command line takes the lock, lists RAW and lets its workers read, and prepare what
has been read; they are forked from this process, which then has no threads yet, as in `ingest run`:
while they read a batch of common size, this process loads the rest, and they are forked anew.
When Prefect has been imported and the run created, its tasks wait for what is being done already,
and go on. What stands in the way (another run that is writing, a folder that cannot be used) is met
again in the flow, which tells of it as always.
"""

import shutil
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ingest import pipeline, store
from ingest.batch import Batch, discover
from ingest.calling import Calls
from ingest.early import open_readers
from ingest.errors import IngestError
from ingest.reading import ReadShard
from ingest.run import Shard
from ingest.settings import Settings
from ingest.workers import Workers

if TYPE_CHECKING:
    from ingest.prepare import PreparedShard
    from ingest.stages import Crew

__all__ = ["Work", "reading_ahead", "working"]

SOON_READ = 50_000
"""So many files are read before Prefect is imported; of more, the run is to be seen sooner."""


class Work:
    """A batch to take, and what of its reading has begun already.

    Attributes:
        since: when its run began, by the monotonic clock.
        reading_since: when its shards began to be read; the tasks say so too late.
        preparing_since: when they began to be prepared, 0 if they have not begun yet.
    """

    def __init__(self, batch: Batch, since: float | None = None) -> None:
        """Begin nothing yet."""
        self.batch = batch
        self.since = self.reading_since = time.monotonic() if since is None else since
        self._opened: Crew | None = None
        self._threads: ThreadPoolExecutor | None = None
        self._coming: dict[int, Future[tuple[ReadShard, float]]] = {}
        self._learning: Future[Path] | None = None
        self._preparing: dict[int, Future[tuple[PreparedShard, float]]] = {}
        self.preparing_since = 0.0

    def begin(self) -> None:
        """Let workers read, and then prepare, while the caller goes on."""
        try:
            self._begin()
        except BaseException:
            self.drop()
            raise

    def _begin(self) -> None:
        few = sum(shard.count for shard in self.batch.shards) <= SOON_READ
        readers = open_readers(self.batch) if few else None
        workers = self._opened = readers or self.workers()
        if readers is not None:
            self._read_all(readers)
        threads = self._threads = ThreadPoolExecutor(workers.count)
        for shard in self.batch.shards:
            if shard.index not in self._coming:
                self._coming[shard.index] = threads.submit(self._read, workers, shard)
        coming = tuple(self._coming.values())
        self._learning = threads.submit(self._go_on, workers, threads, coming)

    def _read_all(self, workers: Workers) -> None:
        """Load what prepares while workers read, and let others take their place that share it."""
        self.reading_since = time.monotonic()
        tasks = [(workers, shard) for shard in self.batch.shards]
        with Calls(workers.count, workers.stop, self._read, tasks) as reads:
            from ingest.compiling import get_ready, load_what_is_kept

            load_what_is_kept()
            workers.let_go()
            for read, seconds in reads:
                self._coming[read.index] = Future()
                self._coming[read.index].set_result((read, seconds))
        workers.renew(get_ready)

    def workers(self) -> "Crew":
        """Hand out the workers; they are opened now if reading has not begun."""
        if self._opened is not None:
            return self._opened
        from ingest import stages

        store.staging_folder(self.batch.run.out, self.batch.run.run_id)
        workers = stages.open_workers(self.batch)
        self.reading_since = time.monotonic()
        return workers

    def read(self, workers: "Crew", shard: Shard) -> tuple[ReadShard, float]:
        """Read a shard, or wait for it where it is being read; asked again, read it again.

        Returns:
            What was read, and the seconds that reading took.
        """
        coming = self._coming.pop(shard.index, None)
        return coming.result() if coming else self._read(workers, shard)

    def ahead(self) -> tuple[Shard, ...]:
        """Give the first shards that have been read already."""
        return tuple(takewhile(self._is_read, self.batch.shards))

    def _is_read(self, shard: Shard) -> bool:
        coming = self._coming.get(shard.index)
        return coming is not None and coming.done() and coming.exception() is None

    def _read(self, workers: "Crew", shard: Shard) -> tuple[ReadShard, float]:
        begun = time.monotonic()
        return workers.read(self.batch.run, shard), time.monotonic() - begun

    def _go_on(
        self,
        workers: "Crew",
        threads: ThreadPoolExecutor,
        coming: Sequence["Future[tuple[ReadShard, float]]"],
    ) -> Path:
        """Learn, and let workers prepare, once every shard has been read."""
        from ingest import stages

        reads = sorted((each.result()[0] for each in coming), key=lambda read: read.index)
        learned = stages.learn(self.batch, reads, workers)
        self.preparing_since = time.monotonic()
        for read in reads:
            self._preparing[read.index] = threads.submit(self._prepare, workers, read, learned)
        return learned

    def learn(self, workers: "Crew", reads: Sequence[ReadShard]) -> Path:
        """Decide which lines sources repeat, or wait for it; anew if not all had been read."""
        learning, self._learning = self._learning, None
        if learning is not None:
            with suppress(Exception):
                return learning.result()
        from ingest import stages

        return stages.learn(self.batch, reads, workers)

    def prepare(
        self, workers: "Crew", read: ReadShard, learned: Path
    ) -> tuple["PreparedShard", float]:
        """Prepare a shard, or wait for it where that has begun; asked again, prepare it again.

        Returns:
            What was prepared, and the seconds that it took.
        """
        coming = self._preparing.pop(read.index, None)
        return coming.result() if coming else self._prepare(workers, read, learned)

    def _prepare(
        self, workers: "Crew", read: ReadShard, learned: Path
    ) -> tuple["PreparedShard", float]:
        from ingest.prepare import prepare_shard

        begun = time.monotonic()
        prepared = workers.call(prepare_shard, self.batch.run, read, learned)
        return prepared, time.monotonic() - begun

    def stop(self) -> None:
        """Stop working ahead: kill the workers, end them, and let nobody wait for them."""
        workers, self._opened = self._opened, None
        if workers is None:
            return
        with workers:
            workers.stop()
            if self._threads is not None:
                self._threads.shutdown(wait=True, cancel_futures=True)

    def drop(self) -> None:
        """Stop, and remove what is staged; no task has asked for it."""
        self.stop()
        shutil.rmtree(self.batch.run.staging, ignore_errors=True)


class _Begun(NamedTuple):
    """What was begun for a call, with the lock that it holds."""

    call: tuple[Path, Path, Settings]
    work: Work
    held: ExitStack

    def drop(self) -> None:
        """End it; the call that it was begun for does not come."""
        with self.held:
            self.work.drop()


_begun: list[_Begun] = []


@contextmanager
def _stopping(work: Work) -> Iterator[None]:
    """Stop reading when the run fails, whether its tasks have the workers yet or not."""
    try:
        yield
    except BaseException:
        work.stop()
        raise


@contextmanager
def reading_ahead(raw: Path, out: Path, settings: Settings) -> Iterator[None]:
    """Begin a run's reading, if nothing stands in its way; drop it if no flow takes it over."""
    since = time.monotonic()
    with suppress(IngestError, OSError), ExitStack() as held:
        held.enter_context(pipeline.writing(raw, out))
        work = Work(discover(raw, out, settings), since)
        if not (work.batch.is_empty or work.batch.outdated):  # what is, the flow mends and tells
            work.begin()
        _begun.append(_Begun((raw, out, settings), work, held.pop_all()))
    try:
        yield
    finally:
        while _begun:
            _begun.pop().drop()


@contextmanager
def working(raw: Path, out: Path, settings: Settings) -> Iterator[Work]:
    """Be the one writer to OUT and find out what is to be taken, or take over what was begun.

    Raises:
        UsageError: the folders do not fit together, or OUT cannot be used.
        StoreBusy: another run is writing.
        StoreFailed: the disk is full, or it fails.
    """
    while _begun:
        begun = _begun.pop()
        if begun.call == (raw, out, settings):
            with begun.held, _stopping(begun.work):
                yield begun.work
            return
        begun.drop()
    since = time.monotonic()
    with pipeline.writing(raw, out, settings.wait_seconds):
        yield Work(discover(raw, out, settings), since)
