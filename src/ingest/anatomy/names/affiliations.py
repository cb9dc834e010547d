"""What stands beside a name in a byline: agencies, organisations, roles and honorifics."""

import re
from functools import cache, lru_cache
from typing import Any

from ingest.anatomy.choosing import begins_of, may_begin
from ingest.anatomy.rulefiles import either
from ingest.anatomy.tables import languages, world
from ingest.typesetting import is_wide

__all__ = [
    "agency_names",
    "is_agency",
    "is_branch",
    "is_domain",
    "is_masthead",
    "is_organisation",
    "is_title",
    "match_role",
    "may_tell",
    "organisations",
    "outlet_in",
    "solid_role",
    "table_words",
    "without_agency",
    "without_honorific",
    "without_network",
]


_AROUND = " .-–—/()[]"
_WORD = re.compile(r"\w+")
MOST_WORDS = 1 << 14
"""Words of which it is kept at hand whether tables know them: most are met again and again."""


@cache
def agency_names() -> frozenset[str]:
    """The names of agencies, in one case."""
    return frozenset(name.casefold() for name in world().agencies)


@cache
def organisations() -> frozenset[str]:
    """Words that make a name that of an organisation."""
    return frozenset((*world().outlets, *world().organisations))


@cache
def table_words(kind: str) -> Any:
    """The entries of one kind in every table, as one alternative."""
    words = {word for language in languages() for word in getattr(language, kind)}
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


@cache
def _role() -> tuple[Any, frozenset[str]]:
    words = table_words("roles")
    return re.compile(rf"(?i)^(?:{words})(?:[\s/&-]|$)"), begins_of(words)


def match_role(text: str) -> "re.Match[str] | None":
    """Match a role at the start of a text; the pattern is tried if a role begins as the text does.

    >>> [match_role(text) is not None for text in ("Senior reporter", "Jane Doe")]
    [True, False]
    """
    pattern, begins = _role()
    found: re.Match[str] | None = pattern.match(text) if may_begin(text, begins) else None
    return found


@cache
def _telling() -> frozenset[str]:
    """The words of agencies, organisations and broadcasters, articles and honorifics."""
    names = agency_names() | organisations() | _broadcasters() | _honorifics()
    return frozenset(word for name in (*names, *world().articles) for word in _words_of(name))


def _words_of(name: str) -> list[str]:
    return _WORD.findall(name.casefold())


def may_tell(name: str) -> bool:
    """Cheap test: whether a word of a name may be one of a role, an agency or an organisation.

    >>> [may_tell(name) for name in ("Jane Doe", "Jane Reporter", "Harbour News")]
    [False, True, True]
    """
    return any(map(_may_be_told, _words_of(name)))


@lru_cache(maxsize=MOST_WORDS)
def _may_be_told(word: str) -> bool:
    return word in _telling() or may_begin(word, _role()[1])


@cache
def solid_role() -> Any:
    """The pattern of a role at the start of a name that no space divides from it: "记者王小明"."""
    words = [word for word in table_words("roles").split("|") if is_wide(word[0])]
    return re.compile(rf"^(?:{'|'.join(words)})[ 　:：]?(?=\w)")


def is_agency(name: str) -> bool:
    """Say whether a name is that of a news agency.

    >>> is_agency("Reuters"), is_agency("Jane Doe")
    (True, False)
    """
    return name.strip(_AROUND).casefold() in agency_names()


@cache
def _first_words() -> frozenset[str]:
    return frozenset(name.split()[0].strip(_AROUND) for name in agency_names())


def is_domain(name: str) -> bool:
    """Say whether a text is the name of a site: "news.example.com"."""
    host, dot, top = name.rpartition(".")
    return bool(dot) and " " not in name and len(host) > 1 and top.isalpha() and 2 <= len(top) <= 6


LONGEST_OUTLET, SHORTEST_MASTHEAD = 6, 2


@cache
def _behind_outlet() -> "re.Pattern[str]":
    words = either("sources", "behind_outlet")
    return re.compile(rf"[.,;:!?(\"“”](?:\s|$)|\s(?:{words})\s")


