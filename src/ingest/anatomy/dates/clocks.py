"""The hour that is printed beside a day, with its zone if that is named."""

import re
from datetime import time
from functools import cache

from ingest.anatomy.rulefiles import rule_file
from ingest.describe.printed import zone_named

__all__ = ["clock_in"]


@cache
def _clock() -> "re.Pattern[str]":
    return re.compile("".join(rule_file("dates")["clock"]))


def clock_in(text: str) -> time | None:
    """Read the first hour with minutes.

    Args:
        text: what stands around a date, in small letters and plain digits.

    >>> clock_in("published at 2:05 p.m. est").isoformat(), clock_in("às 10h23")
    ('14:05:00-05:00', datetime.time(10, 23))
    >>> clock_in("25:10"), clock_in("page 7")
    (None, None)
    """
    found = _clock().search(text)
    if not found:
        return None
    hour, half = int(found["hour"]), (found["before"] or found["after"] or "").replace(" ", "")
    if hour <= 12 and half in rule_file("dates")["afternoon"]:
        hour = hour % 12 + 12
    elif hour <= 12 and half in rule_file("dates")["morning"]:
        hour %= 12
    zone = zone_named(found["zone"])
    return time(hour, int(found["minute"]), tzinfo=zone) if hour < 24 else None
