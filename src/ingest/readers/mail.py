"""E-mail: a message (.eml) is an article, and so is each message of an mbox."""

import re
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import getaddresses

from ingest.article import Given
from ingest.errors import Unreadable
from ingest.readers.decoding import Decoded, decode
from ingest.readers.jsonfile import lines
from ingest.readers.markup import fragment_text
from ingest.readers.part import Part, Record

__all__ = ["read", "read_mbox"]

MAX_PARTS = 200
_BEGINS = re.compile(rb"From \S+ .*\d{4}")
_BAD_PARTS = (LookupError, ValueError, AssertionError, AttributeError, KeyError, TypeError)


def read(part: Part) -> Iterator[Record]:
    """Yield the one article of a message."""
    yield _article(part, 0, part.read(part.settings.max_document_bytes))


def read_mbox(part: Part) -> Iterator[Record]:
    """Yield the articles of a mailbox; a message that is too large is quarantined alone."""
    limit = part.settings.max_document_bytes
    index, block, size, blank = -1, list[bytes](), 0, True
    for line in lines(part.open(), part.settings.max_article_bytes):
        if blank and line.startswith(b"From ") and _BEGINS.match(line[:200]):
            if index >= 0:
                yield _message(part, index, block, size)
            index, block, size = index + 1, [], 0
        elif size <= limit:
            block.append(line[1:] if line.startswith((b">From ", b">>From ")) else line)
            size += len(line)
        blank = line in {b"\n", b"\r\n"}
    if index < 0:
        raise Unreadable("malformed", "a mailbox without a message")
    yield _message(part, index, block, size)


def _message(part: Part, index: int, block: list[bytes], size: int) -> Record:
    limit = part.settings.max_document_bytes
    if size > limit:
        return part.quarantined(index, "too_large", f"a message is read up to {limit} bytes")
    return _article(part, index, b"".join(block))


def _article(part: Part, index: int, data: bytes) -> Record:
    try:
        message = BytesParser(policy=policy.default).parsebytes(data)
    except _BAD_PARTS as error:
        return part.quarantined(index, "malformed", f"{type(error).__name__}: {error}")
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


def _text(message: EmailMessage) -> Decoded:
    """The richest text of a message: its plain part unless the HTML part says much more."""
    plain, html = Decoded(""), Decoded("")
    for number, piece in enumerate(message.walk()):
        if number > MAX_PARTS:
            break
        kind = piece.get_content_type()
        if piece.is_multipart() or piece.get_content_disposition() == "attachment":
            continue
        if kind == "text/plain" and not plain.text:
            plain = _decoded(piece)
        elif kind == "text/html" and not html.text:
            found = _decoded(piece)
            html = Decoded(fragment_text(found.text), found.encoding, found.flags)
    return html if len(html.text) > 2 * len(plain.text) else plain


def _decoded(piece: EmailMessage) -> Decoded:
    data = piece.get_payload(decode=True)
    if not isinstance(data, bytes) or not data:
        return Decoded("")
    declared = piece.get_content_charset("")
    found = decode(data, declared)
    return Decoded(found.text.replace("\r\n", "\n"), found.encoding, found.flags)


def _header(message: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(message[name] or "").split())
    except _BAD_PARTS:
        return ""


def _sender(message: EmailMessage) -> tuple[str, str]:
    found = getaddresses([_header(message, "from")])
    return found[0] if found else ("", "")
