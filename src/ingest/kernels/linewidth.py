"""The column at which the lines of a text are broken, and how its paragraphs begin.

In a wrapped text most lines are so full that the first word of the next line would not have fitted,
and most end in mid-sentence. Where paragraphs are set in, only such a line has one below that is
not.
"""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from ingest.kernels.columns import is_table_row
from ingest.kernels.compiled import kernel
from ingest.kernels.glyphs import UPPER, WIDE
from ingest.kernels.printedlines import (
    END,
    GAP,
    INDENT,
    START,
    ends_sentence,
    first_word,
    has_small,
    marks_cut,
)

__all__ = ["WIDEST", "Typesetting", "first_of", "is_full", "is_inset", "length_of", "measure"]

Array = npt.NDArray[Any]

WIDEST, WIDEST_CJK, NARROWEST, NARROWEST_CJK = 110, 60, 36, 16
SLACK = 7
NARROW, SLACK_OF_NARROW, FEWEST_NARROW = 22, 5, 8
"""The narrowest column of a newspaper as a scan has it, the slack of its lines, and how many of
them must stand below others at least."""
HEAD, LONGER = 4, 34
"""Lines at the start that say nothing of how paragraphs begin; of how many lines one may exceed the
column."""
INSET, FEW, NARROWEST_OF_FEW = 2, 3, 50
"""Characters by which a paragraph is set in, at least; with so few lines not set in, a column is
wider."""
MOST_CAPITALS, MOST_CAPITALS_OF_FULL = 0.7, 0.85
"""Share of lines in mid-sentence above a capital: titles have more, German up to the larger one."""
SHARE_OF_BASE, LARGEST_BASE = 10, 40
"""One in so many lines is not set in, at least; characters by which all lines are, at most."""


class Typesetting(NamedTuple):
    """How the lines of a text are broken.

    Attributes:
        width: the column, in characters; 0 if lines are too long to be broken.
        wrapped: whether most breaks are typesetting.
        indent: the indentation of lines that are not set in.
        inset: whether paragraphs are set in, so that any other line goes on above it.
    """

    width: int
    wrapped: bool
    indent: int
    inset: bool


@kernel
def length_of(line: Array) -> int:
    """Characters of a line."""
    return int(line[END] - line[START])


@kernel
def first_of(points: Array, line: Array, bits: Array) -> int:
    """The bits of the first character of a line."""
    return int(bits[points[line[START]]])


@kernel
def is_full(points: Array, pair: Any, width: int, bits: Array) -> bool:
    """Whether a line has no room for the first word of the line below, or a piece was cut out."""
    a, b = pair
    wanted = length_of(a) + a[INDENT] + 1 + first_word(points, b, bits)
    slack = SLACK if width >= NARROWEST else SLACK_OF_NARROW
    return wanted > width - slack or marks_cut(points, a)


@kernel
def _pairs(points: Array, lines: Array, bits: Array) -> Array:
    """Places of the lines that stand directly below another, no row of a table in either."""
    rows = np.zeros(len(lines), np.bool_)
    for at in range(len(lines)):
        rows[at] = is_table_row(points, lines[at], bits)
    found = np.empty(len(lines), np.int64)
    count = 0
    for at in range(1, len(lines)):
        if not (lines[at, GAP] or rows[at - 1] or rows[at]):
            found[count] = at
            count += 1
    return found[:count]


@kernel
def _find_base(lines: Array) -> int:
    """The smallest indentation that not just a few lines have, whatever the title has."""
    counts = np.zeros(LARGEST_BASE + 1, np.int64)
    for line in lines[1:]:
        counts[min(line[INDENT], LARGEST_BASE)] += 1
    for indent in range(LARGEST_BASE):
        if counts[indent] * SHARE_OF_BASE >= len(lines) - 1:
            return indent
    return int(lines[:, INDENT].min())


