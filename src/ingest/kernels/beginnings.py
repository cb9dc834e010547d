"""Which paragraphs begin as some rule does or hold what it needs, and which are plain sentences.

The beginnings of all rules are kept as hashes of their characters (FNV-1a, 64 bits; Fowler, Noll
and Vo). Two that share a hash cost a look in vain, nothing else. What the other rules need is found
by an automaton of literals. A paragraph is read as the rules
see it: without decoration, in small letters, each run of white space as one space and each number
as 0.
"""

import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from numba import njit

from ingest.kernels.glyphs import CLOSER, DECORATED, ODD, SPACE, STOP
from ingest.kernels.letters import unaccented
from ingest.kernels.linebreaks import LINES
from ingest.kernels.literals import Literals
from ingest.kernels.printedlines import END, START
from ingest.kernels.tablecache import Tables, cached

__all__ = [
    "BEGINS", "HOLDS", "NOTES", "PLAIN", "Beginnings", "beginnings_of", "build", "judge",
    "small_letters",
]  # fmt: skip

Array = npt.NDArray[Any]

BEGINS, NOTES, PLAIN, HOLDS = 1, 2, 4, 8
"""A rule may begin so; a rule for notes may; there is no mark-up in it, and it ends a sentence or
is longer than a prompt can be; it holds what a rule needs that may begin with anything."""

_SPACE, _ZERO, _NINE = 32, 48, 57
_MARKS = tuple(map(ord, "![-=*_~{<&`"))
"""With these begins mark-up, or the fence around code."""
_OPEN, _SHUT, _ROUND = ord("["), ord("]"), ord("(")
_FNV_START, _FNV_PRIME = np.uint64(0xCBF29CE484222325), np.uint64(0x100000001B3)
_MIX = np.uint64(0x9E3779B97F4A7C15)
_FEWEST = 10
_LAYOUT = 4
"""Another number for every change of what `build` returns: the table is kept under it."""


class Beginnings(NamedTuple):
    """The beginnings of rules.

    Attributes:
        hashes: uint64 [2**k], of the beginnings, where `_slot` says or behind it; 0 is empty.
        flags: uint8 [2**k], `BEGINS` and `NOTES` of each.
        small: uint32 [1,114,112], the small letter of each; 0 where it is not one character, or
            depends on its neighbours.
        longest: characters of the longest beginning.
        classes, steps, first: of `Literals`.
    """

    hashes: Array
    flags: Array
    small: Array
    longest: int
    classes: Array
    steps: Array
    first: int


@njit(cache=True, nogil=True)
def _slot(value: Any, slots: int) -> int:
    """Where a hash is looked for first: the high bits of its product (Knuth, TAOCP 3, 6.4)."""
    return int((value * _MIX) >> np.uint64(40)) & (slots - 1)


@njit(cache=True, nogil=True)
def _place(hashes: Array, value: Any) -> int:
    """The slot that holds a hash, or the empty one that it may take."""
    at = _slot(value, hashes.size)
    while hashes[at] != 0 and hashes[at] != value:
        at = (at + 1) & (hashes.size - 1)
    return at


@njit(cache=True, nogil=True)
def _fill(points: Array, starts: Array, own: Array, table: tuple[Array, Array]) -> None:
    hashes, flags = table
    for row in range(starts.size - 1):
        value = _FNV_START
        for at in range(starts[row], starts[row + 1]):
            value = (value ^ np.uint64(points[at])) * _FNV_PRIME
        at = _place(hashes, value)
        hashes[at] = value
        flags[at] |= own[row]


def beginnings_of(flags: Mapping[str, int], needed: Literals) -> Beginnings:
    """Lay out beginnings, each with what it may begin, and what other rules need, for `judge`."""
    texts = list(flags)
    slots = 1 << max(_FEWEST, (2 * len(texts)).bit_length())
    table = np.zeros(slots, np.uint64), np.zeros(slots, np.uint8)
    points = np.frombuffer("".join(texts).encode("utf-32-le"), np.uint32)
    starts = np.cumsum([0, *map(len, texts)])
    _fill(points, starts, np.array([*flags.values()], np.uint8), table)
    longest = max(map(len, texts), default=0)
    classes, steps, first, _ = needed
    return Beginnings(*table, small_letters(), longest, classes, steps, first)


