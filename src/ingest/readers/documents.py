"""DOCX and PDF, for those who installed the extra `documents`."""

import logging
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from ingest.article import Given
from ingest.errors import Unreadable
from ingest.readers.decoding import Decoded
from ingest.readers.exports import documents_in, looks_like_export
from ingest.readers.package import check_package
from ingest.readers.part import Part, Record

__all__ = ["articles_of", "read_docx", "read_pdf"]

MAX_PAGES = 2_000
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    SyntaxError,
    TypeError,
    ValueError,
)
"""What parsers of documents raise when one is damaged; XML that is not is a `SyntaxError`."""
_MISSING = "it needs an optional extra: pip install 'article-ingest[documents]'"


def read_docx(part: Part) -> Iterator[Record]:
    """Yield the one article of a Word document."""
    stream = part.seekable()
    check_package(part, stream)
    try:
        import docx
    except ImportError:
        raise Unreadable("extra_missing", _MISSING) from None
    try:
        document = docx.Document(stream)
        paragraphs = list(_lines(document))
        properties = document.core_properties
    except _BROKEN as error:
        raise Unreadable("malformed", f"{type(error).__name__}: {error}") from None
    author = (properties.author or "").strip()
    given = Given(
        headline=_title(document),
        authors=(author,) if author and author.lower() != "python-docx" else (),
        language=(properties.language or "").strip(),
    )
    text = "\n\n".join(filter(None, (line.strip() for line in paragraphs)))
    yield from articles_of(part, Decoded(text), given)


def articles_of(part: Part, decoded: Decoded, given: Given) -> Iterator[Record]:
    """Yield the one article of a document, or those of an export that is kept as a document.

    Args:
        part: the document.
        decoded: its text.
        given: what it states.
    """
    if looks_like_export(decoded.text):
        part.source_format = "export"
        yield from documents_in(part, decoded)
    else:
        yield part.article(0, decoded, given)


def _lines(document: Any) -> Iterator[str]:
    """Paragraphs and rows of tables, in their order."""
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            for row in block.rows:
                cells = dict.fromkeys(cell.text.strip() for cell in row.cells)
                yield " | ".join(filter(None, cells))
        else:
            yield block.text


def _title(document: Any) -> str:
    """The first paragraph that is set as the title, if nothing says what the title is."""
    titles = (
        p.text.strip()
        for p in document.paragraphs
        if p.style is not None and p.style.name == "Title"
    )
    return (document.core_properties.title or "").strip() or next(titles, "")


def read_pdf(part: Part) -> Iterator[Record]:
    """Yield the one article of a PDF that has a text layer."""
    part.read(part.settings.max_document_bytes)
    try:
        import pypdf
        from pypdf.errors import PyPdfError
    except ImportError:
        raise Unreadable("extra_missing", _MISSING) from None
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(part.open())
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable("encrypted")
        text = _pages(part, reader)
    except (PyPdfError, *_BROKEN) as error:
        raise Unreadable("malformed", f"{type(error).__name__}: {error}") from None
    if not text:
        raise Unreadable("no_article", "its pages are pictures, without a text layer")
    yield from articles_of(part, Decoded(text), _pdf_given(reader))


def _pages(part: Part, reader: Any) -> str:
    pages: list[str] = []
    length = 0
    for page in reader.pages[:MAX_PAGES]:
        found = (page.extract_text() or "").strip()
        length += len(found)
        if length > part.settings.max_article_bytes:
            raise Unreadable("too_large", f"more than {part.settings.max_article_bytes} bytes")
        pages.append(found)
    return "\n\n".join(filter(None, pages))


def _pdf_given(reader: Any) -> Given:
    about = reader.metadata or {}
    author = str(about.get("/Author") or "").strip()
    return Given(authors=(author,) if author else ())
