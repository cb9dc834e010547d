"""Tables that take a second to build are kept in the user's cache folder and shared by mapping.

A table is a folder of `.npy` files under a name that says what it was built from. It is written
aside and renamed, so that it is there whole or not at all, whoever else is building it; it is
checked against its SHA-256 when it is opened, so that a damaged one is rebuilt instead of trusted.
Where nothing can be written, the tables live in memory.
"""

import hashlib
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ingest.caches import cache_folder

__all__ = ["Tables", "cached"]

Tables = dict[str, npt.NDArray[np.generic]]


def cached(name: str, build: Callable[[], Tables]) -> Tables:
    """Open the tables called `name`, or build and keep them.

    Args:
        name: changes whenever what `build` would return changes.
        build: makes the tables from nothing.

    Returns:
        Read-only arrays by name; equal whether opened or built.
    """
    with suppress(OSError, ValueError, RuntimeError):
        return _opened(cache_folder() / name)
    tables = build()
    for table in tables.values():
        table.setflags(write=False)
    with suppress(OSError, RuntimeError):
        _keep(tables, cache_folder() / name)
    return tables


def _opened(place: Path) -> Tables:
    """Map every array; raise ValueError if one is not as it was written."""
    tables: Tables = {}
    for line in (place / "SHA256SUMS").read_text(encoding="ascii").splitlines():
        digest, _, file_name = line.partition("  ")
        mapped = np.load(place / file_name, mmap_mode="r", allow_pickle=False)
        array = np.asarray(mapped)
        if _digest(array) != digest:
            raise ValueError(f"{place / file_name} is damaged")
        tables[file_name.removesuffix(".npy")] = array
    return tables


def _keep(tables: Tables, place: Path) -> None:
    """Write aside, then rename; whoever comes second finds the work done."""
    place.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=f".{place.name}-", dir=place.parent))
    try:
        sums = []
        for name, array in sorted(tables.items()):
            np.save(aside / f"{name}.npy", array, allow_pickle=False)
            sums.append(f"{_digest(array)}  {name}.npy\n")
        (aside / "SHA256SUMS").write_text("".join(sums), encoding="ascii")
        if place.exists():
            place.rename(aside / "replaced")
        aside.rename(place)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
        shutil.rmtree(place / "replaced", ignore_errors=True)


def _digest(array: npt.NDArray[Any]) -> str:
    return hashlib.sha256(np.ascontiguousarray(array).data).hexdigest()
