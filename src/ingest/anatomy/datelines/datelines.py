"""Datelines: the place, day and agency printed before the first sentence of the body.

A dateline is a run of segments (place, date, agency, in any order), ended by a dash, a colon or
brackets. A place in capitals and a dash are enough; a place in small letters needs a date or an
agency beside it, because a sentence may begin with a name and a dash too.
"""

import re
from dataclasses import dataclass, replace
from functools import cache

from ingest.anatomy.datelines.alone import (
    SHORTEST_AFTER,
    SHORTEST_TOWN,
    is_barred,
    is_place_and_weekday,
    stands_alone,
)
from ingest.anatomy.datelines.eastern import find_eastern
from ingest.anatomy.datelines.parts import Parse, read_segment, skip
from ingest.anatomy.datelines.sources import DASH
from ingest.anatomy.datelines.telling import (
    REACH,
    begins_in_capitals,
    may_be_dateline,
    tells_nothing,
)
from ingest.anatomy.names.affiliations import is_agency
from ingest.anatomy.names.persons import looks_like_name
from ingest.anatomy.names.places import (
    are_known_places,
    ends_in_state,
    is_known_place,
    place_at_start,
    stands_before_colon,
)
from ingest.anatomy.rulefiles import either, rule_file
from ingest.article import DateHint

__all__ = ["Dateline", "find_dateline", "is_dated_place"]

