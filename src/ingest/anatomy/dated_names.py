"""Lines of a name and a date: "Jane Doe | 12 October 2024", "Sat 12 Oct 2024 - Jane Doe"."""

import re

from ingest.anatomy.engine import LONGEST_DATE, look
from ingest.anatomy.names import Byline, parse_byline
from ingest.anatomy.persons import has_given_name
from ingest.anatomy.printed_dates import find_date
from ingest.article import DateHint

__all__ = ["read_dated_names"]

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|\d[./]\d\d?[./]\d\d")
_BETWEEN = re.compile(r"\s*[|｜•·]\s*|\s+[-–—]\s+|,\s+|\son\s")


def read_dated_names(line: str) -> tuple[Byline, DateHint] | None:
    """Read names with a date before or behind them; None if the line is anything else.

    >>> found = read_dated_names("Jane Doe | Saturday, 12 October 2024 10:15")
    >>> found[0].authors, found[1].year
    (('Jane Doe',), 2024)
    >>> read_dated_names("Port Ellery - 12 October 2024") is None
    True
    """
    if len(line) > LONGEST_DATE or not _YEAR.search(line):
        return None
    for sign in _BETWEEN.finditer(line):
        left, right = line[: sign.start()], line[sign.end() :]
        for names, date in ((left, right), (right, left)):
            found = _names(names) if date else None
            day = find_date(date, "date_line") if found and "date" in look(date).rules else None
            if found and day:
                return found, day
    return None


def _names(text: str) -> Byline | None:
    """Known names and nothing else."""
    if any(map(str.isdigit, text)):
        return None
    found = parse_byline(look(text).part("byline", "names") or text)
    known = found.authors and all(map(has_given_name, found.authors))
    return found if known and not found.rest else None
