"""Texts of OpenDocument (.odt): paragraphs and headings, and what the document states."""

from collections.abc import Iterator
from typing import Any

from ingest.article import Given
from ingest.errors import Unreadable
from ingest.readers.decoding import Decoded
from ingest.readers.documents.docx_pdf import articles_of, authors_of, title_of
from ingest.readers.markup import text_of
from ingest.readers.package import opened
from ingest.readers.part import Part, Record
from ingest.readers.xmlsafe import find, local, parse_xml, text_in

__all__ = ["read", "read_tree"]

_AS_HTML = {
    "h": "h2",
    "p": "p",
    "line-break": "br",
    "list-item": "li",
    "table-row": "tr",
    "text-box": "div",
    **dict.fromkeys(("annotation", "tracked-changes", "note"), "template"),
    **dict.fromkeys(("table-cell", "covered-table-cell"), "td"),
}
"""Elements, and what stands for them in HTML; `template` is not shown."""


def read(part: Part) -> Iterator[Record]:
    """Yield the one article of a document, or those of an export of a news database."""
    with opened(part) as package:
        names = package.namelist()
        if "content.xml" not in names:
            raise Unreadable("malformed", "a package without content.xml")
        content = parse_xml(package.read("content.xml"))
        meta = parse_xml(package.read("meta.xml")) if "meta.xml" in names else None
    yield from read_tree(part, content, meta)


def read_tree(part: Part, content: Any, meta: Any) -> Iterator[Record]:
    """Yield the articles of a document by its parsed XML.

    Args:
        part: where it was read.
        content: holds the body; its elements are renamed.
        meta: holds what the document states; None if nothing does.

    Raises:
        Unreadable: `no_article`.
    """
    body = find(content, "body", "text")
    text = _prose(body) if body is not None else ""
    if not text:
        raise Unreadable("no_article", "a document without a text")
    yield from articles_of(part, Decoded(text), _given(meta))


def _prose(body: Any) -> str:
    for element in body.iterdescendants():
        name = local(element)
        if name in {"s", "tab"}:
            element.text = " "
        if name == "frame":
            _hide_pictures(element)
        if name in _AS_HTML:
            element.tag = _AS_HTML[name]
    return text_of(body)


def _hide_pictures(frame: Any) -> None:
    """Hide what is in a frame but for text boxes: pictures, objects, and words about them."""
    for one in frame:
        if local(one) != "text-box":
            one.tag = "template"


def _given(meta: Any) -> Given:
    if meta is None:
        return Given()
    author = text_in(find(meta, "initial-creator")) or text_in(find(meta, "creator"))
    return Given(
        headline=title_of(text_in(find(meta, "title"))),
        authors=authors_of(author),
        language=text_in(find(meta, "language")),
    )
