"""ninjs, the IPTC's JSON for news (versions 1 to 3), to articles."""

from collections.abc import Mapping
from typing import Any

from ingest.article import Given
from ingest.readers.decoding import Decoded
from ingest.readers.fields.values import plain
from ingest.readers.markup import fragment_text
from ingest.readers.part import Part, Record
from ingest.readers.people import names_in

__all__ = ["article_of", "is_ninjs"]

_SIGNS = ("versioncreated", "firstcreated", "pubstatus", "usageterms", "contentcreated", "standard")
_TEXT_TYPES = ("text/plain", "text/html", "application/xhtml+xml", "")


def is_ninjs(value: Mapping[str, Any]) -> bool:
    """Whether an object is a ninjs item: an `uri` and properties that no other format has.

    >>> is_ninjs({"uri": "urn:x", "type": "text", "versioncreated": "2026-01-01T00:00:00Z"})
    True
    """
    if not isinstance(value.get("uri"), str):
        return False
    value = _lower(value)
    named = any(sign in value for sign in _SIGNS)
    renamed = any(name.startswith(("body_", "headline_", "description_")) for name in value)
    listed = (value.get(name) for name in ("bodies", "headlines", "descriptions"))
    return named or renamed or any(isinstance(item, list) for item in listed)


def article_of(part: Part, index: int, value: Mapping[str, Any], decoded: Decoded) -> Record:
    """Answer with the article of a ninjs item; without a body its description stands for it."""
    value = _lower(value)
    bodies = _texts(value, "body", "bodies")
    descriptions = _texts(value, "description", "descriptions")
    headlines = _texts(value, "headline", "headlines")
    headline = (headlines or [plain(value.get("title"))])[0]
    flags = decoded.flags
    text = bodies[0] if bodies else ""
    if not text and descriptions:
        text, flags = descriptions[0], (*flags, "summary_only")
    if not text:
        detail = f"a ninjs item of type {plain(value.get('type')) or 'unknown'} without a body"
        return part.quarantined(index, "no_article", detail, headline)
    published = next((name for name in _DATES if plain(value.get(name))), "")
    byline = plain(value.get("byline") or value.get("by"))
    given = Given(
        headline=headline,
        teaser=descriptions[0] if bodies and descriptions else "",
        byline=byline,
        authors=_people(value) or names_in(byline),
        publisher=_organisation(value, "publisher") or plain(value.get("copyrightholder")),
        credit=plain(value.get("creditline") or value.get("copyrightnotice")),
        dateline=plain(value.get("located")),
        published_at=plain(value.get(published)),
        published_at_source="ninjs" if published else "",
        url=uri if (uri := plain(value.get("uri"))).startswith("http") else "",
        language=plain(value.get("language")),
    )
    return part.article(index, Decoded(text, decoded.encoding, flags), given)


_DATES = ("firstcreated", "contentcreated", "versioncreated")


def _lower(value: Mapping[str, Any]) -> dict[str, Any]:
    """Write names as versions 1 and 2 do; version 3 has capitals in them."""
    return {str(name).lower(): item for name, item in value.items()}


def _items(value: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    items = value.get(name)
    if not isinstance(items, list):
        return []
    return [_lower(item) for item in items if isinstance(item, Mapping)]


def _texts(value: Mapping[str, Any], name: str, names: str) -> list[str]:
    """Give a property in any of its spellings: `body`, `body_text`, `bodies: [{value: …}]`."""
    spelled: list[Any] = [value.get(name)]
    spelled += [value[key] for key in sorted(value) if key.startswith(f"{name}_")]
    for item in _items(value, names):
        if str(item.get("contenttype") or "") in _TEXT_TYPES and item.get("role") != "writer":
            spelled.append(item.get("value"))
    found = [fragment_text(text).strip() for text in spelled if isinstance(text, str)]
    return sorted(filter(None, found), key=len, reverse=name == "body")


def _people(value: Mapping[str, Any]) -> tuple[str, ...]:
    writers = [
        plain(item.get("name") or item.get("literal"))
        for item in _items(value, "people") + _items(value, "person")
        if plain(item.get("rel")) in {"author", "creator", "writer"}
    ]
    return tuple(filter(None, writers))


def _organisation(value: Mapping[str, Any], role: str) -> str:
    for name in ("infosources", "organisations"):
        for item in _items(value, name):
            if role in plain(item.get("role") or item.get("rel")):
                return plain(item.get("name") or item.get("literal"))
    return ""
