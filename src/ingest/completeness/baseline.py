"""What a series of days leads one to expect of the next, so that odd days in the past don't tell.

Counts are compared as 2·√(c + 3/8) (Anscombe 1948) and shares as arcsines (Freeman and Tukey 1950):
on these scales chance alone has a standard deviation of about one, for small and large sources
alike. The level is Huber's M-estimate (1964), which believes as much as a mean does when days are
ordinary, and hardly more than a median when some are not. A series may be more restless than
chance; then its own deviations count, the middle ones and the ninth tenth of them.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = [
    "MIN_DAYS",
    "Array",
    "Outlook",
    "compare_level",
    "longest_silence",
    "outlook",
    "share_angle",
    "spread",
]

Array = npt.NDArray[np.float64]
Days = npt.NDArray[np.int64]

MIN_DAYS = 7
"""A series of fewer days predicts nothing yet."""
_WEEKS = 3
"""From so many days of each weekday on, weekdays are told apart."""
_RECENT = 42
_MEDIAN_NOISE = 1.571
"""π/2: the variance of a median of n normal values, times n."""
_LEVEL_NOISE = 1.05
"""The same of Huber's estimate with its bend at 1.345."""
_BEND = 1.345


def root(counts: Array) -> Array:
    """Put counts on the scale on which chance has a standard deviation of one."""
    return 2.0 * np.sqrt(np.maximum(counts, 0.0) + 0.375)


def unroot(values: Any) -> Any:
    """Go back from the scale of `root` to counts.

    >>> round(float(unroot(root(np.array([40.0]))[0])), 6)
    40.0
    """
    return np.maximum(np.square(np.maximum(values, 0.0)) / 4.0 - 0.375, 0.0)


def spread(values: Array) -> float:
    """Median absolute deviation, scaled to a standard deviation.

    >>> round(spread(np.array([1.0, 2.0, 3.0, 4.0, 100.0])), 4)
    1.4826
    """
    return 1.4826 * float(np.median(np.abs(values - np.median(values)))) if len(values) else 0.0


def tail_spread(residuals: Array) -> float:
    """Spread of residuals around 0 that also holds where their tails are heavier than normal.

    Nine in ten of normal values lie within 1.645 standard deviations.

    >>> round(tail_spread(np.array([0.0, 0.0, 0.0, 1.0, -1.0, 0.0, 4.0, -4.0])), 4)
    2.4316
    """
    if not len(residuals):
        return 0.0
    middle, most = np.quantile(np.abs(residuals), (0.5, 0.9))
    return float(max(1.4826 * middle, most / 1.645))


