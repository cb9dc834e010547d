"""Days into equal steps of time that fit on a page: days, weeks, months or years."""

import datetime as dt

import numpy as np

from ingest.report.facts import Ints, Series

__all__ = ["Steps", "choose_steps"]

EPOCH = dt.date(1970, 1, 1)
MOST_STEPS = 92
_KEPT = 0.99
"""The picture begins where at most this share of the dated articles lies after it."""


class Steps:
    """A division of time: `number` says in which step each day lies."""

    def __init__(self, first: dt.date, last: dt.date, step: str) -> None:
        """Divide the time from `first` to `last`, both included."""
        self.step = step
        self.starts = _starts(first, last, step)
        self._edges = np.array([(day - EPOCH).days for day in self.starts], np.int64)

    def number(self, days: Ints) -> Ints:
        """Number the step of each day; -1 for what lies before the first one."""
        found: Ints = np.searchsorted(self._edges, days, side="right") - 1
        return found

    def series(self, days: Ints) -> Series:
        """Count days per step."""
        numbers = self.number(days)
        inside = numbers[numbers >= 0]
        counts = np.bincount(inside, minlength=len(self.starts))
        return Series(self.starts, self.step, tuple(counts.tolist()), int((numbers < 0).sum()))


def choose_steps(days: Ints) -> Steps | None:
    """Choose steps for these days; None if there are no days.

    A few very old articles do not squeeze the others: the picture leaves out at most 1 % of them.

    >>> steps = choose_steps(np.array([0, 1, 2, 400]))
    >>> steps.step, steps.starts[0].isoformat()
    ('week', '1969-12-29')
    """
    if not len(days):
        return None
    ordered = np.sort(days)
    low = ordered[int((len(ordered) - 1) * (1 - _KEPT))]
    first, last = _date(low), _date(ordered[-1])
    for step, length in (("day", 1), ("week", 7), ("month", 30.44)):
        if (last - first).days / length < MOST_STEPS:
            return Steps(first, last, step)
    return Steps(first, last, "year")


def _date(day: int) -> dt.date:
    return EPOCH + dt.timedelta(days=int(day))


def _starts(first: dt.date, last: dt.date, step: str) -> tuple[dt.date, ...]:
    if step == "day":
        count = (last - first).days + 1
        return tuple(first + dt.timedelta(days=number) for number in range(count))
    if step == "week":
        monday = first - dt.timedelta(days=first.weekday())
        count = (last - monday).days // 7 + 1
        return tuple(monday + dt.timedelta(weeks=number) for number in range(count))
    if step == "month":
        count = (last.year - first.year) * 12 + last.month - first.month + 1
        months = (first.month - 1 + number for number in range(count))
        return tuple(dt.date(first.year + m // 12, m % 12 + 1, 1) for m in months)
    return tuple(dt.date(year, 1, 1) for year in range(first.year, last.year + 1))
