"""Are the published files what was published? By size, or by every byte."""

import os
from pathlib import Path

from ingest.schema import DATASETS
from ingest.store.layout import Snapshot, current, snapshots
from ingest.store.manifest import MANIFEST, digest_file, read_manifest

__all__ = ["verify", "verify_snapshot"]


def verify(out: Path, *, deep: bool = False) -> tuple[str, ...]:
    """List what is wrong with the published files; nothing if all is well.

    Args:
        out: the output folder.
        deep: read every file of every kept snapshot and compare its SHA-256.

    Raises:
        StoreDamaged: there is no readable manifest to compare with.
        NewerVersion: a newer program wrote it.
    """
    last = current(out)
    if last is None:
        return ()
    found = list(_links(out))
    checked: set[int] = set()
    for snapshot in snapshots(out) if deep else (last,):
        if snapshot.number <= last.number:
            found += verify_snapshot(snapshot, checked, deep=deep)
    return tuple(found)


def verify_snapshot(
    snapshot: Snapshot, checked: set[int] | None = None, *, deep: bool = False
) -> tuple[str, ...]:
    """List what is wrong with the files of one snapshot.

    Args:
        snapshot: which.
        checked: numbers of the files (inodes) that need no second look; grows.
        deep: compare SHA-256, not only size.
    """
    seen = set() if checked is None else checked
    files = read_manifest(snapshot.path).files
    problems = []
    for path, entry in files.items():
        place = f"snapshot {snapshot.number}: {path}"
        try:
            state = (snapshot.path / path).stat()
        except OSError as error:
            problems.append(f"{place}: {error.strerror}")
            continue
        if state.st_size != entry.bytes:
            problems.append(f"{place}: {state.st_size} bytes instead of {entry.bytes}")
        elif deep and state.st_ino not in seen:
            seen.add(state.st_ino)
            problems += _compare(snapshot.path / path, entry.sha256, place)
    problems += _strangers(snapshot, set(files))
    return tuple(problems)


def _compare(path: Path, digest: str, place: str) -> list[str]:
    try:
        found = digest_file(path)
    except OSError as error:
        return [f"{place}: {error.strerror}"]
    return [] if found == digest else [f"{place}: its content is not what was written"]


def _strangers(snapshot: Snapshot, known: set[str]) -> list[str]:
    found = []
    for folder, _, names in os.walk(snapshot.path):
        for name in names:
            path = Path(folder, name).relative_to(snapshot.path).as_posix()
            if path not in known and path != MANIFEST:
                found.append(f"snapshot {snapshot.number}: {path}: not made by this program")
    return sorted(found)


def _links(out: Path) -> list[str]:
    return [f"{out / name}: the link is gone" for name in DATASETS if not (out / name).is_symlink()]
