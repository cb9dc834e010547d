"""Are the published files what was published? By size, or by every byte."""

import os
from collections.abc import Set
from pathlib import Path

from ingest.store.layout import Snapshot
from ingest.store.manifest import MANIFEST, digest_file, read_manifest

__all__ = ["verify"]


def verify(snapshot: Snapshot, *, deep: bool = True) -> tuple[str, ...]:
    """List what is wrong with the files of a snapshot; nothing if all is well.

    Args:
        snapshot: which.
        deep: compare SHA-256, not only size.

    Raises:
        StoreDamaged: there is no readable manifest to compare with.
        NewerVersion: a newer program wrote it.
    """
    files = read_manifest(snapshot.path).files
    problems: list[str] = []
    for path, entry in files.items():
        place = f"snapshot {snapshot.number}: {path}"
        try:
            size = (snapshot.path / path).stat().st_size
            digest = digest_file(snapshot.path / path) if deep else entry.sha256
        except OSError as error:
            problems.append(f"{place}: {error.strerror}")
            continue
        if size != entry.bytes:
            problems.append(f"{place}: {size} bytes instead of {entry.bytes}")
        elif digest != entry.sha256:
            problems.append(f"{place}: its content is not what was written")
    return (*problems, *_strangers(snapshot, files.keys()))


def _strangers(snapshot: Snapshot, known: Set[str]) -> list[str]:
    """Name files that no commit put there."""
    found = []
    for folder, _, names in os.walk(snapshot.path):
        for name in names:
            path = Path(folder, name).relative_to(snapshot.path).as_posix()
            if path not in known and path != MANIFEST:
                found.append(f"snapshot {snapshot.number}: {path}: not made by this program")
    return sorted(found)
