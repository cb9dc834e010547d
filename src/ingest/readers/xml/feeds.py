"""RSS, Atom and RDF feeds by feedparser: each entry is a record."""

import io
import re
from collections.abc import Iterator
from functools import cache
from typing import Any
from urllib.parse import urljoin

from ingest.article import Given
from ingest.errors import Unreadable
from ingest.readers.decoding import Decoded
from ingest.readers.markup import fragment_text, parse_html, text_of
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
    whole = _count_whole(data, feed)
    for index, entry in enumerate(feed.entries[:whole]):
        yield _article(part, index, entry, feed, encoding)
    if whole < len(feed.entries) or (
        feed.get("bozo") and not _ENDS.search(data, max(0, len(data) - 999))
    ):
        shown = "".join(_line(entry.get("title")) for entry in feed.entries[whole:])
        yield part.quarantined(whole, "truncated", "the feed ends before its last element", shown)


_ENDS = re.compile(rb"</(?:[\w.-]{1,40}:)?(?:rss|feed|rdf|channel)\s*>", re.IGNORECASE)
_ENTRY_ENDS = re.compile(rb"</(?:[\w.-]{1,40}:)?(?:item|entry)\s*>", re.IGNORECASE)


def _count_whole(data: bytes, feed: Any) -> int:
    """Count the entries that are whole: of a feed that breaks off the last may not be."""
    count = len(feed.entries)
    is_cut = feed.get("bozo") and not _ENDS.search(data, max(0, len(data) - 999))
    return count - 1 if is_cut and len(_ENTRY_ENDS.findall(data)) == count - 1 else count


_START = 4096
"""A document type stands among the first so many bytes; without one feedparser knows the names."""


def _kind(version: str) -> str:
    return "atom" if version.startswith("atom") else "rss"


def _article(part: Part, index: int, entry: Any, feed: Any, encoding: str) -> Record:
    contents = _contents(entry)
    text = max(map(_prose, contents), key=len, default="").strip()
    summary = fragment_text(str(entry.get("summary") or "")).strip()
    flags: tuple[str, ...] = ("bad_xml",) if feed.get("bozo") else ()
    if kind := _kind_of_blogger(entry):
        return part.quarantined(
            index, "no_article", f"a {kind}, no post", _line(entry.get("title"))
        )
    summary = _appeared().sub("", summary).rstrip() or summary
    is_of_picture = "media_content" in entry and len(text) < len(summary)
    if (not text and summary) or is_of_picture:
        text, flags = summary, (*flags, "summary_only")
    given = _given(entry, feed, part.source_format, summary if summary != text else "")
    if not text:
        return part.quarantined(index, "no_article", "an entry without content", given.headline)
    return part.article(index, Decoded(text, encoding, flags), given)


def _contents(entry: Any) -> list[str]:
    """What an entry gives as its whole text, by the elements that are known for it."""
    contents = [str(item.get("value") or "") for item in entry.get("content", [])]
    return contents + [str(entry[name]) for name in entry if name.endswith(_WHOLE)]


def _prose(content: str) -> str:
    """The text of an entry; of an instant article what stands between its header and footer."""
    root = parse_html(content) if "<article" in content and "<header" in content else None
    article = root.find(".//article") if root is not None else None
    if article is None:
        return fragment_text(content)
    for around in [*article.iter("header", "footer", "figure")]:
        if around.getparent() is not None:
            around.drop_tree()
    return text_of(article) or fragment_text(content)


_WHOLE = ("full-text", "fulltext", "full_text", "turbo_content")
"""How the names end of elements that hold the whole text beside a description that is short."""


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
    if mailbox := _MAILBOX.fullmatch(str(entry.get("author") or "").strip()):
        names = [mailbox[1].strip()]
    names = names if len(names) > 1 else list(names_in("".join(names)))
    return Given(
        headline=_line(entry.get("title")),
        teaser=" ".join(summary.split()),
        authors=tuple(names),
        publisher=_line(entry.get("source", {}).get("title") or channel.get("title")),
        credit=_line(entry.get("rights") or channel.get("rights")),
        published_at=str(entry.get(published, "")),
        published_at_source=source_format if published else "",
        url=_address(str(entry.get("link") or ""), str(channel.get("link") or "")),
        language=str(entry.get("language") or channel.get("language") or ""),
    )


_MAILBOX = re.compile(r"[^\s@()]{1,80}@[^\s@()]{1,80}\s{1,3}\(([^()]{1,100})\)")
"""How RSS has it that an author is written: "ann@post.example (Ann Lee)"."""


def _address(link: str, site: str) -> str:
    """An entry's address; one without a host is of the channel's."""
    try:
        return urljoin(site, link) if site and link.startswith("/") else link
    except ValueError:
        return link


def _line(value: Any) -> str:
    return " ".join(fragment_text(str(value)).split()) if value else ""
