"""Bylines that go on over several lines: "By Jane Doe", "and John Roe"."""

import re
from functools import cache

from ingest.anatomy.affiliations import table_words
from ingest.anatomy.draft import Draft
from ingest.anatomy.engine import look
from ingest.anatomy.names import parse_byline
from ingest.anatomy.persons import has_given_name
from ingest.text import fold_space

__all__ = ["and_word", "read_long_byline"]

LONGEST_LINE, MOST_LINES = 80, 4
_OPEN = frozenset(",&")
_AWAITS = ("|", "｜", ":", "：")
"""Signs behind a role whose name stands below."""


@cache
def and_word() -> "re.Pattern[str]":
    """The pattern of what means "and", and the space behind it, at the start of a line."""
    return re.compile(rf"(?i)(?:{table_words('and_')})\s+")


@cache
def _for() -> "re.Pattern[str]":
    """An outlet below names, in small letters before it: "for the Harbour Post"."""
    words = f"{table_words('for_')}|Special to"
    return re.compile(rf"(?:{words}) (?:[a-z]{{2,3}} )?[A-Z][\w' .-]{{2,40}}$")


def read_long_byline(draft: Draft) -> str:
    """Cut a byline that goes on below: "By Jane Doe", "and John Roe"; the rule that cut it."""
    first = last = draft.first
    whole = draft.parts[first].text
    if len(whole) > LONGEST_LINE:
        return ""
    if "byline" not in draft.kinds(first):
        dated = not draft.authors or draft.dateline_of(first)
        return "" if dated else _read_next_name(draft)
    while last + 2 < draft.last and last - first < MOST_LINES and _goes_on(draft, whole, last + 1):
        last += 1
        whole = f"{whole} {draft.parts[last].text}"
    if last == first or draft.dateline_of(first):
        return ""
    whole = fold_space(whole)
    found = parse_byline(look(whole).part("byline", "names"))
    if not found.authors or found.rest:
        return ""
    draft.sign(whole, found)
    for index in range(first, last + 1):
        draft.take("byline", index)
    draft.first = last
    return "byline"


def _read_next_name(draft: Draft) -> str:
    """Cut "and John Roe", or a known name directly below, below a line of names."""
    part = draft.parts[draft.first]
    above = draft.cut.get(draft.parts[draft.first - 1].start) if draft.first else None
    if (
        not draft.authors
        or above is None
        or above.rule != "byline"
        or above.text.rstrip()[-1:] in _AWAITS
        or part.text[-1] in ".?!"
        or ":" in part.text
    ):
        return ""
    joined = and_word().match(part.text) if _may_join(part.text) else None
    found = parse_byline(part.text[joined.end() :] if joined else part.text)
    known = not part.gap and all(map(has_given_name, found.authors)) and not found.publisher
    if not found.authors or found.rest or not (joined or known):
        return ""
    draft.authors += tuple(name for name in found.authors if name not in draft.authors)
    draft.byline = f"{draft.byline} {fold_space(part.text)}"
    draft.take("byline", draft.first)
    return "byline"


def _goes_on(draft: Draft, above: str, index: int) -> bool:
    """Whether a line ends with "and" or a comma, or the one below it begins with "and"."""
    below = draft.parts[index]
    if len(below.text) > LONGEST_LINE or draft.dateline_of(index):
        return False
    if and_word().match(f"{below.text} "):
        return _may_join(below.text)
    if _for().match(below.text):
        return True
    is_open = above[-1] in _OPEN or and_word().fullmatch(f"{above.rpartition(' ')[2]} ")
    return bool(is_open) and not below.gap


def _may_join(text: str) -> bool:
    """Whether "and" at the start joins names, and is no heading: "And So It Goes"."""
    joined = and_word().match(f"{text} ")
    plain = text[0].islower() or text.isupper()
    return joined is not None and (plain or has_given_name(text[joined.end() :]))
