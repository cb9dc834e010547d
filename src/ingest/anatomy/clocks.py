"""The hour that is printed beside a day, with its zone if that is named."""

import re
from datetime import time

from ingest.describe.printed import zone_named

__all__ = ["clock_in"]

_CLOCK = re.compile(
    r"(?P<before>[上下]午|午[前後]|오[전후])? ?(?<!\d)(?P<hour>\d{1,2}) ?[:.h時时点點시] ?"
    r"(?P<minute>[0-5]\d)(?![\d%])(?:[:.分분] ?\d\d)?(?: ?(?P<after>[ap]\.?m\b)\.?)?"
    r"(?: ?\(?(?P<zone>(?:utc|gmt) ?[+-]\d\d?(?::?\d\d)?|[a-z]{2,4}\b))?"
)
_AFTERNOON = frozenset({"下午", "午後", "오후", "pm", "p.m"})
_MORNING = frozenset({"上午", "午前", "오전", "am", "a.m"})


def clock_in(text: str) -> time | None:
    """Read the first hour with minutes.

    Args:
        text: what stands around a date, in small letters and plain digits.

    >>> clock_in("published at 2:05 p.m. est").isoformat(), clock_in("às 10h23")
    ('14:05:00-05:00', datetime.time(10, 23))
    >>> clock_in("25:10"), clock_in("page 7")
    (None, None)
    """
    found = _CLOCK.search(text)
    if not found:
        return None
    hour, half = int(found["hour"]), found["before"] or found["after"]
    if hour <= 12 and half in _AFTERNOON:
        hour = hour % 12 + 12
    elif hour <= 12 and half in _MORNING:
        hour %= 12
    zone = zone_named(found["zone"])
    return time(hour, int(found["minute"]), tzinfo=zone) if hour < 24 else None
