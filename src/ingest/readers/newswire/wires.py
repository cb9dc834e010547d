"""Wire messages with control characters: IPTC 7901 and ANPA 1312.

A message is SOH, a header, STX, the text, ETX, a trailer with the time, EOT. In ANPA 1312 lines of
the head begin with ^ and end with < or =, and a tab begins a paragraph.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest.article import Given
from ingest.errors import Unreadable
from ingest.readers.decoding import Decoded, decode
from ingest.readers.part import Part, Record

__all__ = ["looks_like_wire", "read"]

_START, _TEXT, _END = b"\x01", b"\x02", b"\x03"
_ENTRY = re.compile(rb"\x01[^\x01-\x03]{0,2000}\x02")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]+")
_AMERICAN = re.compile(r"-(\d\d)-(\d\d)-(\d\d)\s{1,3}(\d\d)(\d\d)")
"""AP-NY-03-03-26 1015EST: month, day, year, hour."""
_EUROPEAN = re.compile(r"(?<!\d)(\d\d)(\d\d)(\d\d) ?(?:[A-Z]{3} )?([^\W\d_]{3,4}) (\d\d)(?!\d)")
"""031015 MAR 26: day, hour, month, year."""
_PARAGRAPH = re.compile(r"\n(?=\t| {2,})")


def looks_like_wire(raw: bytes) -> bool:
    r"""Whether bytes begin with the header of a message.

    >>> looks_like_wire(b"\x16\x16\x01a0123\x1fr n\r\n\x02^Headline<"), looks_like_wire(b"Text")
    (True, False)
    """
    found = _ENTRY.search(raw, 0, 4096)
    return found is not None and not raw[: found.start()].strip(b"\0\x16\r\n ")


def read(part: Part) -> Iterator[Record]:
    """Yield the messages of a file."""
    data = part.read(part.settings.max_document_bytes)
    for index, message in enumerate(data.split(_START)[1:]):
        try:
            yield _article(part, index, message)
        except Unreadable as error:
            yield part.quarantined(index, error.reason, error.detail)


def _article(part: Part, index: int, message: bytes) -> Record:
    head, _, rest = message.partition(_TEXT)
    text, _, trailer = rest.partition(_END)
    if not text.strip():
        return part.quarantined(index, "no_article", "a message without a text")
    decoded = decode(b"\n\n".join((text, head, trailer)).translate(None, b"\0\1\2\3\4"))
    body, header, end = (
        _lines(piece, decoded.encoding) for piece in (text, head, trailer.partition(b"\4")[0])
    )
    published = _time(end or body[-60:])
    given = Given(
        headline=_headline(header),
        published_at=published,
        published_at_source="wire" if published else "",
    )
    flags = tuple(flag for flag in decoded.flags if flag != "control_characters")
    return part.article(index, replace(decoded, text=_prose(body), flags=flags, sound=False), given)


def _lines(data: bytes, encoding: str) -> str:
    text = data.decode(encoding, "replace").replace("\r\n", "\n").replace("\r", "\n")
    return Decoded(_CONTROLS.sub(" ", text)).text.strip("\n ")


def _prose(text: str) -> str:
    """Paragraphs of a text; the marks of its lines are taken off."""
    kept = []
    for line in text.split("\n"):
        is_head = line.startswith("^")
        line_ = line.rstrip(" <=") if is_head or line.endswith(("<", "=")) else line
        kept.append(f"{line_[1:]}\n" if is_head else line_)
    whole = "\n".join(kept)
    if "\n\n" not in whole or "\t" in whole:
        whole = _PARAGRAPH.sub("\n\n", whole)
    return whole.replace("``", "“").replace("''", "”").strip()


def _headline(header: str) -> str:
    """The headline, where it stands in the header: its last line, marked with =."""
    lines = [line.strip() for line in header.split("\n") if line.strip()]
    return lines[-1].rstrip(" =") if len(lines) > 1 and lines[-1].endswith("=") else ""


def _time(trailer: str) -> str:
    """The time in a trailer.

    >>> _time("AP-NY-03-04-26 1015EST"), _time("041015 Mar 26")
    ('2026-03-04T10:15', '4 Mar 2026 10:15')
    """
    if found := _AMERICAN.search(trailer):
        month, day, year, hour, minute = found.groups()
        return f"{_century(year)}-{month}-{day}T{hour}:{minute}"
    if found := _EUROPEAN.search(trailer):
        day, hour, minute, month, year = found.groups()
        return f"{int(day)} {month} {_century(year)} {hour}:{minute}"
    return ""


def _century(year: str) -> str:
    return f"{'19' if year > '69' else '20'}{year}"
