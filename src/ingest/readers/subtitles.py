"""Subtitles (SubRip, WebVTT): what is said, without numbers, times and signs of layout."""

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest.errors import Unreadable
from ingest.readers.decoding import decode
from ingest.readers.part import Part, Record

__all__ = ["is_subtitles", "read"]

_BEGINS = re.compile(
    rb"(?:webvtt[^\n]{0,200}\n|\s*\d{1,5}\s*\n\s*\d{1,2}:\d\d:\d\d[,.]\d{1,3} -->)"
)
_TIMES = re.compile(
    r"\s*(?:(\d{1,3}):)?(\d\d):(\d\d)[,.]\d{1,3}\s+-->\s+(?:(\d{1,3}):)?(\d\d):(\d\d)[,.]\d{1,3}.*"
)
_TAG = re.compile(r"</?[^<>]{0,100}>|\{\\[^{}]{0,100}\}")
_PAUSE = 4
"""So many seconds without a word set paragraphs apart."""


def is_subtitles(start: bytes) -> bool:
    """Whether a file begins as subtitles do; in small letters."""
    return start[:1] in b"w0123456789" and _BEGINS.match(start) is not None


def read(part: Part) -> Iterator[Record]:
    """Yield what is said as one text; what is shown for longer than one time is said once."""
    decoded = decode(part.read())
    paragraphs: list[str] = []
    said: list[str] = []
    last, ended, is_cue = "", 0, False
    for line in decoded.text.splitlines():
        if found := _TIMES.fullmatch(line):
            hour, minute, second = (int(found[n] or 0) for n in (1, 2, 3))
            if said and (hour * 60 + minute) * 60 + second - ended >= _PAUSE:
                paragraphs.append(" ".join(said))
                said = []
            hour, minute, second = (int(found[n] or 0) for n in (4, 5, 6))
            ended, is_cue = (hour * 60 + minute) * 60 + second, True
        elif not line.strip():
            is_cue = False
        elif is_cue and (words := " ".join(_TAG.sub("", line).split())) not in {"", last}:
            said.append(words)
            last = words
    text = "\n\n".join(filter(None, [*paragraphs, " ".join(said)]))
    if not text:
        raise Unreadable("no_article", "subtitles without a word")
    yield part.article(0, replace(decoded, text=text))
