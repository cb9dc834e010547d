"""Lines that hold nothing but a day or an hour, and rows of tables that look like them."""

import itertools
import re

from ingest.anatomy.dates.printed import find_date, words_beside_dates
from ingest.anatomy.draft import Draft
from ingest.anatomy.lines.labels import Place

__all__ = ["read_count", "read_date_line"]

_ABOVE_COUNTS, _DAYS = frozenset({"byline", "date", "prompt"}), frozenset({"byline", "date"})
LENGTH_OF_YEAR = 4
FEWEST, LONGEST, MOST_WORDS, REACH = 3, 40, 2, 12
"""Dates in a list, at least; characters that are looked at, and words, of each at most."""
_ITEM = re.compile(r"\d{1,2}[.)] \D")
_CERTAIN = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)|\d[:h時点시]\d\d|\d ?[年月년월日일]")
"""A year or an hour, as no figure is printed."""
_HOUR = re.compile(r"\d{1,2}[:.h]\d\d")
_WORD = re.compile(r"[^\W\d_]{2,}")
_FIGURE = re.compile(r"[^\W\d_]+\.?\s+\d+[.,]\d+(?![\d.])")
"""A word and a figure: "Mar 24.80"."""


def read_date_line(place: Place) -> str:
    """Keep the day of a line that is nothing else; "date", or nothing if it is not such a line."""
    line = place.seen.line
    if not place.fits("date") or not any(map(str.isdigit, line)):
        return ""
    day = find_date(line, "date_line")
    if not day and place.edge == "tail" and "prompt" in place.seen.rules:  # "3 comments"
        return ""
    if not day and (_ITEM.match(line) or not (_WORD.search(line) or _is_hour(place, line))):
        return ""
    if not _CERTAIN.search(line) and _is_row(place.draft, place.at, line):
        return ""
    if _is_listed(place.draft, place.at) or _is_heading(place, line):
        return ""
    place.draft.day = place.draft.day or day
    return "date"


def _is_hour(place: Place, line: str) -> bool:
    """An hour alone, below the day."""
    above = place.draft.cut.get(place.draft.parts[place.at - 1].start) if place.at else None
    return above is not None and above.rule == "date" and bool(_HOUR.fullmatch(line))


def _is_row(draft: Draft, index: int, line: str) -> bool:
    """A row of a table: figures in columns, a month and a price, or such rows one below another."""
    if "  " in draft.parts[index].text or _FIGURE.match(line):
        return True
    above = index > 0 and not draft.parts[index].gap and _is_bare(draft, index - 1)
    last = index + 1 == len(draft.parts)
    below = not last and not draft.parts[index + 1].gap and _is_bare(draft, index + 1)
    return (above or below) and _is_bare(draft, index)


def _is_listed(draft: Draft, index: int) -> bool:
    """Whether it is one of three dates, or more, one below another."""
    reach = FEWEST - 1
    first, last = max(0, index - reach), min(len(draft.parts), index + reach + 1)
    above = itertools.takewhile(lambda at: _is_short(draft, at), range(index - 1, first - 1, -1))
    below = itertools.takewhile(lambda at: _is_short(draft, at), range(index + 1, last))
    return len([*above, *below]) >= reach


def _is_heading(place: Place, line: str) -> bool:
    """Whether a day without a year is a heading: another such day is one below it."""
    if place.edge != "head" or _CERTAIN.search(line):
        return False
    draft = place.draft
    below = range(place.at + 2, min(draft.last, place.at + REACH))
    days = (draft.parts[at].text for at in below if "date" in draft.kinds(at))
    return any(not _CERTAIN.search(day) and find_date(day, "") for day in days)


def _is_short(draft: Draft, index: int) -> bool:
    """Whether a line may be a day or an hour with no words that say whose, and no count."""
    words = _WORD.findall(draft.parts[index].text[:LONGEST])
    kinds = draft.kinds(index)
    told = draft.parts[index].text.isdigit() or "label.date" in kinds
    if len(words) > MOST_WORDS or told or "date" not in kinds:
        return False
    return not words or words[0].casefold() not in words_beside_dates()


def _is_bare(draft: Draft, index: int) -> bool:
    """Whether a line may be a day with no more in words than the name of a month."""
    text = draft.parts[index].text
    bare = len(_WORD.findall(text)) <= 1 and not _CERTAIN.search(text)
    return bare and "date" in draft.kinds(index)


def read_count(place: Place) -> str:
    """Cut a number below a byline or a day, which counts readers or comments."""
    line, headline = place.seen.line, place.draft.headline
    if place.edge != "head" or not line.isdigit() or not (headline or len(line) < LENGTH_OF_YEAR):
        return ""
    above = place.draft.cut.get(place.draft.parts[place.at - 1].start) if place.at else None
    counted = _ABOVE_COUNTS if headline else _DAYS
    return "prompt" if above is not None and above.rule in counted else ""
