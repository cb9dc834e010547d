"""Places alone before the first sentence: with a stop, in brackets, or behind an agency."""

import re

from ingest.anatomy.datelines.agencies import agency_at
from ingest.anatomy.datelines.days import begins_with_date, weekdays
from ingest.anatomy.datelines.parts import STOP, Parse
from ingest.anatomy.names.places import are_known_places, is_known_place

__all__ = ["SHORTEST_AFTER", "SHORTEST_TOWN", "is_barred", "is_place_and_weekday", "stands_alone"]

SHORTEST_AFTER, SHORTEST_TOWN, LONGEST_TOWN = 24, 4, 40
"""Characters of the sentence after a known place that stands alone, and of a town in capitals."""

_PLACE = re.compile(r"\(([^\W\d_][\w -]{3,24})\) (?=[\"“«]? ?[^\W\d_a-zà-ÿ])")


def _signed_place(text: str) -> tuple[str, str, int] | None:
    """An agency, a comma and a known place before a capital: "Liputan6.com, Jakarta Dewan …"."""
    agency = agency_at(text)
    if not agency or not text.startswith(", ", agency.end(1)):
        return None
    start = agency.end(1) + 2
    first, second, after = (*text[start:].split(" ", 2), "", "")[:3]
    for place, rest in ((f"{first} {second}", after), (first, f"{second} {after}")):
        if is_known_place(place) and rest[:1].isupper():
            return agency.group(1), place, start + len(place) + 1
    return None


def stands_alone(parse: Parse) -> bool:
    """A known place alone, with a full stop or in brackets: "Berlin. Die Regierung …"."""
    if (bracketed := _PLACE.match(parse.text)) and is_known_place(bracketed.group(1)):
        parse.place, parse.closed = bracketed.group(1), bracketed.end()
        return True
    if signed := _signed_place(parse.text):
        parse.agency, parse.place, parse.closed = signed
        return True
    place, *rest = STOP.split(parse.text, maxsplit=1)
    told = are_known_places(place) or is_place_and_weekday(place)
    if not rest or len(rest[0]) < SHORTEST_AFTER or not told:
        return False
    if begins_with_date(rest[0]) or agency_at(rest[0]):
        return False
    if is_known_place(STOP.split(rest[0], maxsplit=1)[0]):
        return False
    parse.place, parse.closed = place, len(parse.text) - len(rest[0])
    return True


def is_place_and_weekday(text: str) -> bool:
    """Whether a known town, or one in capitals, and a day of the week are all: "SALEM, Monday"."""
    town, comma, day = text.rstrip(".").rpartition(", ")
    if not comma or day.casefold() not in weekdays():
        return False
    return is_known_place(town) or (town.isupper() and SHORTEST_TOWN <= len(town) <= LONGEST_TOWN)


def is_barred(parse: Parse) -> bool:
    """Whether a bar is behind what is no known place: a writer or a paper, "Jane Doe | March 3"."""
    barred = not parse.agency and parse.text[len(parse.place) :].lstrip()[:1] == "|"
    return barred and not any(map(is_known_place, parse.place.split(", ")))
