"""Sentences after Unicode Standard Annex #29, with what it leaves to the language.

A stop ends a sentence unless a small letter follows, or, behind a closing mark, a kana that only
goes on. A full stop also needs a space after it, and ends nothing after the number that begins a
line, or after an initial, an abbreviation, or an ordinal number where the language dots them,
unless a word follows that begins sentences, but no second initial; after a title it never does.
A blank line always ends one. Only what holds a word counts.
"""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from ingest.kernels.codepoints import Points
from ingest.kernels.compiled import kernel
from ingest.kernels.signs import Signs
from ingest.kernels.words import Words
from ingest.kernels.wordtables import BLANK, CLOSE, CONTINUES, FULL_STOP, LOWER, STOP, WordTables

__all__ = ["DOTS_ORDINALS", "SEMICOLON_ASKS", "Habits", "WordLists", "count_sentences"]

Array = npt.NDArray[Any]

DOTS_ORDINALS, SEMICOLON_ASKS = 1, 2
"""Habits of a language, as bits."""

_DOT, _COLON, _SEMICOLON, _ELLIPSIS, _NEWLINE = 46, 58, 59, 0x2026, 10
_TO, _TSU, _WO, _NO, _GA = 0x3068, 0x3063, 0x3092, 0x306E, 0x304C
"""Kana that go on with a sentence when they stand behind words in quotes."""
_NUMBER, _ORDINAL_DIGITS, _SHORT = 1, 2, 3


@kernel
def _class(point: int, classes: Array, habit: int) -> int:
    if point == _ELLIPSIS:
        return FULL_STOP
    if point == _SEMICOLON and habit & SEMICOLON_ASKS:
        return STOP
    return int(classes[point])


class _Own(NamedTuple):
    """What a language does with full stops."""

    habit: int
    abbreviations: Array
    titles: Array
    beginnings: Array


@kernel
def _among(listed: Array, word: np.uint64) -> bool:
    place = np.searchsorted(listed, word)
    return bool(place < listed.size and listed[place] == word)


@kernel
def _abbreviates(points: Array, words: Any, word: int, own: Any) -> bool:
    """Tell whether the full stop after this word belongs to it."""
    start, end = words.starts[word], words.ends[word]
    if words.kinds[word] == _NUMBER:
        scored = start > 0 and points[start - 1] == _COLON
        return own.habit & DOTS_ORDINALS != 0 and end - start <= _ORDINAL_DIGITS and not scored
    if end - start == 1:
        return True
    for at in range(end - 1, start, -1):
        if points[at] == _DOT:
            return bool(end - at <= _SHORT)
    return _among(own.abbreviations, words.hashes[word])


@kernel
def _goes_on_behind(points: Array, words: Any, word: int, span: tuple[int, int], own: Any) -> bool:
    """Tell whether the sentence goes on behind the full stop of the word before this one."""
    start, end = words.starts[word - 1], words.ends[word - 1]
    begins = start == span[0] or points[start - 1] == _NEWLINE
    if begins and words.kinds[word - 1] == _NUMBER and end - start <= _ORDINAL_DIGITS:
        return True
    if not _abbreviates(points, words, word - 1, own):
        return word < words.ends.size and _numbers_next(words, word)
    if word == words.ends.size or _among(own.titles, words.hashes[word - 1]):
        return True
    behind = words.ends[word]
    initials = end - start == behind - words.starts[word] == 1 and behind < points.size
    if initials and points[behind] == _DOT:
        return True
    return not _among(own.beginnings, words.hashes[word])


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
    if at == marks_end and at < last and classes[points[at - 1]] == CLOSE:
        goes_on = goes_on or points[at] in (_TO, _TSU, _WO, _NO, _GA)
    return marks_end, blank, goes_on


@kernel
def _ends(points: Array, ahead: tuple[int, int], classes: Array, words: Any, here: Any) -> Any:
    """Look at a stop; return (whether it ends a sentence, where to go on).

    `ahead` is the place of the stop, and where the text ends; `classes` those of code points;
    `here` the next word, whether one stands before it in the sentence, where the text begins, and
    what its language does.
    """
    at, last = ahead
    word, fresh, first, own = here
    kind = _class(points[at], classes, own.habit)
    following, blank, goes_on = _after(points, at, last, classes, own.habit)
    ends = not goes_on and (blank or kind == STOP)
    if ends and following < last and points[at] == _DOT and fresh and words.ends[word - 1] == at:
        ends = not _goes_on_behind(points, words, word, (first, last), own)
    return ends, following


@kernel
def _count_row(points: Array, span: tuple[int, int], classes: Array, words: Any, own: Any) -> int:
    """Count the sentences between two places; `own` holds the signs and the language's habits."""
    places, habits = own
    word_ends = words.ends
    first, last = span
    go_on = first
    word = count = 0
    fresh = False
    for place in range(places.size):
        at = places[place]
        if at < go_on:
            continue
        point = points[at]
        if point != _NEWLINE and _class(point, classes, habits.habit) not in (STOP, FULL_STOP):
            continue
        while word < word_ends.size and word_ends[word] <= at:
            word += 1
            fresh = True
        if point == _NEWLINE:
            ends, go_on = at + 1 < last and points[at + 1] == _NEWLINE, at + 1
        else:
            ends, go_on = _ends(points, (at, last), classes, words, (word, fresh, first, habits))
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
def _words_of(lists: Any, language: int) -> Array:
    own: Array = lists.hashes[lists.firsts[language] : lists.firsts[language + 1]]
    return own


@kernel
def _count(texts: Points, signs: Any, classes: Array, words: Any, languages: Any) -> Array:
    points, starts = texts
    numbers, habits = languages
    counts = np.zeros(numbers.size, np.int64)
    for row in range(numbers.size):
        number = numbers[row]
        habit = _Own(
            habits.bits[number],
            _words_of(habits.abbreviations, number),
            _words_of(habits.titles, number),
            _words_of(habits.beginnings, number),
        )
        own = (signs.places[signs.firsts[row] : signs.firsts[row + 1]], habit)
        some = _part(words, words.firsts[row], words.firsts[row + 1])
        counts[row] = _count_row(points, (starts[row], starts[row + 1]), classes, some, own)
    return counts


class WordLists(NamedTuple):
    """Words of each of L languages.

    Attributes:
        hashes: uint64, of the words in small letters, sorted within each language.
        firsts: int64 [L + 1], where each language's words start.
    """

    hashes: Array
    firsts: Array


class Habits(NamedTuple):
    """What sentences depend on, for L languages; the last stands for all others.

    Attributes:
        bits: int64 [L], `DOTS_ORDINALS` and `SEMICOLON_ASKS`.
        abbreviations: words that a full stop shortens, without it.
        titles: those of them behind which no sentence ends, since a name follows.
        beginnings: words that begin a sentence when they have a capital behind a full stop.
    """

    bits: Array
    abbreviations: WordLists
    titles: WordLists
    beginnings: WordLists


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
        languages: int64 [n], place of each text's language in the habits; the habits.
    """
    return np.asarray(_count(points, signs, tables.sentences, words, languages))
