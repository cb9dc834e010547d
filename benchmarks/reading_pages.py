"""Bodies, headlines, authors and dates of HTML pages, against labelled sets and trafilatura alone.

    python benchmarks/reading_pages.py DATA [--check] [--pin]

Body F1 is that of 4-word shingles. Sets whose expected text is only the start of the body are
scored on as many words of what was found. Fundus keeps several versions of each publisher's
labels; a page is compared with the version whose paragraphs it holds.

Headlines and names are compared without case, signs, spaces and invisible characters, in NFKC. A
label that is a whole page title is the headline too: what a first heading of the page prints as a
whole, then a sign and the names of sections and site. `headline_verbatim` is without that.
"""

import gzip
import html
import json
import logging
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import lxml.html
import trafilatura
from dateutil import parser as dates
from reading import count_words, f1_of, first_words, match, parse_arguments, records_of, report

from ingest.article import Given, RawArticle
from ingest.readers.decoding import decode


@dataclass(frozen=True)
class Page:
    """A page and what is expected of it; empty where the set has no label."""

    data: bytes
    body: str
    is_start: bool = False
    labels: dict[str, Any] = field(default_factory=dict)

    def headings(self) -> list[str]:
        """First headings of the page, normalised."""
        parser = lxml.html.HTMLParser(encoding="utf-8")
        root = lxml.html.fromstring(_text(self.data).encode(), parser=parser)
        return [normal(" ".join(heading.text_content().split())) for heading in root.iter("h1")]


def scrapinghub(data: Path) -> Iterator[Page]:
    """Pages of article-extraction-benchmark."""
    folder = data / "html_scrapinghub"
    truth = json.loads(next(folder.glob("ground-truth*.json")).read_text("utf-8"))
    for key, value in truth.items():
        page = folder / "html" / f"{key}.html.gz"
        if page.exists():
            yield Page(gzip.decompress(page.read_bytes()), value.get("articleBody", ""))


def fundus(data: Path) -> Iterator[Page]:
    """Pages of Fundus' parser tests, each with the labels that fit it best."""
    for path in sorted((data / "html_fundus").glob("*/*.html.gz")):
        publisher = path.name.removesuffix(".html.gz").rsplit("_", 3)[0]
        labels = path.with_name(f"{publisher}.json")
        if not labels.exists():
            continue
        page = gzip.decompress(path.read_bytes())
        whole = _key(html.unescape(re.sub(r"<[^>]*>|\\[nu](?:[0-9a-f]{4})?", "", _text(page))))
        versions = [v for v in json.loads(labels.read_text("utf-8")).values() if v]
        scored = [
            (sum(_key(p)[:60] in whole for p in ps) / len(ps), n, ps)
            for n, v in enumerate(versions)
            if (ps := _paragraphs(v))
        ]
        if scored:
            _, number, paragraphs = max(scored, key=lambda item: (item[0], -item[1]))
            yield Page(page, "\n".join(paragraphs), labels=versions[number])


def _paragraphs(version: dict[str, Any]) -> list[str]:
    body = version.get("body") or {}
    found = list(body.get("summary") or [])
    for section in body.get("sections") or []:
        found += (section.get("headline") or []) + (section.get("paragraphs") or [])
    return found


def readability(data: Path) -> Iterator[Page]:
    """Pages of Mozilla Readability's tests."""
    for path in sorted((data / "html_readability").glob("*/source.html")):
        expected = path.with_name("expected.html").read_text("utf-8")
        if expected.strip():
            yield Page(path.read_bytes(), " ".join(lxml.html.fromstring(expected).itertext()))


def goose3(data: Path) -> Iterator[Page]:
    """Pages of goose3's tests; their texts are starts."""
    for path in sorted((data / "html_goose3" / "content").glob("*.json")):
        expected = json.loads(path.read_text("utf-8")).get("expected", {}).get("cleaned_text")
        page = path.with_suffix(".html")
        if expected and page.exists():
            yield Page(page.read_bytes(), expected, is_start=True)


def newspaper4k(data: Path) -> Iterator[Page]:
    """Pages of newspaper4k's tests."""
    for path in sorted((data / "html_newspaper4k" / "txt").glob("*.txt")):
        page = path.parent.with_name("html") / f"{path.stem}.html"
        if page.exists() and (expected := path.read_text("utf-8")).strip():
            yield Page(page.read_bytes(), expected)


