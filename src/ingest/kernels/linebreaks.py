"""Which line breaks of a text are only typesetting, and what the others mean.

A text from a wire has a break after about 70 columns, which says nothing; a text from the web has
one line per paragraph. Both are told apart by measuring (`linewidth`).
"""

from typing import Any

import numpy as np
import numpy.typing as npt

from ingest.kernels.apart import is_heading, is_in_capitals, is_sign, is_signature
from ingest.kernels.columns import is_table_row
from ingest.kernels.compiled import kernel
from ingest.kernels.glyphs import DIGIT, LOWER, NUMBER
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
VERSE, FEWEST_DOUBLED = 60, 8
"""Characters of a line of verse; lines of a text that has a blank one below each, at least."""
HEAD = 4
"""How many lines at the start no dateline is joined to."""
_SPACE, _COMMA, _COLON = map(ord, " ,:")
_DASHES, _BEGINS = tuple(map(ord, "-–—")), tuple(map(ord, "-–—("))


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
def _announces(points: Array, line: Array) -> bool:
    """Whether a line ends with a colon or a comma, as what stands above a text does."""
    return points[line[END] - 1] in (_COLON, _COMMA)


@kernel
def _wrapped_break(points: Array, pair: Any, how: Typesetting, bits: Array) -> int:
    a, b = pair
    ended = ends_sentence(points, a, bits)
    small = first_of(points, b, bits) & LOWER != 0
    full = is_full(points, pair, how.width, bits)
    goes_on = full or (small and not ended)
    long = 3 * length_of(b) > 2 * how.width  # else it may be a row below another
    hangs = b[INDENT] > a[INDENT] and is_list_item(points, a, bits)
    indented = is_inset(b, how.indent) and not hangs
    apart = how.inset and ((is_inset(a, how.indent) and not full)
                           or not _breaks_off(points, a, how.width, bits))  # fmt: skip
    amid = small and not apart
    if indented and (ended or not amid):
        row = is_inset(a, how.indent) or not (full or _announces(points, a))
        return LINE if row and not (ended or long) else PARAGRAPH
    if is_signature(points, pair, ended, bits) or (ended and is_in_capitals(points, pair, bits)):
        return PARAGRAPH
    if goes_on or (not ended and long and _breaks_off(points, a, how.width, bits)):
        return JOINED
    return PARAGRAPH if ended or is_in_capitals(points, pair, bits) else LINE


@kernel
def _is_amid(points: Array, three: Any, how: Typesetting, bits: Array) -> bool:
    """Whether a line goes on the sentence above although it begins as an item may.

    In a wrapped text it does below a full line that ends with a letter and belongs to no item, if a
    sign or a number is at its start; and where paragraphs are set in, any line does that is not.
    """
    first, a, b = three
    if not how.wrapped or not is_full(points, (a, b), how.width, bits):
        return False
    if how.inset and not is_inset(b, how.indent):
        return True
    number = first_of(points, b, bits) & DIGIT != 0
    if not (number or points[b[START]] in _BEGINS) or is_list_item(points, first, bits):
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
    if b[INDENT] <= first[INDENT] or not is_list_item(points, first, bits):
        return False
    full = is_full(points, (a, b), how.width, bits)
    if not how.wrapped:
        full = FLOWED <= length_of(a) <= WIDEST and not ends_sentence(points, a, bits)
    return full and not is_list_item(points, b, bits)


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
    short = length_of(a) < VERSE and length_of(b) <= WIDEST and not ended
    return LINE if short or is_list_item(points, a, bits) else PARAGRAPH


@kernel
def _join_doubled(points: Array, lines: Array, breaks: Array, bits: Array) -> Array:
    """Join the lines of a wrapped text that has a blank line below each: most go on small."""
    single = lines.copy()
    single[1:, GAP] = 0
    how = measure(points, single, bits)
    middle = small = 0
    for at in range(1, len(lines)):
        if not ends_sentence(points, lines[at - 1], bits):
            middle += 1
            small += first_of(points, lines[at], bits) & LOWER != 0
    if len(lines) < FEWEST_DOUBLED or not how.wrapped or 2 * small < middle:
        return breaks
    for at in range(1, len(lines)):
        a, b = single[at - 1], single[at]
        headline = at == 1 and first_of(points, b, bits) & LOWER == 0
        if not headline and _break(points, (a, a, b), how, bits) == JOINED:
            breaks[at - 1] = JOINED
    return breaks


@kernel
def _unless_apart(points: Array, lines: Array, at: int, bits: Array) -> int:
    """What stands above a line that was to be joined, if it is a dateline, sign or heading."""
    pair = lines[at - 1], lines[at]
    if at <= HEAD and opens_dateline(points, pair, bits):
        return LINE
    return (
        PARAGRAPH if is_sign(points, lines, at, bits) or is_heading(points, pair, bits) else JOINED
    )


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
    if len(lines) < 2:
        return lines, breaks
    if lines[1:, GAP].all():
        return lines, _join_doubled(points, lines, breaks, bits)
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
            if found == JOINED:
                found = _unless_apart(points, lines, at, bits)
            breaks[at - 1] = found
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
