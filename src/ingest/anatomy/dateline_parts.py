"""The segments of a dateline: place, day, agency, and what divides them."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

import re2

from ingest.anatomy.affiliations import is_agency
from ingest.anatomy.choosing import begins_of, may_begin
from ingest.anatomy.dateline_days import (
    begins_with_date,
    hijri_day,
    match_day,
    match_lone_day,
    spelt_day,
)
from ingest.anatomy.dateline_sources import (
    is_between_bars,
    is_certain,
    may_sign,
    may_sign_alone,
    not_places,
)
from ingest.anatomy.persons import looks_like_name
from ingest.anatomy.places import is_known_place, place_at_start
from ingest.anatomy.printed_dates import is_beside_date
from ingest.anatomy.tables import world
from ingest.article import DateHint

__all__ = [
    "STOP",
    "Parse",
    "agency_at",
    "read_segment",
    "skip",
]

LONGEST_SITE, LONGEST_NAME = 40, 40
MOST_ROLE_WORDS = 5

_PERSON = r"[^\W\d_a-zа-я]\w+ [^\W\d_a-zа-я][\w-]+"
_NAMES = re.compile(rf"^, ({_PERSON}(?:, {_PERSON})*)(?=\. )")
"""Reporters behind the agency: "МОСКВА, 12 окт - РИА Новости, Анна Сидорова. …"."""
_BARRED = re.compile(r"^\s*([^\W\d_]{2,12})(?=\s\|\s)")
"""A paper's own sign before a bar: "BERLIN abc | "."""
_BETWEEN_BARS = re.compile(r"^\s*([^\W\d_a-z][\w. ]{1,24}?)(?=\s\|\s)")
"""An agency or a paper between two: "Kampala, Uganda | THE INDEPENDENT | "."""

_ROLE = re.compile(r"(?<!\S)\w+\.? ")
_STRONG = re.compile(r"^\s*(?:\.?\s?[-–—―]{1,3}|>{2,3}(?= )|_(?= )|\|(?= )|:|=|：|－)\s*")
STOP = re.compile(r"[.।]\s+(?=[^\W\d_])")
_SEMICOLON = re.compile("; (?=[A-Z])")
_HYPHEN = re.compile(r"(?<!\w)[^\W\d_]\.-[^\W\d_]")
"""A hyphen in a name: "ON THE U.S.-CANADA BORDER"."""
_WEAK = re.compile(r"^(?:\s*[,.،]\s*|\s+)")
_BRACKET = re.compile(r"^\s*[(（\[［]([^()（）\[\]［］]{2,60})[)）\]］][.।]?")
_COUNTRY = re.compile(r"(?: [\[(][^\W\d_][\w .]{1,24}[\])]){1,2}(?=,)")
_SLASHED = re.compile(r"^\s*/([^\W\d_][\w., -]{1,39}?)/[.:]?")
_QUOTED = re.compile(r"\s*«([^«»]{3,30})»(?=\s?:)")
"""A paper in quotes, as in Arabic: "غزة - «القدس»: …"."""
_SPACED = re.compile(r"^\s*/ ([^\W\d_][\w. ]{1,24}?) /")
_BEHIND_SPACED = re.compile(r"^\s*/\s+(?=\S)")
"""What ends a dateline with such an agency: "TORONTO, ON / ACCESSWIRE / May 3, 2026 / "."""
_SITE = re.compile(
    r"((?:[\w-]+\.)+(?i:com|org|net|id|my))(?= - [\"'“‘]?[^\W\d_a-z]|, [^\W\d_]{2,20} ?[-–—])"
)
"""A site that signs before its first sentence: "USATODAY.com - The …"."""
_BARE_DAY = re.compile(r" \d{1,2}[/.-]\d{1,2}$")
"""A day in numbers behind an agency: "(TTXVN 12/10)"."""


@dataclass(slots=True)
class Parse:
    """What has been read so far; `at` is where the next segment begins."""

    text: str
    at: int = 0
    place: str = ""
    agency: str = ""
    day: DateHint | None = None
    closed: int = 0
    printed: int = 0
    bracketed: bool = False
    spaced: bool = False
    authors: tuple[str, ...] = ()


@cache
def _agency_names() -> tuple[Any, frozenset[str]]:
    listed = {*world().agencies, *(name.upper() for name in world().agencies if len(name) > 5)}
    names = sorted(listed, key=lambda name: (-len(name), name))
    ordered = "|".join(re2.escape(name) for name in names)
    return re2.compile(rf"^\s*({ordered})(?:[^\p{{L}}\p{{N}}]|$)"), begins_of(ordered)


def _read_agency(parse: Parse) -> bool:
    rest = parse.text[parse.at :]
    bracket = _BRACKET.match(rest) or _SLASHED.match(rest)
    bracket = bracket or (_SPACED.match(rest) if "/ " in rest[:3] else None)
    if bracket:
        return _read_bracket(parse, bracket, rest[bracket.end() :])
    quoted = _QUOTED.match(rest) if is_known_place(parse.place) else None
    site = _SITE.match(rest) if not parse.at and " - " in rest[:LONGEST_SITE] else None
    barred = _BARRED.match(rest) if not parse.closed and is_certain(parse.place) else None
    if parse.place and parse.text[: parse.at].rstrip()[-1:] == "|":
        barred = _BETWEEN_BARS.match(rest)
        barred = barred if barred and is_between_bars(parse.place, barred.group(1)) else None
    if (signed := quoted or site or barred) and not parse.agency:
        parse.agency = signed.group(1)
        parse.at += signed.end()
        return True
    match = agency_at(rest)
    certain = not parse.closed or parse.day or is_certain(parse.place)
    if match and not parse.agency and certain:
        parse.agency = match.group(1)
        parse.at += match.end(1)
        names = _NAMES.match(parse.text[parse.at :]) if parse.closed and parse.day else None
        if names:
            parse.authors = tuple(names.group(1).split(", "))
            parse.at += names.end(1)
        stop = STOP.match(parse.text[parse.at :])
        parse.at += 1 if stop else 0
        return True
    return False


