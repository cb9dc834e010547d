"""Plain text and Markdown, with or without front matter: one file is one article."""

from collections.abc import Iterator

from ingest.errors import Unreadable
from ingest.readers.decoding import decode
from ingest.readers.part import Part, Record, is_blank

__all__ = ["read"]


def read(part: Part) -> Iterator[Record]:
    """Yield the file's one article."""
    decoded = decode(part.read())
    if is_blank(decoded.text):
        raise Unreadable("blank")
    yield part.article(0, decoded)
