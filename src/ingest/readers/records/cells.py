"""What cells tell of a table: how they are set apart, and which are what if no header says it."""

import csv
import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from ingest.readers.fields.written import WRITTEN
from ingest.readers.part import HEAD_BYTES

__all__ = [
    "SHORTEST_NAMED",
    "SHORTEST_TEXT",
    "Manner",
    "find_manner",
    "fitted",
    "guessed_names",
    "is_unclosed",
    "rows_apart",
    "text_column",
]

DELIMITERS = ",\t;|^~¦\x01\x1f"
SHORTEST_TEXT = 60
SHORTEST_NAMED = 200
"""A column whose cells are so long holds the texts, if the header, or a header, names none."""
_DATE = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{8}$")
_ESCAPED = re.compile(r'\\"(?![,;\t|\r\n]|$)')
_DOUBLED = re.compile(r'[^,;\t|\r\n]""|""[^,;\t|\r\n]')


class Manner(NamedTuple):
    """How a table is written.

    Attributes:
        delimiter: what stands between cells.
        escape: what stands before a quote that is one of a cell, where it is not another quote.
        is_spaced: whether a space stands between a delimiter and a quote that opens a cell.
        quote: what stands around cells that hold a delimiter.
    """

    delimiter: str
    escape: str | None = None
    is_spaced: bool = False
    quote: str = '"'

    def reader(self, lines: Iterable[str], **more: Any) -> Any:
        """Read lines so with the standard library, which takes `more`."""
        return csv.reader(
            lines,
            delimiter=self.delimiter,
            escapechar=self.escape,
            quotechar=self.quote,
            skipinitialspace=self.is_spaced,
            **more,
        )


def find_manner(text: str, delimiter: str = "") -> Manner:
    r"""Tell how a table is written by the start of it, in which `delimiter` may be known.

    >>> find_manner('title, body\n"One", "Two, three"\n')
    Manner(delimiter=',', escape=None, is_spaced=True, quote='"')
    >>> find_manner('title;body\n"A \\"new\\" bridge";One\n').escape
    '\\'
    """
    delimiter = delimiter or find_delimiter(text)
    escape = "\\" if _ESCAPED.search(text) and not _DOUBLED.search(text) else None
    is_spaced = re.search(rf'{re.escape(delimiter)} +"(?!")', text) is not None
    return Manner(delimiter, escape, is_spaced, _find_quote(text, delimiter))


def _find_quote(text: str, delimiter: str) -> str:
    """A single quote if most lines end with a cell within two, and none opens with a double one."""
    lines = text[:HEAD_BYTES].splitlines()[1:21]
    single = re.compile(rf"(?:^|{re.escape(delimiter)})'[^\n]+'$")
    if not lines or any(f'{delimiter}"' in line or line[:1] == '"' for line in lines):
        return '"'
    return "'" if sum(map(bool, map(single.search, lines))) * 2 > len(lines) else '"'


def find_delimiter(text: str) -> str:
    r"""Find the delimiter: the sign that cuts the first lines into equally many cells.

    >>> find_delimiter("title;body\nOne;Two, three\n")
    ';'
    """
    best, most = ",", 0
    for delimiter in DELIMITERS:
        manner = Manner(delimiter, quote=_find_quote(text, delimiter))
        rows = manner.reader(text[:HEAD_BYTES].splitlines()[:20])
        try:
            widths = [len(row) for row in rows if row]
        except csv.Error:
            continue
        if widths and widths[0] > 1:
            alike = widths.count(widths[0]) * min(widths[0], 20)
            if alike > most:
                best, most = delimiter, alike
    return best


def is_unclosed(lines: Sequence[str], manner: Manner) -> bool:
    """Whether the lines of one row end within quotes."""
    try:
        list(manner.reader(lines, strict=True))
    except csv.Error as error:
        return "unexpected end" in str(error)
    return False


