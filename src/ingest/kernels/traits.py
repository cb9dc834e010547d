"""What a text holds that a step of cleaning mends, found in one pass over its code points."""

from typing import Any

import numpy.typing as npt
from numba import njit

from ingest.kernels.glyphs import BREAK, COMPOSES, ODD, SPACE, STRANGE
from ingest.kernels.printedlines import CUT_MARK

__all__ = [
    "AMPERSAND",
    "COMPOSES",
    "CUT",
    "DOUBLE",
    "MARKUP",
    "OTHER_BREAK",
    "STRANGE",
    "WHITE",
    "traits_of",
]  # fmt: skip

Array = npt.NDArray[Any]

OTHER_BREAK, WHITE, DOUBLE, MARKUP, AMPERSAND, CUT = (1 << bit for bit in range(16, 22))
"""Beside the bits of `glyphs`: a break that is no line feed; white space that is no space; two
spaces in a row; signs of Markdown (`](`, `][`, `**`,
`##` or `###` at the start of a line); "&"; a mark where a piece was cut out."""

_SPACE, _NEWLINE, _AND, _STAR, _HASH, _OPEN, _SHUT, _ROUND = map(ord, " \n&*#[](")


@njit(cache=True, nogil=True)
def traits_of(points: Array, bits: Array) -> int:
    """Say what a text holds: the bits of all its characters, and those above."""
    found, before, heading = 0, 0, -1
    for point in points:
        own = bits[point]
        if point == CUT_MARK:
            found |= CUT
        elif point == _SPACE:
            found |= DOUBLE if before == _SPACE else 0
            found |= MARKUP if heading in (2, 3) else 0
        else:
            found |= own
            if own & ODD:
                found |= OTHER_BREAK if own & BREAK else 0
                found |= WHITE if own & SPACE else 0
            elif point == _AND:
                found |= AMPERSAND
            elif (before == _SHUT and point in (_ROUND, _OPEN)) or before == point == _STAR:
                found |= MARKUP
        heading = heading + 1 if heading >= 0 and point == _HASH else -(point != _NEWLINE)
        before = point
    return found
