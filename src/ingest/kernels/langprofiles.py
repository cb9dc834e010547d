"""Score texts against every language profile at once: one deterministic pass, no sampling.

The steps are langdetect's (addresses out, Latin letters out of a text in another script, no
n-grams in words of capitals), but every n-gram counts once instead of a few being drawn at random.
"""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from numba import njit

from ingest.kernels.codepoints import Points
from ingest.kernels.profiletables import (
    HAN,
    HANGUL,
    KANA,
    LATIN,
    MAIL,
    NON_LATIN,
    UPPER,
    URL,
    WIDTH,
    Profiles,
)

__all__ = ["WINDOW", "Scores", "score"]

WINDOW = 300
"""Characters of a window; a text is scored as a whole and window by window."""
WINDOWS = 40
"""A text longer than so many windows is sampled: so many, spread evenly from end to end."""

Array = npt.NDArray[Any]

_OUTSIDE = np.uint16(0xFFFF)
_SPACE = np.uint16(32)


class Scores(NamedTuple):
    """What the kernel finds; n texts, L languages.

    Attributes:
        sums: int64 [n, WIDTH]; column j is the weight of language j, column L the n-grams summed.
        scripts: int32 [n, 5]: letters scored, Han, Hangul, Kana, positions without known n-gram.
        windows: int32 [n, WINDOWS, WIDTH], the same as sums for each window.
    """

    sums: npt.NDArray[np.int64]
    scripts: npt.NDArray[np.int32]
    windows: npt.NDArray[np.int32]


@njit(cache=True, nogil=True)
def _sample(points: Array, first: int, last: int, text: Array) -> int:
    """Copy the text, or its sample with a space after each piece; return the length."""
    length = last - first
    if length <= WINDOW * WINDOWS:
        text[:length] = points[first:last]
        return length
    place = 0
    for k in range(WINDOWS):
        start = first + k * (length - WINDOW) // (WINDOWS - 1)
        text[place : place + WINDOW - 1] = points[start : start + WINDOW - 1]
        text[place + WINDOW - 1] = 32
        place += WINDOW
    return place


@njit(cache=True, nogil=True)
def _is(kinds: Array, point: int, bit: int) -> bool:
    return point < 0x10000 and kinds[point] & bit != 0


@njit(cache=True, nogil=True)
def _blank_addresses(text: Array, length: int, kinds: Array) -> None:
    """Write spaces over URLs and mail addresses."""
    at = 0
    while at < length:
        if text[at] == 58 and at + 2 < length and text[at + 1] == 47 and text[at + 2] == 47:
            start = at - 4
            if start >= 1 and text[at - 1] == 115:
                start -= 1
            if (
                start >= 0
                and text[start] == 104
                and text[start + 1] == 116
                and text[start + 3] == 112
            ):
                end = at + 3
                while end < length and _is(kinds, text[end], URL):
                    end += 1
                text[start:end] = 32
                at = end
        elif text[at] == 64:
            start = at
            while start > 0 and at - start < 64 and _is(kinds, text[start - 1], MAIL):
                start -= 1
            end = at + 1
            while end < length and end - at < 511 and _is(kinds, text[end], MAIL):
                end += 1
            if start < at and end > at + 2:
                text[start:end] = 32
                at = end
        at += 1


@njit(cache=True, nogil=True)
def _codes(
    text: Array, length: int, tables: tuple[Array, ...], codes: Array
) -> tuple[int, int, int, int]:
    """Normalise; return (codes written, Han, Hangul, Kana)."""
    plain, lower, kinds = tables
    latin = other = capitals = small = han = hangul = kana = 0
    for k in range(length):
        point = text[k]
        if point >= 0x10000:
            continue
        kind = kinds[point]
        latin += kind & LATIN != 0
        other += kind & NON_LATIN != 0
        capitals += kind & UPPER != 0
        small += kind & UPPER == 0 and plain[point] != 32
        han += kind & HAN != 0
        hangul += kind & HANGUL != 0
        kana += kind & KANA != 0
    table = lower if capitals > small else plain
    drop_latin = latin * 2 < other
    place = 0
    before = _SPACE
    for k in range(length):
        point = text[k]
        if drop_latin and _is(kinds, point, LATIN):
            continue
        code = table[point] if point < 0x10000 else _OUTSIDE
        if code != _SPACE or before != _SPACE:
            codes[place] = code
            place += 1
        before = code
    return place, han, hangul, kana


