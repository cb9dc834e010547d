"""The names of places at the start of a dateline."""

import re
from functools import cache

from ingest.anatomy.dates.patterns import month_names
from ingest.anatomy.names.affiliations import is_agency, organisations
from ingest.anatomy.rulefiles import rule_file

__all__ = [
    "are_known_places", "begins_with_place", "ends_in_state", "is_known_place", "joining_words",
    "known_places", "longest_place", "place_at_start", "stands_before_colon",
]  # fmt: skip

PLACE_WORDS = 7

_MARKS = (
    "\u0300-\u036f\u0591-\u05c7\u064b-\u0655\u0670\u0900-\u0903\u093a-\u094f\u0981-\u0983\u09bc-\u09cd"
    "\u09d7\u0a3c-\u0a4d\u0abc-\u0acd\u0b82\u0bbe-\u0bcd\u0e2f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
)
"""Signs of many scripts that stand on a letter, and are none to the standard library."""
_TOKEN = re.compile(
    r"(?:, ?|، ?|[ /])?((?:['’](?=[sS]-))?[^\W\d_]"
    rf"(?:[^\W\d_]|[{_MARKS}.'’`·]|(?<!\.)-(?=[^\W\d_]))*)"
)
_STATE = re.compile(r"^[^\W\d_a-z][^,]{2,30}, (?:[A-Z][a-z]{1,4}\.|[A-Z]\.[A-Z]\.)$")
_NAME = re.compile(r"[^,.:।，、]*")


@cache
def joining_words() -> frozenset[str]:
    """Small words inside the names of places."""
    return frozenset(rule_file("datelines")["joining"])


@cache
def known_places() -> frozenset[str]:
    """The names of cities that stand alone in datelines, in one case."""
    return frozenset(name.casefold() for name in rule_file("places")["known"])


def is_known_place(name: str) -> bool:
    """Say whether a name is that of a city that stands alone in datelines.

    >>> is_known_place("BERLIN"), is_known_place("Trump")
    (True, False)
    """
    return name.casefold() in known_places()


def are_known_places(names: str) -> bool:
    """Say whether all names between strokes are those of such cities.

    >>> are_known_places("Berlin/Wien"), are_known_places("Berlin/Trump")
    (True, False)
    """
    return all(map(is_known_place, names.split("/")))


@cache
def _before_colon() -> frozenset[str]:
    return frozenset(rule_file("places")["colon"])


def stands_before_colon(name: str) -> bool:
    """Say whether papers print a city in small letters before a colon, and the sentence behind.

    >>> stands_before_colon("New Delhi"), stands_before_colon("Leipzig")
    (True, False)
    """
    return name.casefold() in _before_colon()


@cache
def longest_place() -> int:
    """Characters of the longest name of a city that stands alone in datelines."""
    return max(map(len, known_places()))


def begins_with_place(text: str) -> bool:
    """Say whether what stands before the first stop, comma or colon is such a city.

    >>> [begins_with_place(text) for text in ("Berlin. Die", "Berlin hat", "Berlin")]
    [True, False, True]
    """
    name = _NAME.match(text)
    end = name.end() if name else 0
    if end > longest_place() + 1:
        return False
    spaced = end < len(text) and text[end - 1 : end] == " "
    return are_known_places(text[: end - spaced])


def ends_in_state(place: str) -> bool:
    """Whether a state is behind the town: "Salem, Ill.", "Harrow, Ohio", not "Harrow, Inc."."""
    state = place.rpartition(", ")[2].casefold() if ", " in place else ""
    return state in _states() or (bool(_STATE.search(place)) and state not in _titles())


@cache
def _states() -> frozenset[str]:
    return frozenset(rule_file("places")["states"])


@cache
def _titles() -> frozenset[str]:
    return frozenset((*organisations(), *rule_file("places")["no_states"]))


def place_at_start(text: str) -> str:
    """Read the name of a place from the start of a text; empty if there is none.

    >>> place_at_start("ST. LOUIS, Mo., Feb 26 - A bank")
    'ST. LOUIS, Mo.'
    """
    run = _capitalised_run(text)
    return _before_month(run, text[len(run) :])


def _capitalised_run(text: str) -> str:
    """The words from the start that can belong to the name of a place."""
    end = at = count = 0
    while count < PLACE_WORDS and (match := _TOKEN.match(text, at)):
        word, at = match.group(1), match.end()
        if match.start(1) != match.start() and not end:
            break
        if word[0].islower():
            if word not in joining_words():
                break
        else:
            end = at
        count += 1
    return text[:end]


def _before_month(place: str, after: str) -> str:
    """Give back a month before a number, and an agency after a comma."""
    words = place.split(" ")
    for index in range(1, len(words)):
        day = words[index + 1] if index + 1 < len(words) else after.lstrip(". ")
        month = words[index].strip(".,").casefold() in month_names() and day[:1].isdigit()
        agency = words[index - 1].endswith((",", ".")) and is_agency(" ".join(words[index:]))
        if month or agency:
            return " ".join(words[:index]).rstrip(", ")
    return place.rstrip(", ")
