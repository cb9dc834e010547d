"""Where an article says it was taken from, at the end of a longer paragraph."""

from dataclasses import dataclass
from functools import cache
from typing import Any

import re2

from ingest.anatomy.engine import expand
from ingest.anatomy.tables import languages
from ingest.layout import ends_sentence

__all__ = ["Origin", "origin_at_end"]

REACH = 220


@dataclass(frozen=True, slots=True)
class Origin:
    """A sentence at the end of a paragraph: where it starts, and the source it names."""

    start: int
    source: str


@cache
def _prefilter() -> Any:
    patterns = [expand(entry) for language in languages() for entry in language.origin]
    options = re2.Options()
    options.max_mem = 256 << 20
    found = re2.Set.SearchSet(options)
    for pattern in patterns:
        found.Add(_BEFORE + pattern.replace("(?P<source>", "(?:") + _AFTER)
    found.Compile()
    return found, [re2.compile("(?i)" + _BEFORE + pattern + _AFTER) for pattern in patterns]


_BEFORE = r"(?:\s|[.!?…。！？»”\"'’)\]]\s*)[(\[*_]*"
_AFTER = r"[\s.。!！…»>)\]*_]*$"


def origin_at_end(text: str) -> Origin | None:
    """Find a closing sentence such as "Read full article at X."

    >>> origin_at_end("Rates rose. Read Full Article at RT.com.")
    Origin(start=12, source='RT.com')
    >>> origin_at_end("Rates rose. So did the RT.com shares.") is None
    True
    """
    offset = max(0, len(text) - REACH)
    tail = text[offset:]
    rules, patterns = _prefilter()
    hits = rules.Match(tail.lower())
    best = None
    for index in sorted(hits or ()):
        match = patterns[index].search(tail)
        if (
            match
            and len(match.group("source")) <= 80
            and (best is None or match.start() > best.start)
        ):
            start = match.start()
            start += tail[start] in ".!?…。！？»”\"'’)]"
            start += len(tail[start:]) - len(tail[start:].lstrip())
            if not _begins_sentence(tail, start):
                continue
            best = Origin(offset + start, match.group("source").strip())
    return best


def _begins_sentence(text: str, start: int) -> bool:
    first = text[start:].lstrip("([*_")[:1]
    return first.isupper() or not first.islower() or ends_sentence(text[:start].rstrip() or "x")
