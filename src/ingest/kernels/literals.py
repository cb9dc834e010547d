"""Which of many literals a text holds: one pass, whatever their number.

Literals belong to groups, and it is asked of which groups a text holds any. Where a literal may
begin, a small filter says (`kernels/filters.py`), so that hardly more than every thirtieth place is
looked at; there, a table of beginnings says which do.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from ingest.kernels.compiled import kernel
from ingest.kernels.filters import PADDING, find_spots, make_filter
from ingest.kernels.glyphs import points_of
from ingest.kernels.packing import pack, unpack
from ingest.kernels.prefixes import (
    ABSENT,
    FIRST_HASH,
    PARTIAL,
    grow,
    hash_prefixes,
    number_of,
)

__all__ = [
    "DIGIT", "LETTER", "NUMBER", "PADDING", "Literals", "Sought", "fold", "held_groups", "lay_out",
    "open_sought", "seek", "tabulate",
]  # fmt: skip

Array = npt.NDArray[Any]

Literals = npt.NDArray[np.uint64]
"""Tables in one array: uint16 [1,114,112], the number of each letter (0 is in no literal, 1 a
digit); where the groups of each literal are, and these groups, as `lay_out` gives them; then those
of `Sought`."""
NUMBER = "0"
"""Stands for every run of digits: "12 comments" begins as "0 commen"."""
DIGIT, SPACE, LETTER = 1, 2, 0xFFF
"""The numbers of digits and of a space; the bits of a letter's number."""
_POINTS, _KINDS = 0x110000, LETTER + 1


class Sought(NamedTuple):
    """What is asked of letters that are numbered.

    Attributes:
        reach: uint8 [4,096], letters of the shortest literal that begins with each; `PADDING`
            at most, and where none does.
        begins: the filter of their first letters, as `make_filter` gives it.
        slots: their beginnings from so many letters on, as `hash_prefixes` gives them.
    """

    reach: Array
    begins: Array
    slots: Array


@kernel
def open_sought(literals: Array) -> Sought:
    """Take from literals what `seek` asks for."""
    slots = unpack(literals, 5).view(np.uint64)
    return Sought(unpack(literals, 3), unpack(literals, 4), slots)


def tabulate(groups: Sequence[Sequence[str]]) -> Literals:
    """Lay out groups of literals, none of them empty.

    Raises:
        ValueError: there are more letters than numbers for them.
    """
    shortest = [[x for x in own if not any(y != x and y in x for y in own)] for own in groups]
    owners: dict[str, list[int]] = {}
    for group, own in enumerate(shortest):
        for text in set(own):
            owners.setdefault(text, []).append(group)
    texts = sorted(owners)
    signs = sorted({sign for text in texts for sign in text} - {NUMBER, " "})
    if SPACE + len(signs) >= LETTER:
        raise ValueError(f"{len(signs)} letters")
    kinds = np.zeros(_POINTS, np.uint16)
    kinds[ord("0") : ord("9") + 1], kinds[ord(" ")] = DIGIT, SPACE
    kinds[[ord(sign) for sign in signs]] = range(SPACE + 1, SPACE + 1 + len(signs))
    reach = np.full(_KINDS, PADDING, np.uint8)
    for text in texts:
        first = kinds[ord(text[0])]
        reach[first] = min(reach[first], len(text))
    points = np.frombuffer("".join([*texts, " " * PADDING]).encode("utf-32-le"), np.uint32)
    starts = np.cumsum([0, *map(len, texts)])[:-1]
    least = [int(reach[kinds[ord(text[0])]]) for text in texts]
    lists = [owners[text] for text in texts]
    whole = starts[np.array(least, np.int64) == PADDING]
    sizes = np.array(list(map(len, texts)), np.int64)[np.array(least, np.int64) == PADDING]
    filters = reach, make_filter(kinds[points], whole, sizes), hash_prefixes(texts, kinds, least)
    return pack([kinds, *lay_out(lists), *filters])


def lay_out(lists: Sequence[Sequence[int]]) -> tuple[Array, Array]:
    """Lay lists behind each other: int32 [n + 1], where each starts; int32, their numbers."""
    starts = np.cumsum([0, *map(len, lists)], dtype=np.int32)
    return starts, np.array([number for own in lists for number in own], np.int32)


