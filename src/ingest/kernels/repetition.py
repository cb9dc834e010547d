"""How much a text repeats itself: moving type-token ratio, repeated n-grams of words.

The n-gram shares are those of Gopher (Rae et al. 2021, table A1): of the characters of all words,
the share in occurrences of the most frequent 2-, 3- and 4-gram, and the share in 5- to 10-grams
that occurred before, none counted twice. What cannot come near its threshold any more, by what is
known of the shorter n-grams, is not counted and stays 0.
"""

from typing import Any

import numpy as np
import numpy.typing as npt
from numba import njit

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


@njit(cache=True, nogil=True)
def _place(table: Array, marks: Array, key: Any, mark: int, mask: int) -> Any:
    """Find the key's place, or a free one; places of other marks are free."""
    at = np.int64((key * _MIX) >> np.uint64(40)) & mask
    while marks[at] == mark and table[at] != key:
        at = (at + 1) & mask
    return at


@njit(cache=True, nogil=True)
def _number_words(hashes: Array, space: Any, ids: Array) -> int:
    """Number the different words 0, 1, 2 … in order of appearance."""
    table, marks, values, mask, mark = space
    count = 0
    for k in range(hashes.size):
        at = _place(table, marks, hashes[k], mark, mask)
        if marks[at] != mark:
            marks[at], table[at], values[at] = mark, hashes[k], count
            count += 1
        ids[k] = values[at]
    return count


@njit(cache=True, nogil=True)
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


@njit(cache=True, nogil=True)
def _key(ids: Array, start: int, length: int) -> Any:
    key = np.uint64(length)
    for k in range(start, start + length):
        key = (key ^ np.uint64(ids[k] + 1)) * _MIX
        key ^= key >> np.uint64(29)
    return key


@njit(cache=True, nogil=True)
def _top(ids: Array, sizes: Array, length: int, space: Any) -> int:
    """Count the characters of the most frequent n-gram; of equals the first one's."""
    table, marks, values, mask, mark = space
    best = characters = 0
    for start in range(ids.size - length + 1):
        key = _key(ids, start, length)
        at = _place(table, marks, key, mark, mask)
        if marks[at] != mark:
            marks[at], table[at], values[at] = mark, key, 0
        values[at] += 1
        if values[at] > best:
            best = values[at]
            characters = sizes[start : start + length].sum()
    return best * characters if best > 1 else 0


@njit(cache=True, nogil=True)
def _repeated_share(ids: Array, sizes: Array, length: int, space: Any) -> int:
    """Characters in n-grams that occurred before; after one, go on behind it."""
    table, marks, _, mask, mark = space
    characters = start = 0
    while start + length <= ids.size:
        key = _key(ids, start, length)
        at = _place(table, marks, key, mark, mask)
        if marks[at] == mark:
            for k in range(start, start + length):
                characters += sizes[k]
            start += length
        else:
            marks[at], table[at] = mark, key
            start += 1
    return characters


@njit(cache=True, nogil=True)
def _look_at_pairs(ids: Array, sizes: Array, space: Any) -> tuple[int, int]:
    """Go over the pairs of words that follow each other.

    Returns:
        the most characters that all the occurrences of one pair have; the characters of all words
        in rows of pairs that occurred before, as long as five words have.
    """
    table, marks, values, mask, mark = space
    most = row = repeated = 0
    for start in range(ids.size - 1):
        key = np.uint64(ids[start] << 32 | ids[start + 1])
        at = _place(table, marks, key, mark, mask)
        if marks[at] != mark:
            marks[at], table[at], values[at] = mark, key, 1
            row = 0
            continue
        values[at] += 1
        row += 1
        most = max(most, values[at] * (sizes[start] + sizes[start + 1]))
        if row > _FIVE - 1:
            repeated += sizes[start + 1]
        elif row == _FIVE - 1:
            repeated += sizes[start + 2 - _FIVE : start + 2].sum()
    return most, repeated


@njit(cache=True, nogil=True)
def _shares(ids: Array, sizes: Array, room: Any, mark: int, shares: Array) -> None:
    """Fill one text's shares, the shorter n-grams first.

    An n-gram of three or four words is covered by two pairs, which occur as often as it does; one
    of five or more words that occurred before is covered by four or more pairs in a row that did.
    """
    table, marks, values, mask = room
    whole = max(sizes.sum(), 1)
    most, repeated = _look_at_pairs(ids, sizes, (table, marks, values, mask, mark + 1))
    for length in range(2, 5):
        if 2 * most < _NOTHING * whole:
            break
        space = (table, marks, values, mask, mark + length)
        characters = _top(ids, sizes, length, space)
        shares[length - 2] = characters / whole
    if repeated < _NOTHING * whole:
        return
    for length in range(_FIVE, 11):
        space = (table, marks, values, mask, mark + length)
        shares[length - 2] = _repeated_share(ids, sizes, length, space) / whole
        if shares[3] < _NOTHING / 2:
            break


@njit(cache=True, nogil=True)
def _measure(words: Any, ratios: Array, shares: Array) -> None:
    most = 0
    for row in range(ratios.size):
        most = max(most, min(words.firsts[row + 1] - words.firsts[row], READ))
    room = 16
    while room < 2 * most:
        room *= 2
    table, marks = np.zeros(room, np.uint64), np.zeros(room, np.int64)
    values = np.zeros(room, np.int64)
    ids, counts = np.zeros(most, np.int64), np.zeros(most, np.int64)
    for row in range(ratios.size):
        first = words.firsts[row]
        size = min(words.firsts[row + 1] - first, READ)
        sizes = words.ends[first : first + size] - words.starts[first : first + size]
        used = 16
        while used < 2 * size:
            used *= 2
        mark = 11 * row + 1
        space = (table, marks, values, used - 1, mark)
        _number_words(words.hashes[first : first + size], space, ids)
        ratios[row] = _moving_ratio(ids, size, counts)
        _shares(ids[:size], sizes, (table, marks, values, used - 1), mark, shares[row])


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
