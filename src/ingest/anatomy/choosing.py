"""Which of many rules may match a text: told by what it begins with, or by what it holds.

A set of all rules is one automaton, which RE2 builds while it reads; with thousands of rules each
new kind of line costs it far more than reading does. Few rules are left when the first characters
have been looked up and the literals that the others need have been found, and each of these few is
a small automaton of its own.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from ingest.anatomy.openings import LONGEST, numberless, opening_of
from ingest.kernels.literals import Literals, held_groups, tabulate
from ingest.kernels.tablecache import Tables, cached

__all__ = [
    "LETTERS", "Choice", "Choices", "begins_of", "may_begin", "needed_by", "open_choices",
    "open_needed", "openings_of",
]  # fmt: skip

_LENGTHS = range(1, LONGEST + 1)
_DIGITS = frozenset("0123456789")
LETTERS = 4
"""Characters that `may_begin` looks at."""

Choice = tuple[int, ...]
"""Numbers of rules."""


@dataclass(frozen=True, slots=True)
class Choices:
    """The rules by what a text must begin with, and the others by what it must hold.

    Attributes:
        starts: numbers of rules by opening, which has at most `LONGEST` characters.
        sought: the literals of which a text must hold one, a group for each of `others`.
        others: numbers of the rules that may begin with anything.
    """

    starts: dict[str, Choice]
    sought: Literals
    others: Choice

    def beginning(self, text: str, at: int = 0) -> Iterator[int]:
        """Yield the rules for which a text begins rightly at a place, some more than once."""
        if any(sign in _DIGITS for sign in text[at : at + LONGEST]):
            text, at = numberless(text[at:]), 0
        for length in _LENGTHS:
            yield from self.starts.get(text[at : at + length], ())

    def holding(self, text: str) -> list[int]:
        """Return those of the others of which a text holds what they need."""
        return [self.others[number] for number in held_groups(text, self.sought)]


def open_choices(name: str, patterns: Sequence[str]) -> Choices:
    """Work out, or take from the cache, by what the rules with these patterns are chosen.

    Args:
        name: of the kind of rules, for the cache.
        patterns: as `opening_of` reads them.

    Raises:
        ValueError: a pattern may match anything.
    """
    tables = cached(f"choices-10-{name}-{_digest(patterns)}", lambda: _tabulate(patterns))
    ends = np.cumsum(tables["sizes"]).tolist()
    rules = tables["rules"].tolist()
    begins = [0, *ends]
    spans = zip(tables["starts"].tolist(), begins, ends, strict=False)
    starts = {text: tuple(rules[begin:end]) for text, begin, end in spans}
    return Choices(starts, np.asarray(tables["held"]), tuple(tables["others"].tolist()))


def open_needed(name: str, patterns: Sequence[str]) -> Literals:
    """Work out, or take from the cache, of which literals a text holds one if a pattern is in it.

    Args:
        name: of the kind of rules, for the cache.
        patterns: as `opening_of` reads them; a group of literals is worked out for each.

    Raises:
        ValueError: a pattern may be found in anything.
    """

    def build() -> Tables:
        return {"held": tabulate([needed_by(pattern) for pattern in patterns])}

    return np.asarray(cached(f"needed-7-{name}-{_digest(patterns)}", build)["held"])


def needed_by(pattern: str) -> list[str]:
    """The literals of which a text holds one if a pattern is in it.

    Raises:
        ValueError: the pattern may be found in anything.
    """
    opening = opening_of(pattern)
    either = [each for each in (opening.starts, opening.holds) if each and "" not in each]
    if not either:
        raise ValueError(f"a rule that may be found in anything: {pattern}")
    best = max(either, key=lambda each: min(map(len, each)))
    return sorted({text[:LONGEST] for text in best})


def _digest(patterns: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(patterns).encode()).hexdigest()[:16]


def openings_of(patterns: Sequence[str]) -> tuple[dict[str, list[int]], dict[int, list[str]]]:
    """Work out by what patterns are chosen.

    Returns:
        Their numbers by what a text must begin with; and of the others the literals of which it
        must hold one.

    Raises:
        ValueError: a pattern may match anything.
    """
    starts: dict[str, list[int]] = {}
    holds: dict[int, list[str]] = {}
    for number, pattern in enumerate(patterns):
        opening = opening_of(pattern)
        if "" not in opening.starts:
            for text in opening.starts:
                starts.setdefault(text, []).append(number)
        elif opening.holds:
            holds[number] = sorted(opening.holds)
        else:
            raise ValueError(f"a rule that any line may match: {pattern}")
    return starts, holds


def _tabulate(patterns: Sequence[str]) -> Tables:
    starts, holds = openings_of(patterns)
    texts = sorted(starts)
    return {
        "held": tabulate(list(holds.values())),
        "starts": np.array(texts, dtype=np.str_),
        "sizes": np.array([len(starts[text]) for text in texts], np.int64),
        "rules": np.array([number for text in texts for number in starts[text]], np.int64),
        "others": np.array(list(holds), np.int64),
    }


def begins_of(pattern: str) -> frozenset[str]:
    """The first letters, in lower case, of all that a pattern matches; "" among them says nothing.

    >>> sorted(begins_of("reporters?|ed(itor)?"))
    ['ed', 'edit', 'repo']
    """
    tables = cached(f"begins-5-{_digest([pattern])}", lambda: _begin(pattern))
    return frozenset(tables["starts"].tolist())


def _begin(pattern: str) -> Tables:
    starts = {start[:LETTERS].lower() for start in opening_of(pattern).starts}
    return {"starts": np.array(sorted(starts), dtype=np.str_)}


def may_begin(text: str, begins: frozenset[str]) -> bool:
    """Whether a text begins with some of the letters that `begins_of` gives, or with a digit.

    >>> may_begin("Reporter", begins_of("reporters?")), may_begin("Rex", begins_of("reporters?"))
    (True, False)
    """
    start = text[:LETTERS].lower()
    if start in begins or start[:3] in begins or start[:2] in begins:
        return True
    first = start[:1]
    return first in begins or first.isdigit() or "" in begins
