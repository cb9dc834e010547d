"""Named values (a JSON object, a row of a table) to an article: which name means what."""

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from ingest.article import Given
from ingest.readers.decoding import Decoded
from ingest.readers.fieldnames import NAMES, known_name
from ingest.readers.markup import fragment_text
from ingest.readers.part import Part, Record
from ingest.readers.people import names_in
from ingest.readers.richtext import body_text
from ingest.readers.written import WRITTEN, is_missing, parsed

__all__ = ["article_of", "given_of", "has_body", "is_article", "plain"]

_INNER = (
    *("rendered", "value", "text", "content", "main", "basic", "original", "name", "full"),
    *("full_name", "fullName", "fullname", "displayName", "display_name", "#text", "@value"),
    *("title", "label", "default", "url", "$date", "$numberLong", "$numberInt", "_seconds"),
)
"""Where the text is in a value that is an object itself, e.g. WordPress's `rendered`."""
_PARTS_OF_NAMES = (("first", "last"), ("firstname", "lastname"), ("givenname", "familyname"))
_HOLDERS = (
    *("fields", "_source", "node", "attributes", "article", "story", "post", "document", "item"),
    *("record", "properties", "news", "data", "row"),
)
"""Where an object keeps the article that it is about."""


def is_article(values: Mapping[str, Any], fields: Mapping[str, str]) -> bool:
    """Whether an object holds the text of an article, or at least a headline and a teaser."""
    found = {**_stated(_known(_unwrapped(values))), **_mapped(values, fields)}
    return "body" in found or ("teaser" in found and "headline" in found)


def has_body(values: Mapping[str, Any], fields: Mapping[str, str]) -> bool:
    """Whether an object holds the text of an article."""
    return "body" in {**_stated(_known(_unwrapped(values))), **_mapped(values, fields)}


def article_of(part: Part, index: int, values: Mapping[str, Any], decoded: Decoded) -> Record:
    """Answer with the article that an object or row stands for.

    Args:
        part: where it was read.
        index: its place in the part.
        values: its names and values.
        decoded: encoding and flags of the file; its text is not looked at.

    Returns:
        The article; quarantined as `no_article` when no field holds text.
    """
    found = _find(values, part.settings.fields)
    flags = decoded.flags
    if values.get("status") in _UNPUBLISHED:
        detail = f"its status is {values['status']}"
        return part.quarantined(index, "no_article", detail, plain(found.get("headline")))
    text = body_text(found.get("body"))
    if not text and "teaser" in found:
        text, flags = _longest_teaser(values), (*flags, "summary_only")
    if not text:
        names = ", ".join(str(name) for name in list(values)[:20])
        shown = " · ".join(filter(None, (plain(value) for value in list(values.values())[:20])))
        return part.quarantined(index, "no_article", f"no field holds a text: {names}", shown)
    given = _given(found, part.source_format)
    return part.article(index, Decoded(text, decoded.encoding, flags), given)


def given_of(values: Mapping[str, Any], source: str) -> Given:
    """Give what named values state about a text that stands elsewhere.

    Args:
        values: names and values, e.g. of front matter.
        source: what `published_at_source` is to say.
    """
    return _given(_find(values, {}), source)


def _find(values: Mapping[str, Any], fields: Mapping[str, str]) -> dict[str, Any]:
    found = _stated(_known(_unwrapped(values)))
    for name in _BESIDE:
        if isinstance(beside := values.get(name), Mapping):
            more = _stated(_known(beside))
            found = {**{field: v for field, v in more.items() if field != "body"}, **found}
    return {**found, **_mapped(values, fields)}


def _mapped(values: Mapping[str, Any], fields: Mapping[str, str]) -> dict[str, Any]:
    """Give the fields that the settings name."""
    found = ((field, _at(values, name)) for name, field in fields.items())
    return {field: value for field, value in found if not is_missing(value)}


def _stated(known: Mapping[str, Any]) -> dict[str, Any]:
    """Give each field's value: that of the first of its names under which there is a fit one."""
    found = {}
    for field, names in NAMES.items():
        for name in names:
            if name in known and _fits(field, known[name], name):
                found[field] = known[name]
                break
    return found


