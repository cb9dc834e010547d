"""Values that a program wrote as text: lists and objects in a cell, and marks of nothing."""

import ast
import json
import math
from typing import Any

__all__ = ["WRITTEN", "is_missing", "parsed"]

WRITTEN = ("['", '["', "{'", '{"', "[{")
"""How a list or an object begins, as Python or JSON writes it."""
_LONGEST = 1 << 20
_MOST_BRACKETS = 2_000
_DEEPEST = 20
_NOTHING = frozenset(
    [
        *(
            "nan",
            "none",
            "null",
            "n/a",
            "nat",
            "<na>",
            "undefined",
            "[]",
            "{}",
            "\\n",
            "#n/a",
            "(null)",
        ),
        *("[removed]", "[deleted]", "only available in paid plans"),
    ]
)
_LONGEST_NOTHING = max(map(len, _NOTHING))
_EMPTY: tuple[Any, ...] = (None, "", [], {})


def is_missing(value: Any) -> bool:
    """Whether a value says that there is none, as data frames and services write it.

    >>> is_missing("NaN"), is_missing([]), is_missing("Nan Goldin")
    (True, True, False)
    """
    if isinstance(value, str):
        return not value or (len(value) <= _LONGEST_NOTHING and value.strip().lower() in _NOTHING)
    return value in _EMPTY or (isinstance(value, float) and math.isnan(value))


def parsed(text: str) -> Any:
    """Give the list or object that a text is; the text itself if it is none.

    >>> parsed("['Ann Lee', 'Bo Ek']"), parsed('{"name": "The Post"}'), parsed("['90s] music")
    (['Ann Lee', 'Bo Ek'], {'name': 'The Post'}, "['90s] music")
    """
    whole = text.strip()
    if len(whole) > _LONGEST or whole[-1:] not in "]}" or not _is_shallow(whole):
        return text
    for read in (json.loads, ast.literal_eval):
        try:
            value = read(whole)
        except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
            continue
        return value if isinstance(value, (list, dict)) else text
    return text


def _is_shallow(text: str) -> bool:
    """Whether brackets are few and not deep: parsers go down with each."""
    if sum(map(text.count, "([{")) > _MOST_BRACKETS:
        return False
    depth = 0
    for sign in text:
        if sign in "([{":
            depth += 1
            if depth > _DEEPEST:
                return False
        elif sign in ")]}":
            depth -= 1
    return True
