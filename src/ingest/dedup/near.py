"""Near duplicates: candidates by shared keys, verified by sketch, gathered around representatives.

The texts of the batch and the published articles they match are taken together, in the order of
`keep`, so that what is published stands (`first`) or gives way (`latest`, `longest`). Most texts
share no key with any other and match nothing; they stand alone, and nothing of them is held.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from ingest.dedup.known import KnownKeys
from ingest.dedup.prints import (
    Gathered,
    Prints,
    find_groups,
    read_keys,
    read_prints,
    starts_of,
)
from ingest.dedup.records import Records
from ingest.dedup.rules import MAX_REPRESENTATIVES, MAX_VERIFIED, as_array
from ingest.kernels.clusters import Edges, Stars, find_stars
from ingest.kernels.pairs import COLUMNS, Signatures
from ingest.keys import NO_DATE, Articles
from ingest.memory import give_back

__all__ = ["Clusters", "find_clusters"]

Array = npt.NDArray[Any]

_TEXTS_AT_ONCE = 1 << 16
"""About so many texts are looked up among the published ones at once."""


class Clusters(NamedTuple):
    """What became of those of f fresh texts that are close to any, and the k published ones.

    Attributes:
        texts: int64 [c + k], the number of each: below f for the c fresh ones, ascending, then the
            published ones from f on. All other fresh texts stand alone.
        stars: of these c + k texts.
        known: the published articles that some of them match.
        candidates: pairs that shared a key with a published article and were verified.
    """

    texts: npt.NDArray[np.int64]
    stars: Stars
    known: Articles
    candidates: int


class _Pairs(NamedTuple):
    """Verified pairs of a fresh text and a published article."""

    fresh: Array
    known: Array
    measures: Array
    shared: Array


def find_clusters(
    tables: Iterable[pa.Table], records: Records, rows: Array, known: KnownKeys, keep: str
) -> Clusters:
    """Cluster the fresh texts with each other and with what is published.

    Args:
        tables: the batch; they are read several times.
        records: the same, read.
        rows: int64 [f]: the record that stands for each fresh text.
        known: the memory of earlier runs.
        keep: which member represents a cluster: first, latest or longest.
    """
    text_of = _number(records, rows)
    pairs, compared = _match(_in_parts(read_prints(tables, text_of)), known)
    give_back()
    groups = find_groups(lambda: read_keys(tables, text_of), len(rows))
    close = np.union1d(np.flatnonzero(np.diff(groups.starts)), pairs.fresh)
    matched, which = np.unique(pairs.known, return_inverse=True)
    articles = known.read_articles(matched)
    pairs = pairs._replace(fresh=np.searchsorted(close, pairs.fresh), known=which)
    gathered = Gathered(len(close))
    for prints in read_prints(tables, _number(records, rows[close])):
        gathered.add(prints)
    together = gathered.finish()
    if len(matched):
        together = _join([together, articles.signatures])
    stars = find_stars(
        _order(records, rows[close], articles, keep),
        together,
        groups.only(close, len(matched)),
        _edges(pairs, len(close), len(close) + len(matched)),
        (as_array(), MAX_VERIFIED, MAX_REPRESENTATIVES),
    )
    texts = np.concatenate([close, len(rows) + np.arange(len(matched))])
    return Clusters(texts, stars, articles, compared)


def _number(records: Records, rows: Array) -> npt.NDArray[np.int32]:
    """Number these records from 0; -1 for all others."""
    numbers = np.full(len(records.ids), -1, np.int32)
    numbers[rows] = np.arange(len(rows))
    return numbers


def _in_parts(prints: Iterable[Prints]) -> Iterator[Prints]:
    """Put the fingerprints of some tables together."""
    waiting: list[Prints] = []
    for part in prints:
        waiting.append(part)
        if sum(len(each.texts) for each in waiting) >= _TEXTS_AT_ONCE:
            yield _together(waiting)
            waiting = []
    if waiting:
        yield _together(waiting)


def _together(parts: list[Prints]) -> Prints:
    return Prints(
        np.concatenate([part.texts for part in parts]),
        _join([part.signatures for part in parts]),
        np.concatenate([part.band_keys for part in parts]),
    )


def _match(parts: Iterable[Prints], known: KnownKeys) -> tuple[_Pairs, int]:
    """Find the published articles that texts are near to, by text; and say how many were compared.

    `known` of the pairs are handles.
    """
    nothing = np.zeros(0, np.int64)
    found = [_Pairs(nothing, nothing, np.zeros((0, len(COLUMNS))), np.zeros(0, np.int32))]
    compared = 0
    for texts, signatures, band_keys in parts:
        worded = np.flatnonzero(signatures.shingles > 0)
        candidates = known.find_candidates(band_keys[worded])
        rows = worded[candidates.rows]
        measures, accepted = known.verify(signatures, rows, candidates.handles, as_array())
        compared += len(rows)
        pairs = (texts[rows], candidates.handles, measures, candidates.shared)
        found.append(_Pairs(*(column[accepted] for column in pairs)))
    pairs = _Pairs(*map(np.concatenate, zip(*found, strict=True)))
    order = np.argsort(pairs.fresh, kind="stable")
    return _Pairs(*(column[order] for column in pairs)), compared


def _order(records: Records, rows: Array, known: Articles, keep: str) -> npt.NDArray[np.int64]:
    """Sort the texts, the one that would represent all others first.

    Undated texts are neither first nor latest. Ties go to the longer text, then to the published
    one, then to the smaller id: to nothing that depends on how the batch arrived.
    """
    published = np.concatenate([records.published[rows], known.published])
    chars = np.concatenate([records.chars[rows], known.chars]).astype(np.int64)
    ids = np.concatenate([records.ids[rows], known.ids])
    fresh = np.arange(len(published)) < len(rows)
    latest = np.where(published == NO_DATE, NO_DATE, -published)
    by_keep: dict[str, tuple[Array, ...]] = {
        "first": (-chars, published, fresh),
        "latest": (fresh, -chars, latest),
        "longest": (fresh, published, -chars),
    }
    return np.lexsort((ids[:, 1], ids[:, 0], *by_keep[keep])).astype(np.int64)


def _join(parts: Sequence[Signatures]) -> Signatures:
    ends = np.cumsum([0, *(part.starts[-1] for part in parts)])
    starts = [part.starts[1:] + end for part, end in zip(parts, ends[:-1], strict=True)]
    return Signatures(
        np.concatenate([part.sketches for part in parts]),
        np.concatenate([part.shingles for part in parts]),
        np.concatenate([part.names for part in parts]),
        np.concatenate([np.zeros(1, np.int64), *starts]),
        np.concatenate([part.numbers for part in parts]),
    )


def _edges(pairs: _Pairs, fresh: int, count: int) -> Edges:
    """List every pair under both of its texts."""
    sources = np.concatenate([pairs.fresh, pairs.known + fresh])
    targets = np.concatenate([pairs.known + fresh, pairs.fresh])
    order = np.argsort(sources, kind="stable")
    twice = np.concatenate([np.arange(len(pairs.fresh))] * 2)[order]
    return Edges(
        starts_of(sources, count), targets[order], pairs.measures[twice], pairs.shared[twice]
    )
