"""The day and hour that metadata print, in every language that has a table."""

import re

from ingest.anatomy.dates.printed import find_date
from ingest.article import DateHint

__all__ = ["find_moment"]

_LONGEST = 120
"""Characters of a field that are looked at."""
_SHORT_YEAR = re.compile(r"(?<!\d)\d{1,2}[/-]\d{1,2}[/-]\d{2}(?!\d)")
"""Three short figures: each of them may be the year."""


def find_moment(text: str) -> DateHint | None:
    """Read the first date of a field, which must be whole, and the hour beside it.

    >>> find_moment("3 de março de 2026 às 10h23").clock
    datetime.time(10, 23)
    >>> find_moment("2026.03.03 오후 2:05").clock, find_moment("March 2026")
    (datetime.time(14, 5), None)
    """
    day = find_date(text[:_LONGEST], "metadata")
    if day is None or not (day.year and day.month and day.day) or _SHORT_YEAR.search(text):
        return None
    return day
