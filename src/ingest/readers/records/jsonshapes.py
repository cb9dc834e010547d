"""Where a JSON value keeps its articles: a list somewhere in it, columns of a table, keys."""

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from ingest.readers.fields.mapping import has_body, is_article
from ingest.readers.fields.names import NAMES, known_name
from ingest.readers.fields.richtext import is_line
from ingest.readers.records import ninjs
from ingest.readers.records.cells import SHORTEST_TEXT, text_column

__all__ = ["names_in_row", "rows_in", "rows_of"]

LISTS = ("articles", "items", "stories", "results", "docs", "documents", "entries", "data", "news")
"""Names under which an object keeps its articles, in the order of preference."""
LEVELS = 6
MAX_HOLDERS = 1_000
TRIED = 50
"""So many elements of a list are asked whether they are articles."""


def rows_in(value: Mapping[str, Any], fields: Mapping[str, str]) -> list[Any]:
    """Find the list of articles in an object; [] if the object is an article itself, or none.

    Args:
        value: the object.
        fields: the mapping of the settings.
    """
    if found := _of_columns(value):
        return found
    if ninjs.is_ninjs(value) or is_article(value, fields):
        return []
    for holders in _levels(value):
        lists: dict[str, list[Any]] = {
            known_name(name): item
            for holder in holders
            for name, item in holder.items()
            if _is_rows(item)
        }
        sound = {name: rows for name, rows in lists.items() if _holds_articles(rows, fields)}
        for name in LISTS:
            if name in sound:
                return sound[name]
        if sound:
            return _together(list(sound.values()), fields)
    for holders in _levels(value):
        for holder in holders:
            rows = list(holder.values())
            if rows and all(isinstance(row, Mapping) and is_article(row, fields) for row in rows):
                return rows
    return _any_list(value)


def rows_of(values: list[Any], fields: Mapping[str, str]) -> list[Any]:
    """Give the objects that a list stands for: rows below their names, texts alone, or itself.

    Args:
        values: the list.
        fields: the mapping of the settings.
    """
    if values and (names := names_in_row(values[0], fields)):
        rows = (row for row in values[1:] if isinstance(row, list))
        return [dict(zip(names, row, strict=False)) for row in rows]
    if values and all(isinstance(value, str) and _is_text(value) for value in values[:TRIED]):
        return [{"text": value} if isinstance(value, str) else value for value in values]
    return values


def names_in_row(value: Any, fields: Mapping[str, str]) -> list[str]:
    """Give the names of columns that a list holds; [] if it is no row of names."""
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        return []
    return value if is_article(dict.fromkeys(value, "2000-01-01"), fields) else []


def _is_text(value: str) -> bool:
    return text_column([[value]], SHORTEST_TEXT) == 0


def _together(lists: list[list[Any]], fields: Mapping[str, str]) -> list[Any]:
    """All lists whose elements have texts, for none is to be lost; else the longest of them."""
    whole = [rows for rows in lists if any(_has_body(row, fields) for row in rows[:TRIED])]
    return [row for rows in whole for row in rows] or max(lists, key=len)


def _has_body(row: Any, fields: Mapping[str, str]) -> bool:
    return isinstance(row, Mapping) and has_body(row, fields)


def _any_list(value: Mapping[str, Any]) -> list[Any]:
    """A list of what seem to be no articles: each is to be quarantined with a reason."""
    for holders in _levels(value):
        for holder in holders:
            for name in LISTS:
                if _is_rows(holder.get(name)):
                    return list(holder[name])
    return []


def _levels(value: Mapping[str, Any]) -> Iterator[list[Mapping[str, Any]]]:
    """The object, then the objects in it, then those in them."""
    level: list[Mapping[str, Any]] = [value]
    for _ in range(LEVELS):
        if not level:
            return
        yield level
        inner = (_alone(item) for holder in level for item in holder.values())
        level = list(islice((item for item in inner if isinstance(item, Mapping)), MAX_HOLDERS))


def _alone(value: Any) -> Any:
    """The element of a list of one, else the value: Ghost's export is a list of one database."""
    return value[0] if isinstance(value, list) and len(value) == 1 else value


def _is_rows(value: Any) -> bool:
    if not (isinstance(value, list) and value and isinstance(value[0], Mapping)):
        return False
    return not all(isinstance(row, Mapping) and is_line(row) for row in value[:TRIED])


def _holds_articles(rows: list[Any], fields: Mapping[str, str]) -> bool:
    first = (row for row in rows[:TRIED] if isinstance(row, Mapping))
    return any(ninjs.is_ninjs(row) or is_article(row, fields) for row in first)


def _of_columns(value: Mapping[str, Any]) -> list[Any]:
    """Rows of a table that was written column by column, or apart from its columns' names."""
    names, data = value.get("columns"), value.get("data")
    if isinstance(names, list) and isinstance(data, list):
        rows = (row for row in data if isinstance(row, list) and len(row) == len(names))
        return [dict(zip(map(str, names), row, strict=True)) for row in rows]
    known = {known_name(name): column for name, column in value.items()}
    body = next((known[name] for name in NAMES["body"] if name in known), None)
    headline = next((known[name] for name in NAMES["headline"] if name in known), None)
    if _are_columns(body, headline):
        size = len(body or ())
        whole = {n: c for n, c in value.items() if isinstance(c, list) and len(c) == size}
        return [dict(zip(whole, row, strict=True)) for row in zip(*whole.values(), strict=True)]
    if isinstance(body, Mapping) and isinstance(headline, Mapping):
        keys = list(body)
        if list(headline) == keys and all(isinstance(text, str) for text in body.values()):
            return [{name: _cell(column, key) for name, column in value.items()} for key in keys]
    return []


def _are_columns(body: Any, headline: Any) -> bool:
    """Whether bodies and headlines stand in two lists of several, of the same length."""
    lists = isinstance(body, list) and isinstance(headline, list)
    texts = lists and all(isinstance(text, str) for text in (*body, *headline))
    return texts and len(body) == len(headline) > 1


def _cell(column: Any, key: Any) -> Any:
    return column.get(key) if isinstance(column, Mapping) else None
