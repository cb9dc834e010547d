"""Which rules may match a paragraph, and which paragraphs are plain sentences.

A paragraph is read as the rules see it: without decoration, in small letters, each run of white
space as one space and each number as 0. Each question is asked of all paragraphs at one go.
"""

from typing import Any

import numpy as np
import numpy.typing as npt

from ingest.kernels.beginningtables import (
    COLON_SIGN,
    DIGIT_SIGN,
    NO_KIND,
    NOTE,
    ODD_SIGN,
    UNSURE,
    Beginnings,
    open_beginnings,
)
from ingest.kernels.compiled import kernel
from ingest.kernels.literals import SPACE, fold, seek
from ingest.kernels.plainprint import find_bare, has_double, is_ended, look_at_print
from ingest.kernels.prefixes import ABSENT, FIRST_HASH, PARTIAL, grow, number_of
from ingest.kernels.printedlines import END, START

__all__ = ["AMID", "QUIET", "UNKNOWN", "judge"]

Array = npt.NDArray[Any]

UNKNOWN, AMID, QUIET = 1, 2, 4
"""It was not found out which rules may match; amid a body it may be furniture; no rule matches, and
there is neither mark-up, decoration nor a colon in it."""

_PLAIN, _WHOLE, _CALM, _DATED, _NOTE = (1 << bit for bit in range(3, 8))
"""Plain print; a statement, or longer than a prompt; quiet unless a rule matches; perhaps a date;
a rule for notes may begin so. Beside `UNKNOWN`."""

_MARKS = tuple(map(ord, "![-=*_~{<&`"))
"""With these begins mark-up, or the fence around code."""
_EDGE = 5
"""Paragraphs at either end, which are looked at more often than not."""


@kernel
def _strip(points: Array, spans: Array, bits: Array) -> Array:
    """The spans without decoration: int64 [n, 2]."""
    lines = np.empty((len(spans), 2), np.int64)
    for row in range(len(spans)):
        lines[row, 0], lines[row, 1] = find_bare(points, spans[row], bits)
    return lines


@kernel
def _look(points: Array, spans: Array, bits: Array, folded: Any, limits: Any) -> Array:
    """How each paragraph is printed: uint8 [n]."""
    lines, seen = folded
    prints = np.empty(len(spans), np.uint8)
    for row in range(len(spans)):
        start, end, flags = lines[row, 0], lines[row, 1], seen[row]
        bare = start == spans[row, START] and end == spans[row, END]
        plain, link = True, False
        uneven = flags & ODD_SIGN != 0 or has_double(points[start:end])
        if not bare or uneven:
            plain, link = look_at_print(points, spans[row], bits)
        plain = plain and not link and points[spans[row, START]] not in _MARKS
        whole = plain and (end - start > limits[0] or is_ended(points, spans[row], bits))
        apart = link or (whole and _EDGE <= row < len(spans) - _EDGE and start < end)
        prints[row] = plain * _PLAIN | whole * _WHOLE | (apart or flags & UNSURE != 0) * UNKNOWN
        prints[row] |= (plain and bare and not flags & COLON_SIGN) * _CALM
        short = uneven or end - start <= limits[1]  # with single spaces it may be shorter
        prints[row] |= (flags & DIGIT_SIGN != 0 and short) * _DATED
    return prints


@kernel
def _begin(letters: Array, starts: Array, slots: Array, longest: int, prints: Array) -> Array:
    """Find what lines begin with: int32 [m, 2], a place and a number of a beginning."""
    hits, count = np.empty((longest * len(prints), 2), np.int32), 0
    for row in range(len(prints)):
        value = FIRST_HASH
        for at in range(starts[row], starts[row] + longest):
            if letters[at] == NO_KIND:
                prints[row] |= UNKNOWN | _NOTE
                break
            value = grow(value, letters[at])
            number = number_of(slots, value)
            if number == ABSENT:
                break
            if number != PARTIAL:
                hits[count, 0], hits[count, 1] = starts[row], number
                count += 1
    return hits[:count]


