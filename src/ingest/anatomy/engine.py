"""One linear engine for every table: a line goes in, the rules that match it come out.

Of the rules of all languages only those are tried that may match a line by what it begins with, or
holds; the cost of a line does not grow with the number of languages.
"""

import hashlib
import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, NamedTuple
from unicodedata import unidata_version

import numpy as np
import numpy.typing as npt
import re2

from ingest.anatomy.choosing import Choices, begins_of, may_begin, open_choices
from ingest.anatomy.printed_dates import plain_digits
from ingest.anatomy.rulebook import Rule, options, rules, unnamed
from ingest.clean import markdown
from ingest.kernels import glyphs, smallletters
from ingest.kernels.beginningtables import tabulate
from ingest.kernels.glyphs import DECORATION
from ingest.kernels.letters import small_letters
from ingest.kernels.tablecache import Tables, cached
from ingest.text import fold_space

__all__ = ["LONGEST_DATE", "Seen", "bare", "beginnings", "choose", "look"]

_DECORATION = frozenset(DECORATION)
_NOTES = frozenset({"note", "bracketed"})
_AMID = _NOTES | {"caption", "prompt"}
"""Kinds of lines that are furniture also amid a body."""
LONGEST_DATE = 120
"""Longest line, in characters, that may be nothing but a date; one that counts has a digit."""


class Seen(NamedTuple):
    """What the engine says of a line.

    Attributes:
        line: the line without decoration, as printed.
        rules: those that match, by kind.
    """

    line: str
    rules: dict[str, Rule]

    def part(self, kind: str, name: str) -> str:
        """A named part of the rule of a kind; empty if there is none."""
        rule = self.rules.get(kind)
        return rule.parts(self.line).get(name, "") if rule else ""


_DIGIT = re.compile(r"[0-9]")


@cache
def _choices() -> Choices:
    """By what all rules but that for date lines are chosen."""
    return open_choices("lines", [rule.pattern for rule in rules()[:-1]])


@cache
def _begins_of_dates() -> frozenset[str]:
    return begins_of(rules()[-1].pattern)


@cache
def _tried(index: int) -> tuple[Rule, bool]:
    """A rule, and whether it is tried on the line as printed, since it may begin anywhere."""
    rule = rules()[index]
    return rule, rule.is_loose


@cache
def _alone(index: int) -> Any:
    """The automaton of one rule, for lines in small letters."""
    rule = re2.Set.FullMatchSet(options())
    rule.Add(unnamed(rules()[index].pattern))
    rule.Compile()
    return rule


def choose(line: str, known: Iterable[int] | None = None) -> list[int]:
    """Return which rules may match a line in small letters, in the order of `rules`.

    Args:
        line: without decoration.
        known: those that may match, if that has been found out.

    >>> [rules()[index].kind for index in choose("by jane doe")][:1], choose("nobody was hurt.")
    (['byline'], [])
    """
    date = len(rules()) - 1
    if known is None:
        choices = _choices()
        dated = _DIGIT.search(line)
        known = (*choices.beginning(line), *choices.holding(line), *([date] if dated else ()))
    found = sorted(set(known))
    if found and found[-1] == date:
        short = len(line) <= LONGEST_DATE
        found = found if short and may_begin(line, _begins_of_dates()) else found[:-1]
    return found


@cache
def beginnings() -> npt.NDArray[np.uint64]:
    """What rules begin with or need, for the kernel that tells which may match a paragraph."""
    lines = "\n".join(f"{rule.kind} {rule.pattern}" for rule in rules())
    digest = hashlib.sha256(lines.encode()).hexdigest()[:16]
    layouts = f"{smallletters.LAYOUT}-{glyphs.LAYOUT}"
    tables = cached(f"beginnings-4-{layouts}-{unidata_version}-{digest}", _tabulate)
    return np.asarray(tables["packed"])


def _tabulate() -> Tables:
    choices = _choices()
    if any(rules()[number].kind in _NOTES for number in choices.others):
        raise ValueError("a rule for notes may begin with anything")
    amid = [(rule.kind in _AMID) + (rule.kind in _NOTES) for rule in rules()]
    needed = choices.sought, choices.others
    return {"packed": tabulate(choices.starts, needed, amid, LONGEST_DATE)}


def bare(line: str) -> str:
    """Take brackets, bullets and mark-up from around a line.

    >>> bare("**(Read more)**")
    'Read more'
    """
    if line and (line[0] in _DECORATION or line[-1] in _DECORATION):
        return line.strip(DECORATION)
    return line


def look(line: str, known: Sequence[int] | None = None) -> Seen:
    """Say which rules match a line, the first of each kind.

    Args:
        line: as printed.
        known: those of `rules` that may match, if that has been found out.

    >>> sorted(look("By Jane Doe").rules)
    ['byline']
    """
    text = bare(fold_space(markdown(line) if "](" in line or "][" in line else line))
    found: dict[str, Rule] = {}
    if known is not None and not known:
        return Seen(text, found)
    small = plain_digits(small_letters(text))
    chosen = choose(small, known)
    encoded = small.encode() if chosen else b""
    for index in chosen:
        rule, is_loose = _tried(index)
        if rule.kind in found:
            continue
        if rule.matches(text) if is_loose else _alone(index).Match(encoded):
            found[rule.kind] = rule
    return Seen(text, found)
