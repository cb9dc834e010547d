"""Feeds, agency formats, WARC and JSON: is everything read, and every defect named?

    python benchmarks/reading_formats.py DATA [--check] [--pin]

feeds.*: in feedparser's own test files, well-formed ones: files whose expected expression holds
for what the reader parses (those that speak of HTTP headers left out), and entries whose headline,
date and count are in the records. newsml.*: items with a text that are read, with their headline.
warc.*: HTML responses of status 2xx, as warcio counts them, that are read. json.*: files n_ that
are quarantined with a position, y_ that are not called malformed, and no reader that failed.
"""

import html
import io
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import feedparser
from reading import parse_arguments, records_of, report
from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from ingest.article import Quarantined, RawArticle
from ingest.readers.xml.feeds import parse_feed

_EXPECT = re.compile(r"Expect:\s*(.+?)\s*-->", re.DOTALL)
_HTTP = re.compile(r"Header:|127\.0\.0\.1|\bheaders\b|\betag\b|\bmodified\b|us-ascii")


def feeds(data: Path) -> dict[str, float]:
    """Figures for feeds."""
    expected, held, entries, found, failed = 0, 0, 0, 0, 0
    folder = data / "fmt_feeds_feedparser"
    for path in sorted(folder.rglob("*.xml")):
        records = list(records_of(path, folder))
        failed += _failed(records)
        raw = path.read_bytes()
        text = raw.decode("utf-8", "replace")
        expression = _EXPECT.search(text)
        if "wellformed" not in path.parts or not expression or _HTTP.search(text):
            continue
        feed = parse_feed(raw)
        expected += 1
        held += _holds(expression[1], feed)
        if not _declares_entities(records):
            entries += len(feed.entries)
            found += sum(_is_there(n, entry, records) for n, entry in enumerate(feed.entries))
    return {
        "feeds.expressions": held / expected,
        "feeds.entries": found / entries,
        "feeds.sound": 1.0 - failed,
    }


def _holds(expression: str, feed: Any) -> bool:
    names = {**feed, "feedparser": feedparser, "datetime": SimpleNamespace(datetime=datetime)}
    names.setdefault("bozo", 0)
    import datetime as dt

    names["datetime"] = dt
    try:
        return bool(eval(expression, names))
    except (KeyError, AttributeError, IndexError, NameError, TypeError):
        return False


def _declares_entities(records: list[RawArticle | Quarantined]) -> bool:
    return isinstance(records[0], Quarantined) and records[0].reason == "entities"


def _is_there(number: int, entry: Any, records: list[RawArticle | Quarantined]) -> bool:
    if number >= len(records):
        return False
    record = records[number]
    if isinstance(record, Quarantined):
        return record.record_index == number and record.reason in {"no_article", "blank"}
    title = _plain(entry.get("title", ""))
    date = entry.get("published") or entry.get("updated") or entry.get("created") or ""
    return _plain(record.given.headline) == title and record.given.published_at == date


def _plain(text: str) -> str:
    return "".join(filter(str.isalnum, html.unescape(re.sub(r"<[^>]*>", "", text))))


def newsml(data: Path) -> dict[str, float]:
    """Figures for NewsML-G2, NewsML 1.2 and ninjs."""
    texts, headlines, failed = 0, 0, 0
    folder = data / "fmt_newsml_iptc"
    for path in sorted([*folder.rglob("*.json"), *folder.rglob("*.xml")]):
        records = list(records_of(path, folder))
        failed += _failed(records)
        for record in records:
            if isinstance(record, RawArticle):
                texts += 1
                headlines += bool(record.given.headline)
    print(f"newsml: {texts} items with a text")
    return {
        "newsml.headlines": headlines / texts,
        "newsml.sound": 1.0 - failed,
    }


def warc(data: Path) -> dict[str, float]:
    """Figures for WARC: pages that warcio gives and we read; files that are read or named."""
    pages, read, failed = 0, 0, 0
    folder = data / "fmt_warc"
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or path.name.startswith("_"):
            continue
        records = list(records_of(path, folder))
        failed += _failed(records)
        pages += _count_pages(path.read_bytes())
        read += sum(
            record.source_format == "warc" and record.record_index >= 0
            for record in records
            if not _is_status(record)
        )
    return {"warc.pages": min(1.0, read / pages), "warc.sound": 1.0 - failed}


def _is_status(record: RawArticle | Quarantined) -> bool:
    return isinstance(record, Quarantined) and record.detail.startswith("HTTP status")


def _count_pages(raw: bytes) -> int:
    count = 0
    try:
        for record in ArchiveIterator(io.BytesIO(raw), arc2warc=True):
            headers = record.http_headers
            if record.rec_type == "response" and headers is not None:
                kind = (headers.get_header("Content-Type") or "").lower()
                html_page = kind.startswith(("text/html", "application/xhtml"))
                count += html_page and headers.get_statuscode().startswith("2")
    except (ArchiveLoadFailed, EOFError, ValueError):
        pass
    return count


def bad_json(data: Path) -> dict[str, float]:
    """Figures for JSONTestSuite."""
    refused, placed, accepted, failed = [], [], [], 0
    folder = data / "bad_json"
    for path in sorted(folder.rglob("*.json")):
        records = list(records_of(path, folder))
        failed += _failed(records)
        last = records[-1]
        is_refused = isinstance(last, Quarantined) and last.reason != "no_article"
        if path.name.startswith("n_"):
            refused.append(is_refused)
            detail = last.detail if isinstance(last, Quarantined) else ""
            empty = isinstance(last, Quarantined) and last.reason == "empty"
            placed.append(empty or "offset" in detail)
        elif path.name.startswith("y_"):
            accepted.append(not is_refused)
    return {
        "json.n_refused": sum(refused) / len(refused),
        "json.n_with_position": sum(placed) / len(placed),
        "json.y_accepted": sum(accepted) / len(accepted),
        "json.sound": 1.0 - failed,
    }


def _failed(records: list[RawArticle | Quarantined]) -> int:
    return sum(isinstance(r, Quarantined) and r.reason == "reader_failed" for r in records)


def figures(data: Path) -> Iterator[dict[str, float]]:
    """All of them."""
    for measure in (feeds, newsml, warc, bad_json):
        yield measure(data)


def main() -> None:
    arguments = parse_arguments(__doc__)
    report({k: v for part in figures(arguments.data) for k, v in part.items()}, arguments)


if __name__ == "__main__":
    main()
