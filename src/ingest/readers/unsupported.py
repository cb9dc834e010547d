"""Formats that are recognised so that their quarantine says what they are."""

from ingest.errors import Unreadable
from ingest.readers.part import Part, Record

__all__ = ["read", "read_binary", "read_furniture"]

_KINDS = {
    "pptx": ("slides of PowerPoint (.pptx)", "save their text as a document"),
    "opendocument": ("a table or slides of OpenDocument", "save a table as .xlsx or .csv"),
    "7z": ("an archive (7z)", "unpack it, or pack it as zip"),
    "rar": ("an archive (RAR)", "unpack it, or pack it as zip"),
    "lz4": ("compressed with LZ4", "unpack it, or compress it with gzip or zstd"),
    "archive": (
        "an archive or packed (cabinet, compress, lzip)",
        "unpack it, or pack it as zip",
    ),
    "sql": ("a dump of a database (SQL)", "export its rows as CSV or JSON"),
    "postscript": ("PostScript", "convert it to PDF or text"),
    "tnef": ("what Outlook attaches to a message (winmail.dat)", "send it as a plain message"),
    "wordperfect": ("a document of WordPerfect", "save it as .docx"),
    "property-list": ("a property list or a page saved by Safari", "save the page as HTML"),
}
"""What the unread formats are, and what to make of them."""
_OLE = (
    ("__substg1.0_", "msg", "a message of Outlook (.msg)", "save it as .eml"),
    ("WordDocument", "doc", "a document of Word before 2007 (.doc)", "save it as .docx"),
    ("Workbook", "xls", "a workbook of Excel before 2007 (.xls)", "save it as .csv"),
    ("PowerPoint Document", "ppt", "slides of PowerPoint (.ppt)", "save their text as a document"),
)
"""What is kept in OLE files: the name of a stream in it, the suffix, what it is, what to do."""


def read(part: Part) -> list[Record]:
    """Refuse a format that is known but not read."""
    kind, advice = _KINDS.get(part.source_format, (part.source_format, "convert it"))
    if part.source_format == "ole":
        kind, advice = _of_ole(part)
    raise Unreadable("unsupported", f"{kind}, which is not read; {advice} first")


def _of_ole(part: Part) -> tuple[str, str]:
    for stream, _, kind, advice in _OLE:
        if stream.encode("utf-16-le") in part.head:
            return kind, advice
    for _, suffix, kind, advice in _OLE:
        if part.suffix == suffix:
            return kind, advice
    return "a file of an older office program (OLE)", "convert it"


def read_binary(part: Part) -> list[Record]:
    """Refuse what is not text at all."""
    article = "an" if part.source_format[0] in "aeiou" else "a"
    raise Unreadable("binary", f"it is {article} {part.source_format} or the like")


def read_furniture(part: Part) -> list[Record]:
    """Refuse what lies beside saved pages and in folders, and is no text to read."""
    raise Unreadable("unsupported", f"a {part.source_format.replace('-', ' ')}, not an article")
