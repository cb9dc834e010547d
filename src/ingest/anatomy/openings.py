"""What a line must begin with, or hold, before any rule can match it, worked out from the patterns.

RE2 builds its automata while it reads, and with thousands of rules each new kind of line costs it
far more than reading does. Most lines begin with no word that begins a rule; they need not be read.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import product

from ingest.kernels.literals import NUMBER, PADDING

__all__ = ["LONGEST", "UNLIMITED", "Opening", "numberless", "opening_of"]

LONGEST = 8
"""Characters of an opening that are told apart."""
MOST = 2_000
"""Openings of one pattern, at most; of more, only their common beginnings are kept."""
LARGEST_CLASS = 12
UNLIMITED = 1 << 15
"""The size of what has no limit, or one that no line reaches."""
_DIGITS = re.compile(r"[0-9]+")
_LETTERS = re.compile(r"[^\\()\[\]{}|*+?.^$]+")
_TIMES = ("*", "+", "?", "{")
_NUMBER = frozenset({NUMBER})
_NOTHING = frozenset({""})


@dataclass(frozen=True, slots=True)
class Opening:
    """What every text that a pattern matches has.

    Attributes:
        exact: all the texts, if they are few; else None.
        starts: it begins with one of these, unless it is empty; among them, "" says nothing.
        holds: it holds one of these; None says nothing.
        size: it has no more characters, with one for each number and each run of spaces.
        empty: whether it may be empty.

    In all of them every number is written as `NUMBER`.
    """

    exact: frozenset[str] | None
    starts: frozenset[str]
    holds: frozenset[str] | None
    size: int
    empty: bool = False


_UNKNOWN = Opening(None, _NOTHING, None, 1)


def numberless(text: str) -> str:
    """Write every run of digits as `NUMBER`.

    >>> numberless("on 26 may 2024")
    'on 0 may 0'
    """
    return _DIGITS.sub(NUMBER, text)


def _join(some: frozenset[str], others: frozenset[str]) -> frozenset[str]:
    return frozenset(numberless(x + y) for x, y in product(some, others))


def _of(texts: frozenset[str]) -> Opening:
    holds = None if "" in texts else texts
    starts = frozenset(text[:LONGEST] for text in texts if text)
    return Opening(texts, starts, holds, max(map(len, texts)), "" in texts)


def _better(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str] | None:
    """The set that says more: one quickly looked for, then one whose shortest member is longer."""
    return max(filter(None, (one, other)), key=_worth, default=None)


def _worth(holds: frozenset[str]) -> tuple[int, int, int]:
    """The least number of characters, up to those that a filter hashes; of letters; of members."""
    shortest = min(map(len, holds))
    letters = min(len(text) - text.count(" ") for text in holds)
    return min(shortest, PADDING), letters, -len(holds)


def _then(a: Opening, b: Opening) -> Opening:
    exact = None
    if a.exact is not None and b.exact is not None and len(a.exact) * len(b.exact) <= MOST:
        exact = _join(a.exact, b.exact)
    starts = a.starts | b.starts if a.empty else a.starts
    if a.exact is not None and len(a.exact) * len(b.starts) <= MOST:
        starts = frozenset(text[:LONGEST] for text in _join(a.exact, b.starts))
        starts |= a.exact - _NOTHING if b.empty else frozenset()
    holds = _better(a.holds, b.holds)
    if exact is not None and "" not in exact:
        holds = _better(holds, exact)
    starts = frozenset(text[:LONGEST] for text in starts)
    return Opening(exact, starts, holds, min(a.size + b.size, UNLIMITED), a.empty and b.empty)


def _either(options: Iterable[Opening]) -> Opening:
    every = list(options)
    exact, holds = _union(one.exact for one in every), _union(one.holds for one in every)
    starts = frozenset().union(*(one.starts for one in every))
    size = max(one.size for one in every)
    return Opening(exact, starts, holds, size, any(one.empty for one in every))


def _union(sets: Iterable[frozenset[str] | None]) -> frozenset[str] | None:
    known = list(sets)
    return None if None in known else frozenset().union(*filter(None, known))


def _repeated(one: Opening, least: int, most: int) -> Opening:
    if least == most == 1 or (least and one.exact == _NUMBER):
        return one
    if least == 0 and (most == 1 or one.exact == _NUMBER) and one.exact is not None:
        return Opening(one.exact | _NOTHING, one.starts, None, one.size, empty=True)
    size = min(one.size * most, UNLIMITED)
    return Opening(None, one.starts, one.holds if least else None, size, one.empty or least == 0)


class _Reader:
    """Reads the part of RE2's syntax that the tables use, by recursive descent."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.at = 0

    def _next(self, count: int = 1) -> str:
        self.at += count
        return self.pattern[self.at - count : self.at]

    def _sees(self, start: str) -> bool:
        return self.pattern.startswith(start, self.at)

    def alternatives(self) -> Opening:
        options = [self._sequence()]
        while self._sees("|"):
            self._next()
            options.append(self._sequence())
        return _either(options)

    def _sequence(self) -> Opening:
        pieces = []
        run = _of(_NOTHING)
        holds: frozenset[str] | None = None
        while self.at < len(self.pattern) and not self._sees("|") and not self._sees(")"):
            pieces.append(_repeated(self._piece(), *self._times()))
            run = _then(run, pieces[-1]) if pieces[-1].exact is not None else _of(_NOTHING)
            holds = _better(holds, run.holds)
        found = _of(_NOTHING)
        for piece in reversed(pieces):
            found = _then(piece, found)
        return replace(found, holds=_better(found.holds, holds))

    def _piece(self) -> Opening:
        if letters := _LETTERS.match(self.pattern, self.at):
            repeated = self.pattern[letters.end() : letters.end() + 1] in _TIMES
            alone = len(letters.group()) == 1
            text = letters.group() if alone or not repeated else letters.group()[:-1]
            self.at += len(text)
            return _of(frozenset({numberless(text)}))
        sign = self._next()
        if sign == "(":
            if self._sees("?P<"):
                self.at = self.pattern.index(">", self.at) + 1
            elif self._sees("?"):
                self.at = self.pattern.index(":", self.at) + 1
            inner = self.alternatives()
            self._next()
            return inner
        if sign == "[":
            return self._class()
        if sign == "\\":
            return self._escape()
        if sign == ".":
            return _UNKNOWN
        return _of(_NOTHING)  # ^ or $

    def _escape(self) -> Opening:
        sign = self._next()
        if sign in "pP":
            self.at = self.pattern.index("}", self.at) + 1
            return _UNKNOWN
        if sign.isalnum():
            return {"d": _of(_NUMBER), "b": _of(_NOTHING)}.get(sign, _UNKNOWN)
        return _of(frozenset({numberless(sign)}))

    def _class(self) -> Opening:
        letters: set[str] = set()
        known = not self._sees("^")
        while not self._sees("]") or not letters:
            sign = self._next()
            if sign == "\\":
                one = self._escape()
                known = known and one.exact is not None
                letters |= one.exact or {sign}
            elif self._sees("-") and self.pattern[self.at + 1] != "]":
                last = self._next(2)[1]
                letters |= set(map(chr, range(ord(sign), ord(last) + 1)))
            else:
                letters.add(sign)
        self._next()
        letters = {numberless(letter) for letter in letters}
        return _of(frozenset(letters)) if known and len(letters) <= LARGEST_CLASS else _UNKNOWN

    def _times(self) -> tuple[int, int]:
        if self.at >= len(self.pattern) or self.pattern[self.at] not in "*+?{":
            return 1, 1
        sign = self._next()
        least, most = {"*": (0, UNLIMITED), "+": (1, UNLIMITED), "?": (0, 1), "{": (0, 0)}[sign]
        if sign == "{":
            end = self.pattern.index("}", self.at)
            first, _, last = self.pattern[self.at : end].partition(",")
            least = int(first)
            most = int(last) if last else UNLIMITED if self.pattern[end - 1] == "," else least
            self.at = end + 1
        if self._sees("?"):
            self._next()
        return least, most


def opening_of(pattern: str) -> Opening:
    """Work out what every text that a pattern matches begins with or holds.

    >>> sorted(opening_of("(written )?by:? .+").starts)
    ['by ', 'by: ', 'written ']
    >>> sorted(opening_of(".* is (a|the) (reporter|editor).*").holds)
    [' is a editor', ' is a reporter', ' is the editor', ' is the reporter']
    """
    found = _Reader(pattern).alternatives()
    starts = found.starts | _NOTHING if found.empty else found.starts
    return replace(found, starts=starts)
