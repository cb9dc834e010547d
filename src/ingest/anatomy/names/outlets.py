"""Outlets in a byline: whom its authors write for."""

import re
from functools import cache
from typing import Any

from ingest.anatomy.names.affiliations import is_agency, is_domain, table_words
from ingest.anatomy.names.lists import names_apart
from ingest.anatomy.names.persons import has_given_name, is_nobody, looks_like_name
from ingest.anatomy.names.places import is_known_place
from ingest.anatomy.names.roles import is_role
from ingest.anatomy.rulefiles import either, rule_file
from ingest.anatomy.tables import world

__all__ = ["is_outlet", "read_publisher"]

_SOLID = re.compile(r"[\uac00-\ud7a3]")


@cache
def _for() -> Any:
    return re.compile(rf"(?i),? (?:{table_words('for_')}) ")


@cache
def _town() -> "re.Pattern[str]":
    """Where a writer is, behind the outlet."""
    words = either("bylines", "in_behind_outlet")
    return re.compile(rf"(?:,| [-–—]) (?:(?:{words}) )?([^\W\d_][\w ]+)$")


def read_publisher(text: str) -> tuple[str, str]:
    """Divide "Jane Doe for Daily News"; a particle inside a name divides nothing.

    A place is no publisher: "Jeanne Dupont, à Londres".
    """
    for match in _for().finditer(text):
        name, publisher = text[: match.start()], text[match.end() :].strip(' .«»„“”"')
        publisher = _without_town(publisher.removeprefix("the "))
        named = publisher[:1].isupper() or is_domain(publisher)
        if named and any(looks_like_name(part) for part in names_apart(name)):
            is_place = is_known_place(publisher) or match.group() == ", à "
            return (name, "") if is_place else _with_next(name, publisher)
    return _with_agency(text) or _after_outlet(text)


def _with_next(names: str, publisher: str) -> tuple[str, str]:
    """Divide "Jane Doe", "Daily News and John Roe" too: the last one is another author."""
    first, *more = names_apart(publisher)
    if len(more) == 1 and looks_like_name(more[0]) and has_given_name(more[0]):
        return f"{names}, {more[0]}", first
    return names, publisher


def _without_town(publisher: str) -> str:
    """Take from an outlet where its writer is: "G1, em Brasília"."""
    town = _town().search(publisher)
    return publisher[: town.start()] if town and is_known_place(town.group(1)) else publisher


@cache
def _withs() -> tuple[str, ...]:
    """The words for "with" that are looked for before the pattern is tried."""
    return tuple(f" {word} " for word in rule_file("bylines")["with_behind_outlet"])


@cache
def _with() -> "re.Pattern[str]":
    """An outlet, "with", and an agency, perhaps with an article."""
    words = either("bylines", "with_behind_outlet")
    articles = either("bylines", "with_behind_outlet_articles")
    outlet = r"[^\W\d_a-z][^\s,]*(?: [^\W_a-z][^\s,]*){0,3}"
    return re.compile(rf"({outlet}) (?:{words}) (?:{articles})?(\S.*)")


def _with_agency(text: str) -> tuple[str, str] | None:
    """Divide an outlet that signs with an agency from it: "Europe 1 avec AFP"."""
    match = _with().fullmatch(text) if any(map(text.__contains__, _withs())) else None
    if not match or _is_person(match.group(1)) or is_nobody(match.group(1)):
        return None
    agencies = names_apart(match.group(2))
    return (match.group(2), match.group(1)) if all(map(is_agency, agencies)) else None


def _is_person(name: str) -> bool:
    return looks_like_name(name) and name.partition(" ")[0].casefold() not in _articles()


@cache
def _articles() -> frozenset[str]:
    return frozenset(world().articles)


def is_outlet(name: str, authors: list[str]) -> bool:
    """Whether a piece of a byline is where they write: "The Spectrum", "Le Figaro"."""
    first, _, rest = name.partition(" ")
    begins = first.casefold() in _articles() and rest[:1].isupper()
    alone = len(first) > 1 and " " not in rest and not has_given_name(name)
    elided = name[:2] in ("L'", "L’") and name[2:3].isupper() and not rest
    return elided or is_domain(name) or (begins and (bool(authors) or first == "The" or alone))


def _after_outlet(text: str) -> tuple[str, str]:
    """Take the outlet from before a Korean name, or a domain from before any: "해안신문 홍길동"."""
    first, space, rest = text.partition(" ")
    if (
        not (space and first)
        or first[-1] in ",、·/"
        or not (is_domain(first) or (_SOLID.match(first) and _SOLID.match(rest)))
    ):
        return text, ""
    names = [part for part in names_apart(rest) if looks_like_name(part.partition(" ")[0])]
    person = looks_like_name(first) and has_given_name(first)
    return (rest, first) if names and not person and not is_role(rest) else (text, "")