def rows_apart(lines: Sequence[str], manner: Manner, width: int) -> list[list[str]]:
    """Rows that one quote too many made into one; [] if the lines are no rows of their own.

    Args:
        lines: those that were read as one row.
        manner: how the table is written.
        width: how many cells a row has.
    """
    first, *others = (line for line in lines if line.strip())
    rows = [row for line in others for row in manner.reader([line])]
    if not rows or any(len(row) != width for row in rows):
        return []
    bare: list[str] = next(manner.reader([first], quoting=csv.QUOTE_NONE), [])
    return [[cell.strip('"') for cell in bare], *rows]


def fitted(cells: list[str], width: int, is_closed: bool) -> list[str]:
    """Give the cells of a row as many as there are names, where those that differ are empty.

    Args:
        cells: of the row.
        width: how many names there are.
        is_closed: whether a quote ends the row: its last cell is whole.

    >>> fitted(["1", "One", "", ""], 2, False), fitted(["1", "One"], 3, True)
    (['1', 'One'], ['1', 'One', ''])
    >>> fitted(["1", "One", "more"], 2, False)
    ['1', 'One', 'more']
    """
    if len(cells) > width and not any(map(str.strip, cells[width:])):
        return cells[:width]
    if len(cells) < width and is_closed:
        return [*cells, *[""] * (width - len(cells))]
    return cells


def guessed_names(rows: Sequence[Sequence[str]]) -> list[str]:
    """Name the columns of a table without a header by what is in them.

    Returns:
        a name for each; [] if no column holds texts.

    >>> text = "The bridge over the Alder was closed on Monday because its railing had rusted."
    >>> guessed_names([["3", "Bridge closed again", text], ["1", "Council meets today", text]])
    ['column 1', 'headline', 'body']
    """
    body = text_column(rows, SHORTEST_TEXT)
    if body < 0:
        return []
    names = [f"column {number}" for number in range(1, len(rows[0]) + 1)]
    names[body] = "body"
    headlines = [at for at in range(len(names)) if at != body and _is_headline(rows, at)]
    if headlines:
        names[max(headlines, key=lambda at: _mean(rows, at))] = "headline"
    for at, name in enumerate(names):
        cells = [row[at].strip() for row in rows]
        if name.startswith("column") and all(map(_DATE.match, cells)):
            names[at] = "date"
        elif name.startswith("column") and all(cell.startswith("http") for cell in cells):
            names[at] = "url"
    return names


def text_column(rows: Sequence[Sequence[str]], shortest: int) -> int:
    """Find the column of texts: the one of the longest cells, if they are prose; else -1."""
    if not rows or any(len(one) != len(other) for one, other in pairwise(rows)):
        return -1
    columns = [at for at in range(len(rows[0])) if not all(map(_is_written, (r[at] for r in rows)))]
    at = max(columns, key=lambda column: _mean(rows, column), default=-1)
    cells = [row[at] for row in rows] if at >= 0 else []
    prose = sum(len(cell) >= shortest and _words(cell) >= shortest // 8 for cell in cells)
    return at if cells and prose * 10 >= 8 * len(cells) else -1


def _is_written(cell: str) -> bool:
    """Whether a cell holds a list or an object as programs write it, or nothing."""
    return cell[:2] in {*WRITTEN, "[]", "{}", ""}


def _words(cell: str) -> int:
    """Count words; characters of scripts without spaces count as half a word."""
    return cell.count(" ") + 1 + sum(sign > "\u2e80" for sign in cell) // 2


def _is_headline(rows: Sequence[Sequence[str]], at: int) -> bool:
    cells = [row[at].strip() for row in rows]
    few = len(set(cells)) * 2 <= len(cells) and len(cells) > 2
    sound = sum(12 <= len(cell) <= 250 and _words(cell) > 2 for cell in cells)
    return not few and sound * 10 >= 8 * len(cells) and not cells[0].startswith("http")


def _mean(rows: Sequence[Sequence[str]], at: int) -> float:
    return sum(len(row[at]) for row in rows) / len(rows)
