"""Of which version the fingerprints are that a file of the index holds."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ingest.container import read_about
from ingest.errors import IndexDamaged, NewerVersion, StoreDamaged

__all__ = ["ALGORITHM_VERSION", "are_earlier", "version_in"]

ALGORITHM_VERSION = 3
"""Raised when the same body gives another fingerprint (`kernels.minhash`).

The next run that has something to take makes an index of an earlier version again.
"""


def are_earlier(path: Path) -> bool:
    """Whether an earlier program made a file of the index; only its header is read.

    Raises:
        NewerVersion: a later one did.
        IndexDamaged: it is missing, or its header is damaged.
    """
    try:
        about = read_about(path)
    except StoreDamaged as error:
        raise IndexDamaged(f"no index to go by: {error}") from None
    return version_in(path.name, about) < ALGORITHM_VERSION


def version_in(name: str, about: Mapping[str, Any]) -> int:
    """Give the version that the header of a file says, if this program or an earlier one made it.

    Raises:
        NewerVersion: a later one did.
    """
    found = int(about.get("algorithm_version") or 0)
    if found > ALGORITHM_VERSION:
        raise NewerVersion(
            f"the index ({name}) is of a later program: its fingerprints are of version {found},"
            f" those of this one of version {ALGORITHM_VERSION}"
        )
    return found
