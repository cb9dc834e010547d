"""Read dates as formats and people print them; what could mean two days means none."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ingest.describe.months import month_number

__all__ = ["parse_printed", "real_day", "zone_named"]

_CLOCK = r"(?:(?:[T ,]|\s(?:at|um|à|-)\s)\s*(\d{1,2})[:.h](\d\d)(?:[:.](\d\d)(?:[.,](\d{1,9}))?)?)?"
_ZONE = r"\s*([ap]\.?\s?m\.?)?\s*\(?(Z|[A-Z]{2,5}|(?:UTC|GMT)?[+-]\d\d?:?(?:\d\d)?)?\)?"
_YEAR_FIRST = re.compile(
    rf"(\d{{4}})(?:([-/.])(\d{{1,2}})\2(\d{{1,2}})|年(\d{{1,2}})月(\d{{1,2}})日){_CLOCK}{_ZONE}$",
    re.IGNORECASE,
)
_COMPACT = re.compile(
    rf"(\d{{4}})(\d\d)(\d\d)(?:\.0$|[T ]?(\d\d)(\d\d)(\d\d)?)?{_ZONE}$", re.IGNORECASE
)
_WEEKDAY = r"(?:[^\W\d_]{2,12}\.?,?\s+)??"
_DAY_FIRST = re.compile(
    rf"{_WEEKDAY}(\d{{1,2}})(?:st|nd|rd|th|er|\.|º)?[\s-]+(?:de\s+|d[’'])?([^\W\d_]{{3,12}})\.?,?[\s-]+"
    rf"(?:de\s+)?(\d{{4}}|\d\d(?=\s)),?{_CLOCK}{_ZONE}$",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"{_WEEKDAY}([^\W\d_]{{3,12}})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}}),?{_CLOCK}{_ZONE}$",
    re.IGNORECASE,
)
_UNIX = re.compile(
    rf"{_WEEKDAY}([^\W\d_]{{3}})\s+(\d{{1,2}})\s+(\d\d):(\d\d):(\d\d)\s+(?:(Z|[A-Z]{{2,5}}|[+-]\d{{4}})\s+)?(\d{{4}})$",
    re.IGNORECASE,
)
_NUMBERS = re.compile(rf"(\d{{1,2}})([-/.])(\d{{1,2}})\2(\d{{4}}),?{_CLOCK}{_ZONE}$", re.IGNORECASE)
_SECONDS = re.compile(
    r"(\d{9,10})(?:\.\d+)?$|(?:/Date\()?(\d{12,13})(?:[+-]\d{4})?(?:\)/)?$|(\d{15,16})$"
)

_ZONES = {
    "Z": 0, "UT": 0, "UTC": 0, "GMT": 0, "WET": 0, "CET": 60, "CEST": 120, "MEZ": 60,
    "MESZ": 120, "EET": 120, "EEST": 180, "MSK": 180, "JST": 540, "KST": 540, "HKT": 480,
    "SGT": 480, "WIB": 420, "WITA": 480, "WIT": 540, "AEST": 600,
    "AEDT": 660, "NZST": 720, "NZDT": 780, "EST": -300, "EDT": -240,
    "CDT": -300, "MST": -420, "MDT": -360, "PST": -480, "PDT": -420, "МСК": 180,
}  # fmt: skip
"""Minutes east of Greenwich; names that mean two zones (IST, BST, CST) are left out."""
_OF_PLACES = {
    "ET": "America/New_York", "CT": "America/Chicago", "MT": "America/Denver",
    "PT": "America/Los_Angeles",
}  # fmt: skip
"""Zones whose day tells whether it is summer time."""
_EASTERNMOST = 14 * 60


def parse_printed(text: str) -> datetime | None:
    """Read a date; aware if it names its zone, None if it is none or could be two.

    >>> parse_printed("2024-10-12T08:00:00Z")
    datetime.datetime(2024, 10, 12, 8, 0, tzinfo=datetime.timezone.utc)
    >>> parse_printed("Sat, 12 Oct 2024 08:00:00 +0200").isoformat()
    '2024-10-12T08:00:00+02:00'
    >>> parse_printed("12. Oktober 2024, 8:30")
    datetime.datetime(2024, 10, 12, 8, 30)
    >>> parse_printed("03/04/2024") is None
    True
    """
    text = " ".join(text[:80].split()).replace("\N{MINUS SIGN}", "-")
    text, zone = _without_zone(text) if _PLACE.search(text) else (text, None)
    for read in (_iso, _year_first, _compact, _named, _unix, _numbers, _seconds):
        try:
            found = read(text)
        except (ValueError, OverflowError):
            continue
        if found is not None:
            return found if found.tzinfo else found.replace(tzinfo=zone)
    return None


_PLACE = re.compile(
    r"\s*(?<=[\s\dZ])\[?([A-Z][A-Za-z]{2,20}/[A-Z][\w+-]{1,30}(?:/[A-Z]\w{1,30})?)\]?$"
)


def _without_zone(text: str) -> tuple[str, tzinfo | None]:
    """Take off a zone that is named by a place, as IANA does; it says nothing beside hours.

    >>> _without_zone("2024-05-06T07:08+02:00[Europe/Berlin]")
    ('2024-05-06T07:08+02:00', zoneinfo.ZoneInfo(key='Europe/Berlin'))
    """
    place = _PLACE.search(text)
    try:
        return (text[: place.start()], ZoneInfo(place[1])) if place else (text, None)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return text, None


def real_day(year: int, month: int, day: int) -> date | None:
    """Make a date of three numbers, if the calendar has it."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _iso(text: str) -> datetime | None:
    """Leave the common case to the standard library, but not its weeks and bare years."""
    return datetime.fromisoformat(text) if text[4:5] == text[7:8] == "-" else None


