"""Whom a format states as authors: persons, apart from houses, desks and agencies."""

import re
from typing import NamedTuple

from ingest.anatomy.names.affiliations import is_agency, is_domain, organisations
from ingest.anatomy.names.names import parse_byline
from ingest.anatomy.names.persons import has_given_name, is_nobody, is_plain_name
from ingest.anatomy.tables import world
from ingest.article import Given
from ingest.text import loose_key

__all__ = ["Stated", "read_stated"]

_PIECES = re.compile(r"[\s-]+")
SHORTEST_SMALL, FEWEST_WORDS = 4, 3
"""Letters of a word in small letters, and words of a text, by which a text is no name."""


class Stated(NamedTuple):
    """What a format's list of authors says.

    Attributes:
        persons: names of persons, and one word that may be the name of one.
        byline: the list as it is stated, where it holds others than persons; else "".
        agency: the first agency in it.
        house: the first paper, site or broadcaster in it.
    """

    persons: tuple[str, ...] = ()
    byline: str = ""
    agency: str = ""
    house: str = ""


def read_stated(given: Given) -> Stated:
    """Take the list of authors that a format states apart.

    >>> read_stated(Given(authors=("Jane Doe", "Reuters"), publisher="Harbour Post"))
    Stated(persons=('Jane Doe',), byline='Jane Doe, Reuters', agency='Reuters', house='')
    >>> read_stated(Given(authors=("Harbour News",))).house
    'Harbour News'
    >>> read_stated(Given(authors=("Jane", "Jane Doe"))).persons
    ('Jane Doe',)
    """
    if not given.authors:
        return Stated()
    persons: list[str] = []
    others: list[tuple[str, str]] = []
    publisher = loose_key(given.publisher)
    for name in given.authors:
        is_own = loose_key(name) == publisher and not has_given_name(name)
        if is_own or not is_plain_name(name):
            found, agency, house = _house(name) if is_own else _apart(name)
            persons += found
            others += [(agency, house)] if agency or house or not found else []
        else:
            persons.append(name)
    whole = [name for name in persons if not any(one.startswith(f"{name} ") for one in persons)]
    return Stated(
        tuple(dict.fromkeys(whole)),
        ", ".join(given.authors) if others else "",
        next((agency for agency, _ in others if agency), ""),
        next((house for _, house in others if house), ""),
    )


def _house(name: str) -> tuple[tuple[str, ...], str, str]:
    return (), name if is_agency(name) else "", name


def _apart(name: str) -> tuple[tuple[str, ...], str, str]:
    """What a name tells that is more, or less, than the plain name of a person.

    Returns:
        Persons, an agency and a house.
    """
    if is_nobody(name):
        return (), "", ""
    found = parse_byline(name)
    agency = next(iter(found.agencies), "")
    if found.authors:
        return found.authors, agency, found.publisher
    known = has_given_name(name)
    if agency or (found.publisher and not (known and name.count(" ") == 1)):
        return (), agency, found.publisher if _is_masthead(found.publisher) else ""
    if known:
        return (name,), "", ""
    is_house = any(word.casefold() in organisations() for word in _PIECES.split(name))
    is_other = is_house or not found.rest or _is_phrase(name)
    return () if is_other else (name,), "", ""


def _is_masthead(name: str) -> bool:
    """Whether a name is that of a paper or a site, not of a desk or of its staff."""
    first, _, rest = name.partition(" ")
    last = name.rpartition(" ")[2].casefold()
    begins = bool(rest) and first.casefold() in world().articles
    return is_domain(name) or begins or last in world().outlets


def _is_phrase(name: str) -> bool:
    """Whether a text holds words in small letters that no name holds: "Friends of the harbour"."""
    words = name.split()
    if len(words) < FEWEST_WORDS or not words[0][0].isupper():
        return False
    small = (word for word in words if word.isalpha() and word.islower())
    return any(len(word) >= SHORTEST_SMALL and word not in world().particles for word in small)
