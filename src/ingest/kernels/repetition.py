"""How much a text repeats itself: moving type-token ratio, repeated n-grams of words.

The n-gram shares are those of Gopher (Rae et al. 2021, table A1): of the characters of all words,
the share in occurrences of the most frequent 2-, 3- and 4-gram, and the share in 5- to 10-grams
that occurred before, none counted twice. What cannot come near its threshold any more, by what is
known of the shorter n-grams, is not counted and stays 0.
"""

from typing import Any

import numpy as np
import numpy.typing as npt

from ingest.kernels.compiled import kernel
from ingest.kernels.words import Words

__all__ = ["READ", "SHARES", "WINDOW", "measure_repetition"]

Array = npt.NDArray[Any]

WINDOW = 50
"""Words of the moving window (Covington and McFall 2010)."""
READ = 20_000
"""Words of a text that are looked at, from its start."""
SHARES = 9
"""2-, 3-, 4-grams at the top; 5- to 10-grams that repeat."""

_NOTHING = 0.1
"""No threshold is lower; repeated n-grams hold at most twice what repeated 5-grams hold."""
_FIVE = 5
_MIX = np.uint64(0x9E3779B97F4A7C15)
_VALUE = 16
"""Bits of the value in a state: no text has more words that are looked at."""
_VALUES = (1 << _VALUE) - 1


@kernel
def _place(table: Array, states: Array, key: Any, mark: int, mask: int) -> Any:
    """Find the key's place, or a free one; places of other marks are free.

    A state is a mark above a value: one look tells both.
    """
    at = np.int64((key * _MIX) >> np.uint64(40)) & mask
    while states[at] >> _VALUE == mark and table[at] != key:
        at = (at + 1) & mask
    return at


@kernel
def _number_words(hashes: Array, space: Any, ids: Array) -> int:
    """Number the different words 0, 1, 2 … in order of appearance."""
    table, states, mask, mark = space
    count = 0
    for k in range(hashes.size):
        at = _place(table, states, hashes[k], mark, mask)
        if states[at] >> _VALUE != mark:
            states[at], table[at] = mark << _VALUE | count, hashes[k]
            count += 1
        ids[k] = states[at] & _VALUES
    return count


@kernel
def _moving_ratio(ids: Array, size: int, counts: Array) -> float:
    """Average the share of different words over all windows of `WINDOW` words."""
    if size < WINDOW:
        return np.nan
    counts[:size] = 0
    different = total = 0
    for k in range(size):
        different += counts[ids[k]] == 0
        counts[ids[k]] += 1
        if k >= WINDOW:
            counts[ids[k - WINDOW]] -= 1
            different -= counts[ids[k - WINDOW]] == 0
        if k >= WINDOW - 1:
            total += different
    return total / (WINDOW * (size - WINDOW + 1))


@kernel
def _lengthen(keys: Array, ids: Array, length: int) -> None:
    """Make the keys of n-grams of this length from those that are one word shorter."""
    for start in range(ids.size - length + 1):
        key = (keys[start] ^ np.uint64(ids[start + length - 1] + 1)) * _MIX
        keys[start] = key ^ key >> np.uint64(29)


@kernel
def _top(keys: Array, sizes: Array, length: int, space: Any) -> int:
    """Count the characters of the most frequent n-gram; of equals the first one's."""
    table, states, mask, mark = space
    best = characters = 0
    for start in range(sizes.size - length + 1):
        at = _place(table, states, keys[start], mark, mask)
        if states[at] >> _VALUE != mark:
            states[at], table[at] = mark << _VALUE, keys[start]
        states[at] += 1
        if states[at] & _VALUES > best:
            best = states[at] & _VALUES
            characters = sizes[start : start + length].sum()
    return best * characters if best > 1 else 0


