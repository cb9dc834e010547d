"""What the words of a text add up to: lengths, letters, syllables."""

from typing import Any

import numpy as np
import numpy.typing as npt
from numba import njit

from ingest.kernels.codepoints import Points
from ingest.kernels.words import Words
from ingest.kernels.wordtables import IGNORED, WordTables

__all__ = ["COLUMNS", "SYLLABLES", "sum_words"]

Array = npt.NDArray[Any]

COLUMNS = ("words", "alphabetic", "characters", "length", "letters", "long", "syllables")
"""What is summed up: words; of these with letters, single ideographs; code points of all words;
letters of the alphabetic words; of these longer than six letters; their syllables."""

SYLLABLES = ("none", "groups", "english", "french", "hiatus", "each")
"""How vowels make syllables: every run of vowels one; so, but for a silent e (English, French);
a run breaks between two vowels that stand (Spanish, Portuguese); every vowel one."""

_GROUPS, _ENGLISH, _FRENCH, _HIATUS, _EACH = range(1, 6)
_STANDS = 2
_D, _E, _L, _M, _N, _S, _T = (ord(letter) for letter in "delmnst")
_LONG = 6


@njit(cache=True, nogil=True)
def _letter(points: Array, at: int, small: Array) -> int:
    return int(small[points[at]]) if points[at] < 0x10000 else 0


@njit(cache=True, nogil=True)
def _vowel(points: Array, at: int, tables: Any) -> int:
    return int(tables.vowels[points[at]]) if points[at] < 0x10000 else 0


@njit(cache=True, nogil=True)
def _vowel_runs(points: Array, start: int, end: int, tables: Any, way: int) -> int:
    count = before = 0
    for at in range(start, end):
        vowel = _vowel(points, at, tables)
        hiatus = way == _EACH or (way == _HIATUS and vowel == before == _STANDS)
        count += vowel != 0 and (before == 0 or hiatus)
        before = vowel
    return count


@njit(cache=True, nogil=True)
def _ending(points: Array, start: int, end: int, small: Array, way: int) -> int:
    """Count the letters that may follow a silent e: -s, English -d, French -nt but not -ment."""
    last = _letter(points, end - 1, small)
    if last == _S or (last == _D and way == _ENGLISH):
        return 1
    if last == _T and way == _FRENCH and end - start > 4:
        verb = _letter(points, end - 2, small) == _N and _letter(points, end - 4, small) != _M
        return 2 if verb else 0
    return 0


@njit(cache=True, nogil=True)
def _silent_e(points: Array, start: int, end: int, tables: Any, way: int) -> bool:
    """Tell whether the last syllable only is a silent e: "time", "times", "timed", "portes"."""
    at = end - 1 - _ending(points, start, end, tables.small, way)
    if at - start < 2 or _letter(points, at, tables.small) != _E:
        return False
    if _vowel(points, at - 1, tables) != 0:
        return False
    return way == _FRENCH or not _sounded_e(points, start, at, end, tables)


@njit(cache=True, nogil=True)
def _sounded_e(points: Array, start: int, at: int, end: int, tables: Any) -> bool:
    """English: "table", "wanted", "houses" speak the e of their ending, "called" does not."""
    before = _letter(points, at - 1, tables.small)
    if before == _L and at - start >= 3:
        other = _letter(points, at - 2, tables.small)
        return other != _L and _vowel(points, at - 2, tables) == 0
    if end == at + 1:
        return False
    last = _letter(points, end - 1, tables.small)
    if last == _D:
        return before in (_T, _D)
    return before in (ord("s"), ord("z"), ord("x"), ord("c"), ord("g"), ord("h"))


@njit(cache=True, nogil=True)
def _syllables(points: Array, start: int, end: int, tables: Any, way: int) -> int:
    count = _vowel_runs(points, start, end, tables, way)
    if count > 1 and way in (_ENGLISH, _FRENCH):
        count -= _silent_e(points, start, end, tables, way)
    return max(count, 1)


@njit(cache=True, nogil=True)
def _sum(points: Array, words: Any, tables: Any, ways: Array, sums: Array) -> None:
    for row in range(ways.size):
        own = sums[row]
        for word in range(words.firsts[row], words.firsts[row + 1]):
            start, end = words.starts[word], words.ends[word]
            own[0] += 1
            own[2] += words.kinds[word] == 2
            own[3] += end - start
            if words.kinds[word] != 0:
                continue
            letters = 0
            for at in range(start, end):
                letters += tables.words[points[at]] != IGNORED
            own[1] += 1
            own[4] += letters
            own[5] += letters > _LONG
            if ways[row] != 0:
                own[6] += _syllables(points, start, end, tables, ways[row])


def sum_words(points: Points, words: Words, tables: WordTables, ways: Array) -> Array:
    """Add up every text's words.

    Args:
        points: n texts.
        words: their words.
        tables: small letters, vowels.
        ways: int64 [n], place in `SYLLABLES`.

    Returns:
        int64 [n, columns], as `COLUMNS` names them.
    """
    sums = np.zeros((ways.size, len(COLUMNS)), np.int64)
    _sum(points[0], words, tables, ways, sums)
    return sums
