"""Which raw file was taken by which run: what decides whether a file is read again."""

import os
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from ingest.article import RawFile
from ingest.rawfiles import RawFiles

__all__ = ["COLUMNS", "Known", "read_ledger"]

COLUMNS = ["source_path", "size", "mtime_ns", "raw_hash", "reason", "run_id"]
"""What is read of the `files` dataset."""
_TRY_AGAIN = ("vanished", "changed", "io_error")
"""Reasons that lie in the moment, not in the file: the file is taken again by the next run."""
_CLOSED = "no_permission"
"""A reason that lies in the moment if the file can be opened by now."""

Array = npt.NDArray[Any]


class Known:
    """What the ledger says of some files; of each its last row counts.

    Attributes:
        hashes: source path -> raw_hash, of files that may have to be taken again.
    """

    def __init__(self, files: RawFiles) -> None:
        """Begin without having read a row."""
        self._files = files
        self._run = np.full(len(files), -1, np.int32)
        self._as_taken = np.zeros(len(files), np.bool_)
        self._closed = np.zeros(len(files), np.bool_)
        self.hashes: dict[str, str] = {}

    def read(self, rows: pa.Table, runs: Mapping[str, int]) -> None:
        """Read some rows of the ledger.

        Args:
            rows: with the columns `COLUMNS`.
            runs: run_id -> its place in time.
        """
        rank = np.array([runs[run] for run in _values(rows["run_id"])], np.int32)
        order = np.argsort(rank, kind="stable")
        places = np.array(list(_find(self._files.paths, _values(rows["source_path"]))), np.int64)
        order = order[places[order] >= 0]
        order = order[rank[order] >= self._run[places[order]]]
        rows, rank, places = rows.take(pa.array(order)), rank[order], places[order]
        reason = pc.fill_null(rows["reason"].cast(pa.string()), "")
        closed = pc.equal(reason, _CLOSED).to_numpy()
        alike = rows["size"].to_numpy() == self._files.sizes[places]
        alike &= rows["mtime_ns"].to_numpy() == self._files.times[places]
        alike &= ~pc.is_in(reason, pa.array(_TRY_AGAIN)).to_numpy()
        self._run[places], self._as_taken[places] = rank, alike
        self._closed[places] = alike & closed
        doubtful = np.flatnonzero(~alike | closed)
        hashes = rows["raw_hash"].take(pa.array(doubtful))
        for place, digest in zip(places[doubtful].tolist(), _values(hashes), strict=True):
            self.hashes[self._files.paths[place]] = digest

    def choose(self) -> RawFiles:
        """Leave out the files that are as they were when they were last taken."""
        closed = np.flatnonzero(self._closed)
        opened = [_can_be_read(file) for file in self._files.pick(closed)] if closed.size else []
        as_taken = self._as_taken.copy()
        as_taken[closed] = ~np.array(opened, np.bool_)
        return self._files.pick(np.flatnonzero(~as_taken))


def read_ledger(runs: Iterable[str], tables: Iterable[pa.Table], files: RawFiles) -> Known:
    """Look files up in the ledger, of which one table after the other is in memory.

    Args:
        runs: the ids of all runs in it, in any order.
        tables: rows of the `files` dataset, with the columns `COLUMNS`.
        files: to look up.
    """
    known = Known(files)
    places = {run: place for place, run in enumerate(sorted(set(runs)))}
    for table in tables if len(files) else ():
        known.read(table, places)
    return known


def _find(paths: Sequence[str], wanted: Iterable[str]) -> Iterator[int]:
    """Say where paths are among sorted ones; -1 if nowhere.

    Each is first looked for at the next place: both sides are mostly in the same order.
    """
    at = 0
    for path in wanted:
        if at == len(paths) or paths[at] != path:
            at = bisect_left(paths, path)
        found = at < len(paths) and paths[at] == path
        yield at if found else -1
        at += found


def _values(column: pa.ChunkedArray) -> list[Any]:
    """The values of a column without nulls; numpy reads them several times as fast as Arrow."""
    texts = column.cast(pa.string()) if pa.types.is_dictionary(column.type) else column
    return list(texts.to_numpy(zero_copy_only=False).tolist())


def _can_be_read(file: RawFile) -> bool:
    return os.access(file.os_path, os.R_OK)
