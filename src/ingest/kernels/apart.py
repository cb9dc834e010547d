"""Lines that stand apart from the paragraph above them, however full its last line is."""

from typing import Any

import numpy as np
import numpy.typing as npt

from ingest.kernels.compiled import kernel
from ingest.kernels.glyphs import UPPER
from ingest.kernels.linewidth import first_of, length_of
from ingest.kernels.printedlines import END, GAP, INDENT, START, ends_sentence, has_small

__all__ = ["is_heading", "is_in_capitals", "is_sign", "is_signature"]

Array = npt.NDArray[Any]

LONGEST_SIGN, SHORTEST_HEADING = 20, 10
"""Characters of the sign of who wrote, and of a heading in capitals, that are not joined."""
_ROUND, _SHUT, _SPACE, _EQUALS, _COLON = map(np.uint32, map(ord, "() =:"))
"""As code points are kept, so that eight of them are compared at a time."""
_CLOSES = tuple(map(ord, ")“«"))
"""What may close at the end of a line although it opens elsewhere: “ in German, « in Danish."""


@kernel
def is_signature(points: Array, pair: Any, ended: bool, bits: Array) -> bool:
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
def is_sign(points: Array, lines: Array, at: int, bits: Array) -> bool:
    """A few letters that end no sentence, below one, and nothing or another sign below them."""
    a, b = lines[at - 1], lines[at]
    if length_of(b) > LONGEST_SIGN or ends_sentence(points, b, bits):
        return False
    if at + 1 < len(lines) and not lines[at + 1, GAP]:
        below = lines[at + 1]
        if length_of(below) > LONGEST_SIGN or ends_sentence(points, below, bits):
            return False
    ended = ends_sentence(points, a, bits) or points[a[END] - 1] in _CLOSES
    return bool(ended and points[b[END] - 1] != _COLON)


@kernel
def is_in_capitals(points: Array, pair: Any, bits: Array) -> bool:
    """Whether of two lines only the first is in capitals, as a heading is."""
    a, b = pair
    if length_of(a) < SHORTEST_HEADING or has_small(points, a, bits):
        return False
    letters = 0
    for at in range(a[START], a[END]):
        letters += bits[points[at]] & UPPER != 0
    return 2 * letters > length_of(a) and has_small(points, b, bits)


@kernel
def is_heading(points: Array, pair: Any, bits: Array) -> bool:
    """A line in capitals that ends no sentence, below the end of one that has small letters."""
    a, b = pair
    if not ends_sentence(points, a, bits) or ends_sentence(points, b, bits):
        return False
    return is_in_capitals(points, (b, a), bits)
