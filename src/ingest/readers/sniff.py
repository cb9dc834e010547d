"""The table that tells formats apart: by content first, by suffix where content may be several."""

from collections.abc import Callable
from dataclasses import dataclass

from ingest.readers.part import Part

__all__ = ["FORMATS", "Format", "sniff"]


@dataclass(frozen=True, slots=True)
class Format:
    """One line of the table.

    Attributes:
        name: `source_format` of its records.
        reader: module in `ingest.readers` whose `read(part)` yields its records.
        looks: whether the start of a file (`Head`) can only be this format.
        suffixes: file names that decide when no content does.
    """

    name: str
    reader: str
    looks: "Callable[[Head], bool] | None"
    suffixes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Head:
    """The start of a file.

    Attributes:
        raw: the first bytes as they are.
        start: the first bytes as UTF-8 without mark and leading white space, in lower case.
        suffix: suffix of the name.
    """

    raw: bytes
    start: bytes
    suffix: str


def _is(*suffixes: str) -> frozenset[str]:
    return frozenset(suffixes)


FORMATS: tuple[Format, ...] = (
    Format("markdown", "plain", None, _is("md", "markdown", "mdown", "mkd")),
    Format("text", "plain", lambda _: True),
)
"""All formats; the first line that fits decides."""


def sniff(part: Part) -> Format:
    """Find the format of a part."""
    head = Head(part.head, part.head[:1024].lstrip().lower(), part.suffix)
    for line in FORMATS:
        if part.suffix in line.suffixes or (line.looks and line.looks(head)):
            return line
    return FORMATS[-1]
