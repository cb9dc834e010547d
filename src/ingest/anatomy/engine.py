"""One linear engine for every table: a line goes in, the rules that match it come out.

Of the rules of all languages only those are tried that may match a line by what it begins with, or
holds; the cost of a line does not grow with the number of languages.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

import re2

from ingest.anatomy.choosing import Choices, open_choices
from ingest.anatomy.printed_dates import date_line_pattern, plain_digits
from ingest.anatomy.tables import Language, languages, world
from ingest.clean import markdown
from ingest.kernels.beginnings import BEGINS, NOTES, Beginnings, beginnings_of
from ingest.kernels.glyphs import DECORATION
from ingest.kernels.letters import small_letters, unaccented
from ingest.text import fold_space

__all__ = ["Rule", "Seen", "bare", "beginnings", "expand", "look"]

_DECORATION = frozenset(DECORATION)
SET_MEMORY = 512 << 20
_UNSPACED = frozenset({"zh", "ja", "ko", "th"})

_PLACEHOLDERS = {
    "{rest}": ".*",
    "{inside}": r"(?:[^\p{L}\p{M}\p{N}()][^()]*)?",
    "{person}": "[^.]*?",
    "{names}": "(?P<names>.+?)",
    "{publisher}": "(?P<publisher>.+?)",
    "{source}": "(?P<source>.+?)",
    "{value}": "(?P<value>.*)",
}
_PARTS = ("names", "publisher", "source", "value")
_LINES = (
    "byline",
    "signed",
    "contributed",
    "origin",
    "credit",
    "caption",
    "note",
    "bracketed",
    "prompt",
    "related",
    "sections",
    "nobody",
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern of one table: the kind of line it tells, e.g. "byline" or "label.date"."""

    kind: str
    language: str
    pattern: str

    def matches(self, line: str) -> bool:
        """Whether the pattern matches a line from end to end."""
        return _compiled(self.pattern).fullmatch(unaccented(line)) is not None

    def parts(self, line: str) -> dict[str, str]:
        """The named parts that the pattern finds in a line, as printed."""
        match = _compiled(self.pattern).fullmatch(unaccented(line))
        names = [name for name in _PARTS if f"(?P<{name}>" in self.pattern]
        if not match:
            return {}
        spans = [match.span(match.re.groupindex[name]) for name in names]
        found = (line[start:end].strip() if start >= 0 else "" for start, end in spans)
        return dict(zip(names, found, strict=True))


@dataclass(frozen=True, slots=True)
class Seen:
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


def expand(pattern: str, language: str = "") -> str:
    """Write the placeholders of a table's entry as RE2; a word before `{rest}` ends there."""
    if language not in _UNSPACED:
        pattern = pattern.replace("){rest}", r")(?:[^\p{L}\p{M}\p{N}].*)?")
    for name, meaning in _PLACEHOLDERS.items():
        pattern = pattern.replace(name, meaning)
    return pattern.replace("'", "['’ʼ]")


def _rule(kind: str, language: str, pattern: str) -> Rule:
    return Rule(kind, language, f"(?:{_in_small(expand(pattern, language))})[ .。!！:：…>→]*")


_ESCAPED = re.compile(r"(\\[pP]\{[^}]*\}|\\.|\(\?P<)")


def _in_small(pattern: str) -> str:
    """Write a pattern in small letters without accents, but for what RE2 reads in its own way."""
    pieces = _ESCAPED.split(pattern)
    pieces[::2] = map(small_letters, pieces[::2])
    return "".join(pieces)


def _label_rules(language: Language) -> list[Rule]:
    return [
        _rule(f"label.{kind}", language.code, f"(?:{word}) ?[:：] ?{{value}}")
        for kind in language.labels.__slots__
        for word in getattr(language.labels, kind)
    ]


_DIGIT, _ANY_DIGIT = re.compile(r"[0-9]"), re.compile(r"\d")


