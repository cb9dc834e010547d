"""Where what takes long to make is kept from one run to the next."""

import os
import stat
import tempfile
from functools import cache
from pathlib import Path

__all__ = ["cache_folder"]


def cache_folder() -> Path:
    """Name the folder: `$XDG_CACHE_HOME/article-ingest`, by default in `~/.cache`.

    A user who may write to neither, as a service has no home, has a folder in the system's
    temporary one that nobody else may read or write.
    """
    base = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return _writable(base) or _temporary()


@cache
def _writable(base: str) -> Path | None:
    """The folder in a base, made if it is missing; None if it cannot be written."""
    try:
        wanted = Path(base).expanduser() / "article-ingest"
        wanted.mkdir(parents=True, exist_ok=True)
    except (OSError, RuntimeError):  # RuntimeError: there is no home
        return None
    return wanted if os.access(wanted, os.W_OK | os.X_OK) else None


@cache
def _temporary() -> Path:
    """The user's folder among the temporary ones; another if someone else has taken its name."""
    name = f"article-ingest-{os.getuid()}" if hasattr(os, "getuid") else "article-ingest"
    place = Path(tempfile.gettempdir()) / name
    try:
        place.mkdir(mode=0o700, exist_ok=True)
        if _is_own(place):
            return place
    except OSError:
        pass
    return Path(tempfile.mkdtemp(prefix="article-ingest-"))


def _is_own(place: Path) -> bool:
    """Whether a folder is one, and this user's alone: what lies in it is loaded as code."""
    found = place.lstat()
    if not stat.S_ISDIR(found.st_mode):
        return False
    return not hasattr(os, "getuid") or (
        found.st_uid == os.getuid() and not found.st_mode & (stat.S_IRWXG | stat.S_IRWXO)
    )
