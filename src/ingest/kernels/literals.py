"""Which of many literals a text holds: one pass, whatever their number (Aho and Corasick 1975).

Literals belong to groups, and it is asked of which groups a text holds any. The automaton is
complete: for each state and class of characters it says the next state, so that a text costs the
same the first time and every time.
"""

from collections import deque
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from numba import njit

from ingest.kernels.glyphs import points_of
from ingest.kernels.tablecache import Tables

__all__ = ["NUMBER", "TABLES", "Literals", "held_groups", "literals_from", "tabulate"]

Array = npt.NDArray[Any]

NUMBER = "0"
"""Stands for every run of digits: "12 comments" begins as "0 commen"."""
TABLES = ("classes", "steps", "sizes", "groups")
_DIGIT = 1
_POINTS = 0x110000
_STATES = 1 << 16


class Literals(NamedTuple):
    """The automaton.

    Attributes:
        classes: uint16 [1,114,112], the class of each code point: 0 is in no literal, 1 a digit.
        steps: uint16 [states, classes], the state after a character of a class.
        first: in this state, and in all behind it, a literal ends.
        groups: of which groups, for each of these states.
    """

    classes: Array
    steps: Array
    first: int
    groups: tuple[tuple[int, ...], ...]


def tabulate(groups: Sequence[Sequence[str]]) -> Tables:
    """Work out the automaton of groups of literals.

    Raises:
        ValueError: there are more states than the tables can tell apart.
    """
    shortest = [[x for x in own if not any(y != x and y in x for y in own)] for own in groups]
    signs = sorted({sign for own in shortest for x in own for sign in x} - {NUMBER})
    kinds = {NUMBER: _DIGIT, **{sign: number for number, sign in enumerate(signs, _DIGIT + 1)}}
    children: list[dict[int, int]] = [{}]
    ends: list[set[int]] = [set()]
    for group, own in enumerate(shortest):
        for text in own:
            state = 0
            for sign in text:
                state = children[state].setdefault(kinds[sign], len(children))
                if state == len(children):
                    children.append({})
                    ends.append(set())
            ends[state].add(group)
    if len(children) > _STATES:
        raise ValueError(f"{len(children)} states")
    steps = _complete(children, ends, len(kinds) + 1)
    classes = np.zeros(_POINTS, np.uint16)
    for sign, kind in kinds.items():
        classes[ord(sign)] = kind
    classes[ord("0") : ord("9") + 1] = _DIGIT
    order = sorted(range(len(ends)), key=lambda state: bool(ends[state]))
    places = np.argsort(order).astype(np.uint16)
    ending = [sorted(ends[state]) for state in order if ends[state]]
    return {
        "classes": classes,
        "steps": places[steps[order]],
        "sizes": np.array([len(own) for own in ending], np.int64),
        "groups": np.array([group for own in ending for group in own], np.int64),
    }


def _complete(children: list[dict[int, int]], ends: list[set[int]], kinds: int) -> Array:
    """Say for every state and class what comes next; a state ends what its suffixes end."""
    steps = np.zeros((len(children), kinds), np.uint16)
    back = [0] * len(children)
    waiting = deque([0])
    while waiting:
        state = waiting.popleft()
        for kind, child in children[state].items():
            back[child] = int(steps[back[state], kind]) if state else 0
            ends[child] |= ends[back[child]]
            waiting.append(child)
        if state:
            steps[state] = steps[back[state]]
        for kind, child in children[state].items():
            steps[state, kind] = child
    return steps


def literals_from(tables: Tables) -> Literals:
    """Take the automaton from its tables."""
    ends = np.cumsum(tables["sizes"]).tolist()
    groups = tables["groups"].tolist()
    spans = zip([0, *ends], ends, strict=False)
    ending = tuple(tuple(groups[begin:end]) for begin, end in spans)
    steps: Array = np.asarray(tables["steps"])
    return Literals(np.asarray(tables["classes"]), steps, len(steps) - len(ending), ending)


@njit(cache=True, nogil=True)
def _find(points: Array, classes: Array, steps: Array, first: int) -> Array:
    """The states from `first` on that a text leads to, most of them once."""
    found = np.empty(4, np.int64)
    count = state = before = 0
    for point in points:
        kind = int(classes[point])
        if kind == _DIGIT and before == _DIGIT:
            continue
        before = kind
        state = int(steps[state, kind])
        if state >= first and (count == 0 or found[count - 1] != state):
            if count == found.size:
                longer = np.empty(2 * count, np.int64)
                longer[:count] = found
                found = longer
            found[count] = state
            count += 1
    return found[:count]


def held_groups(text: str, literals: Literals) -> set[int]:
    """Give the groups of which a text holds a literal.

    Args:
        text: as the literals are written, for example in small letters; digits as they are.
        literals: as `literals_from` gives them.
    """
    classes, steps, first, groups = literals
    states = _find(points_of(text), classes, steps, first)
    return {group for state in states.tolist() for group in groups[state - first]}
