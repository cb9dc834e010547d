"""Roles, outlets and agencies that stand beside a name with no sign between."""

import re

from ingest.anatomy.affiliations import is_agency, match_role, organisations, solid_role
from ingest.anatomy.persons import has_given_name, looks_like_name
from ingest.typesetting import is_wide

__all__ = ["apart_from_role", "is_role", "without_role"]

MOST_WORDS = 8
LONGEST_FIELD = 2
"""Words before a role that say what it is about: "Aerospace Writer Jane Doe"."""

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


def apart_from_role(name: str) -> tuple[str, str]:
    """Take a role, an outlet or an agency from behind a name, and what a role is about from before.

    A name is told by its given name, or by being the only part in capitals.

    Returns:
        The name, and the agency.

    >>> apart_from_role("JANE DOE Associated Press"), apart_from_role("JANE DOE Times Staff Writer")
    (('JANE DOE', 'Associated Press'), ('JANE DOE', ''))
    >>> apart_from_role("Aerospace Writer Jane Doe")
    ('Jane Doe', '')
    """
    words = name.split()
    if not 2 < len(words) <= MOST_WORDS:
        return name, ""
    for count in range(2, len(words)):
        behind = " ".join(words[count:])
        if is_agency(behind) or is_role(behind):
            person = _without_outlet(words[:count])
            contrast = person.isupper() and not behind.isupper()
            if looks_like_name(person) and (contrast or has_given_name(person)):
                return person, behind if is_agency(behind) else ""
    for count in range(1, LONGEST_FIELD + 1):
        person = _after_roles(whole := " ".join(words[count:]))
        if person != whole and looks_like_name(person) and has_given_name(person):
            return person, ""
    return name, ""


def _without_outlet(words: list[str]) -> str:
    while len(words) > 2 and words[-1].casefold() in organisations():
        words = words[:-1]
    return " ".join(words)
