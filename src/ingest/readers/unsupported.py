"""Formats that are recognised so that their quarantine says what they are."""

from ingest.errors import Unreadable
from ingest.readers.part import Part, Record
from ingest.readers.xmlsafe import refuse_entities

__all__ = ["read", "read_binary", "read_xml"]


def read(part: Part) -> list[Record]:
    """Refuse a format that is known but not read."""
    raise Unreadable("unsupported", f"{part.source_format} is not read; convert it first")


def read_binary(part: Part) -> list[Record]:
    """Refuse what is not text at all."""
    raise Unreadable("binary", f"it is an {part.source_format} or the like")


def read_xml(part: Part) -> list[Record]:
    """Refuse XML that is none of the formats of news."""
    refuse_entities(part.head)
    raise Unreadable("unsupported", "XML, but no feed and none of the formats of news")
