"""The agencies of datelines, and the reporters whom they name beside them."""

import re
from functools import cache
from typing import Any

import re2

from ingest.anatomy.choosing import begins_of, may_begin
from ingest.anatomy.names.affiliations import is_agency
from ingest.anatomy.names.persons import looks_like_name
from ingest.anatomy.rulefiles import rule_file
from ingest.anatomy.tables import world

__all__ = ["agency_at", "reporter_in"]

MOST_ROLE_WORDS = 5
_BESIDE = frozenset(",-–")
_ROLE = re.compile(r"(?<!\S)\w+(?:\. ?| )")


@cache
def _agency_names() -> tuple[Any, frozenset[str]]:
    listed = {*world().agencies, *(name.upper() for name in world().agencies if len(name) > 5)}
    names = sorted(listed, key=lambda name: (-len(name), name))
    ordered = "|".join(re2.escape(name) for name in names)
    return re2.compile(rf"^\s*({ordered})(?:[^\p{{L}}\p{{N}}]|$)"), begins_of(ordered)


@cache
def _by() -> frozenset[str]:
    return frozenset(rule_file("bylines")["by"])


def agency_at(text: str) -> Any:
    """The match of a known agency at the start of a text, None if there is none."""
    pattern, begins = _agency_names()
    return pattern.match(text) if may_begin(text.lstrip(), begins) else None


def reporter_in(name: str) -> tuple[str, tuple[str, ...]]:
    """The agency between a role and a person: "Корр. ТАСС Иван Иванов"; or before: "EFE, por …"."""
    if (first := agency_at(name)) and name[first.end(1) :][:1] in _BESIDE:
        person = name[first.end(1) + 1 :].strip()
        by, _, bare = person.partition(" ")
        person = bare if by.casefold() in _by() else person
        if looks_like_name(person):
            return first.group(1), (person,)
    person, _, agency = name.rpartition(", ")
    if is_agency(agency) and looks_like_name(person):
        return agency, (person,)
    for word in list(_ROLE.finditer(name))[:MOST_ROLE_WORDS]:
        if match := agency_at(name[word.end() :]):
            person = name[word.end() + match.end(1) :].strip(" ,")
            if not person or looks_like_name(person):
                return match.group(1), (person,) if person else ()
    return "", ()
