"""A text printed again: its breaks as they are meant, its white space as it is wanted."""

from typing import Any

import numpy as np
import numpy.typing as npt

from ingest.kernels.compiled import kernel
from ingest.kernels.glyphs import ODD, SPACE
from ingest.kernels.linebreaks import JOINED, LINE
from ingest.kernels.plainprint import has_double
from ingest.kernels.printedlines import CUT_MARK, END, START

__all__ = ["fold_lines", "print_folded", "print_lines"]

Array = npt.NDArray[Any]

_SPACE, _NEWLINE = 32, 10


@kernel
def _count_joined(breaks: Array) -> int:
    """How many lines belong to the one below them."""
    joined = 0
    for below in breaks:
        joined += below == JOINED
    return joined


@kernel
def _copy(points: Array, line: Array, printed: Array, count: int) -> int:
    """Print a line as it is; how much is printed then."""
    for place in range(line[START], line[END]):
        printed[count] = points[place]
        count += 1
    return count


@kernel
def _break(printed: Array, count: int, below: int) -> int:
    """Print what stands below a line: its end, or that of a paragraph."""
    for _ in range(1 if below == LINE else 2):
        printed[count] = _NEWLINE
        count += 1
    return count


@kernel
def print_lines(points: Array, lines: Array, breaks: Array) -> tuple[Array, int]:
    """Print the lines of a text with one break below a line and two below a paragraph.

    Args:
        points: code points of the text.
        lines: as `find_breaks` gives them.
        breaks: what stands below each, as well.

    Returns:
        The code points, and 0; or none, and how many lines belong to the one below them.
    """
    joined = _count_joined(breaks)
    if joined:
        return np.empty(0, np.uint32), joined
    printed, count = np.empty(points.size + 2 * len(lines), np.uint32), 0
    for at in range(len(lines)):
        count = _copy(points, lines[at], printed, count)
        if at + 1 < len(lines):
            count = _break(printed, count, breaks[at])
    return printed[:count], 0


@kernel
def _is_even(points: Array, bits: Array) -> bool:
    """Whether there are only single spaces between what is printed, and no cut mark."""
    seen = 0
    for point in points:
        seen |= bits[point]
    return not (seen & ODD or has_double(points))


@kernel
def _fold(points: Array, line: Array, bits: Array, printed: Array, count: int) -> int:
    """Print a line with one space between words, none at its ends, without cut marks."""
    first, space = count, False
    for place in range(line[START], line[END]):
        point = points[place]
        if bits[point] & SPACE:
            space = True
        elif point != CUT_MARK:
            if space and count > first:
                printed[count] = _SPACE
                count += 1
            space = False
            printed[count] = point
            count += 1
    return count


@kernel
def print_folded(points: Array, lines: Array, breaks: Array, bits: Array) -> tuple[Array, int]:
    """Print the lines of a text as `print_lines` and then `fold_lines` would."""
    joined = _count_joined(breaks)
    if joined:
        return np.empty(0, np.uint32), joined
    printed, count = np.empty(points.size + 2 * len(lines), np.uint32), 0
    for at in range(len(lines)):
        line = lines[at]
        if _is_even(points[line[START] : line[END]], bits):
            count = _copy(points, line, printed, count)
        else:
            count = _fold(points, line, bits, printed, count)
        if at + 1 < len(lines):
            count = _break(printed, count, breaks[at])
    return printed[:count], 0


@kernel
def fold_lines(points: Array, bits: Array) -> Array:
    """Leave one space between words, none at the ends of lines, one blank line, no cut marks."""
    folded = np.empty(points.size, np.uint32)
    count = newlines = 0
    space = False
    for point in points:
        if point == _NEWLINE:
            newlines += 1
            space = False
        elif bits[point] & SPACE:
            space = True
        elif point != CUT_MARK:
            if count and newlines:
                for _ in range(min(newlines, 2)):
                    folded[count] = _NEWLINE
                    count += 1
            elif count and space:
                folded[count] = _SPACE
                count += 1
            newlines, space = 0, False
            folded[count] = point
            count += 1
    return folded[:count]
