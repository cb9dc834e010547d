"""Patterns of dates as they are printed, made of `rules/dates.toml` and the tables of languages."""

import itertools
import re
from collections.abc import Iterable
from functools import cache

from ingest.anatomy.dates.calendars import eras, solar_months
from ingest.anatomy.rulefiles import rule_file
from ingest.anatomy.tables import languages, world
from ingest.kernels.letters import unaccented

__all__ = ["date_line_pattern", "date_pattern", "month_names", "one_of", "parts_pattern"]

_GROUP = re.compile(r"\(\?P<(\w)>")


@cache
def month_names() -> dict[str, int]:
    """The number of every month name of every table, in lower case; also as capitals print it."""
    numbers: dict[str, int] = {}
    for language in languages():
        for number, names in enumerate(language.months, 1):
            for name in names:
                numbers.setdefault(name, number)
                plain = unaccented(name)
                numbers.setdefault(plain[:-1] + "ς" if plain.endswith("σ") else plain, number)
    return numbers


def one_of(names: Iterable[str]) -> str:
    """The pattern of one of some names, the longest first; by their first letters.

    So the standard library tries few of them.
    """
    ordered = sorted(names, key=lambda name: (name[0], -len(name), name))
    by_letter = itertools.groupby(ordered, key=lambda name: name[0])
    either = (f"{first}(?:{'|'.join(name[1:] for name in own)})" for first, own in by_letter)
    return f"(?:{'|'.join(either)})"


def _names(names: Iterable[str]) -> str:
    return one_of(map(re.escape, names))


@cache
def _placeholders() -> dict[str, str]:
    """What the patterns of `rules/dates.toml` write short."""
    table = rule_file("dates")
    thai = next(language for language in languages() if language.code == "th")
    month = _names(month_names())
    return {
        "{month}": rf"(?P<m>{month})\.?",
        "{again}": f"(?:/ ?(?:{month}))?",
        "{thai_month}": f"(?P<m>{_names(name for names in thai.months for name in names)})",
        "{solar_month}": f"(?P<m>{_names(solar_months())})",
        "{era}": f"(?P<e>{_names(eras())})",
        "{year}": r"(?P<y>(?:1[89]|20)\d\d)",
        "{year_word}": table["year_word"],
        "{marks}": table["marks"],
    }


def _way(key: str, pattern: str) -> str:
    """One way to print a day, with its key behind the letter of each group."""
    for name, meaning in _placeholders().items():
        pattern = pattern.replace(name, meaning)
    return _GROUP.sub(rf"(?P<\g<1>{key}>", pattern)


@cache
def date_pattern() -> str:
    """The pattern of one printed date over lower-case text; `read_date` reads what it matches."""
    return re.sub(r"\(\?P<\w+>", "(?:", parts_pattern())


@cache
def parts_pattern() -> str:
    """The same with groups: e, m, d and y, each with the key of its way behind it."""
    return "|".join(_way(key, pattern) for key, pattern in rule_file("dates")["ways"].items())


@cache
def date_line_pattern() -> str:
    """The pattern of a line that is only a date, with the words that stand beside one."""
    words = {word for language in languages() for word in language.date_words}
    words |= {word for language in languages() for word in language.weekdays}
    words |= set(world().zones)
    hour = rule_file("dates")["hour"]
    ordered = "|".join(_apart(word) for word in sorted(words, key=lambda word: (-len(word), word)))
    return f"(?:(?:{date_pattern()}|{ordered}|{hour})[ ,，،.|·•—–:：;()（）/\\[\\]-]*)+"


def _apart(word: str) -> str:
    """A word that ends where letters end: "Upton" is not "u", "pt" and "on"."""
    return rf"{word}\b" if word[-1].isascii() and word[-1].isalpha() else word