@kernel
def _fold_line(points: Array, kinds: Array, last: int, letters: Array) -> tuple[int, Any]:
    """Write the letters of a line; how many they are, and the flags of any."""
    count, flags, before = 0, np.uint16(0), np.uint16(LETTER)
    for point in points:
        letter = kinds[point] & np.uint16(LETTER)
        letters[count] = letter
        count += (letter != before) | (letter > last)
        flags |= kinds[point]
        before = letter
    return count, flags & ~LETTER


@kernel
def fold(points: Array, lines: Array, kinds: Array, last: int) -> tuple[Array, Array, Array]:
    """Write the numbers of letters, a run of the same letter as one if its number is small.

    Args:
        points: code points of a text.
        lines: int64 [n, 2], their starts and ends.
        kinds: the number of each letter, and flags above the bits of `LETTER`.
        last: the last number of which a run is one.

    Returns:
        uint16, numbers of letters, `PADDING` zeros behind each line; int64 [n + 1], where lines
        start; uint16 [n], the flags of any letter of each.
    """
    room = PADDING * (len(lines) + 1)
    for row in range(len(lines)):
        room += lines[row, 1] - lines[row, 0]
    letters, starts = np.zeros(room, np.uint16), np.empty(len(lines) + 1, np.int64)
    seen, count = np.zeros(len(lines), np.uint16), 0
    for row in range(len(lines)):
        starts[row] = count
        line = points[lines[row, 0] : lines[row, 1]]
        size, seen[row] = _fold_line(line, kinds, last, letters[count:])
        count += size
        letters[count] = 0
        count += PADDING
    starts[len(lines)] = count
    return letters[:count], starts, seen


@kernel
def _follow(letters: Array, spots: Array, sought: Sought, hits: Array) -> int:
    """Note the literals at some places, as many as there is room for; how many there are."""
    slots, reach, count = sought.slots, sought.reach, 0
    for spot in spots:
        value, at, least = FIRST_HASH, spot, spot + reach[letters[spot]]
        number = PARTIAL
        while number != ABSENT:
            value = grow(value, letters[at])
            at += 1
            if at >= least:
                number = number_of(slots, value)
                if number not in (ABSENT, PARTIAL):
                    if count < len(hits):
                        hits[count, 0], hits[count, 1] = spot, number
                    count += 1
    return count


@kernel
def seek(letters: Array, starts: Array, left_out: Array, sought: Sought) -> Array:
    """Find the literals that lines hold: int32 [m, 2], a place and the number of a literal.

    Args:
        letters: as `fold` gives them.
        starts: as well.
        left_out: uint8 [n], not 0 for lines that are not looked at.
        sought: the literals.
    """
    hits = np.empty((32, 2), np.int32)
    spots = find_spots(letters, (starts, left_out), sought.reach, sought.begins)
    count = _follow(letters, spots, sought, hits)
    if count > len(hits):
        hits = np.empty((count, 2), np.int32)
        _follow(letters, spots, sought, hits)
    return hits[:count]


@kernel
def _find(points: Array, literals: Literals) -> Array:
    """The groups of which a text holds a literal, some more than once."""
    line = np.array([[0, points.size]])
    letters, starts, _ = fold(points, line, unpack(literals, 0).view(np.uint16), DIGIT)
    hits = seek(letters, starts, np.zeros(1, np.uint8), open_sought(literals))
    own, groups = unpack(literals, 1).view(np.int32), unpack(literals, 2).view(np.int32)
    size = 0
    for row in range(len(hits)):
        size += own[hits[row, 1] + 1] - own[hits[row, 1]]
    found, count = np.empty(size, np.int32), 0
    for row in range(len(hits)):
        for at in range(own[hits[row, 1]], own[hits[row, 1] + 1]):
            found[count] = groups[at]
            count += 1
    return found


def held_groups(text: str, literals: Literals) -> set[int]:
    """Give the groups of which a text holds a literal.

    Args:
        text: as the literals are written, for example in small letters; digits as they are.
        literals: as `tabulate` gives them.
    """
    return set(_find(points_of(text), literals).tolist())
