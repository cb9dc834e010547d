"""What stands between the names of a byline: signs, "and" in every language, and what is no name.

A word may mean "and" in one language and "in" in another; then the place behind it is told from a
name by what tables know of it.
"""

import re
from functools import cache
from typing import Any

from ingest.anatomy.names.affiliations import table_words
from ingest.anatomy.names.persons import given_names, has_given_name
from ingest.anatomy.names.places import is_known_place
from ingest.typesetting import is_wide

__all__ = ["names_apart"]

SHORTEST_WHOLE = 3
"""Signs of a whole name; a family name alone has fewer."""
_AND_OR_IN = re.compile(r"\s((?i:in|en)|a|i)\s")
_SLOVENE = re.compile(r"[čšžČŠŽ]")
"""With these letters, "in" means "and"."""


@cache
def _split() -> Any:
    """What stands between names: also "and" as one letter before a name, and the Korean dot."""
    words = [word for word in table_words("and_").split("|") if not _AND_OR_IN.match(f" {word} ")]
    lone = "|".join(word for word in words if len(word) == 1 and word.islower())
    long = "|".join(word for word in words if len(word) > 1 or not word.islower())
    letters = "".join({word for word in words if "\u0590" < word < "\u0700"} & {"\u0648", "\u05d5"})
    whole = "|".join(name[1:] for name in sorted(given_names()) if name[0] in letters)
    prefixed = rf"\s+[{letters}](?!(?:{whole})\b)(?=[^\W\d_]{{2}})"
    dot = r"(?<=[\uac00-\ud7a3])\s*[·‧ㆍ]\s*(?=[\uac00-\ud7a3])"
    joined = rf"(?:{long}|(?-i:{lone}))\s"
    both = rf"[;,،/&|、，；](?:\s*{joined})?|\s{joined}|{prefixed}|{dot}|\s[-–—•]\s"
    return re.compile(rf"(?i)\s*(?:{both})\s*")


@cache
def _lone_and() -> Any:
    """Whatever means "and" in one letter, in capitals."""
    words = table_words("and_").upper().split("|")
    return re.compile(rf"\s(?:{'|'.join(word for word in words if len(word) == 1)})\s")


def names_apart(text: str) -> list[str]:
    """Divide a byline between its names.

    One letter in capitals is an initial, but for a byline in capitals of two whole names.

    >>> names_apart("Sean A Roe in New York, Ann Lee en Bo Ek")
    ['Sean A Roe', 'Ann Lee', 'Bo Ek']
    """
    divided = [name for piece in _split().split(text) for name in _wide_names(piece)]
    pieces = [part for piece in divided for part in _without_place(piece)]
    if not text.isupper():
        return pieces
    halves = [_lone_and().split(piece) for piece in pieces]
    whole = [own if all(" " in half.strip() for half in own) else [piece]
             for own, piece in zip(halves, pieces, strict=True)]  # fmt: skip
    return [half for own in whole for half in own]


def _wide_names(piece: str) -> list[str]:
    """Divide whole Japanese names at the spaces between them: "山田太郎 鈴木花子"."""
    names = piece.split() if " " in piece and is_wide(piece[0]) else []
    whole = all(len(name) >= SHORTEST_WHOLE and has_given_name(name) for name in names)
    return names if names and whole else [piece]


def _without_place(piece: str) -> list[str]:
    """Divide a piece where "in" means "and"; where it does not, leave out what follows."""
    match = _AND_OR_IN.search(piece)
    if not match:
        return [piece]
    left, right = piece[: match.start()], piece[match.end() :]
    plain_in = match.group(1).lower() == "in" and not _SLOVENE.search(piece)
    if is_known_place(right.strip(" .")) or (plain_in and not has_given_name(right)):
        return [left]
    return [left, *_without_place(right)]
