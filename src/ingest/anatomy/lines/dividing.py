"""Bylines and days that the first sentence follows in the same line, or that stand in pieces."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

import re2

from ingest.anatomy.datelines.datelines import find_dateline
from ingest.anatomy.dates.patterns import date_line_pattern
from ingest.anatomy.dates.printed import (
    before_date,
    find_date,
    plain_digits,
)
from ingest.anatomy.draft import Draft
from ingest.anatomy.engine import look
from ingest.anatomy.lines.longbylines import behind_and, is_and
from ingest.anatomy.names.names import parse_byline
from ingest.anatomy.names.persons import has_given_name
from ingest.anatomy.names.places import is_known_place
from ingest.anatomy.names.roles import is_role
from ingest.anatomy.rulefiles import rule_file
from ingest.article import DateHint
from ingest.kernels.beginnings import BARE
from ingest.text import fold_space, replace_surrogates

__all__ = ["LONGEST_LINE", "divide_byline", "is_by", "read_split_byline"]

LONGEST_LINE, LONGEST_NAMES, LONGEST_BY, LONGEST_DAY = 80, 60, 6, 60
LONGEST_DAYS, SHORTEST_BEHIND = 200, 24
"""Characters of names and days in a line with the sentence behind them, and of that."""
SHORTEST_WHOLE = 40
"""Characters of a byline and what is behind it, all in all."""
MOST_LINES, MOST_WORDS = 4, 16
REACH = 700
"""Characters in which "By", names and days stand, each in a line of its own or between stops."""

_BETWEEN = re.compile(r"\s+\.(?=\s|$)\s*|\s*[\n\r]\s*")
"""A line break, or a stop with space on both sides of it."""
_STOP = re.compile(r" \.(?=\s) *")
_WORD = re.compile(r"(?<=\s)(?:[^\W\d_a-zà-ÿ]|\()")
_YEAR = re.compile(r"\b(?:19|20)\d\d\s+(?=\S)")
_DAYS = frozenset({"date", "label.date"})
_IN = re.compile(r"(?i)in (?-i:[A-Z])[\w ,]{2,30}$")


class _Opening(NamedTuple):
    """Names below "By" and the days below them; where the names end, and where all of it does."""

    names: str
    day: DateHint | None
    signed: int
    ended: int


@cache
def _by() -> frozenset[str]:
    return frozenset(rule_file("bylines")["by"])


@cache
def _begins_of_by() -> frozenset[str]:
    return frozenset(by[:2] for by in _by())


def divide_byline(draft: Draft) -> None:
    """Part a byline from the dateline or the sentence behind it: "By Jane Doe LONDON (AP) - …"."""
    if not draft.traits[draft.first] & BARE:
        _divide_line(draft)
    part = draft.parts[draft.first]
    by = _by_at_start(part.text)
    if not by or len(by) == len(part.text):
        _divide_day(draft)
        return
    if len(part.text) < SHORTEST_WHOLE:
        return
    opening = _read_opening(draft, part.start) if " . " in part.text[:REACH] else None
    if opening:
        start = opening.ended
    else:
        behind = _text_behind_days(part.text) or _dateline_behind(part.text, len(by) + 1)
        start = part.start + behind
    if part.start < start <= part.end - SHORTEST_BEHIND:
        draft.divide(draft.first, start)


def _by_at_start(text: str) -> str:
    """The word for "by" with which a text begins, as printed; empty if there is none."""
    if text[:2].casefold() not in _begins_of_by():
        return ""
    by = text[: LONGEST_BY + 1].partition(" ")[0]
    return by if by.casefold().rstrip(".:") in _by() else ""


def is_by(line: str) -> bool:
    """Say whether a line is the word above a name, and nothing else: "by"."""
    return bool(line) and _by_at_start(line) == line


def _divide_day(draft: Draft) -> None:
    """Part days between stops from the sentence behind: "Updated: . 3 March 2013 . The …"."""
    part = draft.parts[draft.first]
    if " . " not in part.text[:LONGEST_DAYS]:
        return
    start = 0
    for stop in _STOP.finditer(part.text, 0, REACH):
        text = part.text[start : stop.start()].strip(" .|")
        if text and not _is_day(text):
            break
        start = stop.end()
    if start:
        draft.divide(draft.first, part.start + start)


def _divide_line(draft: Draft) -> None:
    """Part a day or names on a line of their own from the lines that were joined to them."""
    part = draft.parts[draft.first]
    end = draft.raw.text.find("\n", part.start, min(part.end, part.start + LONGEST_LINE))
    if end < 0:
        return
    seen = look(draft.text_of(part.start, end))
    found = parse_byline(seen.part("byline", "names"))
    signed = found.authors and not found.rest and all(map(has_given_name, found.authors))
    signed = signed and behind_and(part.text[end + 1 - part.start :]) is None
    dated = "date" in seen.rules and find_date(seen.line, "date_line")
    if signed or dated:
        draft.divide(draft.first, end + 1)


def _text_behind_days(text: str) -> int:
    """Where the sentence behind names and days begins, 0 if there are none."""
    head = text[:LONGEST_DAYS]
    names = before_date(head)
    found = parse_byline(look(names).part("byline", "names")) if len(names) < len(head) else None
    if not found or not found.authors or found.rest:
        return 0
    days = _days_at(head, len(names))
    return days if text[days : days + 1].isupper() else 0


def _days_at(head: str, start: int) -> int:
    """Where the last of the years ends that days, hours and words beside them print from here."""
    match = _days().match(plain_digits(head.lower()), start)
    years = list(_YEAR.finditer(head, start, match.end())) if match else []
    return years[-1].end() if years else 0


@cache
def _days() -> Any:
    options = re2.Options()
    options.max_mem = 256 << 20
    return re2.compile(rf"[ ,|–—:-]*{date_line_pattern()}", options=options)


def _dateline_behind(text: str, begin: int) -> int:
    """Where the dateline behind names begins, 0 if there is none."""
    for count, word in enumerate(_WORD.finditer(text, begin, LONGEST_LINE + LONGEST_NAMES)):
        if count > MOST_WORDS:
            break
        found = find_dateline(text[word.start() :])
        if not found or not (found.agency or found.day) or behind_and(found.text) is not None:
            continue
        names = text[begin : word.start()].strip(" ,-–—|")
        if is_and(names.rpartition(" ")[2]):
            continue
        town = re.split(r",| \(|$", found.text, maxsplit=1)[0]
        signed = parse_byline(names)
        told = not names.isupper() or all(map(has_given_name, signed.authors))
        sure = is_known_place(town) or (town.isupper() and told)
        if (sure or word.group() == "(") and signed.authors and not signed.rest:
            return word.start()
    return 0


def read_split_byline(draft: Draft) -> str:
    """Cut "By", names and days, each on a line of its own or between stops; the rule that did."""
    part = draft.parts[draft.first]
    if not _by_at_start(part.text):
        return ""
    if len(part.text) > LONGEST_BY and " . " not in part.text[:REACH]:
        return ""
    opening = _read_opening(draft, part.start)
    below = next((i for i in range(draft.first + 1, draft.last) if _is_below(draft, i, opening)), 0)
    if not opening or not below:
        return ""
    draft.sign(opening.names, parse_byline(opening.names))
    draft.day = draft.day or opening.day
    for index in range(draft.first, below):
        start, end = draft.parts[index].start, draft.parts[index + 1].start
        draft.take_span("byline", start, min(end, opening.signed))
        draft.take_span("date", max(start, opening.signed), end)
    draft.first = below - 1
    return "byline"


def _is_below(draft: Draft, index: int, opening: _Opening | None) -> bool:
    return opening is not None and draft.parts[index].start == opening.ended


def _read_opening(draft: Draft, start: int) -> _Opening | None:
    """Read what is below "By"; None if that is no name."""
    names: list[str] = []
    day, signed, ended = None, 0, 0
    for text, end in _pieces(replace_surrogates(draft.raw.text), start):
        if not names and not text:
            continue
        if not text or (names and _is_day(text)):
            day = day or (find_date(text, "date_line") if text else None)
            ended = end
        elif ended > signed or not _is_name(text, names):
            break
        else:
            names.append(text)
            signed = ended = end
    return _Opening(" ".join(names), day, signed, ended) if names else None


def _pieces(text: str, start: int) -> Iterator[tuple[str, int]]:
    """What stands between breaks or stops, without the first, and where what is behind begins."""
    begin = start
    for sign in _BETWEEN.finditer(text, start, start + REACH):
        if begin > start:
            yield fold_space(text[begin : sign.start()]).strip(" .|"), sign.end()
        begin = sign.end()


def _is_day(text: str) -> bool:
    return len(text) <= LONGEST_DAY and not _DAYS.isdisjoint(look(text).rules)


def _is_name(text: str, above: list[str]) -> bool:
    """Whether a piece names who wrote, or goes on with names: "and John Roe", "Health Reporter"."""
    if len(text) > LONGEST_NAMES:
        return False
    if is_and(text):
        return bool(above)
    joined = behind_and(text)
    if above and joined is None and not is_and(above[-1].rpartition(" ")[2]):
        return is_role(text) or _IN.match(text) is not None
    name = joined if joined is not None and above else text
    found = parse_byline(name)
    told = found.authors or found.agencies or found.is_outlet or "nobody" in look(name).rules
    return bool(told) and not found.rest
