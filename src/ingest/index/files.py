"""Which runs there are: open them, add one."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from ingest.errors import IndexDamaged, StoreDamaged
from ingest.index.build import build_run
from ingest.index.lookup import Index
from ingest.index.merge import merge_runs, runs_that_fit, runs_to_merge
from ingest.index.run import open_run

__all__ = ["IndexChange", "extend", "merge", "open_index", "verify"]

_NAME = re.compile(r"run-(\d{6,})-(\d{6,})-[0-9a-f]{8}\.idx")


@dataclass(frozen=True)
class IndexChange:
    """What a commit does to the folder of the index.

    Attributes:
        added: new files, in staging.
        removed: names of files that the new ones stand for.
    """

    added: tuple[Path, ...]
    removed: tuple[str, ...]


def open_index(folder: Path | None) -> Index:
    """Open the index in a folder; None or a folder without runs gives an empty one.

    Raises:
        IndexDamaged: a run is missing, truncated, damaged or of an earlier version.
        NewerVersion: a run is of a later version.
    """
    if folder is None or not folder.is_dir():
        return Index(None, ())
    paths = sorted(path for path in folder.iterdir() if _NAME.fullmatch(path.name))
    try:
        runs = tuple(open_run(path) for path in paths)
    except StoreDamaged as error:
        raise IndexDamaged(f"no index to go by: {error}") from None
    night = 0
    for run in runs:
        if run.first != night + 1:
            raise IndexDamaged(f"the index lacks its run {night + 1}")
        night = run.last
    return Index(folder, runs)


def verify(index: Index) -> None:
    """Compare every byte of the index with its checksums.

    Raises:
        StoreDamaged: something differs.
    """
    for run in index.runs:
        run.container.check()


def extend(
    index: Index, staging: Path, entries: pa.Table, keys: Iterable[pa.Table] | None = None
) -> IndexChange:
    """Make the files by which the index learns the entries of one night.

    Args:
        index: as it was when the entries were decided.
        staging: a folder for new files; made if it is not there.
        entries: `keys.ENTRIES`; or `keys.LESSONS`, if `keys` are given.
        keys: the tables whose rows lessons count.
    """
    if not len(entries):
        return IndexChange((), ())
    staging.mkdir(parents=True, exist_ok=True)
    night = index.runs[-1].last + 1 if index.runs else 1
    made = build_run(staging, night, entries, keys)
    runs = (*index.runs, open_run(made))
    last = runs_to_merge([run.articles for run in runs])
    if not last:
        return IndexChange((made,), ())
    merged = merge_runs(staging, runs[-last:])
    made.unlink()
    return IndexChange((merged,), tuple(run.container.path.name for run in runs[-last:-1]))


def merge(index: Index, staging: Path) -> IndexChange:
    """Make one run of all that fit into one, which also forgets what was removed."""
    last = runs_that_fit([run.articles for run in index.runs])
    if last < 2:
        return IndexChange((), ())
    staging.mkdir(parents=True, exist_ok=True)
    merged = merge_runs(staging, index.runs[-last:])
    return IndexChange((merged,), tuple(run.container.path.name for run in index.runs[-last:]))
