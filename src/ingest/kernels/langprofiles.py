"""Score texts against every language profile at once: one deterministic pass, no sampling.

The steps are langdetect's (addresses out, Latin letters out of a text in another script, no
n-grams in words of capitals), but every n-gram counts instead of a few drawn at random, and the
steps are taken window by window, so that a second language shows.
"""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from numba import njit

from ingest.kernels.addresses import blank_addresses
from ingest.kernels.codepoints import Points
from ingest.kernels.profiletables import (
    LATIN,
    NON_LATIN,
    SCRIPTS,
    UPPER,
    WIDTH,
    Profiles,
)

__all__ = ["WINDOW", "WINDOWS", "Scores", "count_strangers", "score"]

WINDOW = 300
"""Characters of a window, at least; a shorter text is one window."""
WINDOWS = 40
"""A text of more windows than this is sampled: so many, spread evenly from end to end."""

Array = npt.NDArray[Any]

_SCRIPT_COUNT = len(SCRIPTS)


class Scores(NamedTuple):
    """What the kernel finds in n texts with w windows altogether, for L languages.

    Attributes:
        windows: int32 [w, WIDTH]; column j is the weight of language j, column L the n-grams.
        firsts: int64 [n + 1], where each text's windows start.
        scripts: int32 [n, scripts], letters of each script.
        variety: int32 [n, 2], rows found, and different ones of them (window by window).
    """

    windows: Array
    firsts: Array
    scripts: Array
    variety: Array


@njit(cache=True, nogil=True)
def _sample(points: Array, first: int, last: int, text: Array) -> int:
    """Copy the text, or windows of it; return the length."""
    length = last - first
    if length <= WINDOW * WINDOWS:
        text[:length] = points[first:last]
        return length
    for k in range(WINDOWS):
        start = first + k * (length - WINDOW) // (WINDOWS - 1)
        text[k * WINDOW : (k + 1) * WINDOW - 1] = points[start : start + WINDOW - 1]
        text[(k + 1) * WINDOW - 1] = 32
    return WINDOW * WINDOWS


@njit(cache=True, nogil=True)
def _habits(text: Array, profile: Any, counts: Array) -> tuple[bool, bool]:
    """Count letters by script; tell (Latin letters are noise here, this is in capitals)."""
    latin = other = capitals = small = 0
    for point in text:
        if point >= 0x10000:
            continue
        kind = profile.kinds[point]
        latin += kind & LATIN != 0
        other += kind & NON_LATIN != 0
        script = profile.scripts[point]
        counts[script] += 1
        capital = kind & UPPER != 0
        capitals += capital
        small += script != 0 and not capital
    return latin * 2 < other, capitals > small


@njit(cache=True, nogil=True)
def _number(text: Array, profile: Any, counts: Array, codes: Array) -> int:
    """Write the numbers of the letters, negative for a capital; return how many."""
    drop_latin, in_capitals = _habits(text, profile, counts)
    place = 0
    before = np.int32(1)
    for point in text:
        if point >= 0x10000:
            before = codes[place] = np.int32(0)
            place += 1
            continue
        kind = profile.kinds[point]
        if drop_latin and kind & LATIN != 0:
            continue
        code = np.int32(profile.lower[point] if in_capitals else profile.plain[point])
        if code != 1 or before != 1:
            codes[place] = -code if kind & UPPER != 0 and not in_capitals else code
            place += 1
        before = code
    return place


