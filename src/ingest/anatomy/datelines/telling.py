"""Cheap tests of what may tell a dateline, before its parts are read."""

import re
from functools import cache
from itertools import pairwise
from unicodedata import category

import numpy as np
import numpy.typing as npt

from ingest.anatomy.datelines.days import weekdays, words_before_days
from ingest.anatomy.dates.patterns import month_names
from ingest.anatomy.names.affiliations import agency_names
from ingest.anatomy.names.places import (
    begins_with_place,
    joining_words,
    known_places,
    longest_place,
)
from ingest.anatomy.rulefiles import rule_file
from ingest.kernels.openingwords import hash_words
from ingest.typesetting import is_wide

__all__ = ["REACH", "begins_in_capitals", "may_be_dateline", "tells_nothing", "told_words"]

REACH = 160
"""Characters of a paragraph in which a dateline is looked for."""

LONGEST_SITE = 24
FEW_WORDS = 8
"""Words among which most sentences have one that no dateline has."""

_WORD = re.compile(r"\w+")
_TELLING = re.compile(
    r"[\d(（\[［/|]|, [A-Z][a-z]{1,4}\.|, [A-Z]\.[A-Z]\.|\.(?:com|org|net) - "
    r"|, [A-Z][A-Za-z ]{2,24} [–—-]{1,2} "
)
"""A day has a digit; an agency that no table has is in brackets, beside such a sign, or a site; a
state may be behind a town."""
_SIGN = re.compile(
    r"[–—―－|]|--|>>| _ |(?<!\w)-|-(?= )|[:：=]|/[.:]|/ |[)\]](?:[.; A-Z]|$)|\w\. (?=[^\W_])"
)
_SMALL_WORD = re.compile(r"(?<!\S)[^\W\d_A-Z]\w+(?!\S)")
_IN_BRACKETS = re.compile(r"[(（\[][^()]*(?:[)）\]]|$)")
_BETWEEN_CAPITALS = frozenset(".'’`/ ,-")


def begins_in_capitals(place: str) -> bool:
    """Whether three capitals in a row come before any small letter."""
    row = 0
    for letter in place:
        kind = category(letter)
        row = row + 1 if kind == "Lu" else 0
        if row == 3 or (not row and kind[0] != "M" and letter not in _BETWEEN_CAPITALS):
            break
    return row == 3


@cache
def _told_starts() -> frozenset[str]:
    """The first word, or two, of all places and agencies that are known."""
    names = map(_WORD.findall, known_places() | agency_names())
    return frozenset(" ".join(words[:2]) for words in names)


@cache
def _wide_names() -> "re.Pattern[str]":
    """Those of them that are wide: in Chinese and Japanese no space divides words."""
    names = sorted(name for name in known_places() | agency_names() if is_wide(name[0]))
    return re.compile("|".join(map(re.escape, names)))


def tells_nothing(text: str) -> bool:
    """Cheap test: no capitals, no known place or agency, nothing that may be a day or a source."""
    if is_wide(text[0]):
        return not (_TELLING.search(text) or _wide_names().search(text.casefold()))
    if not text[1:2].islower() or _TELLING.search(text):
        return False
    words = _WORD.findall(text.casefold())
    pairs = map(" ".join, pairwise(words))
    return _told_starts().isdisjoint(words) and _told_starts().isdisjoint(pairs)


def _is_ordinary(word: str) -> bool:
    """Whether a word in small letters has no place in datelines."""
    return word[0].islower() and "." not in word and word not in _words_of_datelines()


@cache
def _words_of_datelines() -> frozenset[str]:
    return joining_words() | words_before_days() | weekdays() | frozenset(month_names())


@cache
def _hijri_era() -> str:
    return f" {rule_file('datelines')['hijri_era']} "


def may_be_dateline(head: str) -> bool:
    """Cheap test: brackets or a dash near the start, and no ordinary word before them.

    Args:
        head: the first `REACH` characters of a paragraph.

    >>> may_be_dateline("LONDON, Feb 26 - Shares rose."), may_be_dateline("The mayor spoke.")
    (True, False)
    """
    if head[0] in "(（【［[〔" or is_wide(head[0]):
        return True
    if begins_with_place(head) or ".com, " in head[:LONGEST_SITE]:
        return True
    if _begins_with_sentence(head):
        return False
    sign = _SIGN.search(head)
    if not sign:
        return _hijri_era() in head
    for word in _IN_BRACKETS.sub(" ", head[: sign.start()]).replace("/", " ").split():
        bare = word.strip(".,()-–—:")
        if len(bare) > 1 and sign.group() != "|" and _is_ordinary(bare):
            return False
    return True


def _begins_with_sentence(head: str) -> bool:
    """Cheaper still: an ordinary word before anything that may end a dateline."""
    if "|" in head:
        return False
    for plain in head.split(maxsplit=FEW_WORDS)[:FEW_WORDS]:
        if not plain.isalnum():
            break
        if len(plain) > 1 and plain.isalpha() and _is_ordinary(plain):
            return True
    for word in _SMALL_WORD.finditer(head):
        if _is_ordinary(word.group()):
            at = word.start()
            return not (_SIGN.search(head, 0, at + 1) or _IN_BRACKETS.search(head, 0, at))
    return False


@cache
def told_words() -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.uint64], tuple[int, int]]:
    """What `find_sentences` needs to say that no dateline is before a paragraph."""
    firsts = {match.group() for name in known_places() if (match := _WORD.match(name))}
    printed = {word for first in firsts for word in (first, first.upper(), first.capitalize())}
    return hash_words(_words_of_datelines()), hash_words(printed), (longest_place(), REACH)
