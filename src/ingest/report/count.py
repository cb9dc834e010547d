"""From columns of numbers to the facts of the page."""

import datetime as dt
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as pads

from ingest import store
from ingest.article import REASONS
from ingest.completeness import assess, build_history, decode, overview
from ingest.memory import give_back
from ingest.objects import address_of, named
from ingest.report.copying import (
    Copies,
    Originals,
    count_pairs,
    list_copied,
    most_copied,
    read_copies,
)
from ingest.report.facts import Facts, Ints, Quarantine, Series, Source, Totals
from ingest.report.gather import (
    NO_DAY,
    Articles,
    batches,
    read_articles,
)
from ingest.report.times import EPOCH, Steps, choose_steps

__all__ = ["count_snapshot"]

MOST_SOURCES = 60
MOST_RUNS = 30
EXAMPLES = 5
THRESHOLD = 4.0
"""Robust standard deviations from which on a night differs from the nights before."""


def count_snapshot(snapshot: store.Snapshot, out: Path) -> Facts:
    """Count everything the page tells of a snapshot."""
    opened = {
        name: store.open_snapshot(snapshot, name)
        for name in ("articles", "duplicates", "quarantine", "runs")
    }
    copies = read_copies(opened["duplicates"])
    articles = read_articles(opened["articles"], copies.originals, most_copied(copies))
    originals = Originals(articles.origin, articles.sources.list, articles.headlines)
    give_back()
    dated = articles.days[(articles.days != NO_DAY) & (articles.flagged == 0)]
    steps = choose_steps(dated)
    quarantine = _quarantine(opened["quarantine"])
    runs = _runs(opened["runs"])
    return Facts(
        totals=_totals(snapshot, articles, len(copies.of), sum(q.count for q in quarantine)),
        published=steps.series(dated) if steps else Series((), "day", ()),
        taken=_series(articles.taken),
        sources=_sources(articles, copies, steps),
        languages=_languages(articles),
        lengths=_lengths(articles.words),
        median_words=_median(articles.words),
        kinds=tuple(copies.kinds.items()),
        copying=count_pairs(copies, originals),
        copied=list_copied(copies, originals),
        quarantine=quarantine,
        known=tuple(sorted(articles.known.items(), key=lambda pair: (-pair[1], pair[0]))),
        runs=runs[:MOST_RUNS],
        out=named(out) if address_of(out) else out.name,
        **_completeness(opened["runs"]),
    )


def _totals(
    snapshot: store.Snapshot, articles: Articles, duplicates: int, quarantined: int
) -> Totals:
    sound = articles.days[(articles.days != NO_DAY) & (articles.flagged == 0)]
    return Totals(
        snapshot=snapshot.number,
        articles=len(articles.days),
        duplicates=duplicates,
        quarantined=quarantined,
        sources=len(articles.sources.numbers),
        languages=len([name for name in articles.languages.numbers if name != "und"]),
        first_day=_date(sound.min()) if len(sound) else None,
        last_day=_date(sound.max()) if len(sound) else None,
        last_taken=_date(articles.taken.max()) if len(articles.taken) else None,
        undated=int((articles.days == NO_DAY).sum()),
        flagged=int(articles.flagged.sum()),
    )


def _date(day: int) -> dt.date:
    return EPOCH + dt.timedelta(days=int(day))


def _series(days: Ints) -> Series:
    steps = choose_steps(days)
    return steps.series(days) if steps else Series((), "day", ())


def _median(values: Ints) -> int:
    return round(float(np.median(values))) if len(values) else 0


