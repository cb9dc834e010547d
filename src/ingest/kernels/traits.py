"""What a text holds that a step of cleaning mends, found in one pass over its code points."""

from typing import Any

import numpy as np
import numpy.typing as npt

from ingest.kernels.compiled import kernel
from ingest.kernels.glyphs import BREAK, COMPOSES, ODD, SPACE, STRANGE
from ingest.kernels.printedlines import CUT_MARK

__all__ = [
    "AMPERSAND",
    "COMPOSES",
    "CUT",
    "DOUBLE",
    "LINED",
    "MARKUP",
    "OTHER_BREAK",
    "STRANGE",
    "WHITE",
    "traits_of",
    "traits_of_all",
]  # fmt: skip

Array = npt.NDArray[Any]

OTHER_BREAK, WHITE, DOUBLE, MARKUP, AMPERSAND, CUT, LINED = (1 << bit for bit in range(16, 23))
"""Beside the bits of `glyphs`: a break that is no line feed; white space that is no space; two
spaces in a row; signs of Markdown (`](`, `][`, `**`,
`##` or `###` at the start of a line); "&"; a mark where a piece was cut out; line feeds that are
not two in a row between paragraphs, or a space beside one or at an end."""

_SPACE, _NEWLINE, _AND, _STAR, _HASH, _OPEN, _SHUT, _ROUND = map(np.uint32, map(ord, " \n&*#[]("))
_CUT = np.uint32(CUT_MARK)


@kernel
def _holds(points: Array, sign: Any) -> bool:
    """Whether a sign is in a text; without a branch, many characters at a time."""
    found = False
    for at in range(points.size):
        found |= points[at] == sign
    return found


@kernel
def _pairs(points: Array) -> int:
    """What two signs in a row say; without a branch as well."""
    double, markup = False, False
    first, second = points[:-1], points[1:]
    for at in range(second.size):
        double |= (first[at] == _SPACE) & (second[at] == _SPACE)
        markup |= (first[at] == _STAR) & (second[at] == _STAR)
        markup |= (first[at] == _SHUT) & ((second[at] == _ROUND) | (second[at] == _OPEN))
    return double * DOUBLE | markup * MARKUP


@kernel
def _is_lined(points: Array) -> bool:
    """Whether a line feed, but for those at either end, is alone, one of three or beside a space.

    Or a space is at an end. Else a blank line is between any two lines, and no more. Without a
    branch as well.
    """
    found = points.size > 0 and (points[0] == _SPACE or points[-1] == _SPACE)
    before, points, behind = points[:-2], points[1:-1], points[2:]
    for at in range(points.size):
        one, two, three = before[at] == _NEWLINE, points[at] == _NEWLINE, behind[at] == _NEWLINE
        found |= two & (one == three)
        found |= (two & (behind[at] == _SPACE)) | (one & (points[at] == _SPACE))
        found |= two & (before[at] == _SPACE)
    return found


@kernel
def _has_heading(points: Array) -> bool:
    """Whether `##` or `###` stands at the start of a line but the first, and a space behind it."""
    for at in range(3, points.size):
        if points[at] == _SPACE and points[at - 1] == _HASH and points[at - 2] == _HASH:
            above = at - 4 if points[at - 3] == _HASH else at - 3
            if above >= 0 and points[above] == _NEWLINE:
                return True
    return False


@kernel
def _odd_space(points: Array, bits: Array) -> int:
    """Whether there are breaks that are no line feeds, and white space that is no space."""
    found = 0
    for point in points:
        own = bits[point]
        if own & ODD:
            found |= OTHER_BREAK if own & BREAK else 0
            found |= WHITE if own & SPACE else 0
    return found


@kernel
def traits_of(points: Array, bits: Array) -> int:
    """Say what a text holds: the bits of all its characters, and those above."""
    found = 0
    for point in points:
        found |= bits[point] * (point != _CUT)
    found |= _pairs(points)
    if found & ODD:
        found |= _odd_space(points, bits)
    if _holds(points, _HASH) and _has_heading(points):
        found |= MARKUP
    found |= AMPERSAND if _holds(points, _AND) else 0
    found |= LINED if _is_lined(points) else 0
    return found | (CUT if _holds(points, _CUT) else 0)


@kernel
def traits_of_all(points: Array, starts: Array, bits: Array) -> Array:
    """Say the same of texts that stand one behind the other: int64 [n]."""
    traits = np.empty(len(starts) - 1, np.int64)
    for row in range(len(traits)):
        traits[row] = traits_of(points[starts[row] : starts[row + 1]], bits)
    return traits
