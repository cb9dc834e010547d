"""Which raw file was taken by which run: what decides whether a file is read again."""

import os
from collections.abc import Iterable
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from ingest.article import RawFile

__all__ = ["Taken", "choose_files", "read_ledger"]

_TRY_AGAIN = frozenset({"vanished", "changed", "io_error"})
"""Reasons that lie in the moment, not in the file: the file is taken again by the next run."""


class Taken(NamedTuple):
    """The state of a raw file when it was last taken."""

    size: int
    mtime_ns: int
    raw_hash: str
    reason: str


def read_ledger(files: pa.Table) -> dict[str, Taken]:
    """Find the last version of every raw file.

    Args:
        files: rows of the `files` dataset: source_path, size, mtime_ns, raw_hash, reason, run_id.
    """
    ordered = files.take(pc.sort_indices(files["run_id"].cast(pa.string())))
    reasons = pc.fill_null(ordered["reason"].cast(pa.string()), "")
    columns = [*(ordered[name] for name in ("size", "mtime_ns", "raw_hash")), reasons]
    taken = map(Taken, *map(_values, columns))
    return dict(zip(_values(ordered["source_path"]), taken, strict=True))


def _values(column: pa.ChunkedArray) -> list[Any]:
    """The values of a column without nulls; numpy reads them several times as fast as Arrow."""
    return list(column.to_numpy(zero_copy_only=False).tolist())


def choose_files(
    files: Iterable[RawFile], ledger: dict[str, Taken]
) -> tuple[tuple[RawFile, ...], int]:
    """Leave out the files that are as they were when they were last taken.

    Returns:
        New and changed files, and how many are unchanged.
    """
    chosen = []
    unchanged = 0
    for file in files:
        if _is_as_taken(file, ledger.get(file.source_path)):
            unchanged += 1
        else:
            chosen.append(file)
    return tuple(chosen), unchanged


def _is_as_taken(file: RawFile, taken: Taken | None) -> bool:
    if taken is None or (taken.size, taken.mtime_ns) != (file.size, file.mtime_ns):
        return False
    if taken.reason == "no_permission":
        return not os.access(file.os_path, os.R_OK)
    return taken.reason not in _TRY_AGAIN
