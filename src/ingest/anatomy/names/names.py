"""Names of persons in a byline, without roles, addresses and agencies.

The patterns of the standard library are used on bylines only, which are at most 220 characters.
"""

import re
from dataclasses import dataclass, field
from functools import cache

from ingest.anatomy.dates.printed import before_date
from ingest.anatomy.names.affiliations import (
    agency_before_role,
    is_agency,
    is_branch,
    is_organisation,
    is_title,
    match_role,
    may_tell,
    without_agency,
    without_honorific,
    without_network,
)
from ingest.anatomy.names.lists import names_apart
from ingest.anatomy.names.outlets import is_outlet, read_publisher
from ingest.anatomy.names.persons import (
    has_given_name,
    in_one_case,
    is_nobody,
    is_one_word,
    is_plain_name,
    looks_like_name,
)
from ingest.anatomy.names.pictured import names_work, without_pictures
from ingest.anatomy.names.places import is_known_place
from ingest.anatomy.names.roles import apart_from_role, is_role, without_role
from ingest.anatomy.names.staff import Staff, read_names
from ingest.anatomy.rulefiles import either

__all__ = [
    "Byline", "goes_on", "is_agency", "is_role", "is_told_apart", "looks_like_name",
    "of_staff", "parse_byline",
]  # fmt: skip


_JUNK = re.compile(r"(?i)\S+@\S+|https?://\S+|www\.\S+|@\w+|\|\s*\d.*$|\b\d{1,2}:\d{2}\b.*$")
_SIGNS = re.compile(r"(?i)[@:|(（\[【]|www\.|\w by\b|\d{4}|\d[./]\d")
"""Without one of these, none of the patterns around it finds anything."""
_BRACKETS = re.compile(r"[(（\[【][^)）\]】]*[)）\]】]?")
_SMALL = re.compile(r"(?<!\S)[^\W\d_A-Z]\w+(?!\S)")
MOST_SMALL, LONGEST_SENTENCE = 5, 90
"""Words in small letters among names without a comma; a line with more is a sentence."""
_FIRST_CASELESS = "\u0590"
_GLUED = re.compile(r"[.'’]|[a-zß-ÿ][A-Z]")
_SOLID = re.compile(r"[\uac00-\ud7a3]")
_AROUND = " .,:：;|-–—*_•·"


@cache
def _pictured() -> "re.Pattern[str]":
    """Who took the pictures, behind who wrote."""
    words = either("bylines", "pictured")
    return re.compile(rf"(?i)(?<=\w)(?<!\band)(?<!\band the)\s?[;,.|/]?\s+\(?(?:{words})\b.*$")


@cache
def _edited() -> "re.Pattern[str]":
    return re.compile(rf"(?i)[;,.]?\s*\(?\b(?:{either('bylines', 'edited')})\b.*$")


@cache
def _place() -> "re.Pattern[str]":
    """From where an author writes: "reporter in Port Ellery"."""
    return re.compile(rf" (?:{either('bylines', 'in')}) [^\W\d_a-zà-ÿ].*$")


@dataclass(frozen=True, slots=True)
class Byline:
    """What a byline says.

    Attributes:
        authors: names of persons, in order.
        agencies: news agencies named as, or beside, authors.
        publisher: whom the authors wrote for.
        rest: how many characters are none of these, nor a role.
    """

    authors: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    publisher: str = ""
    rest: int = field(default=0, repr=False, compare=False)

    @property
    def is_outlet(self) -> bool:
        """Whether only an outlet signs: "By Harbour University"."""
        return bool(self.publisher) and not self.rest

    def is_amid(self, line: str, names: str) -> bool:
        """Whether the names are amid a sentence: "By the sea, far away, lives John Roe."."""
        clause = "," not in names and len(_SMALL.findall(names)) > MOST_SMALL
        return line.endswith((".", "。")) and (clause or self.rest > sum(map(len, self.authors)))


def parse_byline(text: str, *, sure: bool = False) -> Byline:
    """Read the names out of a byline.

    Args:
        text: the byline, without "by".
        sure: whether a label says that there are names: then one word may be a name.

    >>> parse_byline("Jane Doe, John Roe and Mary Major, Reuters")
    Byline(authors=('Jane Doe', 'John Roe', 'Mary Major'), agencies=('Reuters',), publisher='')
    >>> parse_byline("Allen M Lee for TROIB News")
    Byline(authors=('Allen M Lee',), agencies=(), publisher='TROIB News')
    """
    staff = read_names(text)
    return of_staff(staff) if staff else _parse(text, sure)


