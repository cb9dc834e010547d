"""Which line breaks of a text are only typesetting, and what the others mean.

A text from a wire has a break after about 70 columns, which says nothing; a text from the web has
one line per paragraph. Both are told apart by measuring (`linewidth`).
"""

from typing import Any

import numpy as np
import numpy.typing as npt

from ingest.kernels.columns import is_table_row
from ingest.kernels.compiled import kernel
from ingest.kernels.glyphs import DIGIT, LOWER, NUMBER, UPPER
from ingest.kernels.linewidth import (
    WIDEST,
    Typesetting,
    first_of,
    is_full,
    is_inset,
    length_of,
    measure,
)
from ingest.kernels.printedlines import (
    END,
    GAP,
    INDENT,
    START,
    ends_sentence,
    find_lines,
    is_fence,
    is_labelled,
    is_list_item,
    is_rule,
    last_is_small,
    marks_cut,
    opens_dateline,
)

__all__ = ["JOINED", "LINE", "LINES", "PARAGRAPH", "find_breaks", "find_spans"]

Array = npt.NDArray[Any]

JOINED, LINE, PARAGRAPH = range(3)
"""What stands between two lines: nothing, a line's end, a paragraph's end."""

LINES = 2
"""The column of a paragraph that says how many lines it has, in the place of a line's `INDENT`."""

FLOWED = 55
"""A line this long that ends in mid-sentence above a small letter goes on there, in any text."""
VERSE = 60
HEAD = 4
"""How many lines at the start no dateline is joined to."""
_ROUND, _SHUT, _SPACE, _COMMA, _EQUALS = map(ord, "() ,=")
_DASHES = tuple(map(ord, "-–—"))


@kernel
def _is_signature(points: Array, pair: Any, ended: bool, bits: Array) -> bool:
    """A word alone, set in or not, below a sentence's end or brackets; brackets below brackets."""
    a, b = pair
    shut = points[a[END] - 1] == _SHUT
    if not (ended or shut):
        return False
    if shut and points[b[START]] == _ROUND:
        return True
    begins = first_of(points, b, bits) & UPPER != 0 or points[b[START]] == _EQUALS
    alone = begins and not ends_sentence(points, b, bits)
    for at in range(b[START], b[END]):
        alone = alone and points[at] != _SPACE
    return alone or (ended and b[INDENT] > a[INDENT])


@kernel
def _breaks_off(points: Array, a: Array, width: int, bits: Array) -> bool:
    """A line stops in mid-sentence, though not full: something before it was taken away."""
    small, length = last_is_small(points, a, bits)
    return small and (2 * length_of(a) > width or length <= 3)


@kernel
def _goes_on(points: Array, pair: Any, width: int, bits: Array) -> bool:
    """In a text that is not wrapped: a few lines may be, where the next begins small."""
    a, b = pair
    if first_of(points, b, bits) & LOWER:
        if width > 0 and is_full(points, pair, width, bits):
            return True
        return FLOWED <= length_of(a) <= WIDEST
    if not marks_cut(points, a):
        return False
    return a[INDENT] > b[INDENT] or _breaks_off(points, a, width, bits)


@kernel
def _wrapped_break(points: Array, pair: Any, how: Typesetting, bits: Array) -> int:
    a, b = pair
    ended = ends_sentence(points, a, bits)
    small = first_of(points, b, bits) & LOWER != 0
    goes_on = is_full(points, pair, how.width, bits) or (small and not ended)
    hangs = b[INDENT] > a[INDENT] and is_list_item(points, a, bits)
    indented = is_inset(b, how.indent) and not hangs
    amid = small and not (how.inset and not _breaks_off(points, a, how.width, bits))
    if indented and (ended or not amid):
        return LINE if is_inset(a, how.indent) and not ended else PARAGRAPH
    if _is_signature(points, pair, ended, bits):
        return PARAGRAPH
    long = 3 * length_of(b) > 2 * how.width  # else it may be a row below another
    if goes_on or (not ended and long and _breaks_off(points, a, how.width, bits)):
        return JOINED
    return PARAGRAPH if ended else LINE


@kernel
def _is_amid(points: Array, three: Any, how: Typesetting, bits: Array) -> bool:
    """Whether a line goes on the sentence above although it begins as an item may.

    In a wrapped text it does below a full line that ends with a letter and belongs to no item, if a
    dash or a number is at its start; and where paragraphs are set in, any line does that is not.
    """
    first, a, b = three
    if not how.wrapped or not is_full(points, (a, b), how.width, bits):
        return False
    if how.inset and not is_inset(b, how.indent):
        return True
    number = first_of(points, b, bits) & DIGIT != 0
    if not (number or points[b[START]] in _DASHES) or is_list_item(points, first, bits):
        return False
    at = b[START] + 1
    while at < b[END] - 1 and (points[at] in _DASHES or points[at] == _SPACE):
        at += 1
    last, small = points[a[END] - 1], bits[points[at]] & LOWER != 0
    goes_on = number or small or points[b[START]] != _DASHES[0]
    return bool(goes_on and (bits[last] & NUMBER != 0 or (number and last == _COMMA)))


@kernel
def _hangs(points: Array, three: Any, how: Typesetting, bits: Array) -> bool:
    """Whether a line goes on an item, and is set in more than the first line of it."""
    first, a, b = three
    if not how.wrapped or b[INDENT] <= first[INDENT] or not is_list_item(points, first, bits):
        return False
    return is_full(points, (a, b), how.width, bits) and not is_list_item(points, b, bits)


@kernel
def _break(points: Array, three: Any, how: Typesetting, bits: Array) -> int:
    _, a, b = three
    pair = a, b
    ended = ends_sentence(points, a, bits)
    table = is_table_row(points, a, bits)
    if table or is_table_row(points, b, bits):
        return PARAGRAPH if ended and not table else LINE
    if is_rule(points, a, bits) or is_rule(points, b, bits):
        return PARAGRAPH
    labelled = is_labelled(points, b, bits) and is_labelled(points, a, bits)
    item = labelled or is_list_item(points, b, bits)
    if item and not _is_amid(points, three, how, bits):
        return LINE
    if how.wrapped:
        return _wrapped_break(points, pair, how, bits)
    if not ended and _goes_on(points, pair, how.width, bits):
        return JOINED
    short = length_of(a) < VERSE and not ended
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
    code, first = False, 0
    for at in range(1, len(lines)):
        a, b = lines[at - 1], lines[at]
        code = code != is_fence(points, a)
        if at > 1 and breaks[at - 2] != JOINED:
            first = at - 1
        if b[GAP]:
            continue
        if code or is_fence(points, b):
            breaks[at - 1] = LINE
        elif _hangs(points, (lines[first], a, b), how, bits):
            breaks[at - 1] = JOINED
        else:
            found = _break(points, (lines[first], a, b), how, bits)
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
