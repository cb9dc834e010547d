"""What the page tells: counts drawn from one snapshot, small whatever the size of the corpus."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from ingest.completeness import Finding, Row

__all__ = ["Copying", "Facts", "Quarantine", "Series", "Source", "Totals"]

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Totals:
    """Rows of the datasets, and when they were last added to.

    Attributes:
        first_day, last_day: of published_at, odd ones aside; None if no article is dated.
        last_taken: day of the last run that brought an article; None if none did.
        undated: articles without published_at.
        flagged: articles whose published_at is flagged as future or too old.
    """

    snapshot: int
    articles: int
    duplicates: int
    quarantined: int
    sources: int
    languages: int
    first_day: dt.date | None
    last_day: dt.date | None
    last_taken: dt.date | None
    undated: int
    flagged: int


@dataclass(frozen=True, slots=True)
class Series:
    """Counts in equal steps of time.

    Attributes:
        starts: first day of each step.
        step: "day", "week", "month" or "year".
        counts: one for each step.
        earlier: articles before the first step, left out of the picture.
    """

    starts: tuple[dt.date, ...]
    step: str
    counts: tuple[int, ...]
    earlier: int = 0


@dataclass(frozen=True, slots=True)
class Source:
    """One source.

    Attributes:
        duplicates: its records that repeat an article of any source.
        words: median length of its articles.
        counts: articles in the steps of `Facts.published`.
        last_in: day of the run that last brought an article of it.
    """

    name: str
    articles: int
    duplicates: int
    words: int
    language: str
    counts: tuple[int, ...]
    last_in: dt.date


@dataclass(frozen=True, slots=True)
class Copying:
    """How often one source repeats another.

    Attributes:
        original: source of the article that stands for the cluster.
        copier: source of the duplicate.
        jaccard: median similarity of the pairs.
    """

    original: str
    copier: str
    count: int
    jaccard: float


@dataclass(frozen=True, slots=True)
class Quarantine:
    """One reason of quarantine, with a few of its rows (source_path, detail)."""

    reason: str
    meaning: str
    count: int
    examples: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything on the page but headlines and texts.

    Attributes:
        published: articles by the day they were published.
        taken: articles by the day of the run that took them.
        lengths: words per article: (from, to, articles), in steps of equal width.
        known: name of a property and the number of articles that have it.
        copied: the most repeated articles: article_id, headline, source, records.
        findings: what differs from the nights before; None without a history.
        nights: days of runs that there are to compare.
    """

    totals: Totals
    published: Series
    taken: Series
    sources: tuple[Source, ...]
    languages: tuple[tuple[str, int, int], ...]
    lengths: tuple[tuple[int, int, int], ...]
    median_words: int
    kinds: tuple[tuple[str, int], ...]
    copying: tuple[Copying, ...]
    copied: tuple[dict[str, Any], ...]
    quarantine: tuple[Quarantine, ...]
    known: tuple[tuple[str, int], ...]
    runs: tuple[dict[str, Any], ...]
    findings: tuple[Finding, ...] = ()
    overview: tuple[Row, ...] = ()
    nights: int = 0
    out: str = field(default="OUT")
