"""Score texts against every language profile at once: one deterministic pass, no sampling.

The steps are langdetect's (addresses out, Latin letters out of a text in another script, no
n-grams in words of capitals), but every n-gram counts instead of a few drawn at random, and the
steps are taken window by window, so that a second language shows.
"""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from ingest.kernels.addresses import blank_addresses
from ingest.kernels.codepoints import Points
from ingest.kernels.compiled import kernel
from ingest.kernels.neargrams import look_near, near_rows
from ingest.kernels.profiletables import (
    KIND,
    LATIN,
    LETTER,
    SCRIPT,
    SCRIPTS,
    UPPER,
    WIDTH,
    Profiles,
)

__all__ = ["WINDOW", "WINDOWS", "Scores", "sample", "score"]

WINDOW = 300
"""Characters of a window, at least; a shorter text is one window."""
WINDOWS = 40
"""A text of more windows than this is sampled: so many, spread evenly from end to end."""

Array = npt.NDArray[Any]

_SCRIPT_COUNT = len(SCRIPTS)
_LATIN_SCRIPT = SCRIPTS.index("Latin")


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


@kernel
def sample(points: Array, first: int, last: int, text: Array) -> int:
    """Copy the text, or windows of it, to `text`; return the length."""
    length = last - first
    if length <= WINDOW * WINDOWS:
        text[:length] = points[first:last]
        return length
    for k in range(WINDOWS):
        start = first + k * (length - WINDOW) // (WINDOWS - 1)
        text[k * WINDOW : (k + 1) * WINDOW - 1] = points[start : start + WINDOW - 1]
        text[(k + 1) * WINDOW - 1] = 32
    return WINDOW * WINDOWS


@kernel
def _read(text: Array, letters: Array, entries: Array, counts: Array) -> tuple[bool, bool]:
    """Look the letters up, count them by script; tell (Latin is noise, this is in capitals)."""
    common = latin = noise = other = capitals = small = 0
    for at in range(text.size):
        entry = int(letters[text[at]]) if text[at] < 0x10000 else 0
        entries[at] = entry
        script, kind = entry >> SCRIPT, entry >> KIND
        common += script == 0
        latin += script == _LATIN_SCRIPT
        if script > _LATIN_SCRIPT:
            counts[script] += 1
        noise += kind >> 1 & 1
        other += kind >> 2 & 1
        capitals += kind & 1
        small += script != 0 and kind & 1 == 0
    for at in range(text.size):
        common -= text[at] >= 0x10000
    counts[0] += common
    counts[_LATIN_SCRIPT] += latin
    return noise * 2 < other, capitals > small


@kernel
def _number(text: Array, letters: Array, room: tuple[Array, Array], counts: Array) -> int:
    """Write the numbers of the letters, negative for a capital; return how many."""
    entries, codes = room
    drop_latin, in_capitals = _read(text, letters, entries, counts)
    dropped = LATIN << KIND if drop_latin else 0
    capital = 0 if in_capitals else UPPER << KIND
    shift = 12 if in_capitals else 0
    place = 0
    before = np.int32(1)
    for at in range(text.size):
        entry = entries[at]
        if entry & dropped:
            continue
        code = np.int32(entry >> shift & LETTER)
        if code != 1 or before != 1:
            codes[place] = -code if entry & capital else code
            place += 1
        before = code
    return place


@kernel
def _find(table: Array, key: Any) -> int:
    at = np.int64((np.uint64(key) * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(46))
    while True:
        entry = table[at]
        if entry >> 17 == key:
            return int(entry & 0x1FFFF)
        if entry == 0:
            return -1
        at = (at + 1) & 0x3FFFF


@kernel
def _look_up(codes: Array, table: Array, single: Array, found: Array) -> int:
    """Write the row of the longest known n-gram ending at each letter; return how many."""
    one, two = np.int64(0), np.int64(1)
    upper_before = False
    count = 0
    for code in codes:
        upper = code < 0
        three = np.int64(abs(code))
        row = -1
        if three != 0 and not (upper and upper_before):
            if two > 1 and one != 0:
                row = _find(table, (one << 24) | (two << 12) | three)
            if row < 0 and two != 0:
                row = _find(table, (two << 12) | three)
            if row < 0 and three != 1:
                row = single[three]
        if row >= 0:
            found[count] = row
            count += 1
        one, two, upper_before = two, three, upper
    return count


@kernel
def _add(rows: Array, found: Array, window: Array) -> None:
    """Sum up the rows, two at a time."""
    for at in range(0, found.size - 1, 2):
        here, there = found[at], found[at + 1]
        for k in range(WIDTH):
            window[k] += np.int32(rows[here, k]) + np.int32(rows[there, k])
    if found.size % 2:
        for k in range(WIDTH):
            window[k] += rows[found[-1], k]


@kernel
def _count_different(found: Array, seen: Array, mark: int) -> int:
    different = 0
    for row in found:
        different += seen[row] != mark
        seen[row] = mark
    return different


@kernel
def _score_rows(texts: Points, profile: Any, near: Array, scores: Any) -> None:
    points, starts = texts
    text = np.empty(WINDOW * WINDOWS, np.uint32)
    codes = np.empty(2 * WINDOW, np.int32)
    entries = np.empty(2 * WINDOW, np.uint32)
    rows = np.empty(2 * WINDOW, np.int32)
    seen = np.full(profile.rows.shape[0], -1, np.int32)
    for row in range(starts.size - 1):
        length = sample(points, starts[row], starts[row + 1], text)
        blank_addresses(text, length, profile.kinds)
        first = scores.firsts[row]
        number = scores.firsts[row + 1] - first
        for k in range(number):
            piece = text[k * length // number : (k + 1) * length // number]
            scripts = scores.scripts[row]
            count = look_near(piece, profile.letters, near, rows, scripts)
            if count < 0:
                count = _number(piece, profile.letters, (entries, codes), scripts)
                count = _look_up(codes[:count], profile.table, profile.single, rows)
            found = rows[:count]
            _add(profile.rows, found, scores.windows[first + k])
            scores.variety[row, 0] += found.size
            scores.variety[row, 1] += _count_different(found, seen, first + k)


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
    _score_rows(points, _Arrays(*profiles[1:]), near_rows(), scores)
    return scores


class _Arrays(NamedTuple):
    """`Profiles` without the names, which the kernel cannot hold."""

    letters: Array
    kinds: Array
    table: Array
    single: Array
    rows: Array
    strange: Array
    expected: Array