_BESIDE = ("metadata", "meta")
"""Where an object states more about itself; its own fields go before."""
_UNPUBLISHED = ("draft", "auto-draft", "trash")


def _known(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values by their plain names, of several alike the first; times of WordPress in UTC."""
    known: dict[str, Any] = {}
    for name, value in values.items():
        if not is_missing(value):
            key = known_name(name)
            is_utc = key.endswith("gmt") and isinstance(value, str) and value[-1:].isdigit()
            is_written = isinstance(value, str) and value[:2] in WRITTEN
            known.setdefault(key, f"{value}Z" if is_utc else parsed(value) if is_written else value)
    return known


def _unwrapped(values: Mapping[str, Any]) -> Mapping[str, Any]:
    """Put the values of an inner object, that is the article, before those around it."""
    for _ in range(2):
        inner = next((item for item in _inner(values) if _has_text(item)), None)
        if inner is None:
            return values
        values = {**inner, **{k: v for k, v in values.items() if k not in {*inner, *_HOLDERS}}}
    return values


def _inner(values: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    held = [values.get(name) for name in _HOLDERS]
    return [value for value in held if isinstance(value, Mapping)]


def _has_text(values: Mapping[str, Any]) -> bool:
    """Whether an object has both, a text and a headline, or an object that has them."""
    known = _known(values)
    both = all(any(name in known for name in NAMES[field]) for field in ("body", "headline"))
    return both or any(map(_has_text, _inner(values)))


def _longest_teaser(values: Mapping[str, Any]) -> str:
    known = _known(_unwrapped(values))
    return max((body_text(known.get(name)) for name in NAMES["teaser"]), key=len)


def _fits(field: str, value: Any, name: str) -> bool:
    """Whether a value can be what its name says: a body is text, a date is not a sentence."""
    if isinstance(value, bool):
        return False
    if field == "body":
        return isinstance(value, (str, list, dict)) and bool(body_text(value))
    if field == "published_at":
        text = plain(value)
        return len(text) in range(4, 80) and any(map(str.isdigit, text))
    if name == "source" or field == "publisher":
        is_address = plain(value).startswith(("http://", "https://"))
        return bool(plain(value)) and is_address == (field == "url")
    return bool(plain(value) if field != "authors" else _people(value))


def _at(values: Mapping[str, Any], path: str) -> Any:
    """Follow a dotted path; a name that itself has dots is tried first."""
    if path in values:
        return values[path]
    value: Any = values
    for step in path.split("."):
        if not isinstance(value, Mapping):
            return None
        value = value.get(step)
    return value


def plain(value: Any) -> str:
    """Give a value as one string, or "" if it holds none.

    >>> plain({"rendered": "A &amp; B"}), plain(["x", "y"]), plain(None)
    ('A & B', 'x', '')
    """
    for _ in range(4):
        if isinstance(value, Mapping):
            value = next((value[key] for key in _INNER if value.get(key)), None)
        elif isinstance(value, (list, tuple)):
            value = value[0] if value else None
        else:
            break
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, (date, time)):
        return value.isoformat()
    return " ".join(fragment_text(value).split()) if isinstance(value, str) else ""


def _people(value: Any) -> tuple[str, ...]:
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
        known = _known(value)
        for first, last in _PARTS_OF_NAMES:
            if isinstance(known.get(first), str) and isinstance(known.get(last), str):
                return f"{known[first]} {known[last]}"
        inner = (value.get(name) for name in ("person", "name", "author"))
        value = next((item for item in inner if isinstance(item, Mapping)), None) or plain(value)
    return plain(value)


def _given(found: Mapping[str, Any], source_format: str) -> Given:
    texts = {
        field: plain(found[field])
        for field in NAMES
        if field in found and field not in {"body", "authors"}
    }
    stated = found.get("authors", found.get("byline"))
    people = _people(stated)
    if isinstance(stated, (str, Mapping)) and people and "byline" not in texts:
        texts["byline"] = plain(stated) or people[0]
    elif len(people) == 1:
        texts.setdefault("byline", people[0])
    source = source_format if "published_at" in texts else ""
    return Given(**texts, authors=people, published_at_source=source)
