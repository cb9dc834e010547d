"""What a page prints beneath its headline, line by line: there stands who wrote, and when.

Older pages have no heading and no classes: the headline is set in large type, and what follows it
is parted by `<br>`, cells of a table, or nothing but other type.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from ingest.article import Given
from ingest.readers.markup import BLOCKS, HIDDEN
from ingest.readers.pages.blocks import key_of
from ingest.readers.pages.title import is_name_of_site
from ingest.typesetting import ends_sentence

__all__ = ["lines_beneath", "name_beneath"]

_PRINTING = (
    *("h1", "h2", "h3", "h4", "h5", "h6", "font", "b", "strong", "big", "center", "td", "p"),
    *("div", "span", "a"),
)
MOST_LOOKED_AT = 4_000
"""So many elements of a page are compared with its headline."""
MOST_LINES = 8
LONG, LONG_SENTENCE = 160, 60
"""Letters of a line or sentence with which the body has begun."""
MOST_PIECES = 120


def lines_beneath(root: Any, headline: str) -> list[str]:
    """Give the lines that stand below the headline of a page, until the first long one.

    Args:
        root: the page.
        headline: of its article.
    """
    heading = next(root.iter("h1"), None)
    is_other = heading is None or is_name_of_site(heading)
    element = _printing(root, headline) if is_other else heading
    lines: list[str] = []
    line = ""
    for piece in islice(_after(element), MOST_PIECES):
        if piece != "\n":
            line += piece
            continue
        whole, line = " ".join(line.split()), ""
        is_sentence = len(whole) >= LONG_SENTENCE and ends_sentence(whole)
        if is_sentence or len(whole) >= LONG or len(lines) >= MOST_LINES:
            break
        if whole:
            lines.append(whole)
    return lines


def _printing(root: Any, headline: str) -> Any:
    """The element that prints the headline and nothing else; None if there is none."""
    key = key_of(headline)
    limit = 2 * len(headline) + 80
    for element in islice(root.iter(*_PRINTING), MOST_LOOKED_AT if key else 0):
        start = element.text or ""
        if len(element) > 6 or (start.strip() and not key.startswith(key_of(start))):
            continue
        text = element.text_content()
        if len(text) <= limit and key_of(text) == key:
            return element
    return None


_NAME = re.compile(r"[^\W\d_a-z][\w'’.-]{0,30}(?: [^\W\d_a-z][\w'’.-]{1,30}){1,2}")
NEAREST = 3


def name_beneath(root: Any, given: Given) -> str:
    """Give a line beneath the headline of a page without headings that may be a name; else "".

    Whether it is one, is not known here. It is needed where the body is found without it.

    Args:
        root: the page.
        given: what it states.
    """
    if given.authors or next(root.iter("h1"), None) is not None:
        return ""
    lines = lines_beneath(root, given.headline)[:NEAREST]
    return next(filter(_NAME.fullmatch, lines), "")


def _after(element: Any) -> Iterator[str]:
    """The text behind an element, in its order; a line break stands where a line ends."""
    while element is not None and element.tag != "body":
        yield element.tail or ""
        for other in element.itersiblings():
            yield from _inside(other)
            yield other.tail or ""
        yield "\n"
        element = element.getparent()


def _inside(element: Any) -> Iterator[str]:
    if not isinstance(element.tag, str) or element.tag in HIDDEN:
        return
    is_apart = element.tag in BLOCKS or element.tag == "br"
    if is_apart:
        yield "\n"
    yield element.text or ""
    for child in element:
        yield from _inside(child)
        yield child.tail or ""
    if is_apart:
        yield "\n"
