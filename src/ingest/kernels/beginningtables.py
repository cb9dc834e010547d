"""What rules begin with, and what others hold, laid out for the kernel that looks for it."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from ingest.kernels.compiled import kernel
from ingest.kernels.glyphs import ODD, glyphs
from ingest.kernels.literals import LETTER, Literals, Sought, lay_out, open_sought
from ingest.kernels.packing import pack, unpack
from ingest.kernels.prefixes import hash_prefixes
from ingest.kernels.smallletters import ZERO, small_letters

__all__ = [
    "COLON_SIGN", "DIGIT_SIGN", "ENDS", "NOTE", "NO_KIND", "ODD_SIGN", "ORIGIN", "UNSURE",
    "Beginnings", "open_beginnings", "tabulate",
]  # fmt: skip

Array = npt.NDArray[Any]

NO_KIND = LETTER
ODD_SIGN, COLON_SIGN, DIGIT_SIGN, UNSURE = (1 << bit for bit in range(12, 16))
"""Flags of letters: not printable, or perhaps of a link; a colon; a digit; one that depends on its
neighbours."""
NOTE, ORIGIN = 2, 4
ENDS = " .。!！:：…>→"
"""Signs that may stand behind what a rule matches."""


class Beginnings(NamedTuple):
    """The beginnings of rules, and what others hold.

    Attributes:
        kinds: uint16 [1,114,112], the number of each code point's small letter, and flags: 0 is
            in no beginning and no literal; `NO_KIND` where the letter depends on its neighbours.
        slots: of the beginnings, as `hash_prefixes` gives them.
        own: int32 [n + 1], where in `rules` those of a beginning start, of a literal, of a date.
        rules: int32, numbers of rules; behind them, of origins.
        amid: uint8 [rules], not 0 for a rule that is also for lines amid a body; `NOTE` for one
            that is for notes, `ORIGIN` for what is no rule.
        sizes: uint16 [rules], letters of the longest line that a rule matches, without `ENDS`.
        sought: the literals that others hold.
        literal, date: numbers of the first literal and of a date in `own`.
        longest: characters of the longest beginning.
        longest_date: those of the longest line that may be nothing but a date.
        reach: those at the end of a line in which origins are looked for.
    """

    kinds: Array
    slots: Array
    own: Array
    rules: Array
    amid: Array
    sizes: Array
    sought: Sought
    literal: int
    date: int
    longest: int
    longest_date: int
    reach: int


@kernel
def open_beginnings(packed: Array) -> Beginnings:
    """Unpack what `tabulate` has packed."""
    own, rules = unpack(packed, 2).view(np.int32), unpack(packed, 3).view(np.int32)
    kinds, slots = unpack(packed, 0).view(np.uint16), unpack(packed, 1).view(np.uint64)
    sought = open_sought(unpack(packed, 6).view(np.uint64))
    literal, date, longest, longest_date, reach = unpack(packed, 7).view(np.int64)
    return Beginnings(
        kinds, slots, own, rules, unpack(packed, 4), unpack(packed, 5).view(np.uint16), sought,
        literal, date, longest, longest_date, reach,
    )  # fmt: skip


def _number(texts: Sequence[str], known: Array) -> Array:
    """Give numbers to the letters of texts beside those that are known."""
    used = {sign for text in texts for sign in text}
    fresh = sorted(ord(sign) for sign in used if not known[ord(sign)])
    numbers = known.copy()
    numbers[fresh] = range(int(known.max()) + 1, int(known.max()) + 1 + len(fresh))
    if numbers.max() >= NO_KIND:
        raise ValueError(f"{numbers.max()} letters")
    return numbers


def _kinds(numbers: Array) -> Array:
    """The number of each code point's small letter, and its flags."""
    small = small_letters()
    kinds = numbers[small]
    kinds[small == 0] = NO_KIND | UNSURE
    kinds[small == ZERO] |= DIGIT_SIGN
    kinds[(glyphs() & ODD) != 0] |= ODD_SIGN
    kinds[ord("]")] |= ODD_SIGN
    kinds[[ord(":"), ord("：")]] |= COLON_SIGN
    return kinds


def tabulate(
    starts: Mapping[str, Sequence[int]],
    needed: tuple[Literals, Sequence[int]],
    told: tuple[Sequence[int], Sequence[int]],
    date: tuple[int, int],
    reach: int,
) -> npt.NDArray[np.uint64]:
    """Lay out what rules begin with or need, for `judge`.

    Args:
        starts: numbers of rules by what they begin with.
        needed: the literals of which a text must hold one, a group for each of the rules that may
            begin with anything; the numbers of these.
        told: for each rule, `amid` and `sizes` as in `Beginnings`.
        date: the number of the rule for date lines, and what is `longest_date` in `Beginnings`.
        reach: as there.

    Returns:
        `Beginnings` in one array.

    Raises:
        ValueError: there are more letters than numbers for them.
    """
    literals, others = needed
    known = unpack(literals, 0).view(np.uint16)
    held, groups = (unpack(literals, table).view(np.int32).tolist() for table in (1, 2))
    texts = sorted(starts)
    numbers = _number(texts, known)
    lists: list[Sequence[int]] = [starts[text] for text in texts]
    lists += [[others[group] for group in groups[first:last]] for first, last in pairwise(held)]
    lists += [[date[0]]]
    longest = max(map(len, texts), default=0)
    sizes = len(texts), len(lists) - 1, longest, date[1], reach
    slots = hash_prefixes(texts, numbers, [1] * len(texts))
    amid, longest_lines = np.array(told[0], np.uint8), np.array(told[1], np.uint16)
    tables = _kinds(numbers), slots, *lay_out(lists), amid, longest_lines
    return pack([*tables, literals, np.array(sizes, np.int64)])