@cache
def _rules() -> tuple[Rule, ...]:
    rules = [_rule("prompt", "", pattern) for pattern in world().prompt]
    rules += [_rule("credit", "", pattern) for pattern in world().credit]
    for language in languages():
        for kind in _LINES:
            rules += [_rule(kind, language.code, entry) for entry in getattr(language, kind)]
        rules += _label_rules(language)
    return *rules, Rule("date", "", _in_small(date_line_pattern()))


@cache
def _compiled(pattern: str) -> Any:
    return re2.compile("(?i)" + pattern, options=_options())


def _options() -> Any:
    options = re2.Options()
    options.max_mem = SET_MEMORY
    return options


_LEADING = ("(?:.*", "(?:(?P<names>.+?)")


@cache
def _choices() -> tuple[Choices, tuple[bool, ...]]:
    """By what rules are chosen; and which of them may begin anywhere, and come after the others.

    The last rule, for date lines, is left to `choose`.
    """
    patterns = [rule.pattern for rule in _rules()]
    loose = tuple(pattern.startswith(_LEADING) for pattern in patterns)
    return open_choices("lines", patterns[:-1]), loose


@cache
def _alone(index: int) -> Any:
    """The automaton of one rule, for lines in small letters."""
    rule = re2.Set.FullMatchSet(_options())
    rule.Add(_unnamed(_rules()[index].pattern))
    rule.Compile()
    return rule


def choose(line: str, *, begins: bool = True, holds: bool = True) -> list[int]:
    """Return which rules may match a line in small letters, those that may begin anywhere last.

    Args:
        line: without decoration.
        begins: whether a rule may begin as the line does, as far as is known.
        holds: whether the line may hold what one of the other rules needs.

    >>> [_rules()[index].kind for index in choose("by jane doe")][:1], choose("nobody was hurt.")
    (['byline'], [])
    """
    choices, loose = _choices()
    found = {*choices.beginning(line)} if begins else set()
    if holds:
        found.update(choices.holding(line))
    if _DIGIT.search(line):  # a date that counts has a digit
        found.add(len(loose) - 1)
    return sorted(found, key=lambda index: (loose[index], index))


@cache
def beginnings() -> Beginnings:
    """What rules begin with or need, for the kernel that tells which paragraphs may match one."""
    kinds = {"note", "bracketed"}
    notes = frozenset(number for number, rule in enumerate(_rules()) if rule.kind in kinds)
    choices = _choices()[0]
    if not notes.isdisjoint(choices.others):
        raise ValueError("a rule for notes may begin with anything")
    starts = choices.starts.items()
    flags = {start: BEGINS | (0 if notes.isdisjoint(found) else NOTES) for start, found in starts}
    return beginnings_of(flags, choices.sought)


def _unnamed(pattern: str) -> str:
    return re.sub(r"\(\?P<\w+>", "(?:", pattern)


def bare(line: str) -> str:
    """Take brackets, bullets and mark-up from around a line.

    >>> bare("**(Read more)**")
    'Read more'
    """
    if line and (line[0] in _DECORATION or line[-1] in _DECORATION):
        return line.strip(DECORATION)
    return line


def look(line: str, *, begins: bool = True, holds: bool = True) -> Seen:
    """Say which rules match a line, the first of each kind.

    Args:
        line: as printed.
        begins: whether a rule may begin as it does, as far as is known.
        holds: whether it may hold what one of the other rules needs.

    >>> sorted(look("By Jane Doe").rules)
    ['byline']
    """
    text = bare(fold_space(markdown(line) if "](" in line or "][" in line else line))
    found: dict[str, Rule] = {}
    if not (begins or holds or _ANY_DIGIT.search(text)):
        return Seen(text, found)
    small = plain_digits(small_letters(text))
    chosen = choose(small, begins=begins, holds=holds)
    if not chosen:
        return Seen(text, found)
    encoded, (_, loose) = small.encode(), _choices()
    for index in chosen:
        rule = _rules()[index]
        if rule.kind in found:
            continue
        if rule.matches(text) if loose[index] else _alone(index).Match(encoded):
            found[rule.kind] = rule
    return Seen(text, found)