def _read_bracket(parse: Parse, bracket: "re.Match[str]", after: str) -> bool:
    """An agency in brackets, or a day behind a place: "KUCHING (Jan 3): …"."""
    name, dash, dated = bracket.group(1).strip().partition(" - ")
    if dash and begins_with_date(dated) and is_agency(name):  # "(Newsfile Corp. - May 3, 2026)"
        trial = Parse(dated)
        _read_day(trial)
        parse.day = parse.day or trial.day
    else:
        name += dash + dated
    if begins_with_date(name):
        trial = Parse(name)
        town = parse.place.partition(",")[0]
        if parse.day or not is_certain(town) or not _read_day(trial) or trial.at < len(name):
            return False
        parse.day = trial.day
        parse.at += bracket.end()
        return True
    name = _BARE_DAY.sub("", name)
    agency, parse.authors = _reporter(name) if " " in name else ("", ())
    known = is_agency(name) or is_agency(name.split(",")[0].split("/")[0]) or bool(agency)
    plausible = may_sign(parse.place, name, after, dated=bool(parse.day))
    plausible = plausible or (not parse.at and may_sign_alone(name, after))
    plausible = plausible and len(name) <= LONGEST_NAME
    if not known and (not plausible or bracket.re is _SPACED):
        return False
    parse.agency = parse.agency or agency or name
    parse.at += bracket.end()
    parse.bracketed = known or (not parse.place and after[:1].isupper())
    parse.spaced = bracket.re is _SPACED
    return True


def _reporter(name: str) -> tuple[str, tuple[str, ...]]:
    """The agency between a role and a person: "Корр. ТАСС Иван Иванов"."""
    person, _, agency = name.rpartition(", ")
    if is_agency(agency) and looks_like_name(person):
        return agency, (person,)
    for word in list(_ROLE.finditer(name))[:MOST_ROLE_WORDS]:
        if match := agency_at(name[word.end() :]):
            person = name[word.end() + match.end(1) :].strip(" ,")
            if not person or looks_like_name(person):
                return match.group(1), (person,) if person else ()
    return "", ()


def _read_day(parse: Parse) -> bool:
    rest = parse.text[parse.at :]
    found = None if parse.day else match_day(rest)
    if not found and not parse.day and is_certain(parse.place):
        found = match_lone_day(rest)
        bracket = _BRACKET.match(rest[found[1] :]) if found else None
        found = found if bracket and is_agency(bracket.group(1)) else None
    if not found:
        return False
    parse.day = found[0]
    parse.at += found[1]
    return True


def _read_place(parse: Parse) -> bool:
    if parse.place:
        return False
    rest = parse.text[parse.at :]
    space = len(rest) - len(rest.lstrip())
    hijri = hijri_day().search(rest) if " 14" in rest else None
    ended = hijri or spelt_day(rest)
    place = place_at_start(rest[space : ended.start()] if ended else rest[space:])
    bare = place.casefold().strip(".")
    if len(place) < 2 or bare in not_places() or is_beside_date(place):
        return False
    if (
        place[-1] == "."
        and rest[space + len(place) :][:1] in ("-", "–")
        and is_known_place(place.rpartition(", ")[0] or place[:-1])
    ):
        place = place[:-1]  # "Caracas.- El …"
    town, stop, _ = place.partition(". ")
    if parse.agency and stop and is_known_place(town):  # "KONTAN.CO.ID - JAKARTA. Dewan …"
        parse.place = town
        parse.at += space + len(town) + 1
        return True
    if parse.closed and not is_certain(place):
        return False
    parse.place = place
    parse.at += space + len(place)
    beside = (hijri_day() if hijri else _COUNTRY).match(parse.text, parse.at)
    parse.at += len(beside.group()) if beside else 0
    return True


def skip(parse: Parse) -> bool:
    """Step over what divides segments; a dash or colon may end the dateline."""
    rest = parse.text[parse.at :]
    strong = _STRONG.match(rest) or (_BEHIND_SPACED.match(rest) if parse.spaced else None)
    if not strong and rest[:2] == "; " and parse.text[parse.at - 1 : parse.at] == ")":
        strong = _SEMICOLON.match(rest)
    joined = rest[:1] == "-" and _HYPHEN.search(parse.text, max(0, parse.at - 2), parse.at + 2)
    if strong and not joined:
        parse.printed = parse.at
        parse.at += strong.end()
        parse.closed = parse.at
        return True
    weak = _WEAK.match(rest)
    if weak:
        parse.at += weak.end()
    return weak is not None


def agency_at(text: str) -> Any:
    """The match of a known agency at the start of a text, None if there is none."""
    pattern, begins = _agency_names()
    return pattern.match(text) if may_begin(text.lstrip(), begins) else None


def read_segment(parse: Parse) -> bool:
    """Read an agency, a day or a place, and step behind it."""
    return _read_agency(parse) or _read_day(parse) or _read_place(parse)
