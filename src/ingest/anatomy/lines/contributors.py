"""Sentences about who wrote or helped: "Jane Doe in Harrow contributed to this report."."""

import re
from dataclasses import replace
from functools import cache

from ingest.anatomy.choosing import LETTERS, may_begin, openings_of
from ingest.anatomy.draft import Draft
from ingest.anatomy.engine import Seen, look
from ingest.anatomy.lines.labels import Place
from ingest.anatomy.lines.told_names import is_of_words
from ingest.anatomy.names.affiliations import is_agency, outlet_in
from ingest.anatomy.names.names import parse_byline
from ingest.anatomy.names.persons import has_given_name
from ingest.anatomy.rulebook import rules
from ingest.anatomy.rulefiles import either
from ingest.kernels.letters import small_letters
from ingest.typesetting import ends_sentence

__all__ = ["cut_contributors", "cut_dashed", "cut_rights", "read_contributors", "read_signed"]

REACH, SHORTEST = 300, 12
"""Characters at the end of a paragraph in which such a sentence is looked for, and of one."""
_SENTENCE = re.compile(r"(?<=[^\W\d_]{4}\.) (?=\w)")
"""Who is meant was said in the sentence before: "… in Port Ellery. She writes about …"."""
_OTHER = re.compile(r"[^\W\d_]{4,}\. \w+$")
_DASHED = re.compile(r"(?<=[.!?\"”’]) ?(?:—|–|--) ?([^—–.]{3,60})\.?\s*$")
LONGEST_DASHED = 80
_END = re.compile(r"[.?!»][\"”]? (?=\S{2}|©)")
"""Where a sentence ends before another, which is no sign alone."""


_FURNITURE = frozenset({"credit", "note", "prompt", "caption", "origin", "contributed"})
SHORTEST_BODY, LONGEST_RIGHTS = 40, 60
"""Characters of a sentence of the body before who has the rights; and of a year and a name."""


def read_contributors(place: Place) -> str:
    """Cut a line that names who helped, below the body or a byline; the rule that cut it."""
    draft, is_tail = place.draft, place.edge == "tail"
    if not place.fits("contributed") or not (is_tail or draft.headline or draft.byline):
        return ""
    persons = is_tail or bool(draft.byline)
    return "byline" if _keep(draft, place.seen, place.printed(), persons=persons) else ""


def _keep(draft: Draft, seen: Seen, printed: str, *, persons: bool = True) -> bool:
    """Keep whom a line names, agencies before persons; whether it names any."""
    names = seen.part("contributed", "names")
    found = parse_byline(names)
    if found.is_amid(seen.line, names):
        return False
    if found.agencies:
        draft.keep("credit", found.agencies[0])
    elif found.authors and persons:
        draft.keep("byline", printed)
        draft.contributors = draft.contributors or found.authors
    return bool((found.authors and persons) or found.agencies)


def read_signed(place: Place) -> str:
    """Cut a sentence about the author, who is the one in the byline if there is one."""
    if place.edge == "middle" or not place.fits("signed"):
        return ""
    draft, names = place.draft, place.seen.part("signed", "names")
    if _SENTENCE.search(names):
        first = look(_SENTENCE.split(place.seen.line)[0]).part("signed", "names")
        names = first or ("" if _OTHER.search(names) else names)
    found = parse_byline(names)
    if not found.authors:  # "Doe reported from Harrow."
        return "byline" if names and names in _family_names(draft) else ""
    named = bool(set(found.authors) & set(draft.authors))
    if not (named or (place.edge == "tail" and not draft.authors)):
        return ""
    known = named or any(map(has_given_name, found.authors))
    if not known and is_of_words(draft, draft.last, found.authors):  # "Code Box is an editor"
        return ""
    publisher = outlet_in(place.seen.part("signed", "publisher"))
    draft.sign(place.printed(), replace(found, publisher=publisher))
    return "byline"


def _family_names(draft: Draft) -> set[str]:
    return {name.rpartition(" ")[2] for name in draft.authors}


