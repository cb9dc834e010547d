"""One linear engine for every table: a line goes in, the rules that match it come out.

All patterns of all languages are compiled into one RE2 set, so that a line is read once, whatever
the number of languages. Only a rule that matched is run by itself, for its named parts.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import re2

from ingest.anatomy.printed_dates import date_line_pattern
from ingest.anatomy.tables import Language, languages, world
from ingest.clean import markdown
from ingest.text import fold_space

__all__ = ["Rule", "Seen", "bare", "expand", "look", "perhaps"]

DECORATION = "*_#>=–—•·|~-[]()（）【】［］〔〕<>«»＜＞◆■●▲△▶▼※ \t\u3000\u00a0\u200b\ufeff"
_DECORATION = frozenset(DECORATION)
SET_MEMORY = 512 << 20
_UNSPACED = frozenset({"zh", "ja", "ko", "th"})

_PLACEHOLDERS = {
    "{rest}": ".*",
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
        return _compiled(self.pattern).fullmatch(line) is not None

    def parts(self, line: str) -> dict[str, str]:
        """The named parts that the pattern finds in a line, as printed."""
        match = _compiled(self.pattern).fullmatch(line)
        names = [name for name in _PARTS if f"(?P<{name}>" in self.pattern]
        return {name: (match.group(name) or "").strip() for name in names} if match else {}


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
    return Rule(kind, language, f"(?:{expand(pattern, language)})[ .。!！:：…>→]*")


def _label_rules(language: Language) -> list[Rule]:
    return [
        _rule(f"label.{kind}", language.code, f"(?:{word}) ?[:：] ?{{value}}")
        for kind in language.labels.__slots__
        for word in getattr(language.labels, kind)
    ]


@cache
def _rules() -> tuple[Rule, ...]:
    rules = [Rule("date", "", date_line_pattern())]
    rules += [_rule("prompt", "", pattern) for pattern in world().prompt]
    rules += [_rule("credit", "", pattern) for pattern in world().credit]
    for language in languages():
        for kind in _LINES:
            rules += [_rule(kind, language.code, entry) for entry in getattr(language, kind)]
        rules += _label_rules(language)
    return tuple(rules)


@cache
def _compiled(pattern: str) -> Any:
    return re2.compile("(?i)" + pattern, options=_options())


def _options() -> Any:
    options = re2.Options()
    options.max_mem = SET_MEMORY
    return options


_LEADING = ("(?:.*", "(?:(?P<names>.+?)")


@cache
def _sets() -> tuple[tuple[Any, tuple[Rule, ...]], tuple[Any, tuple[Rule, ...]]]:
    """Two sets: rules that begin with a word, and rules that may begin anywhere in a line.

    The first kind fails after a few characters. The second is searched for without what stands
    before its first word, and confirmed rule by rule; kept in one set with the first, it would
    keep every state alive to the end of every line.
    """
    start, anywhere = re2.Set.FullMatchSet(_options()), re2.Set.SearchSet(_options())
    first: list[Rule] = []
    loose: list[Rule] = []
    for rule in _rules():
        lead = next((lead for lead in _LEADING if rule.pattern.startswith(lead)), "")
        if lead:
            anywhere.Add(_unnamed("(?:" + rule.pattern[len(lead) :].lstrip("?")) + "$")
            loose.append(rule)
        else:
            start.Add(_unnamed(rule.pattern))
            first.append(rule)
    start.Compile()
    anywhere.Compile()
    return (start, tuple(first)), (anywhere, tuple(loose))


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


def look(line: str) -> Seen:
    """Say which rules match a line, the first of each kind.

    >>> sorted(look("By Jane Doe").rules)
    ['byline']
    """
    text = bare(fold_space(markdown(line) if "](" in line or "][" in line else line))
    found: dict[str, Rule] = {}
    (start, first), (anywhere, loose) = _sets()
    encoded = text.lower().encode()
    for index in sorted(start.Match(encoded) or ()):
        found.setdefault(first[index].kind, first[index])
    for index in sorted(anywhere.Match(encoded) or ()):
        rule = loose[index]
        if rule.kind not in found and rule.matches(text):
            found[rule.kind] = rule
    return Seen(text, found)


@cache
def _anywhere(kinds: frozenset[str]) -> Any:
    """The set of the rules of some kinds, to be searched for in many lines at once."""
    found = re2.Set.SearchSet(_options())
    around = f"[{re2.escape(DECORATION)}]*"
    for rule in _rules():
        if rule.kind in kinds:
            found.Add(f"(?m:^){around}{_unnamed(rule.pattern)}{around}(?m:$)")
    found.Compile()
    return found


def perhaps(kinds: frozenset[str], lines: Sequence[str]) -> list[int]:
    """Say which lines rules of some kinds may match, mostly at the price of one look for all.

    All lines are read at once; only when a rule matches somewhere, their halves are, and so on.

    Args:
        kinds: of rules.
        lines: without line feeds, links of Markdown and runs of white space.

    Returns:
        Their places; `look` decides.

    >>> perhaps(frozenset({"note"}), ["One.", "Two.", "Correction: the mayor is 60."])
    [2]
    """
    return _search(_anywhere(kinds), [line.lower().encode() for line in lines], 0)


def _search(rules: Any, lines: list[bytes], first: int) -> list[int]:
    if not lines or not rules.Match(b"\n".join(lines)):
        return []
    if len(lines) == 1:
        return [first]
    half = len(lines) // 2
    return _search(rules, lines[:half], first) + _search(rules, lines[half:], first + half)
