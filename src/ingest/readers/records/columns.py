"""The names of a table's columns: in one of its first rows, or guessed from what is below."""

from collections.abc import Mapping, Sequence

from ingest.errors import Unreadable
from ingest.readers.fields.mapping import is_article
from ingest.readers.fields.names import RANKS, distinct, known_name
from ingest.readers.records.cells import SHORTEST_NAMED, guessed_names, text_column

__all__ = ["MAX_COLUMNS", "columns_of", "with_numbers"]

MAX_COLUMNS = 10_000
_GUESSED = ("guessed_columns",)


def columns_of(
    rows: Sequence[Sequence[str]], fields: Mapping[str, str]
) -> tuple[int, list[str], tuple[str, ...]]:
    """Find the names of the columns.

    Args:
        rows: the first rows of the table.
        fields: the mapping of the settings.

    Returns:
        the number of the first row below them, the names, and flags of how they were found.

    Raises:
        Unreadable: `no_article`, when there is no column of texts; `too_large`.
    """
    if rows and len(rows[0]) > MAX_COLUMNS:
        raise Unreadable("too_large", f"line 1: more than {MAX_COLUMNS} columns")
    for at, row in enumerate(rows):
        names = distinct(name.strip() for name in row)
        if is_article(dict.fromkeys(names, "2000-01-01"), fields):
            below = distinct(name.strip() for name in rows[at + 1]) if at + 1 < len(rows) else []
            if _count_known(below) > _count_known(names) + 1:  # groups of columns stand above them
                return at + 2, below, ()
            return at + 1, names, ()
    if names := guessed_names(rows):
        return 0, names, _GUESSED
    at = text_column(rows[1:], SHORTEST_NAMED)
    names = distinct(name.strip() for name in rows[0]) if rows else []
    if 0 <= at < len(names) and len(names) == len(rows[1]):
        names[at] = "body"
        return 1, names, _GUESSED
    raise Unreadable("no_article", f"no column is known to hold a text: {', '.join(names[:20])}")


def _count_known(names: Sequence[str]) -> int:
    return sum(known_name(name) in RANKS for name in names)


def with_numbers(names: list[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Give names with one for numbers of rows, which R writes before them without a name.

    >>> with_numbers(["title", "text"], [["1", "One", "It rained."], ["2", "Two", "It snowed."]])
    ['', 'title', 'text']
    """
    if not names or known_name(names[0]) not in RANKS:  # they may be numbers of its own
        return names
    is_longer = all(len(row) == len(names) + 1 and row[-1].strip() for row in rows)
    numbered = bool(rows) and is_longer and all(row[0].strip().isdigit() for row in rows)
    return ["", *names] if numbered else names
