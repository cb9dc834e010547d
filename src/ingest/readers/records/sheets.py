"""Workbooks of Excel (.xlsx): each sheet is a table, each row below its header a record."""

import re
import zipfile
from collections.abc import Iterator
from itertools import chain, islice
from typing import Any

from lxml import etree

from ingest.errors import Unreadable
from ingest.readers.decoding import Decoded
from ingest.readers.fields.times import day_of_number
from ingest.readers.package import opened
from ingest.readers.part import Part, Record
from ingest.readers.records.columns import columns_of
from ingest.readers.records.row import article_of
from ingest.readers.xmlsafe import local

__all__ = ["read", "row_records"]

PREFACE = 10
_COLUMN = re.compile(r"[A-Z]{1,3}")
_DATES = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])
"""Numbers of the formats of dates and times that Excel has built in."""
_FORMAT_OF_DATE = re.compile(r"(?i)y{2,4}|d{1,4}[^a-z]?m|m[^a-z]?d{1,2}")


def read(part: Part) -> Iterator[Record]:
    """Yield an article for each row of each sheet that has a column of texts."""
    with opened(part) as package:
        sheets = sorted(
            (name for name in package.namelist() if re.match(r"xl/worksheets/[^/]+\.xml$", name)),
            key=lambda name: (len(name), name),
        )
        shared = list(_shared(package))
        dates = _styles_of_dates(package)
        index, refused = 0, "a workbook without sheets"
        for sheet in sheets:
            rows = _rows(package, sheet, shared, dates)
            try:
                for record in row_records(part, index, rows):
                    yield record
                    index += 1
            except Unreadable as error:
                if error.reason != "no_article":
                    raise
                refused = error.detail
        if not index:
            raise Unreadable("no_article", refused)


def row_records(part: Part, index: int, rows: Iterator[list[str]]) -> Iterator[Record]:
    """Yield an article for each row below the names of the columns.

    Args:
        part: where the table stands.
        index: number of the first record.
        rows: from the first on.

    Raises:
        Unreadable: `no_article`, when there is no column of texts.
    """
    first = list(islice(rows, PREFACE))
    width = max(map(len, first), default=0)
    filled = [[*row, *[""] * (width - len(row))] for row in first]
    at, names, flags = columns_of(filled, part.settings.fields)
    for row in chain(filled[at:], rows):
        values = dict(zip(names, [*row, *[""] * (len(names) - len(row))], strict=False))
        yield article_of(part, index, values, Decoded("", "utf-8", flags))
        index += 1


def _parsed(package: zipfile.ZipFile, name: str, tag: str) -> Iterator[Any]:
    """Yield the elements of a name in a member, one by one."""
    with package.open(name) as stream:
        events = etree.iterparse(
            stream, events=("end",), resolve_entities=False, no_network=True, load_dtd=False
        )
        try:
            for _, element in events:
                if local(element) == tag:
                    yield element
                    element.clear()
        except etree.XMLSyntaxError as error:
            raise Unreadable("malformed", f"{name}: {error}") from None


def _shared(package: zipfile.ZipFile) -> Iterator[str]:
    """The texts that cells name by number."""
    if "xl/sharedStrings.xml" in package.namelist():
        for item in _parsed(package, "xl/sharedStrings.xml", "si"):
            yield _runs(item)


def _runs(item: Any) -> str:
    """Text of an item, without what is printed above it to be pronounced."""
    texts = (e for e in item.iter() if local(e) == "t" and local(e.getparent()) != "rph")
    text = "".join(e.text or "" for e in texts)
    return _CODE.sub(lambda code: chr(int(code[1], 16)), text).replace("\r\n", "\n")


_CODE = re.compile(r"_x(000[9AaDd]|005[Ff])_")
"""How a workbook writes the end of a line, and the sign with which it does (ST_Xstring)."""


def _styles_of_dates(package: zipfile.ZipFile) -> set[int]:
    """Numbers of the styles of cells that show a date."""
    if "xl/styles.xml" not in package.namelist():
        return set()
    own = {
        int(item.get("numFmtId", 0))
        for item in _parsed(package, "xl/styles.xml", "numfmt")
        if _FORMAT_OF_DATE.search(item.get("formatCode", ""))
    }
    styles = [
        [int(style.get("numFmtId", 0)) for style in group if local(style) == "xf"]
        for group in _parsed(package, "xl/styles.xml", "cellxfs")
    ]
    found = styles[0] if styles else []
    return {number for number, kind in enumerate(found) if kind in _DATES or kind in own}


def _rows(
    package: zipfile.ZipFile, sheet: str, shared: list[str], dates: set[int]
) -> Iterator[list[str]]:
    for row in _parsed(package, sheet, "row"):
        cells: list[str] = []
        for cell in row:
            at = _number(cell.get("r", ""), len(cells))
            cells += [""] * (at - len(cells))
            cells.append(_value(cell, shared, dates))
        if any(cells):
            yield cells


def _number(place: str, default: int) -> int:
    """Number of the column in a cell's place.

    >>> _number("B7", 0), _number("AA1", 0), _number("", 3)
    (1, 26, 3)
    """
    found = _COLUMN.match(place)
    if found is None:
        return default
    number = 0
    for letter in found[0]:
        number = 26 * number + ord(letter) - 64
    return max(default, number - 1)


def _value(cell: Any, shared: list[str], dates: set[int]) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return _runs(cell)
    text = next((e.text or "" for e in cell if local(e) == "v"), "")
    if kind == "s":
        return shared[int(text)] if text.isdigit() and int(text) < len(shared) else ""
    style = cell.get("s", "")
    if kind == "n" and style.isdigit() and int(style) in dates:
        return day_of_number(text)
    return text
