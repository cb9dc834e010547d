"""The body of a page that prints none: among the strings that its scripts hold.

Such pages are filled in by a script, from data that came with the page: an object assigned to a
name, a script of JSON, chunks that are put together. Whatever the family of the script, the body
is a string of JavaScript, and markup. So strings are looked for, not families.
"""

import json
from collections.abc import Iterator
from typing import Any

from ingest.readers.markup import parse_html

__all__ = ["MIN_BODY", "article_in_scripts"]

MIN_BODY = 400
"""Letters of paragraphs that a string must hold to be a body."""
MIN_PARAGRAPHS = 2
DEEPEST = 2
"""Strings within strings: JSON that is a string of JSON, and its markup."""


def article_in_scripts(root: Any) -> Any:
    """Give the string of a page's scripts with most prose as a page of its own; None if none has.

    Args:
        root: the page.
    """
    strings = (text for script in root.iter("script") for text in _strings(script.text or "", 0))
    best, most = None, MIN_BODY - 1
    for text in dict.fromkeys(strings):
        page = parse_html(f"<article>{text}</article>")
        lengths = (
            [len(p.text_content().strip()) for p in page.iter("p")] if page is not None else []
        )
        if sum(map(bool, lengths)) >= MIN_PARAGRAPHS and sum(lengths) > most:
            best, most = page, sum(lengths)
    return best


def _strings(script: str, depth: int) -> Iterator[str]:
    """Give the long literals in a script that hold paragraphs, and those within them."""
    for literal in _literals(script):
        if len(literal) < MIN_BODY or not _has_paragraphs(literal):
            continue
        try:
            text = json.loads(f'"{literal}"', strict=False)
        except ValueError:
            continue
        if '":' in text and depth < DEEPEST:
            yield from _strings(text, depth + 1)
        elif text.count("<p") >= MIN_PARAGRAPHS:
            yield text


def _has_paragraphs(literal: str) -> bool:
    low = literal.lower()
    return "<p" in low or "003cp" in low


def _literals(script: str) -> Iterator[str]:
    """Give what stands between double quotes, as it is written.

    A quote in a comment or in single quotes shifts what is inside and what is outside. So both
    readings are tried, one pass each; and no string begins behind a backslash.
    """
    pieces = script.split('"')
    for start in (0, 1):
        inside: list[str] = []
        is_open = is_whole = False
        for piece in pieces[start:-1]:
            inside.append(piece)
            if _is_escaped(piece):
                is_whole, is_open = is_whole and is_open, True
                continue
            if is_open and is_whole:
                yield '"'.join(inside)
            inside.clear()
            is_open, is_whole = not is_open, not is_open


def _is_escaped(piece: str) -> bool:
    """Whether the quote after a piece is escaped: an odd number of backslashes before it."""
    return (len(piece) - len(piece.rstrip("\\"))) % 2 == 1
