"""When a page says that its article was published: stated, printed as a time, or guessed."""

import re
from collections.abc import Mapping
from typing import Any

from ingest.readers.jsonld import text_value

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


def published_in(root: Any, meta: Mapping[str, str], item: Mapping[str, Any]) -> tuple[str, str]:
    """Give the date as it is written, and where it was read; "" and "" if there is none.

    Args:
        root: the page.
        meta: its meta elements.
        item: the object of its JSON-LD that is the article.
    """
    for name in ("datePublished", "dateCreated"):
        stated = text_value(item.get(name))
        if stated and not _UNSET.match(stated):
            return stated, "json-ld"
    for name in _DATES:
        if meta.get(name) and not _UNSET.match(meta[name]):
            return meta[name], "opengraph" if ":" in name else "meta"
    for attribute in ("itemprop", "property"):
        for element in root.iterfind(f".//*[@{attribute}]"):
            if _STATED.isdisjoint(element.get(attribute).split()):
                continue
            found = _value(element).strip()
            if found and not _UNSET.match(found):
                return found, "microdata"
    return (
        _printed(root)
        or _printed_in_figures(root, _IN_FIGURES)
        or _guessed(root)
        or _printed_in_figures(root, _EITHER_WAY)
        or ("", "")
    )


_STATED = frozenset(["datePublished", "schema:datePublished", "dc:created", "dc:date"])
"""Names of the day in microdata and RDFa."""


def _value(element: Any) -> str:
    """What an element says to machines, else what it prints."""
    title = element.get("title") or ""
    hidden = title if title[:4].isdigit() else ""
    return str(element.get("datetime") or element.get("content") or hidden or _line(element))


def _line(element: Any) -> str:
    return " ".join(element.text_content().split())


_PUBLISHED = re.compile(
    r"publi|pubdate|posted|entry-date|post-date|article-date|dt-published", re.IGNORECASE
)
_CHANGED = re.compile(r"updat|modif|edit|changed|aktualis", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"related|recommend|teaser|sidebar|comment|latest|most-?read|trending", re.IGNORECASE
)
_ASIDE = {"aside", "nav", "footer", "a", "li"}
_WITHIN = {"article", "main"}


def _printed(root: Any) -> tuple[str, str] | None:
    """The element that prints a time as a machine reads it, and most likely the article's."""
    times = [time for time in root.iter("time") if (time.get("datetime") or "")[:4].isdigit()]
    times += [abbr for abbr in root.iter("abbr") if _is_dated(abbr)]
    if not times:
        return None
    best = max(times, key=_likeness)
    return best.get("datetime") or best.get("title"), "time-element"


def _is_dated(abbr: Any) -> bool:
    named = _PUBLISHED.search(abbr.get("class") or "") is not None
    return named and (abbr.get("title") or "")[:4].isdigit()


def _likeness(element: Any) -> int:
    """How likely a time is the article's own: by its class, and by what it stands in."""
    above = list(element.iterancestors())
    own = " ".join(filter(None, (element.get("class"), element.get("itemprop"), element.get("id"))))
    holder = above[0].get("class") or "" if above else ""
    score = 0
    if element.get("pubdate") is not None or _PUBLISHED.search(own):
        score += 4
    elif _CHANGED.search(own) or _CHANGED.search(holder):
        score -= 4
    if any(one.tag in _ASIDE or _ELSEWHERE.search(one.get("class") or "") for one in above):
        score -= 3
    return score + any(one.tag in _WITHIN for one in above)


_DATED = re.compile(
    r"(?:^|[\s_-])(?:date|time|datetime|timestamp|dateline|datum|dato|fecha|tarih|pubtime|pub-?date"
    r"|publish(?:ed)?(?:-?(?:date|time|on))?|posted(?:-?on)?|created|info|meta|source)(?:$|[\s_-])",
    re.IGNORECASE,
)
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_IN_FIGURES = re.compile(
    r"(?<!\d)(?:(?:19|20)\d\d(?:[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)|\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日)"
    r"|\d{1,2}\.\s?\d{1,2}\.\s?(?:19|20)\d\d(?!\d))(?:,?\s{1,3}\d{1,2}:\d\d(?::\d\d)?(?!\d))?"
)
"""A day in figures that can be no other one, and the time after it."""
_EITHER_WAY = re.compile(r"(?<![\d/])\d{1,2}/\d{1,2}/(?:19|20)\d\d(?![\d/])")
"""A day of which the language tells whether the month comes first."""
_LABEL = re.compile(
    r"\s{0,20}(?:date|datum|fecha|data|dato|tarih|дата|ngày|日期|時間|时间|发布时间|發布時間)\b",
    re.IGNORECASE,
)
"""What an element without a class says before the day."""
MAX_DATED = 120
"""Letters of an element that prints a day, and perhaps who wrote and where."""


NEAR = 60
"""So many elements lie at most between a headline and the day that belongs to it."""


def _printed_in_figures(root: Any, days: re.Pattern[str]) -> tuple[str, str] | None:
    """The day nearest to the headline, in figures, in an element called after it."""
    elements = list(root.iter())
    heading = next((n for n, e in enumerate(elements) if e.tag == "h1"), 0)
    near = enumerate(elements[max(0, heading - NEAR) : heading + NEAR], max(0, heading - NEAR))
    found = [
        (_likeness(element) >= 0, -abs(number - heading), day)
        for number, element in near
        if element.tag in _PRINTING and (day := _day_in(element, days))
    ]
    best = max(found, default=None)
    return (best[2], "printed") if best and best[0] else None


_PRINTING = {"span", "div", "p", "time", "li", "em", "td", "small", "font", "i", "dd"}


def _day_in(element: Any, days: re.Pattern[str]) -> str:
    named = _HUMP.sub("-", f"{element.get('class') or ''} {element.get('id') or ''}")
    is_named = _DATED.search(named) is not None or _LABEL.match(element.text_content()[:40])
    if not is_named or len(line := _line(element)) > MAX_DATED:
        return ""
    found = days.search(line)
    return found[0] if found else ""


def _guessed(root: Any) -> tuple[str, str] | None:
    import htmldate

    try:
        found = htmldate.find_date(root, original_date=True, extensive_search=False)
    except (ValueError, TypeError, AttributeError, OverflowError):
        found = None
    return (found, "htmldate") if found else None