@cache
def small_letters() -> Array:
    """Open the table of small letters, building it if this version's is not kept yet."""
    name = f"small-letters-{unicodedata.unidata_version}-{_LAYOUT}"
    table: Any = cached(name, build)["small"]
    return np.asarray(table)


def build() -> Tables:
    """Work out the table from the interpreter's Unicode database."""
    small = np.arange(0x110000, dtype=np.uint32)
    for point in range(0x110000):
        lower = unaccented(chr(point).lower())
        small[point] = ord(lower) if len(lower) == 1 else 0
        if lower.isdecimal():  # of any script
            small[point] = _ZERO
    return {"small": small}


@njit(cache=True, nogil=True)
def _begins(points: Array, at: int, end: int, bits: Array, known: Beginnings) -> int:
    """What may begin with the characters from a place on: `BEGINS`, `NOTES`."""
    value, length, found, before = _FNV_START, 0, 0, np.uint32(0)
    while at < end and length < known.longest:
        point = points[at]
        letter = known.small[point]
        if bits[point] & SPACE:
            letter = np.uint32(_SPACE)
        elif _ZERO <= point <= _NINE:
            letter = np.uint32(_ZERO)
        elif letter == 0:
            return BEGINS | NOTES
        at += 1
        if letter == before and letter in (_SPACE, _ZERO):
            continue
        before = letter
        value = (value ^ np.uint64(letter)) * _FNV_PRIME
        place = _place(known.hashes, value)
        if known.hashes[place] == value:
            found |= known.flags[place]
        length += 1
    return found


@njit(cache=True, nogil=True)
def _holds(points: Array, span: Array, bits: Array, known: Beginnings) -> bool:
    """Whether a paragraph may hold a literal; the decoration around it does not matter."""
    state, before = 0, np.uint32(0)
    for at in range(span[START], span[END]):
        point = points[at]
        letter = known.small[point]
        if bits[point] & SPACE:
            letter = np.uint32(_SPACE)
        elif letter == 0:
            return True
        if letter == before and letter in (_SPACE, _ZERO):
            continue
        before = letter
        state = int(known.steps[state, known.classes[letter]])
        if state >= known.first:
            return True
    return False


@njit(cache=True, nogil=True)
def _print(points: Array, span: Array, bits: Array) -> tuple[bool, bool]:
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
            point = np.uint32(_SPACE) if blank else point
        plain = plain and not (point == _SPACE and before == _SPACE)
        before = point
    return plain, False


@njit(cache=True, nogil=True)
def _ends(points: Array, span: Array, bits: Array) -> bool:
    """Whether a paragraph ends a sentence, closing quotes and brackets aside."""
    end = span[END]
    while end > span[START]:
        own = bits[points[end - 1]]
        if own & STOP:
            return True
        if not own & (CLOSER | SPACE):
            return False
        end -= 1
    return False


@njit(cache=True, nogil=True)
def _bare(points: Array, span: Array, bits: Array) -> tuple[int, int]:
    """The paragraph without the decoration around it."""
    start, end = span[START], span[END]
    if (bits[points[start]] | bits[points[end - 1]]) & DECORATED:
        while start < end and bits[points[start]] & (DECORATED | SPACE):
            start += 1
        while end > start and bits[points[end - 1]] & (DECORATED | SPACE):
            end -= 1
    return start, end


@njit(cache=True, nogil=True)
def judge(points: Array, spans: Array, bits: Array, known: Beginnings, longest: int) -> Array:
    """Say of each paragraph what may begin with it, and whether it is plain.

    Args:
        points: code points of the text.
        spans: of the paragraphs, as `find_spans` gives them.
        bits: of the code points, as `glyphs` gives them.
        known: what the rules begin with, and what they need.
        longest: characters of the longest prompt.

    Returns:
        uint8 [n], of `BEGINS`, `HOLDS`, `NOTES` and `PLAIN`. The first two are never left out,
        but may be said of a paragraph that no rule fits.
    """
    found = np.zeros(len(spans), np.uint8)
    for row in range(len(spans)):
        start, end = _bare(points, spans[row], bits)
        plain, link = _print(points, spans[row], bits)
        if link or start == end:
            found[row] = BEGINS | HOLDS | NOTES
            continue
        found[row] = _begins(points, start, end, bits, known)
        if _holds(points, spans[row], bits, known):
            found[row] |= HOLDS
        if plain and points[spans[row, START]] not in _MARKS:
            whole = end - start > longest or _ends(points, spans[row], bits)
            found[row] |= PLAIN if whole else 0
    return found
