"""Values of fields: what text or which persons a value is that may be an object or a list."""

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from ingest.readers.fields.names import known_name
from ingest.readers.fields.richtext import in_one_language
from ingest.readers.fields.written import WRITTEN, is_missing, parsed
from ingest.readers.markup import fragment_text
from ingest.readers.people import names_in

__all__ = ["known_values", "paired", "people_in", "plain"]

_INNER = (
    *("rendered", "value", "text", "content", "main", "basic", "original", "name", "full"),
    *("full_name", "fullName", "fullname", "displayName", "display_name", "#text", "@value"),
    *(
        "title",
        "label",
        "default",
        "url",
        "href",
        "S",
        "$date",
        "$numberLong",
        "$numberInt",
        "_seconds",
        "Name",
        "domain",
    ),
)
"""Where the text is in a value that is an object itself, e.g. WordPress's `rendered`."""
_PARTS_OF_NAMES = (("first", "last"), ("firstname", "lastname"), ("givenname", "familyname"))


def known_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values by their plain names, of several alike the first; times of WordPress in UTC."""
    known: dict[str, Any] = {}
    for name, value in values.items():
        if not is_missing(value):
            key = known_name(name)
            is_utc = key.endswith("gmt") and isinstance(value, str) and value[-1:].isdigit()
            is_written = isinstance(value, str) and value[:2] in WRITTEN
            known.setdefault(key, f"{value}Z" if is_utc else parsed(value) if is_written else value)
    return known


def paired(items: list[Any]) -> Any:
    """Give the object that a list of names with values stands for; the list if it is none.

    >>> paired([{"field": "title", "value": "One"}, {"field": "body", "value": ["It rained."]}])
    {'title': 'One', 'body': ['It rained.']}
    """
    for name in ("field", "name", "key"):
        if items and all(
            isinstance(one, Mapping) and name in one and "value" in one for one in items
        ):
            return {str(one[name]): one["value"] for one in items}
    return items


def plain(value: Any) -> str:
    """Give a value as one string, or "" if it holds none.

    >>> plain({"rendered": "A &amp; B"}), plain(["x", "y"]), plain(None)
    ('A & B', 'x', '')
    """
    for _ in range(4):
        value = in_one_language(value)
        if isinstance(value, str):
            return " ".join(fragment_text(value).split())
        if isinstance(value, Mapping):
            only = next(iter(value.values())) if len(value) == 1 else None
            value = next((value[key] for key in _INNER if value.get(key)), only)
        elif isinstance(value, (list, tuple)):
            value = value[0] if value else None
        else:
            break
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, (date, time)):
        return value.isoformat()
    return " ".join(fragment_text(value).split()) if isinstance(value, str) else ""


def people_in(value: Any) -> tuple[str, ...]:
    """Names of persons: in a list, in one string, in objects, in parts; numbers are no names."""
    if isinstance(value, Mapping) and isinstance(value.get("by"), list):
        value = value["by"]
    items = value if isinstance(value, (list, tuple)) else [value]
    names = [name for item in items if (name := _person(item)) and not name.isdigit()]
    if len(names) < 2:
        return names_in("".join(names))
    sound = ((name, names_in(name)) for name in names)
    return tuple(dict.fromkeys(f[0] if len(f) == 1 else name for name, f in sound if f))


def _person(value: Any) -> str:
    for _ in range(2):
        if not isinstance(value, Mapping):
            break
        known = known_values(value)
        for first, last in _PARTS_OF_NAMES:
            if isinstance(known.get(first), str) and isinstance(known.get(last), str):
                return f"{known[first]} {known[last]}"
        inner = (value.get(name) for name in ("person", "name", "author"))
        value = next((item for item in inner if isinstance(item, Mapping)), None) or plain(value)
    return plain(value)
