"""How the files of each format begin: the questions that the table of `sniff` asks."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from ingest.readers.fields.names import NAMES, known_name
from ingest.readers.newswire.exports import COVER, looks_like_export

__all__ = [
    "G2_ROOTS",
    "Head",
    "holding",
    "is_answer",
    "is_database_dump",
    "is_export",
    "is_html",
    "is_mail",
    "is_mbox",
    "is_references",
    "is_sgml",
    "is_table",
    "is_tar",
    "is_video",
    "is_wxr",
    "is_xml",
    "named",
    "package_of",
    "root",
]


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


def named(*suffixes: str) -> Callable[[Head], bool]:
    """Fit by the suffix of the name."""
    return lambda head: head.suffix in suffixes


def holding(*signs: bytes) -> Callable[[Head], bool]:
    """Hold one of these."""
    return lambda head: any(sign in head.raw for sign in signs)


def package_of(suffix: str, *signs: bytes) -> Callable[[Head], bool]:
    """Be a document that is a zip file of its parts, not an archive that has such a document in it.

    Args:
        suffix: of such documents.
        signs: names of parts, one of which stands near the start.
    """

    def looks(head: Head) -> bool:
        first = head.raw[30 : 30 + int.from_bytes(head.raw[26:28], "little")]
        if head.suffix == suffix and first.startswith((*_FIRST_PARTS, *signs)):
            return True
        is_package = first.startswith(_FIRST_PARTS) or b"[Content_Types].xml" in head.raw
        return is_package and head.suffix != "zip" and any(sign in head.raw for sign in signs)

    return looks


_FIRST_PARTS = (*(b"[Content_Types].xml", b"_rels/", b"docProps/", b"customXml/", b"mimetype"),)
"""What a program writes first into a package."""


_HTML_TAGS = (
    *(b"<!doctype html", b"<html", b"<head", b"<body", b"<title", b"<meta", b"<article", b"<div"),
    *(b"<p>", b"<h1", b"<table", b"<script", b"<link"),
)


def is_html(head: Head) -> bool:
    """A page: markup that begins with an element or doctype of HTML."""
    if head.start[:1] != b"<":
        return False
    if head.start.startswith(_HTML_TAGS):  # some of them are names of fields in XML too
        return head.suffix != "xml" or head.start.startswith(_HTML_TAGS[:3])
    if head.start.startswith((b"<?xml", b"<!--", b"<!doctype")):
        is_page = b"<body" in head.start or head.start.startswith(b"<!--")
        return b"<html" in head.start or (head.suffix in _PAGES and is_page)
    return head.suffix in _PAGES


def is_answer(head: Head) -> bool:
    """A page that was saved with what the server said before it."""
    return _HTML_TYPE.search(head.start) is not None


_HTML_TYPE = re.compile(rb"\ncontent-type:\s{0,9}(?:text/html|application/xhtml)")
_PAGES = ("html", "htm", "xhtml", "shtml")


def root(*names: bytes) -> Callable[[Head], bool]:
    """XML whose root element, with or without a prefix, has one of these names.

    Pages of blogs hold such an element in a comment.
    """
    pattern = re.compile(rb"<(?:[\w.-]{1,40}:)?(?:%s)[\s>/]" % b"|".join(names))

    def looks(head: Head) -> bool:
        if head.start[:1] != b"<":
            return False
        found = pattern.search(head.start)
        return found is not None and b"<html" not in head.start[: found.start()]

    return looks


def is_xml(head: Head) -> bool:
    """Any other XML."""
    marked = head.start.startswith((b"<?xml", b"<!doctype"))
    named_space = _NAMED_ROOT.match(head.start) is not None
    return marked or named_space or (head.suffix == "xml" and head.start[:1] == b"<")


_NAMED_ROOT = re.compile(rb"<[a-z][\w.-]{0,40}(?::[\w.-]{1,40})?\s[^<>]{0,400}xmlns")


def is_wxr(head: Head) -> bool:
    """RSS in the namespace of a WordPress export."""
    return head.start[:1] == b"<" and b"wordpress.org/export" in head.start


_SGML = re.compile(
    rb"(?:<!doctype[^<>]{0,200}>\s{0,9})?"
    rb"(?:<(?:srcset|refset|tstset|docs|corpus|collection|root)(?:\s[^<>]{0,400})?>\s{0,9})?"
    rb"<(?:reuters\s[^<>]{0,400}newid|doc(?:\s[^<>]{0,400}\b(?:doc)?id\s?=[^<>]{0,400})?>\s{0,9}"
    rb"(?:<(?:docno|docid|docname|headline|date_?time|body|text|title|head|url|contenttitle|id|no"
    rb"|doctype|fileid|section|summary|ti|hl|p|s|seg|category|source|lang|pubdate|leadpara|date)"
    rb"[\s>]|[^<\s]))"
)


def is_sgml(head: Head) -> bool:
    """Records of a newswire collection, one after another."""
    return head.start[:1] == b"<" and _SGML.match(head.start) is not None


_MAIL_HEADERS = re.compile(
    rb"^(?:from|to|date|subject|received|mime-version|message-id|return-path|delivered-to|reply-to"
    rb"|content-type|dkim-signature|x-[a-z-]{1,40}|list-id|cc|sender|path|newsgroups|organization"
    rb"|lines|nntp-posting-host|xref|distribution|snapshot-content-location):[ \t]",
    re.MULTILINE,
)


def is_mail(head: Head) -> bool:
    """A message: header lines that no other text begins with."""
    if not _MAIL_HEADERS.match(head.start):
        return head.suffix in _MAILS and b":" in head.start[:200]
    top = re.split(rb"\r?\n\r?\n", head.start, maxsplit=1)[0]
    found = {name.partition(b":")[0] for name in _MAIL_HEADERS.findall(top)}
    certain = found & {b"message-id", b"received", b"mime-version", b"return-path"}
    if head.suffix in _MAILS or certain or len(found & {b"from", b"date", b"subject"}) == 3:
        return True
    return {b"from", b"subject"} <= found and not found.isdisjoint(_USENET)


_MAILS = ("eml", "emlx")
_USENET = (b"newsgroups", b"organization", b"lines", b"nntp-posting-host")


def is_mbox(head: Head) -> bool:
    """A mailbox: a From line with a year, then a message."""
    first, _, rest = head.start.partition(b"\n")
    if not first.startswith(b"from ") or not re.search(rb"\d{4}\s*$", first):
        return False
    return bool(_MAIL_HEADERS.match(rest))


_DUMP = re.compile(
    rb"(?:-- ?\r?\n){0,2}-- (?:mysql|mariadb|phpmyadmin|postgresql|sqlite)[^\n]{0,40} dump"
)


def is_database_dump(head: Head) -> bool:
    """Statements of SQL that make a database again."""
    return head.suffix == "sql" or (head.start[:2] == b"--" and bool(_DUMP.match(head.start)))


def is_video(head: Head) -> bool:
    """The sign of MP4, MOV and of the pictures that are kept like them (HEIC, AVIF)."""
    return head.raw[4:8] == b"ftyp" and head.raw[:2] == b"\0\0"


def is_tar(head: Head) -> bool:
    """The sign of a tar header."""
    return head.raw[257:262] == b"ustar"


_COUNTED = re.compile(rb" (?<=\d )(?:of|von|sur|de|di|van) \d")
"""Looked for by its space: that is the fastest search there is, and few follow a digit."""
_FOOT = re.compile(rb"\n(?:documento? |dokument |an |end of document)")


def is_table(head: Head) -> bool:
    """A table: by its suffix, or by a first line of names that says which cell is body."""
    if head.suffix in {"csv", "tsv", "tab", "psv"}:
        return True
    line = head.start[:400].partition(b"\n")[0].decode("utf-8", "ignore")
    cells = next((line.split(sign) for sign in "\t;|^~\x01\x1f," if sign in line), [])
    if not cells or len(max(cells, key=len)) >= 40:  # a sentence: no need to look its words up
        return False
    names = {known_name(cell) for cell in cells}
    return not (names.isdisjoint(NAMES["body"]) or names.isdisjoint(NAMES["headline"]))


def is_export(head: Head) -> bool:
    """An export of a news database."""
    several = _FOOT.search(head.raw.lower()) is not None
    if not several and not _COUNTED.search(head.start[:COVER]):
        return False
    start = head.raw if several else head.raw[:COVER]
    return looks_like_export(start.decode("utf-8", "replace"))


_REFERENCES = re.compile(rb"ty {1,3}- {0,3}[a-z]{3,12}\s*\n|%0 [a-z ]{3,40}\r?\n%[a-z0-9@!] ")


def is_references(head: Head) -> bool:
    """An export for reference managers: RIS, or as EndNote takes it."""
    return head.start[:1] in b"t%" and _REFERENCES.match(head.start) is not None


G2_ROOTS = (
    *(b"newsml", b"newsmessage", b"newsitem", b"packageitem", b"conceptitem", b"knowledgeitem"),
    *(b"planningitem", b"catalogitem", b"contentset"),
)
