"""How alike two fingerprints are, and whether that is alike enough.

A sketch is a set seen through a sieve: S occupied of N cells stand for -N ln(1 - S/N) members
(linear counting). The members of the union are read off the united cells, so the intersection is
what the two have beyond it. Sketches of different scale are compared where they overlap, on the
coarser one's cells.
"""

import math
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ingest.kernels.compiled import kernel
from ingest.kernels.facts import MAX_NUMBERS, NAME_CELLS, NAME_WORDS
from ingest.kernels.minhash import CELLS, WORDS, scale_of

__all__ = ["COLUMNS", "Signatures", "accepts", "compare", "measure", "take_signatures"]

COLUMNS = ("jaccard", "containment", "numbers", "numbers_jaccard", "facts", "length", "known")
"""What `compare` measures, in this order."""


_MANY_NAMES = 10
"""Of so many names, not all need be read alike."""

Measures = tuple[float, float, float, float, float, float, float]


class Signatures(NamedTuple):
    """What of n articles is needed to verify pairs.

    Attributes:
        sketches: uint64 [n, WORDS].
        shingles: int32 [n], distinct 5-token shingles.
        names: uint64 [n, NAME_WORDS].
        starts: int64 [n + 1]; the numbers of row i are numbers[starts[i]:starts[i + 1]].
        numbers: uint16, ascending within a row.
    """

    sketches: npt.NDArray[np.uint64]
    shingles: npt.NDArray[np.int32]
    names: npt.NDArray[np.uint64]
    starts: npt.NDArray[np.int64]
    numbers: npt.NDArray[np.uint16]


def take_signatures(signatures: Signatures, rows: npt.NDArray[np.int64]) -> Signatures:
    """Pick the signatures of some articles."""
    lengths = np.diff(signatures.starts)[rows]
    starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths)])
    within = np.arange(starts[-1]) - np.repeat(starts[:-1], lengths)
    return Signatures(
        signatures.sketches[rows],
        signatures.shingles[rows],
        signatures.names[rows],
        starts,
        signatures.numbers[np.repeat(signatures.starts[rows], lengths) + within],
    )


