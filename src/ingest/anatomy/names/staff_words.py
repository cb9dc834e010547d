"""The words of Chinese lines of who made an article, and what is told of a piece by its shape."""

import re
from functools import cache
from typing import NamedTuple

from ingest.anatomy.names.persons import LONGEST_CHINESE, looks_like_name
from ingest.anatomy.rulefiles import either, rule_file
from ingest.anatomy.tables import languages

__all__ = [
    "FLAT", "LONGEST_OUTLET", "Staff", "and_between", "apart", "cities", "described",
    "ends_as_outlet", "is_chinese_name", "is_chinese_outlet", "is_family", "kind_of", "letters",
    "roles", "sent", "sent_from", "words",
]  # fmt: skip

LONGEST_OUTLET = 16
"""Longest name of an outlet, in characters."""

FLAT = str.maketrans("／｜丨∕：（）［］【】〔〕[]，；\u3000\u00a0\t&＆", "/||/:()()()()(),;   ,,")
"""One sign for each that divides."""
_BETWEEN = re.compile(r"[\s/|:、,;()]+")
_BEGINS, _ENDS = r"(?<![^\s/|:、,;()])", r"(?=$|[\s/|、,;)])"
_HAN = re.compile(r"[一-鿿㐀-䶿]{2,4}")
_LABELLED = frozenset("=＝")


class Staff(NamedTuple):
    """What a line says of who made an article.

    Attributes:
        authors: who wrote it.
        editors: who edited or translated it.
        outlets: for whom they work.
        sent: whether it says that they report: "綜合報導".
        told: whether it says so of anybody but who took or drew the pictures.
    """

    authors: tuple[str, ...]
    editors: tuple[str, ...]
    outlets: tuple[str, ...]
    sent: bool
    told: bool


@cache
def words(kind: str) -> frozenset[str]:
    """The words of one kind in `rules/staff.toml`."""
    return frozenset(rule_file("staff")[kind])


def letters(kind: str) -> str:
    """The signs of one kind in `rules/staff.toml`."""
    found: str = rule_file("staff")[kind]
    return found


def _either(words: frozenset[str]) -> str:
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


def kind_of(match: "re.Match[str]") -> str:
    """The kind of a role that `roles` has found."""
    role = next(filter(None, match.groups()))
    return next(
        kind for kind in ("others", "pictures", "editors", "authors") if role in words(kind)
    )


@cache
def roles() -> "re.Pattern[str]":
    """A role; of those who wrote or edited, an outlet may stand before it with nothing between.

    One of a single sign stands behind a space or sign and before one, or ends a piece.
    """
    signed, every = words("others") | words("pictures"), words("authors") | words("editors")
    long = _either(frozenset(word for word in every if len(word) > 1))
    alone = _either(frozenset(word for word in signed if len(word) > 1))
    lone = "".join(sorted(word for word in every | signed if len(word) == 1))
    before = rf"(?:{_either(words('before'))}|[{letters('posted')}][一-鿿]{{2,5}}?)*"
    return re.compile(
        rf"{_BEGINS}{before}(?P<alone>{alone})|{before}(?P<long>{long})"
        rf"|{_BEGINS}(?P<lone>[{lone}])(?= ?[/|:、]| )"
        rf"|(?<=[/|、 ])(?P<last>[{lone}]){_ENDS}|(?P<shot>[{letters('shot')}]){_ENDS}"
    )


@cache
def sent() -> "re.Pattern[str]":
    """The verb of "台北報導", and how it was reported."""
    return re.compile(rf"(?:{_either(words('ways'))})*(?:{_either(words('verbs'))})$")


@cache
def described() -> "re.Pattern[str]":
    """What is behind the name of an outlet: "海港日报报道", "海港日报全媒体"."""
    reports = f"(?<=[{letters('outlet_signs')}])(?:{either('staff', 'outlet_reports')})"
    return re.compile(f"(?:{reports}|{either('staff', 'outlet_channels')})+$")


@cache
def and_between() -> "re.Pattern[str]":
    """What is between two names: "张三和李四"."""
    return re.compile(f"[{letters('and')}]")


@cache
def sent_from() -> "re.Pattern[str]":
    """The town from which a report comes: "发自北京"."""
    return re.compile(rf"(?:{either('staff', 'from')})[一-鿿]{{2,8}}")


@cache
def cities() -> "re.Pattern[str]":
    """The pattern of a known city, or two, at the end of a text."""
    return re.compile(rf"(?:{_either(words('cities'))})(?:{_either(words('cities'))})?$")


@cache
def _families() -> tuple[frozenset[str], frozenset[str]]:
    """The family names of Chinese, and of Japanese."""
    given = {language.code: frozenset(language.given) for language in languages()}
    return given["zh"], given["ja"]


def is_family(name: str) -> bool:
    """Say whether a text begins with a Chinese family name."""
    families, _ = _families()
    return name[:2] in families or (name[:1] in families and len(name) != LONGEST_CHINESE)


def is_chinese_name(piece: str) -> bool:
    """Say whether a text has the shape of a name, and is neither city nor outlet."""
    if _HAN.fullmatch(piece):
        return not (
            ends_as_outlet(piece) or cities().fullmatch(piece) or piece[:2] in words("greetings")
        )
    first = piece.partition("·")[0]
    desk = first.endswith((*words("desks"), *words("outlets")))
    return not desk and ("·" in piece or piece.isascii()) and looks_like_name(piece)


def is_chinese_outlet(piece: str) -> bool:
    """Say whether a text ends as the names of Chinese papers, sites and agencies do.

    >>> is_chinese_outlet("海港日报"), is_chinese_outlet("海港大桥")
    (True, False)
    """
    if piece[:1] < "\u2e80" or not _LABELLED.isdisjoint(piece) or not ends_as_outlet(piece):
        return False
    return _BETWEEN.search(piece.translate(FLAT)) is None


def ends_as_outlet(piece: str) -> bool:
    """Say whether a text ends with a word for outlets."""
    if not 1 < len(piece) <= LONGEST_OUTLET or piece in words("outlets"):
        return False
    return piece.endswith(tuple(words("outlets")))


def apart(chunk: str) -> list[str]:
    """Divide what stands between roles; a Japanese or a Latin name has a space inside."""
    text = chunk.strip(" /|:、,;()")
    pieces = [piece for piece in _BETWEEN.split(text) if piece]
    one = len(pieces) == 2 and text == " ".join(pieces) and pieces[0] in _families()[1]
    latin = len(pieces) > 1 and all(piece.isascii() and piece.isalpha() for piece in pieces)
    return [" ".join(pieces)] if one or latin else pieces
