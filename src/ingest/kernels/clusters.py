"""Stars: every text joins the best representative that it matches, or becomes one.

Texts are taken in the order in which they would represent a cluster, so that a representative is
there before its members. Only representatives are compared with: a chain of texts, each like the
next, does not become one cluster, and a text copied ten thousand times costs ten thousand
comparisons.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from numba import njit

from ingest.kernels.pairs import Signatures, accepts, compare

__all__ = ["Edges", "Groups", "Stars", "find_stars"]


class Groups(NamedTuple):
    """Which texts share band keys.

    Attributes:
        starts: int64 [texts + 1]; the groups of text i are groups[starts[i]:starts[i + 1]].
        groups: int64, numbers of groups.
        rooms: int64 [groups + 1]: room for the members of each group.
    """

    starts: npt.NDArray[np.int64]
    groups: npt.NDArray[np.int64]
    rooms: npt.NDArray[np.int64]


class Edges(NamedTuple):
    """Verified pairs known beforehand, listed under both of their texts.

    Attributes:
        starts: int64 [texts + 1]; the edges of text i are at starts[i]:starts[i + 1].
        texts: int64, the other text.
        measures: float64 [edges, 6], as `kernels.pairs.compare` gives them.
        shared: int32, band keys in common.
    """

    starts: npt.NDArray[np.int64]
    texts: npt.NDArray[np.int64]
    measures: npt.NDArray[np.float64]
    shared: npt.NDArray[np.int32]


class Stars(NamedTuple):
    """What became of n texts.

    Attributes:
        root: int64 [n], the representative; a representative's is itself.
        measures: float64 [n, 6], the likeness to it.
        shared: int32 [n], band keys in common with it.
        verified: pairs that were compared.
    """

    root: npt.NDArray[np.int64]
    measures: npt.NDArray[np.float64]
    shared: npt.NDArray[np.int32]
    verified: int


@njit(cache=True, nogil=True)
def find_stars(
    order: npt.NDArray[np.int64],
    signatures: Signatures,
    groups: Groups,
    edges: Edges,
    limits: tuple[npt.NDArray[np.float64], int, int],
) -> Stars:
    """Cluster texts.

    Args:
        order: the texts, the one that would represent all others first.
        signatures: of all texts.
        groups: who shares band keys.
        edges: pairs that are verified already.
        limits: the rules of `accepts`; how many candidates are verified for a text; a key that
            more representatives hold than this is passed over.
    """
    rules, most, cap = limits
    count = order.size
    root = np.arange(count)
    measures = np.ones((count, 6))
    shared = np.zeros(count, np.int32)
    members = np.empty(groups.rooms[-1], np.int64)
    filled = np.zeros(groups.rooms.size, np.int64)
    votes = np.zeros(count, np.int32)
    touched = np.empty(count, np.int64)
    is_root = np.zeros(count, np.bool_)
    verified = 0
    for text in order:
        best = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
        for at in range(edges.starts[text], edges.starts[text + 1]):
            known = edges.measures[at]
            if is_root[edges.texts[at]] and known[0] > best[0]:
                best = (known[0], known[1], known[2], known[3], known[4], known[5])
                root[text], shared[text] = edges.texts[at], edges.shared[at]
        seen = _count_votes(text, groups, (members, filled, votes, touched), cap)
        left = most
        for wanted in range(_most_votes(votes, touched, seen), 0, -1):
            for k in range(seen):
                other = touched[k]
                if votes[other] != wanted or left == 0:
                    continue
                left -= 1
                verified += 1
                found = compare(signatures, text, signatures, other)
                shorter = min(signatures.shingles[text], signatures.shingles[other])
                if found[0] > best[0] and accepts(rules, shorter, found):
                    best = found
                    root[text], shared[text] = other, wanted
        for k in range(seen):
            votes[touched[k]] = 0
        if root[text] != text:
            measures[text] = best
            continue
        is_root[text] = True
        for at in range(groups.starts[text], groups.starts[text + 1]):
            group = groups.groups[at]
            members[groups.rooms[group] + filled[group]] = text
            filled[group] += 1
    return Stars(root, measures, shared, verified)


@njit(cache=True, nogil=True)
def _count_votes(
    text: int,
    groups: Groups,
    state: tuple[
        npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.int32], npt.NDArray[np.int64]
    ],
    cap: int,
) -> int:
    """Count the keys that a text shares with each representative so far."""
    members, filled, votes, touched = state
    seen = 0
    for at in range(groups.starts[text], groups.starts[text + 1]):
        group = groups.groups[at]
        first = groups.rooms[group]
        for place in range(first, first + (filled[group] if filled[group] <= cap else 0)):
            other = members[place]
            if votes[other] == 0:
                touched[seen] = other
                seen += 1
            votes[other] += 1
    return seen


@njit(cache=True, nogil=True)
def _most_votes(votes: npt.NDArray[np.int32], touched: npt.NDArray[np.int64], seen: int) -> int:
    most = 0
    for k in range(seen):
        most = max(most, votes[touched[k]])
    return most
