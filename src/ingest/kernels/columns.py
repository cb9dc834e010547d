"""Lines that have columns: rows of tables."""

from typing import Any

import numpy as np
import numpy.typing as npt

from ingest.kernels.compiled import kernel
from ingest.kernels.glyphs import ALPHA, SPACE
from ingest.kernels.printedlines import END, START, ends_sentence

__all__ = ["is_table_row"]

Array = npt.NDArray[Any]

FEWEST_GAPS, LARGEST_GAP, LEAST_GAP = 3, 8, 3
"""Gaps between words in a line that is justified, and between columns above whose last a full stop
stands, at least; spaces in the largest of the one, and the smallest of the other."""

_SPACE, _TAB, _BAR, _DOT = map(np.uint32, map(ord, " \t|."))
"""As code points are kept, so that eight of them are compared at a time."""


@kernel
def _may_have_columns(points: Array) -> bool:
    """Whether a line has two spaces or dots in a row, a tab or a bar; without a branch."""
    found, first, second = False, points[:-1], points[1:]
    for at in range(second.size):
        found |= (first[at] == _SPACE) & (second[at] == _SPACE)
        found |= (first[at] == _DOT) & (second[at] == _DOT)
        found |= (second[at] == _TAB) | (first[at] == _BAR)
    return found


@kernel
def _is_justified(points: Array, line: Array, bits: Array) -> bool:
    """Whether words, most of them letters, stand as far apart as in a line that fills its column.

    That is by one number of spaces, or one more: the gaps between columns differ more.
    """
    narrowest, widest, gaps, letters, spaces = LARGEST_GAP, 0, 0, 0, 0
    for at in range(line[START], line[END]):
        if points[at] == _SPACE:
            spaces += 1
            continue
        letters += bits[points[at]] & ALPHA != 0
        if spaces:
            narrowest, widest = min(narrowest, spaces), max(widest, spaces)
            gaps, spaces = gaps + 1, 0
    words = line[END] - line[START] - narrowest * gaps
    even = gaps >= FEWEST_GAPS and widest <= min(narrowest + 1, LARGEST_GAP)
    return bool(even and letters * 2 > words)


@kernel
def _count_gaps(points: Array, line: Array) -> int:
    """How many times three spaces or more stand between what is printed."""
    gaps = spaces = 0
    for at in range(line[START], line[END]):
        spaces = spaces + 1 if points[at] == _SPACE else 0
        gaps += spaces == LEAST_GAP
    return gaps


@kernel
def is_table_row(points: Array, line: Array, bits: Array) -> bool:
    r"""Whether a line has columns and ends no sentence, or has many of them.

    There are four spaces or a tab behind a character, or three spaces twice, or five dots, or two
    bars; and it is not justified.
    """
    if not _may_have_columns(points[line[START] : line[END]]):
        return False
    bars = dots = spaces = 0
    second, columns, word = False, False, False
    for at in range(line[START], line[END]):
        point = points[at]
        space = bits[point] & SPACE != 0
        bars += point == _BAR
        dots = dots + 1 if point == _DOT else 0
        if point == _SPACE:
            spaces += 1
            columns = columns or (spaces == 4 and word)
            second = second and spaces < 4
        else:
            columns = columns or (point == _TAB and not spaces and word)
            if spaces == 3:
                columns = columns or (second and not space)
                second = word
            spaces, word = 0, not space
        if dots == 5 or bars == 2:
            return not ends_sentence(points, line, bits)
        if columns:
            few = ends_sentence(points, line, bits) and _count_gaps(points, line) < FEWEST_GAPS
            return not (few or _is_justified(points, line, bits))
    return False