@kernel
def _ones(word: np.uint64) -> int:
    """Count the bits that are set (Warren, Hacker's Delight, figure 5-2)."""
    word -= (word >> np.uint64(1)) & np.uint64(0x5555555555555555)
    pairs = np.uint64(0x3333333333333333)
    word = (word & pairs) + ((word >> np.uint64(2)) & pairs)
    word = (word + (word >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return int((word * np.uint64(0x0101010101010101)) >> np.uint64(56))


@kernel
def _members(occupied: int, cells: int) -> float:
    """Estimate how many members occupy `occupied` of `cells`."""
    return -cells * math.log(max(cells - occupied, 0.5) / cells)


@kernel
def _coarsen(sketch: npt.NDArray[np.uint64], steps: int) -> npt.NDArray[np.uint64]:
    """Unite each 2**steps neighbouring cells."""
    coarse = np.zeros(WORDS, np.uint64)
    for cell in range(CELLS):
        if (sketch[cell >> 6] >> np.uint64(cell & 63)) & np.uint64(1):
            place = cell >> steps
            coarse[place >> 6] |= np.uint64(1) << np.uint64(place & 63)
    return coarse


@kernel
def _overlap(
    short: npt.NDArray[np.uint64], long: npt.NDArray[np.uint64], steps: int
) -> tuple[float, float]:
    """Estimate Jaccard and containment of the shorter; `steps` is how much finer the longer is."""
    cells = CELLS >> steps
    finer = _coarsen(long, steps) if steps else long
    in_short = in_long = in_both = 0
    for word in range((cells + 63) >> 6):
        mask = np.uint64(0xFFFFFFFFFFFFFFFF)
        if cells - 64 * word < 64:
            mask = (np.uint64(1) << np.uint64(cells - 64 * word)) - np.uint64(1)
        left, right = short[word] & mask, finer[word] & mask
        in_short += _ones(left)
        in_long += _ones(right)
        in_both += _ones(left | right)
    union = _members(in_both, cells)
    first = _members(in_short, cells)
    shared = max(first + _members(in_long, cells) - union, 0.0)
    if union == 0.0 or first == 0.0:
        return 0.0, 0.0
    return min(shared / union, 1.0), min(shared / first, 1.0)


@kernel
def _in_common(left: npt.NDArray[np.uint16], right: npt.NDArray[np.uint16]) -> tuple[int, int, int]:
    """Count the numbers of each side and in common, up to where both lists are complete."""
    limit = 0xFFFF
    if left.size == MAX_NUMBERS:
        limit = min(limit, int(left[-1]))
    if right.size == MAX_NUMBERS:
        limit = min(limit, int(right[-1]))
    i = j = common = 0
    while i < left.size and j < right.size and left[i] <= limit and right[j] <= limit:
        if left[i] == right[j]:
            common += 1
            i += 1
            j += 1
        elif left[i] < right[j]:
            i += 1
        else:
            j += 1
    while i < left.size and left[i] <= limit:
        i += 1
    while j < right.size and right[j] <= limit:
        j += 1
    return i, j, common


@kernel
def _names_held(short: npt.NDArray[np.uint64], long: npt.NDArray[np.uint64]) -> tuple[float, float]:
    """Estimate how many names the shorter text has, and how many of them the longer holds.

    Of many names, those of the text with fewer: where stops were lost, or letters misread, other
    words look like names too. Of few each may be what tells two reports apart.
    None, if one has no names at all: it may be printed in capitals, or in a script without them.
    """
    in_short = in_long = in_both = 0
    for word in range(NAME_WORDS):
        in_short += _ones(short[word])
        in_long += _ones(long[word])
        in_both += _ones(short[word] | long[word])
    if in_short == 0 or in_long == 0:
        return 0.0, 0.0
    first, second = _members(in_short, NAME_CELLS), _members(in_long, NAME_CELLS)
    shared = first + second - _members(in_both, NAME_CELLS)
    first = min(first, max(second, float(_MANY_NAMES)))
    return first, min(max(shared, 0.0), first)


@kernel
def _exceeds(one: Signatures, left: int, other: Signatures, right: int) -> bool:
    """Tell whether row `left` of one is longer than row `right` of other, or as long with less."""
    if one.shingles[left] != other.shingles[right]:
        return bool(one.shingles[left] > other.shingles[right])
    first = one.starts[left + 1] - one.starts[left]
    second = other.starts[right + 1] - other.starts[right]
    for word in range(NAME_WORDS):
        first += _ones(one.names[left, word])
        second += _ones(other.names[right, word])
    return bool(first < second)


@kernel
def compare(one: Signatures, left: int, other: Signatures, right: int) -> Measures:
    """Compare row `left` of one with row `right` of other.

    Returns:
        Jaccard and containment (share of the shorter) of the 5-token shingles; share of the
        shorter's numbers that the longer holds, and Jaccard of the numbers (1 if there are none);
        share of the shorter's numbers and names that the longer holds, as if there were two
        more and they were held; length of the shorter by the longer. Of two of one length the one
        with more numbers and names counts as the shorter: which is asked about first is the same.
    """
    if _exceeds(one, left, other, right):
        one, left, other, right = other, right, one, left
    if one.shingles[left] == 0:
        return 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
    steps = scale_of(other.shingles[right]) - scale_of(one.shingles[left])
    jaccard, containment = _overlap(one.sketches[left], other.sketches[right], min(steps, 7))
    in_short, in_long, common = _in_common(
        one.numbers[one.starts[left] : one.starts[left + 1]],
        other.numbers[other.starts[right] : other.starts[right + 1]],
    )
    contained = common / in_short if in_short else 1.0
    union = in_short + in_long - common
    alike = common / union if union else 1.0
    names, held = _names_held(one.names[left], other.names[right])
    facts = (common + held + 2.0) / (in_short + names + 2.0)
    length = one.shingles[left] / other.shingles[right]
    return jaccard, containment, contained, alike, facts, length, in_short + names


@kernel
def accepts(
    rules: npt.NDArray[np.float64],
    shingles: int,
    measured: Measures,
) -> bool:
    """Say whether one of the rules holds.

    Args:
        rules: rows of: from so many shingles, to below so many, and the least value of each
            measure of `COLUMNS`.
        shingles: of the shorter article.
        measured: what `compare` found.
    """
    for rule in rules:
        holds = rule[0] <= shingles < rule[1]
        for place in range(len(measured)):
            holds = holds and measured[place] >= rule[2 + place]
        if holds:
            return True
    return False


@kernel
def measure(
    one: Signatures,
    left: npt.NDArray[np.int64],
    other: Signatures,
    right: npt.NDArray[np.int64],
    rules: npt.NDArray[np.float64],
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.bool_]]:
    """Measure every pair (left[i], right[i]); return float64 [n, 7] and whether a rule accepts."""
    measures = np.empty((left.size, len(COLUMNS)))
    accepted = np.empty(left.size, np.bool_)
    for i in range(left.size):
        found = compare(one, left[i], other, right[i])
        measures[i] = found
        shorter = min(one.shingles[left[i]], other.shingles[right[i]])
        accepted[i] = accepts(rules, shorter, found)
    return measures, accepted
