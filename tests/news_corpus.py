"""A published corpus of any size, made without the pipeline: sources, nights, copies, quarantine.

The rows are what a pipeline would publish, as far as readers can tell; the same arguments always
give the same corpus.
"""

import hashlib
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa

from ingest import store
from ingest.completeness import encode, measure
from ingest.schema import DATASETS
from store_rows import make_row

FIRST_NIGHT = datetime(2026, 10, 1, 2, 0, tzinfo=UTC)
SOURCES = (
    "Harbour Courier",
    "The Tidewater Letter",
    "Northern Wire",
    "Coastal News Agency",
    "Valley Observer",
    "Le Phare",
    "Der Bote vom Deich",
    "La Gaceta del Puerto",
    "Østkysten",
    "灯台新聞",
)
LANGUAGES = ("en", "en", "en", "en", "en", "fr", "de", "es", "da", "ja")
_WORDS = """
harbour council ferry bridge lantern market school winter budget mayor storm wheat river
signal museum orchard railway strike election garden glass island timber census archive
lighthouse festival concert hospital reservoir tram bakery tunnel kiosk quarry
"""
WORDS = tuple(_WORDS.split())


@dataclass(frozen=True)
class Corpus:
    """What to make: `articles` over `nights`; every tenth article is repeated by another source."""

    articles: int = 300
    nights: int = 10
    words: int = 60
    seed: int = 7
    headlines: Sequence[str] = ()
    languages: Sequence[str] = LANGUAGES


def publish_corpus(out: Path, corpus: Corpus) -> list[str]:
    """Commit the corpus, one run a night; returns the run_ids."""
    store.ensure(out)
    rng = random.Random(corpus.seed)
    numbers = iter(range(corpus.articles))
    run_ids = []
    for night in range(corpus.nights):
        count = (corpus.articles * (night + 1)) // corpus.nights
        count -= (corpus.articles * night) // corpus.nights
        started = FIRST_NIGHT + timedelta(days=night)
        run_id = f"{started:%Y%m%dT%H%M%S}{0:06d}Z-{corpus.seed:04x}"
        run_ids.append(run_id)
        articles = [make_article(corpus, next(numbers), rng, started) for _ in range(count)]
        tables = {
            "articles": [row | {"run_id": run_id} for row in articles],
            "duplicates": [row | {"run_id": run_id} for row in copies_of(articles, rng)],
            "quarantine": list(set_aside(night, run_id, started)),
        }
        tables["runs"] = [make_run(run_id, started, tables)]
        commit(out, run_id, started, tables)
    return run_ids


def commit(
    out: Path, run_id: str, started: datetime, tables: dict[str, list[dict[str, Any]]]
) -> None:
    with store.write_lock(out):
        folder = store.staging_folder(out, run_id)
        added = {}
        for name, rows in tables.items():
            if rows:
                path = folder / f"{name}.parquet"
                table = pa.Table.from_pylist(rows, schema=DATASETS[name])
                store.write_parquet(table, path, DATASETS[name])
                added[name] = ((f"ingest_date={started:%Y-%m-%d}/part-{run_id}.parquet", path),)
        store.commit(out, store.Change(added=added))
        store.sweep(out, 0)


