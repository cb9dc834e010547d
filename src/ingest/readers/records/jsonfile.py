"""JSON: one article, a list of them, or an object that holds a list; also several, one a time."""

import codecs
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

from ingest.article import RawArticle
from ingest.errors import Unreadable
from ingest.readers.decoding import Decoded, decode, wide_encoding
from ingest.readers.fields.strictjson import parse
from ingest.readers.part import HEAD_BYTES, Part, Record, is_blank
from ingest.readers.records import ninjs
from ingest.readers.records.jsonshapes import rows_in, rows_of
from ingest.readers.records.jsonwindow import Window
from ingest.readers.records.row import article_of
from ingest.readers.scripts import without_script

__all__ = ["articles_in", "decoded_json", "read", "unpacked"]

_OF_OBJECTS = re.compile(r"\[[\s,]*[{\]]")


def read(part: Part) -> Iterator[Record]:
    """Yield the articles of a JSON document; a long list is read element by element."""
    if part.data is None and part.head.lstrip()[:1] == b"[":
        yield from _values(part, *_long_list(part))
        return
    decoded = decoded_json(part.read(part.settings.max_document_bytes))
    if is_blank(decoded.text):
        raise Unreadable("blank", "offset 0: no value")
    text = without_script(decoded.text.removeprefix("\ufeff"))
    records = _values(part, Window(iter([text]), len(text) + 1), decoded)
    yield from _of_script(records) if part.suffix == "js" else records


def _of_script(records: Iterator[Record]) -> Iterator[Record]:
    """The articles of a script; what is wrong with the JSON in it matters only behind one."""
    first = True
    try:
        for record in records:
            if first and not isinstance(record, RawArticle):
                break
            first = False
            yield record
    except Unreadable:
        if not first:
            raise
    if first:
        raise Unreadable("unsupported", "a script, not an article")


