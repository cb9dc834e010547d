"""What a commit changes, and what follows from it: which files stay, come, and are rewritten."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from ingest.errors import AccountingError
from ingest.schema import DATASETS
from ingest.store.layout import FOLDERS
from ingest.store.manifest import Entry, Manifest, count_rows
from ingest.store.schemas import schema_mark, schema_words

__all__ = ["Change", "Plan", "check_gains", "folder_of", "plan", "renamed"]

_EMPTY = "ingest_date=1970-01-01/empty-"
_PARTITIONED = re.compile(r"ingest_date=\d{4}-\d\d-\d\d/[^/]+\.parquet")


@dataclass(frozen=True)
class Change:
    """What the next snapshot has that the last one has not, and the reverse.

    Attributes:
        added: folder ("articles", …, "index", "learned") -> (path inside that folder, staged file).
        removed: folder -> paths inside that folder which the next snapshot leaves out.
        gained: dataset -> rows that it must have more than before (fewer, if negative); counted
            in the files themselves before anything is published.
    """

    added: Mapping[str, tuple[tuple[str, Path], ...]]
    removed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    gained: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Plan:
    """The files of the next snapshot, by path inside it.

    Attributes:
        kept: files of the last snapshot that stay as they are.
        added: staged files.
        rewritten: new path -> path in the last snapshot, for files of an older schema.
        empty: paths of files that hold a schema and no row.
    """

    kept: Mapping[str, Entry]
    added: Mapping[str, Path]
    rewritten: Mapping[str, str]
    empty: tuple[str, ...]

    @property
    def paths(self) -> tuple[str, ...]:
        """Every path of the next snapshot."""
        return (*self.kept, *self.added, *self.rewritten, *self.empty)


def folder_of(path: str) -> str:
    """Name the folder of a snapshot in which a path lies.

    >>> folder_of("articles/ingest_date=2026-11-23/part-1.parquet")
    'articles'
    """
    return path.split("/", 1)[0]


def plan(last: Manifest | None, change: Change) -> Plan:
    """Work out the files of the next snapshot.

    Raises:
        ValueError: the change does not fit the last snapshot.
    """
    before = last.files if last else {}
    added = _added(before, change)
    removed = {f"{name}/{path}" for name, paths in change.removed.items() for path in paths}
    if unknown := removed - before.keys():
        raise ValueError(f"not in the last snapshot: {min(unknown)}")
    kept = {path: entry for path, entry in before.items() if path not in removed}
    rewritten: dict[str, str] = {}
    empty = []
    by_folder: dict[str, set[str]] = {}
    for path in kept:
        by_folder.setdefault(folder_of(path), set()).add(path)
    coming = {folder_of(path) for path in added}
    for name, schema in DATASETS.items():
        marker = f"{name}/{_EMPTY}{schema_mark(schema)}.parquet"
        here = by_folder.get(name, set())
        hollow = {path for path in here if path.startswith(f"{name}/{_EMPTY}")}
        filled = here - hollow
        if last and last.schema.get(name) not in (None, schema_words(schema)):
            rewritten |= {renamed(path, schema_mark(schema)): path for path in filled}
        for path in (hollow - {marker}) | set(rewritten.values()):
            kept.pop(path, None)
        if filled or name in coming:
            kept.pop(marker, None)
        elif marker not in kept:
            empty.append(marker)
    return Plan(kept, added, rewritten, tuple(empty))


def check_gains(
    before: Mapping[str, Entry], after: Mapping[str, Entry], gained: Mapping[str, int]
) -> None:
    """Compare the rows in the files with the rows that the run accounted for.

    Raises:
        AccountingError: they differ; nothing may be published.
    """
    old, new = count_rows(before), count_rows(after)
    for name, expected in gained.items():
        found = new[name] - old[name]
        if found != expected:
            raise AccountingError(
                f"{name}: {expected} more rows are accounted for, but {found} are in the files"
            )


def _added(before: Mapping[str, Entry], change: Change) -> dict[str, Path]:
    added: dict[str, Path] = {}
    for name, target, staged in _each(change):
        path = f"{name}/{target}"
        if path in before or path in added:
            raise ValueError(f"a name is used once only: {path}")
        _check_target(name, target)
        added[path] = staged
    return added


def _each(change: Change) -> Iterable[tuple[str, str, Path]]:
    return ((name, *pair) for name, files in change.added.items() for pair in files)


def _check_target(name: str, target: str) -> None:
    if name not in FOLDERS:
        raise ValueError(f"a snapshot has no folder {name}")
    parts = PurePosixPath(target).parts
    if not parts or parts[0] == "/" or ".." in parts or str(PurePosixPath(target)) != target:
        raise ValueError(f"not a path inside {name}: {target}")
    if name in DATASETS and not _PARTITIONED.fullmatch(target):
        raise ValueError(f"a dataset's file is ingest_date=YYYY-MM-DD/NAME.parquet, not {target}")


def renamed(path: str, mark: str) -> str:
    """Give a rewritten file a new name, so that no name ever changes its content.

    >>> renamed("articles/ingest_date=2026-11-23/part-1~0a0a0a0a.parquet", "12345678")
    'articles/ingest_date=2026-11-23/part-1~12345678.parquet'
    """
    stem = path.removesuffix(".parquet")
    return re.sub(r"~[0-9a-f]{8}$", "", stem) + f"~{mark}.parquet"