def make_article(
    corpus: Corpus, number: int, rng: random.Random, started: datetime
) -> dict[str, Any]:
    source = min(int(rng.expovariate(0.5)), len(SOURCES) - 1)
    headline = sentence(rng, 6).rstrip(".")
    if corpus.headlines:
        headline = corpus.headlines[number % len(corpus.headlines)]
    paragraphs = [sentence(rng, max(4, corpus.words // 4)) for _ in range(4)]
    body = "\n\n".join(paragraphs) + f" No. {number}."
    digest = hashlib.sha256(body.encode()).hexdigest()
    language = corpus.languages[source % len(corpus.languages)]
    if len(corpus.languages) > len(SOURCES):
        language = corpus.languages[number % len(corpus.languages)]
    published = started - timedelta(minutes=rng.randrange(1, 60 * 24), microseconds=number)
    return make_row(DATASETS["articles"], number) | {
        "article_id": digest[:32],
        "content_hash": digest,
        "ingested_at": started,
        "source_path": f"feed/{number:06d}.txt",
        "source_format": "text",
        "record_index": 0,
        "encoding": "utf-8",
        "url": f"https://news.example/{number}" if number % 3 else None,
        "headline": headline if number % 17 else None,
        "teaser": None if number % 5 else "What happened, in a line.",
        "dateline": "PORT ELLERY" if number % 2 else None,
        "byline": "By Ann Lee" if number % 2 else None,
        "authors": ["Ann Lee"] if number % 2 else [],
        "publisher": SOURCES[source],
        "credit": None,
        "syndicated_from": None,
        "body": body,
        "removed": cuts_of(headline, "By Ann Lee" if number % 2 else ""),
        "published_at": published if number % 23 else None,
        "published_at_source": "json-ld" if number % 23 else "none",
        "published_at_flag": None,
        "language": language,
        "language_confidence": 0.99,
        "language_flag": None if number % 31 else "short",
        "char_count": len(body),
        "word_count": len(body.split()),
        "sentence_count": 5,
        "paragraph_count": 4,
        "reading_time_minutes": 0.5,
        "lexical_diversity": 0.8,
        "readability": None,
        "readability_formula": None,
        "quality_flags": ["gopher_short"] if number % 41 == 0 else [],
        "cluster_size": 2 if number % 10 == 0 else 1,
    }


def cuts_of(headline: str, byline: str) -> list[dict[str, Any]]:
    end = len(headline) + 2
    cuts = [{"rule": "headline", "start": 0, "end": end, "text": headline + "\n\n"}]
    if byline:
        cuts += [{"rule": "byline", "start": end, "end": end + len(byline), "text": byline}]
    return cuts


def sentence(rng: random.Random, words: int) -> str:
    return " ".join(rng.choices(WORDS, k=words)).capitalize() + "."


def copies_of(articles: Sequence[dict[str, Any]], rng: random.Random) -> Iterator[dict[str, Any]]:
    for row in articles:
        if row["cluster_size"] > 1:
            near = rng.random() < 0.5
            body = row["body"] + (" Shortened." if near else "")
            digest = hashlib.sha256(body.encode()).hexdigest()
            original = {name: row[name] for name in DATASETS["duplicates"].names if name in row}
            later = timedelta(minutes=rng.randrange(-120, 600))
            yield original | {
                "article_id": digest[:32],
                "content_hash": digest,
                "body": body,
                "headline": f"{row['headline']} (agency)" if near else row["headline"],
                "published_at": row["published_at"] and row["published_at"] + later,
                "source_path": row["source_path"].replace("feed/", "copies/"),
                "publisher": rng.choice([name for name in SOURCES if name != row["publisher"]]),
                "duplicate_of": row["article_id"],
                "kind": "near" if near else "exact",
                "jaccard": 0.9 if near else 1.0,
                "containment": 1.0,
                "numbers": 1.0,
                "shared_keys": 20,
                "algorithm_version": 1,
            }


def set_aside(night: int, run_id: str, started: datetime) -> Iterator[dict[str, Any]]:
    for number, reason in enumerate(("binary", "empty", "no_body")[: 1 + night % 3]):
        yield make_row(DATASETS["quarantine"], number) | {
            "source_path": f"feed/bad-{night}-{number}.bin",
            "record_index": -1,
            "stage": "read",
            "reason": reason,
            "detail": "it is an image" if reason == "binary" else "",
            "run_id": run_id,
            "quarantined_at": started,
        }


def make_run(
    run_id: str, started: datetime, tables: dict[str, list[dict[str, Any]]]
) -> dict[str, Any]:
    counts = {name: len(rows) for name, rows in tables.items()}
    records = counts["articles"] + counts["duplicates"] + counts["quarantine"]
    row = make_row(DATASETS["runs"], 0) | {
        "run_id": run_id,
        "kind": "run",
        "started_at": started,
        "finished_at": started + timedelta(minutes=3),
        "files_listed": records,
        "files_taken": records,
        "files_unchanged": 0,
        "files_waiting": 0,
        "records": records,
        "articles": counts["articles"],
        "duplicates": counts["duplicates"],
        "quarantined": counts["quarantine"],
        "unchanged": 0,
    }
    row |= {name: json.dumps({}) for name in ("settings", "versions", "timings")}
    return row | {"volumes": volumes_of(tables), "findings": "[]", "detail": ""}


def volumes_of(tables: dict[str, list[dict[str, Any]]]) -> str:
    names = ("source_path", "publisher", "url", "language", "char_count")
    rows = [
        {name: row[name] for name in names} | {"outcome": outcome}
        for outcome in ("article", "duplicate")
        for row in tables[f"{outcome}s"]
    ]
    paths = pa.table({"source_path": [row["source_path"] for row in tables["quarantine"]]})
    return encode(
        measure(pa.Table.from_pylist(rows), paths.cast(pa.schema([("source_path", pa.string())])))
    )
