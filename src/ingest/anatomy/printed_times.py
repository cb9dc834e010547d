"""The day and hour that metadata print, in every language that has a table."""

import re
from datetime import time
from typing import NamedTuple

from ingest.anatomy.printed_dates import plain_digits, read_date, search_date
from ingest.article import DateHint

__all__ = ["Moment", "find_moment"]

_LONGEST = 120
"""Characters of a field that are looked at."""
_YEAR = re.compile(r"\d{4}|\d[./-]\d{2}|年|[\u0e00-\u0e7f] ?\d\d")
"""What every date with a year has."""
_SHORT_YEAR = re.compile(r"\d{1,2}[/-]\d{1,2}[/-]\d{2}")
"""Three short figures: each of them may be the year."""
_CLOCK = re.compile(
    r"(?P<before>[上下]午|午[前後]|오[전후])? ?(?<!\d)(?P<hour>\d{1,2}) ?[:.h時时点點시] ?"
    r"(?P<minute>[0-5]\d)(?!\d)(?:[:.分분] ?\d\d)?(?: ?(?P<after>[ap]\.?m\b))?"
)
_AFTERNOON = frozenset({"下午", "午後", "오후", "pm", "p.m"})
_MORNING = frozenset({"上午", "午前", "오전", "am", "a.m"})


class Moment(NamedTuple):
    """A day, and the hour beside it if one is printed."""

    day: DateHint
    clock: time | None


def find_moment(text: str) -> Moment | None:
    """Read the first date of a field, which must be whole, and the hour.

    >>> find_moment("3 de março de 2026 às 10h23").clock
    datetime.time(10, 23)
    >>> find_moment("2026.03.03 오후 2:05").clock, find_moment("March 2026")
    (datetime.time(14, 5), None)
    """
    small = plain_digits(text[:_LONGEST].lower())
    match = search_date(small) if _YEAR.search(small) else None
    day = read_date(small, match.start(), "metadata") if match else None
    if match is None or day is None or not (day.year and day.month and day.day):
        return None
    if _SHORT_YEAR.fullmatch(small, match.start(), match.end()):
        return None
    return Moment(day, _clock(f"{small[: match.start()]}|{small[match.end() :]}"))


def _clock(text: str) -> time | None:
    found = _CLOCK.search(text)
    if not found:
        return None
    hour, half = int(found["hour"]), found["before"] or found["after"]
    if hour <= 12 and half in _AFTERNOON:
        hour = hour % 12 + 12
    elif hour <= 12 and half in _MORNING:
        hour %= 12
    return time(hour, int(found["minute"])) if hour < 24 else None
