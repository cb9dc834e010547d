"""A commit to object storage: put what is new, then let `current` name it, if it is unchanged."""

import contextlib
import secrets
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

from ingest.errors import StoreBusy
from ingest.objects import Outdated
from ingest.schema import DATASETS
from ingest.store import disk
from ingest.store.change import Change, Plan, check_gains, folder_of, plan
from ingest.store.lock import is_locked_here
from ingest.store.manifest import MANIFEST, describe_file, encode, read_manifest
from ingest.store.parquet import write_parquet
from ingest.store.remote.failures import clear
from ingest.store.remote.place import Place, place_of
from ingest.store.remote.pointer import Commit, replace_pointer
from ingest.store.remote.reading import RemoteSnapshot, _held, bring, fetch
from ingest.store.schemas import rewrite

__all__ = ["commit"]

_AT_ONCE = 8
_KEPT_HERE = ("index", "learned", "corrections", "files", "runs")
"""Folders whose new files stay on this machine, for the next run: texts do not."""


def commit(out: Path, change: Change) -> RemoteSnapshot:
    """Publish a change: readers see all of it from one moment on, or nothing of it.

    The caller holds the lock. What a commit has put that fails, a later sweep removes.

    Raises:
        StoreBusy: another writer has published meanwhile; nothing of this change is seen.
        StoreFailed: the object store failed; readers see the last snapshot, or all of this one.
        AccountingError: the files do not hold the rows that `change.gained` says.
        ValueError: the change does not fit the last snapshot (a mistake of the program).
    """
    place = place_of(out)
    if not is_locked_here(place.work):
        raise RuntimeError("a commit needs the write lock")
    with clear(place):
        old = _held[place.work]
        last = bring(place, old.last) if old.last else None
        manifest = read_manifest(last.path) if last else None
        planned = plan(manifest, change)
        number = old.last.number + 1 if old.last else 1
        folder = f"{number:06d}-{secrets.token_hex(4)}"
        building = place.work / ".ingest" / "building" / folder
        disk.make_folder(building)
        new = {**planned.added, **_make(building, last, planned)}
        entries = {
            path: describe_file(staged, DATASETS.get(folder_of(path)))._replace(place=folder)
            for path, staged in new.items()
        }
        files = {**planned.kept, **entries}
        check_gains(manifest.files if manifest else {}, files, change.gained)
        content = encode(files, number)
        _upload(place, folder, new, content)
        made = Commit(number, folder, datetime.now(UTC))
        try:
            _held[place.work] = replace_pointer(place, old, (*old.commits, made), folder)
        except Outdated:
            raise StoreBusy(
                f"{place}: another writer has published meanwhile; nothing of this run is"
                " published: run it again"
            ) from None
        snapshot = RemoteSnapshot(number, building.parent.parent / "snapshots" / folder, place)
        _keep(snapshot, new, content)
        disk.remove_tree(building)
        return snapshot


def _make(building: Path, last: RemoteSnapshot | None, planned: Plan) -> Mapping[str, Path]:
    """Write the files that only the store makes: those of an older schema again, and empty ones."""
    made: dict[str, Path] = {}
    for path, old in planned.rewritten.items():
        if last is not None:
            made[path] = building / path
            disk.make_folder(made[path].parent)
            rewrite(fetch(last, old), made[path], DATASETS[folder_of(path)])
    for path in planned.empty:
        schema = DATASETS[folder_of(path)]
        made[path] = building / path
        disk.make_folder(made[path].parent)
        write_parquet(schema.empty_table(), made[path], schema)
    return made


def _upload(place: Place, folder: str, new: Mapping[str, Path], manifest: bytes) -> None:
    """Put the new files, and when all are there, the manifest."""
    bucket = place.bucket

    def put(path: str) -> None:
        bucket.upload(place.key(f"snapshots/{folder}/{path}"), new[path])

    with ThreadPoolExecutor(_AT_ONCE) as threads:
        list(threads.map(put, new))
    bucket.put(place.key(f"snapshots/{folder}/{MANIFEST}"), manifest)


def _keep(snapshot: RemoteSnapshot, new: Mapping[str, Path], manifest: bytes) -> None:
    """Keep here what the next run reads; whatever is missing, it fetches."""
    with contextlib.suppress(OSError):
        disk.make_folder(snapshot.path)
        (snapshot.path / MANIFEST).write_bytes(manifest)
        for path, staged in new.items():
            if folder_of(path) in _KEPT_HERE:
                disk.make_folder((snapshot.path / path).parent)
                disk.link(staged, snapshot.path / path)
