"""Dates as they are printed in articles, in every language that has a table."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

import re2

from ingest.anatomy.calendars import BUDDHIST, eras, solar_day, solar_months
from ingest.anatomy.clocks import clock_in
from ingest.anatomy.tables import languages, world
from ingest.article import DateHint
from ingest.kernels.letters import unaccented
from ingest.text import quickly_read

__all__ = [
    "before_date",
    "date_line_pattern",
    "date_pattern",
    "find_date",
    "is_beside_date",
    "month_names",
    "plain_digits",
    "read_date",
    "search_date",
]

_ZEROS = "٠۰०০੦૦๐"
_DIGITS = {ord(zero) + value: str(value) for zero in _ZEROS for value in range(10)}
_ANY_DIGIT = re.compile(r"[0-9]")
_OTHER_DIGIT = re.compile("[" + "".join(map(chr, _DIGITS)) + "]")

_CLOCK = r"t?\d{1,2}(?:[:.h時点시]\d{0,2}(?:[:.분分]\d{0,2})?)?(?:\.\d+)?z?|[+-]\d{2}:?\d{2}|\d{4}"
_AFTER_DOT = {"listopada": 10}
"""Months whose name is that of another month in a language that prints a dot after the day:
"12. listopada" is October in Croatian, "12 listopada" November in Polish."""
_YEAR = r"(?P<{}>(?:1[89]|20)\d\d)"
_MAY_BE_YEAR = re.compile(r"\d{4}|\d[./-]\d{2}")
_THAI_LETTER = re.compile("[\u0e01-\u0e3a\u0e40-\u0e4e]")
_SOME_MORE = re.compile(r"\d ?[:.h時时点點시] ?\d\d")
BESIDE = 30
"""Characters before and behind a date among which its hour is looked for."""
_YEAR_WORD = r"(?:\.? ?(?:[гр]\.|r\.|года|року|години|godine|god\.|године))?"
"""What Slavic languages print behind a year."""
_MARKS = r"(?:st|nd|rd|th|er|\.|º|ª|°)?"


@cache
def month_names() -> dict[str, int]:
    """The number of every month name of every table, in lower case; also as capitals print it."""
    numbers: dict[str, int] = {}
    for language in languages():
        for number, names in enumerate(language.months, 1):
            for name in names:
                numbers.setdefault(name, number)
                plain = unaccented(name)
                numbers.setdefault(plain[:-1] + "ς" if plain.endswith("σ") else plain, number)
    return numbers


def _one_of(group: str, names: Iterable[str]) -> str:
    ordered = sorted(names, key=lambda name: (-len(name), name))
    return f"(?P<{group}>" + "|".join(re2.escape(name) for name in ordered) + ")"


def _month(group: str) -> str:
    return _one_of(group, month_names()) + r"\.?"


def _thai_month() -> str:
    thai = next(language for language in languages() if language.code == "th")
    return _one_of("mt", (name for names in thai.months for name in names))


def _month_again() -> str:
    """The same month by its other name, behind a stroke: "3 مارس/ آذار 2026"."""
    return re.sub(r"\(\?P<\w+>", "(?:/ ?(?:", _month("again")).removesuffix(r"\.?") + ")?"


@cache
def date_pattern() -> str:
    """The pattern of one printed date over lower-case text; `read_date` reads what it matches."""
    return re.sub(r"\(\?P<\w+>", "(?:", _parts_pattern())


@cache
def _parts_pattern() -> str:
    """The same with groups: d, m and y, numbered."""
    year = _YEAR.format
    again = _month_again()
    tail = rf"(?:,? (?:de |del )?{year('y1')})?{_YEAR_WORD}"
    by_signs = r"(?P<mr>\d{1,2}) ?月 ?(?P<dr>\d{1,2}) ?日"
    return "|".join(
        (
            rf"(?P<dt>\d{{1,2}}) ?{_thai_month()}(?: ?พ\.ศ\.)? ?(?P<yt>2[45]\d\d|[4-9]\d)\b",
            rf"(?P<ds>\d{{1,2}}) {_one_of('ms', solar_months())}(?: ?ماه)? (?P<ys>1[34]\d\d)",
            r"(?P<yn>1(?:3\d|40)\d)[/.-](?P<mn>\d{1,2})[/.-](?P<dn>\d{1,2})",
            rf"{_one_of('er', eras())} ?(?P<yr>\d{{1,3}}|元) ?年 ?{by_signs}",
            rf"{year('ya')}(?: m)?\.? {_month('ma')} (?P<da>\d{{1,2}})\.?(?: d\.)?",
            rf"{year('yb')}\. gada (?P<db>\d{{1,2}})\. {_month('mb')}",
            rf"(?P<d1>\d{{1,2}}){_MARKS}(?: de| of|-е| d['’]| ב-?)? ?{_month('m1')}{again}{tail}",
            rf"{_month('m8')} {year('y8')}",
            rf"{_month('m2')} (?P<d2>\d{{1,2}})(?:st|nd|rd|th|\.)?(?: d\.)?(?:,? {year('y2')})?",
            rf"(?P<de>\d{{1,2}})-{_month('me')}-(?P<ye>(?:19|20)?\d\d)",
            rf"{year('y3')}(?:[-/.]|\. )(?P<m3>\d{{1,2}})(?:[-/.]|\. )(?P<d3>\d{{1,2}})",
            rf"(?P<d4>\d{{1,2}})[./-](?P<m4>\d{{1,2}})[./-](?P<y4>\d{{2,4}}){_YEAR_WORD}",
            rf"(?P<dp>\d{{1,2}})\. (?P<mp>\d{{1,2}})\. {year('yp')}",
            r"(?:(?P<y5>\d{4}) ?年 ?)?(?P<m5>\d{1,2}) ?月 ?(?P<d5>\d{1,2}) ?日",
            r"(?:(?P<y6>\d{4}) ?년 ?)?(?P<m6>\d{1,2}) ?월 ?(?P<d6>\d{1,2}) ?일",
            r"(?:ngày )?(?P<d7>\d{1,2}) tháng (?P<m7>\d{1,2})(?:,? năm (?P<y7>\d{4}))?",
            rf"(?P<dg>\d{{1,2}})\. (?P<mg>\d{{1,2}})\. {year('yg')}",
            r"(?P<dc>\d{1,2})\.(?P<mc>\d{1,2})\.",
            r"(?P<d9>\d{1,2})(?:/(?P<m9>\d{1,2})\b| ?[日일])",
        )
    )


@cache
def date_line_pattern() -> str:
    """The pattern of a line that is only a date, with the words that stand beside one."""
    words = {word for language in languages() for word in language.date_words}
    words |= {word for language in languages() for word in language.weekdays}
    words |= set(world().zones)
    ordered = "|".join(_apart(word) for word in sorted(words, key=lambda word: (-len(word), word)))
    return f"(?:(?:{date_pattern()}|{ordered}|{_CLOCK})[ ,،.|·•—–:：;()/\\[\\]-]*)+"


def _apart(word: str) -> str:
    """A word that ends where letters end: "Upton" is not "u", "pt" and "on"."""
    return rf"{word}\b" if word[-1].isascii() and word[-1].isalpha() else word


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
    return re.compile(_parts_pattern(), re.ASCII)


def read_date(text: str, at: int, source: str) -> DateHint | None:
    """Read the date that `date_pattern` matches at a place; None when its numbers are no date."""
    match = _parts().match(text, at)
    if not match:
        return None
    found = {name: value for name, value in match.groupdict().items() if value}
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


def _month_number(printed: str, date: str) -> int:
    if printed in _AFTER_DOT and f". {printed}" in date:
        return _AFTER_DOT[printed]
    return month_names().get(printed) or int(printed if printed.isdigit() else 0)


def _year(parts: Mapping[str, str], date: str) -> int:
    """The Gregorian year of a date, or that of the Persian calendar; 0 without one."""
    printed = parts.get("y", "0")
    year = 1 if printed == "元" else int(printed)
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
    match = search_date(small) if _ANY_DIGIT.search(small) else None
    day = read_date(small, match.start(), source) if match else None
    if match is None or day is None or not _SOME_MORE.search(small):
        return day
    around = f"{small[: match.start()][-BESIDE:]}|{small[match.end() :][:BESIDE]}"
    return replace(day, clock=clock_in(around))


def search_date(small: str) -> Any:
    """Match the first date of a text in small letters and plain digits; None without one."""
    return _compiled().search(quickly_read(small))


def before_date(text: str) -> str:
    """The part of a text that stands before the first date with a year; all of it without one.

    >>> before_date("Jane Doe Published March 11, 2015 3:46 PM"), before_date("Jane Doe")
    ('Jane Doe', 'Jane Doe')
    """
    small = plain_digits(text.lower())
    likely = len(small) == len(text) and _MAY_BE_YEAR.search(small)
    match = search_date(small) if likely else None
    found = read_date(small, match.start(), "") if match else None
    if not match or not found or not found.year:
        return text
    before = text[: match.start()].rstrip(" ,|–—-:")
    while beside := _beside_date().search(before):
        before = before[: beside.start()].rstrip(" ,|–—-:")
    return before


def is_beside_date(text: str) -> bool:
    """Say whether a text is a word that stands beside a day: "Published", "Publicado em".

    >>> is_beside_date("Published"), is_beside_date("Paris")
    (True, False)
    """
    found = _beside_date().search(text)
    return found is not None and not found.start()


@cache
def _beside_date() -> "re.Pattern[str]":
    words = {word for language in languages() for word in language.date_words}
    words |= {word for language in languages() for word in language.weekdays}
    return re.compile(rf"(?i)(?:^|(?<=\s))(?:{'|'.join(sorted(words))})$")
