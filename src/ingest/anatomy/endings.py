"""What stands behind the last sentence of a body, in the same paragraph."""

import re
from functools import cache
from typing import Any, NamedTuple

import re2

from ingest.anatomy.names.affiliations import is_agency
from ingest.anatomy.rulefiles import either, rule_file
from ingest.anatomy.tables import world
from ingest.typesetting import ends_sentence

__all__ = ["Ending", "agency_of", "find_ending", "is_end"]

LONGEST, LONGEST_CODES, LONGEST_INITIALS, LONGEST_WITH = 132, 64, 18, 32
"""Characters of the longest ending, of one without brackets, of initials, and of "with …"."""
_CODES = re.compile(r" ([^\W\d_]{3,10})((?: [A-Z]{2,4}){0,6})[. ]*$")
"""An agency without brackets, perhaps with the signs of who wrote: "PTI JD JR"."""
_BESIDE = re.compile(r" ?[,/] ?")
_SMALL_SIGN = re.compile(
    r"[A-Z]?[a-zäöü]{2,4}|\d{1,2}\.\d{1,2}\.(?:\d{2,4})?|\d{1,2}/\d{1,2}/\d{4}"
)
_OPEN = {")": "(", "）": "（", "]": "[", ">": "<"}


@cache
def _end_signs() -> frozenset[str]:
    return frozenset(rule_file("datelines")["end_signs"])


@cache
def _end_word() -> str:
    word: str = rule_file("datelines")["end_word"]
    return word


@cache
def _initials() -> "re.Pattern[str]":
    """Who wrote or edited: "(mm)", "J. N.", "/ab/"; "jd kva", where one has no vowel."""
    others = either("datelines", "no_initials")
    return re.compile(
        rf"\((?!(?:{others})\))[^\W\d_A-Z]{{2,3}}(?:[-/][a-z]{{2,3}})?\)"
        r"|(?:[^\W\d_a-z]\. ?){1,2}[^\W\d_a-z]\.?|/[^\W\d_]{2,3}/"
        r"|[bcdfghj-np-tvwxz]{2,3}(?: [a-z]{2,3}){1,3}"
        r"|[a-z]{2,3} [bcdfghj-np-tvwxz]{2,3}(?: [a-z]{2,3})?"
        r"|[ء-ي](?: [ء-ي])* ?/ ?[ء-ي](?: [ء-ي])*|[\u0900-\u097f]{2,8}/[\u0900-\u097f]{2,8}"
    )


@cache
def _edited() -> Any:
    return re2.compile(f"(?:{either('datelines', 'endings')})$")


def _search(tail: str) -> Any:
    """Search for an ending: one has a bracket or a stroke in it, or ends as "-0-" or "查看更多"."""
    told = "(" in tail or "（" in tail or tail[-1:] in ("-", "多") or "/" in tail[-9:-1]
    return _edited().search(tail) if told else None


def _codes(text: str, away: int) -> "re.Match[str] | None":
    """Search for codes; most texts end with a small letter and a stop, as no code does."""
    last = text.rstrip(" .")[-1:]
    return _CODES.search(text, away) if last.isalnum() and not last.islower() else None


@cache
def _ends() -> frozenset[str]:
    return frozenset(world().ends)


@cache
def _agency_behind_with() -> "re.Pattern[str]":
    words = either("bylines", "with_behind_sentence")
    return re.compile(rf"(?i: ?[-–—]{{1,2}} ?|\b(?:{words}) )([^\W\d_][\w/ -]{{1,24}})$")


def _with(tail: str) -> "re.Match[str] | None":
    """Search for an agency with "with" and no stop: "… vai recorrer. com Lusa"."""
    if not tail[-1:].isalpha():
        return None
    found = _agency_behind_with().search(tail, max(0, len(tail) - LONGEST_WITH))
    return found if found and is_agency(found.group(1)) else None


def is_end(line: str) -> bool:
    """Say whether a line is a sign that ends a text, or the initials of who wrote it.

    >>> is_end("-30-"), is_end("(mm)"), is_end("J. N."), is_end("The end of the line")
    (True, True, True, False)
    """
    bare = line.strip()
    return bare.casefold() in _ends() or (
        len(bare) <= LONGEST_INITIALS and _initials().fullmatch(bare) is not None
    )


class Ending(NamedTuple):
    """Where it starts, and the agency that it names, if any."""

    start: int
    agency: str


def find_ending(text: str) -> Ending | None:
    """Find the sign that ends a wire text, or the agency in brackets.

    >>> find_ending("The last ferry leaves in autumn. (AFP)")
    Ending(start=32, agency='AFP')
    >>> find_ending("They met at the bank (BBC)") is None
    True
    """
    bare, word = text.rstrip(), _end_word()
    bare = bare[:-1] if bare.endswith((").", "）。")) else bare
    away = max(0, len(bare) - LONGEST)
    if edited := _search(bare[away:]):
        start, inner = away + edited.start(), ""
    elif bare[-len(word) :].casefold() == word:
        start, inner = len(bare) - len(word), ""
    elif bare and bare[-1] in _OPEN:
        start = max(bare.rfind(_OPEN[bare[-1]]), 0)
        inner = bare[start + 1 : -1]
    elif with_agency := _with(bare[away:]):
        start, inner = away + with_agency.start(), with_agency.group(1)
    elif (codes := _codes(bare, max(0, len(bare) - LONGEST_CODES))) and codes.group(1).isupper():
        start, inner = codes.start(1), codes.group(1)
    else:
        return None
    before = bare[:start].rstrip()
    agency = agency_of(inner)
    if not before or (inner and inner not in _end_signs() and not agency):
        return None
    return Ending(len(before), agency) if ends_sentence(before) else None


def agency_of(inner: str) -> str:
    """The agency in brackets, alone or beside a day, an editor's sign or another: "APA, 3.6."."""
    first, *others = _BESIDE.split(inner)
    if is_agency(inner) or not others:
        return inner if is_agency(inner) else ""
    small = all(_SMALL_SIGN.fullmatch(each) or is_agency(each) for each in (first, *others))
    return next(filter(is_agency, (first, *others)), "") if small else ""
