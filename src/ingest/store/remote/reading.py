"""Reading snapshots in object storage: what is there, and the files of one of them."""

import hashlib
import os
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.dataset as pads

from ingest.errors import OutputUnusable, StoreDamaged
from ingest.objects import file_system
from ingest.store import disk
from ingest.store.layout import Snapshot
from ingest.store.manifest import MANIFEST, Entry, digest_file, read_manifest
from ingest.store.read import check_name, open_files
from ingest.store.remote.failures import clear
from ingest.store.remote.place import Place, place_of
from ingest.store.remote.pointer import Commit, Pointer, read_pointer

__all__ = [
    "RemoteSnapshot",
    "current",
    "fetch",
    "locate",
    "open_dataset",
    "open_snapshot",
    "snapshots",
    "verify",
]

_AT_ONCE = 8
_FETCH_SECONDS = 3600
_held: dict[Path, Pointer] = {}
"""What `current` said when this process became the writer; what it says since, by its commits."""


@dataclass(frozen=True)
class RemoteSnapshot(Snapshot):
    """A snapshot in object storage; `path` is the folder of this machine that stands for it."""

    place: Place


def pointer_of(place: Place) -> Pointer:
    """Say what `current` says; a writer sees what it said when it began, or has said since."""
    held = _held.get(place.work)
    return held if held is not None else read_pointer(place)


def current(out: Path) -> RemoteSnapshot | None:
    """Find the snapshot that readers see; None before the first commit.

    Raises:
        StoreFailed: the object store does not answer.
        StoreDamaged: the snapshot that `current` names is not there.
    """
    place = place_of(out)
    with clear(place):
        last = pointer_of(place).last
        return bring(place, last) if last else None


def snapshots(out: Path) -> tuple[RemoteSnapshot, ...]:
    """List the snapshots that are kept, oldest first."""
    place = place_of(out)
    with clear(place):
        return tuple(bring(place, one) for one in pointer_of(place).commits)


def bring(place: Place, commit: Commit) -> RemoteSnapshot:
    """Make sure that this machine has the manifest of a snapshot."""
    folder = place.work / ".ingest" / "snapshots" / commit.folder
    target = folder / MANIFEST
    if not target.exists():
        key = place.key(f"snapshots/{commit.folder}/{MANIFEST}")
        try:
            content, _ = place.bucket.get(key)
        except FileNotFoundError:
            raise StoreDamaged(f"{place}: `current` names {key}, which is not there") from None
        disk.make_folder(folder)
        half = folder / f"{MANIFEST}.{os.getpid()}.half"
        half.write_bytes(content)
        half.replace(target)
    return RemoteSnapshot(commit.number, folder, place)


def fetch(snapshot: RemoteSnapshot, path: str) -> Path:
    """Bring a file or a folder of a snapshot to this machine, compared with its checksum.

    Args:
        snapshot: which.
        path: inside the snapshot, e.g. "index" or "files/ingest_date=2026-11-23/part-1.parquet".

    Raises:
        StoreFailed: the object store does not answer.
        StoreDamaged: what it has is not what was written.
    """
    files = read_manifest(snapshot.path).files
    wanted = [name for name in files if name == path or name.startswith(f"{path}/")]
    missing = [name for name in wanted if not (snapshot.path / name).exists()]
    with clear(snapshot.place), ThreadPoolExecutor(_AT_ONCE) as threads:
        list(threads.map(lambda name: _bring_file(snapshot, name, files[name]), missing))
    return snapshot.path / path


def _bring_file(snapshot: RemoteSnapshot, name: str, entry: Entry) -> None:
    """Take a file from a snapshot that this machine has, or from the object store."""
    target = snapshot.path / name
    disk.make_folder(target.parent)
    for other in sorted(snapshot.path.parent.iterdir(), reverse=True):
        here = other / name  # a name is used once, so it has one content
        if other != snapshot.path and here.is_file() and here.stat().st_size == entry.bytes:
            disk.link(here, target)
            return
    half = target.with_name(f"{target.name}.{os.getpid()}.half")
    snapshot.place.bucket.fetch(key_of(snapshot.place, name, entry), half, _FETCH_SECONDS)
    if digest_file(half) != entry.sha256:
        half.unlink()
        raise StoreDamaged(f"{snapshot.place}: {name} is not what was written")
    half.replace(target)


def key_of(place: Place, name: str, entry: Entry) -> str:
    """Name the object of a file."""
    return place.key(f"snapshots/{entry.place}/{name}")


def locate(snapshot: RemoteSnapshot, name: str) -> tuple[Any, Mapping[str, str]]:
    """Say where the files of a dataset lie.

    Returns:
        The pyarrow file system, and for each file its path inside the snapshot and there.
    """
    check_name(name)
    place = snapshot.place
    files = read_manifest(snapshot.path).files
    found = {
        path: f"{place.address.bucket}/{key_of(place, path, entry)}"
        for path, entry in files.items()
        if path.startswith(f"{name}/")
    }
    return file_system(), found


def open_dataset(out: Path, name: str) -> pads.Dataset:
    """Open a dataset as it stands now; later commits do not change what it reads.

    Raises:
        UnknownId: there is no dataset of that name.
        OutputUnusable: nothing has been published at `out`.
    """
    snapshot = current(out)
    if snapshot is None:
        place = place_of(out)
        raise OutputUnusable(f"{place} holds no datasets: nothing has been published there yet")
    return open_snapshot(snapshot, name)


def open_snapshot(snapshot: RemoteSnapshot, name: str) -> pads.Dataset:
    """Open a dataset of one snapshot; columns and row groups are read when they are asked for."""
    system, files = locate(snapshot, name)
    return open_files(list(files.values()), name, system)


def verify(snapshot: RemoteSnapshot, *, deep: bool = True) -> tuple[str, ...]:
    """List what is wrong with the files of a snapshot; nothing if all is well."""
    place = snapshot.place
    with clear(place):
        sizes = {one.key: one.size for one in place.bucket.list(place.key("snapshots/"))}
        files = read_manifest(snapshot.path).files
        return tuple(_problems(snapshot, files, sizes, deep=deep))


def _problems(
    snapshot: RemoteSnapshot, files: Mapping[str, Entry], sizes: Mapping[str, int], *, deep: bool
) -> Iterable[str]:
    for path, entry in files.items():
        where = f"snapshot {snapshot.number}: {path}"
        key = key_of(snapshot.place, path, entry)
        if key not in sizes:
            yield f"{where}: No such object"
        elif sizes[key] != entry.bytes:
            yield f"{where}: {sizes[key]} bytes instead of {entry.bytes}"
        elif deep and _digest(snapshot.place, key) != entry.sha256:
            yield f"{where}: its content is not what was written"


def _digest(place: Place, key: str) -> str:
    """Compute the SHA-256 of an object, in hex, without keeping it."""
    target = place.work / ".ingest" / f"verified-{os.getpid()}"
    disk.make_folder(target.parent)
    try:
        place.bucket.fetch(key, target, _FETCH_SECONDS)
        with target.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    finally:
        target.unlink(missing_ok=True)
