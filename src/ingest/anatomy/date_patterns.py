"""Patterns of dates as they are printed, made of the tables of languages."""

import itertools
import re
from collections.abc import Iterable
from functools import cache

import re2

from ingest.anatomy.calendars import eras, solar_months
from ingest.anatomy.tables import languages, world
from ingest.kernels.letters import unaccented

__all__ = ["date_line_pattern", "date_pattern", "month_names", "one_of", "parts_pattern"]

_CLOCK = r"t?\d{1,2}(?:[:.h時点시]\d{0,2}(?:[:.분分]\d{0,2})?)?(?:\.\d+)?z?|[+-]\d{2}:?\d{2}|\d{4}"
_YEAR = r"(?P<{}>(?:1[89]|20)\d\d)"
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


def one_of(names: Iterable[str]) -> str:
    """The pattern of one of some names, the longest first; by their first letters.

    So the standard library tries few of them.
    """
    ordered = sorted(names, key=lambda name: (name[0], -len(name), name))
    by_letter = itertools.groupby(ordered, key=lambda name: name[0])
    either = (f"{first}(?:{'|'.join(name[1:] for name in own)})" for first, own in by_letter)
    return f"(?:{'|'.join(either)})"


def _one_of(group: str, names: Iterable[str]) -> str:
    return f"(?P<{group}>{one_of(map(re2.escape, names))})"


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
    return re.sub(r"\(\?P<\w+>", "(?:", parts_pattern())


@cache
def parts_pattern() -> str:
    """The same with groups: d, m and y, numbered."""
    year = _YEAR.format
    again = _month_again()
    tail = rf"(?:(?:,? | ,)(?:de |del |ឆ្នាំ)?{year('y1')})?{_YEAR_WORD}"
    by_signs = r"(?P<mr>\d{1,2}) ?月 ?(?P<dr>\d{1,2}) ?日"
    return "|".join(
        (
            rf"(?P<dt>\d{{1,2}}) ?{_thai_month()}(?: ?พ\.ศ\.)? ?(?P<yt>2[45]\d\d|[4-9]\d)\b",
            rf"(?P<ds>\d{{1,2}}) {_one_of('ms', solar_months())}(?: ?ماه)? (?P<ys>1[34]\d\d)",
            r"(?P<yn>1(?:3\d|40)\d)[/.-](?P<mn>\d{1,2})[/.-](?P<dn>\d{1,2})",
            rf"{_one_of('er', eras())} ?(?P<yr>\d{{1,3}}|元) ?年 ?{by_signs}",
            rf"(?:{year('yf')} оны )?(?P<mf>\d{{1,2}})(?:-р| д[уү]г..р) сарын (?P<df>\d{{1,2}})",
            rf"{year('ya')}(?: m| оны)?\.? {_month('ma')} (?P<da>\d{{1,2}})\.?(?: d\.)?",
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
            rf"(?:ngày )?(?P<d7>\d{{1,2}}) tháng (?P<m7>\d{{1,2}})(?:,? (?:năm )?{year('y7')})?",
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
    return f"(?:(?:{date_pattern()}|{ordered}|{_CLOCK})[ ,，،.|·•—–:：;()（）/\\[\\]-]*)+"


def _apart(word: str) -> str:
    """A word that ends where letters end: "Upton" is not "u", "pt" and "on"."""
    return rf"{word}\b" if word[-1].isascii() and word[-1].isalpha() else word
