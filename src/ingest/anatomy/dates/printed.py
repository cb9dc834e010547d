"""Dates as they are printed in articles, in every language that has a table."""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

import re2

from ingest.anatomy.choosing import begins_of, may_begin
from ingest.anatomy.dates.calendars import BUDDHIST, eras, solar_day, solar_months
from ingest.anatomy.dates.clocks import clock_in
from ingest.anatomy.dates.patterns import date_pattern, month_names, parts_pattern
from ingest.anatomy.openings import opening_of
from ingest.anatomy.rulefiles import rule_file
from ingest.anatomy.tables import languages
from ingest.article import DateHint
from ingest.text import quickly_read

__all__ = [
    "before_date",
    "find_date",
    "is_beside_date",
    "plain_digits",
    "read_date",
    "words_beside_dates",
]

_ZEROS = "٠۰०০੦૦๐០၀"
_DIGITS = {ord(zero) + value: str(value) for zero in _ZEROS for value in range(10)}
_NUMBER, _WITHIN = re.compile(r"\d+"), re.compile(r".?\d\d|\d:\d")
_ANY_DIGIT = re.compile(r"[0-9]")
_OTHER_DIGIT = re.compile("[" + "".join(map(chr, _DIGITS)) + "]")

_CLOCK_AND_REST = re.compile(r"(?<!\d)\d{1,2}[:.]\d\d(?!\d).*$")
_MAY_BE_YEAR = re.compile(r"\d{4}|\d[./-]\d{2}")
_THAI_LETTER = re.compile("[\u0e01-\u0e3a\u0e40-\u0e4e]")
_SOME_MORE = re.compile(r"\d ?[:.h時时点點시] ?\d(?:\d|[分분])")
BESIDE = 30
"""Characters before and behind a date among which its hour is looked for."""


def plain_digits(text: str) -> str:
    """Write the digits of other scripts as 0 to 9, one for one.

    >>> plain_digits("১২ অক্টোবর"), plain_digits("May 3")
    ('12 অক্টোবর', 'May 3')
    """
    if text.isascii() or not _OTHER_DIGIT.search(text):
        return text
    return text.translate(_DIGITS)


@cache
def _compiled() -> Any:
    options = re2.Options()
    options.max_mem = 256 << 20
    return re2.compile(date_pattern(), options=options)


@cache
def _parts() -> "re.Pattern[str]":
    """For the few characters that RE2 has found: the standard library is quicker with groups."""
    return re.compile(parts_pattern(), re.ASCII)


@cache
def _groups() -> dict[str, tuple[tuple[str, int], ...]]:
    """The groups of each way to print a date, whose names have the same last letter."""
    every = _parts().groupindex.items()
    ways = {name[-1] for name, _ in every}
    return {way: tuple(group for group in every if group[0][-1] == way) for way in ways}


def read_date(text: str, at: int, source: str) -> DateHint | None:
    """Read the date that `date_pattern` matches at a place; None when its numbers are no date."""
    match = _parts().match(text, at)
    if not match:
        return None
    groups = _groups()[(match.lastgroup or "")[-1:]]
    found = {name: value for name, group in groups if (value := match[group])}
    parts = {name[0]: value for name, value in found.items()}
    day, year = int(parts.get("d", 0)), _year(parts, match.group(0))
    if {"ms", "mn"} & found.keys():
        number = solar_months().get(parts["m"]) or int(parts["m"])
        solar = solar_day(year, number, day)
        return DateHint(solar.year, solar.month, solar.day, source) if solar else None
    month = _month_number(parts.get("m", ""), match.group(0))
    if "m4" in found and day <= 12 < month + day and month > 12:
        day, month = month, day
    if month > 12 or day > 31 or not (month or day):
        return None
    either = {"m4", "m9"} & found.keys() and "." not in match.group(0)
    return DateHint(year, month, day, source, bool(either) and day != month and day <= 12)


@cache
def _after_dot() -> dict[str, int]:
    """Months whose name is that of another month where a dot stands behind the day."""
    months: dict[str, int] = rule_file("dates")["after_dot"]
    return months


