"""Read dates as formats print them: ISO 8601, RFC 2822."""

from datetime import datetime
from email.utils import parsedate_to_datetime

__all__ = ["parse_printed"]


def parse_printed(text: str) -> datetime | None:
    """Read a date; aware if it names its zone, None if it is not a date.

    >>> parse_printed("2024-10-12T08:00:00Z")
    datetime.datetime(2024, 10, 12, 8, 0, tzinfo=datetime.timezone.utc)
    """
    text = text.strip()
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None
