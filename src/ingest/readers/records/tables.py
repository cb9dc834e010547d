"""CSV and TSV: each row is a record; the header says which column is what."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import IO, Any

from ingest.errors import Unreadable
from ingest.readers.damaged import STRAYS
from ingest.readers.decoding import Decoded, decode
from ingest.readers.part import HEAD_BYTES, Part, Record
from ingest.readers.records.cells import Manner, find_manner, fitted, is_unclosed, rows_apart
from ingest.readers.records.columns import columns_of, with_numbers
from ingest.readers.records.row import article_of

__all__ = ["read"]

PREFACE = 10
"""So many rows are looked at for the one that names the columns."""


def read(part: Part) -> Iterator[Record]:
    """Yield an article for each row.

    A row with more or fewer cells than the header is quarantined alone.
    """
    start = part.head if len(part.head) < HEAD_BYTES else part.head[: part.head.rfind(b"\n") + 1]
    found = decode(part.data if part.data is not None else start or part.head)
    named = _named_delimiter(found.text)
    manner = find_manner(found.text, named or ("\t" if part.suffix == "tsv" else ""))
    csv.field_size_limit(part.settings.max_article_bytes)
    text = _text(part, found)
    if named:
        text.readline()
    lines = _Lines(text, part.settings.max_article_bytes, manner.escape is not None)
    rows = manner.reader(lines)
    try:
        yield from _records(part, _Table(rows, lines, manner), found)
    except csv.Error as error:
        reason = "too_large" if "field larger" in str(error) else "malformed"
        raise Unreadable(reason, f"line {rows.line_num}: {error}") from None


def _text(part: Part, found: Decoded) -> IO[str]:
    """The text of a table: whole if it is in memory, else as it is decoded."""
    if part.data is not None:
        return io.StringIO(found.text.removeprefix("\ufeff"), newline="")
    is_utf8 = found.encoding == "utf-8"
    encoding, errors = ("utf-8-sig", STRAYS) if is_utf8 else (found.encoding, "replace")
    return io.TextIOWrapper(part.open(), encoding, errors, newline="")


class _Lines:
    """Lines of a table, of which those of the row at hand are kept."""

    def __init__(self, stream: Any, limit: int, has_escapes: bool) -> None:
        self._stream, self._limit, self._has_escapes = stream, limit, has_escapes
        self.held: list[str] = []
        self.ended = False

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line: str = self._stream.readline(self._limit + 1)
        if not line:
            self.ended = True
            raise StopIteration
        if len(line) > self._limit:
            raise csv.Error("field larger than a line may be")
        line = line.replace("\0", "") if "\0" in line else line
        if self._has_escapes and "\\" in line:
            line = _OTHER_ESCAPES.sub(r"\\\\\1", line)
        self.held.append(line)
        return line


_OTHER_ESCAPES = re.compile(r"\\([A-Za-z0-9])")
"""What a reader of tables would make of them is the letter alone."""


@dataclass(slots=True)
class _Row:
    """A row, the lines it was read from, and the number of the last of them."""

    cells: list[str]
    lines: list[str]
    number: int
    ends: bool


@dataclass(slots=True)
class _Table:
    """A table as it is read."""

    reader: Any
    lines: _Lines
    manner: Manner
    names: list[str] = field(default_factory=list)

    def rows(self) -> Iterator[_Row]:
        """Give the rows that have anything in them."""
        for cells in self.reader:
            lines, self.lines.held = self.lines.held, []
            if any(cells):
                yield _Row(cells, lines, self.reader.line_num, self.lines.ended)

    def mended(self, row: _Row) -> list[list[str]]:
        """The cells of a row; of several, where a quote that is not closed made one of them.

        Raises:
            Unreadable: `truncated`, when the table ends within the row.
        """
        unclosed = row.ends and is_unclosed(row.lines, self.manner)
        if (unclosed or len(row.cells) != len(self.names)) and len(row.lines) > 1:
            apart = rows_apart(row.lines, self.manner, len(self.names))
            if apart:
                return apart
        if unclosed:
            raise Unreadable("truncated", f"line {row.number}: its last cell does not end")
        is_closed = row.lines[-1].rstrip().endswith(self.manner.quote)
        return [fitted(row.cells, len(self.names), is_closed)]


def _records(part: Part, table: _Table, decoded: Decoded) -> Iterator[Record]:
    rows = table.rows()
    first = list(islice(rows, PREFACE))
    at, names, flags = columns_of([row.cells for row in first], part.settings.fields)
    table.names = with_numbers(names, [row.cells for row in first[at:]])
    decoded = Decoded("", decoded.encoding, (*decoded.flags, *flags))
    index = 0
    for row in chain(first[at:], rows):
        try:
            found = table.mended(row)
        except Unreadable as error:
            yield part.quarantined(index, error.reason, error.detail, " · ".join(row.cells))
            return
        for cells in found:
            yield _record(part, index, table.names, (cells, row.number), decoded)
            index += 1
    if not index:
        raise Unreadable("no_article", "a table without rows")


def _record(
    part: Part, index: int, names: list[str], row: tuple[list[str], int], decoded: Decoded
) -> Record:
    cells, number = row
    if len(cells) != len(names):
        detail = f"line {number}: {len(cells)} cells under {len(names)} names"
        return part.quarantined(index, "malformed", detail, " · ".join(cells))
    if [cell.strip() for cell in cells] == names:
        detail = f"line {number}: the names of the columns once more"
        return part.quarantined(index, "no_article", detail, " · ".join(cells))
    return article_of(part, index, dict(zip(names, cells, strict=True)), decoded)


def _named_delimiter(text: str) -> str:
    """The delimiter that a first line of Excel's names: sep=; and nothing else."""
    line = text.removeprefix("\ufeff").partition("\n")[0].rstrip("\r").strip('"')
    return line[4:] if line[:4].lower() == "sep=" and len(line) == 5 else ""
