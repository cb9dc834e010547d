"""Bylines that a page prints without saying so in any vocabulary: found by place and by class."""

import re
from typing import Any

__all__ = ["printed_authors"]

_CLASS = re.compile(
    r"(?:^|[\s_-])(?:author|authors|byline|autor|autori|autoren|auteur|autore|writer|reporter"
    r"|contributor|article-?author|post-?author|author-?name|byline-?name|article-?byline"
    r"|created-?by|submitted|muhabir|yazar|penulis|forfatter|skribent|redactor)s?"
    r"(?:$|[\s_-]|name)",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?:^|\s)(?:fn|username)(?:$|\s)")
"""What holds the name alone: in hCards, and in Drupal."""
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
"""Where a class as scripts write it has its next word: `authorName`."""
_ELSEWHERE = re.compile(
    r"comment|related|recommend|teaser|(?<!post-)(?<!entry-)(?<!article-)footer|sidebar"
    r"|newsletter|bio",
    re.IGNORECASE,
)
MAX_BYLINE = 120


def printed_authors(root: Any) -> list[str]:
    """Give the texts that look like bylines, of the first way of printing them that occurs.

    Args:
        root: the page.
    """
    for found in (_microdata(root), _relations(root), _classes(root)):
        if found:
            return found
    return []


def _microdata(root: Any) -> list[str]:
    texts = []
    for attribute in ("itemprop", "property"):
        for element in root.iterfind(f".//*[@{attribute}='author']"):
            inner = element.find(f".//*[@{attribute}='name']")
            texts.append(_line(inner if inner is not None else element))
    return [text for text in texts if 0 < len(text) < MAX_BYLINE]


def _relations(root: Any) -> list[str]:
    links = (a for a in root.iter("a") if "author" in (a.get("rel") or "").lower().split())
    return [text for link in links if 0 < len(text := _line(link)) < MAX_BYLINE]


def _classes(root: Any) -> list[str]:
    """Texts of the first elements whose class is that of a byline, outside of other matters."""
    for element in root.iter(*_HOLDERS):
        values = (element.get(name) or "" for name in ("class", "id", "data-testid"))
        named = (_HUMP.sub("-", value) for value in values if value)
        if not any(map(_CLASS.search, named)) or _is_elsewhere(element):
            continue
        inner = [e for e in element.iterdescendants() if _NAME.search(e.get("class") or "")]
        links = inner or list(element.iter("a"))
        names = [_line(link) for link in links] or [_pieces(element)]
        names = [name for name in names if 3 < len(name) < MAX_BYLINE and _is_name(name)]
        if names:
            return names
    return []


_HOLDERS = ("a", "span", "div", "p", "address", "li", "h4", "h5", "h6", "em", "cite", "b", "dd")


def _pieces(element: Any) -> str:
    """Text of an element, its inner elements set apart."""
    return "; ".join(filter(None, (" ".join(text.split()) for text in element.itertext())))


def _is_elsewhere(element: Any) -> bool:
    return any(
        _ELSEWHERE.search(f"{above.get('class') or ''} {above.get('id') or ''}")
        or above.tag in {"footer", "aside", "nav"}
        for above in (element, *element.iterancestors())
    )


def _is_name(text: str) -> bool:
    """Whether a text may be a byline: few words, no digits, capitals where the script has them."""
    words = text.split()
    if any(c.isdigit() for c in text) or len(words) > 10:
        return False
    capitals = sum(word[:1].isupper() for word in words)
    return capitals > 1 or not any(c.islower() or c.isupper() for c in text)


def _line(element: Any) -> str:
    return " ".join(element.text_content().split())
