"""Documents that office programs write into one file of XML, and tables written as pages."""

from collections.abc import Iterator
from typing import Any

from ingest.article import Given
from ingest.errors import Unreadable
from ingest.readers.decoding import Decoded, decode
from ingest.readers.documents import odt
from ingest.readers.documents.docx_pdf import articles_of
from ingest.readers.markup import parse_html, text_of
from ingest.readers.part import Part, Record
from ingest.readers.records.sheets import row_records
from ingest.readers.xmlsafe import children, find, local, text_in

__all__ = ["office_records", "read_page_of_cells"]


def office_records(part: Part, root: Any) -> Iterator[Record] | None:
    """Read a document of an office program; None if the XML is none.

    Args:
        part: where it was read; its format is set.
        root: the root element: of a flat text of OpenDocument (.fodt), of a workbook or of a
            document of Word 2003, or of a package of Word in one file.
    """
    name, space = local(root), root.tag.partition("}")[0]
    if name == "document" and "opendocument" in space:
        part.source_format = "odt"
        return odt.read_tree(part, root, find(root, "meta"))
    if name == "workbook" and "office:spreadsheet" in space:
        part.source_format = "xlsx"
        return _workbook(part, root)
    if name == "worddocument" or (name == "package" and "xmlPackage" in space):
        part.source_format = "docx"
        return _document(part, root)
    return None


def _workbook(part: Part, root: Any) -> Iterator[Record]:
    index, refused = 0, "a workbook without sheets"
    for sheet in children(root, "worksheet"):
        rows = (_cells(row) for row in sheet.iterdescendants() if local(row) == "row")
        try:
            for record in row_records(part, index, rows):
                yield record
                index += 1
        except Unreadable as error:
            refused = error.detail
    if not index:
        raise Unreadable("no_article", refused)


def _cells(row: Any) -> list[str]:
    cells: list[str] = []
    for cell in children(row, "cell"):
        at = next((value for name, value in cell.attrib.items() if name.endswith("}Index")), "")
        if at.isdigit() and len(cells) < int(at) - 1 < _MOST_CELLS:
            cells += [""] * (int(at) - 1 - len(cells))
        cells.append("".join(find(cell, "data").itertext()) if len(cell) else "")
    return cells


_MOST_CELLS = 10_000


def _document(part: Part, root: Any) -> Iterator[Record]:
    """The paragraphs of a document, without what was deleted."""
    body = find(root, "body")
    found = [] if body is None else [p for p in body.iterdescendants() if local(p) == "p"]
    lines = ["".join(_pieces(paragraph)).strip() for paragraph in found]
    text = "\n\n".join(filter(None, lines))
    if not text:
        raise Unreadable("no_article", "a document without a text")
    title = text_in(find(root, "documentproperties", "title"))
    yield from articles_of(part, Decoded(text), Given(headline=title))


def _pieces(paragraph: Any) -> Iterator[str]:
    for element in paragraph.iterdescendants():
        if local(element) == "t":
            yield element.text or ""
        elif local(element) in {"br", "tab", "cr"}:
            yield "\n" if local(element) != "tab" else " "


def read_page_of_cells(part: Part) -> Iterator[Record]:
    """Yield the rows of tables in a page that a program calls a workbook; else read the page."""
    from ingest.readers.pages import page

    root = parse_html(decode(part.read()).text)
    index = 0
    for table in root.iter("table") if root is not None else ():
        rows = ([text_of(cell) for cell in row.iter("td", "th")] for row in table.iter("tr"))
        try:
            for record in row_records(part, index, rows):
                yield record
                index += 1
        except Unreadable:
            continue
    if not index:
        part.source_format = "html"
        yield from page.read(part)