def _sources(articles: Articles, copies: Copies, steps: Steps | None) -> tuple[Source, ...]:
    """Describe the sources that bring most, each with its own series."""
    names = articles.sources.list
    totals = np.bincount(articles.source, minlength=len(names)) if names else np.zeros(0, int)
    repeated = copies.by_source()
    order = sorted(range(len(names)), key=lambda number: (-totals[number], names[number]))
    languages = articles.languages.list
    found = []
    for number in order[:MOST_SOURCES]:
        mine = articles.source == number
        spoken = np.bincount(articles.language[mine], minlength=len(languages))
        found.append(
            Source(
                name=names[number],
                articles=int(totals[number]),
                duplicates=repeated.get(names[number], 0),
                words=_median(articles.words[mine]),
                language=languages[int(spoken.argmax())],
                counts=_counts(articles, mine, steps),
                last_in=_date(articles.taken[mine].max()),
            )
        )
    return tuple(found)


def _counts(articles: Articles, mine: Any, steps: Steps | None) -> tuple[int, ...]:
    days = articles.days[mine & (articles.days != NO_DAY) & (articles.flagged == 0)]
    return steps.series(days).counts if steps else ()


def _languages(articles: Articles) -> tuple[tuple[str, int, int], ...]:
    names = articles.languages.list
    counts = np.bincount(articles.language, minlength=len(names))
    unsure = np.bincount(articles.language, articles.unsure, minlength=len(names))
    rows = [(name, int(counts[n]), int(unsure[n])) for n, name in enumerate(names)]
    return tuple(sorted(rows, key=lambda row: (-row[1], row[0])))


def _lengths(words: Ints) -> tuple[tuple[int, int, int], ...]:
    """Count lengths in about 24 steps of a round width; the last step is open."""
    if not len(words):
        return ()
    top = int(np.quantile(words, 0.98)) + 1
    width = next(size for size in _WIDTHS if top / size <= 24 or size == _WIDTHS[-1])
    steps = max(1, -(-top // width))
    counts = np.bincount(np.minimum(words // width, steps), minlength=steps + 1)
    return tuple(
        (number * width, (number + 1) * width, int(count)) for number, count in enumerate(counts)
    )


_WIDTHS = (5, 10, 20, 25, 50, 100, 200, 250, 500, 1_000, 2_000, 5_000, 10_000, 100_000)


def _quarantine(dataset: pads.Dataset) -> tuple[Quarantine, ...]:
    counts: Counter[str] = Counter()
    first: dict[str, list[dict[str, Any]]] = {}
    for batch in batches(dataset, ["reason", "source_path", "detail"]):
        reasons = batch["reason"].cast(pa.string())
        for row in pc.value_counts(reasons).to_pylist():
            reason = row["values"]
            mine = batch.filter(pc.equal(reasons, reason)).sort_by("source_path")
            examples = [*first.get(reason, []), *mine.slice(0, EXAMPLES).to_pylist()]
            first[reason] = sorted(examples, key=lambda e: e["source_path"])[:EXAMPLES]
            counts[reason] += row["counts"]
    found = [
        Quarantine(
            reason,
            REASONS.get(reason, ""),
            count,
            tuple((example["source_path"], example["detail"]) for example in first[reason]),
        )
        for reason, count in counts.items()
    ]
    return tuple(sorted(found, key=lambda q: (-q.count, q.reason)))


def _runs(dataset: pads.Dataset) -> tuple[dict[str, Any], ...]:
    columns = ["run_id", "kind", "started_at", "files_taken", "articles", "duplicates"]
    table = dataset.to_table(columns=[*columns, "quarantined"])
    return tuple(table.sort_by([("run_id", "descending")]).to_pylist())


def _completeness(dataset: pads.Dataset) -> dict[str, Any]:
    """Compare the last night with the nights before, as far as the runs noted their volumes."""
    if "volumes" not in dataset.schema.names:
        return {}
    nightly = pc.field("kind").cast(pa.string()) == "run"
    rows = dataset.to_table(columns=["started_at", "volumes"], filter=nightly).to_pylist()
    history = build_history(
        (row["started_at"], decode(row["volumes"])) for row in rows if row["volumes"]
    )
    if not history.days:
        return {}
    return {
        "findings": assess(history, THRESHOLD),
        "overview": overview(history),
        "nights": len(history.days),
    }
