"""E-mail: a message (.eml) is an article, and so is each message of an mbox or in a message."""

import re
from collections.abc import Iterator
from email import policy
from email.message import MIMEPart
from email.parser import BytesParser
from email.utils import getaddresses
from itertools import islice

from ingest.article import Given, RawArticle
from ingest.errors import Unreadable
from ingest.readers.decoding import Decoded, decode
from ingest.readers.jsonfile import lines
from ingest.readers.markup import fragment_text
from ingest.readers.part import Part, Record

__all__ = ["read", "read_mbox"]

MAX_PARTS = 200
_BEGINS = re.compile(rb"From \S* .*\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b.*\d:\d\d.*\d{4}")
"""The line before a message: From, an address, and a date as ctime writes it."""
_BAD_PARTS = (LookupError, ValueError, AssertionError, AttributeError, KeyError, TypeError)


def read(part: Part) -> Iterator[Record]:
    """Yield the article of a message, and those of the messages attached to it."""
    yield from _articles(part, 0, part.read(part.settings.max_document_bytes))


def read_mbox(part: Part) -> Iterator[Record]:
    """Yield the articles of a mailbox; a message that is too large is quarantined alone."""
    index, found = 0, False
    for block in _blocks(part):
        found = True
        for record in _message(part, index, block):
            yield record
            index += 1
    if not found:
        raise Unreadable("malformed", "a mailbox without a message")


def _blocks(part: Part) -> Iterator[list[bytes]]:
    """Lines of each message; of one that is too large, one line more than the limit."""
    limit = part.settings.max_document_bytes
    block, size, blank, begun = list[bytes](), 0, True, False
    for line in lines(part.open(), part.settings.max_article_bytes):
        if blank and line.startswith(b"From ") and _BEGINS.match(line[:200]):
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
    except _BAD_PARTS as error:
        yield part.quarantined(index, "malformed", f"{type(error).__name__}: {error}")
        return
    inner = [
        letter
        for piece in pieces
        if piece.get_content_type() == "message/rfc822"
        for letter in piece.iter_parts()
    ]
    own = _article(part, index, message)
    if not inner or isinstance(own, RawArticle):
        yield own
        index += 1
    for number, letter in enumerate(inner):
        yield _article(part, index + number, letter)


def _article(part: Part, index: int, message: MIMEPart) -> Record:
    try:
        decoded = _text(message)
    except Unreadable as error:
        return part.quarantined(index, error.reason, error.detail, _header(message, "subject"))
    subject = _header(message, "subject")
    if not decoded.text.strip():
        return part.quarantined(index, "no_article", "a message without a text", subject)
    sender, address = _sender(message)
    given = Given(
        headline=subject,
        authors=(sender,) if sender and "@" not in sender else (),
        publisher=_header(message, "list-id").partition("<")[0].strip(' "')
        or address.rpartition("@")[2],
        published_at=_header(message, "date"),
        published_at_source="e-mail" if message["date"] else "",
        url=_header(message, "archived-at").strip("<>"),
        language=_header(message, "content-language"),
    )
    return part.article(index, decoded, given)


def _text(message: MIMEPart) -> Decoded:
    """The richest text of a message: its plain part unless the HTML part says much more."""
    plain, html = Decoded(""), Decoded("")
    for piece in islice(_own_parts(message), MAX_PARTS):
        kind = piece.get_content_type()
        if piece.is_multipart() or piece.get_content_disposition() == "attachment":
            continue
        if kind == "text/plain" and not plain.text:
            plain = _decoded(piece)
        elif kind == "text/html" and not html.text:
            found = _decoded(piece)
            html = Decoded(fragment_text(found.text), found.encoding, found.flags)
    return html if len(html.text) > 2 * len(plain.text) else plain


def _own_parts(message: MIMEPart) -> Iterator[MIMEPart]:
    """Parts of a message, without those of messages within it."""
    waiting = [message]
    while waiting:
        piece = waiting.pop()
        yield piece
        if piece.is_multipart() and piece.get_content_type() != "message/rfc822":
            waiting.extend(reversed(list(piece.iter_parts())))


def _decoded(piece: MIMEPart) -> Decoded:
    data = piece.get_payload(decode=True)
    if not isinstance(data, bytes) or not data:
        return Decoded("")
    declared = piece.get_content_charset("")
    found = decode(data, declared)
    text = found.text.replace("\r\n", "\n")
    if str(piece.get_param("format", "")).lower() == "flowed":
        text = _joined(text)
    return Decoded(text, found.encoding, found.flags)


def _joined(text: str) -> str:
    r"""Join the lines of a flowed text (RFC 3676): one that ends with a space goes on.

    >>> _joined("One \nline.\n-- \nAnn\n")
    'One line.\n-- \nAnn\n'
    """
    lines_ = text.split("\n")
    ends = ["" if line.endswith(" ") and line != "-- " else "\n" for line in lines_]
    return "".join(line + end for line, end in zip(lines_, ends, strict=True)).removesuffix("\n")


def _header(message: MIMEPart, name: str) -> str:
    """A header on one line; bytes in it that are not ASCII are decoded like a text."""
    try:
        raw = next((value for key, value in message.raw_items() if key.lower() == name), "")
        if any("\udc80" <= char <= "\udcff" for char in raw):
            raw = decode(raw.encode("ascii", "surrogateescape")).text
            return " ".join(str(policy.default.header_factory(name, raw)).split())
        return " ".join(str(message[name] or "").split())
    except _BAD_PARTS:
        return ""


def _sender(message: MIMEPart) -> tuple[str, str]:
    found = getaddresses([_header(message, "from")])
    return found[0] if found else ("", "")