@kernel
def is_inset(line: Array, base: int) -> bool:
    """Whether a line is set in more than those that go on a paragraph."""
    return bool(line[INDENT] >= base + INSET)


@kernel
def _is_below(lines: Array, at: int, base: int) -> bool:
    """Whether a line that is not set in is directly below another, and belongs to no title."""
    a, b = lines[at - 1], lines[at]
    return not (b[GAP] or is_inset(b, base)) and (at >= HEAD or is_inset(a, base))


@kernel
def _measure_inset(points: Array, lines: Array, base: int, bits: Array) -> int:
    """The column if paragraphs are set in, 0 if not: other lines stand below full ones only.

    But for the last of all, which may be a sign of who sent the text.
    """
    width = below = insets = apart = full = wrong = 0
    for at in range(1, len(lines)):
        if _is_below(lines, at, base):
            below += 1
            width = max(width, length_of(lines[at - 1]) + lines[at - 1, INDENT])
        elif lines[at, GAP] and not is_inset(lines[at], base):
            apart += at >= HEAD and at + 1 < len(lines)
    for at in range(len(lines)):
        insets += is_inset(lines[at], base)
        if at and _is_below(lines, at, base):
            whole = is_full(points, (lines[at - 1], lines[at]), width, bits)
            full += whole
            wrong += not whole and at + 1 < len(lines)
    least = NARROWEST_OF_FEW if below < FEW else NARROW if below >= FEWEST_NARROW else NARROWEST
    narrow = width < least or width > WIDEST
    return 0 if narrow or not full or wrong * 10 > below or insets <= apart * 10 else width


@kernel
def _is_wrapped(points: Array, lines: Array, pairs: Array, width: int, bits: Array) -> bool:
    """Whether most lines are full, and most of them end in mid-sentence.

    A capital says nothing below a line that has no other letters.
    """
    full = middle = capitals = 0
    for at in pairs:
        a, b = lines[at - 1], lines[at]
        full += length_of(a) <= width + SLACK and is_full(points, (a, b), width, bits)
        if not ends_sentence(points, a, bits):
            middle += 1
            large = first_of(points, b, bits) & UPPER != 0
            capitals += large and has_small(points, a, bits)
    enough = full * 2 > pairs.size > 1
    most = MOST_CAPITALS_OF_FULL if full * 10 >= pairs.size * 9 else MOST_CAPITALS
    return enough and middle * 5 >= pairs.size * 2 and capitals <= middle * most


@kernel
def measure(points: Array, lines: Array, bits: Array) -> Typesetting:
    """Measure the column at which lines are broken."""
    nothing, long = Typesetting(0, False, 0, False), 0
    for line in lines:
        long += length_of(line) > 2 * WIDEST
    if long * 10 > len(lines):
        return nothing
    base = _find_base(lines)
    inset = _measure_inset(points, lines, base, bits)
    if inset > 0:
        return Typesetting(inset, True, base, True)
    pairs = _pairs(points, lines, bits)
    if not pairs.size:
        return nothing
    wide = 0
    lengths = np.empty(pairs.size, np.int64)
    for k, at in enumerate(pairs):
        a = lines[at - 1]
        wide += bits[points[a[END] - 1]] & WIDE != 0
        lengths[k] = length_of(a) + a[INDENT]
    cjk = wide * 2 > pairs.size
    lengths.sort()
    width = int(lengths[lengths.size - 1 - (lengths.size + 28) // LONGER])
    outside = lengths[lengths > width + SLACK].sum()
    if width > (WIDEST_CJK if cjk else WIDEST) or outside * 4 > lengths.sum():
        return nothing
    narrow = not cjk and NARROW <= width < NARROWEST and pairs.size >= FEWEST_NARROW
    wrapped = narrow or width >= (NARROWEST_CJK if cjk else NARROWEST)
    wrapped = wrapped and _is_wrapped(points, lines, pairs, width, bits)
    return Typesetting(width, wrapped, base, False)
