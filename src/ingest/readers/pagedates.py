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
        for element in root.iterfind(f".//*[@{attribute}='datePublished']"):
            found = element.get("datetime") or element.get("content") or element.text_content()
            if found.strip() and not _UNSET.match(found.strip()):
                return found.strip(), "microdata"
    return _printed(root) or _guessed(root)


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


def _guessed(root: Any) -> tuple[str, str]:
    import htmldate

    try:
        found = htmldate.find_date(root, original_date=True, extensive_search=False)
    except (ValueError, TypeError, AttributeError, OverflowError):
        found = None
    return (found, "htmldate") if found else ("", "")