SETS = {
    "scrapinghub": scrapinghub,
    "fundus": fundus,
    "readability": readability,
    "goose3": goose3,
    "newspaper4k": newspaper4k,
}


def _text(page: bytes) -> str:
    return decode(page).text


def _key(text: str) -> str:
    return re.sub(r"\W+", "", text)


def read(page: bytes, folder: Path) -> tuple[str, Given]:
    """Read a page as a run would: its body and what it states."""
    path = folder / "page.html"
    path.write_bytes(page)
    found = next(records_of(path, folder))
    return (found.text, found.given) if isinstance(found, RawArticle) else ("", Given())


def normal(text: str) -> str:
    """Write a headline or name so that case, signs and spacing do not count."""
    folded = unicodedata.normalize("NFKC", text or "").casefold()
    seen = "".join(char for char in folded if unicodedata.category(char) != "Cf")
    return re.sub(r"[\W_]+", " ", seen).strip()


def spellings(label: str, headings: list[str]) -> set[str]:
    """Give a label as it stands, and without what follows a first heading in it.

    >>> sorted(spellings("Bridge opens -- City--The Post", ["bridge opens"]))
    ['bridge opens', 'bridge opens city the post']
    """
    heads = (normal(label[: sign.start()]) for sign in _SIGN.finditer(label))
    return {normal(label), *(head for head in heads if head in headings)}


_SIGN = re.compile(r"\s[-–—|·•/]\s|--|[|｜]")


def day(text: str) -> date | None:
    """Read the day of a date, in UTC where it has a zone."""
    try:
        found: datetime = dates.parse(text)
    except (ValueError, OverflowError, TypeError):
        return None
    return (found.astimezone(UTC) if found.tzinfo else found).date()


@dataclass
class Fields:
    """Counts for headline, authors and date."""

    headlines: list[bool] = field(default_factory=list)
    verbatim: list[bool] = field(default_factory=list)
    days: list[bool] = field(default_factory=list)
    authors: list[int] = field(default_factory=lambda: [0, 0, 0])

    def add(self, page: Page, given: Given) -> None:
        """Compare what one page states with its labels."""
        labels = page.labels
        if labels.get("title"):
            headline = normal(given.headline)
            self.headlines.append(headline in spellings(labels["title"], page.headings()))
            self.verbatim.append(headline == normal(labels["title"]))
        if labels.get("publishing_date"):
            wanted = day(labels["publishing_date"])
            self.days.append(wanted is not None and wanted == day(given.published_at))
        wanted_names = set(map(normal, labels.get("authors") or []))
        names = set(map(normal, given.authors))
        counts = len(wanted_names & names), len(names - wanted_names), len(wanted_names - names)
        self.authors = [a + b for a, b in zip(self.authors, counts, strict=True)]

    def figures(self) -> dict[str, float]:
        """Shares of headlines and days that are right, F1 of authors."""
        both, extra, lost = self.authors
        return {
            "fundus.headline_exact": sum(self.headlines) / len(self.headlines),
            "fundus.headline_verbatim": sum(self.verbatim) / len(self.verbatim),
            "fundus.authors_f1": 2 * both / (2 * both + extra + lost),
            "fundus.published_same_day": sum(self.days) / len(self.days),
        }


def main() -> None:
    arguments = parse_arguments(__doc__)
    logging.disable(logging.CRITICAL)
    figures: dict[str, float] = {}
    fields = Fields()
    with TemporaryDirectory() as folder:
        for name, pages in SETS.items():
            ours, theirs = [], []
            for page in pages(arguments.data):
                body, given = read(page.data, Path(folder))
                alone = trafilatura.extract(_text(page.data), include_comments=False) or ""
                if page.is_start:
                    count = count_words(page.body)
                    body, alone = first_words(body, count), first_words(alone, count)
                ours.append(match(page.body, body))
                theirs.append(match(page.body, alone))
                if page.labels:
                    fields.add(page, given)
            if ours:
                figures[f"{name}.body_f1"] = f1_of(ours)
                figures[f"{name}.gain"] = f1_of(ours) - f1_of(theirs)
                print(f"{name}: {len(ours)} pages, trafilatura alone {f1_of(theirs):.4f}")
    report({**figures, **fields.figures()}, arguments)


if __name__ == "__main__":
    main()
