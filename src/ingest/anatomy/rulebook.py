"""The rules of every table, as patterns that RE2 reads, in the order in which they are tried."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

import re2

from ingest.anatomy.dates.patterns import date_line_pattern
from ingest.anatomy.names.pictured import pictured_pairs, pictured_patterns
from ingest.anatomy.rulefiles import rule_file
from ingest.anatomy.tables import Language, languages, world
from ingest.kernels.beginningtables import ENDS
from ingest.kernels.letters import small_letters, unaccented
from ingest.text import quickly_read

__all__ = ["Rule", "expand", "in_small", "options", "rules", "unnamed"]

SET_MEMORY = 512 << 20
_BRACKETED = frozenset({"zh", "ja"})
_UNSPACED = frozenset({"zh", "ja", "ko", "th", "km", "my"})

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
    "staff",
    "origin",
    "credit",
    "caption",
    "note",
    "bracketed",
    "prompt",
    "provided",
    "related",
    "sections",
    "nobody",
)
_AT_END = f"[{ENDS}]*"
_LEADING = ("(?:.*", "(?:(?P<names>.+?)")


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern of one table: the kind of line it tells, e.g. "byline" or "label.date"."""

    kind: str
    pattern: str

    def parts(self, line: str) -> dict[str, str]:
        """The named parts that the pattern finds in a line, as printed."""
        pattern, groups = _compiled(self.pattern)
        match = pattern.fullmatch(quickly_read(unaccented(line))) if groups else None
        if not match:
            return {}
        spans = [(name, match.span(group)) for name, group in groups]
        return {name: line[start:end].strip() if start >= 0 else "" for name, (start, end) in spans}

    @property
    def core(self) -> str:
        """The pattern without the signs that may stand at the end of any line."""
        return self.pattern.removesuffix(_AT_END)

    @property
    def is_loose(self) -> bool:
        """Whether it may begin anywhere."""
        return self.pattern.startswith(_LEADING)


_APOSTROPHE = re.compile(r"\[(?:\\.|[^\]\\])*\]|\\.|'")


@cache
def _site() -> str:
    return f".{{0,30}}(?:{'|'.join(world().sites)}).{{0,12}}"


def expand(pattern: str, language: str = "") -> str:
    """Write the placeholders of a table's entry as RE2; a word before `{rest}` ends there.

    >>> expand("[a-z'-]+ don't")
    "[a-z'’ʼ-]+ don['’ʼ]t"
    """
    if language not in _UNSPACED:
        pattern = pattern.replace("){rest}", r")(?:[^\p{L}\p{M}\p{N}].*)?")
    pattern = pattern.replace("{site}", _site())
    for name, meaning in _PLACEHOLDERS.items():
        pattern = pattern.replace(name, meaning)
    return _APOSTROPHE.sub(_any_apostrophe, pattern)


def _any_apostrophe(found: "re.Match[str]") -> str:
    """Any sign that is printed for an apostrophe, alone or within a class."""
    alone = found[0] == "'"
    return "['’ʼ]" if alone else found[0].replace("'", "'’ʼ")


@cache
def _staff_roles() -> str:
    """The roles of Chinese lines of who made an article, but for those of a single sign."""
    kinds = ("authors", "editors", "others", "pictures")
    every = {word for kind in kinds for word in rule_file("staff")[kind] if len(word) > 1}
    return "|".join(sorted(every, key=lambda word: (-len(word), word)))


def _rule(kind: str, language: str, pattern: str) -> Rule:
    pattern = pattern.replace("{roles}", _staff_roles()) if kind == "staff" else pattern
    pattern += "?" if pattern.endswith("\\)") else ""  # lines are read without brackets around
    pattern = pattern[:-4] + "\\)?)?" if pattern.endswith("\\))?") else pattern
    return Rule(kind, f"(?:{in_small(expand(pattern, language))}){_AT_END}")


_ESCAPED = re.compile(r"(\\[pP]\{[^}]*\}|\\.|\(\?P<)")


def in_small(pattern: str) -> str:
    """Write a pattern in small letters without accents, but for what RE2 reads in its own way."""
    pieces = _ESCAPED.split(pattern)
    pieces[::2] = map(small_letters, pieces[::2])
    return "".join(pieces)


def _label_rules(language: Language) -> list[Rule]:
    """A word and a colon, or, in Chinese and Japanese, a word in brackets: "【标题】"."""
    rules = []
    for kind in language.labels.__slots__:
        bracketed = language.code in _BRACKETED and kind != "byline"
        colon = "(?: ?[:：] ?|[】\\]] ?)" if bracketed else " ?[:：៖] ?"
        for word in getattr(language.labels, kind):
            pattern = f"(?:{word}){colon}{{value}}"
            rules.append(_rule(f"label.{kind}", language.code, pattern))
    return rules


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule, in the order in which they are tried: those that may begin anywhere come late.

    The last is that for date lines.
    """
    own = [_rule("prompt", "", pattern) for pattern in world().prompt]
    own += [_rule("credit", "", pattern) for pattern in world().credit]
    for language in languages():
        for kind in _LINES:
            own += [_rule(kind, language.code, entry) for entry in getattr(language, kind)]
        own += [_rule("byline", language.code, entry) for entry in pictured_patterns(language)]
        own += _label_rules(language)
    own += [_rule("byline", "", pattern) for pattern in pictured_pairs()]
    different: dict[tuple[str, str], Rule] = {}
    for rule in own:  # languages share some
        different.setdefault((rule.kind, rule.pattern), rule)
    date = Rule("date", in_small(date_line_pattern()))
    return *sorted(different.values(), key=lambda rule: rule.is_loose), date


@cache
def _compiled(pattern: str) -> tuple[Any, tuple[tuple[str, int], ...]]:
    """A pattern, and which of its groups are parts with a name."""
    found = re2.compile("(?i)" + pattern, options=options())
    return found, tuple(
        (name, found.groupindex[name]) for name in _PARTS if name in found.groupindex
    )


def options() -> Any:
    """The options of every pattern: room for large automata."""
    found = re2.Options()
    found.max_mem = SET_MEMORY
    return found


def unnamed(pattern: str) -> str:
    """Make a pattern without names for its parts, as a set wants it."""
    return re.sub(r"\(\?P<\w+>", "(?:", pattern)
