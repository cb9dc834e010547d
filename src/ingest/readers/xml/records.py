"""XML that is no format of news, but holds articles: records of named fields, or one document."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain, islice
from typing import Any

from ingest.errors import Unreadable
from ingest.readers.documents.xmloffice import office_records
from ingest.readers.fields.mapping import has_body, is_article
from ingest.readers.fields.names import NAMES, RANKS, known_name
from ingest.readers.markup import BLOCKS, text_of
from ingest.readers.part import Part, Record
from ingest.readers.records.row import article_of
from ingest.readers.xml import documents as xmldocs
from ingest.readers.xml import segments
from ingest.readers.xmlsafe import local, parse_document, text_in

__all__ = ["read"]

LEVELS = 5
_NO_RECORDS = frozenset(
    [
        *("svg", "plist", "opml", "urlset", "sitemapindex", "stylesheet", "schema", "kml", "gpx"),
        *("project", "definitions", "resources", "manifest", "xliff", "ts", "ncx", "package"),
    ]
)
"""Roots of what is written in XML but is no text."""
_KNOWN = {
    "urlset": "a sitemap: addresses without texts",
    "sitemapindex": "a list of sitemaps",
    "opml": "a list of feeds (OPML): addresses without texts",
    "plist": "a property list; save the page as HTML",
    "stylesheet": "a style sheet of XML",
    "schema": "a schema of XML",
}
"""What some of them are."""
_REFUSED = "XML, but no feed and none of the formats of news"


def read(part: Part) -> Iterator[Record]:
    """Yield the articles of an XML file: its records, or the one that the document is."""
    root, decoded = parse_document(part.read(part.settings.max_document_bytes))
    if (office := office_records(part, root)) is not None:
        yield from office
        return
    if local(root) in _NO_RECORDS:
        raise Unreadable("unsupported", _KNOWN.get(local(root), _REFUSED))
    if found := xmldocs.documents_in(root) or segments.documents_in(root):
        part.source_format, documents = found
        for index, (text, given) in enumerate(documents):
            if text:
                yield part.article(index, replace(decoded, text=text), given)
            else:
                yield part.quarantined(index, "no_article", "without a text", given.headline)
        return
    records = list(_records(root, part.settings.fields)) or _deeper(root)
    if not records:
        raise Unreadable("unsupported", _REFUSED)
    for index, values in enumerate(records):
        yield article_of(part, index, values, decoded)


def _records(root: Any, fields: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """Give what articles state: of the root, or of the elements on the first level that has any."""
    level = [root]
    for _ in range(LEVELS):
        rows = [_values(element) for element in level]
        is_found = any(_is_record(values, fields) for values in rows)
        if is_found and not _is_around(level, rows, fields):
            kinds = {local(e) for e, v in zip(level, rows, strict=True) if _is_record(v, fields)}
            yield from (v for e, v in zip(level, rows, strict=True) if local(e) in kinds)
            return
        level = [child for element in level for child in element if len(child) or child.attrib]


def _is_around(level: list[Any], rows: list[dict[str, Any]], fields: Mapping[str, str]) -> bool:
    """Whether elements hold no text themselves, but records that do."""
    if any(has_body(values, fields) for values in rows):
        return False
    inner = (_values(child) for one in islice(level, _TRIED) for child in islice(one, _TRIED))
    return any(_is_record(values, fields) and has_body(values, fields) for values in inner)


_TRIED = 20


def _deeper(root: Any) -> list[dict[str, Any]]:
    """What a document states whose text and headline stand in elements of their own, apart.

    Of a document with several texts nothing: nobody can tell which headline is whose.
    """
    texts: list[str] = []
    values: dict[str, Any] = {}
    walk = islice(root.iterdescendants(), _MOST_ELEMENTS)
    for element in walk:
        name = known_name(local(element))
        if name in NAMES["body"] and any(local(child) in _PARAGRAPHS for child in element):
            texts.append(text_of(element))
        elif name in RANKS and name not in NAMES["body"] and name not in values:
            said = text_in(element)
            values |= {name: said} if 0 < len(said) < _LONGEST_FIELD else {}
    longest = max(texts, key=len, default="")
    is_one = sum(3 * len(text) > len(longest) for text in texts) == 1
    is_headed = not values.keys().isdisjoint(NAMES["headline"])
    return [{**values, "body": longest}] if is_one and is_headed else []


_MOST_ELEMENTS, _LONGEST_FIELD = 5_000, 500


def _is_record(values: dict[str, Any], fields: Mapping[str, str]) -> bool:
    """Whether values are an article's: a text, and a headline or a date besides."""
    known = {known_name(name) for name in values}
    beside = (*NAMES["headline"], *NAMES["published_at"])
    return is_article(values, fields) and (bool(fields) or not known.isdisjoint(beside))


def _values(element: Any) -> dict[str, Any]:
    """What stands in its children and attributes; of children alike, all."""
    values: dict[str, Any] = {}
    further = (child for child in islice(element, 200, None) if local(child) in _PARAGRAPHS)
    for child in chain(islice(element, 200), further):
        name = str(child.get("name", "field")) if local(child) == "field" else local(child)
        if text := _text(child):
            values[name] = [*values[name], text] if name in values else [text]
    values = {name: texts if len(texts) > 1 else texts[0] for name, texts in values.items()}
    for name, text in _inner(element):
        values.setdefault(name, text)
    for name, meant in _MEANT:
        if name in values:
            values.setdefault(meant, values[name])
    for name, value in element.attrib.items():
        values.setdefault(str(name).rpartition("}")[2], str(value))
    return values


def _inner(element: Any) -> Iterator[tuple[str, str]]:
    """What stands in elements of its children, other than those of a text."""
    for child in islice(element, 200):
        if known_name(local(child)) not in NAMES["body"]:
            for inner in islice(child, 50):
                if not len(inner) and inner.text and local(inner) not in _PROSE:
                    yield local(inner), inner.text.strip()


_PARAGRAPHS = ("p", "para", "paragraph", "par")
_PROSE = frozenset(["p", "para", "a", "b", "i", "em", "strong", "span", "text", "name"])
_MEANT = (("main", "body"), ("p", "body"), ("para", "body"), ("head", "headline"))
"""Elements that hold a text or a headline only here: elsewhere they are something else."""


def _text(element: Any) -> str:
    """The text of a field: paragraphs where it has elements, else as it stands."""
    if not len(element):
        parts = (element.get(name) for name in ("firstname", "surname", "lastname"))
        return (element.text or "").strip() or " ".join(filter(None, parts))
    name = element.get("name", "") if local(element) == "field" else local(element)
    if name == "head" and any(known_name(local(child)) in NAMES["headline"] for child in element):
        return ""  # its elements say what it holds
    is_body = name == "main" or known_name(name) in NAMES["body"]
    for child in element if is_body else ():
        child.tag = "p" if local(child) in _PARAGRAPHS else child.tag
    if is_body and not any(local(child) in BLOCKS or local(child) == "br" for child in element):
        return "".join(element.itertext()).strip()
    return text_of(element) if is_body else text_in(element)