def outlet_in(text: str) -> str:
    """Take the outlet from what a sentence about an author says after "reporter at".

    >>> outlet_in("The Harbour Post. She wrote for the Daily Ledger"), outlet_in("several books")
    ('The Harbour Post', '')
    """
    name = _behind_outlet().split(text.removeprefix("the "))[0].strip()
    fits = name[:1].isupper() or is_domain(name) or name[:1] > "\u0590"
    return name if fits and len(name.split()) <= LONGEST_OUTLET else ""


def without_agency(name: str) -> str:
    """Take an agency, and "the", from before a role: "Associated Press writer Jane Doe"."""
    words = name.removeprefix("The ").removeprefix("the ").split(" ")
    if words[0][-2:] in ("'s", "’s") and is_agency(words[0][:-2]):  # "CNN's Jane Doe"
        return " ".join(words[1:])
    first = words[0].strip(_AROUND).casefold()
    if first and first not in _first_words():
        return name
    for count in (3, 2, 1):
        if len(words) > count + 1 and is_agency(" ".join(words[:count])):
            return " ".join(words[count:])
    return name


def agency_before_role(name: str) -> str:
    """Give the agency that a role names, "" if it names none.

    >>> agency_before_role("Associated Press Writer"), agency_before_role("Press Writer")
    ('Associated Press', '')
    """
    agency, _, last = name.rpartition(" ")
    is_role = match_role(last) and last.casefold() not in organisations()
    return agency if is_role and is_agency(agency) else ""


def without_honorific(name: str) -> str:
    """Take "Dr" and the like from before a name."""
    first, _, rest = name.partition(" ")
    return without_honorific(rest) if rest and first.casefold() in _honorifics() else name


@cache
def _honorifics() -> frozenset[str]:
    return frozenset(world().honorifics)


def is_organisation(name: str) -> bool:
    """Whether a text of two to five words names an organisation: "BBC News", "Вестник долины"."""
    words = name.split()
    if not 1 < len(words) <= 5 or not all(
        word[0].isupper() or not word.isascii() for word in words
    ):
        return False
    told = words[1:] if name.isascii() else words
    return any(word.casefold().strip(".,") in organisations() for word in told)


def is_masthead(name: str) -> bool:
    """Say whether a text is the name of a paper or a broadcaster as these print it above all.

    >>> [is_masthead(name) for name in ("The Harbour Times", "Harbour News", "He Bans Fake News")]
    [True, True, False]
    """
    words = name.split()
    few = len(words) == SHORTEST_MASTHEAD or (len(words) > 2 and words[0] == "The")
    return few and is_organisation(name) and words[-1].casefold() in world().outlets


def is_branch(name: str) -> bool:
    """Say whether a text names a service of a broadcaster.

    >>> [is_branch(name) for name in ("BBC Swahili", "ARD-Studio Brüssel", "Petra Novak")]
    [True, True, False]
    """
    words = name.split()
    if not words or len(words) > LONGEST_OUTLET or not all(map(_has_capital, words)):
        return False
    starts = (words[0], words[0].partition("-")[0], " ".join(words[:3]))
    return not _broadcasters().isdisjoint(starts)


def _has_capital(word: str) -> bool:
    return word[0].isupper() or word[0] > "\u0590"


@cache
def _broadcasters() -> frozenset[str]:
    return frozenset(world().broadcasters)


def is_title(name: str) -> bool:
    """Whether the last word of a capitalised text is a role: "Transport Correspondent"."""
    return name.isascii() and match_role(name.rpartition(" ")[2]) is not None


@cache
def _network() -> Any:
    return re.compile(rf"(?<=[a-zß-ÿ])(?=[A-Z])(?i:{'|'.join(map(re.escape, world().menu))})$")


def without_network(name: str) -> str:
    """Take a network from a name that a page's button glues to it.

    >>> without_network("Jane DoeTwitter")
    'Jane Doe'
    """
    return str(_network().sub("", name))
