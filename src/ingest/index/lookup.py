"""Questions to the index, answered run by run; what a later run says goes first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ingest.index.run import ARTICLE_COLUMNS, Run
from ingest.kernels.lookups import copy_lists, find_ids
from ingest.kernels.pairs import COLUMNS, Signatures, measure
from ingest.kernels.postings import ordinal_bits, probe, sort_keys
from ingest.keys import (
    DUPLICATE,
    PUBLISHED,
    TAKEN_DOWN,
    UNKNOWN,
    Articles,
    Candidates,
    Ids,
    Origin,
    Texts,
    Verified,
    no_articles,
)

__all__ = ["MAX_CANDIDATES", "MAX_POSTINGS", "Index", "rank_candidates"]

Array = npt.NDArray[Any]

MAX_CANDIDATES = 32
"""So many known articles are verified for a new one, those first that share the most keys."""
MAX_POSTINGS = 64
"""A key that more articles of one run hold than this is a phrase they share: it finds none."""

_RUN_SHIFT = 32
_PIECE_ARTICLES = 1 << 19
_SLICE_PAIRS = 1 << 17


@dataclass(frozen=True)
class Index:
    """What was published, and under which keys it is found.

    Attributes:
        folder: where its files lie; None before the first run.
        runs: oldest first.
    """

    folder: Path | None
    runs: tuple[Run, ...]

    @property
    def articles(self) -> int:
        """How many articles are indexed, those removed since included."""
        return sum(run.articles for run in self.runs)

    def find_records(self, hashes: npt.NDArray[np.uint64]) -> npt.NDArray[np.bool_]:
        """Say which records were taken by an earlier run."""
        found = np.zeros(hashes.size, np.bool_)
        order = np.argsort(hashes)
        wanted = hashes[order]
        for run in self.runs:
            records = run["records"]
            if records.size:
                places = np.minimum(np.searchsorted(records, wanted), records.size - 1)
                found[order] |= records[places] == wanted
                _release(run)
        return found

    def find_texts(self, ids: Ids) -> Texts:
        """Say what is known of texts, and which article stands for them now."""
        texts = self._entries_of(ids)
        rest = np.flatnonzero(texts.status == DUPLICATE)
        for _ in range(len(ids) + len(self.runs) + 1):
            if not rest.size:
                break
            upward = self._entries_of(texts.of[rest])
            orphans = rest[(upward.status == UNKNOWN) | (upward.status == TAKEN_DOWN)]
            texts.status[orphans], texts.of[orphans] = UNKNOWN, ids[orphans]
            moved = upward.status == DUPLICATE
            texts.of[rest[moved]] = upward.of[moved]
            rest = rest[moved]
        return texts

    def _entries_of(self, ids: Ids) -> Texts:
        count = len(ids)
        texts = Texts(
            np.zeros(count, np.uint8),
            ids.copy(),
            np.zeros((count, 3), np.float32),
            np.zeros(count, np.int32),
        )
        order = np.lexsort((ids[:, 1], ids[:, 0]))
        open_rows = order
        for run in reversed(self.runs):
            places = _find(run, "duplicates", ids[open_rows])
            hit, at = open_rows[places >= 0], places[places >= 0]
            texts.status[hit] = DUPLICATE
            texts.of[hit] = run["duplicate_of"][at]
            texts.evidence[hit] = run["evidence"][at]
            texts.shared_keys[hit] = run["shared_keys"][at]
            published = _find(run, "articles", ids[open_rows]) >= 0
            texts.status[open_rows[published]] = PUBLISHED
            gone = _find(run, "removed", ids[open_rows]) >= 0
            open_rows = open_rows[~(gone | published | (places >= 0))]
        for run in self.runs:
            barred = _find(run, "taken_down", ids[order]) >= 0
            texts.status[order[barred]] = TAKEN_DOWN
        return texts

    def find_candidates(self, keys: npt.NDArray[np.uint64]) -> Candidates:
        """Find the published articles that share band keys with n texts.

        Args:
            keys: [n, BANDS].
        """
        if not self.articles:
            return rank_candidates(np.empty(0, np.int64), np.empty(0, np.int64))
        return rank_candidates(*self.probe(*sort_keys(keys, np.arange(len(keys)))))

    def probe(self, keys: npt.NDArray[np.uint64], rows: Array) -> tuple[Array, Array]:
        """Look ascending keys up; give who asked (of `rows`) and whom they share a key with."""
        asked = [np.empty(0, np.int64)]
        handles = [np.empty(0, np.int64)]
        for number, run in enumerate(self.runs):
            if not run.articles:
                continue
            for asking, found in _probe_in_pieces(run, keys, rows):
                alive = self._alive(number, found)
                asked.append(asking[alive])
                handles.append(found[alive] | (number << _RUN_SHIFT))
        return np.concatenate(asked), np.concatenate(handles)

    def verify(
        self,
        signatures: Signatures,
        rows: npt.NDArray[np.int64],
        handles: npt.NDArray[np.int64],
        rules: npt.NDArray[np.float64],
    ) -> Verified:
        """Measure pairs of a row of `signatures` and a candidate; memory grows by the slice."""
        order = np.argsort(handles, kind="stable")
        measures = np.empty((rows.size, len(COLUMNS)))
        accepted = np.empty(rows.size, np.bool_)
        for first in range(0, rows.size, _SLICE_PAIRS):
            part = order[first : first + _SLICE_PAIRS]
            known, which = np.unique(handles[part], return_inverse=True)
            stored = self.read_articles(known).signatures
            found = measure(signatures, rows[part], stored, which.astype(np.int64), rules)
            measures[part], accepted[part] = found
        return Verified(measures, accepted)

    def _alive(self, number: int, ordinals: Array) -> npt.NDArray[np.bool_]:
        """Say which articles of a run no later run has removed."""
        alive = np.ones(ordinals.size, np.bool_)
        run = self.runs[number]
        for later in self.runs[number + 1 :]:
            if later["removed_high"].size:
                ids = np.stack([run["articles_high"][ordinals], run["articles_low"][ordinals]], 1)
                alive &= _find(later, "removed", ids) < 0
        return alive

    def read_articles(self, handles: npt.NDArray[np.int64]) -> Articles:
        """Read what is kept of known articles."""
        if not self.runs:
            return no_articles()
        numbers, ordinals = handles >> _RUN_SHIFT, handles & ((1 << _RUN_SHIFT) - 1)
        picks = [(run, np.flatnonzero(numbers == n)) for n, run in enumerate(self.runs)]
        columns = {
            name: _gather(picks, ordinals, name) for name in (*ARTICLE_COLUMNS, "sketch", "names")
        }
        high = _gather(picks, ordinals, "articles_high")
        ids = np.stack([high, _gather(picks, ordinals, "articles_low")], 1)
        starts = np.zeros(handles.size + 1, np.int64)
        for run, rows in picks:
            offsets = run["number_starts"]
            starts[rows + 1] = offsets[ordinals[rows] + 1] - offsets[ordinals[rows]]
        np.cumsum(starts, out=starts)
        values = np.empty(starts[-1], np.uint16)
        for run, rows in picks:
            source = (run["number_starts"], run["numbers"])
            copy_lists(source, ordinals[rows], starts[rows], values)
            _release(run)
        shingles, sketch = columns.pop("shingles"), columns.pop("sketch")
        origin = Origin(*(columns[name] for name in Origin._fields))
        signatures = Signatures(sketch, shingles, columns["names"], starts, values)
        return Articles(ids, signatures, columns["published"], columns["chars"], origin)


def _probe_in_pieces(run: Run, keys: Array, rows: Array) -> Iterator[tuple[Array, Array]]:
    """Probe one range of keys after the other, so that little of a large run is in memory."""
    bits = ordinal_bits(run.articles)
    pieces = 1 + run.articles // _PIECE_ARTICLES
    for part in np.array_split(np.arange(keys.size), pieces):
        yield probe(run.postings, bits, keys[part], rows[part], MAX_POSTINGS)
        _release(run)


def _find(run: Run, family: str, ids: Ids) -> npt.NDArray[np.int64]:
    places: npt.NDArray[np.int64] = find_ids(run[f"{family}_high"], run[f"{family}_low"], ids)
    _release(run)
    return places


def _gather(picks: Sequence[tuple[Run, Array]], ordinals: Array, name: str) -> Array:
    """Collect one column over the runs."""
    first = picks[0][0][name]
    out = np.empty((ordinals.size, *first.shape[1:]), first.dtype)
    for run, rows in picks:
        out[rows] = run[name][ordinals[rows]]
        _release(run)
    return out


def _release(run: Run) -> None:
    """Let go of what was read of a large run: single rows touch most of its pages."""
    if run.articles >= _PIECE_ARTICLES:
        run.container.release()


def rank_candidates(rows: Array, known: Array) -> Candidates:
    """Count the shared keys of every pair of `Index.probe`, and keep the best of each row."""
    order = np.lexsort((known, rows))
    rows, known = rows[order], known[order]
    first = np.flatnonzero(
        np.concatenate([[True], (rows[1:] != rows[:-1]) | (known[1:] != known[:-1])])[: rows.size]
    )
    shared = np.diff(np.append(first, rows.size)).astype(np.int32)
    rows, known = rows[first], known[first]
    order = np.lexsort((known, -shared, rows))
    rows, known, shared = rows[order], known[order], shared[order]
    begins = np.searchsorted(rows, rows)
    kept = np.arange(rows.size) - begins < MAX_CANDIDATES
    return Candidates(rows[kept], known[kept], shared[kept])
