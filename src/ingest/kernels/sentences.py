"""Sentences after Unicode Standard Annex #29, with what it leaves to the language.

A stop ends a sentence unless a small letter follows. A full stop also needs a space after it, and
ends nothing after an initial, an abbreviation, or an ordinal number where the language dots them.
A blank line always ends one. Only what holds a word counts as a sentence.
"""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from ingest.kernels.codepoints import Points
from ingest.kernels.compiled import kernel
from ingest.kernels.signs import Signs
from ingest.kernels.words import Words
from ingest.kernels.wordtables import BLANK, CLOSE, CONTINUES, FULL_STOP, LOWER, STOP, WordTables

__all__ = ["DOTS_ORDINALS", "SEMICOLON_ASKS", "Habits", "count_sentences"]

Array = npt.NDArray[Any]

DOTS_ORDINALS, SEMICOLON_ASKS = 1, 2
"""Habits of a language, as bits."""

_DOT, _SEMICOLON, _ELLIPSIS, _NEWLINE = 46, 59, 0x2026, 10
_ORDINAL_DIGITS = 2
_NUMBER = 1
_SHORT = 3


@kernel
def _class(point: int, classes: Array, habit: int) -> int:
    if point == _ELLIPSIS:
        return FULL_STOP
    if point == _SEMICOLON and habit & SEMICOLON_ASKS:
        return STOP
    return int(classes[point])


@kernel
def _abbreviates(points: Array, words: Any, word: int, habit: int, known: Array) -> bool:
    """Tell whether the full stop after this word belongs to it."""
    start, end = words.starts[word], words.ends[word]
    if words.kinds[word] == _NUMBER:
        return habit & DOTS_ORDINALS != 0 and end - start <= _ORDINAL_DIGITS
    if end - start == 1:
        return True
    for at in range(start, end):
        if points[at] == _DOT:
            return True
    place = np.searchsorted(known, words.hashes[word])
    return bool(place < known.size and known[place] == words.hashes[word])


@kernel
def _numbers_next(words: Any, word: int) -> bool:
    """Tell "No. 5", "Art. 3", "p. 12": a short word dotted before a number."""
    short = words.ends[word - 1] - words.starts[word - 1] <= _SHORT
    return bool(short and words.kinds[word] == _NUMBER and words.kinds[word - 1] != _NUMBER)


@kernel
def _after(points: Array, at: int, last: int, classes: Array, habit: int) -> tuple[int, bool, bool]:
    """Look behind a stop; return (end of the stops and closing marks, saw a blank, goes on)."""
    while at < last and _class(points[at], classes, habit) in (STOP, FULL_STOP, CLOSE):
        at += 1
    marks_end = at
    while at < last and classes[points[at]] in (BLANK, CLOSE):
        at += 1
    blank = at >= last or (marks_end < at and classes[points[marks_end]] == BLANK)
    goes_on = at < last and classes[points[at]] in (LOWER, CONTINUES)
    return marks_end, blank, goes_on


@kernel
def _ends(points: Array, span: tuple[int, int], classes: Array, words: Any, own: Any) -> Any:
    """Look at a stop; return (whether it ends a sentence, where to go on).

    `own` holds the next word, whether one stands before, the habit, and the abbreviations.
    """
    at, last = span
    word, fresh, habit, known = own
    here = _class(points[at], classes, habit)
    following, blank, goes_on = _after(points, at, last, classes, habit)
    ends = not goes_on and (blank or here == STOP)
    if ends and following < last and points[at] == _DOT and fresh:
        apart = words.ends[word - 1] != at
        ends = apart or not _abbreviates(points, words, word - 1, habit, known)
        if word < words.ends.size and not apart:
            ends = ends and not _numbers_next(words, word)
    return ends, following


@kernel
def _count_row(points: Array, span: tuple[int, int], classes: Array, words: Any, own: Any) -> int:
    """Count the sentences between two places; `own` holds (signs, habit, abbreviations)."""
    places, habit, known = own
    word_ends = words.ends
    go_on, last = span
    word = count = 0
    fresh = False
    for place in range(places.size):
        at = places[place]
        if at < go_on:
            continue
        point = points[at]
        if point != _NEWLINE and _class(point, classes, habit) not in (STOP, FULL_STOP):
            continue
        while word < word_ends.size and word_ends[word] <= at:
            word += 1
            fresh = True
        if point == _NEWLINE:
            ends, go_on = at + 1 < last and points[at + 1] == _NEWLINE, at + 1
        else:
            ends, go_on = _ends(points, (at, last), classes, words, (word, fresh, habit, known))
        if ends:
            count += fresh
            fresh = False
    return count + (fresh or word < word_ends.size)


class _Some(NamedTuple):
    """The words of one text."""

    starts: Array
    ends: Array
    hashes: Array
    kinds: Array


@kernel
def _part(words: Any, first: int, last: int) -> Any:
    return _Some(
        words.starts[first:last],
        words.ends[first:last],
        words.hashes[first:last],
        words.kinds[first:last],
    )


@kernel
def _count(texts: Points, signs: Any, classes: Array, words: Any, languages: Any) -> Array:
    points, starts = texts
    numbers, (habits, abbreviations, firsts) = languages
    counts = np.zeros(numbers.size, np.int64)
    for row in range(numbers.size):
        number = numbers[row]
        known = abbreviations[firsts[number] : firsts[number + 1]]
        places = signs.places[signs.firsts[row] : signs.firsts[row + 1]]
        own = (places, habits[number], known)
        some = _part(words, words.firsts[row], words.firsts[row + 1])
        counts[row] = _count_row(points, (starts[row], starts[row + 1]), classes, some, own)
    return counts


class Habits(NamedTuple):
    """What sentences depend on, for L languages; the last stands for all others.

    Attributes:
        bits: int64 [L], `DOTS_ORDINALS` and `SEMICOLON_ASKS`.
        abbreviations: uint64, hashes of words in small letters without their full stop,
            sorted within each language.
        firsts: int64 [L + 1], where each language's abbreviations start.
    """

    bits: Array
    abbreviations: Array
    firsts: Array


def count_sentences(
    points: Points,
    signs: Signs,
    words: Words,
    tables: WordTables,
    languages: tuple[Array, Habits],
) -> Array:
    """Count the sentences of every text.

    Args:
        points: n texts.
        signs: where they may end.
        words: their words.
        tables: classes of code points.
        languages: int64 [n], place of each text's language in the habits; what the languages do
            with full stops.
    """
    return np.asarray(_count(points, signs, tables.sentences, words, languages))
