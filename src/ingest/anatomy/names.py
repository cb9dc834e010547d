"""Names of persons in a byline, without roles, addresses and agencies.

The patterns of the standard library are used on bylines only, which are at most 220 characters.
"""

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import re2

from ingest.anatomy.affiliations import (
    is_agency,
    is_domain,
    is_organisation,
    is_title,
    organisations,
    role,
    table_words,
    without_agency,
    without_honorific,
)
from ingest.anatomy.tables import languages, world

__all__ = ["Byline", "has_given_name", "is_agency", "is_role", "looks_like_name", "parse_byline"]

LONGEST_NAME = 50

_JUNK = re.compile(r"(?i)\S+@\S+|https?://\S+|www\.\S+|@\w+|\|\s*\d.*$|\b\d{1,2}:\d{2}\b.*$")
_EDITED = re.compile(r"(?i)[;,.]?\s*\(?\b(?:editing|edited|compiled) by\b.*$")
_PLACE = re.compile(r" (?:in|from|à|aus|en|em|da|a|i|w|din) [^\W\d_a-zà-ÿ].*$")
_BRACKETS = re.compile(r"[(（\[【][^)）\]】]*[)）\]】]?")
_PHOTOS = re.compile(
    r"(?i)(?:,| and| und| et| y| e| en| och| og| i| и)? [^\W\d_][\w.'’-]*(?: [\w.'’-]+){0,3} "
    r"\((?:fotos?|photos?|bilder?|foto's|fotografie|images?|zdjęcia|фото)\)?"
)
_HAN = re2.compile(
    r"^[\p{Han}]{2,4}$|^[\p{Han}\p{Katakana}A-Za-z]{1,12}(?:[·・‧•．＝=][\p{Han}\p{Katakana}A-Za-z]{1,12})+$|^[\p{Katakana}ー]{2,12}$"
)
_JAPANESE = re2.compile(r"^[\p{Han}]{1,4}[ 　]?[\p{Han}\p{Hiragana}\p{Katakana}]{1,5}$")
_HANGUL = re2.compile(r"^[\p{Hangul}]{2,4}$")
_CASELESS = re2.compile(
    r"^[\p{Arabic}\p{Hebrew}\p{Devanagari}\p{Bengali}\p{Thai}\p{Tamil}\p{Telugu}\p{Georgian}"
    r"\p{Malayalam}\p{Gujarati}\p{Kannada}\p{Gurmukhi}\p{Myanmar}\p{Khmer}\p{Lao}\p{Sinhala}'’׳״.-]{2,25}$"
)
_LETTERS = re.compile(r"(?:[^\W\d_]|[\u0300-\u036f'’.‘`-])+")
_PREFIXED = re.compile(r"(?:al|el|ad|at|mc|mac|bin|abu)['’-]?[A-ZÀ-Þ][^\W\d_]*(?:[-'’][^\W\d_]+)*")


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


@cache
def _particles() -> frozenset[str]:
    return frozenset(world().particles)


@cache
def _given() -> frozenset[str]:
    return frozenset(name for language in languages() for name in language.given)


@cache
def _nobody() -> Any:
    return re.compile(f"(?i)^(?:{table_words('nobody')})$")


@cache
def _split() -> Any:
    joiners = table_words("and_")
    return re.compile(rf"(?i)\s*(?:[;,/&|、，；]|\s(?:{joiners})\s|\s[-–—•]\s)\s*")


@cache
def _for() -> Any:
    return re.compile(rf"(?i),? (?:{table_words('for_')}) ")


def has_given_name(name: str) -> bool:
    """Say whether the first word of a name is a known given name."""
    first = name.split(maxsplit=1)[0].casefold() if name.split() else ""
    return first in _given() or first.split("-")[0] in _given()


