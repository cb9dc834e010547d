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
    ENDS,
    NO_KIND,
    NOTE,
    ODD_SIGN,
    ORIGIN,
    UNSURE,
    Beginnings,
    open_beginnings,
)
from ingest.kernels.compiled import kernel
from ingest.kernels.linebreaks import LINES
from ingest.kernels.literals import PADDING, SPACE, fold, seek
from ingest.kernels.manyspans import find_all_spans, find_inner, relate
from ingest.kernels.plainprint import find_bare, has_double, is_ended, look_at_print
from ingest.kernels.prefixes import ABSENT, FIRST_HASH, PARTIAL, grow, number_of
from ingest.kernels.printedlines import END, START

__all__ = ["AMID", "BARE", "COLON", "DIGIT", "QUIET", "UNKNOWN", "WORDS", "judge"]

Array = npt.NDArray[Any]

UNKNOWN, AMID, QUIET, BARE, DIGIT, COLON, WORDS = (1 << bit for bit in range(7))
"""It was not found out which rules may match; amid a body it may be furniture; no rule matches, and
there is neither mark-up, decoration nor a colon in it; it is printed as the rules see it, but for
its letters; there are digits in it, or colons; it begins with words that no dateline holds."""

_PLAIN, _WHOLE, _CALM, _DATED, _NOTE = (1 << bit for bit in range(7, 12))
"""Plain print; a statement, or longer than a prompt; quiet unless a rule matches; short, with a
digit, as a date is; a rule for notes may begin so. Beside what is passed on."""
_PASSED = UNKNOWN | BARE | DIGIT | COLON

_MARKS = tuple(map(ord, "![-=*_~{<&`"))
"""With these begins mark-up, or the fence around code."""
_ENDS = tuple(map(ord, ENDS))
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
    """How each paragraph is printed: uint16 [n]."""
    lines, seen, inner = folded
    prints = np.empty(len(spans), np.uint16)
    for row in range(len(spans)):
        start, end, flags = lines[row, 0], lines[row, 1], seen[row]
        bare = start == spans[row, START] and end == spans[row, END]
        plain, link = True, False
        uneven = flags & ODD_SIGN != 0 or has_double(points[start:end])
        if not bare or uneven:
            plain, link = look_at_print(points, spans[row], bits)
        plain = plain and not link and points[spans[row, START]] not in _MARKS
        whole = plain and (end - start > limits[0] or is_ended(points, spans[row], bits))
        apart = link or (whole and inner[row] and start < end)
        prints[row] = plain * _PLAIN | whole * _WHOLE | (apart or flags & UNSURE != 0) * UNKNOWN
        prints[row] |= (plain and bare and not flags & COLON_SIGN) * _CALM
        short = uneven or end - start <= limits[1]  # with single spaces it may be shorter
        prints[row] |= (flags & DIGIT_SIGN != 0) * (DIGIT | short * _DATED)
        one_line = spans[row, LINES] == 1  # a break beside a space is white space to fold
        prints[row] |= (bare and one_line and not uneven) * BARE
        prints[row] |= (flags & COLON_SIGN != 0) * COLON
    return prints


@kernel
def _measure(points: Array, lines: Array, starts: Array) -> Array:
    """How many letters each line has without the signs at its end, at least: int32 [n]."""
    sizes = np.empty(len(lines), np.int32)
    for row in range(len(lines)):
        end = lines[row, 1]
        while end > lines[row, 0] and points[end - 1] in _ENDS:
            end -= 1
        sizes[row] = starts[row + 1] - starts[row] - PADDING - (lines[row, 1] - end)
    return sizes


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
def _count(hits: Array, first: int, own: Array) -> int:
    """How many rules there are for what was found, whose numbers begin at one in `own`."""
    count = 0
    for hit in range(len(hits)):
        number = hits[hit, 1] + first
        count += own[number + 1] - own[number]
    return count


@kernel
def _pair(hits: Array, first: int, lines: Any, known: Beginnings, pairs: Array) -> Array:
    """Write the line and the rule of all that was found; what is left of the room for them."""
    starts, prints, sizes = lines
    own, rules, row, count = known.own, known.rules, 0, 0
    date, last = rules[own[known.date]], np.full(len(known.amid), -1, np.int32)
    for hit in range(len(hits)):
        while starts[row + 1] <= hits[hit, 0]:
            row += 1
        number = hits[hit, 1] + first
        far = hits[hit, 0] + known.reach < starts[row + 1] - PADDING
        for rule in rules[own[number] : own[number + 1]]:
            left_out = far and known.amid[rule] == ORIGIN
            left_out = left_out or (rule == date and not prints[row] & _DATED)
            left_out = left_out or sizes[row] > known.sizes[rule]
            if last[rule] != row and not left_out:
                pairs[count, 0], pairs[count, 1] = row, rule
                last[rule] = row
                count += 1
    return pairs[count:]


