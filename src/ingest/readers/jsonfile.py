"""JSON: one article, a list of them, an object that holds a list, or one a line (JSONL)."""

import io
import json
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from ingest.errors import Unreadable
from ingest.readers import ninjs
from ingest.readers.decoding import Decoded, decode, wide_encoding
from ingest.readers.jsonshapes import rows_in
from ingest.readers.mapping import article_of
from ingest.readers.part import HEAD_BYTES, Part, Record, is_blank
from ingest.readers.strictjson import Window, parse
from ingest.readers.written import parsed

__all__ = ["articles_in", "read", "read_lines"]


def read(part: Part) -> Iterator[Record]:
    """Yield the articles of a JSON document; a long list is read element by element."""
    if part.data is None and part.head.lstrip()[:1] == b"[":
        yield from _long_list(part)
        return
    decoded = _decoded(part.read(part.settings.max_document_bytes))
    if is_blank(decoded.text):
        raise Unreadable("blank", "offset 0: no value")
    text = decoded.text.removeprefix("\ufeff")
    if text.lstrip()[:2].replace(" ", "") in {"[{", "[\n", "[\r", "[\t", "["}:
        yield from _elements(part, Window(iter([text]), len(text) + 1), decoded)
    else:
        yield from _objects(part, Window(iter([text]), len(text) + 1), decoded)


def _objects(part: Part, window: Window, decoded: Decoded) -> Iterator[Record]:
    """Yield the articles of the one value of a file, or of its objects one after another."""
    window.next_sign()
    flags = set(decoded.flags)
    value = window.value(flags)
    if not window.next_sign():
        yield from articles_in(part, value, Decoded("", decoded.encoding, tuple(sorted(flags))))
        return
    index = 0
    while isinstance(value, Mapping):
        yield _article(part, index, value, Decoded("", decoded.encoding, tuple(sorted(flags))))
        index += 1
        if window.next_sign() == ",":
            window.at += 1
        if not (sign := window.next_sign()):
            return
        if sign != "{":
            break
        flags = set(decoded.flags)
        value = window.value(flags)
    _refuse(window, "extra data")


