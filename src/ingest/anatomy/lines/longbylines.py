"""Bylines that go on over several lines: "By Jane Doe", "and John Roe"."""

import re
from functools import cache

from ingest.anatomy.draft import Draft
from ingest.anatomy.engine import look
from ingest.anatomy.names.affiliations import table_words
from ingest.anatomy.names.names import parse_byline
from ingest.anatomy.names.persons import has_given_name
from ingest.anatomy.rulefiles import either
from ingest.text import fold_space

__all__ = ["behind_and", "is_and", "read_long_byline"]

LONGEST_LINE, MOST_LINES = 80, 4
_OPEN = frozenset(",&")
_AWAITS = ("|", "｜", ":", "：")
"""Signs behind a role whose name stands below."""


@cache
def _and() -> frozenset[str]:
    return frozenset(table_words("and_").split("|"))


def is_and(word: str) -> bool:
    """Say whether a word means "and" in some language."""
    return word.casefold() in _and()


def behind_and(text: str) -> str | None:
    """What stands behind "and" at the start of a line; None if it does not begin so.

    >>> behind_and("and John Roe"), behind_and("Andy Roe")
    ('John Roe', None)
    """
    first, *rest = text.split(maxsplit=1) or ("",)
    return "".join(rest) if is_and(first) else None


@cache
def _for() -> "re.Pattern[str]":
    """An outlet below names, in small letters before it: "for the Harbour Post"."""
    words = f"{table_words('for_')}|{either('bylines', 'special')}"
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
    joined = behind_and(part.text) if _may_join(part.text) else None
    found = parse_byline(part.text if joined is None else joined)
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
    if len(below.text) > LONGEST_LINE:
        return False
    if behind_and(below.text) is not None:
        goes_on = _may_join(below.text)
    elif _for().match(below.text):
        goes_on = True
    else:
        goes_on = not below.gap and (above[-1] in _OPEN or is_and(above.rpartition(" ")[2]))
    return goes_on and not draft.dateline_of(index)


def _may_join(text: str) -> bool:
    """Whether "and" at the start joins names, and is no heading: "And So It Goes"."""
    name = behind_and(text)
    return name is not None and (text[0].islower() or text.isupper() or has_given_name(name))
