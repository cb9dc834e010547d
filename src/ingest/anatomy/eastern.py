"""Datelines without spaces, as Chinese, Japanese and Korean agencies print them."""

import re
import unicodedata
from functools import cache
from typing import Any

import re2

from ingest.anatomy.affiliations import is_agency
from ingest.anatomy.persons import looks_like_name
from ingest.anatomy.rulefiles import rule_file
from ingest.article import DateHint

__all__ = ["Found", "find_eastern", "joining_words"]

Found = tuple[int, str, str, tuple[str, ...], DateHint | None]
"""End of the dateline, its text, the agency, the reporters it names, the day."""


_OPENS = frozenset("([（【［〔")
_ENDS = re.compile("[电電讯訊社日]")
"""Without brackets around it, a dateline has the sign of a dispatch, an agency or a day."""


@cache
def joining_words() -> frozenset[str]:
    """Small words inside the names of places."""
    return frozenset(rule_file("datelines")["joining"])


@cache
def _patterns() -> tuple[Any, ...]:
    return tuple(re2.compile("".join(pieces)) for pieces in rule_file("datelines")["eastern"])


def find_eastern(head: str) -> Found | None:
    """Match the start of a paragraph with the patterns, in their order.

    >>> find_eastern("新华社北京10月11日电（记者 张三）今天")[2:4]
    ('新华社', ('张三',))
    """
    if head[:1] not in _OPENS and (head[:1] < "\u2e80" or not _ENDS.search(head)):
        return None
    plain = head.replace("\u3000", " ")
    for pattern in _patterns():
        match = pattern.match(plain)
        if not match:
            continue
        parts = {name: value or "" for name, value in match.groupdict().items()}
        agency = parts.get("agency", "")
        if "place" not in parts and "names" not in parts and not is_agency(agency):
            continue
        printed = head[: match.end()].strip(" \u3000-－―—:：=")
        return match.end(), printed, agency, _authors(parts.get("names", "")), _day(parts)
    return None


def _authors(names: str) -> tuple[str, ...]:
    for word in (*"，,·・", *rule_file("datelines")["reporters"]):
        names = names.replace(word, "、")
    if "、" not in names and len(names) > 6:
        names = names.replace(" ", "、")
    pieces = (piece.strip(" \u3000:：/／") for piece in names.split("、"))
    return tuple(piece for piece in pieces if piece and looks_like_name(piece))


def _day(parts: dict[str, str]) -> DateHint | None:
    month, day = (unicodedata.normalize("NFKC", parts.get(key, "")) for key in "md")
    if not month and not day:
        return None
    hint = DateHint(0, int(month or 0), int(day or 0), "dateline")
    return hint if hint.month <= 12 and hint.day <= 31 else None
