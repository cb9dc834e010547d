"""Dates as they are printed in articles, in every language that has a table."""

from dataclasses import dataclass
from functools import cache
from typing import Any

import re2

from ingest.anatomy.tables import languages, world
from ingest.article import DateHint

__all__ = ["date_line_pattern", "date_pattern", "find_date", "read_date"]


@dataclass(frozen=True, slots=True)
class _Months:
    numbers: dict[str, int]
    pattern: str


@cache
def _months() -> _Months:
    numbers: dict[str, int] = {}
    for language in languages():
        for number, names in enumerate(language.months, 1):
            for name in names:
                numbers.setdefault(name, number)
    names = sorted(numbers, key=lambda name: (-len(name), name))
    return _Months(numbers, "|".join(re2.escape(name) for name in names))


@cache
def date_pattern() -> str:
    """The pattern of one printed date, with named groups, over lower-case text."""
    month = f"(?P<{{0}}>{_months().pattern})\\.?"
    year = r"(?P<{0}>(?:1[89]|20)\d\d)"
    return "|".join(
        (
            r"(?P<d1>\d{1,2})(?:st|nd|rd|th|er|\.|º|ª|°)?(?: de| of|-е)? ?"
            + month.format("m1")
            + r"(?:,? (?:de |del )?"
            + year.format("y1")
            + r")?(?: ?(?:г\.|р\.|года|року|г|р)\b)?",
            month.format("m2")
            + r" (?P<d2>\d{1,2})(?:st|nd|rd|th|\.)?(?:,? "
            + year.format("y2")
            + ")?",
            year.format("y3") + r"[-/.](?P<m3>\d{1,2})[-/.](?P<d3>\d{1,2})",
            r"(?P<d4>\d{1,2})[./-](?P<m4>\d{1,2})[./-](?P<y4>\d{2,4})",
            r"(?:(?P<y5>\d{4}) ?年 ?)?(?P<m5>\d{1,2}) ?月 ?(?P<d5>\d{1,2}) ?日",
            r"(?:(?P<y6>\d{4}) ?년 ?)?(?P<m6>\d{1,2}) ?월 ?(?P<d6>\d{1,2}) ?일",
            r"(?:ngày )?(?P<d7>\d{1,2}) tháng (?P<m7>\d{1,2})(?:,? năm (?P<y7>\d{4}))?",
            month.format("m8") + r" " + year.format("y8"),
            r"(?P<d9>\d{1,2}) ?[日일]",
        )
    )


@cache
def date_line_pattern() -> str:
    """The pattern of a line that is only a date, with the words that stand beside one."""
    words = {word for language in languages() for word in language.date_words}
    words |= {word for language in languages() for word in language.weekdays}
    words |= set(world().zones)
    ordered = "|".join(sorted(words, key=lambda word: (-len(word), word)))
    unnamed = _unnamed(date_pattern())
    clock = (
        r"t?\d{1,2}(?:[:.h時点시]\d{0,2}(?:[:.분分]\d{0,2})?)?(?:\.\d+)?z?|[+-]\d{2}:?\d{2}|\d{4}"
    )
    return f"(?:(?:{unnamed}|{ordered}|{clock})[ ,.|·•—–:;()/\\[\\]-]*)+"


def _unnamed(pattern: str) -> str:
    for number in range(1, 10):
        for part in "dmy":
            pattern = pattern.replace(f"(?P<{part}{number}>", "(?:")
    return pattern


@cache
def _compiled() -> Any:
    options = re2.Options()
    options.max_mem = 256 << 20
    return re2.compile(date_pattern(), options=options)


def read_date(match: Any, source: str) -> DateHint | None:
    """Turn a match of `date_pattern` into a hint; None when its numbers are no date."""
    parts = {name[0]: value for name, value in match.groupdict().items() if value}
    number = match.re.groupindex and next(
        int(name[1:]) for name, value in match.groupdict().items() if value
    )
    day, year = int(parts.get("d", 0)), int(parts.get("y", 0))
    month = _months().numbers.get(parts.get("m", ""), 0) or (
        int(parts["m"]) if parts.get("m", "").isdigit() else 0
    )
    if number == 4 and month > 12 >= day:
        day, month = month, day
    if year < 100 and "y" in parts:
        year += 2000 if year < 70 else 1900
    if month > 12 or day > 31 or not (month or day):
        return None
    return DateHint(year, month, day, source)


def find_date(line: str, source: str) -> DateHint | None:
    """Read the first date printed in a line.

    >>> find_date("Friday, June 28, 2019", "date_line")
    DateHint(year=2019, month=6, day=28, source='date_line')
    >>> find_date("nothing of the kind", "date_line") is None
    True
    """
    match = _compiled().search(line.lower())
    return read_date(match, source) if match else None
