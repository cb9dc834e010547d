"""Agencies and papers beside the place of a dateline that no table lists."""

import re
from functools import cache

from ingest.anatomy.names.affiliations import is_agency, is_domain
from ingest.anatomy.names.places import is_known_place
from ingest.anatomy.tables import languages, world

__all__ = [
    "DASH", "is_between_bars", "is_certain", "may_sign", "may_sign_alone", "not_places",
]  # fmt: skip

MOST_WORDS, LONGEST_SIGN = 3, 8

DASH = re.compile(r"^\s*(?:\.?\s?[-–—―]{1,3}|>{2,3}(?= )|_(?= )|\|(?= )|－)\s*")
"""What ends a dateline and no sentence begins with."""


@cache
def not_places() -> frozenset[str]:
    """Words with a capital that datelines do not begin with, such as "Published"."""
    words = {word for language in languages() for word in language.date_words}
    return frozenset({*world().not_places, *filter(str.isalpha, words)})


def is_certain(place: str) -> bool:
    """Whether a place is in capitals or known.

    >>> is_certain("HARROW"), is_certain("Berlin"), is_certain("Roe")
    (True, True, False)
    """
    return place.isupper() or is_known_place(place)


def may_sign(place: str, name: str, after: str, *, dated: bool) -> bool:
    """Say whether a name in brackets behind a place may be an agency or a paper.

    Args:
        place: as printed, perhaps none.
        name: what stands in brackets.
        after: what follows the brackets.
        dated: whether a day stands beside the place.

    >>> may_sign("HARROW, Ill.", "WXYZ/Bay News", " - The", dated=False)
    True
    >>> may_sign("Jane Roe", "Harbour Party", ": The", dated=False)
    False
    """
    named = name[:1].isupper() or is_domain(name) or _is_small_sign(place, name, after)
    if not place or not named:
        return False
    if dated or _is_sign(name) or place.isupper():
        return True
    town = place.partition(",")[0]
    site = is_domain(name) and not is_domain(place)
    return (site or town.isupper() or is_known_place(place)) and _is_dashed(name, after)


def may_sign_alone(name: str, after: str) -> bool:
    """A name in brackets and a dash may begin a text, as in Vietnamese papers: "(Dân Việt) - ".

    A name of two words needs no dash where no space is behind it: "(Harbour Stone)The".
    """
    first, *more = name.split()
    named = name[:1].isupper() or is_domain(name)
    if not named or first.casefold() in not_places():
        return False
    joined = after[:1].isupper() and len(more) in (1, 2) and name.istitle()
    return joined or _is_dashed(name, after)


def is_between_bars(place: str, name: str) -> bool:
    """Whether an agency, or a paper in capitals, is what is between bars behind a place."""
    town, comma, _ = place.partition(", ")
    return is_agency(name) or (name.isupper() and (bool(comma) or is_known_place(town)))


def _is_small_sign(place: str, name: str, after: str) -> bool:
    """Whether a paper signs in small letters behind a place in capitals: "WIEN (abc) - "."""
    short = len(name) <= LONGEST_SIGN and name.isascii() and name.isalpha()
    return short and is_certain(place) and DASH.match(after) is not None


def _is_sign(name: str) -> bool:
    """Whether letters in brackets may be an agency that no table has, as in "Ellery (KXYZ)"."""
    return len(name) <= LONGEST_SIGN and name.replace(" ", "").isalpha() and name[:2].isupper()


def _is_dashed(name: str, after: str) -> bool:
    """Whether a dash follows a name of few words."""
    return len(name.split()) <= MOST_WORDS and DASH.match(after) is not None
