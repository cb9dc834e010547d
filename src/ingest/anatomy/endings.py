"""What stands behind the last sentence of a body, in the same paragraph."""

import re
from typing import NamedTuple

from ingest.anatomy.affiliations import is_agency
from ingest.typesetting import ends_sentence

__all__ = ["Ending", "find_ending"]

_SIGN = re.compile(r"\s*(?:\b(?i:enditem)|[(（<](?:END|ENDS|完|了|终|끝)[)）>])\s*$")
_BRACKETED = re.compile(r"\s*[(（\[]([^()（）\[\]]{2,24})[)）\]]\s*$")


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
    sign = _SIGN.search(text)
    if sign and sign.start():
        return Ending(sign.start(), "")
    found = _BRACKETED.search(text)
    if not found or not found.start() or not is_agency(found.group(1)):
        return None
    return Ending(found.start(), found.group(1)) if ends_sentence(text[: found.start()]) else None
