"""Completeness on resampled history: what is found of planted losses, and how often it cries wolf.

    python benchmarks/completeness.py DATA [--trials 60] [--check]

DATA is the folder of the open sets. Its text files are the pool from which nights are drawn, with
their real lengths; each source draws from one set. A source has a mean rate, weekdays of its own
(weekends bring 30 to 100 %), waves (an autocorrelated factor of 5 % by default) and chance. Nine
weeks make the past; in the tenth week something is planted in one source of each size: nothing, a
loss of 30 %, or silence.
"""

import argparse
import datetime as dt
from pathlib import Path

import numpy as np
import numpy.typing as npt
from measures_floors import finish

from ingest.completeness import Finding, Volumes, assess, build_history
from ingest.completeness.volumes import Cell

SETS = ("text_wikinews_en", "text_lctt_zh_en", "text_freecodecamp_zh", "dup_lctt_revisions")
RATES = (3, 10, 30, 100, 300)
PAST, WEEK = 63, 7
WAVES = 0.05
START = dt.datetime(2026, 1, 5, 2, 0, tzinfo=dt.UTC)
Counts = npt.NDArray[np.int64]


def lengths_of(folder: Path) -> npt.NDArray[np.float64]:
    """Natural logarithms of the lengths of a set's text files."""
    paths = sorted(p for p in folder.rglob("*") if p.suffix in (".txt", ".md") and p.is_file())
    sizes = [path.stat().st_size for path in paths]
    return np.log([float(size) for size in sizes if size > 0])


def draw_counts(rate: float, waves: float, random: np.random.Generator) -> Counts:
    """Draw a source's articles per night: weekdays, waves and chance."""
    weekend = random.uniform(0.3, 1.0)
    days = np.arange(PAST + WEEK)
    pattern = np.where(days % 7 >= 5, weekend, 1.0)
    wave, level = [], 0.0
    for shock in random.normal(0, waves, len(days)):
        level = 0.6 * level + 0.8 * shock
        wave.append(level)
    return random.poisson(rate * pattern * np.exp(wave))


def nights(
    counts: dict[str, Counts],
    pools: list[npt.NDArray[np.float64]],
    random: np.random.Generator,
) -> list[tuple[dt.datetime, Volumes]]:
    """Draw the articles of every night."""
    runs = []
    for day in range(PAST + WEEK):
        cells = []
        for number, (name, series) in enumerate(counts.items()):
            count = int(series[day])
            if count:
                logs = random.choice(pools[number % len(pools)], count)
                duplicates = int(random.binomial(count, 0.1))
                square = float(np.sum(logs**2))
                cells.append(Cell(name, "en", count, duplicates, float(np.sum(logs)), square))
        runs.append((START + dt.timedelta(days=day), Volumes(tuple(cells))))
    return runs


def judge_week(runs: list[tuple[dt.datetime, Volumes]], threshold: float) -> list[list[Finding]]:
    """Judge each night of the last week in its turn."""
    ends = range(PAST + 1, PAST + WEEK + 1)
    return [list(assess(build_history(runs[:end]), threshold)) for end in ends]


def main() -> None:
    """Measure, print, and check the floors."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--trials", type=int, default=60)
    parser.add_argument("--threshold", type=float, default=3.5)
    parser.add_argument("--waves", type=float, default=WAVES)
    parser.add_argument("--check", action="store_true")
    given = parser.parse_args()
    pools = [logs for name in SETS if len(logs := lengths_of(given.data / name))]
    random = np.random.default_rng(8)
    found: dict[tuple[str, int], list[int]] = {}
    alarms = nights_seen = 0
    kinds: dict[str, int] = {}
    for trial in range(given.trials):
        counts = {
            f"s{rate}-{n}": draw_counts(rate, given.waves, random)
            for rate in RATES
            for n in range(4)
        }
        plant = ("none", "loss", "silence")[trial % 3]
        for rate in RATES:
            last = counts[f"s{rate}-0"][PAST:]
            if plant == "loss":
                last[:] = random.binomial(last, 0.7)
            elif plant == "silence":
                last[:] = 0
        week = judge_week(nights(counts, pools, random), given.threshold)
        for rate in RATES:
            name = f"source s{rate}-0"
            hits = [
                day
                for day, findings in enumerate(week, 1)
                if any(f.series == name and f.kind in ("loss", "silent") for f in findings)
            ]
            found.setdefault((plant, rate), []).append(hits[0] if hits else 99)
        for findings in week:
            wrong = [f for f in findings if plant == "none" or is_of_a_sound_source(f)]
            alarms += len(wrong)
            nights_seen += 1
            for finding in wrong:
                kinds[finding.kind] = kinds.get(finding.kind, 0) + 1
    figures = show(found, alarms, nights_seen, kinds)
    finish(figures, check=given.check)


def is_of_a_sound_source(finding: Finding) -> bool:
    """Whether nothing was planted in the source that a finding is about."""
    return finding.series.startswith("source") and not finding.series.endswith("-0")


def show(
    found: dict[tuple[str, int], list[int]], alarms: int, nights_seen: int, kinds: dict[str, int]
) -> dict[str, float]:
    """Print the tables; return the figures that have floors."""
    figures: dict[str, float] = {}
    print(f"{'planted':>8} {'a day':>6} {'night 1':>8} {'by 3':>6} {'by 7':>6}")
    for plant in ("silence", "loss"):
        for rate in RATES:
            first = np.array(found[plant, rate])
            shares = [float(np.mean(first <= night)) for night in (1, 3, 7)]
            print(f"{plant:>8} {rate:>6} " + " ".join(f"{share:7.0%}" for share in shares))
            if rate >= 30:
                figures[f"completeness.{plant}.{rate}.by_1"] = shares[0]
            figures[f"completeness.{plant}.{rate}.by_7"] = shares[2]
    each = 1000 * alarms / (nights_seen * 20)
    print(
        f"false alarms: {alarms} in {nights_seen} nights of 20 sources, {each:.2f} per 1,000"
        f" source-nights {dict(sorted(kinds.items()))}"
    )
    figures["completeness.false_alarms_per_1000"] = each
    return figures


if __name__ == "__main__":
    main()
