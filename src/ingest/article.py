"""The records that travel through the pipeline, and the reasons why one may not arrive.

raw file ──read──▶ RawArticle ──dissect──▶ Anatomy ──describe, deduplicate──▶ article | duplicate
└──▶ Quarantined        └──▶ Quarantined
"""

from dataclasses import dataclass, field
from datetime import datetime, time
from typing import NamedTuple

__all__ = [
    "REASONS",
    "Anatomy",
    "Cut",
    "DateHint",
    "Given",
    "PublishedAt",
    "Quarantined",
    "RawArticle",
    "RawFile",
]

REASONS: dict[str, str] = {
    "not_a_file": "a FIFO, socket, device or other thing that is not a regular file",
    "link": "a symbolic link inside RAW; what it points to is read under its own path",
    "link_outside": "a symbolic link that points outside RAW; it is not followed",
    "link_broken": "a symbolic link that points to nothing, or to itself",
    "no_permission": "the operating system refuses to open it",
    "vanished": "it was listed, but gone when it was opened",
    "changed": "it changed while it was read",
    "io_error": "the operating system failed while reading it",
    "too_large": "larger than the limit in the settings",
    "too_many_records": "more records than the limit in the settings",
    "too_deep": "nested deeper than the limit",
    "bomb": "expands beyond the limits on size or ratio",
    "unsafe_member": "an archive member with an absolute or climbing path, a link or a device",
    "encrypted": "it needs a password",
    "empty": "no bytes at all",
    "blank": "only white space and invisible characters",
    "binary": "bytes of a program, picture or other thing that is not text",
    "undecodable": "no known encoding makes sense of its bytes",
    "malformed": "its format is broken at the place named in the detail",
    "truncated": "it ends before its format says it should",
    "unsupported": "a recognised format that this program does not read",
    "extra_missing": "reading it needs an optional extra that is not installed",
    "entities": "an XML document that declares entities of its own",
    "no_article": "well-formed, but nothing in it is an article",
    "no_body": "no body is left after headline, byline and the like are taken out",
    "reader_timeout": "reading it took longer than the limit in the settings",
    "reader_crashed": "the process that read it died, twice",
    "reader_failed": "reading it raised an error that no rule foresaw",
    "anatomy_failed": "taking it apart raised an error that no rule foresaw",
    "taken_down": "its content was taken down; the tombstone keeps it from coming back",
}
"""Reason codes of quarantine, with what each means in words."""


class RawFile(NamedTuple):
    r"""One regular file in RAW, as listed.

    Attributes:
        source_path: path relative to RAW with `/`; bytes that are not UTF-8 stand as `\xNN`.
        os_path: the path to open, as `os.fsdecode` gives it.
        size: bytes.
        mtime_ns: modification time, nanoseconds since 1970.
    """

    source_path: str
    os_path: str
    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class Given:
    """What a format itself states about an article; empty where it says nothing.

    `published_at` is the text as printed in the source (ISO 8601, RFC 2822 …), with where it was
    read in `published_at_source` ("json-ld", "opengraph", "rss", "warc", "json", …).
    """

    headline: str = ""
    teaser: str = ""
    byline: str = ""
    authors: tuple[str, ...] = ()
    publisher: str = ""
    credit: str = ""
    dateline: str = ""
    published_at: str = ""
    published_at_source: str = ""
    url: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class RawArticle:
    """One article as read from a raw file, not yet cleaned. (source_path, record_index) names it.

    Attributes:
        source_path: as in `RawFile`; members of archives are `archive.zip!/folder/member.txt`.
        record_index: 0, 1, 2 … in the order in which the file holds them.
        source_format: "text", "markdown", "html", "jsonl", …
        raw_hash: SHA-256 of the raw file's bytes, in hex; all records of a file share it.
        encoding: the encoding it was decoded with, as a Python codec name.
        text: decoded text of body and everything printed around it; spans of `Cut` refer to it.
        given: what the format states.
        flags: what was noticed in reading ("mojibake_repaired", "bad_bytes", …).
    """

    source_path: str
    record_index: int
    source_format: str
    raw_hash: str
    encoding: str
    text: str
    given: Given = field(default_factory=Given)
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A file or record that is kept for a person instead of published.

    Attributes:
        record_index: -1 when it is the whole file.
        stage: "discover", "read", "anatomy", "resolve".
        reason: a key of `REASONS`.
        detail: one line: position, limit, the parser's message.
        raw_hash: SHA-256 of the file's bytes; empty when they could not be read.
        excerpt: up to 500 characters of what was read, for the person who looks.
    """

    source_path: str
    record_index: int
    source_format: str
    raw_hash: str
    stage: str
    reason: str
    detail: str = ""
    excerpt: str = ""


@dataclass(frozen=True, slots=True)
class Cut:
    """A piece of the raw text that is not body: `raw.text[start:end] == text`.

    Attributes:
        rule: name of the rule that cut it ("headline", "repeated_headline", "byline", …).
    """

    rule: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class DateHint:
    """A day printed in the text, usually without a year ("Feb 26"); 0 where a part is missing.

    Attributes:
        is_unsure: day and month are figures, and either may be the other: "3/4/2026".
        clock: the hour printed beside it, with its zone if that is named.
    """

    year: int
    month: int
    day: int
    source: str
    is_unsure: bool = False
    clock: time | None = None


@dataclass(frozen=True, slots=True)
class Anatomy:
    """An article taken apart. Every character of the raw text is in the body or in a cut.

    Attributes:
        notes: corrections and editor's notes, as printed.
        body: cleaned; paragraphs separated by one blank line.
        removed: the cuts in the order of the raw text, not overlapping.
        mended: names of the cleaning steps that changed characters of the body.
        date_hint: the day in the dateline, if there is one.
    """

    headline: str
    teaser: str
    dateline: str
    byline: str
    authors: tuple[str, ...]
    publisher: str
    credit: str
    syndicated_from: str
    notes: tuple[str, ...]
    body: str
    removed: tuple[Cut, ...]
    mended: tuple[str, ...]
    date_hint: DateHint | None = None


@dataclass(frozen=True, slots=True)
class PublishedAt:
    """When an article was published, and how that is known.

    Attributes:
        at: aware UTC; None if nothing says it.
        source: "json-ld", "opengraph", "rss", "url", "dateline", "file_name", …, or "none".
        flag: "", "future", "too_old", "no_zone".
    """

    at: datetime | None
    source: str
    flag: str
