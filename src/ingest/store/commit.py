"""A commit: stage, flush, build the next snapshot out of links, flush, and swap one link."""

import contextlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from ingest.errors import OutputUnusable, StoreFailed
from ingest.schema import DATASETS
from ingest.store import disk
from ingest.store.layout import FOLDERS, Snapshot, current, home, snapshots
from ingest.store.lock import is_locked_here
from ingest.store.manifest import NAME, Entry, describe_file, encode, read_manifest
from ingest.store.parquet import write_parquet

__all__ = ["Change", "commit", "staging_folder"]

EMPTY = "ingest_date=1970-01-01/empty.parquet"
"""Holds no row, only the schema: so that a dataset without rows can be read all the same."""

_PARTITIONED = re.compile(r"ingest_date=\d{4}-\d\d-\d\d/[^/]+\.parquet")


@dataclass(frozen=True)
class Change:
    """What the next snapshot has that the last one has not, and the reverse.

    Attributes:
        added: folder ("articles", …, "index", "learned") -> (path inside that folder, staged file).
        removed: folder -> paths inside that folder which the next snapshot leaves out.
    """

    added: Mapping[str, tuple[tuple[str, Path], ...]]
    removed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def staging_folder(out: Path, run_id: str) -> Path:
    """Make a fresh folder in which a run can prepare its files, on the file system of OUT."""
    folder = home(out) / "staging" / run_id
    try:
        if folder.exists():
            disk.remove_tree(folder)
        disk.make_folder(folder)
    except OSError as error:
        raise OutputUnusable(f"{folder}: cannot be made: {error.strerror}") from error
    return folder


def commit(out: Path, change: Change) -> Snapshot:
    """Publish a change: readers see all of it from one moment on, or nothing of it.

    The caller holds the lock. Staged files stay where they are; the next sweep takes them.

    Raises:
        StoreFailed: the file system failed; readers see the last snapshot, or all of this one.
        ValueError: the change does not fit the last snapshot (a mistake of the program).
    """
    if not is_locked_here(out):
        raise RuntimeError("a commit needs the write lock")
    last = current(out)
    before = read_manifest(last.path).files if last else {}
    kept, added = _plan(before, change)
    number = max([s.number for s in snapshots(out)], default=0) + 1
    building = home(out) / "building" / f"{number:06d}"
    try:
        _build(building, last, kept, added)
        return _swap(out, building, number)
    except OSError as error:
        with contextlib.suppress(OSError):
            disk.remove_tree(building)
        reason = error.strerror or str(error)
        raise StoreFailed(f"{out}: the file system failed while publishing: {reason}") from error


def _plan(
    before: Mapping[str, Entry], change: Change
) -> tuple[dict[str, Entry], dict[str, Path | None]]:
    """Say which files stay and which come; None stands for a file without rows."""
    removed = {f"{name}/{path}" for name, paths in change.removed.items() for path in paths}
    if unknown := removed - before.keys():
        raise ValueError(f"not in the last snapshot: {min(unknown)}")
    kept = {path: entry for path, entry in before.items() if path not in removed}
    added: dict[str, Path | None] = {}
    for name, files in change.added.items():
        for target, staged in files:
            path = f"{name}/{target}"
            if path in before or path in added:
                raise ValueError(f"a name is used once only: {path}")
            _check_target(name, target)
            added[path] = staged
    for name in DATASETS:
        filled = any(_folder(p) == name and not p.endswith(EMPTY) for p in (*kept, *added))
        empty = f"{name}/{EMPTY}"
        if filled:
            kept.pop(empty, None)
        elif empty not in kept:
            added[empty] = None
    return kept, added


def _folder(path: str) -> str:
    return path.split("/", 1)[0]


def _check_target(name: str, target: str) -> None:
    if name not in FOLDERS:
        raise ValueError(f"a snapshot has no folder {name}")
    parts = PurePosixPath(target).parts
    if target.startswith("/") or ".." in parts or str(PurePosixPath(target)) != target:
        raise ValueError(f"not a path inside {name}: {target}")
    if name in DATASETS and not _PARTITIONED.fullmatch(target):
        raise ValueError(f"a dataset's file is ingest_date=YYYY-MM-DD/NAME.parquet, not {target}")


def _build(
    building: Path,
    last: Snapshot | None,
    kept: Mapping[str, Entry],
    added: Mapping[str, Path | None],
) -> None:
    """Make the snapshot's folder and flush everything in it to the disk."""
    if building.exists():
        disk.remove_tree(building)
    folders = _make_folders(building, (*kept, *added))
    files = dict(kept)
    for path, staged in added.items():
        target = building / path
        if staged is None:
            schema = DATASETS[_folder(path)]
            write_parquet(schema.empty_table(), target, schema)
            disk.sync_file(target)
        else:
            disk.make_read_only(staged)
            disk.sync_file(staged)
            disk.link(staged, target)
        files[path] = describe_file(target)
    if last is not None:
        for path in kept:
            disk.link(last.path / path, building / path)
    disk.write_bytes(building / NAME, encode(files, int(building.name)))
    disk.sync_folders(folders)


def _make_folders(building: Path, paths: tuple[str, ...]) -> set[Path]:
    folders = {building, *(building / name for name in FOLDERS)}
    for path in paths:
        parent = (building / path).parent
        while parent not in folders:
            folders.add(parent)
            parent = parent.parent
    for folder in sorted(folders):
        disk.make_folder(folder)
    return folders


def _swap(out: Path, building: Path, number: int) -> Snapshot:
    """Give the snapshot its number, then let `current` point to it: that rename is the commit."""
    folder = home(out) / "snapshots"
    path = folder / building.name
    disk.rename(building, path)
    disk.sync_folder(folder)
    disk.exchange(f"snapshots/{path.name}", home(out) / "current")
    disk.sync_folder(home(out))
    return Snapshot(number, path)
