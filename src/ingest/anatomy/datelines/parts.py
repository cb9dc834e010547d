"""The segments of a dateline: place, day, agency, and what divides them."""

import re
from dataclasses import dataclass

from ingest.anatomy.datelines.agencies import agency_at, reporter_in
from ingest.anatomy.datelines.days import (
    begins_with_date,
    hijri_day,
    match_day,
    match_lone_day,
    spelt_day,
)
from ingest.anatomy.datelines.sources import (
    DASH,
    is_between_bars,
    is_certain,
    may_sign,
    may_sign_alone,
    not_places,
)
from ingest.anatomy.dates.printed import is_beside_date
from ingest.anatomy.names.affiliations import is_agency
from ingest.anatomy.names.persons import has_given_name, looks_like_name
from ingest.anatomy.names.places import is_known_place, place_at_start
from ingest.article import DateHint

__all__ = [
    "STOP",
    "Parse",
    "read_segment",
    "skip",
]

LONGEST_SITE, LONGEST_NAME = 40, 40

_PERSON = r"[^\W\d_a-zа-я]\w+ [^\W\d_a-zа-я][\w-]+"
_NAMES = re.compile(rf"^, ({_PERSON}(?:, {_PERSON})*)(?=\. )")
"""Reporters behind the agency: "МОСКВА, 12 окт - РИА Новости, Анна Сидорова. …"."""
_BARRED = re.compile(r"^\s*([^\W\d_]{2,12})(?=\s\|\s)")
"""A paper's own sign before a bar: "BERLIN abc | "."""
_BETWEEN_BARS = re.compile(r"^\s*([^\W\d_a-z][\w. ]{1,24}?)(?=\s\|\s)")
"""An agency or a paper between two: "Kampala, Uganda | THE INDEPENDENT | "."""

_CAPITALS = re.compile(r"^\s*([A-Z]{3,8})(?= ?[-–—]{1,2} )")
_STRONG = re.compile(r"^\s*(?:\.?\s?[-–—―]{1,3}|>{2,3}(?= )|_(?= )|\|(?= )|:|=|：|－)\s*")
STOP = re.compile(r"[.।]\s+(?=[^\W\d_])")
_SEMICOLON = re.compile("; (?=[A-Z])")
_HYPHEN = re.compile(r"(?<!\w)[^\W\d_]\.-[^\W\d_]")
"""A hyphen in a name: "ON THE U.S.-CANADA BORDER"."""
_WEAK = re.compile(r"^(?:\s*[,.،]\s*|\s+)")
_BRACKET = re.compile(r"^\s*[(（\[［]([^()（）\[\]［］]{2,60})[)）\]］][.।]?")
_COUNTRY = re.compile(r"(?: [\[(][^\W\d_][\w ./]{1,24}[\])]){1,2}(?=,)")
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
    if match and DASH.match(rest[match.end(1) :]):  # "place - agency - …"
        certain = True
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
    return _read_unknown_agency(parse, rest)


def _read_unknown_agency(parse: Parse, rest: str) -> bool:
    """Capitals between a day and a dash are an agency: "Harrow, March 3, HXPA - The council"."""
    if parse.agency or parse.closed or not (parse.day and parse.place):
        return False
    found = _CAPITALS.match(rest)
    if not found:
        return False
    parse.agency = found.group(1)
    parse.at += found.end()
    return True


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
    agency, parse.authors = reporter_in(name) if " " in name else ("", ())
    known = is_agency(name) or is_agency(name.split(",")[0].split("/")[0]) or bool(agency)
    plausible = may_sign(parse.place, name, after, dated=bool(parse.day))
    plausible = plausible or (not parse.at and may_sign_alone(name, after))
    plausible = plausible and len(name) <= LONGEST_NAME
    if parse.agency and has_given_name(name) and looks_like_name(name):
        parse.authors = (name,)  # "АСТАНА. 3 марта. КАЗИНФОРМ /Анна Сидорова/ - …"
    if not known and (not plausible or bracket.re is _SPACED):
        return False
    parse.agency = parse.agency or agency or name
    parse.at += bracket.end()
    parse.bracketed = known or (not parse.place and after[:1].isupper())
    parse.spaced = bracket.re is _SPACED
    return True


def _read_day(parse: Parse) -> bool:
    rest = parse.text[parse.at :]
    found = None if parse.day else match_day(rest)
    if not found and not parse.day and is_certain(parse.place):
        found = match_lone_day(rest)
        bracket = _BRACKET.match(rest[found[1] :]) if found else None
        dashed = found is not None and rest[found[1] : found[1] + 1] == "."
        found = found if dashed or (bracket and is_agency(bracket.group(1))) else None
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


def read_segment(parse: Parse) -> bool:
    """Read an agency, a day or a place, and step behind it."""
    return _read_agency(parse) or _read_day(parse) or _read_place(parse)
