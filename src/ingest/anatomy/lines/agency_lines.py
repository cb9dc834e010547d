"""Lines that name a news agency alone, or with a town beside it."""

import re

from ingest.anatomy.endings import agency_of, is_end
from ingest.anatomy.engine import look
from ingest.anatomy.lines.labels import Place
from ingest.anatomy.lines.runningtext import LONGEST_AGENCY
from ingest.anatomy.names.affiliations import is_agency
from ingest.anatomy.names.places import is_known_place
from ingest.typesetting import ends_sentence

__all__ = ["read_agency"]

_APART = re.compile(r"\s*(?:[,/|،()（）]| and | with | [-–—] |(?<=[A-Zء-ي])-(?=[A-Zء-ي]))\s*")


MOST_SPACES = 8
"""Spaces in a line that names agencies and towns."""
_SIGN = re.compile("[,/|،()（）–—-]| (?:and|with) ")
"""With one of these a line may be divided."""


def read_agency(place: Place) -> str:
    """Cut a line that holds an agency, with towns perhaps, or a sign that ends a wire text."""
    line = place.seen.line.strip(" ./।-–—")
    is_button = place.edge != "tail" and "prompt" in place.seen.rules  # "Mehr" in German
    if len(place.seen.line) > LONGEST_AGENCY or is_button:
        return ""
    named = _named(place, line) if line.count(" ") <= MOST_SPACES else ""
    return named or ("credit" if _is_end(place, line) else "")


def _is_end(place: Place, line: str) -> bool:
    """Whether a line is a sign that ends a text, and no end of the sentence above: "U.S."."""
    parts = place.draft.parts
    text = parts[place.at].text
    if not (is_end(line) or is_end(text)):
        return _is_repeated(place, text)
    return not place.at or text[-1] != "." or ends_sentence(parts[place.at - 1].text)


def _is_repeated(place: Place, text: str) -> bool:
    """Whether who edited stands once more below an agency's sign: "भाषा जोहेब नरेश", "नरेश"."""
    if place.edge != "tail" or not place.at or " " in text:
        return False
    above = place.draft.parts[place.at - 1].text
    return above.endswith(f" {text}") and "credit" in place.draft.kinds(place.at - 1)


def _named(place: Place, line: str) -> str:
    whole = _APART.split(line) if _SIGN.search(line) else [line]
    pieces = [word for piece in whole if piece for word in _town_apart(piece)]
    if pieces == [line] and not is_agency(line):
        return ""
    agencies = [piece for piece in pieces if is_agency(piece)]
    others = [piece for piece in pieces if piece not in agencies]
    towns = list(filter(is_known_place, others)) if len(pieces) > 1 else []
    is_signed = bool(others) and not towns and "credit" not in place.seen.rules
    if is_signed and (agency := agency_of(line)):
        place.draft.keep("credit", agency)
        return "credit"
    if not (agencies or towns):
        return ""
    staff = [piece for piece in others if piece not in towns and "nobody" in look(piece).rules]
    if len(towns) + len(staff) < len(others) or not (agencies or (staff and towns)):
        return ""
    place.draft.keep("credit", line if not others else "/".join(agencies))
    place.draft.keep("byline", place.printed() if staff else "")
    dated = agencies and towns and place.edge == "head"
    place.draft.keep("dateline", place.printed().strip(" ./।") if dated else "")
    return "credit" if agencies else "byline"


def _town_apart(piece: str) -> tuple[str, ...]:
    """Divide an agency from the town behind it: "ACN Barcelona"."""
    first, _, rest = piece.partition(" ")
    return (first, rest) if rest and is_agency(first) and is_known_place(rest) else (piece,)
