"""The object `current`: which snapshots are kept, and so which one readers see."""

import json
from dataclasses import dataclass
from datetime import datetime

from ingest.errors import NewerVersion, StoreDamaged
from ingest.store.layout import FORMAT
from ingest.store.remote.place import Place

__all__ = ["Commit", "Pointer", "read_pointer"]

NAME = "current"


@dataclass(frozen=True, slots=True)
class Commit:
    """One snapshot that is kept.

    Attributes:
        number: counts the commits, from 1.
        folder: where its manifest lies, below `snapshots/`.
        committed_at: aware UTC.
    """

    number: int
    folder: str
    committed_at: datetime


@dataclass(frozen=True, slots=True)
class Pointer:
    """What `current` says.

    Attributes:
        commits: the snapshots that are kept, oldest first; the last one is what readers see.
        tag: of this version of the object; None when there is none yet.
    """

    commits: tuple[Commit, ...]
    tag: str | None

    @property
    def last(self) -> Commit | None:
        """The snapshot that readers see."""
        return self.commits[-1] if self.commits else None


def read_pointer(place: Place) -> Pointer:
    """Read `current`.

    Raises:
        StoreDamaged: it is not what this program writes.
        NewerVersion: a newer program has written it.
        OSError: the object store does not answer.
    """
    try:
        content, tag = place.bucket.get(place.key(NAME))
    except FileNotFoundError:
        return Pointer((), None)
    try:
        said = json.loads(content)
        written = int(said["format"])
        commits = tuple(
            Commit(one["number"], one["folder"], datetime.fromisoformat(one["committed_at"]))
            for one in said["snapshots"]
        )
    except (ValueError, KeyError, TypeError) as error:
        raise StoreDamaged(f"{place}/.ingest/{NAME} cannot be read: {error}") from None
    if written > FORMAT:
        raise NewerVersion(f"{place} has layout {written}; this program knows up to {FORMAT}")
    return Pointer(commits, tag)


def replace_pointer(place: Place, old: Pointer, commits: tuple[Commit, ...], token: str) -> Pointer:
    """Let `current` name other snapshots, if it still says what it said.

    Args:
        place: whose.
        old: what it said.
        commits: what it is to say.
        token: unlike that of every other writer.

    Raises:
        Outdated: another writer was first; nothing was changed.
        OSError: the object store failed; nothing was changed.
    """
    said = {
        "format": FORMAT,
        "writer": token,
        "snapshots": [
            {
                "number": one.number,
                "folder": one.folder,
                "committed_at": one.committed_at.isoformat(),
            }
            for one in commits
        ],
    }
    tag = place.bucket.put_if(place.key(NAME), json.dumps(said, indent=1).encode(), old.tag)
    return Pointer(commits, tag)
