"""The headline of a page that has no heading and whose title is none: what is set in large type.

Titles such as "Document View", "New Page 1" or "The Post - Top Stories" are those of a program, of
an editor or of a section. The headline is then only printed, before the body begins.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from ingest.readers.markup import BLOCKS, HIDDEN
from ingest.readers.pages.beneath import LONG
from ingest.readers.pages.blocks import key_of
from ingest.readers.pages.classes import called, in_words
from ingest.readers.pages.title import is_name_of_site

__all__ = ["in_large_type"]

MOST_LOOKED_AT = 1_000
"""So many elements of a page's start are looked at."""
FEWEST_WORDS, FEWEST_BYTES = 4, 24
"""Words of a headline, or bytes in UTF-8 of one in a script without spaces."""
MAX_HEADLINE = 200
LARGE = 4
"""The size of type, from 1 to 7, from which on it is large; ordinary type is of size 3."""
_TAGS = {"h2": 5, "h3": 4, "big": 4}
_NAMED = re.compile(
    r"(?:^|[\s_-])(?:art|article|story|news)?-?(?:headline|title|hed)(?:$|[\s_-])", re.IGNORECASE
)


def in_large_type(root: Any) -> str:
    """Give the largest line before the first paragraph; "" if none is large, or bold and alone.

    Args:
        root: the page.
    """
    found = [(size, -n, line) for n, (size, line) in enumerate(_lines(root)) if _is_whole(line)]
    return max(found)[2] if found else ""


def _lines(root: Any) -> Iterator[tuple[int, str]]:
    """Lines of large or bold type, with their size, until the body begins."""
    body = root.find("body")
    for element in islice((root if body is None else body).iter(), MOST_LOOKED_AT):
        if not isinstance(element.tag, str) or element.tag in HIDDEN:
            continue
        if (size := _size(element)) >= LARGE or element.tag in _BOLD:
            text = element.text_content()
            is_apart = size >= LARGE or _is_alone(element, text)
            if is_apart and len(text) <= 2 * MAX_HEADLINE and not is_name_of_site(element):
                yield size, " ".join(text.split())
        if any(len((text or "").strip()) >= LONG for text in (element.text, element.tail)):
            return


_BOLD = ("b", "strong")


def _size(element: Any) -> int:
    """The size of an element's type; 0 if it says nothing about it."""
    stated = (element.get("size") or "").strip() if element.tag == "font" else ""
    if (digits := stated.lstrip("+")).isdecimal() and len(digits) == 1:
        return int(digits) + (3 if stated[0] == "+" else 0)
    if _NAMED.search(in_words(called(element))):
        return _TAGS["h2"]
    return _TAGS.get(element.tag, 0)


def _is_alone(element: Any, text: str) -> bool:
    """Whether nothing else stands in an element's line."""
    parent, before, after = element.getparent(), element.getprevious(), element.getnext()
    if parent is None:
        return False
    if key_of(parent.text_content()[: len(text) + 20]) == key_of(text):
        return True
    is_first = not (parent.text or "").strip() if before is None else before.tag in _ENDS
    is_last = not (element.tail or "").strip() and after is not None and after.tag in _ENDS
    return is_first and is_last


_ENDS = BLOCKS | {"br"}


def _is_whole(line: str) -> bool:
    words = len(line.split())
    is_long = words >= FEWEST_WORDS or len(line.encode("utf-8", "replace")) >= FEWEST_BYTES * words
    return is_long and len(line) <= MAX_HEADLINE
