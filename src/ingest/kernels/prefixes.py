"""Many texts by their beginnings: a table that says, letter after letter, whether one goes on so.

Every beginning of every text is kept under a hash of its letters (FNV-1a, 64 bits; Fowler, Noll and
Vo), with the number of the text if it is a whole one, so that each question costs one place in
memory. Beginnings that share a hash cost a try in vain, nothing else.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from ingest.kernels.compiled import kernel

__all__ = ["ABSENT", "FIRST_HASH", "PARTIAL", "grow", "hash_prefixes", "number_of"]

Array = npt.NDArray[Any]

FIRST_HASH, _PRIME = np.uint64(0xCBF29CE484222325), np.uint64(0x100000001B3)
_MIX = np.uint64(0x9E3779B97F4A7C15)
_NUMBER = np.uint64(0xFFFFFF)
"""The bits of a slot that are a number; the others are of the hash."""
_NUMBER_BITS, _SLOT_BITS = np.uint64(24), np.uint64(40)
_FEWEST = 10

ABSENT, PARTIAL = -1, 0xFFFFFF
"""No text begins so; some do, but none ends there."""


@kernel
def grow(value: Any, letter: int) -> Any:
    """The hash of a beginning with one letter more; that of none is `FIRST_HASH`."""
    return (value ^ np.uint64(letter)) * _PRIME


@kernel
def _place_of(slots: Array, value: Any) -> int:
    """The slot of a beginning, or the empty one that it may take.

    It is looked for first where the high bits of its product say (Knuth, TAOCP 3, 6.4).
    """
    at = int((value * _MIX) >> _SLOT_BITS) & (slots.size - 1)
    while slots[at] != 0 and (slots[at] ^ value) >> _NUMBER_BITS != 0:
        at = (at + 1) & (slots.size - 1)
    return at


@kernel
def number_of(slots: Array, value: Any) -> Any:
    """The number of the text that has this hash, or `PARTIAL`, or `ABSENT`."""
    slot = slots[_place_of(slots, value)]
    return ABSENT if slot == 0 else np.int64(slot & _NUMBER)


@kernel
def _fill(slots: Array, letters: Array, starts: Array, shortest: Array) -> None:
    for row in range(starts.size - 1):
        value, place = FIRST_HASH, 0
        for at in range(starts[row], starts[row + 1]):
            value = grow(value, letters[at])
            if at - starts[row] + 1 >= shortest[row]:
                place = _place_of(slots, value)
                if slots[place] == 0:
                    slots[place] = value | _NUMBER
        slots[place] = (value & ~_NUMBER) | np.uint64(row)


def hash_prefixes(texts: Sequence[str], kinds: Array, shortest: Sequence[int]) -> Array:
    """Make the table of some texts, whose numbers are their places.

    Args:
        texts: all different, none empty.
        kinds: the number that stands for each code point.
        shortest: of each text, letters of its shortest beginning that will be asked for.

    Returns:
        uint64 [2**k]; 0 is empty.
    """
    pairs = zip(texts, shortest, strict=True)
    whole = {text[:length] for text, least in pairs for length in range(least, len(text) + 1)}
    slots = np.zeros(1 << max(_FEWEST, (2 * len(whole)).bit_length()), np.uint64)
    points = np.frombuffer("".join(texts).encode("utf-32-le"), np.uint32)
    starts = np.cumsum([0, *map(len, texts)])
    _fill(slots, kinds[points], starts, np.array(shortest, np.int64))
    return slots
