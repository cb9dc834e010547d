"""Formats that are recognised so that their quarantine says what they are."""

from ingest.errors import Unreadable
from ingest.readers.part import Part, Record

__all__ = ["read", "read_binary"]


def read(part: Part) -> list[Record]:
    """Refuse a format that is known but not read."""
    raise Unreadable("unsupported", f"{part.source_format} is not read; convert it first")


def read_binary(part: Part) -> list[Record]:
    """Refuse what is not text at all."""
    raise Unreadable("binary", f"it is an {part.source_format} or the like")
