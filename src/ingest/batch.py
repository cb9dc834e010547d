"""Stage 0: what a run will take, cut into shards; if that is nothing, the run ends here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from ingest import completeness, store
from ingest.accounting import Counts, Listed, RunReport
from ingest.article import RawFile
from ingest.discover import Listing, Refused, list_raw, wait_for_young_files
from ingest.fingerprints import are_earlier
from ingest.forking import core_count, uncollected
from ingest.ledger import COLUMNS, Known, read_ledger
from ingest.rawfiles import RawFiles, lay_out
from ingest.run import Run, Shard, begin_run, pack_shard
from ingest.settings import Settings

__all__ = ["Batch", "Choose", "begin_again", "discover", "nothing_new"]

Choose = Callable[[RawFile], bool]
"""Says whether a backfill is about a file."""

_LEAST_FILES = 50
_LITTLE = 1 << 16
"""Rows of the ledger in memory; a longer one is read twice, first its runs."""
_LAST_SHARDS = 50
"""The last shards of a batch have so small a part of a worker's share, as one in 50."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What a run will take, and what it leaves.

    Attributes:
        shards: the files to read.
        listed: counts of entries, and those that cannot be read as files.
        outdated: the index is of an earlier program, and is to be made again before any is taken.
        notices: what was done before, a sentence each.
    """

    run: Run
    shards: tuple[Shard, ...]
    listed: Listed
    outdated: bool = False
    notices: tuple[str, ...] = ()

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

    Raises:
        NewerVersion: there is something to take, and the index is of a later program.
        IndexDamaged: there is, and the index cannot be read.
    """
    with uncollected():
        listing = list_raw(raw)
        if choose is not None:
            refused = tuple(entry for entry in listing.refused if choose(entry.file))
            listing = Listing(listing.files.where(choose), refused)
        fresh, waiting = wait_for_young_files(listing.files, settings.settle_seconds)
        odd = _laid_out(listing.refused)
        known = _look_up(out, fresh)
        files, odd_files = known.choose(), _look_up(out, odd).choose()
    kept = frozenset(odd_files.paths)
    run = begin_run(raw, out, store.home(out) / "staging", settings, _last_run_id(out))
    run = replace(run, kind="run" if choose is None else "backfill")
    listed = Listed(
        listed=len(listing.files) + len(listing.refused),
        unchanged=len(fresh) - len(files) + len(odd) - len(odd_files),
        waiting=waiting,
        refused=tuple(entry for entry in listing.refused if entry.file.source_path in kept),
    )
    batch = Batch(run, _cut_shards(files, known.hashes, settings), listed)
    return batch if batch.is_empty else replace(batch, outdated=_is_index_outdated(out))


def _is_index_outdated(out: Path) -> bool:
    """Whether the index is of an earlier program; its smallest file tells, as all are of one."""
    snapshot = store.current(out)
    files = store.read_manifest(snapshot.path).files if snapshot else {}
    sizes = {path: entry.bytes for path, entry in files.items() if path.startswith("index/")}
    if snapshot is None or not sizes:
        return False
    return are_earlier(store.fetch(snapshot, min(sizes, key=lambda path: (sizes[path], path))))


def begin_again(batch: Batch, notice: str) -> Batch:
    """Let the run of a batch sort behind what was done for it, and has been committed."""
    old = batch.run
    last, staging = _last_run_id(old.out), store.home(old.out) / "staging"
    run = replace(begin_run(old.raw, old.out, staging, old.settings, last), kind=old.kind)
    return replace(batch, run=run, outdated=False, notices=(*batch.notices, notice))


def _last_run_id(out: Path) -> str:
    snapshot = store.current(out)
    return store.last_run_id(store.read_manifest(snapshot.path).files) if snapshot else ""


def _laid_out(refused: Sequence[Refused]) -> RawFiles:
    files = (entry.file for entry in refused)
    return lay_out("", ((f.source_path, f.os_path, f.size, f.mtime_ns) for f in files))


def _look_up(out: Path, files: RawFiles) -> Known:
    """Look files up in the ledger, a piece of which is in memory at a time."""
    snapshot = store.current(out)
    if snapshot is None or not len(files):
        return read_ledger((), (), files)
    dataset = store.open_dataset(out, "files")
    if store.count_rows(store.read_manifest(snapshot.path).files)["files"] <= _LITTLE:
        whole = dataset.to_table(columns=COLUMNS)
        return read_ledger(pc.unique(whole["run_id"]).to_pylist(), (whole,), files)
    little = {"batch_size": _LITTLE, "batch_readahead": 4, "fragment_readahead": 1}
    runs = (
        run
        for batch in dataset.to_batches(columns=["run_id"], **little)
        for run in pc.unique(batch["run_id"]).to_pylist()
    )
    batches = dataset.to_batches(columns=COLUMNS, **little)
    return read_ledger(runs, (pa.Table.from_batches([batch]) for batch in batches), files)


def _cut_shards(
    files: RawFiles, hashes: Mapping[str, str], settings: Settings
) -> tuple[Shard, ...]:
    """Cut files into shards, ever smaller ones, so that all workers end at about the same time."""
    workers = settings.workers or core_count()
    least = max(_LEAST_FILES, len(files) // (_LAST_SHARDS * workers))
    shards: list[Shard] = []
    chosen: list[RawFile] = []
    size = most = 0
    for number, file in enumerate(files):
        if chosen and (len(chosen) >= most or size + file.size > settings.shard_bytes):
            shards.append(pack_shard(len(shards), chosen, hashes))
            chosen, size = [], 0
        if not chosen:
            share = -(-(len(files) - number) // (2 * workers))
            most = min(settings.shard_files, max(share, least))
        chosen.append(file)
        size += file.size
    if chosen:
        shards.append(pack_shard(len(shards), chosen, hashes))
    return tuple(shards)


def nothing_new(batch: Batch) -> RunReport:
    """Report a run that found nothing to take, and so changed nothing."""
    run, listed = batch.run, batch.listed
    counts = Counts(
        files_listed=listed.listed, files_unchanged=listed.unchanged, files_waiting=listed.waiting
    )
    snapshot = store.current(run.out)
    report = RunReport(run.run_id, counts, snapshot.number if snapshot else 0, committed=False)
    return replace(report, findings=completeness.judge_run(run, completeness.Volumes()))
