"""Pages that a script would fill in: the article, and what is stated of it, in the page's data.

The data came with the page: as a script of JSON, as an object that a script assigns to a name, or
as a string that it parses. Where bodies are kept as markup, `pagestate` finds them; where they are
kept in pieces, the object that holds them is read as one of an export would be.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from ingest.article import Given
from ingest.errors import Unreadable
from ingest.readers.fields.mapping import has_body, text_and_given
from ingest.readers.fields.richtext import body_text, is_line
from ingest.readers.fields.strictjson import check_nesting
from ingest.readers.markup import text_of
from ingest.readers.pages.blocks import key_of
from ingest.readers.pages.body import body_of
from ingest.readers.pages.state import MIN_BODY, article_in_scripts
from ingest.readers.pages.stream import page_in, stream_of

__all__ = ["filled_in"]

MOST_OBJECTS = 20_000
"""So many objects of a page's data are looked at."""
MOST_VALUES = 40
"""So many places of a script are tried where data may begin."""
MIN_LINES = 3

Found = tuple[str, Given]


def filled_in(root: Any, given: Given) -> Found:
    """Give the body that a script would fill in, and the page's statements completed by its data.

    Args:
        root: the page.
        given: what the page states.

    Returns:
        "" and `given` if no script holds a body.
    """
    kept = [found for values in _objects(root) if (found := _article_in(values))]
    key = key_of(given.headline)
    is_own = (bool(key) and key_of(one.headline) == key for _, one in kept)
    ranked = zip(is_own, (bool(one.headline) for _, one in kept), kept, strict=True)
    best = max(ranked, key=lambda one: (*one[:2], len(one[2][0])), default=None)
    text, stated = best[2] if best else ("", Given())
    page = article_in_scripts(root)
    if page is None and not text:
        page = page_in(stream_of(root))
    printed = body_of(page, given) or text_of(page) if page is not None else ""
    whole = {name: getattr(given, name) or getattr(stated, name) for name in Given.__slots__}
    if stated.published_at and given.published_at_source in {"", "htmldate"}:
        whole["published_at"] = stated.published_at
        whole["published_at_source"] = stated.published_at_source
    if stated.headline and key not in _printed_titles(root, given):
        whole["headline"] = stated.headline
    completed = replace(given, **whole)
    if 2 * len(text) > 3 * len(printed):
        return text, completed
    middle = key_of(printed[len(printed) // 2 :])[:SAME]
    return printed, completed if middle in key_of(text) else given


def _printed_titles(root: Any, given: Given) -> set[str]:
    """Keys of what is surely a headline: what else than its browser's title a page has."""
    shared = (element.get("content") or "" for element in root.iter("meta"))
    headings = (element.text_content() for element in root.iter("h1", "h2"))
    titled = {key_of(text) for text in (*shared, *headings)}
    return titled | ({key_of(given.headline)} if len(given.headline) >= MIN_HEADLINE else set())


MIN_HEADLINE = 16
"""Letters of a title that says more than that the page is being loaded."""
SAME = 80
"""Letters from the middle of a text that tell that another one is the same."""


def _article_in(values: Mapping[str, Any]) -> Found | None:
    """What an object says as an article; None if it holds no body of some length."""
    lines = [value for value in values.values() if isinstance(value, Mapping) and is_line(value)]
    if len(lines) >= MIN_LINES and 2 * len(lines) >= len(values):
        text, stated = body_text(lines), Given()
    elif has_body(values, {}):
        text, stated = text_and_given(values, "script")
    else:
        return None
    return (text, stated) if len(text) >= MIN_BODY and "\n" in text.strip() else None


def _objects(root: Any) -> Iterator[Mapping[str, Any]]:
    """Give the objects in the data of a page's scripts, the outer ones first."""
    level = [value for script in root.iter("script") for value in _values(script)]
    count = 0
    while level and count < MOST_OBJECTS:
        yield from (value for value in level if isinstance(value, Mapping))
        count += len(level)
        inner = (value.values() if isinstance(value, Mapping) else value for value in level)
        level = [one for values in inner for one in values if isinstance(one, (dict, list))]


_START = re.compile(
    r"(?:[=(,]|^)\s{0,20}(?=[{\[][\s\[{]{0,20}\"[^\"]{1,80}\"\s{0,9}:)|JSON\.parse\(\s{0,9}(?=\")"
)
_UNDEFINED = re.compile(r"(?<=[:\[,])undefined(?=[,}\]])")


def _values(script: Any) -> Iterator[Any]:
    """Give the data in a script, where it is JSON and long enough to hold a body."""
    text = script.text or ""
    if len(text) < MIN_BODY or "ld+json" in (script.get("type") or ""):
        return
    text = _UNDEFINED.sub("null", text) if "undefined" in text else text
    decoder = json.JSONDecoder(strict=False)
    at = 0
    for _ in range(MOST_VALUES):
        if not (start := _START.search(text, at)):
            return
        value, at = _decoded(decoder, text, start.end())
        if isinstance(value, str) and len(value) >= MIN_BODY:
            value, _ = _decoded(decoder, value, 0)
        if isinstance(value, (dict, list)):
            yield value


def _decoded(decoder: json.JSONDecoder, text: str, at: int) -> tuple[Any, int]:
    """Parse a value; None if there is none, or it is short or nested too deep."""
    try:
        check_nesting(text, at)
        value, end = decoder.raw_decode(text, at)
    except (ValueError, RecursionError, Unreadable):
        return None, at + 1
    return (value, end) if end - at >= MIN_BODY else (None, end)
