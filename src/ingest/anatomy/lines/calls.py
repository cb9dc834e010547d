"""Invitations amid a paragraph that end with an angle: "Watch how they were saved »"."""

import re
from functools import cache

from ingest.anatomy.draft import Draft
from ingest.anatomy.names.affiliations import table_words

__all__ = ["cut_calls"]

_ANGLE, _QUOTE = "»", "«"


@cache
def _call() -> "re.Pattern[str]":
    """A sentence that begins with such a word and ends with the sign, perhaps with a stop too."""
    sentence = rf"(?:{table_words('call')})\b[^.!?{_ANGLE}]{{2,120}}{_ANGLE}"
    return re.compile(rf"(?:(?<=[.!?\"'”’)]\s)|^)(?i:{sentence})(?: \.)?(?:\s+|$)")


def cut_calls(draft: Draft) -> None:
    """Cut them from the paragraphs of the body; not where the sign is one of a pair of quotes."""
    if _ANGLE not in draft.raw.text or _QUOTE in draft.raw.text:
        return
    for part in draft.parts[draft.first : draft.last]:
        for call in _call().finditer(part.text) if _ANGLE in part.text else ():
            draft.take_span("prompt", part.start + call.start(), part.start + call.end())
