"""Years and days of calendars that newspapers print beside the Gregorian one."""

from datetime import date, timedelta
from functools import cache

from ingest.anatomy.tables import languages

__all__ = ["BUDDHIST", "eras", "solar_day", "solar_months"]

BUDDHIST = 543
"""Years by which the Thai calendar is ahead; its months are the Gregorian ones."""
_LEAP = frozenset({1, 5, 9, 13, 17, 22, 26, 30})
"""Years of the cycle of 33 that have a day more, right for 1244 to 1472 (Borkowski 1996)."""
_CYCLE = 33
_KNOWN, _BEGINS = 1400, date(2021, 3, 21)
_FIRST, _LAST = 1244, 1472


@cache
def eras() -> dict[str, int]:
    """The year before the first one of each era that a table names: 令和 began in 2019."""
    return {name: year - 1 for language in languages() for name, year in language.eras.items()}


@cache
def solar_months() -> dict[str, int]:
    """The number of every month of the Persian calendar, by its name in each table."""
    months: dict[str, int] = {}
    for language in languages():
        for number, names in enumerate(language.solar_months, 1):
            months |= dict.fromkeys(names, number)
    return months


def solar_day(year: int, month: int, day: int) -> date | None:
    """Find the Gregorian day of one in the Persian calendar; None if that has no such day.

    Six months of 31 days, five of 30, and one of 29, or 30 in leap years.

    >>> solar_day(1404, 12, 12), solar_day(1403, 12, 30), solar_day(1404, 12, 30)
    (datetime.date(2026, 3, 3), datetime.date(2025, 3, 20), None)
    """
    if not (_FIRST <= year <= _LAST and 1 <= month <= 12):
        return None
    longest = 31 if month <= 6 else 30 if month < 12 else 29 + _is_leap(year)
    if not 1 <= day <= longest:
        return None
    before = 31 * min(month - 1, 6) + 30 * max(month - 7, 0) + day - 1
    return _new_year(year) + timedelta(days=before)


def _is_leap(year: int) -> bool:
    return year % _CYCLE in _LEAP


def _new_year(year: int) -> date:
    between = range(min(year, _KNOWN), max(year, _KNOWN))
    days = 365 * len(between) + sum(map(_is_leap, between))
    return _BEGINS + timedelta(days=days if year > _KNOWN else -days)
