"""Where in a text a literal may begin: a filter over hashes of letters (Bloom 1970, with one hash).

Four letters say it, and for literals of six letters and more the third to sixth as well, so that
hardly any place is looked at in vain.
"""

from typing import Any

import numpy as np
import numpy.typing as npt

from ingest.kernels.compiled import kernel

__all__ = ["PADDING", "find_spots", "make_filter"]

Array = npt.NDArray[Any]

PADDING = 4
"""Letters that are hashed; so many places are wanted behind the last letter."""
_BYTES, _FURTHER = 1 << 12, 2
_UNUSED, _BIT = np.uint32(17), np.uint16(7)
"""Bits of a hash that are not used; those of a place in the filter that say which bit of a byte."""


@kernel
def _hash(letters: Array) -> Array:
    """Hash every four letters in a row to 15 bits: uint16 [n - 3]. No branch, no look-up."""
    hashes = np.empty(max(letters.size - PADDING + 1, 0), np.uint16)
    for at in range(hashes.size):
        value = letters[at] * np.uint32(0x9E3779B1) + letters[at + 1] * np.uint32(0x85EBCA77)
        value += letters[at + 2] * np.uint32(0xC2B2AE3D) + letters[at + 3] * np.uint32(0x27D4EB2F)
        hashes[at] = np.uint32(value) >> _UNUSED
    return hashes


@kernel
def make_filter(letters: Array, starts: Array, sizes: Array) -> Array:
    """Make the filter of literals.

    Args:
        letters: numbers of their letters, with room behind the last.
        starts: where those of four letters and more start.
        sizes: how many letters they have.

    Returns:
        uint8 [3 * 4,096], three filters, a bit for each hash of four letters: the first ones of
        each literal; those of literals of less than six letters; of the others the third to sixth.
    """
    begins, hashes = np.zeros(3 * _BYTES, np.uint8), _hash(letters)
    for row in range(len(starts)):
        first = hashes[starts[row]]
        begins[first >> 3] |= 1 << (first & _BIT)
        if sizes[row] < PADDING + _FURTHER:
            begins[_BYTES + (first >> 3)] |= 1 << (first & _BIT)
        else:
            second = hashes[starts[row] + _FURTHER]
            begins[2 * _BYTES + (second >> 3)] |= 1 << (second & _BIT)
    return begins


@kernel
def find_spots(letters: Array, lines: Any, reach: Array, filters: Array) -> Array:
    """Where literals may begin in lines.

    Args:
        letters: numbers of letters, `PADDING` zeros behind each line.
        lines: where they start, one more than there are; which are left out.
        reach: uint8, letters of the shortest literal that begins with each letter; `PADDING` at
            most, and where none does.
        filters: as `make_filter` gives them.
    """
    starts, left_out = lines
    hashes, last = _hash(letters), letters.size - PADDING
    begins, short = filters[:_BYTES], filters[_BYTES : 2 * _BYTES]
    further = filters[2 * _BYTES :]
    spots, count = np.empty(letters.size, np.int32), 0
    for row in range(len(left_out)):
        for at in range(starts[row], starts[row] if left_out[row] else starts[row + 1] - PADDING):
            first = hashes[at]
            if reach[letters[at]] < PADDING:
                spots[count] = at
                count += 1
            elif (begins[first >> 3] >> (first & _BIT)) & 1:
                second = hashes[min(at + _FURTHER, last)]
                spots[count] = at
                count += (
                    (short[first >> 3] >> (first & _BIT))
                    | (further[second >> 3] >> (second & _BIT))
                ) & 1
    return spots[:count]
