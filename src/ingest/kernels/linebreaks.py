"""Which line breaks of a text are only typesetting, and what the others mean.

A text from a wire has a break after about 70 columns, which says nothing; a text from the web has
one line per paragraph. Both are told apart by measuring: in a wrapped text most lines are so full
that the first word of the next line would not have fitted, and most end in mid-sentence.
"""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from ingest.kernels.columns import is_table_row
from ingest.kernels.compiled import kernel
from ingest.kernels.glyphs import LOWER, UPPER, WIDE
from ingest.kernels.printedlines import (
    END,
    GAP,
    INDENT,
    START,
    ends_sentence,
    find_lines,
    first_word,
    is_fence,
    is_labelled,
    is_list_item,
    is_rule,
    last_is_small,
    marks_cut,
    opens_dateline,
)

__all__ = [
    "JOINED", "LINE", "LINES", "PARAGRAPH", "Typesetting", "find_breaks", "find_spans", "measure",
]  # fmt: skip

Array = npt.NDArray[Any]

JOINED, LINE, PARAGRAPH = range(3)
"""What stands between two lines: nothing, a line's end, a paragraph's end."""

LINES = 2
"""The column of a paragraph that says how many lines it has, in the place of a line's `INDENT`."""

WIDEST, WIDEST_CJK, NARROWEST, NARROWEST_CJK = 110, 60, 36, 16
SLACK = 7
FLOWED = 55
"""A line this long that ends in mid-sentence above a small letter goes on there, in any text."""
VERSE = 60
HEAD, LONGER = 4, 34
"""How many lines at the start no dateline is joined to; of how many one may exceed the column."""
_ROUND, _SHUT, _SPACE = ord("("), ord(")"), 32


class Typesetting(NamedTuple):
    """How the lines of a text are broken.

    Attributes:
        width: the column, in characters; 0 if lines are too long to be broken.
        wrapped: whether most breaks are typesetting.
        indent: the smallest indentation of a line.
    """

    width: int
    wrapped: bool
    indent: int


@kernel
def _length(line: Array) -> int:
    return int(line[END] - line[START])


@kernel
def _first(points: Array, line: Array, bits: Array) -> int:
    return int(bits[points[line[START]]])


