"""A text printed again: its breaks as they are meant, its white space as it is wanted."""

from typing import Any

import numpy as np
import numpy.typing as npt

from ingest.kernels.compiled import kernel
from ingest.kernels.glyphs import ODD, SPACE, WIDE
from ingest.kernels.linebreaks import JOINED, LINE, find_breaks
from ingest.kernels.plainprint import has_double
from ingest.kernels.printedlines import CUT_MARK, END, START

__all__ = ["fold_lines", "print_all"]

Array = npt.NDArray[Any]

_SPACE, _NEWLINE, _HYPHEN = 32, 10, 45


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
def _has_hyphens(points: Array, lines: Array, breaks: Array) -> bool:
    """Whether a line that belongs to the one below it ends with a hyphen."""
    found = False
    for at in range(len(lines)):
        found |= breaks[at] == JOINED and points[lines[at, END] - 1] == _HYPHEN
    return found


@kernel
def _break(printed: Array, count: int, below: int, wide: bool) -> int:
    """Print what stands below a line: its end, or that of a paragraph; or a space.

    There is no space where lines break between any two letters.
    """
    if below == JOINED:
        printed[count] = _SPACE
        return count if wide else count + 1
    for _ in range(1 if below == LINE else 2):
        printed[count] = _NEWLINE
        count += 1
    return count


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


@kernel
def _print(points: Array, bits: Array, folded: bool, printed: Array) -> tuple[int, int, bool]:
    """Print the lines of a text: how much, how many are joined, whether it is left to others."""
    lines, breaks = find_breaks(points, bits)
    joined, count = _count_joined(breaks), 0
    if joined and _has_hyphens(points, lines, breaks):
        return 0, joined, True
    for at in range(len(lines)):
        line = lines[at]
        if not folded or joined or _is_even(points[line[START] : line[END]], bits):
            count = _copy(points, line, printed, count)
        else:
            count = _fold(points, line, bits, printed, count)
        if at + 1 < len(lines):
            below = points[lines[at + 1, START]]
            wide = bits[points[line[END] - 1]] & bits[below] & WIDE != 0
            count = _break(printed, count, breaks[at], wide)
    if folded and joined:
        whole = fold_lines(printed[:count], bits)
        count = len(whole)
        printed[:count] = whole
    return count, joined, False


@kernel
def print_all(points: Array, starts: Array, folded: Array, bits: Array) -> tuple[Array, Array]:
    """Print the lines of texts with one break below a line and two below a paragraph.

    Args:
        points: code points of the texts, one behind the other.
        starts: int64 [n + 1], where each of them starts.
        folded: bool [n], whether it is also done what `fold_lines` does.
        bits: of the code points, as `glyphs` gives them.

    Returns:
        The code points; int64 [n, 3], where those of each text end, how many of its lines belong
        to the one below them, and whether one of these ends with a hyphen, of which words must
        tell whether it stays: then the text is not printed.
    """
    printed, count = np.empty(2 * (points.size + len(folded)), np.uint32), 0
    ends = np.empty((len(folded), 3), np.int64)
    for row in range(len(folded)):
        text = points[starts[row] : starts[row + 1]]
        size, joined, left = _print(text, bits, folded[row], printed[count:])
        count += size
        ends[row, 0], ends[row, 1], ends[row, 2] = count, joined, left
    return printed[:count], ends
