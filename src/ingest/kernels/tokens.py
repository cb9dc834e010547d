"""Tokens of a text as 64-bit hashes, for every script, by one table over Unicode.

A token is a run of letters, marks and digits, folded to small letters without accents. Scripts
written without spaces have no such runs: of Han and Kana every character is a token; of Thai, Lao,
Khmer and Burmese every character together with the two before it. Separators between two digits
belong to the number ("1.5", "12:30", "3-2" are one token each), whichever of them it is.
"""

import unicodedata
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from ingest.kernels.compiled import inlined, kernel
from ingest.kernels.tablecache import Tables, cached

__all__ = ["NAME", "NUMBER", "TABLE_SIZE", "Table", "build", "mix", "table", "tokenize"]

Table = npt.NDArray[np.uint32]
"""For each code point below TABLE_SIZE its class (4 bits) and the code point that it folds to."""

TABLE_SIZE = 0x20000
"""Code points from here on are Han (the supplementary ideographic planes) or private."""

SEPARATOR, LETTER, UPPER, DIGIT, DOUBLE, SINGLE, GRAM, JOINER, STOP, SILENT = range(10)

NUMBER, NAME = 1, 2
"""Marks of a token: it holds a digit; it is printed like a name (a capital and small letters,
elsewhere than at the beginning of a sentence)."""
_CAPITAL, _STARTS = 4, 8

_SINGLE_NAMES = ("CJK ", "HIRAGANA", "KATAKANA", "IDEOGRAPHIC", "BOPOMOFO", "YI ", "TANGUT")
_GRAM_NAMES = ("THAI", "LAO ", "KHMER", "MYANMAR")
_JOINERS = ".,:/'’-–−٫٬"
_STOPS = '!?;…。！？；"“”„«»‹›「」『』'
_SILENT = "\u00ad\u034f\u061c\u200b\u200c\u200d\u2060\ufeff"
_MARKS = range(0x300, 0x370)
_PRIME = np.uint64(0x9E3779B97F4A7C15)
_LAYOUT = 1
"""Another number for every change of what `build` returns: the table is kept under it."""


@cache
def table() -> Table:
    """Open the table, building it if this version's is not kept yet: uint32 [TABLE_SIZE].

    >>> [chr(table()[ord(char)] >> 4) for char in "ÉＡ٣"]
    ['e', 'a', '3']
    >>> [int(table()[ord(char)] & 15) for char in "語ก "] == [SINGLE, GRAM, SEPARATOR]
    True
    """
    name = f"tokens-{unicodedata.unidata_version}-{_LAYOUT}"
    known: Any = cached(name, build)["tokens"]
    return np.asarray(known)


def build() -> Tables:
    """Work out the table from the interpreter's Unicode database."""
    classes = np.zeros(TABLE_SIZE, np.uint32)
    folds = np.arange(TABLE_SIZE, dtype=np.uint32)
    for point in range(TABLE_SIZE):
        char = chr(point)
        category = unicodedata.category(char)
        if category[0] in "LMN":
            classes[point], folds[point] = _classify(char, category)
    for char in _JOINERS:
        classes[ord(char)] = JOINER
    for char in _STOPS:
        classes[ord(char)] = STOP
    for char in _SILENT:
        classes[ord(char)] = SILENT
    classes[_MARKS.start : _MARKS.stop] = SILENT
    classes[0xFE00:0xFE10] = SILENT
    return {"tokens": (folds << np.uint32(4)) | classes}


def _classify(char: str, category: str) -> tuple[int, int]:
    """Give the class of a letter, mark or number, and the code point it folds to."""
    if category == "Nd":
        return DIGIT, ord("0") + unicodedata.digit(char)
    if char in "ßẞ":  # in capitals it is SS
        return DOUBLE, ord("s")
    folded = _fold(char)
    name = unicodedata.name(chr(folded), "") if folded >= 0xE00 else ""
    if name.startswith(_GRAM_NAMES):
        return GRAM, folded
    if name.startswith(_SINGLE_NAMES):
        return SINGLE, folded
    return (UPPER if category in ("Lu", "Lt") else LETTER), folded


