"""Datelines: the place, day and agency printed before the first sentence of the body.

A dateline is a run of segments (place, date, agency, in any order), ended by a dash, a colon or
brackets. A place in capitals and a dash are enough; a place in small letters needs a date or an
agency beside it, because a sentence may begin with a name and a dash too.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

import re2

from ingest.anatomy.affiliations import is_agency
from ingest.anatomy.eastern import find_eastern, joining_words
from ingest.anatomy.places import place_at_start
from ingest.anatomy.printed_dates import date_pattern, month_names, read_date
from ingest.anatomy.tables import languages, world
from ingest.article import DateHint
from ingest.typesetting import is_wide

__all__ = ["Dateline", "find_dateline"]

REACH = 160

_SIGN = re.compile(r"[–—―－]|--| _ |(?<!\w)-|-(?= )|[:：=]|/\.")
_IN_BRACKETS = re.compile(r"[(（\[][^()]*(?:[)）\]]|$)")
_STRONG = re.compile(r"^\s*(?:\.?\s?[-–—―]{1,2}|_(?= )|:|=|：|－)\s*")
_DASH = re.compile(r"^\s*(?:\.?\s?[-–—―]{1,2}|_(?= )|－)\s*")
_WEAK = re.compile(r"^(?:\s*[,.،]\s*|\s+)")
_BRACKET = re.compile(r"^\s*[(（\[［]([^()（）\[\]［］]{2,40})[)）\]］]\.?")
_SLASHED = re.compile(r"^\s*/([^\W\d_][\w. ]{1,29}?)/[.:]?")
_CAPITALS = re2.compile(r"^[\p{Lu}\p{M}.'’`/ ,-]*\p{Lu}{3}")


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


@dataclass(slots=True)
class _Parse:
    """What has been read so far; `at` is where the next segment begins."""

    text: str
    at: int = 0
    place: str = ""
    agency: str = ""
    day: DateHint | None = None
    closed: int = 0
    printed: int = 0


@cache
def _weekdays() -> frozenset[str]:
    return frozenset(day for language in languages() for day in language.weekdays)


@cache
def _date() -> Any:
    names = "|".join(sorted(_weekdays(), key=lambda day: (-len(day), day)))
    options = re2.Options()
    options.max_mem = 256 << 20
    return re2.compile(rf"^\s*(?:(?:{names})\.?,? )?(?:{date_pattern()})\.?", options=options)


@cache
def _agency_names() -> Any:
    names = sorted(world().agencies, key=lambda name: (-len(name), name))
    ordered = "|".join(re2.escape(name) for name in names)
    return re2.compile(rf"^\s*({ordered})(?:[^\p{{L}}\p{{N}}]|$)")


@cache
def _not_places() -> frozenset[str]:
    return frozenset(world().not_places)


def _read_agency(parse: _Parse) -> bool:
    rest = parse.text[parse.at :]
    bracket = _BRACKET.match(rest) or _SLASHED.match(rest)
    if bracket:
        name = bracket.group(1).strip()
        known = is_agency(name) or is_agency(name.split(",")[0].split("/")[0])
        plausible = (
            parse.place
            and name[:1].isupper()
            and (parse.day or len(name) <= 8 or parse.place.isupper())
        )
        if not known and not plausible:
            return False
        parse.agency = parse.agency or name
        parse.at += bracket.end()
        return True
    match = _agency_names().match(rest)
    if match and not parse.agency:
        parse.agency = match.group(1)
        parse.at += match.end(1)
        parse.at += parse.text.startswith(". ", parse.at)
        return True
    return False


def _read_day(parse: _Parse) -> bool:
    match = _date().match(parse.text[parse.at :].lower())
    if not match or parse.day or not match.end():
        return False
    parse.day = read_date(match, "dateline")
    parse.at += match.end()
    return parse.day is not None


def _read_place(parse: _Parse) -> bool:
    if parse.place:
        return False
    rest = parse.text[parse.at :]
    space = len(rest) - len(rest.lstrip())
    place = place_at_start(rest[space:])
    if len(place) < 2 or place.casefold().strip(".") in _not_places():
        return False
    parse.place = place
    parse.at += space + len(place)
    return True


def _skip(parse: _Parse) -> bool:
    """Step over what divides segments; a dash or colon may end the dateline."""
    rest = parse.text[parse.at :]
    strong = _STRONG.match(rest)
    if strong:
        parse.printed = parse.at
        parse.at += strong.end()
        parse.closed = parse.at
        return True
    weak = _WEAK.match(rest)
    if weak:
        parse.at += weak.end()
    return weak is not None


def _is_evident(parse: _Parse) -> bool:
    if not parse.closed:
        return False
    if parse.agency:
        return True
    dash = _DASH.match(parse.text[parse.printed :]) is not None
    if parse.day:
        comma = parse.text[len(parse.place) :].startswith(",")
        return parse.place.isupper() or bool(parse.place and (dash or comma) and parse.day.day)
    capitals = parse.place.isupper() or bool(_CAPITALS.match(parse.place.split(",")[0]))
    if not capitals or len(parse.place) < 4 or len(parse.place.split()) > 4:
        return False
    after = parse.text[parse.closed : parse.closed + 20]
    first = after.lstrip("\"'“‘«„")[:1]
    return dash and not after.isupper() and (not first or first.isupper())


def _western(text: str) -> Dateline | None:
    parse = _Parse(text)
    while parse.at < len(parse.text):
        before = parse.at
        if not (_read_agency(parse) or _read_day(parse) or _read_place(parse)):
            break
        ended = parse.text[parse.at - 1 : parse.at] in "/."
        if not _skip(parse) and not ended:
            parse.at = before
            break
        whole = parse.agency and (parse.day or parse.place)
        if ended and whole and parse.closed < parse.at:
            parse.printed = parse.closed = parse.at
    if not _is_evident(parse):
        return None
    printed = parse.text[: parse.printed].strip(" -–—_:=.,")
    if printed.count("(") > printed.count(")"):
        printed += ")"
    return Dateline(parse.closed, printed, parse.agency, (), parse.day)


def _can_be(head: str) -> bool:
    """Cheap test: brackets or a dash near the start, and no ordinary word before them."""
    if head[0] in "(（【［[〔" or is_wide(head[0]):
        return True
    sign = _SIGN.search(head)
    if not sign:
        return False
    for word in _IN_BRACKETS.sub(" ", head[: sign.start()]).replace("/", " ").split():
        bare = word.strip(".,()-–—:")
        if bare[:1].islower() and not (
            bare in joining_words() or bare in month_names() or bare in _weekdays()
        ):
            return False
    return True


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
    if not head or not _can_be(head):
        return None
    eastern = find_eastern(head)
    return Dateline(*eastern) if eastern else _western(head)
