"""Near duplicates: candidates by shared keys, verified by sketch, gathered around representatives.

The texts of the batch and the published articles they match are taken together, in the order of
`keep`, so that what is published stands (`first`) or gives way (`latest`, `longest`).
"""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from ingest.dedup.known import KnownKeys
from ingest.dedup.records import Records, read_signatures
from ingest.dedup.rules import MAX_REPRESENTATIVES, MAX_VERIFIED, as_array
from ingest.kernels.clusters import Edges, Groups, Stars, find_stars
from ingest.kernels.pairs import Signatures
from ingest.kernels.postings import sort_keys
from ingest.keys import NO_DATE, Articles

__all__ = ["Clusters", "find_clusters"]

Array = npt.NDArray[Any]


class Clusters(NamedTuple):
    """What became of f fresh texts and the k published articles that some of them match.

    Attributes:
        stars: of the f + k texts; the published ones come after the fresh ones.
        known: the published articles.
        candidates: pairs that shared a key with a published article and were verified.
    """

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
    keys: pa.Table, records: Records, rows: Array, known: KnownKeys, keep: str
) -> Clusters:
    """Cluster the fresh texts with each other and with what is published.

    Args:
        keys: the batch.
        records: the same, read.
        rows: int64 [f]: the record that stands for each fresh text.
        known: the memory of earlier runs.
        keep: which member represents a cluster: first, latest or longest.
    """
    signatures, band_keys = read_signatures(keys, rows)
    worded = np.flatnonzero(signatures.shingles > 0)
    candidates = known.find_candidates(band_keys[worded])
    fresh = worded[candidates.rows]
    measures, accepted = known.verify(signatures, fresh, candidates.handles, as_array())
    matched, which = np.unique(candidates.handles[accepted], return_inverse=True)
    articles = known.read_articles(matched)
    pairs = _Pairs(fresh[accepted], which, measures[accepted], candidates.shared[accepted])
    together = _join(signatures, articles.signatures)
    count = len(rows) + len(matched)
    stars = find_stars(
        _order(records, rows, articles, keep),
        together,
        _groups(band_keys, worded, count),
        _edges(pairs, len(rows), count),
        (as_array(), MAX_VERIFIED, MAX_REPRESENTATIVES),
    )
    return Clusters(stars, articles, len(fresh))


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


def _join(one: Signatures, other: Signatures) -> Signatures:
    return Signatures(
        np.concatenate([one.sketches, other.sketches]),
        np.concatenate([one.shingles, other.shingles]),
        np.concatenate([one.names, other.names]),
        np.concatenate([one.starts, other.starts[1:] + one.starts[-1]]),
        np.concatenate([one.numbers, other.numbers]),
    )


def _groups(band_keys: Array, worded: Array, count: int) -> Groups:
    """List the keys that more than one of the texts has, by text."""
    flat, owners = sort_keys(band_keys[worded], worded)
    begins = np.ones(flat.size, np.bool_)
    begins[1:] = flat[1:] != flat[:-1]
    group = np.cumsum(begins) - 1
    sizes = np.bincount(group) if flat.size else np.zeros(0, np.int64)
    common = sizes[group] > 1
    owners, group = owners[common], group[common]
    numbers, group = np.unique(group, return_inverse=True)
    rooms = np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes[numbers])])
    order = np.argsort(owners, kind="stable")
    return Groups(_starts(owners, count), group[order].astype(np.int64), rooms.astype(np.int64))


def _edges(pairs: _Pairs, fresh: int, count: int) -> Edges:
    """List every pair under both of its texts."""
    sources = np.concatenate([pairs.fresh, pairs.known + fresh])
    targets = np.concatenate([pairs.known + fresh, pairs.fresh])
    order = np.argsort(sources, kind="stable")
    twice = np.concatenate([np.arange(len(pairs.fresh))] * 2)[order]
    return Edges(
        _starts(sources, count), targets[order], pairs.measures[twice], pairs.shared[twice]
    )


def _starts(owners: Array, count: int) -> npt.NDArray[np.int64]:
    """Say where the rows of each owner begin once they are sorted by owner."""
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(np.bincount(owners, minlength=count))])
