"""Datelines: the place, day and agency printed before the first sentence of the body.

A dateline is a run of segments (place, date, agency, in any order), ended by a dash, a colon or
brackets. A place in capitals and a dash are enough; a place in small letters needs a date or an
agency beside it, because a sentence may begin with a name and a dash too.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

import re2

from ingest.anatomy.names import is_agency, looks_like_name
from ingest.anatomy.printed_dates import date_pattern, read_date
from ingest.anatomy.tables import languages, world
from ingest.article import DateHint

__all__ = ["Dateline", "find_dateline"]

REACH = 160
PLACE_WORDS = 6


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


_STRONG = re2.compile(r"^\s*(?:\.?\s?[-–—―]{1,2}|[-–—]|:|=|：|－)\s*")
_DASH = re2.compile(r"^\s*(?:\.?\s?[-–—―]{1,2}|－)\s*")
_WEAK = re2.compile(r"^(?:\s*[,.،]\s*|\s+)")
_BRACKET = re2.compile(r"^\s*[(（\[［]([^()（）\[\]［］]{2,40})[)）\]］]\.?")
_SLASHED = re2.compile(r"^\s*/([\p{L}. ]{2,30}?)/[.:]?")
_PLACE = re2.compile(
    r"^(?:\p{Lu}[\p{L}\p{M}.'’`-]*|[\p{Arabic}\p{Hebrew}\p{Devanagari}\p{Bengali}\p{Thai}]{2,20})"
    r"(?:(?:[ /]|, ?)(?:\p{Lu}[\p{L}\p{M}.'’`-]*|de|do|da|del|la|of|am|an der|and|y|und|et|i|[\p{Arabic}\p{Hebrew}\p{Devanagari}\p{Bengali}\p{Thai}]{2,20})){0,6}"
)
_CAPITALS = re2.compile(r"^[\p{Lu}\p{M}.'’`/ ,-]*\p{Lu}{3}")

_EAST = (
    re2.compile(
        r"^[(（【［\[〔]\s*(?P<agency>本报|本報|[\p{Han}]{2,6}?(?:社|网|網|报|報|讯))?(?:记者|記者)?(?P<names>[\p{Han}、]{2,12}?)?(?P<place>[\p{Han}]{2,8}?)(?:(?P<m>\d{1,2})月)?(?:(?P<d>\d{1,2})日)?(?:综合|綜合)?(?:电|電|讯|訊)[)）】］\]〕]\s*"
    ),
    re2.compile(
        r"^(?P<agency>本报|本報|本社|[\p{Han}]{2,6}?(?:社|网|網|报|報))(?P<place>[\p{Han}]{2,10}?)?(?:(?P<m>\d{1,2})月)?(?:(?P<d>\d{1,2})日)?(?:综合|综合消息)?(?:电|電|讯|訊)\s*(?:[(（](?:记者|記者|通讯员|通訊員)?\s?(?P<names>[^()（）]{2,40})[)）])?\s*[:：]?\s*"
    ),
    re2.compile(
        r"^(?P<place>[\p{Han}]{2,8}) ?[(（](?P<agency>[\p{Han}]{2,6}(?:社|网|網|通讯社))[)）]\s*[-–—:：]?\s*"
    ),
    re2.compile(
        r"^[【［\[](?P<place>[\p{Han}\p{Katakana}\p{Hiragana}ー・]{2,12})(?:[ 　＝=](?P<day>[0-9０-９]{1,2})日)?[ 　＝=・]?(?P<agency>共同|時事|ロイター|ＡＦＰ|AFP|AP|ＡＰ|AFP時事|ＡＦＰ時事|ＣＮＮ|CNN|新華社)(?:[^】］\]]{0,12})[】］\]]\s*[-－―—]?\s*"
    ),
    re2.compile(
        r"^[【［\[](?P<place>[\p{Han}\p{Katakana}ー・]{2,12})[＝=](?P<names>[\p{Han}\p{Hiragana}\p{Katakana} 　、]{2,20})[】］\]]\s*"
    ),
    re2.compile(
        r"^[(（\[【［〔](?P<place>[\p{Hangul}·‧・ ,]{2,16}) ?[=＝] ?(?P<agency>[\p{Hangul}A-Za-z0-9]{2,12})[)）\]】］〕]\s*(?:(?P<names>[\p{Hangul}·, ]{2,24}?) ?(?:기자|특파원|통신원|인턴기자|선임기자|논설위원)?(?: ?[a-zA-Z0-9._]+@[a-zA-Z0-9.]+)? ?[=＝] ?)?"
    ),
    re2.compile(
        r"^[\[【［〔](?P<agency>[\p{Hangul}A-Za-z0-9]{2,12}) (?P<names>[\p{Hangul}]{2,4}) ?기자[\]】］〕]\s*"
    ),
    re2.compile(r"^[\[【［](?P<agency>[\p{Hangul}A-Za-z0-9]{2,12})[\]】］]\s*"),
)


@cache
def _date() -> Any:
    weekdays = {day for language in languages() for day in language.weekdays}
    names = "|".join(sorted(weekdays, key=lambda day: (-len(day), day)))
    return re2.compile(rf"^\s*(?:(?:{names})\.?,? )?(?:{date_pattern()})\.?(?:\b|$)?")


@cache
def _agency_names() -> Any:
    names = sorted(world().agencies, key=lambda name: (-len(name), name))
    return re2.compile(
        r"^\s*(" + "|".join(re2.escape(name) for name in names) + r")(?:[^\p{L}\p{N}]|$)"
    )


@cache
def _not_places() -> frozenset[str]:
    return frozenset(world().not_places)


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


def _read_agency(parse: _Parse) -> bool:
    rest = parse.text[parse.at :]
    bracket = _BRACKET.match(rest) or _SLASHED.match(rest)
    if bracket:
        name = bracket.group(1).strip()
        known = is_agency(name) or is_agency(name.split(",")[0].split("/")[0])
        if not known and not (parse.place and name[:1].isupper() and (parse.day or len(name) <= 8)):
            return False
        parse.agency = parse.agency or name
        parse.at += bracket.end()
        return True
    match = _agency_names().match(rest)
    if match and not parse.agency:
        parse.agency = match.group(1)
        parse.at += match.end(1)
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
    rest = parse.text[parse.at :]
    space = len(rest) - len(rest.lstrip())
    match = _PLACE.match(rest[space:])
    if not match or parse.place:
        return False
    place = _before_month(match.group(0)).rstrip(", ")
    if (
        place.casefold().strip(".") in _not_places()
        or len(place.split()) > PLACE_WORDS
        or len(place) < 2
    ):
        return False
    parse.place = place
    parse.at += space + len(place)
    return True


@cache
def _month_names() -> frozenset[str]:
    return frozenset(n for language in languages() for month in language.months for n in month)


def _before_month(place: str) -> str:
    words = place.split(" ")
    for index, word in enumerate(words):
        if index and word.strip(".,").casefold() in _month_names():
            return " ".join(words[:index])
    return place


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
    tail = parse.text[parse.printed :]
    if parse.day:
        return bool(parse.place) and bool(_DASH.match(tail) or parse.place.isupper())
    capitals = parse.place.isupper() or bool(_CAPITALS.match(parse.place.split(",")[0]))
    follows = parse.text[parse.closed : parse.closed + 2].lstrip("\"'“‘«„")
    return bool(
        capitals
        and len(parse.place) >= 4
        and len(parse.place.split()) <= 4
        and not parse.text[parse.closed : parse.closed + 20].isupper()
        and _DASH.match(tail)
        and (not follows or follows[:1].isupper())
    )


def _western(text: str) -> Dateline | None:
    parse = _Parse(text[:REACH])
    while parse.at < len(parse.text):
        before = parse.at
        fresh = parse.closed == parse.at
        if not (
            _read_agency(parse)
            or _read_day(parse)
            or (not (fresh and parse.closed and parse.place) and _read_place(parse))
        ):
            break
        ended = parse.text[parse.at - 1 : parse.at] in "/."
        if not _skip(parse) and not ended:
            parse.at = before
            break
        if ended and parse.agency and (parse.day or parse.place) and parse.closed < parse.at:
            parse.printed = parse.closed = parse.at
    if not _is_evident(parse):
        return None
    printed = parse.text[: parse.printed].strip(" -–—:=.,")
    if printed.count("(") > printed.count(")"):
        printed += ")"
    return Dateline(parse.closed, printed, parse.agency, (), parse.day)


def _eastern(text: str) -> Dateline | None:
    for pattern in _EAST:
        match = pattern.match(text)
        if not match:
            continue
        parts = match.groupdict()
        agency, names = parts.get("agency") or "", (parts.get("names") or "").strip()
        if "place" not in parts and "names" not in parts and not is_agency(agency):
            continue
        authors = tuple(
            name
            for piece in names.replace("，", "、")
            .replace(",", "、")
            .replace(" ", "、" if "、" not in names and len(names) > 6 else " ")
            .split("、")
            if looks_like_name(name := piece.strip())
        )
        month, day = parts.get("m") or "", parts.get("d") or parts.get("day") or ""
        hint = DateHint(0, int(month or 0), int(day or 0), "dateline") if month or day else None
        return Dateline(match.end(), match.group(0).strip(" -－―—:：="), agency, authors, hint)
    return None


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
    return _eastern(text[:REACH]) or _western(text)
