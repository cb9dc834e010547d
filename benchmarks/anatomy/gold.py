"""Gold articles: headline, teaser, authors and body from open sets of labelled news pages."""

import csv
import html
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import langdetect

__all__ = ["Gold", "gold_articles", "made_articles", "plain_bodies", "wikinews"]

ORGANISATION = re.compile(
    r"(?i)news|zeitung|online|press|presse|agentur|staff|redaktion|team|nachrichten|figaro"
    r"|monde|echos|sportschau|kicker|\.is|\.de|web|euronews|bbc|euro|hora|haber|新聞|デジタル|दैनिक|외|afp|dpa|sda|sid|dizindaba|lille"
)
DATELINE = re.compile(
    r"(?:[A-ZÀ-Þ.,' -]{4,40}|[^—–-]{0,30}\([A-Z]{2,8}\)|[A-Z, ]+\d?\d) ?[—–-] "
    r"|[A-Z]{4,}, [A-Z][a-z]+\.? \d+ [—–-] "
    r"|新华社|[A-ZÇĞİÖŞÜ][a-zçğıöşü]+$|【\d|[A-Z ]{4,20}: |[A-Z]{4,}, [A-Z][a-z]+\. \d+ \("
)
"""Bodies whose gold holds a dateline are left out: it would count as an error to find it."""
OTHER_PARTS = re.compile(r"(?i)(?:read more:|more from ).*|.* is an award-winning journalist .*")
"""Lines of gold bodies that are prompts or tell of the author; such bodies are left out too."""
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
    day: tuple[int, int] = (2024, 12)
    """Year and day of the month; the layouts print them with October."""


def _clean(text: str) -> str:
    return " ".join(text.replace("\u00ad", "").split())


def _language(paragraphs: tuple[str, ...]) -> str:
    langdetect.DetectorFactory.seed = 0
    try:
        return langdetect.detect(" ".join(paragraphs))[:2]
    except langdetect.LangDetectException:
        return "und"


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
    language = _language(paragraphs)
    authors = tuple(
        name
        for name in entry.get("authors") or []
        if PERSON.match(name) and not ORGANISATION.search(name)
    )
    if DATELINE.match(paragraphs[0]):
        return None
    teaser = _clean(" ".join(body.get("summary") or []))
    name = f"{path.parent.name}/{path.stem}/{version}"
    day = _day(entry.get("publishing_date"))
    return Gold(name, language, headline, teaser, authors, paragraphs, day)


def _title(page: Path) -> str:
    """The headline that a page states in its head."""
    text = page.read_bytes().decode("utf-8", errors="replace") if page.exists() else ""
    found = re.search(r"""<meta[^>]*property=["']og:title["'][^>]*content=["']([^"']+)""", text)
    found = found or re.search(r"<title[^>]*>([^<]+)", text)
    return re.split(r" [-|»–] ", _clean(html.unescape(found.group(1))))[0] if found else ""


def _day(stated: object) -> tuple[int, int]:
    found = re.match(r"(\d{4})-\d\d-(\d\d)", str(stated or ""))
    return (int(found.group(1)), int(found.group(2))) if found else (2024, 12)


def _labelled(path: Path, headline: str, known: dict, text: str) -> Gold | None:
    """One article of the tests of newspaper4k or goose3."""
    authors = known.get("authors") or []
    paragraphs = tuple(_clean(part) for part in text.split("\n") if _clean(part))
    headline = re.split(r" [|»] ", _clean(headline))[0]
    if len(text) < 300 or not headline or DATELINE.match(paragraphs[0]):
        return None
    if any(map(OTHER_PARTS.fullmatch, paragraphs)):
        return None
    language = _language(paragraphs)
    names = tuple(n for n in authors if PERSON.match(n) and not ORGANISATION.search(n))
    name = f"{path.parent.parent.name}/{path.stem}"
    return Gold(name, language, headline, "", names, paragraphs, _day(known.get("publish_date")))


def _newspaper4k(data: Path) -> Iterator[Gold]:
    folder = data / "html_newspaper4k"
    for path in sorted((folder / "txt").glob("*.txt")):
        stated = folder / "metadata" / f"{path.stem}.json"
        known = json.loads(stated.read_text("utf-8")) if stated.exists() else {}
        headline = known.get("title") or _title(folder / "html" / f"{path.stem}.html")
        gold = _labelled(path, headline, known, path.read_text("utf-8"))
        if gold:
            yield gold


def _goose3(data: Path) -> Iterator[Gold]:
    for path in sorted((data / "html_goose3" / "content").glob("*.json")):
        known = json.loads(path.read_text("utf-8")).get("expected", {})
        text = known.get("cleaned_text") or ""
        headline = known.get("title") or _title(path.with_suffix(".html"))
        gold = _labelled(path, headline, known, text)
        if gold:
            yield gold


HEADLINE = re.compile(r"[^.!?;:।。]{25,80}")


def made_articles(data: Path, languages: list[str], each: int = 6) -> Iterator[Gold]:
    """Articles made of sentences, in languages in which there are no labelled ones."""
    for language in languages:
        name = {"no": "nb"}.get(language, language)
        path = data / "lid_lingua" / "sentences" / f"{name}.open.txt"
        lines = path.read_text("utf-8").splitlines() if path.exists() else []
        lines = [_clean(line) for line in lines if 60 < len(line) < 300]
        lines = [line for line in lines if line[0].isupper() or line[0] > "\u0590"]
        lines = [line for line in lines if line[-1] in ".।۔"]
        for index in range(min(each, len(lines) // 14)):
            part = lines[index * 14 : index * 14 + 14]
            heads = [line[:-1] for line in lines[index::each] if HEADLINE.fullmatch(line[:-1])]
            if heads:
                paragraphs = tuple(" ".join(part[i : i + 2]) for i in range(0, 14, 2))
                yield Gold(f"made/{language}/{index}", language, heads[0], "", (), paragraphs)


def gold_articles(data: Path) -> list[Gold]:
    """Every labelled article of three sets that has a headline and three paragraphs."""
    found = [*_newspaper4k(data), *_goose3(data)]
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
