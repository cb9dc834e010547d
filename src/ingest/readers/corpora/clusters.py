"""Collections of several reports of one event on each line, as Multi-News has them."""

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest.errors import Unreadable
from ingest.readers.decoding import decode
from ingest.readers.part import Part, Record

__all__ = ["is_clusters", "read"]

_APART = re.compile(r"\s*(?:\|{5}|story_separator_special_tag)\s*")
_LINE_END = re.compile(r" ?NEWLINE_CHAR ?")


def is_clusters(raw: bytes) -> bool:
    """Whether a file has the signs that such a collection puts for ends of lines and of reports."""
    return b" NEWLINE_CHAR " in raw or b"story_separator_special_tag" in raw


def read(part: Part) -> Iterator[Record]:
    """Yield each report on each line."""
    decoded = decode(part.read(part.settings.max_document_bytes))
    index = 0
    for line in decoded.text.split("\n"):
        for report in filter(str.strip, _APART.split(line)):
            lines = map(str.strip, _LINE_END.split(report))
            text = "\n\n".join(filter(None, lines))
            yield part.article(index, replace(decoded, text=text))
            index += 1
    if not index:
        raise Unreadable("no_article", "lines of reports without a word")
