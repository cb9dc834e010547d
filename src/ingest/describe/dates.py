"""When an article was published: metadata, URL, dateline, file name, in that order."""

import re
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from ingest.article import DateHint, PublishedAt, RawArticle
from ingest.describe.printed import parse_printed
from ingest.settings import Settings

__all__ = ["date_article"]

_URL_DAY = re.compile(
    r"(?<!\d)((?:19|20)\d\d)([/_.-]?)(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])(?!\d)"
)


def date_article(
    raw: RawArticle, hint: DateHint | None, settings: Settings, now: datetime
) -> PublishedAt:
    """Find the publication time and say where it was read.

    Args:
        raw: its metadata, URL and file name are looked at.
        hint: the day of the dateline, if there is one.
        settings: `time_zone` is assumed where none is printed.
        now: aware; what lies more than a day after it is flagged `future`.
    """
    given = parse_printed(raw.given.published_at) if raw.given.published_at else None
    if given is not None:
        return _published(given, raw.given.published_at_source or "metadata", settings, now)
    in_url = _day_in(raw.given.url)
    if in_url is not None:
        return _published(_midnight(in_url), "url", settings, now)
    in_name = _day_in(raw.source_path.rpartition("/")[2])
    dateline = _dateline_day(hint, in_name)
    if dateline is not None:
        return _published(_midnight(dateline), "dateline", settings, now)
    if in_name is not None:
        return _published(_midnight(in_name), "file_name", settings, now)
    return PublishedAt(None, "none", "")


def _day_in(text: str) -> date | None:
    """Find a day written as year, month, day with one separator throughout.

    >>> _day_in("/2024/10/12/axis-of-influence")
    datetime.date(2024, 10, 12)
    """
    for found in _URL_DAY.finditer(text):
        day = _real_day(int(found[1]), int(found[3]), int(found[4]))
        if day is not None:
            return day
    return None


def _real_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _dateline_day(hint: DateHint | None, other: date | None) -> date | None:
    if hint is None or not (hint.month and hint.day):
        return None
    year = hint.year or (other.year if other is not None else 0)
    return _real_day(year, hint.month, hint.day) if year else None


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())


def _published(at: datetime, source: str, settings: Settings, now: datetime) -> PublishedAt:
    flag = ""
    if at.tzinfo is None:
        flag = "" if settings.time_zone else "no_zone"
        at = at.replace(tzinfo=ZoneInfo(settings.time_zone) if settings.time_zone else UTC)
    at = at.astimezone(UTC)
    if at.year < 1900:
        flag = "too_old"
    elif at > now:
        flag = "future"
    return PublishedAt(at, source, flag)
