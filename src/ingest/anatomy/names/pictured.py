"""Who took the pictures, where one line names them beside who wrote."""

import re
from functools import cache
from typing import Any

import re2

from ingest.anatomy.choosing import begins_of
from ingest.anatomy.names.affiliations import match_role, table_words
from ingest.anatomy.names.lists import names_apart
from ingest.anatomy.names.persons import looks_like_name
from ingest.anatomy.rulefiles import either
from ingest.anatomy.tables import Language, world

__all__ = ["names_work", "pictured_pairs", "pictured_patterns", "without_pictures"]

_BETWEEN = "[/&+,-]"
_NAMED = "{names}"
SHORTEST = 3
"""Letters of the shortest word for text or pictures."""
_BEGIN = re.compile(rf"(?<![^\W\d_])[^\W\d_]{{{SHORTEST}}}")
_LAST_PLAIN, _POINT = "\u058f", "·"


@cache
def _by() -> str:
    return either("bylines", "by_pictures")


def pictured_patterns(language: Language) -> list[str]:
    """Entries for lines that name who wrote, and perhaps who took the pictures.

    >>> pictured_patterns(Language("xx", "X", texts=("text",), pictures=("bild",)))[1]
    '(?:text) ?(?:[/&+,-]) ?(?:bild) {names}'
    """
    text, picture = ("|".join(words) for words in (language.texts, language.pictures))
    if not text or not picture:
        return []
    joint = rf" ?(?:{'|'.join((_BETWEEN, *language.and_))}) ?"
    return [
        rf"(?:{text})(?:{joint}(?:{text}|{picture}))*(?: ?: ?| (?:{_by()}) ){_NAMED}",
        rf"(?:{text}){joint}(?:{picture}) {_NAMED}",
        rf"{_NAMED} \((?:{text})\)?.{{0,80}}",
    ]


def pictured_pairs() -> list[str]:
    """Entries for lines that name both, one behind the other, with the words of every language."""
    text, picture = table_words("texts"), table_words("pictures")
    return [
        rf"(?P<names>(?:{text}) ?:? .{{3,60}}[ ,;|/](?:{picture}) ?:? .{{3,60}})",
        rf"(?P<names>(?:{picture}) ?: .{{3,60}}[ ,;|/](?:{text}) ?: .{{3,60}})",
    ]


@cache
def _told() -> Any:
    """The pattern of a word for text or pictures; RE2 is quick to say that there is none."""
    words = f"{table_words('texts')}|{table_words('pictures')}"
    return re2.compile(rf"(?i)(?:^|[^\p{{L}}])(?:{words})(?:[^\p{{L}}]|$)")


@cache
def _begins() -> frozenset[str]:
    """The first letters of all these words."""
    begins = begins_of(f"{table_words('texts')}|{table_words('pictures')}")
    return frozenset(begin.replace(_POINT, "")[:SHORTEST] for begin in begins)


def _may_tell(text: str) -> bool:
    """Cheap test, but for scripts whose marks stand between letters: how the words begin."""
    return max(text, default="") > _LAST_PLAIN or not _begins().isdisjoint(
        _BEGIN.findall(text.lower().replace(_POINT, ""))
    )


@cache
def _marks() -> "re.Pattern[str]":
    """The same words as they stand before names, or in brackets behind them."""
    texts, pictures = table_words("texts"), table_words("pictures")
    joint = rf"\s?(?:{_BETWEEN}|{table_words('and_')})\s?"
    words = rf"(?:{texts}|{pictures})(?:{joint}(?:{texts}|{pictures}))*"
    after = rf"(?P<sign>[)）]|$|\s?[:：])|\s(?:{_by()})(?=\s)|(?=\s)"
    return re.compile(rf"(?i)(?<!\w)(?P<open>[(（]?)(?P<words>{words})(?:{after})")


@cache
def _and() -> "re.Pattern[str]":
    return re.compile(rf"(?i)\s(?:{table_words('and_')})\s*$")


@cache
def _texts() -> "re.Pattern[str]":
    return re.compile(rf"(?i)(?<!\w)(?:{table_words('texts')})(?!\w)")


def _is_mark(text: str, mark: "re.Match[str]") -> bool:
    """Whether a word says who did what: in brackets, before a colon, or before a name."""
    sign = mark.group("sign")
    if mark.group("open"):
        return sign is not None and ":" not in sign and "：" not in sign
    if sign is not None:
        return sign.strip() in (":", "：")
    first, *others = text[mark.end() :].split()[:2]
    named = others and (others[0][0].isupper() or others[0] in world().particles)
    return bool(named) and first[0].isupper() and not match_role(text[mark.end() :].lstrip())


def names_work(label: str) -> bool:
    """Say whether a label has a word for text or pictures."""
    return _told().search(label) is not None


def without_pictures(text: str) -> str:
    """Leave of a byline who wrote, where it also says who took the pictures.

    >>> without_pictures("Text: Jane Doe Fotos: John Roe"), without_pictures("Jane Doe, Foto Lab")
    ('Jane Doe', 'Jane Doe, Foto Lab')
    >>> without_pictures("Ann Lee, Jane Doe (Text) und John Roe (Fotos)")
    'Ann Lee; Jane Doe'
    """
    if not (_may_tell(text) and _told().search(text)):
        return text
    kept: list[str] = []
    at, writes = 0, True
    for mark in _marks().finditer(text):
        if not _is_mark(text, mark):
            continue
        before = text[at : mark.start()]
        is_text = _texts().search(mark.group("words")) is not None
        if mark.group("open"):
            names = [name for name in names_apart(before) if name.strip()]
            kept += names if is_text else names[:-1]
            writes = True
        else:
            kept += [before] if writes else []
            writes = is_text
        at = mark.end()
    kept += [text[at:]] if writes else []
    wrote = "; ".join(filter(None, (_and().sub("", piece).strip(" .,;:|/–—-") for piece in kept)))
    return wrote if any(map(looks_like_name, names_apart(wrote))) else text
