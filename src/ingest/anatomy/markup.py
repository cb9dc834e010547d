"""Remains of Markdown, wiki mark-up and web pages: lines that hold no words of the article."""

import re
from functools import cache
from typing import Any

import re2

from ingest.anatomy.rulefiles import either
from ingest.text import quickly_read

__all__ = ["MARKS", "is_markup", "is_trail"]

MARKS = "![-=*_~{<&"
"""What a line that is mark-up only begins with."""

_RULES = "-=*_~"
_RULE = re.compile(r"-{3,}|={3,}|\*{3,}|_{3,}|~{3,}|(?:[-*_] ){3,}[-*_]?")
"""With the standard library, which is quicker with what is so simple."""
_OF_LINKS = ("](", "]:", "]]", "[toc]")
"""Mark-up that begins with a bracket has one of these."""


@cache
def _markup() -> Any:
    spaces = either("databases", "wiki_namespaces")
    return re2.compile(
        r"^(?:!\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])\s*)+$"  # pictures
        r"|^\[!\[[^\]]*\]\([^)]*\)\]\([^)]*\)$"  # a picture that is a link
        r"|^\[[^\]]{1,40}\]: ?(?:(?:https?:|mailto:|ftp:|/|#|<)\S*.*|\S*)$"  # a link definition
        r"|^\[#\]: .*$"  # a header kept in a link definition
        rf"|^\[\[(?:{spaces}):[^\]]*\]\]$"
        r"|^(?:&#\d{1,2};\s*)+$"  # control characters as references
        r"|^\{\{[^{}]*\}\}$|^<!--.*-->$|^\[toc\]$"
    )


def is_markup(line: str) -> bool:
    """Say whether a line is mark-up only.

    >>> is_markup("[1]: https://example.org/"), is_markup("======"), is_markup("Words.")
    (True, True, False)
    """
    first = line[0]
    if first not in MARKS or (first == "[" and not any(map(line.__contains__, _OF_LINKS))):
        return False
    if first in _RULES:
        return _RULE.fullmatch(line) is not None
    return bool(_markup().match(quickly_read(line)))


_STEP = re.compile(r" (?:[›»>→]|::) ")
_STEP_SIGN = re.compile("[›»>→:]")
LONGEST_STEP = 30
MOST_WORDS = 3


def is_trail(line: str) -> bool:
    """Say whether a line is the way to a page through its site.

    >>> is_trail("Home › World › Northern Europe"), is_trail("Rates rise again")
    (True, False)
    """
    if not _STEP_SIGN.search(line) or not _STEP.search(line):
        return False
    return all(
        0 < len(step) <= LONGEST_STEP and step.count(" ") < MOST_WORDS and not step[0].islower()
        for step in _STEP.split(line)
    )
