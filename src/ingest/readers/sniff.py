"""The table that tells formats apart: by content first, by suffix where content may be several."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from ingest.readers.decoding import wide_encoding
from ingest.readers.looks import (
    G2_ROOTS,
    Head,
    is_export,
    is_html,
    is_json,
    is_json_lines,
    is_mail,
    is_mbox,
    is_table,
    is_tar,
    is_wxr,
    is_xml,
    named,
    package,
    root,
)
from ingest.readers.part import Part

__all__ = ["FORMATS", "Format", "Head", "sniff"]


@dataclass(frozen=True, slots=True)
class Format:
    """One line of the table.

    Attributes:
        name: `source_format` of its records; a reader may put a narrower one.
        reader: module in `ingest.readers`, and the function in it that yields the records.
        looks: how such a file begins: its first bytes, one of several; or what can tell it by
            its `Head`.
    """

    name: str
    reader: str
    looks: tuple[bytes, ...] | Callable[[Head], bool]

    def fits(self, head: Head) -> bool:
        """Whether a file that begins so is of this format."""
        looks = self.looks
        return looks(head) if callable(looks) else head.raw.startswith(looks)


def _not_text(*looks: bytes) -> Callable[[Head], bool]:
    """Begin so, and go on as no text does: some of these signs are words."""
    return lambda head: head.raw.startswith(looks) and b"\0" in head.raw[:256]


FORMATS: tuple[Format, ...] = (
    Format("gzip", "compressed:read", (b"\x1f\x8b",)),
    Format(
        "bzip2", "compressed:read", lambda head: re.match(rb"BZh[1-9]1AY&SY", head.raw) is not None
    ),
    Format("xz", "compressed:read", (b"\xfd7zXZ\0",)),
    Format("zstd", "compressed:read", (b"\x28\xb5\x2f\xfd",)),
    Format("docx", "documents:read_docx", package(b"word/")),
    Format("xlsx", "unsupported:read", package(b"xl/", b"ppt/")),
    Format("opendocument", "unsupported:read", package(b"mimetypeapplication/vnd.oasis")),
    Format("epub", "unsupported:read", package(b"mimetypeapplication/epub")),
    Format(
        "zip",
        "archives:read",
        (
            b"PK\3\4",
            b"PK\5\6",
        ),
    ),
    Format("tar", "archives:read", is_tar),
    Format("parquet", "parquet:read", (b"PAR1",)),
    Format("pdf", "documents:read_pdf", (b"%PDF-",)),
    Format(
        "warc",
        "warc:read",
        (
            b"WARC/",
            b"filedesc://",
        ),
    ),
    Format("rtf", "unsupported:read", (b"{\\rtf",)),
    Format("ole", "unsupported:read", (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",)),
    Format("7z", "unsupported:read", (b"7z\xbc\xaf\x27\x1c",)),
    Format("rar", "unsupported:read", (b"Rar!\x1a\7",)),
    Format("lz4", "unsupported:read", (b"\x04\x22\x4d\x18",)),
    Format(
        "image",
        "unsupported:read_binary",
        _not_text(b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0"),
    ),
    Format(
        "sound",
        "unsupported:read_binary",
        _not_text(b"RIFF", b"ID3", b"OggS", b"fLaC"),
    ),
    Format(
        "program",
        "unsupported:read_binary",
        (
            b"\x7fELF",
            b"MZ\x90",
            b"\xca\xfe\xba\xbe",
        ),
    ),
    Format("database", "unsupported:read_binary", (b"SQLite format 3\0",)),
    Format("wxr", "wxr:read", is_wxr),
    Format("rss", "feeds:read", root(b"rss", b"feed", b"rdf", b"channel")),
    Format("nitf", "newsml:read", root(b"nitf")),
    Format("newsml", "newsml:read", root(*G2_ROOTS)),
    Format("html", "page:read", is_html),
    Format("mbox", "mail:read_mbox", is_mbox),
    Format("e-mail", "mail:read", is_mail),
    Format("jsonl", "jsonfile:read_lines", is_json_lines),
    Format("json", "jsonfile:read", is_json),
    Format("csv", "tables:read", is_table),
    Format("xml", "unsupported:read_xml", is_xml),
    Format("export", "exports:read", is_export),
    Format("markdown", "plain:read", named("md", "markdown", "mdown", "mkd")),
    Format("text", "plain:read", lambda _: True),
)
"""All formats; the first line that fits decides."""

_SIGNATURES = tuple(b for line in FORMATS if not callable(line.looks) for b in line.looks)
_OTHERS = tuple(line for line in FORMATS if callable(line.looks))
_START_BYTES = 4096


def sniff(part: Part) -> Format:
    """Find the format of a part."""
    raw = part.head
    head = Head(raw, _start(raw), part.suffix)
    lines = FORMATS if raw.startswith(_SIGNATURES) else _OTHERS
    return next(line for line in lines if line.fits(head))


def _start(raw: bytes) -> bytes:
    start = raw[:_START_BYTES]
    if start[:3] == b"\xef\xbb\xbf":
        start = start[3:]
    elif start[:2] in {b"\xff\xfe", b"\xfe\xff"} or b"\0" in start[:8]:
        name = "utf-32" if start[:4] in {b"\xff\xfe\0\0", b"\0\0\xfe\xff"} else "utf-16"
        name = name if start[:1] in b"\xff\xfe" else wide_encoding(raw) or "latin-1"
        start = start.decode(name, "replace").encode("utf-8", "replace")
    return start.lstrip().lower()
