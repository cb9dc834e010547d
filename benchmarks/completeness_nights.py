"""Nights for `completeness.py`, drawn in two ways: made by a formula, or resampled from real days.

Made: a source has a mean rate, weekdays of its own (weekends bring 30 to 100 %), waves (an
autocorrelated factor) and chance. Real: the articles of the open sets, taken in by the real
pipeline, each on the day that it was really published. A source of the benchmark is one real source
that brings as many times more as its size wants: each of its weeks is the sum of so many real weeks
drawn from that source's life, weekday by weekday. So its weekdays are real, and articles come in
the lumps and with the pauses of a real desk, which make its nights less even than chance would.
"""

import datetime as dt
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np
import numpy.typing as npt
import pyarrow as pa

import ingest
from ingest import pipeline
from ingest.completeness import Volumes, decode, encode, measure
from ingest.settings import Settings

NIGHTS = 70
START = dt.datetime(2026, 1, 5, 2, 0, tzinfo=dt.UTC)
COLUMNS = ["source_path", "published_at", "publisher", "url", "language", "char_count"]
ENOUGH = 40
"""A real source with fewer dated articles has no rhythm to resample."""
_VIA = re.compile(r"via: ?\(?(https?://[^\s/)]+)")
_DAY = re.compile(r"(?<!\d)(20\d\d)([01]\d)([0-3]\d)(?!\d)")
Counts = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Source:
    """One source of the benchmark.

    Attributes:
        nights: rows of the pool's table, night by night.
        expected: what one who knew the truth would expect of each night.
    """

    nights: tuple[Counts, ...]
    expected: Floats


@dataclass(frozen=True)
class Life:
    """A real source, day by day, from a Monday on.

    Attributes:
        rows: of the pool's table, in the order of their days.
        ends: how many rows the days up to and with each one have; one 0 before the first.
    """

    rows: Counts
    ends: Counts

    @property
    def weeks(self) -> int:
        """Whole weeks of it."""
        return (len(self.ends) - 1) // 7

    def rows_of(self, days: Counts) -> Counts:
        """Give the rows of several days, as often as they are named."""
        first, sizes = self.ends[days], self.ends[days + 1] - self.ends[days]
        inner = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        return self.rows[np.repeat(first, sizes) + inner]


@dataclass(frozen=True)
class Pool:
    """Real articles, and the lives of the sources that they come from."""

    rows: pa.Table
    lives: tuple[Life, ...]


def take_in(data: Path, work: Path) -> Pool:
    """Lay real articles out in one folder per source, take them in, and sort them by real days."""
    raw, out = work / "raw", work / "out"
    if not out.exists():
        for path in sorted((data / "text_wikinews_en" / "txt").rglob("*.txt")):
            _copy(path, raw / "wikinews")
        for path in sorted((data / "text_lctt_zh_en" / "en").rglob("*.md")):
            via = _VIA.search(path.read_text("utf-8", "replace"))
            host = (urlsplit(via[1]).hostname or "") if via else ""
            _copy(path, raw / (host.removeprefix("www.") or "unknown"))
        pipeline.run(raw, out, Settings(settle_seconds=0))
    table = ingest.open_dataset(out, "articles").to_table(columns=COLUMNS)
    paths, stamps = table["source_path"].to_pylist(), table["published_at"].to_pylist()
    found: dict[str, list[tuple[dt.date, int]]] = {}
    for row, (path, stamp) in enumerate(zip(paths, stamps, strict=True)):
        day = _day_of(path) or (stamp.date() if stamp else None)
        if day:
            found.setdefault(path.partition("/")[0], []).append((day, row))
    kept = [dated for name, dated in sorted(found.items()) if len(dated) >= ENOUGH]
    return Pool(table, tuple(_life(dated) for dated in kept))


def _copy(path: Path, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, folder / path.name)


def _day_of(path: str) -> dt.date | None:
    printed = _DAY.search(path)
    try:
        return dt.date(*map(int, printed.groups())) if printed else None
    except ValueError:
        return None


def _life(dated: list[tuple[dt.date, int]]) -> Life:
    """Lay out the middle nine tenths of a source, empty days included."""
    ordered = sorted(day for day, _ in dated)
    first, last = ordered[len(ordered) // 20], ordered[-1 - len(ordered) // 20]
    first -= dt.timedelta(days=first.weekday())
    inside = sorted((day, row) for day, row in dated if first <= day <= last)
    numbers = [(day - first).days for day, _ in inside]
    sizes = np.bincount(numbers, minlength=(last - first).days + 7)
    return Life(np.array([row for _, row in inside]), np.concatenate([[0], np.cumsum(sizes)]))


def draw_real(pool: Pool, number: int, rate: float, random: np.random.Generator) -> Source:
    """Draw the nights of a source that brings `rate` articles a night on average."""
    life = pool.lives[number % len(pool.lives)]
    all_weeks = np.arange(life.weeks)
    many = max(1, round(rate * 7 * life.weeks / life.ends[7 * life.weeks]))
    means = [len(life.rows_of(7 * all_weeks + day)) / life.weeks for day in range(7)]
    nights = []
    for night in range(NIGHTS):
        if night % 7 == 0:
            weeks = random.choice(all_weeks, many)
        nights.append(life.rows_of(7 * weeks + night % 7))
    return Source(tuple(nights), many * np.array([means[night % 7] for night in range(NIGHTS)]))


def draw_made(
    pool: Pool, number: int, rate: float, waves: float, random: np.random.Generator
) -> Source:
    """Draw a source's nights from a formula; its articles are those of one real source."""
    weekend = random.uniform(0.3, 1.0)
    days = np.arange(NIGHTS)
    expected = rate * np.where(days % 7 >= 5, weekend, 1.0)
    wave, level = [], 0.0
    for shock in random.normal(0, waves, len(days)):
        level = 0.6 * level + 0.8 * shock
        wave.append(level)
    counts = random.poisson(expected * np.exp(wave))
    rows = pool.lives[number % len(pool.lives)].rows
    return Source(tuple(random.choice(rows, count) for count in counts), expected)


def volumes_of(
    pool: Pool, sources: dict[str, Source], random: np.random.Generator
) -> list[Volumes]:
    """Let the package measure each night, write it down and read it again."""
    quarantine = pa.table({"source_path": pa.array([], pa.string())})
    found = []
    for night in range(NIGHTS):
        rows = np.concatenate([source.nights[night] for source in sources.values()])
        sizes = [len(source.nights[night]) for source in sources.values()]
        table = pool.rows.take(rows).drop_columns("publisher")
        names = np.repeat(np.array(list(sources), dtype=object), sizes)
        copies = np.where(random.random(len(rows)) < 0.1, "duplicate", "article")
        table = table.append_column("publisher", pa.array(names, pa.string()))
        table = table.append_column("outcome", pa.array(copies.astype(object), pa.string()))
        found.append(decode(encode(measure(table, quarantine))))
    return found
