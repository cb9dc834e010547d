"""The shape of a person's name in many scripts, and the given names that tables list."""

import re
from functools import cache
from typing import Any

import re2

from ingest.anatomy.choosing import begins_of, may_begin
from ingest.anatomy.names.affiliations import may_tell, organisations
from ingest.anatomy.tables import languages, more_given_names, world
from ingest.typesetting import is_wide

__all__ = [
    "LONGEST_CHINESE", "given_names", "has_given_name", "in_one_case", "is_nobody", "is_one_word",
    "is_plain_name", "looks_like_name", "may_name",
]  # fmt: skip

LONGEST_NAME, LONGEST_SHORTENED, LONGEST_INITIAL = 50, 6, 2
LONGEST_CHINESE = 4
"""Signs of a Chinese or Korean name whose family name has two."""
MOST_SMALL, MOST_AMONG_COMMAS = 6, 12
"""Words in small letters among names without a comma, and with any; with more it is a sentence."""

_HAN = re2.compile(
    r"^[\p{Han}]{2,4}$|^[\p{Han}\p{Katakana}A-Za-z]{1,12}(?:[·・‧•．＝=][\p{Han}\p{Katakana}A-Za-z]{1,12})+$|^[\p{Katakana}ー]{2,12}$"
)
_JAPANESE = re2.compile(r"^[\p{Han}]{1,4}[ 　]?[\p{Han}\p{Hiragana}\p{Katakana}]{1,5}$")
_HANGUL = re2.compile(r"^[\p{Hangul}]{2,4}$")
_CASELESS = re2.compile(
    r"^[\p{Arabic}\p{Hebrew}\p{Devanagari}\p{Bengali}\p{Thai}\p{Tamil}\p{Telugu}\p{Georgian}"
    r"\p{Malayalam}\p{Gujarati}\p{Kannada}\p{Gurmukhi}\p{Myanmar}\p{Khmer}\p{Lao}\p{Sinhala}'’׳״.-]{2,25}$"
)
_SPECIAL = re.compile(r"[\\()\[\]|?*+.^$]")
_INITIAL = re.compile(r"[А-ЯЁӨҮІЇЄ]{1,2}\.[А-ЯЁӨҮІЇЄ][а-яёөүіїє]+(?:-[А-ЯЁӨҮІЇЄ][а-яёөүіїє]+)?")
"""An initial with no space behind it, as Mongolian papers print names: "Б.Болд"."""
_LETTERS = re.compile(r"(?:[^\W\d_]|[\u0300-\u036f'’.‘`-])+")
_SMALL = re.compile(r"(?<!\S)[a-zà-ÿ]+(?!\S)")
_CAPITAL = "[A-Z\u00c0-\u00de\u0100-\u058f]"
_CASELESS_LETTER = "[\u0590-\u1fff\u2c00-\ud7ff\uf900-\ufdff\ufe70-\uffef\U00020000-\U0003ffff]"


@cache
def _particles() -> frozenset[str]:
    return frozenset(world().particles)


@cache
def _plain() -> "re.Pattern[str]":
    """Names without "da" and the like, which may be before a place too."""
    particles = "|".join(world().plain_particles)
    return re.compile(
        rf"[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]{{2,15}}(?: (?:{particles}))?"
        r"(?: [A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]{1,15}){1,2}"
    )


@cache
def _prefixed() -> "re.Pattern[str]":
    """A part of a name with a capital behind a prefix."""
    prefixes = "|".join(world().prefixes)
    return re.compile(rf"(?:{prefixes})['’-]?[A-ZÀ-Þ][^\W\d_]*(?:[-'’][^\W\d_]+)*")


@cache
def _shape_of_names() -> "re.Pattern[str]":
    """A letter of a script without capitals, an initial, or words with one side by side."""
    small = "|".join(sorted(_particles() | {"and"}))
    words = rf"{_CAPITAL}\S*\s+(?:(?i:{small})\s+){{0,4}}\S*{_CAPITAL}"
    return re.compile(rf"{_CASELESS_LETTER}|{_CAPITAL}\.{_CAPITAL}|{words}")


@cache
def given_names() -> frozenset[str]:
    """The given names of every table, in lower case; of Chinese and Japanese, family names."""
    return more_given_names().union(*(language.given for language in languages()))


def has_given_name(name: str) -> bool:
    """Say whether the first word of a name is a known given name, or its begin a family name.

    >>> has_given_name("Jane Doe"), has_given_name("Quarterly Results"), has_given_name("王小明")
    (True, False, True)
    """
    if not name:
        return False
    if is_wide(name[0]) or "\uac00" <= name[0] <= "\ud7a3":
        lengths = (2, 3) if len(name) == LONGEST_CHINESE else (1, 2, 3)
        return any(name[:length] in given_names() for length in lengths)
    first = name.split(maxsplit=1)[0].casefold() if name.split() else ""
    return first in given_names() or first.split("-")[0] in given_names()


