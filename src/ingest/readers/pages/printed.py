"""The day that a page prints to its readers: near its headline, in figures or in words.

The words are not read here: whatever language names the month, its day stands with a year beside
it. What reads dates in the languages of the world makes a day of it later, or nothing.
"""

import re
from functools import cache
from itertools import takewhile
from operator import itemgetter
from typing import Any, NamedTuple

from ingest.readers.pages.beneath import lines_beneath
from ingest.readers.pages.classes import called, in_words
from ingest.readers.rulefiles import either

__all__ = [
    "BESIDE",
    "day_beneath",
    "day_in_an_element_called_so",
    "day_in_an_element_of_its_own",
    "either_way",
    "likeness",
]

_YEAR = r"(?:(?:1[3-9]|20|2[45])\d\d|(?![0-9])\d{4})"
"""A year of the Gregorian, Persian, Islamic or Buddhist calendar, or in digits of other scripts."""
_CLOCK = r"(\D{1,12}(?<!\d)\d{1,2}[:.h]\d\d(?::\d\d)?(?!\d)(?:\s?[ap]\.?m\b\.?)?)?"
_NAME = r"[^\s\d,;:|/()<>]{3,20}"
_FIGURES = (
    rf"{_YEAR}[-/.]\d{{1,2}}[-/.]\d{{1,2}}(?!\d)|\d{{1,2}}\.\s?\d{{1,2}}\.\s?{_YEAR}(?!\d)",
    r"(?:\d{4}|[^\W\d]{2}\s?\d{1,2})\s?[年년]\s?\d{1,2}\s?[月월]\s?\d{1,2}\s?[日일]",
)
"""A day in figures that can be no other one."""
_WORDS = (
    (
        rf"\d{{1,2}}(?:st|nd|rd|th|er|º|ª)?\.?[\s-](?:de\s|d[’'])?{_NAME},?[\s-]"
        rf"(?:\d{{1,2}},?\s)?(?:del?\s|[^\W\d]{{2,4}}\s)?{_YEAR}(?!\d)"
    ),
    rf"{_NAME}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s{_YEAR}(?!\d)",
    rf"{_YEAR}[.,]?\s(?:[^\W\d]{{1,3}}\.?\s)?{_NAME}\s\d{{1,2}}(?!\d)",
)
"""A day before the name of its month, behind it, or behind year and month."""
_DAY = re.compile(rf"(?<![\d/.])({'|'.join((*_FIGURES, *_WORDS))}){_CLOCK}", re.IGNORECASE)
_EITHER_WAY = re.compile(rf"(?<![\d/-])(\d{{1,2}}[/-]\d{{1,2}}[/-](?:19|20)\d\d)(?![\d/-]){_CLOCK}")
"""A day of which the language tells whether the month comes first."""
_SHORT_YEAR = re.compile(r"(?<![\d./-])\d{1,2}([./-])\d{1,2}\1\d\d(?!\d)")
"""A day that is not read here; what stands below it is another one."""
_PUBLISHED = re.compile(
    r"publi|pubdate|posted|entry-date|post-date|article-date|dt-published", re.IGNORECASE
)
_ELSEWHERE = re.compile(
    r"related|recommend|teaser|sidebar|comment|latest|most-?read|trending", re.IGNORECASE
)
_ASIDE = {"aside", "nav", "footer", "a", "li"}
_WITHIN = {"article", "main"}
_PRINTING = {"span", "div", "p", "time", "li", "em", "td", "small", "font", "i", "dd", "b"}
_PRINTING |= {"strong", "h2", "h3", "h4", "h5", "h6", "address", "center", "abbr"}
MAX_DATED = 120
"""Letters of an element that prints a day, and perhaps who wrote and where."""
MAX_BESIDE = 30
"""Letters beside the day of one that prints nothing else: its weekday, hour, label and zone."""
NEAR, BESIDE = 60, 15
"""So many elements lie at most between a headline and the day that belongs to it, or is beside."""


class _Found(NamedTuple):
    """A day, and how sure it is that it is the article's; the greatest is the surest."""

    is_first: bool
    nearness: int
    day: str


@cache
def _called() -> re.Pattern[str]:
    words = either("pagedates", "called")
    return re.compile(rf"(?:^|[\s_-])(?:{words})(?:$|[\s_-])", re.IGNORECASE)


