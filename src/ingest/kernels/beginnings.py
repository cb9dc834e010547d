"""Which rules may match a paragraph, and which paragraphs are plain sentences.

The beginnings of rules are kept as hashes of their characters (FNV-1a, 64 bits; Fowler, Noll and
Vo). Two that share a hash cost a try in vain, nothing else. What the other rules need is found by
an automaton of literals. A paragraph is read as the rules see it: without decoration, in small
letters, each run of white space as one space and each number as 0.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from numba import njit

from ingest.kernels.literals import Literals
from ingest.kernels.plainprint import find_bare, is_ended, look_at_print
from ingest.kernels.printedlines import START
from ingest.kernels.smallletters import SPACE, ZERO, small_letters

__all__ = ["NOTES", "PLAIN", "UNKNOWN", "Beginnings", "Dated", "beginnings_of", "judge"]

Array = npt.NDArray[Any]

NOTES, PLAIN, UNKNOWN = 1, 2, 4
"""A rule for notes may begin so; there is no mark-up in it, and it ends a sentence or is longer
than a prompt can be; it was not found out which rules may match it."""

_MARKS = tuple(map(ord, "![-=*_~{<&`"))
"""With these begins mark-up, or the fence around code."""
_FNV_START, _FNV_PRIME = np.uint64(0xCBF29CE484222325), np.uint64(0x100000001B3)
_MIX = np.uint64(0x9E3779B97F4A7C15)
_FEWEST = 10
_NO_KIND = 0xFFFF
_MOST = 4_096
"""Rules found in one text, at most; of paragraphs behind them nothing is said."""
_EDGE = 5
"""Paragraphs at either end, which are looked at more often than not."""


class Dated(NamedTuple):
    """A rule for lines that hold a digit, and have so many characters at most."""

    rule: int
    longest: int


class Beginnings(NamedTuple):
    """The beginnings of rules, and what others hold.

    Attributes:
        hashes: uint64 [2**k], of the beginnings and of what they begin with themselves, where
            `_slot` says or behind it; 0 is empty.
        own: int32 [2**k, 2], where in `rules` those of a beginning are.
        notes: bool [2**k], whether rules for notes are among them.
        rules: int32, numbers of rules.
        small: uint32 [1,114,112], the small letter of each; 0 where it depends on its neighbours.
        longest: characters of the longest beginning.
        kinds: uint16 [1,114,112], the class of each code point's small letter for `steps`;
            `_NO_KIND` where there is none.
        steps, first: of `Literals`.
        held: int32 [states from `first` on, 2], where in `rules` those are that a state is for.
        date: the rule for date lines.
    """

    hashes: Array
    own: Array
    notes: Array
    rules: Array
    small: Array
    longest: int
    kinds: Array
    steps: Array
    first: int
    held: Array
    date: Dated


@njit(cache=True, nogil=True)
def _slot(value: Any, slots: int) -> int:
    """Where a hash is looked for first: the high bits of its product (Knuth, TAOCP 3, 6.4)."""
    return int((value * _MIX) >> np.uint64(40)) & (slots - 1)


@njit(cache=True, nogil=True)
def _place(hashes: Array, value: Any) -> int:
    """The slot that holds a hash, or the empty one that it may take."""
    at = _slot(value, hashes.size)
    while hashes[at] != 0 and hashes[at] != value:
        at = (at + 1) & (hashes.size - 1)
    return at


@njit(cache=True, nogil=True)
def _fill(points: Array, starts: Array, hashes: Array) -> Array:
    """Put the hashes of texts in their slots; int64 [n], the slots."""
    slots = np.empty(starts.size - 1, np.int64)
    for row in range(starts.size - 1):
        value = _FNV_START
        for at in range(starts[row], starts[row + 1]):
            value = (value ^ np.uint64(points[at])) * _FNV_PRIME
        slots[row] = _place(hashes, value)
        hashes[slots[row]] = value
    return slots


def beginnings_of(
    starts: Mapping[str, Sequence[int]],
    notes: frozenset[int],
    needed: tuple[Literals, Sequence[int]],
    date: Dated,
) -> Beginnings:
    """Lay out what rules begin with or need, for `judge`.

    Args:
        starts: numbers of rules by what they begin with.
        notes: the rules for notes.
        needed: the literals of which a text must hold one, a group for each of the rules that may
            begin with anything; the numbers of these.
        date: the rule for date lines.
    """
    literals, others = needed
    whole = {text[:length] for text in starts for length in range(1, len(text) + 1)}
    texts = sorted(whole)
    hashes = np.zeros(1 << max(_FEWEST, (2 * len(texts)).bit_length()), np.uint64)
    points = np.frombuffer("".join(texts).encode("utf-32-le"), np.uint32)
    slots = _fill(points, np.cumsum([0, *map(len, texts)]), hashes)
    held = [[others[group] for group in groups] for groups in literals.groups]
    lists = [*(starts.get(text, ()) for text in texts), *held]
    spans = _spans(lists)
    own = np.zeros((hashes.size, 2), np.int32)
    own[slots] = spans[: len(texts)]
    for_notes = np.zeros(hashes.size, np.bool_)
    for_notes[slots] = [not notes.isdisjoint(starts.get(text, ())) for text in texts]
    rules = np.array([number for one in lists for number in one], np.int32)
    longest = max(map(len, texts), default=0)
    small = small_letters()
    kinds = literals.classes[small]
    kinds[small == 0] = _NO_KIND
    automaton = (kinds, literals.steps, literals.first, spans[len(texts) :])
    return Beginnings(hashes, own, for_notes, rules, small, longest, *automaton, date)


def _spans(lists: Sequence[Sequence[int]]) -> Array:
    """Where each of several lists is when they are laid behind each other: int32 [n, 2]."""
    ends = np.cumsum([0, *map(len, lists)], dtype=np.int32)
    return np.stack([ends[:-1], ends[1:]], axis=1)


@njit(cache=True, nogil=True)
def _add(found: Array, count: int, rules: Array, start: int, end: int) -> int:
    """Append some of the rules to those found; how many there are then, if there were room."""
    for at in range(start, end):
        if count < found.size:
            found[count] = rules[at]
        count += 1
    return count


@njit(cache=True, nogil=True)
def _begin(
    points: Array, span: tuple[int, int], known: Beginnings, found: Array, count: int
) -> tuple[int, int]:
    """Add the rules that begin with the characters from a place on; also `NOTES`, `UNKNOWN`."""
    start, end = span
    value, length, traits, before = _FNV_START, 0, 0, np.uint32(0)
    while start < end and length < known.longest:
        letter = known.small[points[start]]
        if letter == 0:
            return count, UNKNOWN | NOTES
        start += 1
        if letter == before and letter in (SPACE, ZERO):
            continue
        before = letter
        value = (value ^ np.uint64(letter)) * _FNV_PRIME
        place = _place(known.hashes, value)
        if known.hashes[place] == 0:
            break
        traits |= NOTES if known.notes[place] else 0
        count = _add(found, count, known.rules, known.own[place, 0], known.own[place, 1])
        length += 1
    return count, traits


@njit(cache=True, nogil=True)
def _hold(
    points: Array, span: tuple[int, int], known: Beginnings, found: Array, count: int
) -> tuple[int, int]:
    """Add the rules of which a span holds what they need; perhaps it is `UNKNOWN`."""
    kinds, steps, first, held = known.kinds, known.steps, known.first, known.held
    (start, end), space, zero = span, kinds[SPACE], kinds[ZERO]
    state, before, dated = 0, 0, end - start > known.date.longest
    for at in range(start, end):
        kind = kinds[points[at]]
        if kind == before and kind in (space, zero):
            continue
        if kind == _NO_KIND:
            return count, UNKNOWN
        before = kind
        if kind == zero and not dated:
            found[min(count, found.size - 1)] = known.date.rule
            count, dated = count + 1, True
        state = steps[state, kind]
        if state >= first:
            own = held[state - first]
            count = _add(found, count, known.rules, own[0], own[1])
    return count, 0


@njit(cache=True, nogil=True)
def judge(
    points: Array, spans: Array, bits: Array, known: Beginnings, longest: int
) -> tuple[Array, Array, Array]:
    """Say of each paragraph which rules may match it, and whether it is plain.

    Args:
        points: code points of the text.
        spans: of the paragraphs, as `find_spans` gives them.
        bits: of the code points, as `glyphs` gives them.
        known: what the rules begin with, and what they need.
        longest: characters of the longest prompt.

    Returns:
        uint8 [n], of `NOTES`, `PLAIN` and `UNKNOWN`; int32 [m], numbers of rules, some more than
        once; int64 [n], where those of each paragraph end. No rule that fits is left out, but of
        paragraphs that are `UNKNOWN`, of which nothing is said: most of the plain ones in the
        middle of an article, since nobody asks.
    """
    traits = np.zeros(len(spans), np.uint8)
    ends = np.zeros(len(spans), np.int64)
    found, count = np.empty(_MOST, np.int32), 0
    for row in range(len(spans)):
        span = find_bare(points, spans[row], bits)
        plain, link = look_at_print(points, spans[row], bits)
        before = count
        own = UNKNOWN | NOTES if link else NOTES
        if not link and span[0] < span[1]:
            count, own = _begin(points, span, known, found, count)
            if plain and points[spans[row, START]] not in _MARKS:
                whole = span[1] - span[0] > longest or is_ended(points, spans[row], bits)
                own |= PLAIN if whole else 0
            if own & PLAIN and _EDGE <= row < len(spans) - _EDGE:
                own |= UNKNOWN
            else:
                count, more = _hold(points, span, known, found, count)
                own |= more
        if own & UNKNOWN or count > _MOST:
            own, count = own | UNKNOWN, before
        traits[row], ends[row] = own, count
    return traits, found[:count], ends
