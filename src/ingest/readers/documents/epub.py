"""E-books (EPUB), as programs make them of the day's news: each chapter is read as a page."""

import io
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import unquote

from ingest.article import Quarantined, RawArticle
from ingest.errors import Unreadable
from ingest.readers.package import opened
from ingest.readers.pages.page import read_page
from ingest.readers.part import HEAD_BYTES, Part, Record
from ingest.readers.xmlsafe import find, local, parse_xml, text_in

__all__ = ["read"]

_PAGES = ("application/xhtml+xml", "text/html")
_NO_CHAPTERS = ("nav", "toc", "cover", "titlepage", "copyright", "index_split_000")


def read(part: Part) -> Iterator[Record]:
    """Yield the chapters in the order of reading; contents and cover are none."""
    with opened(part) as package:
        try:
            book, names = _chapters(package)
        except KeyError as error:
            raise Unreadable("malformed", f"an e-book without {error}") from None
        for name in names:
            data = package.read(name)
            if data.strip():
                yield _chapter(part, name, data, book)
    if not names:
        raise Unreadable("no_article", "an e-book without chapters")


def _chapter(part: Part, name: str, data: bytes, book: str) -> Record:
    inner = part.inside(f"{part.name}!/{name}", None, "xhtml")
    inner.stream = io.BytesIO(data)
    inner.head, inner.source_format = data[:HEAD_BYTES], "epub"
    record: RawArticle | Quarantined = read_page(inner, 0)
    if isinstance(record, RawArticle) and not record.given.publisher:
        record = replace(record, given=replace(record.given, publisher=book))
    return record


def _chapters(package: zipfile.ZipFile) -> tuple[str, list[str]]:
    """Title of the book, and names of the members that are its chapters."""
    members = set(package.namelist())
    container = parse_xml(package.read("META-INF/container.xml"))
    rootfile = find(container, "rootfile")
    path = str(rootfile.get("full-path") or "") if rootfile is not None else ""
    root = parse_xml(package.read(path))
    items = {e.get("id"): e for e in root.iter() if local(e) == "item"}
    spine = [items.get(e.get("idref")) for e in root.iter() if local(e) == "itemref"]
    names = []
    for item in spine:
        if item is None or item.get("media-type") not in _PAGES:
            continue
        href = unquote(item.get("href") or "")
        name = posixpath.normpath(posixpath.join(posixpath.dirname(path), href))
        stem = posixpath.basename(name).partition(".")[0].lower()
        if name in members and stem not in _NO_CHAPTERS and "nav" not in item.get("properties", ""):
            names.append(name)
    return text_in(find(root, "title")), names
