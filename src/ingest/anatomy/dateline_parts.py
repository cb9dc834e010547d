"""The segments of a dateline: place, day, agency, and what divides them."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

import re2

from ingest.anatomy.affiliations import is_agency
from ingest.anatomy.choosing import begins_of, may_begin
from ingest.anatomy.places import is_known_place, place_at_start
from ingest.anatomy.printed_dates import date_pattern, month_names, plain_digits, read_date
from ingest.anatomy.tables import languages, world
from ingest.article import DateHint

__all__ = [
    "DASH",
    "STOP",
    "Parse",
    "agency_at",
    "begins_with_date",
    "read_segment",
    "skip",
    "weekdays",
]

MOST_SOURCE_WORDS = 3
LONGEST_SIGN, LONGEST_SITE = 8, 40
SHORTEST_DAY = 3
"""Letters that the name of a day has more than, to be read behind a date too."""

_WORDS = re.compile(r"^ ((\w+) \w+)")
_PERSON = r"[^\W\d_a-zа-я]\w+ [^\W\d_a-zа-я][\w-]+"
_NAMES = re.compile(rf"^, ({_PERSON}(?:, {_PERSON})*)(?=\. )")
"""Reporters behind the agency: "МОСКВА, 12 окт - РИА Новости, Анна Сидорова. …"."""
_BARRED = re.compile(r"^\s*([^\W\d_]{2,12})(?=\s\|\s)")
"""A paper's own sign before a bar: "BERLIN abc | "."""

_STRONG = re.compile(r"^\s*(?:\.?\s?[-–—―]{1,3}|_(?= )|\|(?= )|:|=|：|－)\s*")
DASH = re.compile(r"^\s*(?:\.?\s?[-–—―]{1,3}|_(?= )|\|(?= )|－)\s*")
STOP = re.compile(r"[.।]\s+(?=[^\W\d_])")
_HYPHEN = re.compile(r"[^\W\d_]\.-[^\W\d_]")
"""A hyphen in a name: "ON THE U.S.-CANADA BORDER"."""
_WEAK = re.compile(r"^(?:\s*[,.،]\s*|\s+)")
_BRACKET = re.compile(r"^\s*[(（\[［]([^()（）\[\]［］]{2,40})[)）\]］][.।]?")
_COUNTRY = re.compile(r" [\[(][^\W\d_][\w .]{1,24}[\])](?=,)")
_SLASHED = re.compile(r"^\s*/([^\W\d_][\w. -]{1,29}?)/[.:]?")
_SPACED = re.compile(r"^\s*/ ([^\W\d_]{2,12}) /")
_SITE = re.compile(r"((?:[\w-]+\.)+(?:com|org|net))(?= - [\"'“‘]?[^\W\d_a-z])")
"""A site that signs before its first sentence: "USATODAY.com - The …"."""
_HIJRI = re.compile(r",? [^\W\d_][^\d,]{2,20} \d{1,2}, 14\d\d(?: ?A?H)?(?=,)"
                    r"|،? \d{1,2} [^\d,]{3,14} 14\d\d ?(?:هـ?)?(?: ?الموافق)?")  # fmt: skip
"""The same day in the calendar of the Hijra, before the other one."""
_COMMON_ERA = " م "


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
    authors: tuple[str, ...] = ()


@cache
def weekdays() -> frozenset[str]:
    """The names of days of every table."""
    return frozenset(day for language in languages() for day in language.weekdays)


@cache
def _date() -> tuple[Any, frozenset[str]]:
    """The pattern of a date with the day of the week, and the letters that it begins with."""
    names = "|".join(sorted(weekdays(), key=lambda day: (-len(day), day)))
    options = re2.Options()
    options.max_mem = 256 << 20
    long = "|".join(name for name in names.split("|") if len(name) > SHORTEST_DAY)
    after = rf"(?:,? (?:{long}))?(?:,? \d{{1,2}}:\d\d)?"
    before = rf"(?:(?:{names})\.?,? )?"
    pattern = rf"{before}({date_pattern()})\.?{after}"
    return re2.compile(rf"^\s*{pattern}", options=options), begins_of(pattern)


@cache
def _agency_names() -> tuple[Any, frozenset[str]]:
    listed = {*world().agencies, *(name.upper() for name in world().agencies if len(name) > 5)}
    names = sorted(listed, key=lambda name: (-len(name), name))
    ordered = "|".join(re2.escape(name) for name in names)
    return re2.compile(rf"^\s*({ordered})(?:[^\p{{L}}\p{{N}}]|$)"), begins_of(ordered)


@cache
def _not_places() -> frozenset[str]:
    return frozenset(world().not_places)


