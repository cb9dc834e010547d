"""The table that tells formats apart: by content first, by suffix where content may be several."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from ingest.readers.corpora.clusters import is_clusters
from ingest.readers.corpora.looks import is_columns, is_numbered, is_word_tags
from ingest.readers.corpora.marks import is_marked
from ingest.readers.decoding import wide_encoding
from ingest.readers.looks import (
    G2_ROOTS,
    Head,
    holding,
    is_answer,
    is_database_dump,
    is_export,
    is_html,
    is_mail,
    is_mbox,
    is_references,
    is_sgml,
    is_table,
    is_tar,
    is_video,
    is_wxr,
    is_xml,
    named,
    package_of,
    root,
)
from ingest.readers.looksjson import is_json, is_json_lines
from ingest.readers.newswire.archives import is_archive_export
from ingest.readers.newswire.wires import looks_like_wire
from ingest.readers.part import LZMA_SIGN, ZSTD_SIGNS, Part
from ingest.readers.subtitles import is_subtitles
from ingest.readers.suffixes import MARKDOWN

__all__ = ["FORMATS", "Format", "Head", "sniff"]


@dataclass(frozen=True, slots=True)
class Format:
    """One line of the table.

    Attributes:
        name: `source_format` of its records; a reader may put a narrower one.
        reader: module in `ingest.readers`, and the function in it that yields the records.
        looks: how such a file begins: its first bytes, one of several; or what can tell it by
            its `Head`.
        besides: what its `Head` must tell besides, where its first bytes are not enough.
    """

    name: str
    reader: str
    looks: tuple[bytes, ...] | Callable[[Head], bool]
    besides: Callable[[Head], bool] | None = None

    def fits(self, head: Head) -> bool:
        """Whether a file that begins so is of this format."""
        looks = self.looks
        fits = looks(head) if callable(looks) else head.raw.startswith(looks)
        return fits and (self.besides is None or self.besides(head))


def _no_text(head: Head) -> bool:
    """Go on as no text does: some signs of pictures and sounds are words."""
    return b"\0" in head.raw[:256]


def _of_bzip2(head: Head) -> bool:
    return re.match(rb"BZh[1-9]1AY&SY", head.raw) is not None


def _is_columns(head: Head) -> bool:
    return head.suffix not in _TABLES and is_columns(head.raw)


def _is_numbered(head: Head) -> bool:
    return head.suffix not in {*_TABLES, "tsv"} and is_numbered(head.start)


_TABLES = ("csv", "psv", "tab")


FORMATS: tuple[Format, ...] = (
    Format("gzip", "compressed:read", (b"\x1f\x8b",)),
    Format("bzip2", "compressed:read", (b"BZh",), _of_bzip2),
    Format("xz", "compressed:read", (b"\xfd7zXZ\0",)),
    Format("lzma", "compressed:read", (LZMA_SIGN,)),
    Format("zstd", "compressed:read", ZSTD_SIGNS),
    Format("docx", "documents.docx_pdf:read_docx", (b"PK\3\4",), package_of("docx", b"word/")),
    Format("xlsx", "records.sheets:read", (b"PK\3\4",), package_of("xlsx", b"xl/")),
    Format("pptx", "unsupported:read", (b"PK\3\4",), package_of("pptx", b"ppt/")),
    Format(
        "odt", "documents.odt:read", (b"PK\3\4",), package_of("odt", b"vnd.oasis.opendocument.text")
    ),
    Format(
        "opendocument",
        "unsupported:read",
        (b"PK\3\4",),
        package_of("", b"mimetypeapplication/vnd.oasis"),
    ),
    Format(
        "epub", "documents.epub:read", (b"PK\3\4",), package_of("epub", b"mimetypeapplication/epub")
    ),
    Format(
        "zip",
        "archives:read",
        (
            b"PK\3\4",
            b"PK\5\6",
        ),
    ),
    Format("tar", "archives:read", is_tar),
    Format("parquet", "records.parquet:read", (b"PAR1",)),
    Format("arrow", "records.parquet:read_arrow", (b"ARROW1\0\0",)),
    Format("arrow", "records.parquet:read_arrow", (b"\xff\xff\xff\xff",), named("arrow", "arrows")),
    Format("pdf", "documents.docx_pdf:read_pdf", (b"%PDF-",)),
    Format("pdf", "documents.docx_pdf:read_pdf", lambda head: head.start.startswith(b"%pdf-")),
    Format(
        "warc",
        "warc:read",
        (
            b"WARC/",
            b"filedesc://",
        ),
    ),
    Format("html", "pages.page:read", (b"HTTP/1.", b"HTTP/2"), is_answer),
    Format("rtf", "documents.rtf:read", (b"{\\rtf",)),
    Format("ole", "unsupported:read", (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",)),
    Format("7z", "unsupported:read", (b"7z\xbc\xaf\x27\x1c",)),
    Format("rar", "unsupported:read", (b"Rar!\x1a\7",)),
    Format("lz4", "unsupported:read", (b"\x04\x22\x4d\x18",)),
    Format(
        "image",
        "unsupported:read_binary",
        (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"8BPS", b"AT&TFORM"),
        _no_text,
    ),
    Format("image", "unsupported:read_binary", (b"RIFF",), holding(b"WEBPVP8")),
    Format(
        "sound",
        "unsupported:read_binary",
        (b"RIFF", b"ID3", b"OggS", b"fLaC"),
        _no_text,
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
    Format("font", "unsupported:read_binary", (b"wOFF", b"wOF2", b"\0\1\0\0\0", b"OTTO\0")),
    Format(
        "database",
        "unsupported:read_binary",
        (
            *(b"SQLite format 3\0", b"\x89HDF\r\n", b"\x93NUMPY", b"Obj\1"),
            *(b"!BDN", b"\0\1\0\0Standard Jet DB", b"\x80\4\x95", b"\0\0\0\1Bud1"),
        ),
    ),
    Format("archive", "unsupported:read", (b"MSCF\0", b"\x1f\x9d", b"LZIP\1")),
    Format("postscript", "unsupported:read", (b"%!PS-Adobe", b"\xc5\xd0\xd3\xc6")),
    Format("tnef", "unsupported:read", (b"\x78\x9f\x3e\x22",)),
    Format("wordperfect", "unsupported:read", (b"\xffWPC",)),
    Format("property-list", "unsupported:read", (b"bplist0",)),
    Format("video", "unsupported:read_binary", is_video),
    Format("wire", "newswire.wires:read", (b"\1", b"\x16"), lambda head: looks_like_wire(head.raw)),
    Format("columns", "corpora.words:read_columns", _is_columns),
    Format("sgml", "newswire.sgml:read", is_sgml),
    Format("wxr", "xml.wxr:read", is_wxr),
    Format("rss", "xml.feeds:read", root(b"rss", b"feed", b"rdf", b"channel")),
    Format("nitf", "xml.newsml:read", root(b"nitf")),
    Format("newsml", "xml.newsml:read", root(*G2_ROOTS)),
    Format("xlsx", "documents.xmloffice:read_page_of_cells", is_html, named("xls", "xlsx")),
    Format("html", "pages.page:read", is_html),
    Format("mbox", "mail.message:read_mbox", is_mbox),
    Format("e-mail", "mail.message:read", is_mail),
    Format("jsonl", "records.jsonlines:read", is_json_lines),
    Format("json", "records.jsonfile:read", is_json),
    Format("word-tags", "corpora.words:read_tagged", lambda head: is_word_tags(head.start)),
    Format("numbered-lines", "corpora.words:read_numbered", _is_numbered),
    Format("marks", "corpora.marks:read", lambda head: is_marked(head.raw)),
    Format("clusters", "corpora.clusters:read", lambda head: is_clusters(head.raw)),
    Format("csv", "records.tables:read", is_table),
    Format("xml", "xml.records:read", is_xml),
    Format("export", "newswire.exports:read", is_export),
    Format("references", "records.references:read", is_references),
    Format(
        "export", "newswire.archives:read", lambda head: is_archive_export(head.start, head.raw)
    ),
    Format("subtitles", "subtitles:read", lambda head: is_subtitles(head.start)),
    Format("sql", "unsupported:read", is_database_dump),
    Format("style-sheet", "unsupported:read_furniture", named("css", "scss", "less")),
    Format("script", "unsupported:read_furniture", named("js", "mjs", "download")),
    Format("shortcut", "unsupported:read_furniture", named("url", "desktop", "ini")),
    Format("markdown", "plain:read", named(*MARKDOWN)),
    Format("text", "plain:read", lambda _: True),
)
"""All formats; the first line that fits decides."""

_SIGNATURES = tuple(b for line in FORMATS if not callable(line.looks) for b in line.looks)
_OTHERS = tuple(line for line in FORMATS if callable(line.looks))
_MARKUP = frozenset(["sgml", "wxr", "rss", "nitf", "newsml", "xlsx", "html", "xml"])
"""What begins with <, behind white space: most texts need not be asked whether they are these."""
_PLAIN = tuple(line for line in _OTHERS if line.name not in _MARKUP)
_START_BYTES = 4096


def sniff(part: Part) -> Format:
    """Find the format of a part."""
    raw = part.head
    head = Head(raw, _start(raw), part.suffix)
    lines = _OTHERS if head.start.startswith(b"<") else _PLAIN
    lines = FORMATS if raw.startswith(_SIGNATURES) else lines
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
