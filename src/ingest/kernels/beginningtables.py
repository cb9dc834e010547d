"""What rules begin with, and what others hold, laid out for the kernel that looks for it.

The beginnings are kept as hashes of their characters (FNV-1a, 64 bits; Fowler, Noll and Vo). Two
that share a hash cost a try in vain, nothing else. What the rules need that may begin with anything
is found by an automaton of literals.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from numba import njit

from ingest.kernels.literals import Literals
from ingest.kernels.smallletters import small_letters
from ingest.kernels.tablecache import Tables

__all__ = [
    "FNV_PRIME", "FNV_START", "NO_KIND", "Beginnings", "Dated", "beginnings_from", "place_of",
    "tabulate",
]  # fmt: skip

Array = npt.NDArray[Any]

FNV_START, FNV_PRIME = np.uint64(0xCBF29CE484222325), np.uint64(0x100000001B3)
_MIX = np.uint64(0x9E3779B97F4A7C15)
_FEWEST = 10
NO_KIND = 0xFFFF


class Dated(NamedTuple):
    """A rule for lines that hold a digit, and have so many characters at most."""

    rule: int
    longest: int


class Beginnings(NamedTuple):
    """The beginnings of rules, and what others hold.

    Attributes:
        hashes: uint64 [2**k], of the beginnings and of what they begin with themselves, where
            `_slot` says or behind it; 0 is empty.
        own: int32 [2**k, 2], where in `rules` those of a beginning are.
        notes: bool [2**k], whether rules for notes are among them.
        rules: int32, numbers of rules.
        amid: bool [rules], whether a rule is also for lines amid a body.
        small: uint32 [1,114,112], the small letter of each; 0 where it depends on its neighbours.
        longest: characters of the longest beginning.
        kinds: uint16 [1,114,112], the class of each code point's small letter for `steps`;
            `NO_KIND` where there is none.
        steps, first: of `Literals`.
        held: int32 [states from `first` on, 2], where in `rules` those are that a state is for.
        date: the rule for date lines.
    """

    hashes: Array
    own: Array
    notes: Array
    rules: Array
    amid: Array
    small: Array
    longest: int
    kinds: Array
    steps: Array
    first: int
    held: Array
    date: Dated


@njit(cache=True, nogil=True)
def _slot(value: Any, slots: int) -> int:
    """Where a hash is looked for first: the high bits of its product (Knuth, TAOCP 3, 6.4)."""
    return int((value * _MIX) >> np.uint64(40)) & (slots - 1)


@njit(cache=True, nogil=True)
def place_of(hashes: Array, value: Any) -> int:
    """The slot that holds a hash, or the empty one that it may take."""
    at = _slot(value, hashes.size)
    while hashes[at] != 0 and hashes[at] != value:
        at = (at + 1) & (hashes.size - 1)
    return at


@njit(cache=True, nogil=True)
def _fill(points: Array, starts: Array, hashes: Array) -> Array:
    """Put the hashes of texts in their slots; int64 [n], the slots."""
    slots = np.empty(starts.size - 1, np.int64)
    for row in range(starts.size - 1):
        value = FNV_START
        for at in range(starts[row], starts[row + 1]):
            value = (value ^ np.uint64(points[at])) * FNV_PRIME
        slots[row] = place_of(hashes, value)
        hashes[slots[row]] = value
    return slots


def tabulate(
    starts: Mapping[str, Sequence[int]],
    notes: frozenset[int],
    needed: tuple[Literals, Sequence[int]],
) -> Tables:
    """Lay out what rules begin with or need.

    Args:
        starts: numbers of rules by what they begin with.
        notes: the rules for notes.
        needed: the literals of which a text must hold one, a group for each of the rules that may
            begin with anything; the numbers of these.
    """
    literals, others = needed
    whole = {text[:length] for text in starts for length in range(1, len(text) + 1)}
    texts = sorted(whole)
    hashes = np.zeros(1 << max(_FEWEST, (2 * len(texts)).bit_length()), np.uint64)
    points = np.frombuffer("".join(texts).encode("utf-32-le"), np.uint32)
    slots = _fill(points, np.cumsum([0, *map(len, texts)]), hashes)
    held = [[others[group] for group in groups] for groups in literals.groups]
    lists = [*(starts.get(text, ()) for text in texts), *held]
    spans = _spans(lists)
    own = np.zeros((hashes.size, 2), np.int32)
    own[slots] = spans[: len(texts)]
    for_notes = np.zeros(hashes.size, np.bool_)
    for_notes[slots] = [not notes.isdisjoint(starts.get(text, ())) for text in texts]
    small = small_letters()
    kinds = literals.classes[small]
    kinds[small == 0] = NO_KIND
    return {
        "hashes": hashes,
        "own": own,
        "notes": for_notes,
        "rules": np.array([number for one in lists for number in one], np.int32),
        "kinds": kinds,
        "steps": literals.steps,
        "held": spans[len(texts) :],
        "sizes": np.array([max(map(len, texts), default=0), literals.first], np.int64),
    }


def beginnings_from(tables: Tables, date: Dated) -> Beginnings:
    """Take what rules begin with or need from its tables, for `judge`."""
    arrays: Any = {name: np.asarray(table) for name, table in tables.items()}
    longest, first = arrays.pop("sizes").tolist()
    return Beginnings(**arrays, small=small_letters(), longest=longest, first=first, date=date)


def _spans(lists: Sequence[Sequence[int]]) -> Array:
    """Where each of several lists is when they are laid behind each other: int32 [n, 2]."""
    ends = np.cumsum([0, *map(len, lists)], dtype=np.int32)
    return np.stack([ends[:-1], ends[1:]], axis=1)
