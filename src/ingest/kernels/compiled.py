"""Compile kernels, and keep what was compiled for the next process.

Numba looks at the file of a function to see whether what it has kept is still right, but not at
the files of the functions that it calls. So it keeps each state of all kernels in a folder of its
own, which is named by the hash of their sources.
"""

import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, Literal, TypeVar, cast

import numba

from ingest.caches import cache_folder

__all__ = ["inlined", "kept_in", "kernel", "sweep", "was_missing"]

F = TypeVar("F", bound=Callable[..., Any])

_HERE = Path(__file__).parent
_DAYS = 90


def _digest() -> str:
    """SHA-256 of the sources of all kernels, short."""
    found = hashlib.sha256()
    for source in sorted(_HERE.glob("*.py")):
        found.update(source.name.encode() + b"\0" + source.read_bytes() + b"\0")
    return found.hexdigest()[:16]


def _folder() -> Path:
    """Where all states are kept: beside the kernels, if anything can be written there."""
    return _HERE / "__pycache__" if os.access(_HERE, os.W_OK) else cache_folder() / "kernels"


_KEPT = _folder() / f"numba-{_digest()}"


def kept_in() -> Path:
    """Name the folder of what was compiled of these sources; `NUMBA_CACHE_DIR` is another one."""
    return Path(os.environ.get("NUMBA_CACHE_DIR") or _KEPT)


def _adopt() -> None:
    """Begin with what the one who installed the package has compiled, if it is kept beside it.

    Who cannot write there, as a user of a container's image, has a copy to which more can come.
    """
    made = _HERE / "__pycache__" / _KEPT.name
    if "NUMBA_CACHE_DIR" in os.environ or _KEPT.exists() or not made.is_dir():
        return
    with suppress(OSError):
        _KEPT.parent.mkdir(parents=True, exist_ok=True)
        half = Path(tempfile.mkdtemp(prefix="half-", dir=_KEPT.parent))
        try:
            for path in made.glob("*/*"):
                (half / path.parent.name).mkdir(exist_ok=True)
                shutil.copyfile(path, half / path.parent.name / path.name)
            half.rename(_KEPT)
        finally:
            shutil.rmtree(half, ignore_errors=True)


_adopt()


def kernel(function: F) -> F:
    """Let a function be compiled when it is first called with arrays of some types.

    It runs without the lock of the interpreter, and what was compiled is kept.
    """
    return _compiled(function, "never")


def inlined(function: F) -> F:
    """The same for a function that is to be written into those that call it."""
    return _compiled(function, "always")


def _compiled(function: F, inline: Literal["never", "always"]) -> F:
    config: Any = numba.config
    before = config.CACHE_DIR
    config.CACHE_DIR = str(kept_in())
    try:
        compiled: Any = numba.njit(cache=True, nogil=True, inline=inline)(function)
    finally:
        config.CACHE_DIR = before
    return cast("F", compiled)


def was_missing(function: Callable[..., Any]) -> bool:
    """Whether this process has called a kernel that had not been kept."""
    called: Any = function
    return any(called.stats.cache_misses.values())


def sweep() -> None:
    """Remove what was kept of other sources and not written for ninety days."""
    oldest = time.time() - _DAYS * 86_400
    for folder in _KEPT.parent.glob("numba-*"):
        with suppress(OSError):
            if folder != _KEPT and folder.stat().st_mtime < oldest:
                shutil.rmtree(folder, ignore_errors=True)