LONGEST_ALONE = 60
_LAST_OF_LINE = frozenset("0123456789.)")
SHORTEST_AGENCY = 4
"""An agency is longer where no sign is behind it."""
_SENTENCE = re.compile(r" [A-Z](?:[a-z]+)? [a-z]")
_LEAD = re.compile(r"(?:\[\w+\] +|((?:, )?[^\W\d_]\w+(?: [^\W\d_]\w+){1,2}) ?/ ?)(?=[^\W\d_])")


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline at the start of a paragraph.

    Attributes:
        end: where the sentence after it begins, in characters of the paragraph.
        text: as printed, without the dash that ends it.
        agency: the agency it names; empty if none.
        authors: reporters it names, as some East Asian agencies do.
        day: the day it names.
    """

    end: int
    text: str
    agency: str = ""
    authors: tuple[str, ...] = ()
    day: DateHint | None = None


@cache
def _releases() -> frozenset[str]:
    """Services of press releases, which sign beside the place: "Berlin (ots)"."""
    return frozenset(rule_file("datelines")["releases"])


@cache
def _abbreviated() -> "re.Pattern[str]":
    """A state, or a year, with a full stop behind it that belongs to it."""
    years = either("datelines", "years")
    return re.compile(rf", [A-Z](?:[a-z]{{1,4}}|[A-Z]{{2,4}}|\.[A-Z])$|\d (?:{years})$")


def _is_evident(parse: Parse) -> bool:
    if not parse.closed or is_barred(parse):
        return False
    dash = DASH.match(parse.text[parse.printed :]) is not None
    capitals = parse.place.isupper() or begins_in_capitals(parse.place.split(",")[0])
    if parse.agency:  # "Jane Doe (SPD): We …" is what a person says
        return dash or capitals or bool(parse.day) or _is_told(parse)
    after = parse.text[parse.closed : parse.closed + 20]
    first = after.lstrip("\"'“‘«„")[:1]
    if parse.day:
        comma = parse.text[len(parse.place) :].startswith(",")
        return parse.place.isupper() or bool(parse.place and (dash or comma) and parse.day.day)
    pieces = parse.place.split(", ")
    known = any(map(is_known_place, pieces)) and (dash or len(pieces) == 1 or capitals)
    if known and len(parse.text) - parse.closed > SHORTEST_AFTER:
        caseless = parse.place.upper() == parse.place.lower()
        stop = parse.text[parse.printed] in ".।"
        stop |= first.isupper() and stands_before_colon(parse.place)
        return not first.islower() and (dash or stop or caseless or parse.place.isupper())
    short = dash and ends_in_state(parse.text[: parse.at].rstrip(" -–—―"))
    if not short and (not capitals or len(parse.place) < 4 or len(parse.place.split()) > 4):
        return False
    return dash and not after.isupper() and (not first or first.isupper())


def _is_shouted_agency(agency: str, after: str) -> bool:
    """Whether a sentence in small letters follows an agency in capitals: "March 3, AZERTAC The"."""
    longer = len(agency) > SHORTEST_AGENCY and agency.isupper() and is_agency(agency)
    return longer and _SENTENCE.match(after) is not None


def _is_shouted(parse: Parse) -> bool:
    """Whether the town of a dateline is known or in capitals: day and full stop may end it."""
    town = parse.place.partition(",")[0]
    return (len(town) > 3 and town.isupper()) or is_known_place(town)


def _is_told(parse: Parse) -> bool:
    return is_agency(parse.agency) or is_known_place(parse.place) or not parse.place


def _is_whole(parse: Parse) -> bool:
    """A place, a day and a known agency in brackets need no dash: "New Delhi, Oct 12 (PTI) The".

    In capitals, in scripts without, or above a capital, a known place and the agency are enough,
    and any place is with no space behind the bracket: "Harrow (CNN)The". The agency alone is
    where a text begins with it: "(CNN)The".
    """
    after = parse.text[parse.at :]
    if not parse.bracketed and parse.agency:
        return bool(parse.place and parse.day) and _is_shouted_agency(parse.agency, after)
    if not parse.bracketed or not parse.place:
        return parse.bracketed and not parse.day and parse.text[0] in "(（[［"
    joined = after[:1].isupper() and len(after) > SHORTEST_AFTER
    if parse.day or joined or not is_known_place(parse.place):
        return bool(parse.day) or joined
    return parse.place.upper() == parse.place or after.lstrip()[:1].isupper()


def _western(text: str) -> Dateline | None:
    parse = Parse(text)
    if stands_alone(parse):
        return Dateline(parse.closed, parse.text[: parse.closed].strip(" ().:।"), parse.agency)
    while parse.at < len(parse.text):
        before = parse.at
        if not read_segment(parse):
            break
        alone = _is_whole(parse)
        ended = parse.text[parse.at - 1 : parse.at] in "/.।" or alone
        if not skip(parse) and not ended:
            parse.at = before if parse.at < len(text) else parse.at
            break
        whole = alone or (parse.agency and (parse.day or parse.place))
        if (
            ended
            and (whole or (parse.day and not parse.closed and _is_shouted(parse)))
            and parse.closed < parse.at
        ):
            parse.printed = parse.closed = parse.at
    told = parse.day or parse.agency.casefold() in _releases()
    told = told or (parse.bracketed and parse.place.isupper())
    if parse.at >= len(text) and parse.place and told and is_agency(parse.agency):
        parse.printed = parse.closed = parse.closed or parse.at
    if not _is_evident(parse):
        return None
    printed = parse.text[: parse.printed].strip(" -–—_:=.,।")
    stop = parse.text[len(printed) :][:1] == "." and not parse.agency
    if stop and _abbreviated().search(printed):
        printed += "."
    if printed.count("(") > printed.count(")"):
        printed += ")"
    return Dateline(parse.closed, printed, parse.agency, parse.authors, parse.day)


def find_dateline(text: str) -> Dateline | None:
    """Find a dateline at the start of a paragraph.

    >>> found = find_dateline("LONDON, Feb 26 (Reuters) - Shares rose.")
    >>> found.text, found.agency, found.day.month, found.day.day, found.end
    ('LONDON, Feb 26 (Reuters)', 'Reuters', 2, 26, 27)
    >>> find_dateline("PARIS — The mayor spoke.").text
    'PARIS'
    >>> find_dateline("Paris - he said - is far away.") is None
    True
    """
    head = text[:REACH]
    if not head or not may_be_dateline(head):
        return None
    return _at_start(head) or _below_lead(text)


def _at_start(head: str) -> Dateline | None:
    eastern = find_eastern(head)
    if eastern:
        return Dateline(*eastern)
    return None if tells_nothing(head) else _western(head)


def _below_lead(text: str) -> Dateline | None:
    """A dateline behind "[Text] ", or behind who wrote: "Jane Doe / ANKARA, (DHA) - "."""
    lead = _LEAD.match(text)
    head = text[lead.end() :][:REACH] if lead else ""
    below = _at_start(head) if head and may_be_dateline(head) else None
    if not lead or not below or not (below.agency or below.day):
        return None
    names = tuple((lead.group(1) or "").split(", "))
    authors = tuple(filter(looks_like_name, names)) or below.authors
    return replace(below, end=below.end + lead.end(), authors=authors)


def is_dated_place(text: str) -> bool:
    """Say whether a line is a known place and a day with its year, and nothing else.

    Where the town is in capitals no year is needed, and a day of the week is enough.

    >>> is_dated_place("Paris, le 3 mars 2026"), is_dated_place("Paris, le 3 mars, encore")
    (True, False)
    >>> is_dated_place("SALTFORD, March 3."), is_dated_place("SALTFORD, Monday.")
    (True, True)
    """
    if len(text) > LONGEST_ALONE or not text:
        return False
    if text.rstrip(".")[-1:].isalpha():
        return is_place_and_weekday(text)
    town = place_at_start(text).split(",")[0]
    shouted = town.isupper() and len(town) >= SHORTEST_TOWN
    if text[-1] not in _LAST_OF_LINE or not (shouted or are_known_places(town)):
        return False
    bare = text.rstrip(".")
    found = find_dateline(f"{bare} – X")
    if found is None or found.end != len(bare) + 3 or not found.day:
        return False
    if found.agency:
        return shouted and is_agency(found.agency)
    return bool(found.day.year or (shouted and found.day.month))
