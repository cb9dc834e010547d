"""A commit: flush what is staged, build the next snapshot out of links, flush, swap one link."""

import contextlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from ingest.errors import OutputUnusable, StoreFailed
from ingest.schema import DATASETS
from ingest.store import disk
from ingest.store.change import Change, Plan, check_gains, folder_of, plan
from ingest.store.layout import FOLDERS, Snapshot, current, home, snapshots
from ingest.store.lock import is_locked_here
from ingest.store.manifest import MANIFEST, Entry, describe_file, encode, read_manifest
from ingest.store.parquet import write_parquet
from ingest.store.schemas import rewrite

__all__ = ["commit", "staging_folder"]


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
        AccountingError: the files do not hold the rows that `change.gained` says.
        ValueError: the change does not fit the last snapshot (a mistake of the program).
    """
    if not is_locked_here(out):
        raise RuntimeError("a commit needs the write lock")
    last = current(out)
    manifest = read_manifest(last.path) if last else None
    planned = plan(manifest, change)
    number = max([snapshot.number for snapshot in snapshots(out)], default=0) + 1
    building = home(out) / "building" / f"{number:06d}"
    try:
        added = {path: _settle(path, staged) for path, staged in planned.added.items()}
        folders = _folders(building, planned.paths)
        made = _build(folders, last, planned)
        files = {**planned.kept, **added, **made}
        check_gains(manifest.files if manifest else {}, files, change.gained)
        disk.write_bytes(building / MANIFEST, encode(files, number))
        disk.sync_folders(folders)
        return _swap(out, building, number)
    except OSError as error:
        reason = error.strerror or str(error)
        raise StoreFailed(f"{out}: the file system failed while publishing: {reason}") from error
    finally:
        with contextlib.suppress(OSError):  # what is left, the next run sweeps
            if building.exists():
                disk.remove_tree(building)


def _settle(path: str, staged: Path) -> Entry:
    """Flush a staged file to the disk, where nobody changes it any more."""
    disk.make_read_only(staged)
    disk.sync_file(staged)
    return describe_file(staged, DATASETS.get(folder_of(path)))


def _build(folders: Sequence[str], last: Snapshot | None, planned: Plan) -> Mapping[str, Entry]:
    """Make the snapshot's folders and files; return the files that were written into it."""
    building = Path(folders[0])
    if building.exists():
        disk.remove_tree(building)
    for folder in folders:
        disk.mkdir(folder)
    for path, staged in planned.added.items():
        disk.link(staged, f"{building}/{path}")
    made = {}
    if last is not None:
        for path in planned.kept:
            disk.link(f"{last.path}/{path}", f"{building}/{path}")
        for path, old in planned.rewritten.items():
            rewrite(last.path / old, building / path, DATASETS[folder_of(path)])
            made[path] = _settle(path, building / path)
    for path in planned.empty:
        schema = DATASETS[folder_of(path)]
        write_parquet(schema.empty_table(), building / path, schema)
        made[path] = _settle(path, building / path)
    return made


def _folders(building: Path, paths: Iterable[str]) -> list[str]:
    """List every folder of the snapshot, itself first, each before those that lie in it."""
    inside = set(FOLDERS)
    for path in paths:
        parent = path.rpartition("/")[0]
        while parent and parent not in inside:
            inside.add(parent)
            parent = parent.rpartition("/")[0]
    return [str(building), *(f"{building}/{folder}" for folder in sorted(inside))]


def _swap(out: Path, building: Path, number: int) -> Snapshot:
    """Give the snapshot its number, then let `current` point to it: that rename is the commit."""
    folder = home(out) / "snapshots"
    path = folder / building.name
    disk.rename(building, path)
    disk.sync_folder(folder)
    disk.sync_folder(building.parent)
    disk.point(home(out) / "current", f"snapshots/{path.name}")
    disk.sync_folder(home(out))
    return Snapshot(number, path)