@kernel
def _is_full(points: Array, pair: Any, width: int, bits: Array) -> bool:
    a, b = pair
    wanted = _length(a) + a[INDENT] + 1 + first_word(points, b, bits)
    return wanted > width - SLACK or marks_cut(points, a)


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
def measure(points: Array, lines: Array, bits: Array) -> Typesetting:
    """Measure the column at which lines are broken."""
    nothing, long = Typesetting(0, False, 0), 0
    for line in lines:
        long += _length(line) > 2 * WIDEST
    if long * 10 > len(lines):
        return nothing
    pairs = _pairs(points, lines, bits)
    if not pairs.size:
        return nothing
    wide = 0
    lengths = np.empty(pairs.size, np.int64)
    for k, at in enumerate(pairs):
        a = lines[at - 1]
        wide += bits[points[a[END] - 1]] & WIDE != 0
        lengths[k] = _length(a) + a[INDENT]
    cjk = wide * 2 > pairs.size
    lengths.sort()
    width = int(lengths[lengths.size - 1 - (lengths.size + 28) // LONGER])
    outside = lengths[lengths > width + SLACK].sum()
    if width > (WIDEST_CJK if cjk else WIDEST) or outside * 4 > lengths.sum():
        return nothing
    full = middle = capitals = 0
    for at in pairs:
        a, b = lines[at - 1], lines[at]
        full += _length(a) <= width + SLACK and _is_full(points, (a, b), width, bits)
        if not ends_sentence(points, a, bits):
            middle += 1
            capitals += _first(points, b, bits) & UPPER != 0
    wrapped = width >= (NARROWEST_CJK if cjk else NARROWEST) and full * 2 > pairs.size
    wrapped = wrapped and middle * 5 >= pairs.size * 2 and capitals * 10 <= middle * 7
    return Typesetting(width, wrapped and pairs.size > 1, 0 + lines[:, INDENT].min())


@kernel
def _is_signature(points: Array, pair: Any, ended: bool, bits: Array) -> bool:
    """A word alone, set in or not, below the end of a sentence; or brackets below brackets."""
    a, b = pair
    if points[a[END] - 1] == _SHUT and points[b[START]] == _ROUND:
        return True
    if not ended:
        return False
    alone = _first(points, b, bits) & UPPER != 0 and not ends_sentence(points, b, bits)
    for at in range(b[START], b[END]):
        alone = alone and points[at] != _SPACE
    return alone or b[INDENT] > a[INDENT]


@kernel
def _breaks_off(points: Array, a: Array, width: int, bits: Array) -> bool:
    """A line stops in mid-sentence, though not full: something before it was taken away."""
    small, length = last_is_small(points, a, bits)
    return small and (2 * _length(a) > width or length <= 3)


@kernel
def _goes_on(points: Array, pair: Any, width: int, bits: Array) -> bool:
    """In a text that is not wrapped: a few lines may be, where the next begins small."""
    a, b = pair
    if _first(points, b, bits) & LOWER:
        if width > 0 and _is_full(points, pair, width, bits):
            return True
        return FLOWED <= _length(a) <= WIDEST
    if not marks_cut(points, a):
        return False
    return a[INDENT] > b[INDENT] or _breaks_off(points, a, width, bits)


@kernel
def _wrapped_break(points: Array, pair: Any, how: Typesetting, bits: Array) -> int:
    a, b = pair
    ended = ends_sentence(points, a, bits)
    small = _first(points, b, bits) & LOWER != 0
    goes_on = _is_full(points, pair, how.width, bits) or (small and not ended)
    indented = b[INDENT] >= how.indent + 2 and not is_list_item(points, a, bits)
    if indented and (ended or not small):
        return LINE if a[INDENT] >= how.indent + 2 and not ended else PARAGRAPH
    if _is_signature(points, pair, ended, bits):
        return PARAGRAPH
    if goes_on or (not ended and _breaks_off(points, a, how.width, bits)):
        return JOINED
    return PARAGRAPH if ended else LINE


@kernel
def _break(points: Array, pair: Any, how: Typesetting, bits: Array) -> int:
    a, b = pair
    ended = ends_sentence(points, a, bits)
    table = is_table_row(points, a, bits)
    if table or is_table_row(points, b, bits):
        return PARAGRAPH if ended and not table else LINE
    if is_rule(points, a, bits) or is_rule(points, b, bits):
        return PARAGRAPH
    labelled = is_labelled(points, b, bits) and is_labelled(points, a, bits)
    if labelled or is_list_item(points, b, bits):
        return LINE
    if how.wrapped:
        return _wrapped_break(points, pair, how, bits)
    if not ended and _goes_on(points, pair, how.width, bits):
        return JOINED
    short = _length(a) < VERSE and not ended
    return LINE if short or is_list_item(points, a, bits) else PARAGRAPH


@kernel
def find_breaks(points: Array, bits: Array) -> tuple[Array, Array]:
    """Find the lines of a text, and what stands below each but the last.

    Lines of code between fences of Markdown stay as they are.

    Returns:
        The lines, as `find_lines` gives them; uint8 [n]: `JOINED`, `LINE` or `PARAGRAPH`, the
        last of them `PARAGRAPH`.
    """
    lines = find_lines(points, bits)
    breaks = np.full(len(lines), PARAGRAPH, np.uint8)
    if len(lines) < 2 or lines[1:, GAP].all():
        return lines, breaks
    how = measure(points, lines, bits)
    code = False
    for at in range(1, len(lines)):
        a, b = lines[at - 1], lines[at]
        code = code != is_fence(points, a)
        if b[GAP]:
            continue
        if code or is_fence(points, b):
            breaks[at - 1] = LINE
        else:
            found = _break(points, (a, b), how, bits)
            apart = found == JOINED and at <= HEAD and opens_dateline(points, (a, b), bits)
            breaks[at - 1] = LINE if apart else found
    return lines, breaks


@kernel
def find_spans(points: Array, bits: Array) -> Array:
    """Find the paragraphs of a text: int32 [n, 4], its start, its end, `LINES`, its `GAP`."""
    lines, breaks = find_breaks(points, bits)
    count, before = 0, PARAGRAPH
    for at in range(len(lines)):
        if before == JOINED:
            lines[count - 1, END] = lines[at, END]
            lines[count - 1, LINES] += 1
        else:
            lines[count] = lines[at]
            lines[count, LINES] = 1
            count += 1
        before = breaks[at]
    return lines[:count]