def _read_agency(parse: Parse) -> bool:
    rest = parse.text[parse.at :]
    bracket = _BRACKET.match(rest) or _SLASHED.match(rest)
    bracket = bracket or (_SPACED.match(rest) if "/ " in rest[:3] else None)
    if bracket:
        return _read_bracket(parse, bracket, rest[bracket.end() :])
    site = _SITE.match(rest) if not parse.at and " - " in rest[:LONGEST_SITE] else None
    barred = _BARRED.match(rest) if not parse.closed and _is_certain(parse.place) else None
    if (signed := site or barred) and not parse.agency:
        parse.agency = signed.group(1)
        parse.at += signed.end()
        return True
    match = agency_at(rest)
    certain = not parse.closed or parse.day or _is_certain(parse.place)
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
    name = bracket.group(1).strip()
    if begins_with_date(name):
        trial = Parse(name)
        town = parse.place.partition(",")[0]
        if parse.day or not _is_certain(town) or not _read_day(trial) or trial.at < len(name):
            return False
        parse.day = trial.day
        parse.at += bracket.end()
        return True
    known = is_agency(name) or is_agency(name.split(",")[0].split("/")[0])
    plausible = (name[:1].isupper() or _is_small_sign(parse, name, after)) and (
        (parse.place and (parse.day or _is_sign(name) or parse.place.isupper()))
        or (is_known_place(parse.place) and _is_dashed(name, after))
        or _is_source(parse, name, after)
    )
    if not known and (not plausible or bracket.re is _SPACED):
        return False
    parse.agency = parse.agency or name
    parse.at += bracket.end()
    parse.bracketed = known
    return True


def _is_small_sign(parse: Parse, name: str, after: str) -> bool:
    """Whether a paper signs in small letters behind a place in capitals: "WIEN (abc) - "."""
    short = len(name) <= LONGEST_SIGN and name.isascii() and name.isalpha()
    return short and _is_certain(parse.place) and DASH.match(after) is not None


def _is_sign(name: str) -> bool:
    """Whether letters in brackets may be an agency that no table has, as in "Ellery (KXYZ)"."""
    return len(name) <= LONGEST_SIGN and name.replace(" ", "").isalpha() and name[:2].isupper()


def _is_certain(place: str) -> bool:
    return place.isupper() or is_known_place(place)


def _is_source(parse: Parse, name: str, after: str) -> bool:
    """A name in brackets and a dash may begin a text, as in Vietnamese papers: "(Dân Việt) - "."""
    first = name.partition(" ")[0].casefold()
    return not parse.at and first not in _not_places() and _is_dashed(name, after)


def _is_dashed(name: str, after: str) -> bool:
    """Whether a dash follows a name of few words."""
    return len(name.split()) <= MOST_SOURCE_WORDS and DASH.match(after) is not None


def _read_day(parse: Parse) -> bool:
    pattern, begins = _date()
    small = plain_digits(parse.text[parse.at :].lower())
    match = pattern.match(small) if may_begin(small.lstrip(), begins) else None
    if not match or parse.day:
        return False
    parse.day = read_date(small, match.start(1), "dateline")
    parse.at += match.end()
    parse.at += 2 if parse.text.startswith(_COMMON_ERA, parse.at) else 0
    again = _WORDS.match(parse.text[parse.at :])  # "12 أكتوبر تشرين الأول"
    for group in (1, 2) if again else ():
        if again and again.group(group) in month_names():
            parse.at += again.end(group)
            break
    return parse.day is not None


def _read_place(parse: Parse) -> bool:
    if parse.place:
        return False
    rest = parse.text[parse.at :]
    space = len(rest) - len(rest.lstrip())
    hijri = _HIJRI.search(rest) if " 14" in rest else None
    place = place_at_start(rest[space : hijri.start()] if hijri else rest[space:])
    if len(place) < 2 or place.casefold().strip(".") in _not_places():
        return False
    if parse.closed and not _is_certain(place):
        return False
    parse.place = place
    parse.at += space + len(place)
    beside = (_HIJRI if hijri else _COUNTRY).match(parse.text, parse.at)
    parse.at += len(beside.group()) if beside else 0
    return True


def skip(parse: Parse) -> bool:
    """Step over what divides segments; a dash or colon may end the dateline."""
    rest = parse.text[parse.at :]
    strong = _STRONG.match(rest)
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


def begins_with_date(text: str) -> bool:
    """Whether a text begins with a printed date."""
    pattern, begins = _date()
    small = plain_digits(text.lower())
    return may_begin(small.lstrip(), begins) and pattern.match(small) is not None


def read_segment(parse: Parse) -> bool:
    """Read an agency, a day or a place, and step behind it."""
    return _read_agency(parse) or _read_day(parse) or _read_place(parse)