def _parse(text: str, sure: bool) -> Byline:
    text = _straight(text) if sure and "," in text else text
    agencies, plain = _without_junk(text)
    plain, publisher = read_publisher(_after_label(plain.strip(_AROUND)))
    authors: list[str] = []
    rest = 0
    for piece in _without_town(names_apart(plain)):
        name = " ".join(piece.split()).strip(_AROUND) if len(piece) < 200 else ""
        if is_plain_name(name) and name != publisher and not (authors and is_known_place(name)):
            authors += [] if name in authors else [name]
            continue
        if not name or is_nobody(name):
            continue
        is_bare = _is_bare(name)
        if not is_bare:
            name = without_network(name)
            name, agency, publisher = _without_outlet(name, authors, publisher)
            agencies += [agency] if agency else []
        half = name[: len(name) // 2]
        name = _place().sub("", half.rstrip() if name in (half + half, f"{half} {half}") else name)
        if name and not is_bare:
            name, publisher = _without_title(name, publisher)
        if not name or name == publisher or (authors and is_known_place(name)):
            continue
        if (looks_like_name(name) or (sure and is_one_word(name))) and name not in authors:
            authors.append(in_one_case(name))
        elif not match_role(name):
            rest += len(name)
    return Byline(tuple(authors), tuple(dict.fromkeys(agencies)), publisher, rest)


def _without_outlet(name: str, authors: list[str], publisher: str) -> tuple[str, str, str]:
    """Take the agency and the outlet from a piece: what is left, the agency, the publisher."""
    if agency := name if is_agency(name) else agency_before_role(name):
        return "", agency, publisher
    name, agency, outlet = apart_from_role(name)
    publisher = publisher or outlet
    if not publisher and is_outlet(name, authors):
        return "", agency, name
    return name, agency, publisher


def _without_title(name: str, publisher: str) -> tuple[str, str]:
    """Take roles and honorifics from a piece: the name, and the publisher, which it may be."""
    name = without_role(without_honorific(without_agency(name)))
    if is_branch(name) or (is_organisation(name) and not match_role(name)):
        return "", publisher or name
    return ("" if is_title(name) else name), publisher


def _is_bare(name: str) -> bool:
    """Cheap test: whether no table knows a word of a name, and no role is glued to it."""
    return name[0] < _FIRST_CASELESS and not _GLUED.search(name) and not may_tell(name)


def is_told_apart(text: str, authors: tuple[str, ...]) -> bool:
    """Say whether a line has nothing but names, and agencies, roles or towns beside them.

    >>> is_told_apart("Jane Doe, reporter in Port Ellery - Reuters", ("Jane Doe",))
    True
    """
    known = {name.casefold() for name in authors}
    pieces = [piece.strip(" .") for piece in names_apart(text)]
    return all(
        piece.casefold() in known
        or is_known_place(piece)
        or is_agency(piece)
        or agency_before_role(piece) != ""
        or is_role(_place().sub("", piece))
        for piece in filter(None, pieces)
    )


def _without_town(pieces: list[str]) -> list[str]:
    """Leave out the town behind a role: "Jane Doe, Staff Writer, Port Ellery"."""
    if len(pieces) > 1 and not (has_given_name(pieces[-1]) or is_agency(pieces[-1])):
        role = pieces[-2].strip(_AROUND)
        if is_nobody(role) or is_role(role):
            return pieces[:-1]
    return pieces


def of_staff(staff: Staff) -> Byline:
    """What a line of roles and names says as a byline."""
    agencies = tuple(filter(is_agency, staff.outlets))
    publisher = next((outlet for outlet in staff.outlets if outlet not in agencies), "")
    return Byline(staff.authors, agencies, publisher)


def _straight(text: str) -> str:
    """Turn names that a catalogue prints with the family name first: "Doe, Jane; Roe, John"."""
    pairs = [piece.strip().split(", ") for piece in text.split(";")]
    for pair in pairs:
        if len(pair) != 2 or " " in pair[0] or not has_given_name(pair[1]):
            return text
        if has_given_name(pair[0]) and len(pairs) == 1:
            return text
    return "; ".join(f"{given} {family}" for family, given in pairs)


def _without_junk(text: str) -> tuple[list[str], str]:
    """Take addresses, editors, pictures and brackets out; agencies in brackets are kept."""
    written = without_pictures(text)
    if not _SIGNS.search(text):
        return [], written
    agencies = [word for word in _bracketed(text) if is_agency(word)]
    written = before_date(_edited().sub("", _pictured().sub("", written)))
    apart = " , " if _SOLID.match(written) else " "
    return agencies, _BRACKETS.sub(" ", _JUNK.sub(apart, written))


def _bracketed(text: str) -> list[str]:
    """What stands in brackets, also without the "with" of "(avec AFP)"."""
    found = [part.strip("()（）[]【】 ") for part in _BRACKETS.findall(text)]
    return [word for part in found for word in (part, part.partition(" ")[2]) if word]


def _after_label(text: str) -> str:
    """Take a label from before names: "Text and pictures: Jane Doe", "القاهرة: أحمد محمد"."""
    label, colon, rest = text.replace("：", ": ").rpartition(": ")
    if not colon or any(map(looks_like_name, names_apart(label))):
        return text
    told = match_role(label) or is_known_place(label) or names_work(label)
    return rest if told or is_nobody(label) or is_agency(names_apart(rest)[0]) else text


def goes_on(line: str) -> bool:
    """Whether a line goes on after what may be a byline, or is too long to be one and ends."""
    return any(mark in line.rstrip(".。") for mark in "。！？") or (
        len(line) > LONGEST_SENTENCE and line.endswith(".")
    )
