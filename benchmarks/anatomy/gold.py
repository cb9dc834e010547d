"""Gold articles: headline, teaser, authors and body from open sets of labelled news pages."""

import csv
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import langdetect

__all__ = ["Gold", "gold_articles", "plain_bodies", "wikinews"]

ORGANISATION = re.compile(
    r"(?i)news|zeitung|online|press|presse|agentur|staff|redaktion|team|nachrichten|figaro"
    r"|monde|echos|sportschau|kicker|\.is|\.de|web|euronews|bbc|euro|hora|haber|新聞|デジタル|दैनिक|외|afp|dpa|sda|sid|dizindaba|lille"
)
DATELINE = re.compile(
    r"(?:[A-ZÀ-Þ.,' -]{4,40}|[^—–-]{0,30}\([A-Z]{2,8}\)|[A-Z, ]+\d?\d) ?[—–-] "
    r"|新华社|[A-ZÇĞİÖŞÜ][a-zçğıöşü]+$"
)
"""Bodies whose gold holds a dateline are left out: it would count as an error to find it."""
PERSON = re.compile(
    r"^(?:\w[\w.'’-]*\.?(?: [\w.'’-]+){1,4}|[\u4e00-\u9fff]{2,4}|[\uac00-\ud7a3]{2,4})$"
)


@dataclass(frozen=True, slots=True)
class Gold:
    """What a labelled page says of its article."""

    name: str
    language: str
    headline: str
    teaser: str
    authors: tuple[str, ...]
    paragraphs: tuple[str, ...]


def _clean(text: str) -> str:
    return " ".join(text.replace("\u00ad", "").split())


def _fundus(path: Path, version: str, entry: dict) -> Gold | None:
    body = entry.get("body") or {}
    paragraphs = tuple(
        _clean(text)
        for section in body.get("sections", [])
        for text in [*section["headline"], *section["paragraphs"]]
        if _clean(text)
    )
    headline = _clean(entry.get("title") or "")
    if len(paragraphs) < 3 or not headline or "--" in headline or headline.endswith("- Güncel"):
        return None
    langdetect.DetectorFactory.seed = 0
    language = langdetect.detect(" ".join(paragraphs))[:2]
    authors = tuple(
        name
        for name in entry.get("authors") or []
        if PERSON.match(name) and not ORGANISATION.search(name)
    )
    if DATELINE.match(paragraphs[0]):
        return None
    teaser = _clean(" ".join(body.get("summary") or []))
    return Gold(
        f"{path.parent.name}/{path.stem}/{version}", language, headline, teaser, authors, paragraphs
    )


def gold_articles(data: Path) -> list[Gold]:
    """Every labelled article of html_fundus that has a headline and three paragraphs."""
    found = []
    for path in sorted((data / "html_fundus").glob("*/*.json")):
        for version, entry in json.loads(path.read_text("utf-8")).items():
            gold = _fundus(path, version, entry)
            if gold:
                found.append(gold)
    return found


def plain_bodies(data: Path) -> Iterator[tuple[str, str]]:
    """Bodies of two sets, with nothing printed around them: (name, text)."""
    for gold in gold_articles(data):
        yield gold.name, "\n\n".join(gold.paragraphs)
    for path in sorted((data / "html_scrapinghub").glob("ground-truth*.json")):
        for name, entry in sorted(json.loads(path.read_text("utf-8")).items()):
            yield name, re.sub(r"\n+", "\n\n", entry["articleBody"].strip())


def wikinews(data: Path) -> Iterator[tuple[str, str, str]]:
    """Wikinews as it is: (text with headline and date line, headline, body)."""
    csv.field_size_limit(sys.maxsize)
    for path in sorted((data / "text_wikinews_en").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                date, _, body = row["text"].strip().partition("\n")
                yield f"{row['title']}\n\n{date}\n{body}", row["title"], body.strip()
