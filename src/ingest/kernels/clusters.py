"""Stars: every text joins the best representative that it matches, or becomes one.

Texts are taken in the order in which they would represent a cluster, so that a representative is
there before its members. Only representatives are compared with: a chain of texts, each like the
next, does not become one cluster, and a text copied ten thousand times costs ten thousand
comparisons.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ingest.kernels.compiled import kernel
from ingest.kernels.pairs import COLUMNS, Signatures, accepts, compare

__all__ = ["Edges", "Groups", "Stars", "find_stars"]


class Groups(NamedTuple):
    """Which texts share band keys.

    Attributes:
        starts: int64 [texts + 1]; the groups of text i are groups[starts[i]:starts[i + 1]].
        groups: int32, numbers of groups.
        rooms: int64 [groups + 1]: room for the members of each group.
    """

    starts: npt.NDArray[np.int64]
    groups: npt.NDArray[np.int32]
    rooms: npt.NDArray[np.int64]

    def only(self, texts: npt.NDArray[np.int64], others: int) -> "Groups":
        """Keep some of the texts, all that have groups among them, and add others without any."""
        ends = np.full(others + 1, self.starts[-1])
        return self._replace(starts=np.concatenate([self.starts[texts], ends]))


class Edges(NamedTuple):
    """Verified pairs known beforehand, listed under both of their texts.

    Attributes:
        starts: int64 [texts + 1]; the edges of text i are at starts[i]:starts[i + 1].
        texts: int64, the other text.
        measures: float64 [edges, 7], as `kernels.pairs.compare` gives them.
        shared: int32, band keys in common.
    """

    starts: npt.NDArray[np.int64]
    texts: npt.NDArray[np.int64]
    measures: npt.NDArray[np.float64]
    shared: npt.NDArray[np.int32]


_Found = tuple[npt.NDArray[np.int64], npt.NDArray[np.float64], npt.NDArray[np.int32]]
"""Root, measures and shared keys of every text so far."""


class Stars(NamedTuple):
    """What became of n texts.

    Attributes:
        root: int64 [n], the representative; a representative's is itself.
        measures: float64 [n, 7], the likeness to it.
        shared: int32 [n], band keys in common with it.
        verified: pairs that were compared.
    """

    root: npt.NDArray[np.int64]
    measures: npt.NDArray[np.float64]
    shared: npt.NDArray[np.int32]
    verified: int


class _State(NamedTuple):
    """What is known while texts are taken one by one.

    Attributes:
        is_root: whether a text became a representative.
        members: the representatives of each group, in its room.
        filled: how many there are.
        votes: keys that the text at hand shares with each representative.
        touched: the representatives that have votes.
    """

    is_root: npt.NDArray[np.bool_]
    members: npt.NDArray[np.int32]
    filled: npt.NDArray[np.int32]
    votes: npt.NDArray[np.int32]
    touched: npt.NDArray[np.int64]


@kernel
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
    count = order.size
    stars = (np.arange(count), np.ones((count, len(COLUMNS))), np.zeros(count, np.int32))
    state = _State(
        np.zeros(count, np.bool_),
        np.empty(groups.rooms[-1], np.int32),
        np.zeros(groups.rooms.size, np.int32),
        np.zeros(count, np.int32),
        np.empty(count, np.int64),
    )
    verified = 0
    for text in order:
        _join_known(text, edges, state, stars)
        seen = _count_votes(text, groups, state, limits[2])
        verified += _join_batch(text, seen, signatures, (state, stars), limits)
        for k in range(seen):
            state.votes[state.touched[k]] = 0
        if stars[0][text] == text:
            _post(text, groups, state)
    return Stars(stars[0], stars[1], stars[2], verified)


@kernel
def _join_known(text: int, edges: Edges, state: _State, stars: _Found) -> None:
    """Join the most alike of the representatives that the text is known to match."""
    root, measures, shared = stars
    best = 0.0
    for at in range(edges.starts[text], edges.starts[text + 1]):
        if state.is_root[edges.texts[at]] and edges.measures[at, 0] > best:
            best = edges.measures[at, 0]
            root[text], shared[text] = edges.texts[at], edges.shared[at]
            measures[text] = edges.measures[at]


@kernel
def _join_batch(
    text: int,
    seen: int,
    signatures: Signatures,
    found: tuple[_State, _Found],
    limits: tuple[npt.NDArray[np.float64], int, int],
) -> int:
    """Join the most alike of the candidates, if that is more alike; count the comparisons."""
    state, (root, measures, shared) = found
    rules, most, _ = limits
    best = measures[text, 0] if root[text] != text else 0.0
    compared = 0
    for wanted in range(_most_votes(state, seen), 0, -1):
        for k in range(seen):
            other = state.touched[k]
            if state.votes[other] != wanted or compared == most:
                continue
            compared += 1
            measured = compare(signatures, text, signatures, other)
            shorter = min(signatures.shingles[text], signatures.shingles[other])
            if measured[0] > best and accepts(rules, shorter, measured):
                best = measured[0]
                root[text], shared[text] = other, wanted
                measures[text] = measured
    return compared


@kernel
def _post(text: int, groups: Groups, state: _State) -> None:
    """Let a new representative be found by its keys."""
    state.is_root[text] = True
    for at in range(groups.starts[text], groups.starts[text + 1]):
        group = groups.groups[at]
        state.members[groups.rooms[group] + state.filled[group]] = text
        state.filled[group] += 1


@kernel
def _count_votes(text: int, groups: Groups, state: _State, cap: int) -> int:
    """Count the keys that a text shares with each representative so far."""
    seen = 0
    for at in range(groups.starts[text], groups.starts[text + 1]):
        group = groups.groups[at]
        first = groups.rooms[group]
        last = first + (state.filled[group] if state.filled[group] <= cap else 0)
        for place in range(first, last):
            other = state.members[place]
            if state.votes[other] == 0:
                state.touched[seen] = other
                seen += 1
            state.votes[other] += 1
    return seen


@kernel
def _most_votes(state: _State, seen: int) -> int:
    most = 0
    for k in range(seen):
        most = max(most, state.votes[state.touched[k]])
    return most