def _fold(char: str) -> int:
    """Fold case, width and accents, where one character is left.

    >>> [chr(_fold(char)) for char in "ÀςıﬀК"]
    ['a', 'σ', 'i', 'ﬀ', 'к']
    """
    small = char.upper().lower() if len(char.upper().lower()) == 1 else char
    plain = unicodedata.normalize("NFKD", small)
    if len(plain) > 1 and all(ord(mark) in _MARKS for mark in plain[1:]):
        plain = plain[0]
    return ord(plain) if len(plain) == 1 and ord(plain) < TABLE_SIZE else ord(small)


@inlined
def mix(value: np.uint64) -> np.uint64:
    """Scatter 64 bits: the finalizer of SplitMix64 (Steele, Lea and Flood 2014)."""
    value = (value ^ (value >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    value = (value ^ (value >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return value ^ (value >> np.uint64(31))


@inlined
def _append(word: np.uint64, value: np.uint64) -> np.uint64:
    """Add one code point to the hash of a word: a polynomial, scattered when the word ends."""
    return word * _PRIME + value


@kernel
def tokenize(
    points: npt.NDArray[np.uint32],
    known: Table,
    tokens: npt.NDArray[np.uint64],
    marks: npt.NDArray[np.uint8],
) -> int:
    """Write the hash of every token in order, and what it is; return how many there are.

    Args:
        points: the text's code points.
        known: from `table()`.
        tokens: room for as many tokens as there are code points.
        marks: the same, for `NUMBER`, `NAME` or 0.
    """
    count, word, gram = 0, np.uint64(0), np.uint64(0)
    mark, first, after_digit, joined = 0, _STARTS, False, False
    for point in points:
        entry = known[point] if point < TABLE_SIZE else (point << np.uint32(4)) | np.uint32(SINGLE)
        kind, folded = entry & np.uint32(15), np.uint64(entry >> np.uint32(4))
        if kind == SILENT:
            continue
        if kind == LETTER and word and not joined:
            word = _append(word, folded + np.uint64(1))
            mark = _mark(mark, LETTER, False) if mark & _CAPITAL else mark
            after_digit = False
            continue
        if kind == JOINER and after_digit:
            joined, after_digit = True, False
            continue
        in_word = LETTER <= kind <= DOUBLE
        if word and (not in_word or (joined and kind != DIGIT)):
            tokens[count], marks[count] = mix(word), mark & (NUMBER | NAME)
            count += 1
            word, first = np.uint64(0), 0
        if in_word:
            mark = _mark(mark if word else first, kind, word == 0)
            word = _append(word, np.uint64(46)) if joined and word else word
            for _ in range(2 if kind == DOUBLE else 1):
                word = _append(word, folded + np.uint64(1))
        elif kind in (SINGLE, GRAM):
            gram = ((gram << np.uint64(21)) | folded) if kind == GRAM else folded
            tokens[count], marks[count] = mix(gram * _PRIME), 0
            count += 1
        first = first if kind == SEPARATOR or in_word else _STARTS
        gram = gram if kind == GRAM else np.uint64(0)
        joined, after_digit = False, kind == DIGIT
    if word:
        tokens[count], marks[count] = mix(word), mark & (NUMBER | NAME)
        count += 1
    return count


@inlined
def _mark(mark: int, kind: int, begins: bool) -> int:
    """Say what a word is after one more character, given what it was before."""
    if kind == DIGIT:
        return (mark | NUMBER) & ~NAME
    if begins:
        return mark | (_CAPITAL if kind == UPPER else 0)
    if kind in (LETTER, DOUBLE) and mark & _CAPITAL and not mark & (_STARTS | NUMBER):
        return mark | NAME
    return mark