def _year_first(text: str) -> datetime | None:
    found = _YEAR_FIRST.match(text)
    if not found:
        return None
    day = (found[1], found[3] or found[5], found[4] or found[6])
    return _joined(day, found.groups()[6:10], found.groups()[10:])


def _compact(text: str) -> datetime | None:
    found = _COMPACT.match(text)
    if not found:
        return None
    return _joined(found.groups()[:3], (*found.groups()[3:6], None), found.groups()[6:])


def _named(text: str) -> datetime | None:
    found = _DAY_FIRST.match(text)
    if found:
        day, name, year = found[1], found[2], found[3]
    else:
        found = _MONTH_FIRST.match(text)
        if not found:
            return None
        day, name, year = found[2], found[1], found[3]
    month = month_number(name)
    if not month:
        return None
    century = (2000 if int(year) < 69 else 1900) if len(year) == 2 else 0
    numbers = (str(century + int(year)), str(month), day)
    return _joined(numbers, found.groups()[3:7], found.groups()[7:])


def _unix(text: str) -> datetime | None:
    """Read what `date` and C's ctime print."""
    found = _UNIX.match(text)
    month = month_number(found[1]) if found else 0
    if not found or not month:
        return None
    clock = (found[3], found[4], found[5], None)
    return _joined((found[7], str(month), found[2]), clock, (None, found[6]))


def _numbers(text: str) -> datetime | None:
    """Read day and month in numbers, where only one order is possible; dots put the day first."""
    found = _NUMBERS.match(text)
    if not found:
        return None
    first, second = int(found[1]), int(found[3])
    if found[2] == "." or first > 12 or first == second:
        day, month = first, second
    elif second > 12:
        day, month = second, first
    else:
        return None
    return _joined((found[4], str(month), str(day)), found.groups()[4:8], found.groups()[8:])


def _seconds(text: str) -> datetime | None:
    """Read seconds, or thousandths or millionths of one, since 1970.

    >>> _seconds("/Date(1772532000000)/") == _seconds("1772532000000000") == _seconds("1772532000")
    True
    """
    found = _SECONDS.match(text)
    if not found:
        return None
    seconds, thousandths, millionths = (int(count or 0) for count in found.groups())
    return datetime.fromtimestamp(seconds or thousandths / 1000 or millionths / 1_000_000, UTC)


def _joined(
    day: tuple[str | None, ...], clock: tuple[str | None, ...], zone: tuple[str | None, ...]
) -> datetime | None:
    """Put together year, month, day; hour, minute, second, fraction; half of the day, zone."""
    year, month, number = (int(part or 0) for part in day)
    hour, minute, second = (int(part or 0) for part in clock[:3])
    half = (zone[0] or "").lower()[:1]
    if half:
        hour = hour % 12 + 12 * (half == "p")
    midnight = (hour, minute, second) == (24, 0, 0)
    fraction = int((clock[3] or "0").ljust(6, "0")[:6])
    seen = time(0 if midnight else hour, minute, min(second, 59), fraction, zone_named(zone[1]))
    return datetime.combine(date(year, month, number), seen) + timedelta(days=midnight)


def zone_named(name: str | None) -> tzinfo | None:
    """Find a zone by its name or its hours from UTC; None where that is unknown, or two.

    >>> zone_named("GMT+7:30").utcoffset(None).seconds, zone_named("IST"), zone_named("+99")
    (27000, None, None)
    """
    if not name:
        return None
    if name.upper() in _OF_PLACES:
        return ZoneInfo(_OF_PLACES[name.upper()])
    known = _ZONES.get(name.upper())
    if known is not None:
        return timezone(timedelta(minutes=known)) if known else UTC
    digits = name.upper().removeprefix("UTC").removeprefix("GMT").replace(":", "").strip()
    if digits[0] not in "+-":
        return None
    hours, minutes = (digits[1:-2], digits[-2:]) if len(digits) > 3 else (digits[1:], "0")
    east = int(hours) * 60 + int(minutes)
    if east > _EASTERNMOST:
        return None
    return timezone(timedelta(minutes=east if digits[0] == "+" else -east))