@cache
def _label() -> re.Pattern[str]:
    spaced, unspaced = either("pagedates", "labels"), either("pagedates", "labels_unspaced")
    return re.compile(rf"\W{{0,20}}(?:(?:{spaced})\b|{unspaced})", re.IGNORECASE)


@cache
def _changed() -> re.Pattern[str]:
    return re.compile(either("pagedates", "changed"), re.IGNORECASE)


def likeness(element: Any) -> int:
    """Say how likely a time is the article's own: by its class, and by what it stands in."""
    above = list(element.iterancestors())
    own = " ".join(filter(None, (element.get("class"), element.get("itemprop"), element.get("id"))))
    holder = above[0].get("class") or "" if above else ""
    score = 0
    if element.get("pubdate") is not None or _PUBLISHED.search(own):
        score += 4
    elif _changed().search(own) or _changed().search(holder):
        score -= 4
    if _is_elsewhere(above):
        score -= 3
    return score + any(one.tag in _WITHIN for one in above)


def _is_elsewhere(above: list[Any]) -> bool:
    return any(one.tag in _ASIDE or _ELSEWHERE.search(one.get("class") or "") for one in above)


def day_in_an_element_called_so(root: Any) -> str:
    """Give the day nearest to the headline in an element called or labelled a day's; "" if none."""
    return _nearest(root, _DAY, is_named=True)


def either_way(root: Any) -> str:
    """Give such a day that might be another one, were day and month changed about."""
    return _nearest(root, _EITHER_WAY, is_named=True)


def day_in_an_element_of_its_own(root: Any, near: int = NEAR) -> str:
    """Give the day nearest to the headline in an element that prints little else; "" if none."""
    return _nearest(root, _DAY, near, is_named=False)


def day_beneath(root: Any, headline: str) -> str:
    """Give the first day in the lines beneath the headline, rather none of a change; "" if none.

    Args:
        root: the page.
        headline: of its article.
    """
    every = takewhile(lambda line: not _SHORT_YEAR.search(line), lines_beneath(root, headline))
    lines = [line for line in every if len(line) <= MAX_DATED and not _of_member().match(line)]
    for days in (_DAY, _EITHER_WAY):
        found = [one for line in lines for one in _days_of(line, days)]
        if found:
            return _written(max(found, key=itemgetter(0))[1])
    return ""


@cache
def _of_member() -> re.Pattern[str]:
    """How a line begins that says since when the writer of a post is a member of a forum."""
    return re.compile(rf"\W*(?:{either('pages', 'joined')})\b", re.IGNORECASE)


def _nearest(root: Any, days: re.Pattern[str], near: int = NEAR, *, is_named: bool) -> str:
    elements = list(root.iter())
    heading = next((n for n, e in enumerate(elements) if e.tag == "h1"), 0)
    start, end = max(0, heading - near), heading + (near if heading else 2 * NEAR)
    found = [
        _Found(is_first, -abs(number - heading), day)
        for number, element in enumerate(elements[start:end], start)
        if element.tag in _PRINTING
        for is_first, day in _day_in(element, days, is_named=is_named)
    ]
    return max(found).day if found else ""


def _day_in(element: Any, days: re.Pattern[str], *, is_named: bool) -> list[tuple[bool, str]]:
    """The day in an element, and whether it is that of publication rather than of a change."""
    text = element.text_content()
    if len(text) > 4 * MAX_DATED or not any(map(str.isdigit, text)):
        return []
    line = " ".join(text.split())
    if len(line) > MAX_DATED or (is_named and not _is_named(element, line)):
        return []
    every = _days_of(line, days)
    if not every or (not is_named and len(line) - len(every[0][1][0]) > MAX_BESIDE):
        return []
    if _is_elsewhere(list(element.iterancestors())):
        return []
    is_first, day = max(every, key=itemgetter(0))
    return [(is_first and likeness(element) >= 0, _written(day))]


def _days_of(line: str, days: re.Pattern[str]) -> list[tuple[bool, re.Match[str]]]:
    """The days in a line, and whether each is that of publication rather than of a change."""
    every, end = [], 0
    for day in days.finditer(line):
        every.append((_changed().search(line, end, day.start()) is None, day))
        end = day.end()
    return every


def _written(day: re.Match[str]) -> str:
    clock = (day[2] or "").lstrip(" ,.|·-–—")
    return f"{day[1]} {clock}".strip()


def _is_named(element: Any, line: str) -> bool:
    named = in_words(called(element))
    return _called().search(named) is not None or _label().match(line) is not None
