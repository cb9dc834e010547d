"""JSON Lines: on each line an object, a row of a table, or whatever else is an article."""

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from ingest.article import RawArticle
from ingest.errors import Unreadable
from ingest.readers.decoding import Decoded, wide_encoding
from ingest.readers.fields.mapping import has_body, is_article, is_list_of_objects
from ingest.readers.fields.mendedjson import mend
from ingest.readers.fields.strictjson import parse
from ingest.readers.fields.written import parsed
from ingest.readers.part import Part, Record
from ingest.readers.records.jsonfile import article_in, decoded_json, unpacked
from ingest.readers.records.jsonshapes import names_in_row, rows_in, rows_of
from ingest.readers.records.jsonwindow import MENDED

__all__ = ["lines", "read"]

MOST_JOINED = 200
"""Lines that are joined to one in whose strings there are ends of lines."""
RECORD = "\x1e"
"""The sign before each record of a sequence (RFC 7464)."""
_REST = re.compile(r"[\s,\0]*\Z")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line, and what it holds.

    Attributes:
        number: counted from 1.
        data: its bytes.
        values: what it holds; nothing if it could not be read.
        decoded: how it was decoded.
        reason: why it could not be read, if it could not.
        detail: what is wrong with it.
        joined: lines that it is made of.
    """

    number: int
    data: bytes
    values: list[Any] = field(default_factory=list)
    decoded: Decoded = field(default_factory=lambda: Decoded(""))
    reason: str = ""
    detail: str = ""
    joined: int = 1


def read(part: Part) -> Iterator[Record]:
    """Yield the article on each line; a bad line is quarantined alone."""
    encoding = wide_encoding(part.head) if b"\0" in part.head[:4] else ""
    index, count, names = 0, 0, list[str]()
    for line in _whole_lines(part, encoding):
        count += 1
        if line.reason:
            shown = line.data[:500].decode("utf-8", "replace")
            yield part.quarantined(index, line.reason, f"line {line.number}: {line.detail}", shown)
            index += 1
        for value in line.values:
            if row := names_in_row(value, part.settings.fields):
                names = row
            elif not _is_action(value):
                yield _record(part, index, _of_row(value, names), line)
                index += 1
    if not index:
        raise Unreadable("no_article" if count else "blank", "no line holds anything")


def _of_row(value: Any, names: list[str]) -> Any:
    """Give a row of a table under its names."""
    is_row = isinstance(value, list) and len(value) == len(names)
    return dict(zip(names, value, strict=True)) if is_row else value


def _record(part: Part, index: int, value: Any, line: _Line) -> Record:
    record = article_in(part, index, value, line.decoded)
    if line.detail and not isinstance(record, RawArticle):
        detail = f"line {line.number}: {line.detail}"
        return part.quarantined(index, "malformed", detail, record.excerpt)
    return record


def _whole_lines(part: Part, encoding: str) -> Iterator[_Line]:
    """Yield lines that hold anything; what breaks off within one goes on in the next."""
    held: _Line | None = None
    for number, data in enumerate(_lines(part, encoding), 1):
        if not data.strip(b" \t\r\n\0\xef\xbb\xbf"):
            continue
        if held is not None:
            whole = _joined(part, held, data, encoding)
            if whole is None:
                yield held
                held = None
            else:
                held = whole if whole.reason else None
                if not whole.reason:
                    yield whole
                continue
        line = _read_line(part, number, data, encoding)
        if line.reason == "truncated":
            held = line
        else:
            yield line
    if held is not None:
        yield held


def _joined(part: Part, held: _Line, data: bytes, encoding: str) -> _Line | None:
    """A line with the next, if that begins no value of its own and the two go together."""
    size = len(held.data) + len(data)
    is_more = held.joined < MOST_JOINED and size <= part.settings.max_article_bytes
    if not is_more or data.lstrip()[:1] in {b"{", b"["}:
        return None
    line = _read_line(part, held.number, held.data + data, encoding)
    if line.reason not in {"", "truncated"}:
        return None
    return _Line(
        line.number, line.data, line.values, line.decoded, line.reason, line.detail, held.joined + 1
    )


def _lines(part: Part, encoding: str) -> Iterator[bytes]:
    """Yield lines; those of UTF-16 and UTF-32, if that is the encoding, as UTF-8."""
    limit = part.settings.max_article_bytes
    if not encoding:
        yield from lines(part.open(), limit)
        return
    text = io.TextIOWrapper(part.open(), encoding, "replace", newline="\n")
    for line in iter(partial(text.readline, limit + 1), ""):
        yield line.encode()


def _read_line(part: Part, number: int, data: bytes, encoding: str) -> _Line:
    limit = part.settings.max_article_bytes
    if len(data) > limit:
        return _Line(number, data, reason="too_large", detail=f"more than {limit} bytes")
    try:
        decoded = decoded_json(data.rstrip(b"\r\n\0"))
        flags = set(decoded.flags)
        values, detail = _values(_bare(decoded.text), flags)
    except Unreadable as error:
        return _Line(number, data, reason=error.reason, detail=error.detail)
    decoded = Decoded("", encoding or decoded.encoding, tuple(sorted(flags)))
    values = [article for value in values for article in _spread(value, part)]
    return _Line(number, data, values, decoded, detail=detail)


def _values(text: str, flags: set[str]) -> tuple[list[Any], str]:
    """Parse a line; it may also hold an object as Python prints it, or several values.

    Returns:
        what it holds, and what was wrong with it.
    """
    if text.startswith("{'") and isinstance(value := parsed(text), Mapping):
        flags.add("python_literal")
        return [value], ""
    try:
        return [parse(text, flags)], ""
    except Unreadable as error:
        if error.reason != "malformed":
            raise
        return _mended(text, flags, error), error.detail


def _mended(text: str, flags: set[str], error: Unreadable) -> list[Any]:
    values, at = list[Any](), 0
    while not _REST.match(text, at):
        found = mend(text, at)
        if found is None:
            raise error
        if not found.is_whole:
            raise Unreadable("truncated", error.detail)
        values.append(parse(found.text, flags))
        at = found.end
    flags.add(MENDED)
    return values


def _spread(value: Any, part: Part) -> list[Any]:
    """What of a value is an article: the elements of a list of articles, or the value itself."""
    value = unpacked(value)
    if isinstance(value, Mapping) and any(map(is_list_of_objects, value.values())):
        held = (
            [] if is_article(value, part.settings.fields) else rows_in(value, part.settings.fields)
        )
        if any(isinstance(one, Mapping) and has_body(one, part.settings.fields) for one in held):
            return held
    if not isinstance(value, list):
        return rows_of([value], part.settings.fields)
    return value if value and all(isinstance(one, Mapping) for one in value) else [value]


def _bare(text: str) -> str:
    """A line without the mark before it, and the comma after it of one cut out of a list."""
    text = text.removeprefix("\ufeff").removeprefix(RECORD)
    return text.rstrip()[:-1] if text.rstrip().endswith("},") else text


def _is_action(value: Any) -> bool:
    """Whether an object tells Elasticsearch what to do with the next: it is no record."""
    if not isinstance(value, Mapping) or len(value) != 1:
        return False
    name, said = next(iter(value.items()))
    return name in _ACTIONS and isinstance(said, Mapping) and not said.keys() - _SAID


_ACTIONS = ("index", "create", "update", "delete")
_SAID = {"_index", "_id", "_type", "routing", "_routing", "version", "retry_on_conflict"}


def lines(stream: Any, limit: int) -> Iterator[bytes]:
    """Yield lines; of one that is too long, `limit + 1` bytes, and then the next line."""
    while line := stream.readline(limit + 1):
        yield line
        while len(line) > limit and not line.endswith(b"\n"):
            line = stream.readline(limit + 1)