@cache
def _told() -> tuple[frozenset[str], tuple[str, ...]]:
    """The first letters of such a sentence; or what it holds if it may begin with anything."""
    starts, holds = openings_of([rule.pattern for rule in rules() if rule.kind == "contributed"])
    held = sorted({text for texts in holds.values() for text in texts}, key=len)
    apart = [text for at, text in enumerate(held) if not any(map(text.__contains__, held[:at]))]
    return frozenset(text[:LETTERS] for text in starts), tuple(apart)


def _may_be_told(sentence: str) -> bool:
    starts, holds = _told()
    small = small_letters(sentence)
    return may_begin(small, starts) or any(map(small.__contains__, holds))


def cut_contributors(draft: Draft) -> None:
    """Cut such a sentence, or such brackets, from behind others, at the end of a body."""
    part = draft.parts[draft.last - 1]
    tail = part.text[-REACH:].rstrip()
    is_closed = tail.endswith((")", ")."))
    start = tail.rfind("(") if is_closed else _last_sentence(tail)
    before, printed = tail[: max(0, start)].rstrip(), tail[start:]
    if not before or len(printed) < SHORTEST or not (ends_sentence(before) or before[-1] == ")"):
        return
    if not is_closed and not _may_be_told(printed):
        return
    seen = look(printed)
    if _keep(draft, seen, printed) or (is_closed and _keep_signed(draft, seen, printed)):
        begin = max(0, len(part.text) - REACH) + start
        draft.take_span("byline", part.start + begin, part.end)


@cache
def _rights() -> "re.Pattern[str]":
    return re.compile(either("sources", "rights"))


def cut_rights(draft: Draft, index: int) -> bool:
    """Cut who has the rights from behind the last sentence of a paragraph of the body.

    A paragraph is not, if what is before is furniture too: then nothing is cut.
    """
    part = draft.parts[index]
    tail = part.text[-REACH:]
    if "©" not in tail and "opyright" not in tail:
        return False
    for end in _END.finditer(tail):
        printed = tail[end.end() :]
        rights = _rights().match(printed.casefold())
        short = rights and rights.group()[-1].isdigit() and len(printed) <= LONGEST_RIGHTS
        if short or (rights and "credit" in look(printed).rules):
            begin = len(part.text) - len(printed)
            if begin < SHORTEST_BODY or not _FURNITURE.isdisjoint(look(part.text[:begin]).rules):
                return False
            draft.keep("credit", printed)
            draft.take_span("credit", part.start + begin, part.end)
            return True
    return False


def _keep_signed(draft: Draft, seen: Seen, printed: str) -> bool:
    """Keep who wrote as brackets say: "(Reporting by Jane Doe; editing by John Roe)"."""
    found = parse_byline(seen.part("byline", "names"))
    if found.authors:
        draft.sign(printed, found)
    return bool(found.authors)


def cut_dashed(draft: Draft) -> None:
    """Cut an agency or names behind a dash and the last sentence: "… once. — New Ziana."."""
    part = draft.parts[draft.last - 1]
    found = _DASHED.search(part.text, max(0, len(part.text) - LONGEST_DASHED))
    if not found:
        return
    printed = found.group(1).strip(" .")
    byline, quoted = parse_byline(printed), part.text[found.start() - 1] in '"”’'
    new = draft.authors and not set(byline.authors) <= set(draft.authors)
    known = all(map(has_given_name, byline.authors)) and not (byline.rest or quoted or new)
    if is_agency(printed):
        draft.keep("credit", printed)
    elif byline.authors and known:
        draft.sign(printed, byline)
    elif not _keep(draft, look(printed), printed):
        return
    draft.take_span("byline", part.start + found.start(), part.end)


def _last_sentence(tail: str) -> int:
    """Where the last sentence begins, 0 if it is the only one."""
    start = 0
    for end in _END.finditer(tail):
        start = end.end()
    return start
