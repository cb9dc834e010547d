"""Which rules may match a paragraph, and which paragraphs are plain sentences.

A paragraph is read as the rules see it: without decoration, in small
letters, each run of white space as one space and each number as 0.
"""

from typing import Any

import numpy as np
import numpy.typing as npt
from numba import njit

from ingest.kernels.beginningtables import FNV_PRIME, FNV_START, NO_KIND, Beginnings, place_of
from ingest.kernels.plainprint import find_bare, is_ended, look_at_print
from ingest.kernels.printedlines import END, START
from ingest.kernels.smallletters import SPACE, ZERO

__all__ = ["AMID", "QUIET", "UNKNOWN", "judge"]

Array = npt.NDArray[Any]

UNKNOWN, AMID, QUIET = 1, 2, 4
"""It was not found out which rules may match; amid a body it may be furniture; no rule matches, and
there is neither mark-up, decoration nor a colon in it."""

_NOTES = 8
"""A rule for notes may begin so."""

_MARKS = tuple(map(ord, "![-=*_~{<&`"))
"""With these begins mark-up, or the fence around code."""
_MOST = 4_096
"""Rules found in one text, at most; of paragraphs behind them nothing is said."""
_EDGE = 5
"""Paragraphs at either end, which are looked at more often than not."""
_COLON, _WIDE_COLON = ord(":"), ord("：")


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
    """Add the rules that begin with the characters from a place on; also `_NOTES`, `UNKNOWN`."""
    start, end = span
    value, length, traits, before = FNV_START, 0, 0, np.uint32(0)
    while start < end and length < known.longest:
        letter = known.small[points[start]]
        if letter == 0:
            return count, UNKNOWN | _NOTES
        start += 1
        if letter == before and letter in (SPACE, ZERO):
            continue
        before = letter
        value = (value ^ np.uint64(letter)) * FNV_PRIME
        place = place_of(known.hashes, value)
        if known.hashes[place] == 0:
            break
        traits |= _NOTES if known.notes[place] else 0
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
        if kind == NO_KIND:
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
def _is_quiet(points: Array, own: Array, span: tuple[int, int]) -> bool:
    """Whether a paragraph has neither decoration nor a colon."""
    if span[0] != own[START] or span[1] != own[END]:
        return False
    for at in range(span[0], span[1]):
        if points[at] == _COLON or points[at] == _WIDE_COLON:
            return False
    return True


@njit(cache=True, nogil=True)
def judge(
    points: Array, spans: Array, bits: Array, known: Beginnings, longest: int
) -> tuple[Array, Array, Array]:
    """Say of each paragraph which rules may match it, and what it may be.

    Args:
        points: code points of the text.
        spans: of the paragraphs, as `find_spans` gives them.
        bits: of the code points, as `glyphs` gives them.
        known: what the rules begin with, and what they need.
        longest: characters of the longest prompt; what is longer, or ends a statement, is amid a
            body only a note, unless there is mark-up in it.

    Returns:
        uint8 [n], of `UNKNOWN`, `AMID` and `QUIET`; int32 [m], numbers of rules, some more than
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
        plain = plain and not link and points[spans[row, START]] not in _MARKS
        whole = plain and (span[1] - span[0] > longest or is_ended(points, spans[row], bits))
        before, own = count, UNKNOWN if link else 0
        if not link and span[0] < span[1]:
            count, own = _begin(points, span, known, found, count)
            if whole and _EDGE <= row < len(spans) - _EDGE:
                own |= UNKNOWN
            else:
                count, more = _hold(points, span, known, found, count)
                own |= more
        if own & UNKNOWN or count > _MOST:
            own, count = own | UNKNOWN, before
        amid = own & _NOTES != 0
        if not whole:
            asked = bool(known.amid[found[before:count]].any())
            amid = not plain or own & UNKNOWN != 0 or asked
        quiet = plain and not own & UNKNOWN and count == before
        quiet = quiet and _is_quiet(points, spans[row], span)
        traits[row] = (own & UNKNOWN) | (AMID if amid else 0) | (QUIET if quiet else 0)
        ends[row] = count
    return traits, found[:count], ends
