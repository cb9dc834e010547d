"""DOCX and PDF, for those who installed the extra `documents`."""

import logging
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from ingest.article import Given
from ingest.errors import Unreadable
from ingest.readers.decoding import Decoded
from ingest.readers.newswire.exports import documents_in, looks_like_export
from ingest.readers.package import check_package, loosened
from ingest.readers.part import Part, Record
from ingest.readers.people import names_in
from ingest.readers.xmlsafe import children, find, local

__all__ = ["articles_of", "authors_of", "read_docx", "read_pdf", "title_of"]

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
        document = docx.Document(loosened(stream))
        _unwrap(document.element.body)
        paragraphs = list(_lines(document))
        properties = document.core_properties
    except _BROKEN as error:
        raise Unreadable("malformed", f"{type(error).__name__}: {error}") from None
    given = Given(
        headline=_title(document),
        authors=authors_of(properties.author or ""),
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


def _unwrap(body: Any) -> None:
    """Put paragraphs and runs in the place of what is wrapped around them: nobody looks into that.

    What was inserted or moved there while changes were tracked is text; what was deleted or moved
    away is none, and neither is a table of contents.
    """
    for box in [one for one in body.iterdescendants() if local(one) == "txbxcontent"]:
        _set_below(box)
    for element in [one for one in body.iterdescendants() if local(one) in _WRAPPERS]:
        kind, inner = local(element), list(element)
        if kind == "sdt":
            gallery = find(element, "docpartgallery")
            is_contents = gallery is not None and "Table of Contents" in gallery.values()
            held = [] if is_contents else children(element, "sdtcontent")
            inner = [one for content in held for one in content]
        for one in [] if kind in _GONE else inner:
            element.addprevious(one)
        element.getparent().remove(element)


def _set_below(box: Any) -> None:
    """Put the paragraphs of a text box below the one it is drawn in; `fallback` draws it again."""
    around = list(box.iterancestors())
    held = [one for one in around if local(one) == "p"]
    if held and not any(local(one) == "fallback" for one in around):
        for one in reversed(box):
            held[-1].addnext(one)


_GONE = ("del", "movefrom")
_WRAPPERS = (*_GONE, "ins", "moveto", "sdt", "smarttag", "customxml", "fldsimple", "bdo", "dir")


def _lines(holder: Any, depth: int = 0) -> Iterator[str]:
    """Paragraphs and rows of tables, in their order; of a document, or of a cell of a table."""
    for block in holder.iter_inner_content():
        if not hasattr(block, "rows"):
            yield block.text
        elif depth < _DEEPEST:
            for row in block.rows:
                cells = dict.fromkeys(
                    "\n".join(_lines(cell, depth + 1)).strip() for cell in row.cells
                )
                yield " | ".join(filter(None, cells))


_DEEPEST = 10
"""Tables within tables are read so deep."""


def _title(document: Any) -> str:
    """The first paragraph that is set as the title, if nothing says what the title is."""
    titles = (
        p.text.strip()
        for p in document.paragraphs
        if p.style is not None and p.style.name == "Title"
    )
    return title_of(document.core_properties.title or "") or next(titles, "")


_NOBODY = frozenset(
    [
        *("python-docx", "user", "admin", "administrator", "owner", "author", "unknown", "default"),
        *("microsoft office user", "windows user", "microsoft account", "benutzer", "utilisateur"),
        *("usuario", "utente", "użytkownik", "пользователь", "anonymous", "guest", "pc", "office"),
    ]
)
"""Names that programs put for an author that they do not know."""
_NO_TITLE = re.compile(
    r"(?:microsoft (?:word|powerpoint) - .*|untitled.*|(?:word )?document ?\d*|dokument ?\d*"
    r"|powerpoint presentation|.*\.(?:docx?|rtf|odt|pdf|indd|qxd|txt))",
    re.IGNORECASE,
)
"""Titles that programs put where nobody wrote one."""


def authors_of(stated: str) -> tuple[str, ...]:
    """The authors in a document's properties; who only owned the computer is none.

    >>> authors_of("Ann Lee; Bo Ek"), authors_of("Microsoft Office User")
    (('Ann Lee', 'Bo Ek'), ())
    """
    return tuple(name for name in names_in(stated) if name.lower() not in _NOBODY)


def title_of(stated: str) -> str:
    """The title in a document's properties; the name of a file is none.

    >>> title_of("Mill bridge closes"), title_of("Microsoft Word - bridge2.doc")
    ('Mill bridge closes', '')
    """
    title = " ".join(stated.split())
    return "" if _NO_TITLE.fullmatch(title) else title


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
    return Given(authors=authors_of(str(about.get("/Author") or "")))
