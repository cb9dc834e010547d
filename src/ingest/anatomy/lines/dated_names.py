"""Lines of a day and who wrote, or where: "Jane Doe · Harbour News · Posted: Oct 12, 2024"."""

import re
from functools import cache

from ingest.anatomy.dates.printed import before_date, find_date, words_beside_dates
from ingest.anatomy.engine import LONGEST_DATE, look
from ingest.anatomy.names.affiliations import (
    agency_before_role,
    is_agency,
    is_domain,
    is_organisation,
    match_role,
)
from ingest.anatomy.names.names import Byline, parse_byline
from ingest.anatomy.names.persons import has_given_name
from ingest.anatomy.names.places import is_known_place
from ingest.anatomy.names.staff_words import is_chinese_outlet
from ingest.anatomy.rulefiles import either
from ingest.article import DateHint

__all__ = ["may_be_dated", "read_dated_names"]

_LABELLED = re.compile(r"[\d:：៖]")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|\d[./]\d\d?[./]\d\d")
_NO_NAMES = frozenset({"sections", "nobody"})
_OF_CATALOGUE = re.compile(r"^(\w[\w .'&-]+?)(?:, (The))? \([\w .,-]{2,24}\)$")
"""An outlet as catalogues print it: "Harbour Times, The (CA)"."""
_CLOCK = re.compile(r"\d[:.]\d\d\b(?![./]\d)")
_BETWEEN = re.compile(r"\s*[|｜•·]\s*|\s+[-–—/]\s+")
_ADDRESS = re.compile(r"^https?://\S+\s+")
_CHINESE = re.compile(r"[一-鿿]{2,8}")
LONGEST_UNKNOWN, FEWEST = 24, 3
"""Characters of a piece that may be an unknown place, beside an agency and a day."""
LONGEST_LABEL, LONGEST_PLAIN = 16, 60


@cache
def _hour_before_by() -> "re.Pattern[str]":
    """An hour between a day and who wrote: "03/03/2026 - 10:23 Por Ana Silva"."""
    by = either("bylines", "by")
    return re.compile(rf"(?<=\d)(?:,| -)? \d{{1,2}}[:h]\d\d\s(?=(?i:{by})\s)")


@cache
def _between_once() -> "re.Pattern[str]":
    """What stands between names and a day, but also inside of either."""
    by = either("bylines", "by_beside_day")
    return re.compile(
        r",\s+|\son\s|\sin\s(?=[A-Z]{4})"
        rf"|\s(?=(?:By|{by})\s|(?:19|20)\d\d[年./-])"
        r"|(?<=\d)\s+(?=[一-鿿]{2,12}$)"
    )


@cache
def _calls_for_comments() -> "re.Pattern[str]":
    return re.compile(rf"(?i)\s+(?:{either('comments', 'calls')})$")


def read_dated_names(line: str, *, below: bool = False) -> tuple[Byline, DateHint] | None:
    """Read a day with names, agencies, outlets or places beside it; None from any other line.

    Args:
        line: without decoration.
        below: whether a headline is above; then a place may stand beside a day with a label.

    >>> found = read_dated_names("Jane Doe | Harbour News | Saturday, 12 October 2024 10:15")
    >>> found[0].authors, found[0].publisher, found[1].year
    (('Jane Doe',), 'Harbour News', 2024)
    >>> read_dated_names("Port Ellery - 12 October 2024") is None
    True
    """
    if not may_be_dated(line):
        return None
    line = _hour_before_by().sub(" | ", _calls_for_comments().sub("", _ADDRESS.sub("", line)))
    pieces = _BETWEEN.split(line)
    if len(pieces) > 1 and (found := _read(pieces, below=below)):
        return found
    before = before_date(line)
    if found := _read_town(line, before):
        return found
    for sign in _between_once().finditer(line):
        if found := _read([line[: sign.start()], line[sign.end() :]], below=below):
            return found
    if not before or len(line) > LONGEST_PLAIN:
        return None
    return _read([before, line[len(before) :]], below=False)


def may_be_dated(line: str) -> bool:
    """Cheap test: whether a line is short enough, and has a year or a day in figures."""
    return len(line) <= LONGEST_DATE and _YEAR.search(line) is not None


def _read_town(line: str, before: str) -> tuple[Byline, DateHint] | None:
    """Read a name, a town and a day with no sign between: "LUCÍA PÉREZ Madrid 3 MAR 2026"."""
    name, _, town = before.rpartition(" ")
    if before == line or not is_known_place(town):
        return None
    apart = (name.isupper() and not town.isupper()) or (" " in name and has_given_name(name))
    day = line[len(before) :].strip()
    return _read([name, day], below=True) if apart and _is_day(day) else None


def _read(pieces: list[str], *, below: bool) -> tuple[Byline, DateHint] | None:
    """Read a line divided; every piece must be told, one as a day and one as another thing."""
    day, told, unknown, labels = None, [], 0, 0
    for piece in filter(None, pieces):
        if piece.casefold() in words_beside_dates():
            labels += 1
        elif _is_day(piece):
            day = day or find_date(piece, "date_line")
            labels += piece[0].isalpha() and ":" in piece[:LONGEST_LABEL]
            labels += pieces[0].isupper() and _CLOCK.search(piece) is not None
        elif found := _who(piece):
            told.append(found)
        elif (below or len(pieces) >= FEWEST) and _may_be_place(piece):
            unknown += 1
        else:
            return None
    sure = len(pieces) >= FEWEST and unknown <= sum(len(one.agencies) for one in told)
    placed = below and labels > 0 and unknown == 1
    if not (day and day.year and (told or placed)) or not (sure or placed or not unknown):
        return None
    authors = tuple(name for found in told for name in found.authors)
    agencies = tuple(name for found in told for name in found.agencies)
    publisher = next((found.publisher for found in told if found.publisher), "")
    return Byline(authors, agencies, publisher), day


def _may_be_place(piece: str) -> bool:
    return len(piece) <= LONGEST_UNKNOWN and (piece.istitle() or piece.isupper())


def _is_day(piece: str) -> bool:
    """Whether a piece is a day, alone or behind a label: "Updated: March 3, 2020 12:01 pm"."""
    told = _LABELLED.search(piece)
    return told is not None and not {"date", "label.date"}.isdisjoint(look(piece).rules)


def _who(piece: str) -> Byline | None:
    """Known names and nothing else, an agency, an outlet; a place or section says nothing."""
    if any(map(str.isdigit, piece)):
        return None
    if agency := piece.strip("()（）[] ") if is_agency(piece) else agency_before_role(piece):
        return Byline(agencies=(agency,))
    role = match_role(piece)
    if role and is_agency(of := piece[role.end() :].partition(" ")[2]):
        return Byline(agencies=(of,))
    return _place_or_names(piece)


def _place_or_names(piece: str) -> Byline | None:
    if is_known_place(piece) or not _NO_NAMES.isdisjoint(look(piece).rules):
        return Byline()
    if listed := _OF_CATALOGUE.match(piece):
        return Byline(publisher=" ".join(filter(None, reversed(listed.groups()))))
    name = look(piece).part("byline", "names") or piece
    found = parse_byline(name)
    known = all(map(has_given_name, found.authors))
    if _CHINESE.fullmatch(piece) and not (found.authors and known):
        return Byline(publisher=piece if is_chinese_outlet(piece) else "")  # an account, or a town
    if found.authors and not (is_chinese_outlet(piece) and not known):
        return found if known and not found.rest else None
    told = is_organisation(name) or is_domain(name) or is_chinese_outlet(piece)
    return Byline(publisher=name) if told else None
