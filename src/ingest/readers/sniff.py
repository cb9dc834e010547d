"""The table that tells formats apart: by content first, by suffix where content may be several."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from ingest.readers.decoding import wide_encoding
from ingest.readers.exports import looks_like_export
from ingest.readers.part import Part

__all__ = ["FORMATS", "Format", "Head", "sniff"]


@dataclass(frozen=True, slots=True)
class Head:
    """The start of a file.

    Attributes:
        raw: the first bytes as they are.
        start: the first bytes in UTF-8 without mark and leading white space, in lower case.
        suffix: suffix of the name, in lower case without the dot.
    """

    raw: bytes
    start: bytes
    suffix: str


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


def _named(*suffixes: str) -> Callable[[Head], bool]:
    return lambda head: head.suffix in suffixes


def _package(*signs: bytes) -> Callable[[Head], bool]:
    """A zip file whose first members are those of an office format."""
    return lambda head: head.raw[:4] == b"PK\3\4" and any(s in head.raw for s in signs)


_HTML_TAGS = (
    *(b"<!doctype html", b"<html", b"<head", b"<body", b"<title", b"<meta", b"<article", b"<div"),
    *(b"<p>", b"<h1", b"<table", b"<script", b"<link"),
)


def _is_html(head: Head) -> bool:
    if head.start[:1] != b"<":
        return False
    if head.start.startswith(_HTML_TAGS):
        return True
    if head.start.startswith((b"<?xml", b"<!--", b"<!doctype")):
        return b"<html" in head.start or (head.suffix in _PAGES and b"<body" in head.start)
    return head.suffix in _PAGES


_PAGES = ("html", "htm", "xhtml", "shtml")


def _root(*names: bytes) -> Callable[[Head], bool]:
    """XML whose root element, with or without a prefix, has one of these names."""
    pattern = re.compile(rb"<(?:[\w.-]{1,40}:)?(?:%s)[\s>/]" % b"|".join(names))

    def looks(head: Head) -> bool:
        return head.start[:1] == b"<" and pattern.search(head.start) is not None

    return looks


def _is_xml(head: Head) -> bool:
    marked = head.start.startswith((b"<?xml", b"<!doctype"))
    return marked or (head.suffix == "xml" and head.start[:1] == b"<")


def _is_wxr(head: Head) -> bool:
    return head.start[:1] == b"<" and b"wordpress.org/export" in head.start


_JSON_VALUE = re.compile(rb"""[\[{]\s*(?:["{\[\]}]|-?\d|true|false|null|$)""")


def _is_json(head: Head) -> bool:
    return head.suffix in {"json", "geojson", "ninjs"} or bool(_JSON_VALUE.match(head.start))


_NEXT_OBJECT = re.compile(rb"\}\s*\n\s*\{")


def _is_json_lines(head: Head) -> bool:
    if head.suffix in {"jsonl", "ndjson", "jl"}:
        return True
    if head.start[:1] != b"{":
        return False
    line = head.start.partition(b"\n")[0].rstrip()
    return line.endswith(b"}") and bool(_NEXT_OBJECT.match(head.start, len(line) - 1))


_MAIL_HEADERS = re.compile(
    rb"^(?:from|to|date|subject|received|mime-version|message-id|return-path|delivered-to|reply-to"
    rb"|content-type|dkim-signature|x-[a-z-]{1,40}|list-id|cc|sender):[ \t]",
    re.MULTILINE,
)


def _is_mail(head: Head) -> bool:
    if not _MAIL_HEADERS.match(head.start):
        return head.suffix == "eml" and b":" in head.start[:200]
    top = re.split(rb"\r?\n\r?\n", head.start, maxsplit=1)[0]
    found = {name.partition(b":")[0] for name in _MAIL_HEADERS.findall(top)}
    certain = found & {b"message-id", b"received", b"mime-version", b"return-path"}
    return head.suffix == "eml" or bool(certain) or len(found & {b"from", b"date", b"subject"}) == 3


def _is_mbox(head: Head) -> bool:
    first, _, rest = head.start.partition(b"\n")
    if not first.startswith(b"from ") or not re.search(rb"\d{4}\s*$", first):
        return False
    return bool(_MAIL_HEADERS.match(rest))


def _is_tar(head: Head) -> bool:
    return head.raw[257:262] == b"ustar"


_COUNTED = re.compile(rb"\d of \d")


def _is_export(head: Head) -> bool:
    if b"document " not in head.start and not _COUNTED.search(head.start):
        return False
    return looks_like_export(head.raw.decode("utf-8", "replace"))


_G2_ROOTS = (
    *(b"newsml", b"newsmessage", b"newsitem", b"packageitem", b"conceptitem", b"knowledgeitem"),
    *(b"planningitem", b"catalogitem", b"contentset"),
)

FORMATS: tuple[Format, ...] = (
    Format("gzip", "compressed:read", (b"\x1f\x8b",)),
    Format(
        "bzip2", "compressed:read", lambda head: re.match(rb"BZh[1-9]1AY&SY", head.raw) is not None
    ),
    Format("xz", "compressed:read", (b"\xfd7zXZ\0",)),
    Format("zstd", "compressed:read", (b"\x28\xb5\x2f\xfd",)),
    Format("docx", "documents:read_docx", _package(b"word/")),
    Format("xlsx", "unsupported:read", _package(b"xl/", b"ppt/")),
    Format("opendocument", "unsupported:read", _package(b"mimetypeapplication/vnd.oasis")),
    Format("epub", "unsupported:read", _package(b"mimetypeapplication/epub")),
    Format(
        "zip",
        "archives:read",
        (
            b"PK\3\4",
            b"PK\5\6",
        ),
    ),
    Format("tar", "archives:read", _is_tar),
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
        (
            b"\x89PNG",
            b"\xff\xd8\xff",
            b"GIF8",
            b"II*\0",
        ),
    ),
    Format(
        "sound",
        "unsupported:read_binary",
        (
            b"RIFF",
            b"ID3",
            b"OggS",
            b"fLaC",
        ),
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
    Format("wxr", "wxr:read", _is_wxr),
    Format("rss", "feeds:read", _root(b"rss", b"feed", b"rdf", b"channel")),
    Format("nitf", "newsml:read", _root(b"nitf")),
    Format("newsml", "newsml:read", _root(*_G2_ROOTS)),
    Format("html", "page:read", _is_html),
    Format("mbox", "mail:read_mbox", _is_mbox),
    Format("e-mail", "mail:read", _is_mail),
    Format("jsonl", "jsonfile:read_lines", _is_json_lines),
    Format("json", "jsonfile:read", _is_json),
    Format("csv", "tables:read", _named("csv", "tsv", "tab")),
    Format("xml", "unsupported:read_xml", _is_xml),
    Format("export", "exports:read", _is_export),
    Format("markdown", "plain:read", _named("md", "markdown", "mdown", "mkd")),
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
