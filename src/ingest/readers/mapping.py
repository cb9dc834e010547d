"""Named values (a JSON object, a row of a table) to an article: which name means what."""

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from ingest.article import Given
from ingest.readers.decoding import Decoded
from ingest.readers.markup import fragment_text
from ingest.readers.part import Part, Record

__all__ = ["NAMES", "article_of", "given_of", "is_article", "plain"]

NAMES: dict[str, tuple[str, ...]] = {
    "body": (
        *("body", "text", "articlebody", "content", "maintext", "fulltext", "bodytext"),
        *("cleanedtext", "plaintext", "articletext", "storytext", "contenttext", "textcontent"),
        *("bodyhtml", "contenthtml", "bodyxhtml", "html", "rawcontent", "article", "story"),
        *("message", "post", "paragraphs", "contentencoded"),
    ),
    "headline": ("headline", "title", "headlinemain", "headlines", "hl", "articletitle", "name"),
    "teaser": (
        *("teaser", "standfirst", "summary", "abstract", "description", "subtitle", "subheadline"),
        *("deck", "dek", "lede", "excerpt", "snippet", "lead", "leadparagraph", "trailtext"),
    ),
    "byline": ("byline", "by", "bylineoriginal"),
    "authors": ("authors", "author", "creator", "dccreator", "writers", "writer", "authorname"),
    "publisher": (
        *("publisher", "source", "sitename", "sourcename", "outlet", "newspaper", "publication"),
        *("newssource", "sourcetitle", "media", "mediname", "feedname", "domain", "sourcedomain"),
    ),
    "credit": ("credit", "creditline", "copyright", "copyrightnotice", "agency", "rights"),
    "dateline": ("dateline",),
    "published_at": (
        *("publishedat", "datepublished", "published", "pubdate", "publishdate", "publicationdate"),
        *("datepublish", "publishedtime", "publishtime", "dateofpublication", "firstpublished"),
        *("pubtime", "date", "datetime", "firstcreated", "versioncreated", "timestamp", "time"),
        *("createdat", "created", "datecreated", "webpublicationdate"),
    ),
    "url": (
        *("url", "canonicalurl", "link", "permalink", "articleurl", "weburl", "sourceurl"),
        *("canonical", "uri", "href", "finalurl"),
    ),
    "language": ("language", "lang", "inlanguage", "locale", "languagecode"),
}
"""Names of fields, in the order of preference, in lower case without signs."""
_INNER = ("rendered", "value", "text", "content", "main", "name", "full", "#text", "@value", "url")
"""Where the text is in a value that is an object itself, e.g. WordPress's `rendered`."""


def is_article(values: Mapping[str, Any], fields: Mapping[str, str]) -> bool:
    """Whether an object holds the text of an article, or at least a headline and a teaser."""
    found = _find(values, fields)
    return "body" in found or ("teaser" in found and "headline" in found)


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
    text = _body(found.get("body"))
    if not text and "teaser" in found:
        text, flags = _body(found["teaser"]), (*flags, "summary_only")
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
    known = {_plain_name(name): value for name, value in values.items() if value not in _EMPTY}
    found = {}
    for field, names in NAMES.items():
        for name in names:
            if name in known and _fits(field, known[name]):
                found[field] = known[name]
                break
    for name, field in fields.items():
        value = _at(values, name)
        if value not in _EMPTY:
            found[field] = value
    return found


_EMPTY: tuple[Any, ...] = (None, "", [], {})


def _fits(field: str, value: Any) -> bool:
    """Whether a value can be what its name says: a body is text, a date is not a sentence."""
    if isinstance(value, bool):
        return False
    if field == "body":
        return isinstance(value, (str, list, dict)) and bool(_body(value))
    if field == "published_at":
        return isinstance(value, (int, float)) or len(plain(value)) in range(4, 80)
    return bool(plain(value) if field != "authors" else _people(value))


def _plain_name(name: str) -> str:
    return "".join(filter(str.isalnum, str(name).casefold()))


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


def _body(value: Any) -> str:
    if isinstance(value, str):
        return fragment_text(value)
    if isinstance(value, Mapping):
        return _body(next((value[key] for key in _INNER if value.get(key)), None))
    if isinstance(value, (list, tuple)):
        parts = [item for item in value if isinstance(item, (str, Mapping))]
        return "\n\n".join(filter(None, map(_body, parts)))
    return ""


def _people(value: Any) -> tuple[str, ...]:
    if isinstance(value, (list, tuple)):
        return tuple(filter(None, (plain(item) for item in value)))
    name = plain(value)
    return (name,) if name else ()


def _given(found: Mapping[str, Any], source_format: str) -> Given:
    texts = {
        field: plain(found[field])
        for field in NAMES
        if field in found and field not in {"body", "authors"}
    }
    people = _people(found.get("authors"))
    if len(people) == 1 and "byline" not in texts:
        texts["byline"] = people[0]
    source = source_format if "published_at" in texts else ""
    return Given(**texts, authors=people, published_at_source=source)