def may_name(text: str) -> bool:
    """Say whether a text may hold the full name of a person, and is not a long sentence.

    >>> may_name("Photo: Ludwig van Beethoven"), may_name("Now we can go on as in London")
    (True, False)
    """
    if len(text) > LONGEST_NAME:
        small = len(_SMALL.findall(text))
        if small > MOST_SMALL and (small > MOST_AMONG_COMMAS or "," not in text):
            return False
    return _shape_of_names().search(text) is not None


def looks_like_name(name: str) -> bool:
    """Say whether a text has the shape of a person's full name.

    >>> [looks_like_name(n) for n in ("Jane Doe", "Ludwig van Beethoven", "王小明", "the economy")]
    [True, True, True, False]
    """
    if not 1 < len(name) <= LONGEST_NAME or any(map(str.isdigit, name)):
        return False
    if name[0] > "\u10ff" and (_HAN.match(name) or _HANGUL.match(name) or _JAPANESE.match(name)):
        return True
    tokens = name.split()
    if not 1 < len(tokens) <= 6:
        return _INITIAL.fullmatch(name) is not None
    if any(token.casefold().strip(".,") in organisations() for token in tokens):
        return False
    if name[0] > "\u0590" and all(_CASELESS.match(token) for token in tokens):
        return len(tokens) <= 5
    capitals = [_is_capitalised(token) for token in tokens]
    fits = all(
        capital or token.casefold() in _particles()
        for token, capital in zip(tokens, capitals, strict=True)
    )
    return fits and capitals[-1] and sum(capitals) > 1 and max(map(len, tokens)) > LONGEST_INITIAL


def is_plain_name(name: str) -> bool:
    """Cheap test: two or three words with a capital, none of which tables know as anything else.

    >>> is_plain_name("Jane Doe"), is_plain_name("Jane Doe Reuters"), is_plain_name("jane doe")
    (True, False, False)
    """
    return _plain().fullmatch(name) is not None and not may_tell(name) and not is_nobody(name)


def _is_capitalised(token: str) -> bool:
    if token[-1] == "." and len(token) > LONGEST_SHORTENED:
        return False
    if token[0].isupper() or (len(token) > 2 and token[1] in "'’-" and token[2].isupper()):
        return _LETTERS.fullmatch(token) is not None
    return _prefixed().fullmatch(token) is not None


def is_one_word(name: str) -> bool:
    """Say whether one capitalised word may be a name, where a label says that it is one."""
    return (
        2 < len(name) <= 25
        and _is_capitalised(name)
        and not name.isupper()
        and name.casefold() not in organisations()
    )


_TURKISH = frozenset({"İ", "Ğ"})
"""Letters of Turkish and Azeri alone, which write I without a dot as another letter than İ."""
_INNER_I = re.compile(r"(?<=\w)[Iİ]")


def _capitalised(part: str) -> str:
    """Write a part of a name with a capital, and one behind "O'" and "Mc"."""
    lead = 2 if part[1:2] in ("'", "’") or (part.startswith("MC") and len(part) > 4) else 0
    return part[:lead].capitalize() + part[lead:].capitalize()


def in_one_case(name: str) -> str:
    """Write a name in capitals with small letters; initials and particles as they are.

    >>> in_one_case("JANE O'NEIL"), in_one_case("MEHMET DEMİR IŞIK")
    ("Jane O'Neil", 'Mehmet Demir Işık')
    """
    if not name.isupper() or not any(len(token.strip(".")) > 2 for token in name.split()):
        return name
    if not _TURKISH.isdisjoint(name):
        name = _INNER_I.sub(lambda letter: "ı" if letter[0] == "I" else "i", name)
    parts = [_capitalised(part) if len(part.strip(".")) > 1 else part for part in name.split()]
    done = [
        part if index == 0 or part.casefold() not in _particles() else part.casefold()
        for index, part in enumerate(parts)
    ]
    return " ".join(
        "-".join(piece[:1].upper() + piece[1:] for piece in part.split("-")) for part in done
    )


@cache
def _nobody() -> tuple[frozenset[str], tuple[tuple[Any, frozenset[str]], ...]]:
    """What names no person: plain words; and patterns, apart those that may begin with anything."""
    entries = {entry for language in languages() for entry in language.nobody}
    plain = {entry for entry in entries if not _SPECIAL.search(entry)}
    loose = {entry for entry in entries - plain if "" in begins_of(entry)}
    patterns = ("|".join(sorted(each)) for each in (entries - plain - loose, loose) if each)
    pairs = ((re.compile(f"(?i)^(?:{each})$"), begins_of(each)) for each in patterns)
    dates = {word for language in languages() for word in language.date_words}
    return frozenset(map(str.casefold, plain | dates)), tuple(pairs)


def is_nobody(name: str) -> bool:
    """Say whether a word or two in a byline name no person: "Redaktion", "our correspondent"."""
    plain, patterns = _nobody()
    if name.casefold() in plain:
        return True
    return any(may_begin(name, begins) and each.match(name) for each, begins in patterns)
