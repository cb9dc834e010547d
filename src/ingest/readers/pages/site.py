"""The name of a site that a page prints and does not state: microdata, its head, its title."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from ingest.readers.pages.blocks import key_of
from ingest.readers.pages.classes import called
from ingest.readers.pages.title import leads_to_start, parts_of, title_of

__all__ = ["printed_site"]

_CALLED = re.compile(
    r"(?:^|[\s_-])(?:site|blog)-?(?:title|name)(?:$|[\s_-])|^(?:site|blog)-?(?:title|name)$",
    re.IGNORECASE,
)
_HOLDERS = ("a", "div", "p", "span", "h1", "h2", "h3", "strong")
MAX_NAME = 60
"""Letters of a site's name."""
MOST_LOOKED_AT = 400
"""So many elements of a page's start are looked at: a site's name stands above all."""
MOST_LINKS = 40


def printed_site(root: Any) -> str:
    """Give the name of a site that its page prints; "" if none is sure.

    Args:
        root: the page.
    """
    return next(filter(None, (_stated(root), _called(root), _in_title(root))), "")


def _stated(root: Any) -> str:
    """The name of the publisher in microdata or RDFa."""
    for attribute in ("itemprop", "property"):
        for element in root.iterfind(f".//*[@{attribute}='publisher']"):
            inner = element.find(f".//*[@{attribute}='name']")
            if inner is not None and (name := inner.get("content") or _line(inner)):
                return name if len(name) <= MAX_NAME else ""
    return ""


def _called(root: Any) -> str:
    """What an element near the top is called the site's title, as themes of blogs do."""
    for element in islice(root.iter(*_HOLDERS), MOST_LOOKED_AT):
        named = called(element)
        if _CALLED.search(named) and 0 < len(name := _line(element)) <= MAX_NAME:
            return name
    return ""


def _in_title(root: Any) -> str:
    """The last or first part of the title that the site's name is: its start or owner is called so.

    A link to the start prints it, or its logo says it, or the line of copyright.
    """
    title = title_of(root)
    parts = [part for part in parts_of(title) if len(part) <= MAX_NAME]
    own = (heading for heading in root.iter("h1", "h2") if not leads_to_start(heading))
    headings = {key_of(heading.text_content()) for heading in own}
    names = set(map(key_of, islice(_names_of_start(root), MOST_LINKS))) - {"", *headings}
    if names.isdisjoint(map(key_of, parts)):
        owned = "".join(map(key_of, islice(_owners(root), MOST_OWNERS))) if len(parts) > 1 else ""
        names |= {
            key for part in parts[1:] if len(key := key_of(part)) >= MIN_OWNER and key in owned
        }
    last = [part for part in parts if title.endswith(part) and key_of(part) in names]
    first = [part for part in parts if title.startswith(part) and key_of(part) in names]
    return next(iter((*last, *first)), "")


MIN_OWNER, MOST_OWNERS = 8, 3
"""Letters of a name that stands in a line of copyright; such lines of a page."""


def _owners(root: Any) -> Iterator[str]:
    """Lines that say whose a page is."""
    for text in root.itertext():
        if len(text) <= MAX_OWNED and ("©" in text or "opyright" in text or "OPYRIGHT" in text):
            yield text


MAX_OWNED = 200


def _names_of_start(root: Any) -> Iterator[str]:
    for link in root.iter("a"):
        if leads_to_start(link):
            yield _line(link)
            yield from (image.get("alt") or "" for image in link.iter("img"))


def _line(element: Any) -> str:
    return " ".join(element.text_content().split())
