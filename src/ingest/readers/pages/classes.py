"""Classes that pages give to what is no part of an article: hidden, around it, before it."""

import re
from functools import cache, lru_cache
from typing import Any

from ingest.readers.rulefiles import either

__all__ = ["called", "in_words", "names_a"]

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def called(element: Any) -> str:
    """What an element is called: its classes and its id, as it has them."""
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def in_words(named: str) -> str:
    """Set the words of a class apart that scripts write in one.

    >>> in_words("authorName"), in_words("author-name")
    ('author-Name', 'author-name')
    """
    return _HUMP.sub("-", named)


@lru_cache(maxsize=8_192)
def names_a(kind: str, named: str) -> bool:
    """Whether classes are those of a kind in `rules/pageclasses.toml`.

    Args:
        kind: "hidden", "furniture", "never", "consent", "paper" or "imprint".
        named: the classes of an element as it has them.

    >>> names_a("hidden", "note sr-only"), names_a("hidden", "note")
    (True, False)
    """
    return _pattern(kind).search(named) is not None


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    named = either("pageclasses", kind)
    return re.compile(rf"(?:^|[\s_-])(?:{named})(?:$|[\s_-])", re.IGNORECASE)
