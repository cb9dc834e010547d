"""The day in a dateline."""

import re
from functools import cache
from typing import Any

import re2

from ingest.anatomy.choosing import begins_of, may_begin
from ingest.anatomy.dates.patterns import date_pattern, month_names, one_of
from ingest.anatomy.dates.printed import plain_digits, read_date
from ingest.anatomy.rulefiles import rule_file
from ingest.anatomy.tables import languages
from ingest.article import DateHint
from ingest.text import quickly_read

__all__ = [
    "begins_with_date",
    "hijri_day",
    "match_day",
    "match_lone_day",
    "spelt_day",
    "weekdays",
    "words_before_days",
]  # fmt: skip

SHORTEST_DAY = 3
"""Letters that the name of a day has more than, to be read behind a date too."""

_WORDS = re.compile(r"^ ((\w+)(?: \w+)?)")
_LONE = re.compile(r"^ ?(?P<d>\d{1,2})(?: - (?P<m>\d{1,2}))?(?= [(（]|\. ?[–—])")
"""A day of no month, before an agency in brackets or a stop and a dash: "MADRID, 3 (EUROPA PRESS)",
"CADIZ, 3.—"."""


@cache
def weekdays() -> frozenset[str]:
    """The names of days of every table."""
    return frozenset(day for language in languages() for day in language.weekdays)


@cache
def _spelt_days() -> dict[str, int]:
    """The number of each day that agencies spell: "नयी दिल्ली, तीन मार्च (भाषा)"."""
    every = (language.spelt_days for language in languages())
    return {word: day for words in every for day, word in enumerate(words, 1)}


@cache
def _spelt() -> "re.Pattern[str]":
    return re.compile(rf"\s*({'|'.join(_spelt_days())})(?= \w)")


@cache
def _spelt_behind_place() -> "re.Pattern[str]":
    return re.compile(rf", (?:{'|'.join(_spelt_days())}) ")


@cache
def _common_era() -> str:
    return f" {rule_file('datelines')['common_era']} "


@cache
def hijri_day() -> "re.Pattern[str]":
    """The pattern of the same day in the calendar of the Hijra, before the other one."""
    return re.compile("|".join(rule_file("datelines")["hijri_days"]))


@cache
def words_before_days() -> frozenset[str]:
    """Small words between a place and the day: "Paris, le 3 mars"."""
    return frozenset(rule_file("datelines")["before_days"])


def _days_of_week() -> str:
    return one_of(map(re.escape, weekdays()))


@cache
def _date() -> tuple[Any, frozenset[str]]:
    """The pattern of a date with the day of the week, and the letters that it begins with.

    It has no groups: RE2 is far quicker without.
    """
    options = re2.Options()
    options.max_mem = 256 << 20
    long = "|".join(sorted(name for name in weekdays() if len(name) > SHORTEST_DAY))
    after = rf"(?:,? (?:{long}))?(?:,? \d{{1,2}}:\d\d)?"
    words = "|".join(sorted(words_before_days()))
    before = rf"(?:(?:{words}) )?(?:{_days_of_week()}\.?,? )?"
    pattern = rf"{before}(?:{date_pattern()})\.?{after}"
    return re2.compile(rf"^\s*{pattern}", options=options), begins_of(pattern)


@cache
def _before() -> "re.Pattern[str]":
    """Small words and the day of the week before a date."""
    words = "|".join(sorted(words_before_days()))
    return re.compile(rf"(\s*)((?:(?:{words}) )?)(?:{_days_of_week()}\.?,? )?")


def _read_day(small: str) -> DateHint | None:
    """Read the date behind such words; one of them may be part of the date: "mar 3"."""
    before = _before().match(small)
    starts = dict.fromkeys((before.end(), before.end(2), before.end(1)) if before else ())
    days = (read_date(small, start, "dateline") for start in starts)
    return next(filter(None, days), None)


def spelt_day(text: str) -> "re.Match[str] | None":
    """Find the comma and the spelt day behind a place in Hindi: "नयी दिल्ली, तीन मार्च"."""
    return _spelt_behind_place().search(text) if "\u0900" <= text[:1] <= "\u097f" else None


def match_day(text: str) -> tuple[DateHint, int] | None:
    """Read the day at the start of a text, and where it ends.

    >>> day, end = match_day(" 3 مارس آذار (")
    >>> day.month, day.day, end
    (3, 3, 12)
    """
    if spelt := _spelt().match(text):
        number = str(_spelt_days()[spelt.group(1)])
        found = match_day(number + text[spelt.end() :])
        return (found[0], found[1] + spelt.end() - len(number)) if found else None
    pattern, begins = _date()
    small = plain_digits(text.lower())
    match = pattern.match(quickly_read(small)) if may_begin(small.lstrip(), begins) else None
    day = _read_day(small) if match else None
    if not match or not day:
        return None
    end = int(match.end())
    end += 2 if text.startswith(_common_era(), end) else 0
    again = _WORDS.match(text[end:])  # "12 أكتوبر تشرين الأول"
    for group in (1, 2) if again else ():
        if again and again.group(group) in month_names():
            return day, end + again.end(group)
    return day, end


def match_lone_day(text: str) -> tuple[DateHint, int] | None:
    """Read a day of no month, or in figures alone, before a bracket or a dash, and where it ends.

    >>> day, end = match_lone_day(" 3 (EUROPA PRESS) El")
    >>> day.day, end
    (3, 2)
    """
    lone = _LONE.match(text)
    if not lone or not 0 < int(lone["d"]) < 32 or int(lone["m"] or 0) > 12:
        return None
    return DateHint(0, int(lone["m"] or 0), int(lone["d"]), "dateline"), lone.end()


def begins_with_date(text: str) -> bool:
    """Whether a text begins with a printed date."""
    pattern, begins = _date()
    small = plain_digits(text.lower())
    return may_begin(small.lstrip(), begins) and pattern.match(small) is not None
