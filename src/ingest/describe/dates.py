"""When an article was published: metadata, URL, dateline, file name, in that order.

Nothing is taken from today's date or from the file system: a day without a year stays unknown
unless the URL or the file name tells the year. Of figures that may both be the month ("3/4/2026")
the first is the day where the language prints it first; elsewhere they tell nothing.
"""

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from ingest.article import DateHint, PublishedAt, RawArticle
from ingest.describe.months import month_number
from ingest.describe.printed import parse_printed, real_day
from ingest.settings import Settings

__all__ = ["Printed", "date_article", "is_readable"]

_DAY = re.compile(
    r"(?<!\d)((?:18|19|20)\d\d)([/_.-]?)(0[1-9]|1[0-2]|(?<=[/_.-])[1-9]|[a-z]{3})\2"
    r"(0[1-9]|[12]\d|3[01]|(?<=[/_.-])[1-9])(?!\d)",
    re.IGNORECASE,
)
_MONTH = re.compile(r"(?<!\d)((?:19|20)\d\d)[/_-](0[1-9]|1[0-2])(?!\d)")
_GERMAN_DAY = re.compile(r"(?<!\d)(\d{1,2})\.(\d{1,2})\.((?:19|20)\d\d)(?!\d)")
_READ = 2_000
"""Characters of a URL or name that are looked at; browsers stop there too."""
_OLDEST = 1900
_OTHER_CALENDARS = range(1300, 1500)
"""Years of the Persian or the Islamic calendar: nothing was in print so early."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EASTERNMOST = timedelta(hours=14)
"""No clock is further ahead of UTC: what has no zone is in the future only beyond it."""
_MANY = frozenset(
    ["arc", "csv", "database", "export", "feed", "json", "jsonl", "mbox", "parquet", "rdf"]
).union(["sgml", "tsv", "warc", "wxr", "xlsx", "xml"])
"""Formats of many records: their file name says when they were collected."""


_EITHER_FIRST = frozenset({"", "en", "ja", "ko", "tl", "und", "zh-cn", "zh-tw"})
"""Languages in which day or month may come first; in all others that print figures, the day."""


class Printed(NamedTuple):
    """What an article prints, as read with the tables of languages.

    Attributes:
        hint: the day of its dateline, date line or label.
        given: the day in its metadata, where `is_readable` does not say that it is read without.
        language: of its body; tells the order of day and month.
    """

    hint: DateHint | None = None
    given: DateHint | None = None
    language: str = ""


def is_readable(raw: RawArticle) -> bool:
    """Say whether the date in its metadata is missing, or can be read with no more knowledge."""
    found = parse_printed(raw.given.published_at)
    return not raw.given.published_at or (found is not None and found.year not in _OTHER_CALENDARS)


def date_article(
    raw: RawArticle, printed: Printed, settings: Settings, now: datetime
) -> PublishedAt:
    """Find the publication time and say where it was read.

    Args:
        raw: its metadata, URL and file name are looked at.
        printed: what was read with the tables of languages.
        settings: `time_zone` is assumed where none is printed.
        now: aware; when the run started.

    Returns:
        the time in UTC; where no zone is stated, the printed time read as UTC and flagged.
    """
    given = _given(raw, printed)
    if given is not None:
        return _published(given, raw.given.published_at_source or "metadata", settings, now)
    hint = _settled(printed.hint, printed.language)
    in_url = _day_in(raw.given.url) if raw.given.url else None
    if in_url is not None:
        return _published(_midnight(in_url), "url", settings, now)
    name = raw.source_path.rpartition("/")[2]
    in_name = None if _holds_many(raw) else _day_in(name)
    dateline = _dateline_day(hint, raw.given.url, in_name or _day_in(name)) if hint else None
    if hint is not None and dateline is not None:
        moment = datetime.combine(dateline, hint.clock or time())
        return _published(moment, hint.source or "dateline", settings, now)
    if in_name is not None:
        return _published(_midnight(in_name), "file_name", settings, now)
    return PublishedAt(None, "none", "")


def _given(raw: RawArticle, printed: Printed) -> datetime | None:
    """The time in the metadata."""
    if not raw.given.published_at:
        return None
    given = _settled(printed.given, printed.language)
    day = real_day(given.year, given.month, given.day) if given else None
    if given is None or day is None:
        found = parse_printed(raw.given.published_at)
        return None if found and _is_unset(found) else found
    return datetime.combine(day, given.clock or time())


def _is_unset(found: datetime) -> bool:
    """Whether a time is the first of a program's calendar, which it writes where none was set."""
    first = (found.date(), found.time()) == (date.min, time.min)
    return first or (found.tzinfo is not None and found == _EPOCH)


def _settled(hint: DateHint | None, language: str) -> DateHint | None:
    """A day that is no other one, were day and month changed about."""
    return None if hint and hint.is_unsure and language in _EITHER_FIRST else hint


def _holds_many(raw: RawArticle) -> bool:
    feed = raw.source_format.startswith(("rss", "atom"))
    return raw.record_index > 0 or feed or raw.source_format in _MANY


def _day_in(text: str) -> date | None:
    """Find a day: year, month, day with one separator throughout, or day.month.year.

    >>> _day_in("/2024/10/12/axis-of-influence"), _day_in("/world/2024/oct/12/axis")
    (datetime.date(2024, 10, 12), datetime.date(2024, 10, 12))
    >>> _day_in("report 3.4.2024.txt"), _day_in("/article-20241399")
    (datetime.date(2024, 4, 3), None)
    """
    text = text[:_READ]
    for found in _DAY.finditer(text):
        month = int(found[3]) if found[3].isdigit() else month_number(found[3])
        day = real_day(int(found[1]), month, int(found[4]))
        if day is not None:
            return day
    for found in _GERMAN_DAY.finditer(text):
        day = real_day(int(found[3]), int(found[2]), int(found[1]))
        if day is not None:
            return day
    return None


def _dateline_day(hint: DateHint, url: str, collected: date | None) -> date | None:
    """Complete the day of a dateline: the last such day up to what URL or file name tell."""
    if not (hint.month and hint.day):
        return None
    if hint.year:
        return real_day(hint.year, hint.month, hint.day)
    latest = _end_of_month(url) or collected
    if latest is None:
        return None
    latest = min(latest, date.max - timedelta(days=1)) + timedelta(days=1)
    for year in (latest.year, latest.year - 1):
        day = real_day(year, hint.month, hint.day)
        if day is not None and day <= latest:
            return day
    return None


def _end_of_month(url: str) -> date | None:
    """Read year and month from a URL without a day: the article is no younger than that month."""
    found = _MONTH.search(url[:_READ])
    if found is None:
        return None
    first = date(int(found[1]), int(found[2]), 1)
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())


def _published(at: datetime, source: str, settings: Settings, now: datetime) -> PublishedAt:
    """Turn to UTC and flag; the flag that matters most wins."""
    zone_known = at.tzinfo is not None or bool(settings.time_zone)
    if at.tzinfo is None:
        at = at.replace(tzinfo=_zone(settings.time_zone))
    try:
        at = at.astimezone(UTC)
    except OverflowError:  # the first or last day of the calendar
        at = at.replace(tzinfo=UTC)
    slack = timedelta() if zone_known else _EASTERNMOST
    if at.year < _OLDEST:
        flag = "too_old"
    elif at > now + slack:
        flag = "future"
    else:
        flag = "" if zone_known else "no_zone"
    return PublishedAt(at, source, flag)


@cache
def _zone(name: str) -> tzinfo:
    return ZoneInfo(name) if name else UTC
