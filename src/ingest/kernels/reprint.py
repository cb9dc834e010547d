"""A text printed again: its breaks as they are meant, its white space as it is wanted."""

from typing import Any

import numpy as np
import numpy.typing as npt
from numba import njit

from ingest.kernels.glyphs import SPACE
from ingest.kernels.linebreaks import JOINED, LINE
from ingest.kernels.printedlines import CUT_MARK, END, START

__all__ = ["fold_lines", "print_lines"]

Array = npt.NDArray[Any]

_SPACE, _NEWLINE = 32, 10


@njit(cache=True, nogil=True)
def print_lines(points: Array, lines: Array, breaks: Array) -> tuple[Array, int]:
    """Print the lines of a text with one break below a line and two below a paragraph.

    Args:
        points: code points of the text.
        lines: as `find_breaks` gives them.
        breaks: what stands below each, as well.

    Returns:
        The code points, and 0; or none, and how many lines belong to the one below them.
    """
    size = joined = 0
    for at in range(len(lines)):
        size += lines[at, END] - lines[at, START] + 2
        joined += breaks[at] == JOINED
    if joined:
        return np.empty(0, np.uint32), joined
    printed = np.empty(size, np.uint32)
    count = 0
    for at in range(len(lines)):
        for place in range(lines[at, START], lines[at, END]):
            printed[count] = points[place]
            count += 1
        if at + 1 < len(lines):
            for _ in range(1 if breaks[at] == LINE else 2):
                printed[count] = _NEWLINE
                count += 1
    return printed[:count], 0


@njit(cache=True, nogil=True)
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
