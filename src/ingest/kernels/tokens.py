"""Tokens of a text as 64-bit hashes, for every script, by one table over Unicode.

A token is a run of letters, marks and digits, folded to small letters without accents, and to one
of the forms of a letter that copies change (`letterforms`). A hyphen between two letters is not
seen, nor is a line's end behind it: a word that was broken is the same word. Scripts
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
from ingest.kernels.letterforms import is_silent, plain_form
from ingest.kernels.tablecache import Tables, cached

__all__ = ["NAME", "NUMBER", "TABLE_SIZE", "Table", "build", "mix", "table", "tokenize"]

Table = npt.NDArray[np.uint32]
"""For each code point below TABLE_SIZE its class (4 bits) and the code point that it folds to."""

TABLE_SIZE = 0x20000
"""Code points from here on are Han (the supplementary ideographic planes) or private."""

SEPARATOR, LETTER, UPPER, DIGIT, DOUBLE, SINGLE, GRAM, JOINER, STOP, SILENT, HYPHEN = range(11)

NUMBER, NAME = 1, 2
"""Marks of a token: it holds a digit; it is printed like a name (a capital and small letters,
elsewhere than at the beginning of a sentence)."""
_CAPITAL, _STARTS = 4, 8
_NEWLINE = 10

_SINGLE_NAMES = ("CJK ", "HIRAGANA", "KATAKANA", "IDEOGRAPHIC", "BOPOMOFO", "YI ", "TANGUT")
_GRAM_NAMES = ("THAI", "LAO ", "KHMER", "MYANMAR")
_JOINERS = ".,:/'’–−٫٬"
_HYPHENS = "-\u2010\u2011"
_STOPS = '!?;…。！？；"“”„«»‹›「」『』'
_PRIME = np.uint64(0x9E3779B97F4A7C15)
_LAYOUT = 2
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
        if is_silent(char):
            classes[point] = SILENT
        elif category[0] in "LMN":
            classes[point], folds[point] = _classify(char, category)
    for char in _JOINERS:
        classes[ord(char)] = JOINER
    for char in _STOPS:
        classes[ord(char)] = STOP
    for char in _HYPHENS:
        classes[ord(char)] = HYPHEN
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
    """Fold case, width, accents and forms of a letter, where one character is left.

    >>> [chr(_fold(char)) for char in "ÀςıİﬀКŁ國"]
    ['a', 'σ', 'i', 'i', 'ﬀ', 'к', 'l', '国']
    """
    small = char.upper().lower() if len(char.upper().lower()) == 1 else char
    plain = unicodedata.normalize("NFKD", small)
    if len(plain) > 1 and all(map(is_silent, plain[1:])):
        plain = plain[0].lower()
    folded = plain if len(plain) == 1 and ord(plain) < TABLE_SIZE else small
    return ord(plain_form(folded))


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
        marks: as much for `NUMBER`, `NAME` or 0.
    """
    count, word, gram = 0, np.uint64(0), np.uint64(0)
    mark, first, after_digit, joined, hyphen = 0, _STARTS, False, False, 0
    for point in points:
        entry = known[point] if point < TABLE_SIZE else (point << np.uint32(4)) | np.uint32(SINGLE)
        kind, folded = entry & np.uint32(15), np.uint64(entry >> np.uint32(4))
        if kind == LETTER and word and not joined:
            word = _append(word, folded + np.uint64(1))
            mark = _mark(mark, LETTER, False) if mark & _CAPITAL else mark
            after_digit, hyphen = False, 0
            continue
        if after_digit and kind in (JOINER, HYPHEN):
            joined, after_digit = True, False
            continue
        if kind == SILENT or (word and _pends(kind, point, joined, hyphen)):
            hyphen += int(kind != SILENT)
            continue
        in_word = LETTER <= kind <= DOUBLE
        if word and (not in_word or _breaks(kind, joined, hyphen)):
            tokens[count], marks[count] = mix(word), mark & (NUMBER | NAME)
            count += 1
            word, first = np.uint64(0), _STARTS if hyphen else 0
        if in_word:
            mark = _mark(mark if word else first, kind, word == 0)
            word = _extend(word, folded + np.uint64(1), kind, joined)
        elif kind in (SINGLE, GRAM):
            gram = ((gram << np.uint64(21)) | folded) if kind == GRAM else folded
            tokens[count], marks[count] = mix(gram * _PRIME), 0
            count += 1
        first = first if kind == SEPARATOR or in_word else _STARTS
        gram = gram if kind == GRAM else np.uint64(0)
        joined, after_digit, hyphen = False, kind == DIGIT, 0
    if word:
        tokens[count], marks[count] = mix(word), mark & (NUMBER | NAME)
        count += 1
    return count


@inlined
def _extend(word: np.uint64, value: np.uint64, kind: int, joined: bool) -> np.uint64:
    """Add a letter or digit to a word, once or twice, and before it the separator of numbers."""
    word = _append(word, np.uint64(46)) if joined and word else word
    word = _append(word, value)
    return _append(word, value) if kind == DOUBLE else word


@inlined
def _pends(kind: int, point: int, joined: bool, hyphen: int) -> bool:
    """Tell a hyphen behind a letter, and a line's end behind it: what follows says what it is."""
    return (kind == HYPHEN and not joined and hyphen == 0) or (hyphen == 1 and point == _NEWLINE)


@inlined
def _breaks(kind: int, joined: bool, hyphen: int) -> bool:
    """Tell whether a letter or digit begins a word of its own, though one stands before it."""
    return (joined and kind != DIGIT) or (hyphen > 0 and kind == DIGIT) or (hyphen == 2)


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
