"""Changes of kind: length, language, share of duplicates, share of quarantined records."""

import itertools
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from ingest.completeness.baseline import MIN_DAYS, Array, compare_level, share_angle
from ingest.completeness.history import History, Series, collect
from ingest.completeness.volumes import OTHERS

__all__ = ["Drift", "find_drifts"]

ENOUGH = 20
"""A day of fewer records says nothing about shares and lengths."""
LENGTH = 1.25
"""Lengths that differ by less than this factor are not worth a line."""
SHARE = 0.1
"""Shares that differ by less than this are not worth a line …"""
QUARANTINE_SHARE = 0.03
"""… but fewer quarantined records are."""


@dataclass(frozen=True, slots=True)
class Drift:
    """A property of a source that is not what it was.

    Attributes:
        expected: median of the past: a length in characters, or a share.
        language: which one's share changed; empty for other kinds.
    """

    kind: Literal["length", "language", "duplicates", "quarantine"]
    series: str
    expected: float
    actual: float
    z: float
    language: str = ""


def find_drifts(history: History, threshold: float) -> Iterator[Drift]:
    """Yield what differs from the past by more than `threshold` robust standard deviations."""
    groups = collect(
        history, lambda cell: f"source {cell.source}" if cell.source != OTHERS else None
    )
    for series in (*collect(history, lambda _: "all"), *groups):
        records = series.records
        usable = records >= ENOUGH
        if not usable[-1] or usable[:-1].sum() < MIN_DAYS:
            continue
        yield from _lengths(series, usable, threshold)
        duplicates = series.counts(lambda cell: cell.duplicates)
        found = _share(duplicates[usable], records[usable], threshold, SHARE)
        if found:
            yield Drift("duplicates", series.name, *found)
        yield from _languages(series, usable, threshold)
    yield from _quarantine(history, threshold)


def _lengths(series: Series, usable: npt.NDArray[np.bool_], threshold: float) -> Iterator[Drift]:
    """Compare the mean logarithm of the lengths: a geometric mean is no slave of long ones."""
    records = series.records[usable]
    means = series.counts(lambda cell: cell.log_length)[usable] / records
    squares = series.counts(lambda cell: cell.log_length_squared)[usable] / records
    errors = np.sqrt(np.maximum(squares - means**2, 1e-4) / records)
    z = compare_level(means[:-1], errors[:-1], float(means[-1]), float(errors[-1]))
    usual = float(np.median(means[:-1]))
    if abs(z) >= threshold and abs(means[-1] - usual) >= np.log(LENGTH):
        yield Drift("length", series.name, float(np.exp(usual)), float(np.exp(means[-1])), z)


def _share(
    part: Array, whole: Array, threshold: float, least: float
) -> tuple[float, float, float] | None:
    """Compare the last day's share with the days before: (usual, today's, z) if it stands out."""
    angles = share_angle(part, whole)
    errors = 1.0 / np.sqrt(whole)
    z = compare_level(angles[:-1], errors[:-1], float(angles[-1]), float(errors[-1]))
    usual, today = float(np.median(part[:-1] / whole[:-1])), float(part[-1] / whole[-1])
    stands_out = abs(z) >= threshold and abs(today - usual) >= least
    return (usual, today, z) if stands_out else None


def _languages(series: Series, usable: npt.NDArray[np.bool_], threshold: float) -> Iterator[Drift]:
    """Yield the language whose share changed most, if one did."""
    days: list[Counter[str]] = []
    for cells in itertools.compress(series.cells, usable):
        day: Counter[str] = Counter()
        for cell in cells:
            day[cell.language] += cell.records
        days.append(day)
    whole = np.array([float(sum(day.values())) for day in days])
    drifts: list[Drift] = []
    for language in sorted({name for day in days for name in day}):
        part = np.array([float(day[language]) for day in days])
        found = _share(part, whole, threshold, SHARE)
        if found:
            drifts.append(Drift("language", series.name, *found, language=language))
    if drifts:
        yield max(drifts, key=lambda drift: (abs(drift.actual - drift.expected), drift.language))


def _quarantine(history: History, threshold: float) -> Iterator[Drift]:
    """Compare, for all of RAW and for each of its folders, how much could not be used."""
    for name, counts in _quarantine_counts(history).items():
        part, whole = counts
        usable = whole >= ENOUGH
        if not usable[-1] or usable[:-1].sum() < MIN_DAYS:
            continue
        found = _share(part[usable], whole[usable], threshold, QUARANTINE_SHARE)
        if found:
            yield Drift("quarantine", name, *found)


def _quarantine_counts(history: History) -> dict[str, Array]:
    """For everything and each of today's folders: records quarantined and read, day by day."""
    today = sorted(count.folder for count in history.days[-1].volumes.folders)
    names = {folder: f"folder {folder}" for folder in today}
    found = {name: np.zeros((2, len(history.days))) for name in ("all", *names.values())}
    for index, day in enumerate(history.days):
        for count in day.volumes.folders:
            for name in {"all", names.get(count.folder, "all")}:
                found[name][:, index] += (count.quarantined, count.records)
    return found
