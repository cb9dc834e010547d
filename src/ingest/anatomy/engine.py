"""One linear engine for every table: a line goes in, the rules that match it come out.

All patterns of all languages are compiled into one RE2 set, so that a line is read once, whatever
the number of languages. Only a rule that matched is run by itself, for its named parts.
"""

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from typing import Any

import re2

from ingest.anatomy.openings import LONGEST as OPENING
from ingest.anatomy.openings import opening_of, tabulate
from ingest.anatomy.printed_dates import date_line_pattern
from ingest.anatomy.tables import Language, languages, world
from ingest.clean import markdown
from ingest.kernels.tablecache import cached
from ingest.text import fold_space

__all__ = ["Rule", "Seen", "bare", "begins_as_note", "expand", "look"]

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


@cache
def _openings() -> tuple[frozenset[str], frozenset[str], Any]:
    """What begins a line that a rule may match, or a date; what all other rules seek in it."""
    patterns = "\n".join(rule.pattern for rule in _rules())
    name = f"openings-2-{hashlib.sha256(patterns.encode()).hexdigest()[:16]}"
    kinds = [("dates" if rule.kind == "date" else "starts", rule.pattern) for rule in _rules()]
    tables = cached(name, lambda: tabulate(kinds))
    holds = "|".join(map(re2.escape, tables["holds"].tolist()))
    starts, dates = (frozenset(tables[key].tolist()) for key in ("starts", "dates"))
    sought = re2.Set.SearchSet(_options())
    sought.Add(holds)
    sought.Compile()
    return starts, dates, sought


def heeded(line: str) -> tuple[bool, bool]:
    """Whether a line, in small letters, begins as rules do, and whether it holds what others seek.

    >>> heeded("by jane doe"), heeded("nobody was hurt.")
    ((True, False), (False, False))
    """
    starts, dates, holds = _openings()
    openings = {line[:length] for length in _LENGTHS}
    begins = not line or not starts.isdisjoint(openings)
    if not begins and not dates.isdisjoint(openings):  # a date that counts has a digit
        begins = _DIGIT.search(line) is not None
    return begins, holds.Match(line.encode()) is not None


@cache
def _note_openings() -> frozenset[str]:
    kinds = ("note", "bracketed")
    found = (opening_of(rule.pattern).starts for rule in _rules() if rule.kind in kinds)
    return frozenset(start for starts in found for start in starts)


def begins_as_note(line: str) -> bool:
    """Whether a line begins as notes do; if it does not, no rule for notes matches it.

    >>> begins_as_note("Correction: the mayor is 60."), begins_as_note("Nobody was hurt.")
    (True, False)
    """
    begin = bare(line)[:OPENING].lower()
    openings = {begin[:length] for length in (0, *_LENGTHS)}
    return not _note_openings().isdisjoint(openings)


_DIGIT = re.compile(r"\d")
_LENGTHS = range(1, OPENING + 1)


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
    small = text.lower()
    begins, holds = heeded(small)
    if not begins and not holds:
        return Seen(text, found)
    (start, first), (anywhere, loose) = _sets()
    encoded = small.encode()
    for index in sorted(start.Match(encoded) or ()):
        found.setdefault(first[index].kind, first[index])
    for index in sorted((holds and anywhere.Match(encoded)) or ()):
        rule = loose[index]
        if rule.kind not in found and rule.matches(text):
            found[rule.kind] = rule
    return Seen(text, found)