@njit(cache=True, nogil=True)
def _find(keys: Array, slots: Array, key: Any) -> Any:
    mask = keys.size - 1
    at = ((np.uint64(key) * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(40)) & np.uint64(mask)
    while keys[at] != 0:
        if keys[at] == key:
            return slots[at]
        at = (at + np.uint64(1)) & np.uint64(mask)
    return -1


@njit(cache=True, nogil=True)
def _row(codes: Array, at: int, keys: Array, slots: Array) -> int:
    """Row of the longest known n-gram that ends at this place, -1 for none."""
    one = np.int64(codes[at]) + 1
    found = -1
    if at >= 2 and codes[at - 1] != _SPACE:
        three = ((np.int64(codes[at - 2]) + 1) << 34) | ((np.int64(codes[at - 1]) + 1) << 17) | one
        found = _find(keys, slots, three)
    if found < 0:
        two = ((np.int64(codes[at - 1]) + 1 if at >= 1 else 33) << 17) | one
        found = _find(keys, slots, two)
    if found < 0 and codes[at] != _SPACE:
        found = _find(keys, slots, one)
    return found


@njit(cache=True, nogil=True)
def _sum_windows(
    codes: Array, count: int, profile: tuple[Array, ...], kinds: Array, windows: Array
) -> tuple[int, int]:
    """Add up rows window by window; return (letters, places without any known n-gram)."""
    keys, slots, rows = profile
    letters = unknown = 0
    for at in range(count):
        code = codes[at]
        if code == _SPACE and (at == 0 or codes[at - 1] == _SPACE):
            continue
        if at > 0 and _is(kinds, code, UPPER) and _is(kinds, codes[at - 1], UPPER):
            continue
        letters += code != _SPACE
        row = _row(codes, at, keys, slots)
        if row < 0:
            unknown += 1
            continue
        window = windows[min(at // WINDOW, WINDOWS - 1)]
        weights = rows[row]
        for k in range(WIDTH):
            window[k] += weights[k]
    return letters, unknown


@njit(cache=True, nogil=True)
def _score_rows(
    points: Array,
    starts: Array,
    tables: tuple[Array, ...],
    profile: tuple[Array, ...],
    out: tuple[Array, ...],
) -> None:
    sums, scripts, windows = out
    text = np.empty(WINDOW * WINDOWS, np.uint32)
    codes = np.empty(WINDOW * WINDOWS, np.uint16)
    kinds = tables[2]
    for row in range(starts.size - 1):
        length = _sample(points, starts[row], starts[row + 1], text)
        _blank_addresses(text, length, kinds)
        count, han, hangul, kana = _codes(text, length, tables, codes)
        letters, unknown = _sum_windows(codes, count, profile, kinds, windows[row])
        scripts[row] = np.array([letters, han, hangul, kana, unknown])
        for window in range(WINDOWS):
            for k in range(WIDTH):
                sums[row, k] += windows[row, window, k]


def score(points: Points, profiles: Profiles) -> Scores:
    """Score every row of the points; see `Scores`."""
    count = points[1].size - 1
    scores = Scores(
        np.zeros((count, WIDTH), np.int64),
        np.zeros((count, 5), np.int32),
        np.zeros((count, WINDOWS, WIDTH), np.int32),
    )
    tables = (profiles.plain, profiles.lower, profiles.kinds)
    profile = (profiles.keys, profiles.slots, profiles.rows)
    _score_rows(points[0], points[1], tables, profile, tuple(scores))
    return scores
