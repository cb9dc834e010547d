"""Classes that pages give to what is no part of an article: hidden, around it, before it."""

import re
from functools import cache, lru_cache

from ingest.readers.rulefiles import either

__all__ = ["names_a"]


@lru_cache(maxsize=8_192)
def names_a(kind: str, named: str) -> bool:
    """Whether classes are those of a kind in `rules/pageclasses.toml`.

    Args:
        kind: "hidden", "furniture", "never" or "consent".
        named: the classes of an element as it has them.

    >>> names_a("hidden", "note sr-only"), names_a("hidden", "note")
    (True, False)
    """
    return _pattern(kind).search(named) is not None


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    named = either("pageclasses", kind)
    return re.compile(rf"(?:^|[\s_-])(?:{named})(?:$|[\s_-])", re.IGNORECASE)