@kernel
def _find_dates(starts: Array, prints: Array) -> Array:
    """Find what may be a date: int32 [m, 2], a place and 0."""
    hits, count = np.empty((len(prints), 2), np.int32), 0
    for row in range(len(prints)):
        hits[count, 0], hits[count, 1] = starts[row], 0
        count += prints[row] & _DATED != 0
    return hits[:count]


@kernel
def _count(hits: Array, first: int, own: Array) -> int:
    """How many rules there are for what was found, whose numbers begin at one in `own`."""
    count = 0
    for hit in range(len(hits)):
        number = hits[hit, 1] + first
        count += own[number + 1] - own[number]
    return count


@kernel
def _pair(hits: Array, first: int, starts: Array, known: Beginnings, pairs: Array) -> Array:
    """Write the line and the rule of all that was found; what is left of the room for them."""
    own, rules, row, count = known.own, known.rules, 0, 0
    for hit in range(len(hits)):
        while starts[row + 1] <= hits[hit, 0]:
            row += 1
        number = hits[hit, 1] + first
        for at in range(own[number], own[number + 1]):
            pairs[count, 0], pairs[count, 1] = row, rules[at]
            count += 1
    return pairs[count:]


@kernel
def _pair_all(begun: Array, held: Array, dated: Array, starts: Array, known: Beginnings) -> Array:
    """Give the rules for all that was found: int32 [m, 2], a line and a rule."""
    size = _count(begun, 0, known.own) + _count(held, known.literal, known.own) + len(dated)
    pairs = np.empty((size, 2), np.int32)
    left = _pair(begun, 0, starts, known, pairs)
    left = _pair(held, known.literal, starts, known, left)
    _pair(dated, known.date, starts, known, left)
    return pairs


@kernel
def _conclude(prints: Array, pairs: Array, amid: Array) -> Array:
    """Say what each paragraph may be, by its print and by the rules that may match."""
    ruled, asked = np.zeros(len(prints), np.bool_), np.zeros(len(prints), np.uint8)
    for pair in range(len(pairs)):
        ruled[pairs[pair, 0]] = True
        asked[pairs[pair, 0]] |= amid[pairs[pair, 1]]
    traits = np.empty(len(prints), np.uint8)
    for row in range(len(prints)):
        own = prints[row]
        unknown = own & UNKNOWN
        may_be = own & _NOTE or asked[row] & NOTE
        if not own & _WHOLE:
            may_be = not own & _PLAIN or unknown or asked[row]
        quiet = own & _CALM and not unknown and not ruled[row]
        traits[row] = unknown | (AMID if may_be else 0) | (QUIET if quiet else 0)
    return traits


@kernel
def judge(
    points: Array, spans: Array, bits: Array, packed: Array, longest: int
) -> tuple[Array, Array]:
    """Say of each paragraph which rules may match it, and what it may be.

    Args:
        points: code points of the text.
        spans: of the paragraphs, as `find_spans` gives them.
        bits: of the code points, as `glyphs` gives them.
        packed: `Beginnings`, what the rules begin with and what they need.
        longest: characters of the longest prompt; what is longer, or ends a statement, is amid a
            body only a note, unless there is mark-up in it.

    Returns:
        uint8 [n], of `UNKNOWN`, `AMID` and `QUIET`; int32 [m, 2], the numbers of a paragraph and
        of a rule that may match it, some more than once. No rule that fits is left out, but of
        paragraphs that are `UNKNOWN`, of which nothing is said: most of the plain ones in the
        middle of an article, since nobody asks.
    """
    known = open_beginnings(packed)
    lines = _strip(points, spans, bits)
    letters, starts, seen = fold(points, lines, known.kinds, SPACE)
    prints = _look(points, spans, bits, (lines, seen), (longest, known.longest_date))
    begun = _begin(letters, starts, known.slots, known.longest, prints)
    held = seek(letters, starts, prints & UNKNOWN, known.sought)
    pairs = _pair_all(begun, held, _find_dates(starts, prints), starts, known)
    return _conclude(prints, pairs, known.amid), pairs
