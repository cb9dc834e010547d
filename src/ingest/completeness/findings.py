"""From a history to findings: what a person should look at in the morning, the worst first."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from ingest.completeness.baseline import MIN_DAYS, Array, Outlook, longest_silence, outlook
from ingest.completeness.drift import Drift, find_drifts
from ingest.completeness.history import History, Series, collect
from ingest.completeness.volumes import OTHERS

__all__ = ["Finding", "Kind", "assess", "series_of"]

Kind = Literal["silent", "loss", "spike", "new", "length", "language", "duplicates", "quarantine"]

WINDOWS = (1, 3, 7)
"""A night is judged alone, and with the two and the six before it: small losses add up."""
LOSS = 0.85
"""Only less than this share of what was expected is a loss: smaller gaps are anybody's morning."""
SPIKE = 2.0
"""Only more than this multiple of what was expected is a spike: news comes in waves."""
SILENCE = 9.0
"""A silence counts when chance would leave it once in e⁹, about 8,000, stretches of its length."""
NEW = 20
"""A source never seen before is worth a line from so many articles on."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it always is.

    Attributes:
        kind: what it is.
        series: "all", "language xx", "source NAME" or "folder NAME".
        days: how many days it is about, today included.
        expected: what the past leads one to expect: a count, a share, or a length in characters.
        actual: what came.
        z: the difference in robust standard deviations.
        text: one sentence for a person.
    """

    kind: Kind
    series: str
    days: int
    expected: float
    actual: float
    z: float
    text: str


def assess(history: History, threshold: float) -> tuple[Finding, ...]:
    """Compare the last day of a history with the days before.

    Args:
        history: at least `MIN_DAYS` days before the last one; with fewer there is no finding.
        threshold: robust standard deviations from which on a difference counts.

    Returns:
        Findings, silences first, then by how far they stand out.
    """
    if len(history.days) <= MIN_DAYS:
        return ()
    findings = [
        found
        for series in series_of(history)
        if (found := _judge_volume(history, series, threshold)) is not None
    ]
    findings += [_tell_drift(drift) for drift in find_drifts(history, threshold)]
    return tuple(sorted(findings, key=lambda f: (_ORDER.index(f.kind), -abs(f.z), f.series)))


_ORDER = ("silent", "loss", "quarantine", "length", "language", "duplicates", "spike", "new")


def series_of(history: History) -> Iterator[Series]:
    """Yield the series whose volume is judged: everything, each language, each source."""
    yield from collect(history, lambda _: "all")
    yield from collect(history, lambda c: f"language {c.language}" if c.language else None)
    yield from collect(history, lambda c: f"source {c.source}" if c.source != OTHERS else None)


def _judge_volume(history: History, series: Series, threshold: float) -> Finding | None:
    counts = series.records
    if series.first == len(history.days) - 1:
        return _tell_new(series.name, counts[-1]) if counts[-1] >= NEW else None
    cover, weekdays = history.cover[series.first :], history.weekdays[series.first :]
    outlooks = outlook(counts, cover, weekdays, WINDOWS)
    low = [seen for seen in outlooks if seen.z <= -threshold and seen.actual < LOSS * seen.expected]
    high = [
        seen for seen in outlooks if seen.z >= threshold and seen.actual > SPIKE * seen.expected
    ]
    quiet, longest = longest_silence(counts)
    if quiet and (_is_odd_silence(counts, cover, quiet, longest) or any(not s.actual for s in low)):
        return _tell_silence(series.name, counts, cover, quiet)
    if low:
        return _tell_volume("loss", series.name, min(low, key=lambda seen: seen.z))
    if high:
        return _tell_volume("spike", series.name, max(high, key=lambda seen: seen.z))
    return None


def _is_odd_silence(
    counts: Array,
    cover: Array,
    quiet: int,
    longest: int,
) -> bool:
    """Say whether a source is silent for longer than it ever was and than chance allows."""
    past = counts[:-quiet]
    if len(past) < MIN_DAYS or quiet <= longest:
        return False
    mean = float(past.sum() / cover[:-quiet].sum())
    bursts = max(1.0, float(past.var()) / mean) if mean else 1.0
    return mean * float(cover[-quiet:].sum()) / bursts >= SILENCE


def _tell_silence(
    name: str,
    counts: Array,
    cover: Array,
    quiet: int,
) -> Finding:
    mean = float(counts[:-quiet].sum() / cover[:-quiet].sum())
    expected = mean * float(cover[-quiet:].sum())
    z = -2.0 * (np.sqrt(expected + 0.375) - np.sqrt(0.375))
    text = f"{name}: nothing {_period(quiet)}, where about {expected:,.0f} were to be expected"
    return Finding("silent", name, quiet, round(expected, 1), 0.0, round(float(z), 1), text)


def _tell_volume(kind: Literal["loss", "spike"], name: str, seen: Outlook) -> Finding:
    text = (
        f"{name}: {seen.actual:,.0f} {_period(seen.days)}, where about {seen.expected:,.0f} were"
        f" to be expected{_percent(seen)}"
    )
    return Finding(
        kind, name, seen.days, round(seen.expected, 1), seen.actual, round(seen.z, 1), text
    )


def _percent(seen: Outlook) -> str:
    return f" ({seen.actual / seen.expected - 1:+.0%})" if seen.expected >= 1 else ""


def _tell_new(name: str, count: float) -> Finding:
    text = f"{name}: {count:,.0f} today, and never seen before"
    return Finding("new", name, 1, 0.0, float(count), 0.0, text)


def _period(days: int) -> str:
    return "today" if days == 1 else f"in {days} days"


def _tell_drift(drift: Drift) -> Finding:
    if drift.kind == "length":
        said = f"{drift.actual:,.0f} characters is today's typical length"
        usual = f"{drift.expected:,.0f}"
    else:
        said, usual = f"{drift.actual:.0%} {_SHARES[drift.kind]} today", f"{drift.expected:.0%}"
    of = f" ({drift.language})" if drift.language else ""
    text = f"{drift.series}: {said}{of}; it is {usual} as a rule"
    return Finding(
        drift.kind, drift.series, 1, drift.expected, drift.actual, round(drift.z, 1), text
    )


_SHARES = {
    "language": "are in this language",
    "duplicates": "are duplicates",
    "quarantine": "are quarantined",
}
