"""The title of a page, for browsers: which part of it is the headline, and which names the site.

Pages that state nothing else have a title of both, in either order and with many signs between.
The headline is the part that the page prints by itself; the site's name is what leads to its start.
"""

import re
from collections.abc import Iterable
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from ingest.readers.pages.address import original
from ingest.readers.pages.blocks import key_of
from ingest.readers.pages.classes import called

__all__ = ["headline_in_title", "is_name_of_site", "leads_to_start", "parts_of", "title_of"]

_BETWEEN = re.compile(r"\s+(?:[-–—|·•/«»‹›:_~]|::|--|&[lr]aquo;)\s+|\s?[|｜«»]\s?|--|__|_|：|: ")
_SITE = re.compile(
    r"(?:^|[\s_-])(?:site-?(?:title|name|branding)|blog-?(?:title|name)|logo|masthead|branding"
    r"|headerimg|sitename)(?:$|[\s_-])",
    re.IGNORECASE,
)
_PRINTED = ("h1", "h2", "h3", "h4", "b", "strong", "font", "td", "p", "div", "span", "center", "a")
_BRACKETS = re.compile(r"\s*\([^()]{2,40}\)$|^\[[^\[\]]{2,40}\]\s*")
"""What a title sets in brackets: the site's name behind the headline, or a day; a list before."""
MIN_PART = 8
"""Bytes in UTF-8 of a part of a title, to be a headline."""
MOST_PRINTED = 4_000
"""So many elements of a page are compared with the parts of its title."""
LEVELS, MOST_SIGNS = 3, 30
"""How far above a heading its site is named; signs of a title that are looked at."""


def title_of(root: Any) -> str:
    """Give the title of a page on one line; "" if it has none."""
    title = root.find(".//title")
    return " ".join((title.text or "").split()) if title is not None else ""


def is_name_of_site(heading: Any) -> bool:
    """Whether a heading names the site: it leads to its start, or is called its title.

    Args:
        heading: an element.
    """
    links = [*heading.iter("a"), *heading.iterancestors("a")]
    if any(_is_start(link.get("href") or "") for link in links):
        return True
    above = (heading, *list(heading.iterancestors())[:LEVELS])
    return any(_SITE.search(called(e)) for e in above)


def _is_start(address: str) -> bool:
    """Whether an address is that of a site's first page."""
    try:
        parts = urlsplit(original(address.strip()))
    except ValueError:
        return False
    is_root = parts.path in _FIRST_PAGES or (parts.netloc and not parts.path)
    return bool(is_root) and not parts.query and not parts.fragment


_FIRST_PAGES = frozenset(
    ["/", "/index.html", "/index.htm", "/index.php", "/index.shtml", "/index.asp", "/default.asp"]
)


def headline_in_title(root: Any, title: str, sites: Iterable[str]) -> str:
    """Give the part of a title that the page prints by itself, else without the site's name.

    Args:
        root: the page.
        title: its title.
        sites: names of the site.
    """
    parts = parts_of(title)
    keys = set(map(key_of, sites))
    named = [part for part in parts if key_of(part) not in keys]
    sound = [part for part in named if len(part.encode("utf-8", "replace")) > MIN_PART]
    bare = _BRACKETS.sub("", title).strip()
    wanted = {key_of(part): part for part in (sound if len(parts) > 1 else ())}
    if bare != title and len(bare.encode("utf-8", "replace")) > MIN_PART:
        wanted.setdefault(key_of(bare), bare)
    found = [wanted[key] for key in _printed_keys(root) if key in wanted] if wanted else []
    if found:
        return max(found, key=len)
    return sound[0] if len(parts) > 1 and len(named) == 1 and sound else title


def parts_of(title: str) -> list[str]:
    """Give what stands before, between and after the signs of a title, also joined.

    Args:
        title: of a page.
    """
    signs = list(islice(_BETWEEN.finditer(title), MOST_SIGNS))
    starts = [0, *(sign.end() for sign in signs)]
    ends = [*(sign.start() for sign in signs), len(title)]
    spans = [(s, e) for s in starts for e in ends if s < e and (s, e) != (0, len(title))]
    return [part for s, e in spans[:30] if (part := title[s:e].strip())]


def _printed_keys(root: Any) -> Iterable[str]:
    """Keys of short texts that stand alone in an element."""
    for count, element in enumerate(root.iter(*_PRINTED)):
        if count > MOST_PRINTED:
            return
        if len(element) < 4 and not leads_to_start(element):
            text = element.text_content()
            if len(text) < 400:
                yield key_of(text)


def leads_to_start(element: Any) -> bool:
    """Whether an element is, or holds, a link to the first page of its site."""
    return any(_is_start(link.get("href") or "") for link in element.iter("a"))