def _month_number(printed: str, date: str) -> int:
    if printed in _after_dot() and f". {printed}" in date:
        return _after_dot()[printed]
    return month_names().get(printed) or int(printed if printed.isdigit() else 0)


def _year(parts: Mapping[str, str], date: str) -> int:
    """The Gregorian year of a date, or that of the Persian calendar; 0 without one."""
    printed = parts.get("y", "0")
    year = int(printed) if printed.isdigit() else 1  # a sign for the first year of an era
    if "e" in parts:
        return year + eras()[parts["e"]]
    if _THAI_LETTER.search(date) and (year > 2400 or 0 < year < 100):
        return year - BUDDHIST if year > 2400 else year + 2500 - BUDDHIST
    return year + (2000 if year < 70 else 1900) if 0 < len(printed) == 2 and year < 100 else year


def find_date(line: str, source: str) -> DateHint | None:
    """Read the first date printed in a line.

    >>> find_date("Friday, June 28, 2019", "date_line")
    DateHint(year=2019, month=6, day=28, source='date_line', is_unsure=False, clock=None)
    >>> find_date("nothing of the kind", "date_line") is None
    True
    """
    small = plain_digits(line.lower())
    match = _first_date(small) if _ANY_DIGIT.search(small) else None
    day = read_date(small, match.start(), source) if match else None
    if match is None or day is None or not _SOME_MORE.search(small):
        return day
    around = f"{small[: match.start()][-BESIDE:]}|{small[match.end() :][:BESIDE]}"
    return replace(day, clock=clock_in(around))


def _first_date(small: str) -> Any:
    """Match the first date that does not begin within a number or an hour: "09:12 March 03"."""
    match = _search_date(small)
    while match and _WITHIN.fullmatch(small, max(0, match.start() - 2), match.start() + 1):
        number = _NUMBER.match(small, match.start())
        match = _compiled().search(quickly_read(small), number.end() if number else len(small))
    return match


def _search_date(small: str) -> Any:
    """Match the first date of a text in small letters and plain digits; None without one."""
    return _compiled().search(quickly_read(small))


def before_date(text: str) -> str:
    """The part of a text that stands before the first date with a year; all of it without one.

    >>> before_date("Jane Doe Published March 11, 2015 3:46 PM"), before_date("Jane Doe")
    ('Jane Doe', 'Jane Doe')
    """
    small = plain_digits(text.lower())
    likely = len(small) == len(text) and _MAY_BE_YEAR.search(small)
    match = _search_date(small) if likely else None
    found = read_date(small, match.start(), "") if match else None
    if not match or not found or not found.year:
        return text
    before = _CLOCK_AND_REST.sub("", text[: match.start()]).rstrip(" ,|–—-:")
    while beside := _beside_date().search(before):
        before = before[: beside.start()].rstrip(" ,|–—-:")
    return before


def is_beside_date(text: str) -> bool:
    """Say whether a text is a word that stands beside a day: "Published", "Publicado em".

    >>> is_beside_date("Published"), is_beside_date("Paris")
    (True, False)
    """
    return any(may_begin(text, begins) and each.fullmatch(text) for each, begins in _told_beside())


@cache
def _told_beside() -> tuple[tuple["re.Pattern[str]", frozenset[str]], ...]:
    """Such words as patterns, with what they begin with; apart, those that begin with anything."""
    loose = frozenset(word for word in _beside_words() if "" in opening_of(word).starts)
    groups = ("|".join(sorted(words)) for words in (_beside_words() - loose, loose) if words)
    return tuple((re.compile(f"(?i){words}"), begins_of(words)) for words in groups)


@cache
def _beside_words() -> frozenset[str]:
    words = {word for language in languages() for word in language.date_words}
    return frozenset(words.union(*(language.weekdays for language in languages())))


@cache
def _beside_date() -> "re.Pattern[str]":
    return re.compile(rf"(?i)(?:^|(?<=\s))(?:{'|'.join(sorted(_beside_words()))})$")


@cache
def words_beside_dates() -> frozenset[str]:
    """Words that may stand beside a date in a line of its own, such as "published"."""
    return frozenset(word for language in languages() for word in language.date_words)
