"""What is found of planted losses, and how often it cries wolf, night after night.

    python benchmarks/completeness.py DATA WORK [--history real|made] [--trials 60] [--check]

DATA is the folder of the open sets; in WORK their articles are taken in by the pipeline, once. See
`completeness_nights.py` for how nights are drawn. Nine weeks make the past; in the tenth, something
is planted in one of four sources of each size: nothing, a loss of 30 % of its articles, or silence.
Beside what is found stands what a test would find that knows the truth: the same threshold on the
same windows, with the source's true mean in place of an estimate, and chance alone as its noise.
"""

import argparse
import datetime as dt
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
from completeness_nights import (
    NIGHTS,
    START,
    Floats,
    Source,
    draw_made,
    draw_real,
    take_in,
    volumes_of,
)
from measures_floors import finish

from ingest.completeness import Finding, Volumes, judge

RATES = (3, 10, 30, 100, 300)
PAST, WEEK, EACH = 63, 7, 4
PLANTS = ("none", "loss", "silence")
LOST = 0.3
NEVER = 99
Draw = Callable[[int, float, np.random.Generator], Source]


def plant(source: Source, what: str, random: np.random.Generator) -> Source:
    """Lose articles of the last week."""
    kept = {"none": 1.0, "loss": 1.0 - LOST, "silence": 0.0}[what]
    week = tuple(rows[random.random(len(rows)) < kept] for rows in source.nights[PAST:])
    return replace(source, nights=(*source.nights[:PAST], *week))


def judge_week(nights: list[Volumes], threshold: float) -> list[tuple[Finding, ...]]:
    """Judge each night of the last week in its turn."""
    at = [START + dt.timedelta(days=day) for day in range(NIGHTS)]
    return [
        judge(tuple(zip(at[:end], nights[:end], strict=True)), at[end], nights[end], threshold)
        for end in range(PAST, NIGHTS)
    ]


def first_known(source: Source, threshold: float) -> int:
    """Say in which night one who knows the true means would see that something is missing."""
    counts: Floats = np.array([float(len(rows)) for rows in source.nights])
    gaps = 2 * np.sqrt(counts + 0.375) - 2 * np.sqrt(source.expected + 0.375)
    for end in range(PAST + 1, NIGHTS + 1):
        if any(gaps[end - days : end].sum() <= -threshold * np.sqrt(days) for days in (1, 3, 7)):
            return end - PAST
    return NEVER


def trial(number: int, draw: Draw, random: np.random.Generator) -> tuple[str, dict[str, Source]]:
    """Draw the sources of a trial, and plant something in the first of each size."""
    what = PLANTS[number % len(PLANTS)]
    sources = {}
    for place, rate in enumerate(RATES):
        for each in range(EACH):
            source = draw(number + place + each, rate, random)
            sources[f"s{rate}-{each}"] = plant(source, "none" if each else what, random)
    return what, sources


def main() -> None:
    """Measure, print, and check the floors."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--history", choices=("real", "made"), default="real")
    parser.add_argument("--trials", type=int, default=60)
    parser.add_argument("--threshold", type=float, default=3.5)
    parser.add_argument("--waves", type=float, default=0.05)
    parser.add_argument("--check", action="store_true")
    given = parser.parse_args()
    pool = take_in(given.data, given.work)
    print(f"{len(pool.lives)} real sources, {len(pool.rows)} articles")

    def draw(number: int, rate: float, random: np.random.Generator) -> Source:
        if given.history == "real":
            return draw_real(pool, number, rate, random)
        return draw_made(pool, number, rate, given.waves, random)

    random = np.random.default_rng(8)
    found: dict[tuple[str, int], list[tuple[int, int]]] = {}
    alarms: Counter[str] = Counter()
    nights = 0
    for number in range(given.trials):
        what, sources = trial(number, draw, random)
        week = judge_week(volumes_of(pool, sources, random), given.threshold)
        for rate in RATES:
            seen = first_found(week, f"source s{rate}-0")
            known = first_known(sources[f"s{rate}-0"], given.threshold)
            found.setdefault((what, rate), []).append((seen, known))
        nights += len(week) * (len(sources) - (0 if what == "none" else len(RATES)))
        for findings in week:
            alarms.update(f.kind for f in findings if what == "none" or is_sound(f))
    figures = show(found, f"completeness.{given.history}")
    figures[f"completeness.{given.history}.false_alarms_per_1000"] = 1000 * alarms.total() / nights
    said = f"{alarms.total()} in {nights:,} nights of a source with nothing planted"
    print(f"false alarms: {said}: {dict(alarms)}")
    finish(figures, check=given.check)


def first_found(week: list[tuple[Finding, ...]], series: str) -> int:
    """Say in which night a source is first said to bring too little."""
    for night, findings in enumerate(week, 1):
        if any(f.series == series and f.kind in ("loss", "silent") for f in findings):
            return night
    return NEVER


def is_sound(finding: Finding) -> bool:
    """Whether nothing was planted in the source that a finding is about."""
    return finding.series.startswith("source") and not finding.series.endswith("-0")


def show(found: dict[tuple[str, int], list[tuple[int, int]]], name: str) -> dict[str, float]:
    """Print what was found; return the figures, which may have floors."""
    figures: dict[str, float] = {}
    print("  planted  a day   found in night 1, by 3, by 7   with the truth known")
    for what in ("silence", "loss"):
        for rate in RATES:
            first = np.array(found[what, rate])
            shares = [np.mean(first <= night, axis=0) for night in (1, 3, 7)]
            seen, known = ([f"{share[side]:7.0%}" for share in shares] for side in (0, 1))
            print(f"{what:>9} {rate:>6} {' '.join(seen):>26}   {' '.join(known):>24}")
            for night, share in zip((1, 3, 7), shares, strict=True):
                figures[f"{name}.{what}.{rate}.by_{night}"] = float(share[0])
    return figures


if __name__ == "__main__":
    main()
