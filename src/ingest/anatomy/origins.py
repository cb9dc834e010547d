"""Where an article says it was taken from, at the end of a longer paragraph."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Any

import re2

from ingest.anatomy.choosing import open_needed
from ingest.anatomy.rulebook import expand, in_small, options
from ingest.anatomy.rulefiles import either, rule_file
from ingest.anatomy.tables import languages
from ingest.kernels.letters import small_letters, unaccented
from ingest.kernels.literals import Literals, held_groups
from ingest.text import quickly_read
from ingest.typesetting import ends_sentence

__all__ = [
    "REACH", "Origin", "is_source", "names_source", "origin_at_end", "origin_patterns",
    "tidy_source",
]  # fmt: skip

REACH = 220
"""Characters at the end of a text in which an origin is looked for."""
LONGEST_SOURCE, LONGEST_LINE = 80, 70
"""Longest source at the end of a paragraph, and of a line of its own."""
SOON, SHORTEST_WORD, MOST_UNNAMED = 4, 4, 4
"""Words of a source of which one has a capital; letters of the first, if none has; and words of
one without a capital behind a label."""

_RUNS_ON = re.compile(r"[^\W\d_]{4,}[.!?] +[^\W\d_]")
"""A sentence that ends inside of what a source is not."""
_CLAUSE = re.compile(r", [^\W\d_A-Z]\w* [^\W\d_A-Z]\w* [^\W\d_A-Z]\w*|^(?:1\d|20)\d\d\b")
"""Words in small letters behind a comma, or a year before anything: the sentence goes on."""
_ADDRESS = re.compile(r"https?://(?:www\.)?([^/\s?#]+)\S*$")


@dataclass(frozen=True, slots=True)
class Origin:
    """A sentence at the end of a paragraph: where it starts, and the source it names."""

    start: int
    source: str


@cache
def _behind_source() -> "re.Pattern[str]":
    """What follows the name of a source: a bar, or how the sentence goes on."""
    return re.compile(rf"(?i) ?[|｜]|{either('sources', 'behind_source')}")


@cache
def _own() -> "re.Pattern[str]":
    return re.compile(rf"\b(?:{either('sources', 'own')})\b")


@cache
def _any() -> "re.Pattern[str]":
    """A word before some paper, not one that is named."""
    return re.compile(rf"(?:{either('sources', 'any')})$")


@cache
def _open_ends() -> frozenset[str]:
    """Words with which no name ends: "the Business section of the"."""
    return frozenset(rule_file("sources")["open_ends"])


@cache
def origin_patterns() -> tuple[str, ...]:
    """The patterns of every table."""
    entries = [(language.code, entry) for language in languages() for entry in language.origin]
    return tuple(in_small(expand(entry, code)) for code, entry in entries)


@cache
def _needed() -> Literals:
    """Of what a text holds some if one of the patterns is in it."""
    return open_needed("origins", origin_patterns())


@cache
def _compiled(pattern: str) -> Any:
    return re2.compile("(?i)" + _BEFORE + pattern + _AFTER, options=options())


_BEFORE = r"(?:\s|[.!?…。！？»”\"'’)\]]\s*)[(\[*_]*"
_AFTER = r"[\s.。!！…»>)\]*_]*$"


def origin_at_end(text: str, known: Collection[int] | None = None) -> Origin | None:
    """Find a closing sentence such as "Read full article at X", and the source it names.

    Args:
        text: a paragraph, or several.
        known: those of `origin_patterns` that may be in it, if that has been found out.

    >>> origin_at_end("Rates rose. Read Full Article at RT.com.")
    Origin(start=12, source='RT.com')
    >>> origin_at_end("Rates rose. So did the RT.com shares.") is None
    True
    """
    if known is not None and not known:
        return None
    offset = max(0, len(text) - REACH)
    tail = text[offset:]
    if known is None:
        known = held_groups(small_letters(tail), _needed())
    best, plain = None, quickly_read(unaccented(tail))
    for index in sorted(set(known)):
        match = _compiled(origin_patterns()[index]).search(plain)
        if not match or len(match.group("source")) > LONGEST_SOURCE:
            continue
        begin, end = match.span(match.re.groupindex["source"])
        if not _is_named(tidy_source(tail[begin:end])):
            continue
        start = match.start() + (tail[match.start()] in ".!?…。！？»”\"'’)]")
        start += len(tail[start:]) - len(tail[start:].lstrip())
        if _begins_sentence(tail, start) and (best is None or offset + start > best.start):
            best = Origin(offset + start, tail[begin:end].strip())
    return best


def _begins_sentence(text: str, start: int) -> bool:
    first = text[start:].lstrip("([*_")[:1]
    return not first.islower() or ends_sentence(text[:start].rstrip() or "x")


def is_source(name: str) -> bool:
    """Say whether a tidy source is short, and no running text.

    >>> is_source("The Conversation"), is_source("Tokyo exchange data. Turnover was small")
    (True, False)
    """
    return 0 < len(name) <= LONGEST_LINE and not _RUNS_ON.search(name)


@cache
def _days() -> frozenset[str]:
    return frozenset(day for language in languages() for day in language.weekdays)


def names_source(line: str, source: str) -> bool:
    """Say whether a line, whose tidy source this is, tells where a text is from.

    Behind a label a few words in small letters do.

    >>> names_source("Source: own research", "own research"), names_source("Via a road", "a road")
    (True, False)
    """
    _, colon, value = line.partition(":")
    few = bool(colon) and value.count(" ") <= MOST_UNNAMED
    return is_source(source) and (few or _is_named(source))


def _is_named(source: str) -> bool:
    """Whether a source is a name, as far as its script tells: "heise online", no "local paper"."""
    words = source.split()
    if not words or source.upper() == source.lower():
        return bool(words) and "，" not in source and "،" not in source
    if (
        words[-1] in _open_ends()
        or _CLAUSE.search(source)
        or words[0].casefold() in _days()
        or _any().match(words[0])
    ):
        return False
    if _own().search(source) or any(
        word[0].isupper() or "." in word[1:-1] for word in words[:SOON]
    ):
        return True
    return len(words) < SOON - 1 and len(words[0]) >= SHORTEST_WORD


def tidy_source(source: str) -> str:
    """Take what follows a source's name in a sentence from it.

    >>> tidy_source("The Conversation and is republished under a licence")
    'The Conversation'
    >>> tidy_source("https://www.example.org/2024/10/a-story")
    'example.org'
    """
    source = _behind_source().split(source)[0].strip(" .,:;\"'“”‘’()（）[]【】<>*_")
    address = _ADDRESS.match(source)
    if "@" in source:
        return ""
    return address.group(1) if address else source
