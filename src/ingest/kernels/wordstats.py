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
_HISSES = tuple(ord(letter) for letter in "szxcgh")
_ALPHABETIC, _CHARACTER = 0, 2
_LONG = 6


@njit(cache=True, nogil=True)
def _letter(points: Array, at: int) -> int:
    """Make a capital of ASCII small; what else becomes of letters does not matter here."""
    return int(points[at]) | 32


@njit(cache=True, nogil=True)
def _vowel(points: Array, at: int, vowels: Array) -> int:
    return int(vowels[points[at]]) if points[at] < 0x10000 else 0


@njit(cache=True, nogil=True)
def _vowel_runs(points: Array, start: int, end: int, vowels: Array, way: int) -> int:
    count = before = 0
    for at in range(start, end):
        vowel = _vowel(points, at, vowels)
        hiatus = way == _EACH or (way == _HIATUS and vowel == before == _STANDS)
        count += vowel != 0 and (before == 0 or hiatus)
        before = vowel
    return count


@njit(cache=True, nogil=True)
def _ending(points: Array, start: int, end: int, way: int) -> int:
    """Count the letters that may follow a silent e: -s, English -d, French -nt but not -ment."""
    last = _letter(points, end - 1)
    if last == _S or (last == _D and way == _ENGLISH):
        return 1
    if last == _T and way == _FRENCH and end - start > 4:
        verb = _letter(points, end - 2) == _N and _letter(points, end - 4) != _M
        return 2 if verb else 0
    return 0


@njit(cache=True, nogil=True)
def _silent_e(points: Array, start: int, end: int, vowels: Array, way: int) -> bool:
    """Tell whether the last syllable only is a silent e: "time", "times", "timed", "portes"."""
    at = end - 1 - _ending(points, start, end, way)
    if at - start < 2 or _letter(points, at) != _E:
        return False
    if _vowel(points, at - 1, vowels) != 0:
        return False
    return way == _FRENCH or not _sounded_e(points, start, at, end, vowels)


@njit(cache=True, nogil=True)
def _sounded_e(points: Array, start: int, at: int, end: int, vowels: Array) -> bool:
    """English: "table", "wanted", "houses" speak the e of their ending, "called" does not."""
    before = _letter(points, at - 1)
    if before == _L and at - start >= 3:
        return _letter(points, at - 2) != _L and _vowel(points, at - 2, vowels) == 0
    if end == at + 1:
        return False
    if _letter(points, end - 1) == _D:
        return before in (_T, _D)
    return before in _HISSES


@njit(cache=True, nogil=True)
def _syllables(points: Array, start: int, end: int, vowels: Array, way: int) -> int:
    count = _vowel_runs(points, start, end, vowels, way)
    if count > 1 and way in (_ENGLISH, _FRENCH):
        count -= _silent_e(points, start, end, vowels, way)
    return max(count, 1)


@njit(cache=True, nogil=True)
def _letters(points: Array, start: int, end: int, classes: Array) -> int:
    """Count the code points but for marks; there are none before U+0300."""
    letters = 0
    for at in range(start, end):
        letters += points[at] < 0x300 or classes[points[at]] != IGNORED
    return letters


@njit(cache=True, nogil=True)
def _sum(points: Array, words: Any, classes: Array, vowels: Array, ways: Array) -> Array:
    sums = np.zeros((ways.size, len(COLUMNS)), np.int64)
    for row in range(ways.size):
        own, way = sums[row], ways[row]
        for word in range(words.firsts[row], words.firsts[row + 1]):
            start, end, kind = words.starts[word], words.ends[word], words.kinds[word]
            own[0] += 1
            own[2] += kind == _CHARACTER
            own[3] += end - start
            if kind != _ALPHABETIC:
                continue
            letters = _letters(points, start, end, classes)
            own[1] += 1
            own[4] += letters
            own[5] += letters > _LONG
            if way != 0:
                own[6] += _syllables(points, start, end, vowels, way)
    return sums


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
    return np.asarray(_sum(points[0], words, tables.words, tables.vowels, ways))
