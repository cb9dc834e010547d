"""What the words of a text add up to: lengths, letters, syllables."""

from typing import Any

import numpy as np
import numpy.typing as npt

from ingest.kernels.codepoints import Points
from ingest.kernels.compiled import kernel
from ingest.kernels.syllables import SYLLABLES, count_syllables, parts
from ingest.kernels.words import Words
from ingest.kernels.wordtables import IGNORED, WordTables

__all__ = ["COLUMNS", "sum_words"]

Array = npt.NDArray[Any]

COLUMNS = ("words", "alphabetic", "characters", "length", "letters", "long", "syllables")
"""What is summed up: words; of these with letters, single ideographs; code points of all words;
letters of the alphabetic words; of these longer than six letters; syllables, of a number one."""

_NONE, _ENGLISH, _HIATUS = (SYLLABLES.index(way) for way in ("none", "english", "hiatus"))
_GLIDES, _STANDS = 1, 2
_FIRST_MARK = 0x300
"""Marks, which are no letters, are all behind this code point."""
_ALPHABETIC, _NUMBER, _CHARACTER = 0, 1, 2
_LONG = 6
_KNOWN = 1 << 14
"""Words kept, by their hashes: four of five words of a text were seen a little before."""
_ODD = np.uint64(0x9E3779B97F4A7C15)


@kernel
def _look_at_word(points: Array, start: int, end: int, tables: Any, way: int) -> Any:
    """Count the letters of a word, and 32 bits below them its syllables, in one pass."""
    classes, small, vowels = tables
    letters, tail, voices = end - start, 0, 0
    voiced = runs = parted = before = 0
    for at in range(start, end):
        point = int(points[at])
        if point >= _FIRST_MARK:
            letters -= classes[point] == IGNORED
        point = int(small[point]) if point < 0x10000 else point
        vowel = int(vowels[point & 0xFFFF]) if point < 0x10000 else 0
        letter = point if point < 0x80 else 0
        if vowel and before:
            parted += way == _HIATUS and vowel == before == _STANDS
            parted += way == _ENGLISH and before == _GLIDES and parts(tail, letter)
        voiced += vowel != 0
        runs += vowel != 0 and before == 0
        tail = tail << 8 | letter
        voices = voices << 1 | (vowel != 0)
        before = vowel
    if way == _NONE:
        return letters << 32
    sizes = (end - start, voiced, runs, parted)
    return letters << 32 | count_syllables(tail, voices, sizes, way)


@kernel
def _sum_row(points: Array, words: Any, tables: Any, known: Any, sums: Array) -> None:
    """Add up the words of one text; a word that was looked at before is not looked at again."""
    starts, ends, hashes, kinds = words
    keys, counts, way = known
    for word in range(starts.size):
        start, end, kind = starts[word], ends[word], kinds[word]
        sums[3] += end - start
        if kind != _ALPHABETIC:
            sums[2] += kind == _CHARACTER
            sums[6] += kind == _NUMBER and way != _NONE
            continue
        key = hashes[word] + np.uint64(way) * _ODD
        place = (key ^ (key >> np.uint64(32))) & np.uint64(_KNOWN - 1)
        if keys[place] != key:
            keys[place] = key
            counts[place] = _look_at_word(points, start, end, tables, way)
        sums[1] += 1
        letters = counts[place] >> 32
        sums[4] += letters
        sums[5] += letters > _LONG
        sums[6] += counts[place] & 0xFFFFFFFF
    sums[0] += starts.size


@kernel
def _sum(points: Array, words: Any, tables: Any, ways: Array) -> Array:
    sums = np.zeros((ways.size, len(COLUMNS)), np.int64)
    keys = np.zeros(_KNOWN, np.uint64)
    counts = np.zeros(_KNOWN, np.int64)
    for row in range(ways.size):
        first, last = words.firsts[row], words.firsts[row + 1]
        own = (
            words.starts[first:last],
            words.ends[first:last],
            words.hashes[first:last],
            words.kinds[first:last],
        )
        known = (keys, counts, ways[row])
        _sum_row(points, own, tables, known, sums[row])
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
    return np.asarray(_sum(points[0], words, (tables.words, tables.small, tables.vowels), ways))
