"""Words by Unicode Standard Annex #29, rules WB4 to WB13; ideographs and kana one by one.

Thai, Lao, Khmer and Burmese write no spaces: `starts_of_words` says where their words begin.
"""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from ingest.kernels.codepoints import Points
from ingest.kernels.compiled import kernel
from ingest.kernels.wordtables import (
    DICTIONARY,
    DOUBLE_QUOTE,
    EXTENDER,
    HEBREW,
    IDEOGRAPH,
    IGNORED,
    KATAKANA,
    LETTER,
    MID_BOTH,
    MID_LETTER,
    MID_NUMBER,
    NUMERIC,
    OTHER,
    SINGLE_QUOTE,
    WordTables,
)

__all__ = ["Words", "dictionary_runs", "find_words", "hash_word"]

Array = npt.NDArray[Any]

_NO_WORD, _ALPHABETIC, _NUMBER, _CHARACTER = -1, 0, 1, 2
_FNV_START = np.uint64(0xCBF29CE484222325)
_FNV_PRIME = np.uint64(0x100000001B3)

_JOINERS = (IGNORED, HEBREW, NUMERIC, EXTENDER, MID_LETTER, MID_BOTH, SINGLE_QUOTE)
_MAY_JOIN = sum(1 << kind for kind in _JOINERS)
"""What may go on with a word of letters, as bits."""


class Words(NamedTuple):
    """The words of n texts, w altogether.

    Attributes:
        firsts: int64 [n + 1], where each text's words start.
        starts: int64 [w], first code point of each word, in all points.
        ends: int64 [w], the place after its last code point.
        hashes: uint64 [w], FNV-1a of its small letters.
        kinds: uint8 [w]: 0 has letters, 1 is a number, 2 is one ideograph or kana.
    """

    firsts: Array
    starts: Array
    ends: Array
    hashes: Array
    kinds: Array


@kernel
def _joins(before: int, here: int) -> bool:
    """Rules WB5, WB8 to WB10, WB13 to WB13b for two neighbours (katakana apart)."""
    if before in (LETTER, HEBREW, NUMERIC, EXTENDER):
        return here in (LETTER, HEBREW, NUMERIC, EXTENDER)
    return False


@kernel
def _bridges(before: int, here: int, after: int) -> bool:
    """Rules WB6, WB7, WB7b, WB7c, WB11, WB12: one mark inside a word or number."""
    if before in (LETTER, HEBREW):
        if here in (MID_LETTER, MID_BOTH, SINGLE_QUOTE):
            return after in (LETTER, HEBREW)
        return here == DOUBLE_QUOTE and before == HEBREW and after == HEBREW
    if before == NUMERIC and here in (MID_NUMBER, MID_BOTH, SINGLE_QUOTE):
        return after == NUMERIC
    return False


@kernel
def _skip(points: Array, at: int, last: int, classes: Array) -> int:
    """Rule WB4: marks and format characters belong to what is before them."""
    while at < last and classes[points[at]] == IGNORED:
        at += 1
    return at


@kernel
def _word_end(points: Array, at: int, last: int, classes: Array) -> tuple[int, bool, bool]:
    """Go to the end of the word that starts here; return (end, has letters, has digits)."""
    before = classes[points[at]]
    letters = before in (LETTER, HEBREW)
    digits = before == NUMERIC
    at = _skip(points, at + 1, last, classes)
    while at < last:
        here = classes[points[at]]
        if not _joins(before, here):
            following = _skip(points, at + 1, last, classes)
            if following >= last or not _bridges(before, here, classes[points[following]]):
                quoted = before == HEBREW and here == SINGLE_QUOTE  # rule WB7a
                return (following if quoted else at), letters, digits
            at = following
            here = classes[points[at]]
        letters |= here in (LETTER, HEBREW)
        digits |= here == NUMERIC
        before = here
        at = _skip(points, at + 1, last, classes)
    return at, letters, digits


@kernel
def _dictionary_end(points: Array, at: int, last: int, classes: Array, begins: Array) -> int:
    at += 1
    while at < last and classes[points[at]] in (DICTIONARY, IGNORED):
        if begins.size and begins[at]:
            break
        at += 1
    return at


@kernel
def _hash(points: Array, start: int, end: int, small: Array) -> Any:
    value = _FNV_START
    for at in range(start, end):
        point = points[at]
        if point < 0x10000:
            point = small[point]
        value = (value ^ np.uint64(point)) * _FNV_PRIME
    return value