def looks_like_name(name: str) -> bool:
    """Say whether a text has the shape of a person's full name.

    >>> [looks_like_name(n) for n in ("Jane Doe", "Ludwig van Beethoven", "王小明", "the economy")]
    [True, True, True, False]
    """
    if not 1 < len(name) <= LONGEST_NAME or any(character.isdigit() for character in name):
        return False
    if name[0] > "\u10ff" and (_HAN.match(name) or _HANGUL.match(name) or _JAPANESE.match(name)):
        return True
    tokens = name.split()
    if not 1 < len(tokens) <= 6:
        return False
    if any(token.casefold().strip(".,") in organisations() for token in tokens):
        return False
    if name[0] > "\u0590" and all(_CASELESS.match(token) for token in tokens):
        return len(tokens) <= 5
    capitals = [_is_capitalised(token) for token in tokens]
    fits = all(
        capital or token.casefold() in _particles()
        for token, capital in zip(tokens, capitals, strict=True)
    )
    return fits and capitals[-1] and sum(capitals) > 1


def _is_capitalised(token: str) -> bool:
    if token[0].isupper() or (len(token) > 2 and token[1] in "'’-" and token[2].isupper()):
        return _LETTERS.fullmatch(token) is not None
    return _PREFIXED.fullmatch(token) is not None


def _is_one_word(name: str) -> bool:
    return (
        2 < len(name) <= 25
        and _is_capitalised(name)
        and not name.isupper()
        and name.casefold() not in organisations()
    )


def _in_one_case(name: str) -> str:
    if not name.isupper() or not any(len(token.strip(".")) > 2 for token in name.split()):
        return name
    parts = [part.capitalize() if len(part.strip(".")) > 1 else part for part in name.split()]
    done = [
        part if index == 0 or part.casefold() not in _particles() else part.casefold()
        for index, part in enumerate(parts)
    ]
    return " ".join(
        "-".join(piece[:1].upper() + piece[1:] for piece in part.split("-")) for part in done
    )


def _publisher(text: str) -> tuple[str, str]:
    """Divide "Jane Doe for Daily News"; a particle inside a name divides nothing."""
    for match in _for().finditer(text):
        name, publisher = text[: match.start()], text[match.end() :].strip(" .")
        named = publisher[:1].isupper() or is_domain(publisher)
        if named and any(looks_like_name(part) for part in _split().split(name)):
            return name, publisher
    return text, ""


@cache
def _articles() -> frozenset[str]:
    return frozenset(world().articles)


def _is_outlet(name: str, authors: list[str]) -> bool:
    """Whether a piece of a byline, after the names, is where they write: "The Spectrum"."""
    first, _, rest = name.partition(" ")
    begins = first.casefold() in _articles() and rest[:1].isupper()
    return is_domain(name) or (begins and (bool(authors) or first == "The"))


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
    agencies = [word for word in _bracketed(text) if is_agency(word)]
    text = _PHOTOS.sub(" ", text)
    plain = _BRACKETS.sub(" ", _JUNK.sub(" ", _EDITED.sub("", text))).strip(" .,:：;|-–—*_")
    plain, publisher = _publisher(plain)
    authors: list[str] = []
    rest = 0
    for piece in _split().split(plain):
        name = " ".join(piece.split()).strip(" .,:：|*_") if len(piece) < 200 else ""
        if not name or _nobody().match(name):
            continue
        if is_agency(name):
            agencies.append(name)
            continue
        if not publisher and _is_outlet(name, authors):
            publisher = name
            continue
        name = _without_role(without_honorific(without_agency(_PLACE.sub("", name))))
        if not publisher and is_organisation(name) and not role().match(name):
            publisher = name
        if is_title(name) or name == publisher:
            continue
        if not name:
            continue
        if (looks_like_name(name) or (sure and _is_one_word(name))) and name not in authors:
            authors.append(_in_one_case(name))
        elif not role().match(name):
            rest += len(name)
    return Byline(tuple(authors), tuple(dict.fromkeys(agencies)), publisher, rest)


def _bracketed(text: str) -> list[str]:
    return [found.strip("()（）[]【】 ") for found in _BRACKETS.findall(text)]


def is_role(text: str) -> bool:
    """Say whether a text holds nothing but roles: "Senior business reporter"."""
    return bool(text) and not _after_roles(text)


def _after_roles(rest: str) -> str:
    while match := role().match(rest):
        rest = rest[match.end() :].strip(" :./&-,")
    return rest


def _without_role(name: str) -> str:
    rest = _after_roles(name)
    if rest == name:
        return name
    return rest if looks_like_name(rest) else ""
