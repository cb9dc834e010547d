"""WARC and ARC: each HTML response is a page, with its address and the day it was fetched.

The texts of pages in WET files are articles as they stand.
"""

import contextlib
import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from ingest.article import Given, Quarantined
from ingest.errors import Unreadable
from ingest.readers.decoding import decode
from ingest.readers.pages.page import read_page
from ingest.readers.part import HEAD_BYTES, Part, Record

__all__ = ["read"]

_PAGES = ("text/html", "application/xhtml")


def read(part: Part) -> Iterator[Record]:
    """Yield the pages; a page that cannot be read is quarantined alone.

    Pictures, scripts, requests and metadata are no records of ours and are passed over.
    """
    from warcio.archiveiterator import ArchiveIterator

    archive = ArchiveIterator(part.open(), no_record_parse=True, arc2warc=True)
    index, found, failure = 0, None, None
    before: Any = None
    while failure is None:
        errors, page = archive.err_count, None
        try:
            record = _advance(archive)
            page = _found(part, index, record) if record else None
        except Unreadable as error:
            record, failure = None, error
        if found is not None:
            found = _flagged(found) if archive.err_count > errors else found
            yield _unless_cut(part, found, getattr(before.raw_stream, "limit", 0))
        if record is None:
            break
        found, before, index = page, record, index + (page is not None)
    if failure:
        raise failure
    if not index:
        raise Unreadable("no_article", "an archive without pages")


def _advance(archive: Any) -> Any:
    """Go on to the next record; None at the end. What `err_count` counts is also printed: not here.

    Raises:
        Unreadable: the archive breaks off, or is none.
    """
    from warcio.exceptions import ArchiveLoadFailed

    try:
        with contextlib.redirect_stderr(io.StringIO()):
            return next(archive, None)
    except ArchiveLoadFailed as error:
        raise Unreadable("malformed", str(error)) from None
    except (EOFError, ValueError) as error:
        raise Unreadable("truncated", str(error)) from None


def _flagged(found: Record) -> Record:
    """Flag a page of which the record did not end where its header says."""
    if isinstance(found, Quarantined):
        return found
    return replace(found, flags=(*found.flags, "length_mismatch"))


def _unless_cut(part: Part, found: Record, missing: int) -> Record:
    """Quarantine a page of which so many bytes are missing since the archive ends before them."""
    if isinstance(found, Quarantined) or missing <= _BLANK:
        return found
    detail = f"the archive ends {missing} bytes before its last record does"
    return part.quarantined(found.record_index, "truncated", detail, found.text)


_BLANK = 4
"""Bytes of the two blank lines behind a record, which some programs count as the record's."""


def _found(part: Part, index: int, record: Any) -> Record | None:
    """The page of a record, or why it has none; None for what is no page at all."""
    url = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<> ")
    try:
        if not record.rec_type:
            raise Unreadable("malformed", "a record without a type")
        if record.rec_type == "response" and url[:4].lower() in {"http", ""}:
            if not record.length:
                stated = record.rec_headers.get_header("Content-Length")
                raise Unreadable("malformed", f"a response of length {stated!r}")
            _parse_http(record)
        if _is_text(record):
            return _text(part, index, record, url)
        return _page(part, index, record, url) if _is_page(record) else None
    except Unreadable as error:
        return part.quarantined(index, error.reason, error.detail, url)


def _parse_http(record: Any) -> None:
    """Take the HTTP headers from the start of a record; the rest is its content."""
    from warcio.statusandheaders import StatusAndHeadersParser, StatusAndHeadersParserException

    try:
        record.http_headers = StatusAndHeadersParser(["HTTP/"]).parse(record.raw_stream)
    except StatusAndHeadersParserException as error:
        raise Unreadable("malformed", str(error)) from None
    except EOFError as error:
        raise Unreadable("truncated", f"no HTTP headers: {error}") from None


def _is_page(record: Any) -> bool:
    if record.rec_type not in {"response", "resource", "conversion"}:
        return False
    headers = record.http_headers or record.rec_headers
    kind = (headers.get_header("Content-Type") or "").lower() if headers else ""
    return kind.startswith(_PAGES)


def _is_text(record: Any) -> bool:
    """Whether a record is the text of a page, as WET files hold it."""
    kind = record.rec_headers.get_header("Content-Type") or ""
    return record.rec_type == "conversion" and kind.lower().startswith("text/plain")


def _text(part: Part, index: int, record: Any, url: str) -> Record:
    decoded = decode(_content(record, part.settings.max_article_bytes), "utf-8")
    day = record.rec_headers.get_header("WARC-Date") or ""
    flags = (*decoded.flags, f"fetched:{day}") if day else decoded.flags
    return part.article(index, replace(decoded, flags=flags), Given(url=url))


def _page(part: Part, index: int, record: Any, url: str) -> Record:
    status = _status(record.http_headers.statusline) if record.http_headers else "200"
    if not status.startswith("2"):
        raise Unreadable("no_article", f"HTTP status {status}")
    data = _content(record, part.settings.max_article_bytes)
    inner = replace(part, data=data, stream=None, head=data[:HEAD_BYTES])
    found = read_page(inner, index, _charset(record), url)
    day = record.rec_headers.get_header("WARC-Date") or ""
    if isinstance(found, Quarantined) or found.given.published_at or not day:
        return found
    return replace(found, flags=(*found.flags, f"fetched:{day}"))


def _status(line: str) -> str:
    """The code in a status line, which may still have the version of HTTP before it."""
    return next((word for word in line.split() if len(word) == 3 and word.isdigit()), "")


def _content(record: Any, limit: int) -> bytes:
    try:
        data: bytes = record.content_stream().read(limit + 1)
    except Exception as error:  # noqa: BLE001 - it unpacks whatever the server sent
        raise Unreadable("malformed", f"{type(error).__name__}: {error}") from None
    if len(data) > limit:
        raise Unreadable("too_large", f"a page is read up to {limit} bytes")
    if not data:
        raise Unreadable("empty", "a response without a body")
    return data


def _charset(record: Any) -> str:
    headers = record.http_headers
    kind = (headers.get_header("Content-Type") or "").lower() if headers else ""
    return kind.partition("charset=")[2].partition(";")[0].strip(" \"'")
