"""Roles, outlets and agencies that stand beside a name with no sign between."""

import re

from ingest.anatomy.names.affiliations import (
    is_agency,
    is_domain,
    is_organisation,
    match_role,
    organisations,
    solid_role,
)
from ingest.anatomy.names.persons import has_given_name, looks_like_name
from ingest.anatomy.rulefiles import rule_file
from ingest.typesetting import is_wide

__all__ = ["agency_in", "apart_from_role", "is_role", "without_role"]

MOST_WORDS = 12
LONGEST_FIELD = 2
"""Words before a role that say what it is about: "Aerospace Writer Jane Doe"."""

_GLUED = re.compile(r"(?<=[a-zß-ÿ])(?=[A-Z][a-z])")
_SOLID = re.compile(r"[\uac00-\ud7a3]")


def is_role(text: str) -> bool:
    """Say whether a text holds nothing but roles: "Senior business reporter"."""
    return bool(text) and not _after_roles(text)


def _after_roles(rest: str) -> str:
    while match := match_role(rest):
        rest = rest[match.end() :].strip(" :./&-,")
    return rest


def without_role(name: str) -> str:
    """Take roles from before a name; what is no name then is nothing.

    >>> without_role("Senior reporter Jane Doe"), without_role("Reporter at large")
    ('Jane Doe', '')
    """
    rest = _after_roles(name)
    first, _, last = rest.rpartition(" ")
    if _SOLID.match(name) and is_role(last) and looks_like_name(first):
        return first
    if rest == name and is_wide(name[0]):
        return solid_role().sub("", name) or name
    if rest == name:
        return name
    return rest if looks_like_name(rest) else ""


def apart_from_role(name: str) -> tuple[str, str, str]:
    """Take a role, an outlet or an agency from behind a name, and what a role is about from before.

    A name is told by its given name, or by being the only part in capitals.

    Returns:
        The name, the agency and the outlet.

    >>> apart_from_role("JANE DOE AP Business Writer"), apart_from_role("Jane Doe BBC News")
    (('JANE DOE', 'AP', ''), ('Jane Doe', '', 'BBC News'))
    >>> apart_from_role("Aerospace Writer Jane Doe")
    ('Jane Doe', '', '')
    """
    words = _unglued(name).split()
    if not 2 < len(words) <= MOST_WORDS:
        return name, "", ""
    if found := _apart_from_what_is_behind(words):
        return found
    for count in range(1, LONGEST_FIELD + 1):
        person = _after_roles(whole := " ".join(words[count:]))
        if person != whole and looks_like_name(person) and has_given_name(person):
            return person, "", ""
    return name, "", ""


def _unglued(name: str) -> str:
    """Part a role from a name with nothing between: "Jane DoeStaff reporter"."""
    for glue in _GLUED.finditer(name):
        person, behind = name[: glue.start()], name[glue.start() :]
        if looks_like_name(person) and is_role(behind):
            return f"{person} {behind}"
    return name


def _apart_from_what_is_behind(words: list[str]) -> tuple[str, str, str] | None:
    known, ends = has_given_name(words[0]), _person_words(words)
    for count in range(2, len(words)):
        person = _without_outlet(words[:count])
        if not (known or person.isupper()) or not looks_like_name(person):
            continue
        behind = " ".join(words[count:])
        if not known and behind.isupper():
            continue
        agency = agency_in(behind)
        outlet = "" if agency or count != ends else _outlet_in(behind)
        if agency or outlet or is_role(behind):
            return person, agency, outlet
    return None


def _without_outlet(words: list[str]) -> str:
    while len(words) > 2 and words[-1].casefold() in organisations():
        words = words[:-1]
    return " ".join(words)


def _person_words(words: list[str]) -> int:
    """How many words a person's name has that goes on: given names, initials, particles, a name."""
    count = 1
    while count + 1 < len(words) and _is_amid_name(words[count]):
        count += 1
    return count + 1


def _is_amid_name(word: str) -> bool:
    return len(word.strip(".")) == 1 or not word[0].isupper() or has_given_name(word)


def agency_in(behind: str) -> str:
    """The agency that stands alone or before a role, "" if there is none.

    >>> agency_in("The Associated Press"), agency_in("AP Sports Writer"), agency_in("BBC News")
    ('The Associated Press', 'AP', '')
    """
    if is_agency(behind):
        return behind
    words = behind.split()
    if words[-1].casefold() in organisations():  # "BBC News" is an outlet
        return ""
    for count in range(min(4, len(words) - 1), 0, -1):
        agency = " ".join(words[:count])
        if is_agency(agency) and is_role(" ".join(words[count:])):
            return agency
    return ""


def _outlet_in(behind: str) -> str:
    """The outlet that stands alone, before a role or after one: "Staff Reporter of The Post"."""
    rest = _after_roles(behind)
    of, _, told = rest.partition(" ")
    if rest != behind and of in rule_file("bylines")["of"]:
        told = told.rpartition(", ")[2] or told
        return told.removeprefix("the ") if _is_outlet(told) else ""
    words = behind.split()
    for count in range(1, len(words) + 1):
        outlet, role = " ".join(words[:count]), " ".join(words[count:])
        if (not role or is_role(role)) and _is_outlet(outlet):
            return outlet
    return ""


def _is_outlet(name: str) -> bool:
    """A name with a word for outlets, an article or a site's ending, or behind an abbreviation."""
    first, _, rest = name.partition(" ")
    if is_domain(name) or (is_organisation(name) and not is_role(name)):
        return True
    if first.casefold() == "the" or first.casefold() in organisations():
        return rest[:1].isupper()
    return first.isupper() and 2 < len(first) < 5 and rest[:1].isupper() and not match_role(rest)