def _decoded(data: bytes) -> Decoded:
    """Decode JSON; control characters are left to the parser, which says where they are."""
    if b"\0" in data[:4] and (name := wide_encoding(data)):
        return Decoded(data.decode(name, "replace"), name)
    try:
        return Decoded(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return decode(data)


def articles_in(part: Part, value: Any, decoded: Decoded) -> Iterator[Record]:
    """Yield the articles in a parsed JSON value.

    Raises:
        Unreadable: `no_article`.
    """
    if isinstance(value, Mapping):
        if found := rows_in(value, part.settings.fields):
            value = _with_feed(value, found)
        else:
            yield _article(part, 0, value, decoded)
            return
    if not isinstance(value, list) or not any(isinstance(item, Mapping) for item in value):
        raise Unreadable("no_article", f"well-formed, but {_kind(value)} of no objects")
    for index, item in enumerate(value):
        yield _article(part, index, item, decoded)


def _with_feed(feed: Mapping[str, Any], items: list[Any]) -> list[Any]:
    """Give the items of a JSON Feed what it states for all of them."""
    if "jsonfeed.org" not in str(feed.get("version")):
        return items
    around = {"publisher": feed.get("title"), "language": feed.get("language")}
    around["authors"] = feed.get("authors") or feed.get("author")
    stated = {name: value for name, value in around.items() if value}
    return [{**stated, **item} if isinstance(item, Mapping) else item for item in items]


def _article(part: Part, index: int, value: Any, decoded: Decoded) -> Record:
    if not isinstance(value, Mapping):
        shown = json.dumps(value, ensure_ascii=False)[:500]
        return part.quarantined(index, "no_article", f"{_kind(value)}, not an object", shown)
    if "json-schema.org" in str(value.get("$schema")):
        return part.quarantined(index, "no_article", "a schema of JSON, not an article")
    if ninjs.is_ninjs(value):
        return ninjs.article_of(part, index, value, decoded)
    return article_of(part, index, value, decoded)


def _kind(value: Any) -> str:
    """What JSON calls a value."""
    kinds = {bool: "true or false", str: "a string", list: "a list", type(None): "null"}
    return kinds.get(type(value), "a number")


def _long_list(part: Part) -> Iterator[Record]:
    head = part.head[:-4] if len(part.head) == HEAD_BYTES else part.head
    encoding = decode(head).encoding
    text = io.TextIOWrapper(
        part.open(), "utf-8-sig" if encoding == "utf-8" else encoding, "replace"
    )
    chunks = iter(partial(text.read, 1 << 20), "")
    window = Window(chunks, part.settings.max_article_bytes)
    yield from _elements(part, window, Decoded("", encoding))


def _elements(part: Part, window: Window, decoded: Decoded) -> Iterator[Record]:
    """Yield the elements of a list; a list of no objects is one `no_article`."""
    window.next_sign()
    window.at += 1
    index, sign, strange = 0, window.next_sign(), 0
    while sign != "]" or index:
        flags = set(decoded.flags)
        value = window.value(flags)
        if isinstance(value, Mapping) or strange < index:
            yield _article(part, index, value, Decoded("", decoded.encoding, tuple(sorted(flags))))
        else:
            strange += 1
        index += 1
        sign = window.next_sign()
        if sign == "]":
            break
        if sign != ",":
            _refuse(window, "expecting ',' or ']'")
        window.at += 1
        sign = window.next_sign()
    window.at += 1
    if window.next_sign():
        _refuse(window, "extra data")
    if strange == index:
        raise Unreadable("no_article", "well-formed, but a list of no objects")


def _refuse(window: Window, message: str) -> None:
    reason = "malformed" if window.at < len(window.text) else "truncated"
    raise Unreadable(reason, f"offset {window.passed}: {message}")


def read_lines(part: Part) -> Iterator[Record]:
    """Yield the article on each line; a bad line is quarantined alone."""
    encoding = wide_encoding(part.head) if b"\0" in part.head[:4] else ""
    index = 0
    for number, line in enumerate(_lines(part, encoding), 1):
        if not line.strip(b" \t\r\n\0\xef\xbb\xbf"):
            continue
        if record := _line(part, index, number, line, encoding):
            yield record
            index += 1
    if not index:
        raise Unreadable("blank", "no line holds anything")


def _lines(part: Part, encoding: str) -> Iterator[bytes]:
    """Yield lines; those of UTF-16 and UTF-32, if that is the encoding, as UTF-8."""
    limit = part.settings.max_article_bytes
    if not encoding:
        yield from lines(part.open(), limit)
        return
    text = io.TextIOWrapper(part.open(), encoding, "replace", newline="\n")
    for line in iter(partial(text.readline, limit + 1), ""):
        yield line.encode()


def _line(part: Part, index: int, number: int, line: bytes, encoding: str) -> Record | None:
    """The record of a line; None if it is none but belongs to the next."""
    limit = part.settings.max_article_bytes
    if len(line) > limit:
        return part.quarantined(index, "too_large", f"line {number}: more than {limit} bytes")
    try:
        decoded = _decoded(line.rstrip(b"\r\n"))
        flags = set(decoded.flags)
        value = _value(_whole_line(decoded.text), flags)
        encoding = encoding or decoded.encoding
    except Unreadable as error:
        shown = line[:500].decode("utf-8", "replace")
        return part.quarantined(index, error.reason, f"line {number}: {error.detail}", shown)
    if _is_action(value):
        return None
    return _article(part, index, value, Decoded("", encoding, tuple(sorted(flags))))


def _value(text: str, flags: set[str]) -> Any:
    """Parse a line; it may also be an object as Python prints it."""
    if text.startswith("{'") and isinstance(value := parsed(text), Mapping):
        flags.add("python_literal")
        return value
    return parse(text, flags)


RECORD = "\x1e"
"""The sign before each record of a sequence (RFC 7464)."""


def _whole_line(text: str) -> str:
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