def decoded_json(data: bytes) -> Decoded:
    """Decode JSON; control characters are left to the parser, which says where they are."""
    if b"\0" in data[:4] and (name := wide_encoding(data)):
        return Decoded(data.decode(name, "replace"), name)
    try:
        return Decoded(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return decode(data)


def _long_list(part: Part) -> tuple[Window, Decoded]:
    head = part.head[:-4] if len(part.head) == HEAD_BYTES else part.head
    encoding = decode(head).encoding
    chunks = _chunks(part.open(), "utf-8-sig" if encoding == "utf-8" else encoding)
    return Window(chunks, part.settings.max_article_bytes), Decoded("", encoding)


def _chunks(stream: Any, encoding: str) -> Iterator[str]:
    """Decode what a stream gives at a time, so that nothing is lost that stands before a fault."""
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    while data := stream.read1(1 << 20):
        yield decoder.decode(data)
    yield decoder.decode(b"", True)


def _values(part: Part, window: Window, decoded: Decoded) -> Iterator[Record]:
    """Yield the articles of the one value of a file, or of its values one after another."""
    index, passed = 0, False
    none: Unreadable | None = None
    while sign := window.next_sign():
        if passed and sign == ",":
            window.at += 1
            none = none and Unreadable("malformed", f"offset {window.passed}: extra data")
            continue
        if passed and sign not in "[{":
            _refuse(window, "extra data")
        is_list = sign == "[" and (
            part.data is None or _OF_OBJECTS.match(window.text, window.at) is not None
        )
        try:
            for record in (_elements if is_list else _value)(part, window, decoded, index):
                yield record
                index += 1
        except Unreadable as error:
            if error.reason != "no_article":
                raise
            none = error
        passed = True
    if none is not None and not index:
        raise none


def _value(part: Part, window: Window, decoded: Decoded, start: int) -> Iterator[Record]:
    flags = set(decoded.flags)
    value = window.value(flags)
    decoded = Decoded("", decoded.encoding, tuple(sorted(flags)))
    if window.is_cut:
        value = rows_in(value, part.settings.fields) if isinstance(value, Mapping) else value
        with suppress(Unreadable):
            yield from articles_in(part, value or None, decoded, start)
        raise Unreadable("truncated", window.fault)
    if not window.fault:
        yield from articles_in(part, value, decoded, start)
        return
    try:
        records = list(articles_in(part, value, decoded, start))
    except Unreadable:
        records = []
    if not any(isinstance(record, RawArticle) for record in records):
        raise Unreadable("malformed", window.fault)
    yield from records


def articles_in(part: Part, value: Any, decoded: Decoded, start: int = 0) -> Iterator[Record]:
    """Yield the articles in a parsed JSON value.

    Args:
        part: where it stands.
        value: an object, a list, or a string in which one of them is written.
        decoded: how the file was decoded.
        start: number of the first.

    Raises:
        Unreadable: `no_article`.
    """
    value = unpacked(value)
    if isinstance(value, Mapping):
        if found := rows_in(value, part.settings.fields):
            value = _with_feed(value, found)
        else:
            yield article_in(part, start, value, decoded)
            return
    rows = rows_of(value, part.settings.fields) if isinstance(value, list) else []
    if not any(isinstance(item, Mapping) for item in rows):
        raise Unreadable("no_article", f"well-formed, but {_kind(value)} of no objects")
    for index, item in enumerate(rows, start):
        yield article_in(part, index, item, decoded)


def unpacked(value: Any) -> Any:
    """Give the object or list that a string holds; any other value as it is."""
    if isinstance(value, str) and value.lstrip()[:1] in {"{", "["}:
        try:
            return parse(value, set())
        except Unreadable:
            return value
    return value


def _with_feed(feed: Mapping[str, Any], items: list[Any]) -> list[Any]:
    """Give the items of a JSON Feed what it states for all of them."""
    if "jsonfeed.org" not in str(feed.get("version")):
        return items
    around = {"publisher": feed.get("title"), "language": feed.get("language")}
    around["authors"] = feed.get("authors") or feed.get("author")
    stated = {name: value for name, value in around.items() if value}
    return [{**stated, **item} if isinstance(item, Mapping) else item for item in items]


def article_in(part: Part, index: int, value: Any, decoded: Decoded) -> Record:
    """Answer with the article that a value is, or why it is none."""
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


def _elements(part: Part, window: Window, decoded: Decoded, start: int) -> Iterator[Record]:
    """Yield the elements of a list; a list of no objects is one `no_article`."""
    window.at += 1
    index, sign, strange, fault = start, window.next_sign(), start, ""
    while sign != "]":
        flags = set(decoded.flags)
        value = window.value(flags)
        fault = fault or window.fault
        if window.is_cut:
            raise Unreadable("truncated", window.fault)
        if isinstance(value, Mapping) or strange < index:
            yield _element(part, index, value, decoded, (window.fault, flags))
        else:
            strange += 1
        index += 1
        sign = _next_element(window)
        if sign == "]" and _before(window) == ",":
            fault = fault or f"offset {window.passed}: expecting a value"
    window.at += 1
    if strange == index:
        reason = "malformed" if fault else "no_article"
        raise Unreadable(reason, fault or "well-formed, but a list of no objects")


def _element(
    part: Part, index: int, value: Any, decoded: Decoded, noticed: tuple[str, set[str]]
) -> Record:
    """The record of an element; `noticed` is what was wrong with it, and the flags it got."""
    fault, flags = noticed
    record = article_in(part, index, value, Decoded("", decoded.encoding, tuple(sorted(flags))))
    if fault and not isinstance(record, RawArticle):
        return part.quarantined(index, "malformed", fault, json.dumps(value)[:500])
    return record


def _next_element(window: Window) -> str:
    """Step to the next element of a list: give its first sign, or the bracket that closes it."""
    sign = window.next_sign()
    if sign not in {",", "]"} and not (sign == "{" and _before(window) == "}"):
        _refuse(window, "expecting ',' or ']'")
    while sign == ",":
        window.at += 1
        sign = window.next_sign()
    return sign


def _before(window: Window) -> str:
    """The sign before the one at hand, behind white space."""
    return window.text[max(0, window.at - 200) : window.at].rstrip()[-1:]


def _refuse(window: Window, message: str) -> None:
    reason = "malformed" if window.at < len(window.text) else "truncated"
    raise Unreadable(reason, f"offset {window.passed}: {message}")