@kernel
def _pair_all(begun: Array, held: Array, lines: Any, known: Beginnings) -> Array:
    """Give the rules for all that was found: int32 [m, 2], a line and a rule."""
    size = _count(begun, 0, known.own) + _count(held, known.literal, known.own)
    pairs = np.empty((size, 2), np.int32)
    left = _pair(begun, 0, lines, known, pairs)
    left = _pair(held, known.literal, lines, known, left)
    return pairs[: size - len(left)]


@kernel
def _conclude(prints: Array, pairs: Array, amid: Array) -> Array:
    """Say what each paragraph may be, by its print and by the rules that may match."""
    ruled, asked = np.zeros(len(prints), np.bool_), np.zeros(len(prints), np.uint8)
    for pair in range(len(pairs)):
        own = amid[pairs[pair, 1]]
        if own != ORIGIN:
            ruled[pairs[pair, 0]] = True
            asked[pairs[pair, 0]] |= own
    traits = np.empty(len(prints), np.uint16)
    for row in range(len(prints)):
        own = prints[row]
        unknown = own & UNKNOWN
        may_be = own & _NOTE or asked[row] & NOTE
        if not own & _WHOLE:
            may_be = not own & _PLAIN or unknown or asked[row]
        quiet = own & _CALM and not unknown and not ruled[row]
        traits[row] = own & _PASSED | (AMID if may_be else 0) | (QUIET if quiet else 0)
    return traits


@kernel
def _by_line(pairs: Array, lines: int, wanted: Array) -> tuple[Array, Array]:
    """The rules that are wanted, line by line; where those of each line start, and the end."""
    starts = np.zeros(lines + 1, np.int32)
    for pair in range(len(pairs)):
        starts[pairs[pair, 0] + 1] += wanted[pairs[pair, 1]]
    for row in range(lines):
        starts[row + 1] += starts[row]
    rules, places = np.empty(starts[lines], np.int32), starts.copy()
    for pair in range(len(pairs)):
        if wanted[pairs[pair, 1]]:
            rules[places[pairs[pair, 0]]] = pairs[pair, 1]
            places[pairs[pair, 0]] += 1
    return rules, starts


@kernel
def judge(
    points: Array, texts: Array, bits: Array, packed: Array, longest: int
) -> tuple[Array, Array, Array, tuple[Array, Array], tuple[Array, Array]]:
    """Find the paragraphs of texts; say of each which rules may match it, and what it may be.

    Args:
        points: code points of the texts, one behind the other.
        texts: int64 [k + 1], where each of them starts.
        bits: of the code points, as `glyphs` gives them.
        packed: `Beginnings`, what the rules begin with and what they need.
        longest: characters of the longest prompt; what is longer, or ends a statement, is amid a
            body only a note, unless there is mark-up in it.

    Returns:
        int32 [n, 4], the paragraphs as `find_spans` gives them;
        int64 [k + 1], the first of each text; uint16 [n], of `UNKNOWN`, `AMID` and so on; int32,
        the numbers of rules that may match the paragraphs, one after the other, some more than
        once, and int32 [n + 1], where those of each start; the same for origins that they may
        name. None that fits is left out, but of paragraphs that are `UNKNOWN`, of which nothing is
        said: most of the plain ones in the middle of an article, since nobody asks.
    """
    known = open_beginnings(packed)
    spans, firsts = find_all_spans(points, texts, bits)
    lines = _strip(points, spans, bits)
    letters, starts, seen = fold(points, lines, known.kinds, SPACE)
    inner = find_inner(firsts, _EDGE)
    prints = _look(points, spans, bits, (lines, seen, inner), (longest, known.longest_date))
    begun = _begin(letters, starts, known.slots, known.longest, prints)
    held = seek(letters, starts, prints & UNKNOWN, known.sought)
    sizes = _measure(points, lines, starts)
    pairs = _pair_all(begun, held, (starts, prints, sizes), known)
    relate(spans, firsts, texts)
    rules = _by_line(pairs, len(spans), known.amid != ORIGIN)
    origins = _by_line(pairs, len(spans), known.amid == ORIGIN)
    return spans, firsts, _conclude(prints, pairs, known.amid), rules, origins
