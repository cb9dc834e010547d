"""A run: be the one writer, discover what is new, and let the stages take it in.

What reads and measures is loaded only if there is something to take: that is a second of start-up.
"""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ingest import store
from ingest.accounting import RunReport
from ingest.batch import Batch, begin_again, discover, nothing_new
from ingest.errors import OutputUnusable, RawFolderMissing, UsageError
from ingest.forking import uncollected
from ingest.objects import absolute, address_of, named
from ingest.reach import refuse_dataset
from ingest.settings import Settings

if TYPE_CHECKING:
    from ingest.stages import Progress

__all__ = ["check_call", "run", "up_to_date", "writing"]

_log = logging.getLogger("ingest")


@contextmanager
def writing(raw: Path, out: Path, wait_seconds: float = 0) -> Iterator[None]:
    """Be the one writer to OUT, on a store that is whole.

    Args:
        raw: folder of raw files.
        out: folder of the datasets; made if missing.
        wait_seconds: how long to wait for another run to end.

    Raises:
        UsageError: the folders do not fit together, or OUT cannot be used.
        StoreBusy: another run is writing.
        StoreFailed: the disk is full, or it fails.
    """
    check_call(raw, out)
    with store.write_lock(out, wait_seconds), store.clear_failure(out):
        store.recover(out)
        yield


def check_call(raw: Path, out: Path) -> None:
    """Find out before any work whether the folders can be used; OUT is made if missing.

    Raises:
        UsageError: there is no RAW, OUT cannot be written, one lies in the other, or OUT is one of
            the datasets of another OUT.
    """
    whole = absolute(out)
    if whole.is_relative_to(absolute(raw)):
        names = f"OUT ({named(out)}) must not lie in RAW ({named(raw)})"
        raise UsageError(f"{names}: it would read what it writes")
    if not _is_unicode(whole):
        raise OutputUnusable(f"{named(out)!a}: the path is not in UTF-8, as Parquet needs it")
    if address_of(raw) is None and not raw.is_dir():
        raise RawFolderMissing(f"no folder of raw files at {raw}")
    refuse_dataset(out)
    store.ensure(out)


def _is_unicode(path: Path) -> bool:
    """Whether a path is text; one of other bytes cannot be written as UTF-8."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return False
    return True


def run(
    raw: Path, out: Path, settings: Settings, on_progress: "Progress" = lambda *_: None
) -> RunReport:
    """Take in what is new in RAW and publish it to OUT.

    Args:
        raw: folder of raw files.
        out: folder of the datasets; made if missing.
        settings: see `Settings`.
        on_progress: told about each finished task.

    Raises:
        UsageError: the call cannot work; nothing was published.
        StoreBusy: another run is writing to OUT.
        AccountingError: rows were lost or doubled; nothing was published.
    """
    begun = time.monotonic()
    with writing(raw, out):
        batch = up_to_date(discover(raw, out, settings))
        report = nothing_new(batch) if batch.is_empty else _take(batch, on_progress)
    seconds = round(time.monotonic() - begun, 3)
    return replace(report, seconds=seconds, notices=batch.notices)


def up_to_date(batch: Batch, warn: Callable[[str], None] = _log.warning) -> Batch:
    """Make the index again if it is of an earlier program; needs the write lock of OUT.

    That is a commit of its own: a run that is killed later finds the new index.

    Args:
        batch: what is to be taken then.
        warn: told before, as it takes a while.

    Returns:
        The batch, to be taken; its notices say what was done.

    Raises:
        StoreFailed: the disk is full, or it fails.
    """
    if not batch.outdated:
        return batch
    warn("the index is of an earlier program, and is made again from what is published")
    with uncollected():
        from ingest.reindexing import renew_index
    done = renew_index(batch.run.out, batch.run.settings)
    notice = (
        f"the index was of an earlier program, and was made again: it knows {done.articles:,}"
        f" articles, {done.duplicates:,} duplicates and {done.tombstones:,} texts taken down"
    )
    return begin_again(batch, notice)


def _take(batch: Batch, on_progress: "Progress") -> RunReport:
    """Take what is new; workers read it while the other stages are being loaded."""
    with uncollected():
        from ingest.early import reading_early

    with reading_early(batch) as early:
        with uncollected():
            from ingest.stages import take_batch, tidy

        report = take_batch(batch, early, on_progress)
    tidy(batch.run)
    return report
