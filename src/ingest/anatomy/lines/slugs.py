"""Codes that agencies print around a story for their desks: slugs above it, signs below it."""

from functools import cache
from typing import Any

import re2

from ingest.anatomy.draft import Draft
from ingest.anatomy.endings import find_ending
from ingest.anatomy.headlines.headlines import looks_like_headline
from ingest.anatomy.headlines.teasers import is_dated
from ingest.anatomy.names.affiliations import is_agency
from ingest.anatomy.rulefiles import either
from ingest.typesetting import ends_sentence

__all__ = ["divide_attention", "read_sign", "read_slug"]

LONGEST_SLUG, LONGEST_SIGN, LONGEST_NOTE = 80, 36, 160
_END_OF_NOTE = " /// "


@cache
def _pattern(kind: str) -> Any:
    return re2.compile(f"(?:{either('wires', kind)})")


def read_slug(draft: Draft) -> str:
    """Cut a line of codes above the headline; the rule that cut it.

    A slug is one only above a headline or a dateline; text goes on below codes.
    """
    index = draft.first
    text = draft.parts[index].text
    if draft.headline or len(text) > LONGEST_SLUG:
        return ""
    if not _pattern("codes").fullmatch(text):
        if not _pattern("slugs").fullmatch(text):
            return ""
        below = draft.parts[index + 1].text
        if not (looks_like_headline(below) or is_dated(draft.dateline_of(index + 1))):
            return ""
    draft.take("prompt", index)
    return "prompt"


def divide_attention(draft: Draft) -> None:
    """Part the line that says what is new from the byline below it: "ATTENTION - ADDS toll ///"."""
    part = draft.parts[draft.first]
    end = part.text.find(_END_OF_NOTE, 0, LONGEST_NOTE)
    if end > 0:
        draft.divide(draft.first, part.start + end + len(_END_OF_NOTE))


def read_sign(draft: Draft, index: int) -> str:
    """Cut the letters of who wrote or edited, below a sentence or an agency's sign."""
    text = draft.parts[index].text
    if len(text) > LONGEST_SIGN or index <= draft.first:
        return ""
    if not _pattern("sent").fullmatch(text):
        above = draft.parts[index - 1].text
        told = ends_sentence(above) or is_agency(above) or find_ending(above)
        if not told or not _pattern("signs").fullmatch(text):
            return ""
    draft.take("credit", index)
    return "credit"
