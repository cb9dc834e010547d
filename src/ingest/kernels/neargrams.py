"""The n-grams of Latin-1 letters looked up without hashing: most windows of most texts are of them.

Three letters are a place in a table, which says at once what `langprofiles` finds in up to three
looks; and one pass over a window does without a branch what would be mispredicted at every word.
"""

from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from ingest.kernels.compiled import kernel
from ingest.kernels.profiletables import (
    KIND,
    LATIN,
    LETTER,
    NON_LATIN,
    SCRIPT,
    SCRIPTS,
    UPPER,
    profiles,
)

__all__ = ["NEAR", "look_near", "near_rows"]

Array = npt.NDArray[Any]

_BITS = 7
NEAR = 1 << _BITS
"""Letters with smaller numbers are near: those of Latin-1, and what stands for a space."""

_LATIN_SCRIPT = SCRIPTS.index("Latin")
_MASK = (1 << 3 * _BITS) - 1
_SUM = 10
"""Bits of a sum; no window has more letters than it can hold."""


@cache
def near_rows() -> npt.NDArray[np.int32]:
    """Tabulate the rows of three letters on end, of which each takes `_BITS` bits of the place.

    Returns:
        int32 [NEAR ** 3]: row of the longest known n-gram that the letters end in, -1 for none. A
        space alone is no n-gram, nor are three letters with a space in the middle.
    """
    known = profiles()
    near = np.empty((NEAR, NEAR, NEAR), np.int32)
    near[:] = known.single[:NEAR]
    near[..., :2] = -1
    entries = known.table[known.table != 0]
    keys, rows = entries >> 17, (entries & 0x1FFFF).astype(np.int32)
    one, two, three = keys >> 24, keys >> 12 & LETTER, keys & LETTER
    close = np.maximum(np.maximum(one, two), three) < NEAR
    pairs, triples = close & (one == 0), close & (one > 0) & (two > 1)
    near[:, two[pairs], three[pairs]] = rows[pairs]
    near[one[triples], two[triples], three[triples]] = rows[triples]
    near.setflags(write=False)
    return near.ravel()


def _sums() -> Array:
    """Say what a letter adds to six sums packed in one number, by the bits above its numbers.

    From the lowest: of no script, Latin; as `UPPER`, `LATIN` and `NON_LATIN` say; not in capitals.
    """
    sums = np.zeros(1 << (32 - KIND), np.int64)
    for kind in range(sums.size):
        script = kind >> (SCRIPT - KIND)
        told = [kind & bit != 0 for bit in (UPPER, LATIN, NON_LATIN)]
        small = script != 0 and not told[0]
        own = (script == 0, script == _LATIN_SCRIPT, *told, small)
        sums[kind] = sum(int(added) << (_SUM * k) for k, added in enumerate(own))
    return sums


_SUMS = _sums()


@kernel
def _sum(sums: int, place: int) -> int:
    return sums >> (_SUM * place) & ((1 << _SUM) - 1)


@kernel
def look_near(text: Array, letters: Array, near: Array, rows: Array, counts: Array) -> int:
    """Find the rows of a usual window's n-grams, and count its letters by script.

    Args:
        text: code points of the window.
        letters: `Profiles.letters`.
        near: from `near_rows`.
        rows: room for as many rows as there are code points.
        counts: letters of each script; added to.

    Returns:
        how many rows were written; -1 and nothing counted if a letter is not near, if Latin
        letters are noise, or if the window is in capitals.
    """
    sums = count = 0
    before, place, capital = np.int64(1), np.int64(1), np.int64(0)
    for at in range(text.size):
        entry = np.int64(letters[text[at] & 0xFFFF])
        code = entry & LETTER
        if code >= NEAR or entry >> SCRIPT > _LATIN_SCRIPT or text[at] >= 0x10000:
            return -1
        sums += _SUMS[entry >> KIND]
        new = ((code ^ 1) | (before ^ 1)) != 0  # no second space
        here = (place << _BITS | code) & _MASK
        row = near[here]
        rows[count] = row
        upper = (entry >> KIND) & UPPER & (code != 0)
        count += new & (row >= 0) & ((upper & capital) == 0)
        place = here if new else place
        before, capital = code, upper
    noise, other = _sum(sums, 3), _sum(sums, 4)
    if (noise and noise * 2 < other) or _sum(sums, 2) > _sum(sums, 5):
        return -1
    counts[0] += _sum(sums, 0)
    counts[_LATIN_SCRIPT] += _sum(sums, 1)
    return count
