"""When a page says that its article was published: stated, printed as a time, or guessed."""

import re
from collections.abc import Mapping
from typing import Any

from ingest.describe.printed import parse_printed
from ingest.readers.pages.jsonld import text_value
from ingest.readers.pages.printed import (
    BESIDE,
    day_beneath,
    day_in_an_element_called_so,
    day_in_an_element_of_its_own,
    either_way,
    likeness,
)

__all__ = ["published_in"]

_DATES = (
    *(
        "article:published_time",
        "og:article:published_time",
        "article:published",
        "og:published_time",
    ),
    *("parsely-pub-date", "sailthru.date", "datepublished", "date", "pubdate", "publishdate"),
    *("publish-date", "publish_date", "published_time", "dc.date.issued", "dcterms.created"),
    *(
        "dc.date",
        "dcterms.date",
        "citation_publication_date",
        "citation_date",
        "article_date_original",
    ),
    *(
        "cxenseparse:recs:publishtime",
        "iso-8601-publish-date",
        "rnews:datepublished",
        "originalpublicationdate",
    ),
    *("bt:pubdate", "eomportal-firstpublished", "dc.date.created", "last-modified"),
)
"""Names of meta elements, in the order of preference."""


_UNSET = re.compile(r"000[01]-|0?1/0?1/0001\b|1970-01-01T00:00(?::00(?:\.0+)?)?(?:Z|\+00:?00)")
"""What programs write for a date that nobody set: the first day of their calendar."""


def published_in(
    root: Any, meta: Mapping[str, str], item: Mapping[str, Any], headline: str = ""
) -> tuple[str, str]:
    """Give the date as it is written, and where it was read; "" and "" if there is none.

    Args:
        root: the page.
        meta: its meta elements.
        item: the object of its JSON-LD that is the article.
        headline: of its article.
    """
    return _stated(root, meta, item) or _printed(root) or _elsewhere(root, headline)


def _stated(root: Any, meta: Mapping[str, str], item: Mapping[str, Any]) -> tuple[str, str] | None:
    """What the page says to machines: in JSON-LD, in meta elements, in microdata or RDFa."""
    for name in ("datePublished", "dateCreated"):
        stated = text_value(item.get(name))
        if stated and not _UNSET.match(stated):
            return stated, "json-ld"
    for name in _DATES:
        if meta.get(name) and not _UNSET.match(meta[name]):
            return meta[name], "opengraph" if ":" in name else "meta"
    for attribute in ("itemprop", "property"):
        for element in root.iterfind(f".//*[@{attribute}]"):
            if _NAMES.isdisjoint(element.get(attribute).split()):
                continue
            found = _value(element).strip()
            if found and not _UNSET.match(found):
                return found, "microdata"
    return None


def _elsewhere(root: Any, headline: str) -> tuple[str, str]:
    """A day in an element that is called after it, else what is guessed, else one alone.

    Where a page has no heading, its elements are called nothing: the lines below tell more.
    """
    beneath = day_beneath(root, headline)
    found = beneath if next(root.iter("h1"), None) is None else ""
    found = found or day_in_an_element_called_so(root) or day_in_an_element_of_its_own(root, BESIDE)
    if found:
        return _plain(found), "printed"
    if guessed := _guessed(root):
        return guessed
    found = beneath or either_way(root) or day_in_an_element_of_its_own(root)
    return (_plain(found), "printed") if found else ("", "")


MONTH = 10
"""Characters of a day among which there are letters if its month is a word."""


def _plain(day: str) -> str:
    """Write a day in words as ISO 8601 does, where it can be read in whatever language it is.

    >>> _plain("14. September 2021 um 8:30"), _plain("Sept. 14, 2021"), _plain("14 сен. 2021 г.")
    ('2021-09-14T08:30:00', '2021-09-14', '14 сен. 2021 г.')
    """
    moment = parse_printed(day) if any(map(str.isalpha, day[:MONTH])) else None
    if moment is None:
        return day
    return moment.isoformat() if any(moment.timetuple()[3:6]) else moment.date().isoformat()


_NAMES = frozenset(["datePublished", "schema:datePublished", "dc:created", "dc:date"])
"""Names of the day in microdata and RDFa."""


def _value(element: Any) -> str:
    """What an element says to machines, else what it prints."""
    title = element.get("title") or ""
    hidden = title if title[:4].isdigit() else ""
    return str(element.get("datetime") or element.get("content") or hidden or _line(element))


def _line(element: Any) -> str:
    return " ".join(element.text_content().split())


_PUBLISHED = re.compile(r"publi|pubdate|posted|entry-date|post-date|article-date", re.IGNORECASE)


def _printed(root: Any) -> tuple[str, str] | None:
    """The element that prints a time as a machine reads it, and most likely the article's."""
    times = [time for time in root.iter("time") if (time.get("datetime") or "")[:4].isdigit()]
    times += [abbr for abbr in root.iter("abbr") if _is_dated(abbr)]
    if not times:
        return None
    best = max(times, key=likeness)
    return best.get("datetime") or best.get("title"), "time-element"


def _is_dated(abbr: Any) -> bool:
    named = _PUBLISHED.search(abbr.get("class") or "") is not None
    return named and (abbr.get("title") or "")[:4].isdigit()


def _guessed(root: Any) -> tuple[str, str] | None:
    import htmldate

    try:
        found = htmldate.find_date(root, original_date=True, extensive_search=False)
    except (ValueError, TypeError, AttributeError, OverflowError):
        found = None
    return (found, "htmldate") if found else None
