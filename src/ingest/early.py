"""Reading that begins as soon as what it needs is loaded, while the rest is being loaded.

What takes articles apart and describes them, kernels above all, takes longer to load than what
reads. Workers are forked before, read, and are replaced by others that share all of it.
"""

import gc
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from ingest import store
from ingest.batch import Batch
from ingest.calling import Calls
from ingest.forking import can_fork, core_count
from ingest.reading import ReadShard
from ingest.workers import Workers

__all__ = ["Early", "open_readers", "reading_early", "worker_count"]


class Early(NamedTuple):
    """Workers, the shards that they are reading, and since when, by the monotonic clock."""

    workers: Workers
    reads: Calls[ReadShard]
    since: float


def worker_count(batch: Batch) -> int:
    """Say how many processes the settings ask for; no more than there are shards."""
    return min(batch.run.settings.workers or core_count(), len(batch.shards) or 1)


def open_readers(batch: Batch) -> Workers | None:
    """Fork workers that can read the batch, but not more; None where they cannot be forked.

    Nor where the settings, or the machine, allow one process only: two would work at a time.
    """
    settings = batch.run.settings
    alone = (settings.workers or core_count()) == 1
    if alone or settings.runner == "dask" or not can_fork():
        return None
    gc.freeze()
    store.staging_folder(batch.run.out, batch.run.run_id)
    workers = Workers(worker_count(batch))
    workers.hold_one()  # this process takes its core, until it has loaded the rest
    return workers


@contextmanager
def reading_early(batch: Batch) -> Iterator[Early | None]:
    """Let workers read the batch while the caller goes on; None where `open_readers` says so."""
    readers = open_readers(batch)
    if readers is None:
        yield None
        return
    since, tasks = time.monotonic(), [(batch.run, shard) for shard in batch.shards]
    with (
        readers as workers,
        Calls(workers.count, workers.stop, workers.read, tasks) as reads,
    ):
        yield Early(workers, reads, since)
