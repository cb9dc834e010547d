"""Pages that a script builds from a stream of elements: `["$", "p", null, {"children": "…"}]`.

React writes what a server has rendered that way, and Next.js pushes it to a list, in pieces that
break off anywhere. Put together, it is a page.
"""

import json
import re
from collections.abc import Iterator
from html import escape
from typing import Any

from ingest.errors import Unreadable
from ingest.readers.fields.strictjson import check_nesting
from ingest.readers.markup import parse_html

__all__ = ["page_in", "stream_of"]

_PIECE = re.compile(
    r"__next_f\.push\(\s{0,9}\[\s{0,9}1\s{0,9},\s{0,9}(\"(?:[^\"\\]|\\.)*+\")", re.DOTALL
)
_ELEMENT = re.compile(r"\[\"\$\",\"(?:p|h[1-6]|li|blockquote|article|section|main|div|ul|ol)\",")
_TAG = re.compile(r"[a-z][a-z0-9]{0,10}")
MOST_ELEMENTS = 5_000
DEEPEST = 40


def stream_of(root: Any) -> str:
    """Give the stream of a page, its pieces put together; "" if it has none.

    Args:
        root: the page.
    """
    pieces = []
    for script in root.iter("script"):
        text = script.text or ""
        if "__next_f" in text:
            pieces += [_decoded(found[1]) for found in _PIECE.finditer(text)]
    return "".join(pieces)


def _decoded(literal: str) -> str:
    try:
        return str(json.loads(literal, strict=False))
    except ValueError:
        return ""


def page_in(stream: str) -> Any:
    """Make a page of the elements in a stream; None if it has none.

    Args:
        stream: as `stream_of` gives it.
    """
    decoder = json.JSONDecoder(strict=False)
    pieces: list[str] = []
    at = 0
    for _ in range(MOST_ELEMENTS):
        found = _ELEMENT.search(stream, at)
        if not found:
            break
        at = found.end()
        try:
            check_nesting(stream, found.start())
            value, at = decoder.raw_decode(stream, found.start())
        except (ValueError, RecursionError, Unreadable):
            continue
        pieces += _markup(value, 0)
    return parse_html(f"<html><body>{''.join(pieces)}</body></html>") if pieces else None


def _markup(value: Any, depth: int) -> Iterator[str]:
    """Write an element, or what stands in one, as markup."""
    if isinstance(value, str):
        yield escape("" if value.startswith("$") else value)
    elif isinstance(value, list) and depth < DEEPEST:
        is_element = len(value) > 3 and value[0] == "$" and isinstance(value[3], dict)
        tag = value[1] if is_element and isinstance(value[1], str) else ""
        inner = [value[3].get("children")] if is_element else value
        named = tag if _TAG.fullmatch(tag) else "div"
        yield f"<{named}>" if is_element else ""
        for one in inner:
            yield from _markup(one, depth + 1)
        yield f"</{named}>" if is_element else ""