@kernel
def _repeated_share(keys: Array, sizes: Array, length: int, space: Any) -> int:
    """Characters in n-grams that occurred before; after one, go on behind it."""
    table, states, mask, mark = space
    characters = start = 0
    while start + length <= sizes.size:
        at = _place(table, states, keys[start], mark, mask)
        if states[at] >> _VALUE == mark:
            for k in range(start, start + length):
                characters += sizes[k]
            start += length
        else:
            states[at], table[at] = mark << _VALUE, keys[start]
            start += 1
    return characters


@kernel
def _look_at_pairs(ids: Array, sizes: Array, space: Any) -> tuple[int, int]:
    """Go over the pairs of words that follow each other.

    Returns:
        the most characters that all the occurrences of one pair have; the characters of all words
        in rows of pairs that occurred before, as long as five words have.
    """
    table, states, mask, mark = space
    most = row = repeated = 0
    for start in range(ids.size - 1):
        key = np.uint64(ids[start] << 32 | ids[start + 1])
        at = _place(table, states, key, mark, mask)
        if states[at] >> _VALUE != mark:
            states[at], table[at] = mark << _VALUE | 1, key
            row = 0
            continue
        states[at] += 1
        row += 1
        most = max(most, (states[at] & _VALUES) * (sizes[start] + sizes[start + 1]))
        if row > _FIVE - 1:
            repeated += sizes[start + 1]
        elif row == _FIVE - 1:
            repeated += sizes[start + 2 - _FIVE : start + 2].sum()
    return most, repeated


@kernel
def _shares(ids: Array, sizes: Array, room: Any, mark: int, shares: Array) -> None:
    """Fill one text's shares, the shorter n-grams first.

    An n-gram of three or four words is covered by two pairs, which occur as often as it does; one
    of five or more words that occurred before is covered by four or more pairs in a row that did.
    """
    table, states, mask, keys = room
    whole = max(sizes.sum(), 1)
    most, repeated = _look_at_pairs(ids, sizes, (table, states, mask, mark + 1))
    often, again = 2 * most >= _NOTHING * whole, repeated >= _NOTHING * whole
    if not (often or again):
        return
    keys[: ids.size] = 0
    _lengthen(keys, ids, 1)
    for length in range(2, 11):
        _lengthen(keys, ids, length)
        space = (table, states, mask, mark + length)
        if length < _FIVE and often:
            shares[length - 2] = _top(keys, sizes, length, space) / whole
        elif length >= _FIVE and again:
            shares[length - 2] = _repeated_share(keys, sizes, length, space) / whole
            if shares[3] < _NOTHING / 2:
                break


@kernel
def _measure(words: Any, ratios: Array, shares: Array) -> None:
    most = 0
    for row in range(ratios.size):
        most = max(most, min(words.firsts[row + 1] - words.firsts[row], READ))
    room = 16
    while room < 2 * most:
        room *= 2
    table, states = np.zeros(room, np.uint64), np.zeros(room, np.int64)
    ids, counts = np.zeros(most, np.int64), np.zeros(most, np.int64)
    keys = np.zeros(most, np.uint64)
    for row in range(ratios.size):
        first = words.firsts[row]
        size = min(words.firsts[row + 1] - first, READ)
        sizes = words.ends[first : first + size] - words.starts[first : first + size]
        used = 16
        while used < 2 * size:
            used *= 2
        mark = 11 * row + 1
        _number_words(words.hashes[first : first + size], (table, states, used - 1, mark), ids)
        ratios[row] = _moving_ratio(ids, size, counts)
        _shares(ids[:size], sizes, (table, states, used - 1, keys), mark, shares[row])


def measure_repetition(words: Words) -> tuple[Array, Array]:
    """Measure every text.

    Returns:
        float64 [n], the moving-average type-token ratio, nan below `WINDOW` words;
        float64 [n, `SHARES`], shares of characters for n = 2 … 10.
    """
    count = words.firsts.size - 1
    ratios, shares = np.empty(count), np.zeros((count, SHARES))
    _measure(words, ratios, shares)
    return ratios, shares
