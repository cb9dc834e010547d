"""The days before: volumes of runs, added up per day and laid out as one series per source."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from ingest.completeness.baseline import Array
from ingest.completeness.volumes import Cell, Volumes, add_up

__all__ = ["Day", "History", "Series", "build_history", "collect"]


@dataclass(frozen=True, slots=True)
class Day:
    """What the runs of one day took in.

    Attributes:
        last_at: when the last of them started.
    """

    date: dt.date
    last_at: dt.datetime
    volumes: Volumes


@dataclass(frozen=True)
class History:
    """Days in their order; the last one is the day to be judged.

    Attributes:
        cover: how many ordinary nights each day stands for; 2.0 after a night without a run.
        weekdays: 0 is Monday.
    """

    days: tuple[Day, ...]
    cover: Array
    weekdays: npt.NDArray[np.int64]


@dataclass(frozen=True)
class Series:
    """One source's or language's cells, day by day, from the first day on which it was seen.

    Attributes:
        first: index of that day in the history.
        cells: per day from then on, empty where nothing came.
    """

    name: str
    first: int
    cells: tuple[tuple[Cell, ...], ...]

    def counts(self, of: Callable[[Cell], float]) -> Array:
        """Add up a property of the cells of each day."""
        return np.array([float(sum(of(cell) for cell in cells)) for cells in self.cells])

    @property
    def records(self) -> Array:
        """Records per day."""
        return self.counts(lambda cell: cell.records)


def build_history(runs: Iterable[tuple[dt.datetime, Volumes]]) -> History:
    """Add the volumes of runs up per day.

    Args:
        runs: when each run started (UTC), and what it took in; in any order.
    """
    by_date: dict[dt.date, list[tuple[dt.datetime, Volumes]]] = defaultdict(list)
    for started_at, volumes in runs:
        by_date[started_at.date()].append((started_at, volumes))
    days = tuple(
        Day(date, max(at for at, _ in found), add_up(volumes for _, volumes in found))
        for date, found in sorted(by_date.items())
    )
    weekdays = np.array([day.date.weekday() for day in days], dtype=np.int64)
    return History(days, _cover([day.last_at for day in days]), weekdays)


def _cover(ends: Sequence[dt.datetime]) -> Array:
    """Say how many ordinary nights lie between each day's last run and the one before it."""
    seconds = np.array([end.timestamp() for end in ends])
    gaps = np.diff(seconds)
    if not len(gaps):
        return np.ones(len(seconds))
    nights = np.clip(gaps / np.median(gaps), 0.1, 30.0)
    nights[np.abs(nights - 1.0) < 0.15] = 1.0
    return np.concatenate([[1.0], nights])


def collect(history: History, key: Callable[[Cell], str | None]) -> list[Series]:
    """Lay the cells of all days out as series, in the order of their names.

    Args:
        history: the days.
        key: names the series a cell belongs to; None leaves it out.
    """
    found: dict[str, dict[int, list[Cell]]] = defaultdict(lambda: defaultdict(list))
    for index, day in enumerate(history.days):
        for cell in day.volumes.cells:
            name = key(cell)
            if name is not None:
                found[name][index].append(cell)
    count = len(history.days)
    return [_series(name, cells, count) for name, cells in sorted(found.items())]


def _series(name: str, cells: dict[int, list[Cell]], count: int) -> Series:
    first = min(cells)
    filled: Any = (tuple(cells.get(index, ())) for index in range(first, count))
    return Series(name, first, tuple(filled))