def level_of(values: Array) -> float:
    """Huber's M-estimate of location, in three steps from the median.

    >>> round(level_of(np.array([9.0, 10.0, 11.0, 10.0, 90.0])), 2)
    10.5
    """
    level = float(np.median(values))
    scale = max(1.0, spread(values))
    for _ in range(3):
        far = np.abs(values - level) / scale
        weights = np.minimum(1.0, _BEND / np.maximum(far, _BEND))
        level = float(np.sum(weights * values) / np.sum(weights))
    return level


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a window of days should have brought, and did.

    Attributes:
        days: length of the window, today included.
        expected: the count that the past leads one to expect.
        actual: the count.
        z: the difference in robust standard deviations; negative if there is too little.
    """

    days: int
    expected: float
    actual: float
    z: float


def outlook(counts: Array, cover: Array, weekdays: Days, windows: tuple[int, ...]) -> list[Outlook]:
    """Compare the last days of a series with the days before.

    Args:
        counts: per day with a run, the last one is today.
        cover: how many ordinary days each of them stands for: 2.0 when a night was left out.
        weekdays: 0 to 6.
        windows: how many days to look at together; those with too little past are left out.

    Returns:
        One for each window; empty if there are fewer than `MIN_DAYS` days before today.
    """
    past = len(counts) - 1
    if past < MIN_DAYS:
        return []
    heights = root(counts / cover)
    noise = 1.0 / np.sqrt(np.minimum(cover, 4.0))
    before = heights[:-1]
    shift, day_noise = _weekday_shift(before, weekdays[:-1])
    flat = heights - shift[weekdays]
    found = []
    for days in windows:
        history = flat[: len(flat) - days]
        if len(history) < max(MIN_DAYS, 2 * days):
            continue
        level = level_of(history[-_RECENT:])
        residuals = flat - level
        unit = max(1.0, tail_spread(residuals[:-days]))
        blur = 1.0 + _LEVEL_NOISE * days / min(len(history), _RECENT) + day_noise
        width = max(unit * np.sqrt(np.sum(noise[-days:] ** 2)), _roll_spread(residuals, days))
        z = float(np.sum(residuals[-days:])) / (width * np.sqrt(blur))
        expected = unroot(level + shift[weekdays[-days:]]) * cover[-days:]
        found.append(Outlook(days, float(expected.sum()), float(counts[-days:].sum()), z))
    return found


def _weekday_shift(heights: Array, weekdays: Days) -> tuple[Array, float]:
    """Estimate how weekdays differ, as far as the differences stand out of the noise.

    Returns:
        The shift of each weekday, and the variance that not knowing it better adds, in units of
        the spread.
    """
    shift = np.zeros(7)
    counted = np.bincount(weekdays, minlength=7)
    seen = counted > 0
    if seen.sum() < 2 or counted[seen].min() < _WEEKS:
        return shift, 0.0
    levels = np.array([level_of(heights[weekdays == day]) if seen[day] else 0.0 for day in _WEEK])
    levels[seen] -= np.median(levels[seen])
    left = max(1.0, spread(heights - levels[weekdays]))
    noise = _LEVEL_NOISE * left**2 / counted[seen].min()
    strength = float(np.var(levels[seen]))
    # James and Stein 1961: the weaker the pattern, the less of it is believed.
    believed = max(0.0, 1.0 - noise / strength) if strength > 0 else 0.0
    shift[seen] = believed * levels[seen]
    return shift, believed * _LEVEL_NOISE / float(counted[seen].min())


_WEEK = range(7)


def _roll_spread(residuals: Array, days: int) -> float:
    """Spread of the sums over as many days in a row, in the past: restless weeks count as one."""
    past = residuals[:-days]
    if len(past) < 3 * days:
        return 0.0
    sums = np.convolve(past, np.ones(days), mode="valid")
    return tail_spread(sums - np.median(sums))


def share_angle(part: Array, whole: Array) -> Array:
    """Put shares on the scale on which chance has a standard deviation of about 1 ÷ √whole."""
    return 2.0 * np.arcsin(np.sqrt((np.minimum(part, whole) + 0.375) / (whole + 0.75)))


def compare_level(values: Array, errors: Array, today: float, error: float) -> float:
    """Say how far today's value lies from the median of the past, in robust standard deviations.

    Args:
        values: of earlier days.
        errors: standard deviation that chance gives each of them.
        today: today's value.
        error: standard deviation that chance gives it.
    """
    level = float(np.median(values))
    # With the tails: one weekday in seven may always be different.
    restless = max(0.0, tail_spread(values - level) ** 2 - float(np.median(errors**2)))
    width = np.sqrt((error**2 + restless) * (1.0 + _MEDIAN_NOISE / len(values)))
    return float((today - level) / width) if width > 0 else 0.0


def longest_silence(counts: Array) -> tuple[int, int]:
    """Count the days without anything at the end, and the longest such stretch before.

    >>> longest_silence(np.array([3.0, 0.0, 2.0, 0.0, 0.0]))
    (2, 1)
    """
    stretches = []
    length = 0
    for count in counts:
        if count:
            stretches.append(length)
            length = 0
        else:
            length += 1
    return length, max(stretches, default=0)
