"""Exports for reference managers (RIS, EndNote): lines that begin with a tag, entry below entry.

Databases of newspapers offer them beside their texts; what they hold of a text is its abstract or
all of it. The tags are those of RIS as Research Information Systems specified it, and of EndNote's
import format ("refer").
"""

import re
from collections.abc import Iterator

from ingest.errors import Unreadable
from ingest.readers.decoding import decode
from ingest.readers.part import Part, Record
from ingest.readers.records.row import article_of

__all__ = ["read"]

_TAGGED = re.compile(r"(?:([A-Z][A-Z0-9])[ ]{1,3}-(?:[ ]|$)|(%[A-Z0-9@!])[ ])[ ]*(.*)")
_FIRST, _LAST = {"TY", "%0"}, "ER"
_MEANING = {
    **dict.fromkeys(("TI", "T1", "CT", "%T"), "title"),
    **dict.fromkeys(("AU", "A1", "%A"), "authors"),
    **dict.fromkeys(("T2", "JO", "JF", "BT", "%B", "%J"), "publication"),
    **dict.fromkeys(("DA", "Y1"), "date"),
    **dict.fromkeys(("N2", "AB", "%X"), "body"),
    **dict.fromkeys(("UR", "%U"), "url"),
    **dict.fromkeys(("LA", "%G"), "language"),
}


def read(part: Part) -> Iterator[Record]:
    """Yield the text of each entry with what the entry states."""
    decoded = decode(part.read(part.settings.max_document_bytes))
    index = -1
    for index, entry in enumerate(_entries(decoded.text)):
        yield article_of(part, index, _values(entry), decoded)
    if index < 0:
        raise Unreadable("no_article", "an export for reference managers without entries")


def _entries(text: str) -> Iterator[dict[str, list[str]]]:
    """Each entry's tags with what they say, in order; a line without a tag goes on above it."""
    entry: dict[str, list[str]] = {}
    said: list[str] = []
    for line in text.splitlines():
        found = _TAGGED.match(line)
        tag = (found[1] or found[2]) if found else ""
        if found is None:
            if said:
                said[-1] = f"{said[-1]}\n{line.strip()}"
        elif tag in _FIRST or tag == _LAST:
            if entry:
                yield entry
            entry, said = {}, []
        if found and tag != _LAST:
            said = entry.setdefault(tag, [])
            said.append(found[3].strip())
    if entry:
        yield entry


def _values(entry: dict[str, list[str]]) -> dict[str, str | list[str]]:
    """Name what an entry says as fields of an article; of two tags of one meaning the longer."""
    values: dict[str, str | list[str]] = {}
    for tag, said in entry.items():
        name, value = _MEANING.get(tag, tag), "\n".join(said).strip()
        if name == "authors":
            values[name] = [*values.get(name, ()), *map(_turned, said)]
        elif len(value) > len(values.get(name, "")):
            values[name] = value.rstrip("/") if name == "date" else value
    if "date" not in values and "%8" in entry:
        values["date"] = f"{values.pop('%8')}, {values.pop('%D', '')}".strip(", ")
    return values


def _turned(name: str) -> str:
    """A name as people print it; both formats want the family name first, and a suffix last.

    >>> _turned("Lee, Ann"), _turned("Lee, Ann, Jr."), _turned("Staff")
    ('Ann Lee', 'Ann Lee Jr.', 'Staff')
    """
    family, _, rest = name.partition(",")
    given, _, suffix = rest.partition(",")
    return " ".join(f"{given} {family} {suffix}".split())
