"""What stands behind the last sentence of a body, in the same paragraph."""

from typing import NamedTuple

from ingest.anatomy.affiliations import is_agency
from ingest.typesetting import ends_sentence

__all__ = ["Ending", "find_ending"]

_WORD = "enditem"
_SIGNS = frozenset({"END", "ENDS", "完", "了", "终", "끝"})
_OPEN = {")": "(", "）": "（", "]": "[", ">": "<"}


class Ending(NamedTuple):
    """Where it starts, and the agency that it names, if any."""

    start: int
    agency: str


def find_ending(text: str) -> Ending | None:
    """Find the sign that ends a wire text, or the agency in brackets.

    >>> find_ending("The last ferry leaves in autumn. (AFP)")
    Ending(start=32, agency='AFP')
    >>> find_ending("They met at the bank (BBC)") is None
    True
    """
    bare = text.rstrip()
    if bare[-len(_WORD) :].casefold() == _WORD:
        start, inner = len(bare) - len(_WORD), ""
    elif bare and bare[-1] in _OPEN:
        start = max(bare.rfind(_OPEN[bare[-1]]), 0)
        inner = bare[start + 1 : -1]
    else:
        return None
    before = bare[:start].rstrip()
    if not before or (inner and inner not in _SIGNS and not is_agency(inner)):
        return None
    return Ending(len(before), inner if is_agency(inner) else "") if ends_sentence(before) else None
