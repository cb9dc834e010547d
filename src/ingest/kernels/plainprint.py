"""How a paragraph is printed: its decoration, what is odd in it, and whether it ends a sentence."""

from typing import Any

import numpy as np
import numpy.typing as npt

from ingest.kernels.compiled import kernel
from ingest.kernels.glyphs import CLOSER, DECORATED, ODD, SPACE, STOP
from ingest.kernels.linebreaks import LINES
from ingest.kernels.printedlines import END, START

__all__ = ["find_bare", "has_double", "is_ended", "look_at_print"]

Array = npt.NDArray[Any]

_SPACE = np.uint32(32)
_ASKS = tuple(map(ord, "?!？！"))
_OPEN, _SHUT, _ROUND = ord("["), ord("]"), ord("(")


@kernel
def has_double(points: Array) -> bool:
    """Whether there are two spaces in a row; without a branch, many characters at a time."""
    found, first, second = False, points[:-1], points[1:]
    for at in range(second.size):
        found |= (first[at] == _SPACE) & (second[at] == _SPACE)
    return found


@kernel
def look_at_print(points: Array, span: Array, bits: Array) -> tuple[bool, bool]:
    """Whether a paragraph is printed plainly, and whether it holds a link of Markdown.

    Plain is what has only printable characters and no two spaces in a row.
    """
    plain, before = True, np.uint32(0)
    for at in range(span[START], span[END]):
        point = points[at]
        if before == _SHUT and point in (_ROUND, _OPEN):
            return False, True
        if bits[point] & ODD:
            blank = span[LINES] > 1 and bits[point] & SPACE != 0
            plain = plain and blank
            point = _SPACE if blank else point
        plain = plain and not (point == _SPACE and before == _SPACE)
        before = point
    return plain, False


@kernel
def is_ended(points: Array, span: Array, bits: Array) -> bool:
    """Whether a paragraph ends a sentence that asks nothing, closing quotes and brackets aside."""
    end = span[END]
    while end > span[START]:
        own = bits[points[end - 1]]
        if own & STOP:
            return points[end - 1] not in _ASKS
        if not own & (CLOSER | SPACE):
            return False
        end -= 1
    return False


@kernel
def find_bare(points: Array, span: Array, bits: Array) -> tuple[int, int]:
    """The paragraph without the decoration around it."""
    start, end = span[START], span[END]
    if (bits[points[start]] | bits[points[end - 1]]) & DECORATED:
        while start < end and bits[points[start]] & (DECORATED | SPACE):
            start += 1
        while end > start and bits[points[end - 1]] & (DECORATED | SPACE):
            end -= 1
    return start, end