@kernel
def _other_word(
    points: Array, at: int, last: int, classes: Array, begins: Array
) -> tuple[int, int]:
    """Go over any word, or one code point that is none; return (end, kind), -1 for no word."""
    here = classes[points[at]]
    if here in (LETTER, HEBREW, NUMERIC, EXTENDER):
        end, letters, digits = _word_end(points, at, last, classes)
        return end, _ALPHABETIC if letters else (_NUMBER if digits else _NO_WORD)
    if here in (IDEOGRAPH, KATAKANA):
        return _skip(points, at + 1, last, classes), _CHARACTER
    if here == DICTIONARY:
        return _dictionary_end(points, at, last, classes, begins), _ALPHABETIC
    return at + 1, _NO_WORD


@kernel
def _find_row(points: Array, at: int, last: int, tables: Any, words: Any) -> int:
    """Write the words of one text, letters and ideographs without a call; return how many."""
    classes, small, begins = tables
    starts, ends, hashes, kinds = words
    count = 0
    while at < last:
        start, kind, value = at, _ALPHABETIC, _FNV_START
        here = classes[points[at]]
        while here == LETTER:
            point = points[at]
            if point < 0x10000:
                point = small[point]
            value = (value ^ np.uint64(point)) * _FNV_PRIME
            at += 1
            here = classes[points[at]] if at < last else OTHER
        if at == start and here == OTHER:
            at += 1
            continue
        if at == start and here == IDEOGRAPH:
            at, kind = _skip(points, at + 1, last, classes), _CHARACTER
            value = _hash(points, start, at, small)
        elif at == start or _MAY_JOIN >> here & 1:
            at, kind = _other_word(points, start, last, classes, begins)
            if kind == _NO_WORD:
                continue
            value = _hash(points, start, at, small)
        starts[count], ends[count], hashes[count], kinds[count] = start, at, value, kind
        count += 1
    return count


@kernel
def _find(points: Array, starts: Array, tables: Any, words: Any) -> int:
    place = 0
    for row in range(starts.size - 1):
        words.firsts[row] = place
        own = (words.starts[place:], words.ends[place:], words.hashes[place:], words.kinds[place:])
        place += _find_row(points, starts[row], starts[row + 1], tables, own)
    words.firsts[starts.size - 1] = place
    return place


@kernel
def _runs(points: Array, starts: Array, classes: Array, runs: Array) -> int:
    """Find the runs of letters whose words a dictionary must tell apart; return how many."""
    count = 0
    for row in range(starts.size - 1):
        at = starts[row]
        while at < starts[row + 1]:
            if classes[points[at]] != DICTIONARY:
                at += 1
                continue
            begin = at
            while at < starts[row + 1] and classes[points[at]] in (DICTIONARY, IGNORED):
                at += 1
            if count < runs.shape[0]:
                runs[count, 0], runs[count, 1] = begin, at
            count += 1
    return count


def hash_word(word: str) -> int:
    """Hash a word in small letters as `Words.hashes` does.

    >>> hex(hash_word("the"))
    '0x56f5c9194461d57c'
    """
    value = int(_FNV_START)
    for letter in word:
        value = (value ^ ord(letter)) * int(_FNV_PRIME) & (2**64 - 1)
    return value


def dictionary_runs(points: Points, tables: WordTables) -> Array:
    """Find the runs of Thai, Lao, Khmer or Burmese letters: int64 [runs, 2], start and end."""
    count = _runs(points[0], points[1], tables.words, np.empty((0, 2), np.int64))
    runs = np.empty((count, 2), np.int64)
    if count:
        _runs(points[0], points[1], tables.words, runs)
    return runs


def find_words(points: Points, tables: WordTables, begins: Array) -> Words:
    """Find the words of every text.

    Args:
        points: the texts.
        tables: classes of code points.
        begins: bool [points], where a word of a dictionary script begins; may be empty.
    """
    size = points[0].size
    words = Words(
        np.zeros(points[1].size, np.int64),
        np.empty(size, np.int64),
        np.empty(size, np.int64),
        np.empty(size, np.uint64),
        np.empty(size, np.uint8),
    )
    count = _find(points[0], points[1], (tables.words, tables.small, begins), words)
    return Words(words.firsts, *(column[:count] for column in words[1:]))
