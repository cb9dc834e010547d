"""When an article was published, where its day and hour, or the parts of its day, stand apart."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from ingest.readers.fields.names import CLOCKS, PARTS_OF_DAYS

__all__ = ["day_in_parts", "day_of_number", "with_clock"]

_CLOCKS = frozenset(CLOCKS)
_DAYS = re.compile(r"[345]\d{4}(?:\.\d+)?")
"""Days of the years from 1982 on, where a table was exported without the form of its cells."""
_FIRST_DAY = datetime(1899, 12, 30)  # noqa: DTZ001 - dates of tables have no zone
_CLOCK = re.compile(r"\d{1,2}:\d\d(?::\d\d)?(?: ?[ap]\.?m\.?)?", re.IGNORECASE)
_DAY = re.compile(r"(\d{4})(\d\d)(\d\d)")
_WHOLE = re.compile(r"(\d{1,4})(?:\.0)?")
"""A number as data frames write it in a column with gaps."""


def day_of_number(number: str) -> str:
    """The date that a number of days stands for, as workbooks count them.

    >>> day_of_number("46084.5"), day_of_number("x")
    ('2026-03-03T12:00:00', 'x')
    """
    try:
        return (_FIRST_DAY + timedelta(seconds=round(float(number) * 86_400))).isoformat()
    except (ValueError, OverflowError):
        return number


def with_clock(day: Any, known: Mapping[str, Any]) -> Any:
    """Give a day with the hour that a field of its own states.

    Args:
        day: what the field of the date holds; as it is if it has an hour, or is no text.
        known: the record's values by their known names.

    >>> with_clock("2026-03-03", {"time": "10:15"}), with_clock("20260303", {"uhrzeit": "9:30"})
    ('2026-03-03 10:15', '2026-03-03 9:30')
    >>> with_clock("46084", {})
    '2026-03-03T00:00:00'
    """
    if isinstance(day, str) and _DAYS.fullmatch(day):
        return day_of_number(day)
    if _CLOCKS.isdisjoint(known) or not isinstance(day, str) or ":" in day:
        return day
    if not 6 <= len(day.strip()) <= 40:
        return day
    for name in CLOCKS:
        clock = known.get(name)
        if isinstance(clock, str) and _CLOCK.fullmatch(clock.strip()):
            return _DAY.sub(r"\1-\2-\3", day.strip()) + f" {clock.strip()}"
    return day


def day_in_parts(known: Mapping[str, Any]) -> str:
    """Give the day that is kept as year, month and day; "" if a part is missing.

    >>> day_in_parts({"year": 2026.0, "month": "3", "day": 3}), day_in_parts({"year": 2026})
    ('2026-03-03', '')
    >>> day_in_parts({"year": "2026", "month": "March", "day": "3"})
    '3 March 2026'
    """
    parts = []
    for names in PARTS_OF_DAYS:
        value = next((str(known[name]).strip() for name in names if name in known), "")
        whole = _WHOLE.fullmatch(value)
        parts.append(whole[1] if whole else value)
    year, month, day = parts
    if not (re.fullmatch(r"(?:18|19|20)\d\d", year) and re.fullmatch(r"\d{1,2}", day)):
        return ""
    if re.fullmatch(r"\d{1,2}", month):
        return f"{year}-{month.zfill(2)}-{day.zfill(2)}"
    return f"{day} {month} {year}" if month.isalpha() and len(month) < 13 else ""
