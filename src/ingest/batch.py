"""Stage 0: what a run will take, cut into shards; if that is nothing, the run ends here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ingest import completeness, store
from ingest.accounting import Counts, Listed, RunReport
from ingest.article import RawFile
from ingest.discover import Listing, list_raw, wait_for_young_files
from ingest.forking import core_count, uncollected
from ingest.ledger import Taken, choose_files, read_ledger
from ingest.run import Run, Shard, begin_run
from ingest.settings import Settings

__all__ = ["Batch", "Choose", "discover", "nothing_new"]

Choose = Callable[[RawFile], bool]
"""Says whether a backfill is about a file."""

_LEAST_FILES = 50
_LAST_SHARDS = 50
"""The last shards of a batch have so small a part of a worker's share, as one in 50."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What a run will take, and what it leaves.

    Attributes:
        shards: the files to read.
        listed: counts of entries, and those that cannot be read as files.
    """

    run: Run
    shards: tuple[Shard, ...]
    listed: Listed

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to do."""
        return not self.shards and not self.listed.refused


def discover(raw: Path, out: Path, settings: Settings, choose: Choose | None = None) -> Batch:
    """List RAW, leave out what was taken and what is still being written, and cut shards.

    Args:
        raw: folder of raw files.
        out: folder of the datasets.
        settings: see `Settings`.
        choose: which files a backfill is about; the others are not even counted.
    """
    with uncollected():
        listing, ledger = list_raw(raw), _ledger(out)
    if choose is not None:
        listing = Listing(
            tuple(file for file in listing.files if choose(file)),
            tuple(entry for entry in listing.refused if choose(entry.file)),
        )
    fresh, waiting = wait_for_young_files(listing.files, settings.settle_seconds)
    files, same_files = choose_files(fresh, ledger)
    odd, same_odd = choose_files((entry.file for entry in listing.refused), ledger)
    kept = frozenset(file.source_path for file in odd)
    run = begin_run(raw, out, store.home(out) / "staging", settings)
    run = replace(run, kind="run" if choose is None else "backfill")
    listed = Listed(
        listed=len(listing.files) + len(listing.refused),
        unchanged=same_files + same_odd,
        waiting=waiting,
        refused=tuple(entry for entry in listing.refused if entry.file.source_path in kept),
    )
    return Batch(run, _cut_shards(files, ledger, settings), listed)


def _ledger(out: Path) -> dict[str, Taken]:
    if store.current(out) is None:
        return {}
    columns = ["source_path", "size", "mtime_ns", "raw_hash", "reason", "run_id"]
    return read_ledger(store.open_dataset(out, "files").to_table(columns=columns))


def _cut_shards(
    files: Sequence[RawFile], ledger: dict[str, Taken], settings: Settings
) -> tuple[Shard, ...]:
    """Cut files into shards, ever smaller ones, so that all workers end at about the same time."""
    workers = settings.workers or core_count()
    least = max(_LEAST_FILES, len(files) // (_LAST_SHARDS * workers))
    shards: list[Shard] = []
    chosen: list[RawFile] = []
    size = most = 0
    for number, file in enumerate(files):
        if chosen and (len(chosen) >= most or size + file.size > settings.shard_bytes):
            shards.append(_shard(len(shards), chosen, ledger))
            chosen, size = [], 0
        if not chosen:
            share = -(-(len(files) - number) // (2 * workers))
            most = min(settings.shard_files, max(share, least))
        chosen.append(file)
        size += file.size
    if chosen:
        shards.append(_shard(len(shards), chosen, ledger))
    return tuple(shards)


def _shard(index: int, files: list[RawFile], ledger: dict[str, Taken]) -> Shard:
    hashes = (ledger[f.source_path].raw_hash if f.source_path in ledger else "" for f in files)
    return Shard(index, tuple(files), tuple(hashes))


def nothing_new(batch: Batch) -> RunReport:
    """Report a run that found nothing to take, and so changed nothing."""
    run, listed = batch.run, batch.listed
    counts = Counts(
        files_listed=listed.listed, files_unchanged=listed.unchanged, files_waiting=listed.waiting
    )
    snapshot = store.current(run.out)
    report = RunReport(run.run_id, counts, snapshot.number if snapshot else 0, committed=False)
    return replace(report, findings=completeness.judge_run(run, completeness.Volumes()))
