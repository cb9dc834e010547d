"""CSV and TSV: each row is a record; the header says which column is what."""

import csv
import io
from collections.abc import Iterator
from typing import Any

from ingest.errors import Unreadable
from ingest.readers.decoding import Decoded, decode
from ingest.readers.fieldnames import distinct
from ingest.readers.mapping import article_of, is_article
from ingest.readers.part import HEAD_BYTES, Part, Record

__all__ = ["find_dialect", "read"]

MAX_COLUMNS = 10_000
_DELIMITERS = ",\t;|"


def read(part: Part) -> Iterator[Record]:
    """Yield an article for each row.

    A row with more or fewer cells than the header is quarantined alone.
    """
    start = part.head if len(part.head) < HEAD_BYTES else part.head[: part.head.rfind(b"\n") + 1]
    found = decode(start or part.head)
    delimiter = "\t" if part.suffix == "tsv" else find_dialect(found.text)
    csv.field_size_limit(part.settings.max_article_bytes)
    encoding = "utf-8-sig" if found.encoding == "utf-8" else found.encoding
    lines = io.TextIOWrapper(part.open(), encoding, "replace", newline="")
    if named := _named_delimiter(found.text):
        delimiter = named
        lines.readline()
    rows = csv.reader(_bounded(lines, part.settings.max_article_bytes), delimiter=delimiter)
    try:
        yield from _rows(part, rows, Decoded("", found.encoding, found.flags))
    except csv.Error as error:
        reason = "too_large" if "field larger" in str(error) else "malformed"
        raise Unreadable(reason, f"line {rows.line_num}: {error}") from None


def _rows(part: Part, rows: Any, decoded: Decoded) -> Iterator[Record]:
    header: list[str] = next((row for row in rows if any(row)), [])
    if len(header) > MAX_COLUMNS:
        raise Unreadable("too_large", f"line {rows.line_num}: more than {MAX_COLUMNS} columns")
    names = distinct(name.strip() for name in header)
    if not is_article(dict.fromkeys(names, "2000-01-01"), part.settings.fields):
        shown = ", ".join(names[:20])
        raise Unreadable("no_article", f"no column is known to hold a text: {shown}")
    index = 0
    for row in rows:
        if not any(row):
            continue
        if len(row) != len(names):
            detail = f"line {rows.line_num}: {len(row)} cells under {len(names)} names"
            yield part.quarantined(index, "malformed", detail, " · ".join(row))
        else:
            values = dict(zip(names, row, strict=True))
            yield article_of(part, index, values, decoded)
        index += 1


def _named_delimiter(text: str) -> str:
    """The delimiter that a first line of Excel's names: sep=; and nothing else."""
    line = text.removeprefix("\ufeff").partition("\n")[0].rstrip("\r").strip('"')
    return line[4:] if line[:4].lower() == "sep=" and len(line) == 5 else ""


def find_dialect(text: str) -> str:
    r"""Find the delimiter: the sign that cuts the first lines into equally many cells.

    >>> find_dialect("title;body\nOne;Two, three\n")
    ';'
    """
    best, most = ",", 0
    for delimiter in _DELIMITERS:
        rows = csv.reader(text[:HEAD_BYTES].splitlines()[:20], delimiter=delimiter)
        try:
            widths = [len(row) for row in rows if row]
        except csv.Error:
            continue
        if widths and widths[0] > 1:
            alike = widths.count(widths[0]) * min(widths[0], 20)
            if alike > most:
                best, most = delimiter, alike
    return best


def _bounded(lines: Any, limit: int) -> Iterator[str]:
    while line := lines.readline(limit + 1):
        if len(line) > limit:
            raise csv.Error("field larger than a line may be")
        yield line.replace("\0", "") if "\0" in line else line
