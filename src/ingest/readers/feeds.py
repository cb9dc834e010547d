"""RSS, Atom and RDF feeds by feedparser: each entry is a record."""

import io
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from ingest.article import Given
from ingest.errors import Unreadable
from ingest.readers.decoding import Decoded
from ingest.readers.markup import fragment_text
from ingest.readers.part import Part, Record
from ingest.readers.people import names_in
from ingest.readers.rulefiles import either
from ingest.readers.xmlsafe import numbered, refuse_entities

__all__ = ["parse_feed", "read"]


def parse_feed(data: bytes) -> Any:
    """Parse the bytes of a feed; never an address, so nothing is fetched.

    Returns:
        feedparser's dictionary.
    """
    import feedparser

    return feedparser.parse(io.BytesIO(data))


def read(part: Part) -> Iterator[Record]:
    """Yield the entries of a feed; one with only a summary is flagged `summary_only`."""
    data = part.read(part.settings.max_document_bytes)
    refuse_entities(data)
    feed = parse_feed(numbered(data) if b"<!DOCTYPE" in data[:_START] else data)
    part.source_format = _kind(feed.get("version", ""))
    if not feed.entries:
        problem = feed.get("bozo_exception") if feed.get("bozo") else None
        reason = "malformed" if problem else "no_article"
        raise Unreadable(reason, str(problem) if problem else "a feed without entries")
    encoding = str(feed.get("encoding") or "utf-8").lower()
    for index, entry in enumerate(feed.entries):
        yield _article(part, index, entry, feed, encoding)


_START = 4096
"""A document type stands among the first so many bytes; without one feedparser knows the names."""


def _kind(version: str) -> str:
    return "atom" if version.startswith("atom") else "rss"


def _article(part: Part, index: int, entry: Any, feed: Any, encoding: str) -> Record:
    contents = [fragment_text(str(item.get("value") or "")) for item in entry.get("content", [])]
    text = max(contents, key=len, default="").strip()
    summary = fragment_text(str(entry.get("summary") or "")).strip()
    flags: tuple[str, ...] = ("bad_xml",) if feed.get("bozo") else ()
    if kind := _kind_of_blogger(entry):
        return part.quarantined(
            index, "no_article", f"a {kind}, no post", _line(entry.get("title"))
        )
    summary = _appeared().sub("", summary).rstrip() or summary
    if not text and summary:
        text, flags = summary, (*flags, "summary_only")
    given = _given(entry, feed, part.source_format, summary if summary != text else "")
    if not text:
        return part.quarantined(index, "no_article", "an entry without content", given.headline)
    return part.article(index, Decoded(text, encoding, flags), given)


@cache
def _appeared() -> "re.Pattern[str]":
    """What WordPress puts below each entry of a feed."""
    return re.compile(rf"(?:^|\s)(?:{either('feeds', 'appeared')}) [^\n]{{1,120}}$", re.IGNORECASE)


def _kind_of_blogger(entry: Any) -> str:
    """The kind of an entry in an export of Blogger that is no post: a comment, a setting."""
    for tag in entry.get("tags", []):
        if str(tag.get("scheme")).endswith("g/2005#kind"):
            kind = str(tag.get("term")).rpartition("#")[2]
            return "" if kind in {"post", "page"} else kind
    return ""


def _given(entry: Any, feed: Any, source_format: str, summary: str) -> Given:
    channel = feed.get("feed", {})
    published = next((name for name in ("published", "updated", "created") if entry.get(name)), "")
    authors = [_line(author.get("name")) for author in entry.get("authors", [])]
    single = _line(entry.get("author_detail", {}).get("name") or entry.get("author"))
    names = list(dict.fromkeys(filter(None, authors or [single])))
    names = names if len(names) > 1 else list(names_in("".join(names)))
    return Given(
        headline=_line(entry.get("title")),
        teaser=" ".join(summary.split()),
        authors=tuple(names),
        publisher=_line(entry.get("source", {}).get("title") or channel.get("title")),
        credit=_line(entry.get("rights") or channel.get("rights")),
        published_at=str(entry.get(published, "")),
        published_at_source=source_format if published else "",
        url=str(entry.get("link") or ""),
        language=str(entry.get("language") or channel.get("language") or ""),
    )


def _line(value: Any) -> str:
    return " ".join(fragment_text(str(value)).split()) if value else ""
