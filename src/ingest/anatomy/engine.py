"""One linear engine for every table: a line goes in, the rules that match it come out.

Of the rules of all languages only those are tried that may match a line by what it begins with, or
holds; the cost of a line does not grow with the number of languages.
"""

import hashlib
import re
from collections.abc import Iterable, Sequence
from functools import cache, partial
from string import ascii_lowercase
from typing import Any, NamedTuple
from unicodedata import unidata_version

import numpy as np
import numpy.typing as npt
import re2

from ingest.anatomy.choosing import (
    LETTERS,
    Choices,
    begins_of,
    may_begin,
    needed_by,
    open_choices,
    openings_of,
)
from ingest.anatomy.dates.printed import plain_digits
from ingest.anatomy.openings import LONGEST, UNLIMITED, numberless, opening_of
from ingest.anatomy.origins import REACH, origin_patterns
from ingest.anatomy.rulebook import Rule, options, rules, unnamed
from ingest.anatomy.tables import languages
from ingest.clean import markdown
from ingest.kernels import glyphs, literals, smallletters
from ingest.kernels.beginningtables import ORIGIN, tabulate
from ingest.kernels.glyphs import DECORATION
from ingest.kernels.letters import small_letters, unaccented
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


_ANY_WIDE = "[一-龥]"
"""Any letter of Chinese: words beside dates may begin so, which are told by what they hold."""


_WORD_ENDS = re.compile(r"(?<=[a-z])\\b")
_SIGN_BEHIND = r"(?:[ ,.|:;/()-]|[،·•—–：（）+\\[\\]])"
"""What may follow the first word of a date line; in two classes, which are short enough to read."""


@cache
def _dates() -> str:
    """The pattern of date lines, to see how they begin.

    One letter is in the place of any of Chinese, and behind a word the signs that end it.
    """
    return _WORD_ENDS.sub(_SIGN_BEHIND, rules()[-1].pattern.replace(_ANY_WIDE, "一"))


@cache
def _begins_of_dates() -> frozenset[str]:
    begins = begins_of(_dates())
    if "" in begins:
        raise ValueError("a date line may begin with anything")
    return begins


@cache
def _held_by_dates() -> tuple[str, ...]:
    """What date lines hold that begin with any letter of Chinese."""
    words = {word for language in languages() for word in language.date_words}
    return tuple({text for word in words if _ANY_WIDE in word for text in needed_by(word)})


def _may_be_date(line: str) -> bool:
    if not line or len(line) > LONGEST_DATE:
        return False
    begins = may_begin(numberless(line[:LONGEST]), _begins_of_dates())
    return begins or any(map(line.__contains__, _held_by_dates()))


@cache
def _tried(index: int) -> tuple[Rule, bool]:
    """A rule, and whether it is tried on the line as printed, since it may begin anywhere."""
    rule = rules()[index]
    return rule, rule.is_loose


@cache
def _alone(index: int) -> Any:
    """The automaton of one rule, for lines in small letters, or as printed but for accents."""
    rule, is_loose = _tried(index)
    alone = re2.Set.FullMatchSet(options())
    alone.Add(unnamed("(?i)" + rule.pattern if is_loose else rule.pattern))
    alone.Compile()
    return alone


def choose(line: str, known: Sequence[int] | None = None) -> list[int]:
    """Return which rules may match a line in small letters, in the order of `rules`.

    Args:
        line: without decoration.
        known: those that may match, if that has been found out.

    >>> [rules()[index].kind for index in choose("by jane doe")][:1], choose("nobody was hurt.")
    (['byline'], [])
    """
    if known is not None:
        return sorted(set(known)) if len(known) > 1 else list(known)
    choices = _choices()
    dated = _DIGIT.search(line) and _may_be_date(line)
    date = (len(rules()) - 1,) if dated else ()
    return sorted({*choices.beginning(line), *choices.holding(line), *date})


@cache
def beginnings() -> npt.NDArray[np.uint64]:
    """What rules begin with or need, for the kernel that tells which may match a paragraph."""
    lines = [f"{rule.kind} {rule.pattern}" for rule in rules()] + list(origin_patterns())
    digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]
    layouts = f"{smallletters.LAYOUT}-{glyphs.LAYOUT}"
    tables = cached(f"beginnings-16-{layouts}-{unidata_version}-{digest}", _tabulate)
    return np.asarray(tables["packed"])


def _tabulate() -> Tables:
    """Of the rules, and behind them of the origins, whose literals stand amid decoration too."""
    patterns = [rule.pattern for rule in rules()[:-1]]
    starts, holds = openings_of(patterns)
    if any(rules()[number].kind in _NOTES for number in holds):
        raise ValueError("a rule for notes may begin with anything")
    for start in opening_of(_dates()).starts:
        starts.setdefault(numberless(start[:LETTERS]), []).append(len(patterns))
    holds[len(patterns)] = sorted(_held_by_dates())
    for number, own in enumerate(map(needed_by, origin_patterns()), len(rules())):
        holds[number] = sorted(map(_bare_literal, own))
    if short := _common(text for own in holds.values() for text in own):
        raise ValueError(f"asked of nearly every place in a text: {short}")
    amid = [(rule.kind in _AMID) + (rule.kind in _NOTES) for rule in rules()]
    amid += [ORIGIN] * len(origin_patterns())
    sizes = [opening_of(rule.core).size for rule in rules()] + [UNLIMITED] * len(origin_patterns())
    needed = literals.tabulate(list(holds.values())), list(holds)
    longest = len(patterns), LONGEST_DATE
    return {"packed": tabulate(starts, needed, (amid, sizes), longest, REACH)}


def _common(texts: Iterable[str]) -> list[str]:
    """Those of fewer letters than the filter hashes that begin with a letter of most languages."""
    return [text for text in texts if len(text) < literals.PADDING and text[0] in ascii_lowercase]


def _bare_literal(text: str) -> str:
    """A literal without decoration, but with the space behind it: more stands there in any line."""
    return text.strip(DECORATION) + " " * text.endswith(" ")


def bare(line: str) -> str:
    """Take brackets, bullets and mark-up from around a line.

    >>> bare("**(Read more)**")
    'Read more'
    """
    if line and (line[0] in _DECORATION or line[-1] in _DECORATION):
        return line.strip(DECORATION)
    return line


def look(line: str, known: Sequence[int] | None = None, *, is_bare: bool = False) -> Seen:
    """Say which rules match a line, the first of each kind.

    Args:
        line: as printed.
        known: those of `rules` that may match, if that has been found out.
        is_bare: whether there is no decoration, no link and no white space to fold.

    >>> sorted(look("By Jane Doe").rules)
    ['byline']
    """
    text = line
    if not is_bare:
        text = bare(fold_space(markdown(line) if "](" in line or "][" in line else line))
    found: dict[str, Rule] = {}
    if known is not None and not known:
        return _seen((text, found))
    small = plain_digits(small_letters(text))
    chosen = choose(small, known)
    encoded = small.encode() if chosen else b""
    for index in chosen:
        rule, is_loose = _tried(index)
        if rule.kind in found:
            continue
        if _alone(index).Match(unaccented(text).encode() if is_loose else encoded):
            found[rule.kind] = rule
    return _seen((text, found))


_seen = partial(tuple.__new__, Seen)
"""Make one of its fields; a call of `Seen` takes three times as long."""
