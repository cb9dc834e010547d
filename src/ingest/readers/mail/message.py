"""E-mail: a message (.eml) is an article, and so is each message of an mbox or in a message.

Documents that are attached are read as members of the message; a page that a browser saved as
MHTML is read as the page that it is.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from email import policy
from email.message import MIMEPart
from email.parser import BytesParser
from itertools import chain, islice, pairwise

from ingest.article import RawArticle
from ingest.errors import Unreadable
from ingest.readers.mail.forwarded import forwarded
from ingest.readers.mail.heads import BAD_PARTS, given_of, header_of
from ingest.readers.mail.text import MAX_PARTS, own_parts, text_in_message
from ingest.readers.part import HEAD_BYTES, MAX_DEPTH, Part, Record
from ingest.readers.records.jsonlines import lines

__all__ = ["read", "read_mbox"]

_BEGINS = re.compile(rb"From \S* .*\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b.*\d:\d\d.*\d{4}")
"""The line before a message: From, an address, and a date as ctime writes it."""
_HEADER = re.compile(rb"[A-Z][A-Za-z-]{1,40}: ")
_COUNT = re.compile(rb"\s{0,9}(\d{1,9})[ \t]{0,20}\r?\n")
"""The first line of a message that Apple Mail keeps (.emlx): how many bytes it has."""
_DOCUMENTS = (
    *("txt", "text", "md", "htm", "html", "docx", "doc", "odt", "rtf", "pdf", "eml", "msg", "xml"),
    *("json", "csv", "zip"),
)
"""Attachments with these suffixes may be articles; pictures and the like are none."""


def read(part: Part) -> Iterator[Record]:
    """Yield the article of a message, and those of the messages and documents attached to it."""
    data = part.read(part.settings.max_document_bytes).removeprefix(b"\xef\xbb\xbf")
    if counted := _COUNT.match(data):
        data = data[counted.end() : counted.end() + int(counted[1])]
    yield from _articles(part, 0, data)


def read_mbox(part: Part) -> Iterator[Record]:
    """Yield the articles of a mailbox; a message that is too large is quarantined alone."""
    index, found = 0, False
    for block in _blocks(part):
        found = True
        for record in _message(part, index, block):
            yield record
            index += record.source_path == part.name
    if not found:
        raise Unreadable("malformed", "a mailbox without a message")


def _blocks(part: Part) -> Iterator[list[bytes]]:
    """Lines of each message; of one that is too large, one line more than the limit."""
    limit = part.settings.max_document_bytes
    block, size, blank, begun = list[bytes](), 0, True, False
    read = lines(part.open(), part.settings.max_article_bytes)
    for line, after in pairwise(chain(read, [b""])):
        first = line.startswith(b"From ") and _BEGINS.match(line[:200])
        if first and (blank or _HEADER.match(after)):
            if begun:
                yield block
            block, size, begun = [], 0, True
        elif size <= limit:
            block.append(line[1:] if line.startswith((b">From ", b">>From ")) else line)
            size += len(line)
        blank = line in {b"\n", b"\r\n"}
    if begun:
        yield block


def _message(part: Part, index: int, block: list[bytes]) -> Iterator[Record]:
    limit = part.settings.max_document_bytes
    data = b"".join(block)
    if len(data) > limit:
        yield part.quarantined(index, "too_large", f"a message is read up to {limit} bytes")
    else:
        yield from _articles(part, index, data)


def _articles(part: Part, index: int, data: bytes) -> Iterator[Record]:
    """Yield the article of a message, then those of messages that it holds as a whole."""
    try:
        message = BytesParser(policy=policy.default).parsebytes(data)
        pieces = list(islice(message.walk(), MAX_PARTS))
    except BAD_PARTS as error:
        yield part.quarantined(index, "malformed", f"{type(error).__name__}: {error}")
        return
    if page := _page(message):
        yield _saved_page(part, index, page, message)
        return
    inner = [
        letter
        for piece in pieces
        if piece.get_content_type() == "message/rfc822"
        for letter in piece.iter_parts()
    ]
    own = _article(part, index, message)
    attached = list(_attached(part, index, message))
    if not (inner or attached) or isinstance(own, RawArticle):
        yield own
        index += 1
    for number, letter in enumerate(inner):
        yield _article(part, index + number, letter)
        attached += _attached(part, index + number, letter)
    for document in attached:
        yield from _document(document)


def _article(part: Part, index: int, message: MIMEPart) -> Record:
    try:
        decoded = text_in_message(message)
    except Unreadable as error:
        return part.quarantined(index, error.reason, error.detail, header_of(message, "subject"))
    given = given_of(message, decoded.encoding)
    if any(piece.get_content_type() == "message/rfc822" for piece in own_parts(message)):
        return part.article(index, decoded, given)
    return part.article(index, *forwarded(decoded, given))


def _attached(part: Part, index: int, message: MIMEPart) -> Iterator[Part]:
    """Give the documents attached to a message as parts of their own."""
    seen = set[str]()
    for number, piece in enumerate(islice(own_parts(message), MAX_PARTS)):
        if piece.get_content_disposition() != "attachment":
            continue
        try:
            name = " ".join((piece.get_filename() or "").split()).replace("/", "_")
            data = piece.get_payload(decode=True)
        except BAD_PARTS:
            continue
        suffix = name.rpartition(".")[2].lower() if "." in name else ""
        if suffix not in _DOCUMENTS or not isinstance(data, bytes):
            continue
        name = f"{number}-{name}" if name in seen else name
        seen.add(name)
        folder = f"{index}/" if index or part.source_format == "mbox" else ""
        stream = io.BufferedReader(io.BytesIO(data), HEAD_BYTES)
        inner = part.inside(f"{part.name}!/{folder}{name}", stream, suffix)
        inner.depth = part.depth + 1
        yield inner


def _document(document: Part) -> Iterator[Record]:
    from ingest.readers.dispatch import read_part

    if document.depth > MAX_DEPTH:
        detail = f"messages and archives nested more than {MAX_DEPTH} deep"
        yield document.quarantined(-1, "too_deep", detail)
    else:
        yield from read_part(document)


def _page(message: MIMEPart) -> MIMEPart | None:
    """The page of a message that is MHTML: a browser saved it, or its parts have addresses."""
    if message.get_content_type() != "multipart/related":
        return None
    found = (part for part in own_parts(message) if part.get_content_type() == "text/html")
    page = next(islice(found, 1), None)
    is_saved = page is not None and (
        page["content-location"] or message["snapshot-content-location"]
    )
    return page if is_saved else None


def _saved_page(part: Part, index: int, page: MIMEPart, message: MIMEPart) -> Record:
    from ingest.readers.pages.page import read_page

    part.source_format = "mhtml"
    url = header_of(message, "snapshot-content-location") or header_of(page, "content-location")
    data = page.get_payload(decode=True)
    if not isinstance(data, bytes) or not data:
        return part.quarantined(index, "no_article", "a saved page without a text", url)
    whole = replace(part, data=data, stream=None)
    return read_page(whole, index, page.get_content_charset(""), url if "://" in url else "")