@njit(cache=True, nogil=True)
def _find(table: Array, key: Any) -> int:
    at = np.int64((np.uint64(key) * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(46))
    while True:
        entry = table[at]
        if entry >> 17 == key:
            return int(entry & 0x1FFFF)
        if entry == 0:
            return -1
        at = (at + 1) & 0x3FFFF


@njit(cache=True, nogil=True)
def _look_up(codes: Array, count: int, profile: Any, found: Array) -> None:
    """Find the row of the longest known n-gram ending at each letter, -1 for none."""
    one, two = np.int64(0), np.int64(1)
    upper_before = False
    for at in range(count):
        upper = codes[at] < 0
        three = np.int64(abs(codes[at]))
        row = -1
        if three != 0 and not (upper and upper_before):
            if two > 1 and one != 0:
                row = _find(profile.table, (one << 24) | (two << 12) | three)
            if row < 0 and two != 0:
                row = _find(profile.table, (two << 12) | three)
            if row < 0 and three != 1:
                row = profile.single[three]
        found[at] = row
        one, two, upper_before = two, three, upper


@njit(cache=True, nogil=True)
def _add(rows: Array, found: Array, seen: Array, mark: int, window: Array) -> tuple[int, int]:
    """Sum up the rows; return (rows, different rows)."""
    added = different = 0
    for row in found:
        if row >= 0:
            added += 1
            different += seen[row] != mark
            seen[row] = mark
            for k in range(WIDTH):
                window[k] += rows[row, k]
    return added, different


@njit(cache=True, nogil=True)
def _score_rows(points: Array, starts: Array, profile: Any, scores: Any) -> None:
    text = np.empty(WINDOW * WINDOWS, np.uint32)
    codes = np.empty(2 * WINDOW, np.int32)
    found = np.empty(2 * WINDOW, np.int32)
    seen = np.full(profile.rows.shape[0], -1, np.int64)
    for row in range(starts.size - 1):
        length = _sample(points, starts[row], starts[row + 1], text)
        blank_addresses(text, length, profile.kinds)
        first = scores.firsts[row]
        number = scores.firsts[row + 1] - first
        for k in range(number):
            piece = text[k * length // number : (k + 1) * length // number]
            count = _number(piece, profile, scores.scripts[row], codes)
            _look_up(codes, count, profile, found)
            place = first + k
            added, different = _add(profile.rows, found[:count], seen, place, scores.windows[place])
            scores.variety[row, 0] += added
            scores.variety[row, 1] += different


def score(points: Points, profiles: Profiles) -> Scores:
    """Score every row of the points; see `Scores`."""
    lengths = np.diff(points[1])
    firsts = np.zeros(points[1].size, np.int64)
    np.cumsum(np.clip(lengths // WINDOW, 1, WINDOWS), out=firsts[1:])
    scores = Scores(
        np.zeros((int(firsts[-1]), WIDTH), np.int32),
        firsts,
        np.zeros((lengths.size, _SCRIPT_COUNT), np.int32),
        np.zeros((lengths.size, 2), np.int32),
    )
    _score_rows(points[0], points[1], _Arrays(*profiles[1:]), scores)
    return scores


@njit(cache=True, nogil=True)
def _count_strangers(
    points: Array, starts: Array, profile: Any, judged: tuple[Array, Array], counts: Array
) -> None:
    columns, scripts = judged
    text = np.empty(WINDOW * WINDOWS, np.uint32)
    for row in range(starts.size - 1):
        if columns[row] < 0:
            continue
        length = _sample(points, starts[row], starts[row + 1], text)
        for point in text[:length]:
            if point < 0x10000 and profile.scripts[point] == scripts[row]:
                counts[row] += profile.strange[profile.plain[point], columns[row]]


def count_strangers(points: Points, profiles: Profiles, columns: Array, scripts: Array) -> Array:
    """Count the letters of one script that a language never uses, in the sample that was scored.

    Args:
        points: n texts.
        profiles: what the language uses.
        columns: int64 [n], column of the language; -1 passes the text over.
        scripts: int64 [n], place of the script in `SCRIPTS`.
    """
    counts = np.zeros(columns.size, np.int64)
    _count_strangers(points[0], points[1], _Arrays(*profiles[1:]), (columns, scripts), counts)
    return counts


class _Arrays(NamedTuple):
    """`Profiles` without the names, which the kernel cannot hold."""

    plain: Array
    lower: Array
    kinds: Array
    scripts: Array
    table: Array
    single: Array
    rows: Array
    strange: Array
    expected: Array
