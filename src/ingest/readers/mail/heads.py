"""Headers of messages: who wrote, when, under which subject."""

import re
from binascii import a2b_base64, a2b_qp
from contextlib import suppress
from email import policy
from email.message import MIMEPart
from email.utils import getaddresses
from functools import cache

from ingest.article import Given
from ingest.readers.decoding import decode
from ingest.readers.rulefiles import either, rule_file

__all__ = ["given_of", "header_of", "without_forwarding"]

BAD_PARTS = (LookupError, ValueError, AssertionError, AttributeError, KeyError, TypeError)
"""What the parsers of the standard library raise for a bad part or header."""
MOST_WORDS = 200
_WORD = re.compile(r"=\?([\w*-]{1,40})\?([bBqQ])\?([^?\s]*)\?=")
_BETWEEN_WORDS = re.compile(r"\?=\s+=\?")
_TURNED = re.compile(
    r"([^\W\d_][\w'’-]{1,30}(?: [\w'’-]{2,30})?), ([^\W\d_][\w'’.-]{0,30}(?: \w\.?)?)"
)
_COMMENT = re.compile(r"\(([A-Z][^()@=?]{2,60})\)\s*$")
"""Older programs write a name as a comment: ann@x.example (Ann Lee)."""
_FROM = re.compile(r" (?:from|via|at) (?=[A-ZÄÖÜ\"“])")


@cache
def _forwarded() -> "re.Pattern[str]":
    return re.compile(rf"(?:(?:{either('mails', 'forwarded')})\s?[:：]\s{{0,9}})+", re.IGNORECASE)


@cache
def _offices() -> frozenset[str]:
    """Mailboxes beside which the name of a publication stands, not that of a person."""
    return frozenset(rule_file("mails")["offices"])


def header_of(message: MIMEPart, name: str, encoding: str = "") -> str:
    """A header on one line.

    Args:
        message: the message.
        name: of the header, in lower case.
        encoding: that of its text; bytes in the header that are neither ASCII nor UTF-8 are
            taken for the same.
    """
    try:
        raw = _raw(message, name)
        if raw.count("=?") > MOST_WORDS:
            return _in_words(raw)
        if any("\udc80" <= char <= "\udcff" for char in raw):
            raw = _decoded(raw.encode("ascii", "surrogateescape"), encoding)
            return " ".join(str(policy.default.header_factory(name, raw)).split())
        return " ".join(str(message[name] or "").split())
    except BAD_PARTS:
        return ""


def _in_words(raw: str) -> str:
    """A header of very many encoded words, for which the standard library takes minutes."""
    raw = _BETWEEN_WORDS.sub("?==?", raw)
    return " ".join(_WORD.sub(lambda word: _of_word(*word.groups()), raw).split())


def _of_word(charset: str, kind: str, text: str) -> str:
    coded = text.encode("ascii", "replace")
    with suppress(LookupError, ValueError):
        data = a2b_base64(coded) if kind in "bB" else a2b_qp(coded, header=True)
        return data.decode(charset.partition("*")[0], "replace")
    return text


def _raw(message: MIMEPart, name: str) -> str:
    return next((value for key, value in message.raw_items() if key.lower() == name), "")


def _decoded(data: bytes, encoding: str) -> str:
    for name in ("utf-8", encoding):
        try:
            return data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    return decode(data).text


def given_of(message: MIMEPart, encoding: str) -> Given:
    """Give what the headers of a message state.

    Args:
        message: the message.
        encoding: that of its text.
    """
    sender, address = sender_of(header_of(message, "from", encoding))
    if not sender and (found := _COMMENT.search(_raw(message, "from"))):
        sender = found[1].strip()
    author, publication = _told_apart(sender, address)
    listed = header_of(message, "list-id").partition("<")[0].strip(' "')
    date = _date(message)
    date = date or header_of(message, "received").rpartition(";")[2].strip()
    return Given(
        headline=header_of(message, "subject", encoding),
        authors=(author,) if author else (),
        publisher=listed or publication or address.rpartition("@")[2],
        published_at=date,
        published_at_source="e-mail" if date else "",
        url=header_of(message, "archived-at").strip("<>"),
        language=header_of(message, "content-language"),
    )


def _date(message: MIMEPart) -> str:
    """The date as the parser writes it; as it stands where the parser would make up its zone."""
    stated = " ".join(_BEHIND.sub("", _raw(message, "date")).split())
    return stated if _NO_ZONE.search(stated) else header_of(message, "date")


_BEHIND = re.compile(r"\s*\([^()]{0,60}\)\s*$")
_NO_ZONE = re.compile(r"\d:\d\d(?: \d{4}| (?:GMT|UTC) ?[+-]\d\d:?(?:\d\d)?)?$", re.IGNORECASE)
"""Without a zone, or with one in two parts, of which the standard library sees one."""


def without_forwarding(subject: str) -> str:
    """Take the mark of a forwarded message off a subject.

    >>> without_forwarding("FW: WG: Bridge closed"), without_forwarding("Fwd")
    ('Bridge closed', 'Fwd')
    """
    found = _forwarded().match(subject)
    return subject[found.end() :] if found and found.end() < len(subject) else subject


def sender_of(line: str) -> tuple[str, str]:
    """Name and address of a sender; the name is "" where it is another address."""
    found = getaddresses([line])
    name, address = found[0] if found else ("", "")
    return ("" if "@" in name else name.strip(), address)


def _told_apart(sender: str, address: str) -> tuple[str, str]:
    """Tell the author from the publication in the name of a sender.

    >>> _told_apart("Lee, Ann", "a@x.example"), _told_apart("The Post", "newsletter@x.example")
    (('Ann Lee', ''), ('', 'The Post'))
    >>> _told_apart("Ann Lee from The Post", "annlee@x.example")
    ('Ann Lee', 'The Post')
    """
    if turned := _TURNED.fullmatch(sender):
        return f"{turned[2]} {turned[1]}", ""
    if (found := _FROM.search(sender)) and " " in sender[: found.start()]:
        return sender[: found.start()], sender[found.end() :].strip('"“”')
    if re.split(r"[._+@-]", address, maxsplit=1)[0].lower() in _offices():
        return "", sender
    return sender, ""
