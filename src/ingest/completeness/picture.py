"""The picture of the day: each source's last two weeks beside what was to be expected."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.completeness.baseline import outlook
from ingest.completeness.findings import series_of
from ingest.completeness.history import History

__all__ = ["Row", "overview", "sparkline"]

_BARS = "▁▂▃▄▅▆▇█"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the picture.

    Attributes:
        series: "all", "language xx" or "source NAME".
        recent: records per day, the last one is today.
        expected: what the past leads one to expect today; None with too little past.
        z: the difference in robust standard deviations; None with too little past.
    """

    series: str
    recent: tuple[int, ...]
    expected: float | None
    z: float | None

    @property
    def today(self) -> int:
        """Records of the last day."""
        return self.recent[-1]


def overview(history: History, days: int = 14, most: int = 30) -> tuple[Row, ...]:
    """Draw everything, the languages and the sources that bring or brought most.

    Args:
        history: the last day is today.
        days: how many days are shown.
        most: how many series are shown.
    """
    rows = []
    for series in series_of(history):
        counts = series.records
        cover, weekdays = history.cover[series.first :], history.weekdays[series.first :]
        found = outlook(counts, cover, weekdays, (1,))
        recent = tuple(int(count) for count in counts[-days:])
        padded = (0,) * (min(days, len(history.days)) - len(recent)) + recent
        expected = round(found[0].expected, 1) if found else None
        rows.append(Row(series.name, padded, expected, round(found[0].z, 1) if found else None))
    ordered = sorted(rows, key=lambda row: (_rank(row.series), -sum(row.recent), row.series))
    return tuple(ordered[:most])


def _rank(series: str) -> int:
    return ("all", "language", "source").index(series.partition(" ")[0])


def sparkline(values: Sequence[float]) -> str:
    """Draw numbers as a line of blocks; a dot is nothing at all.

    >>> sparkline([0, 1, 4, 8])
    '·▁▄█'
    """
    most = max(values, default=0)
    return "".join(
        "·" if not value else _BARS[math.ceil(value / most * len(_BARS)) - 1] for value in values
    )
