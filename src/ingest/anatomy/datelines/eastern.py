"""Datelines without spaces, as Chinese, Japanese and Korean agencies print them."""

import re
import unicodedata
from functools import cache
from typing import Any

import re2

from ingest.anatomy.choosing import begins_of, may_begin
from ingest.anatomy.names.affiliations import is_agency
from ingest.anatomy.names.persons import looks_like_name
from ingest.anatomy.names.staff import LONGEST_STAFF, read_names, read_staff
from ingest.anatomy.names.staff_words import ends_as_outlet
from ingest.anatomy.rulefiles import either, rule_file
from ingest.article import DateHint

__all__ = ["Found", "find_eastern"]

Found = tuple[int, str, str, tuple[str, ...], DateHint | None]
"""End of the dateline, its text, the agency, the reporters it names, the day."""


_OPENS = frozenset("([（【［〔")
_CLOSES = ")）】］]〕"
_ENOUGH = frozenset({"place", "names", "known", "sign"})
"""Parts of which one is enough beside brackets or the sign of a dispatch."""
_COLONS = frozenset("：:（(")
_ENDS = re.compile("[电電讯訊社日：]")
"""Without brackets around it, a dateline has the sign of a dispatch, an agency or a day."""
_NUMBER = re.compile(r"\d")
_HALF_WIDTH = str.maketrans("\u3000０１２３４５６７８９", " 0123456789")


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(rule_file("datelines")[kind])


@cache
def _programme() -> "re.Pattern[str]":
    return re.compile(f"^(?:{either('datelines', 'programmes')})$")


@cache
def _patterns() -> tuple[tuple[Any, frozenset[str]], ...]:
    """The patterns, and what each begins with."""
    parts = {name: "".join(pieces) for name, pieces in rule_file("datelines")["parts"].items()}
    parts["cities"] = either("staff", "cities")
    patterns = list(map("".join, rule_file("datelines")["eastern"]))
    for name, meaning in parts.items():
        patterns = [pattern.replace(f"{{{name}}}", meaning) for pattern in patterns]
    return tuple((re2.compile(pattern), _begins(pattern)) for pattern in patterns)


def _begins(pattern: str) -> frozenset[str]:
    """What a pattern begins with, up to the first digit, for which any may stand."""
    return frozenset(_NUMBER.split(begin)[0] for begin in begins_of(pattern))


def find_eastern(head: str) -> Found | None:
    """Match the start of a paragraph with the patterns, in their order.

    >>> find_eastern("新华社北京10月11日电（记者 张三）今天")[2:4]
    ('新华社', ('张三',))
    """
    if head[:1] not in _OPENS and (head[:1] < "\u2e80" or not _ENDS.search(head)):
        return None
    plain = head.translate(_HALF_WIDTH)
    for pattern, begins in _patterns():
        match = pattern.match(plain) if may_begin(plain, begins) else None
        if not match:
            continue
        parts = {name: value or "" for name, value in match.groupdict().items()}
        agency = parts.get("agency", "").lstrip(rule_file("datelines")["according"])
        if "sign" in parts and not _is_dispatch(match, parts):
            continue
        told = is_agency(agency) or ends_as_outlet(agency)
        if parts.keys().isdisjoint(_ENOUGH) and not told:
            continue
        printed = head[: match.end()].strip(" \u3000-－―—:：=，")
        if plain[0] in _OPENS and "sign" in parts and not ends_as_outlet(agency):
            agency = ""
        names = parts.get("names") or parts.get("told") or parts.get("more") or ""
        return match.end(), printed, agency, _authors(names), _day(parts)
    return _staff_in_brackets(plain) if plain[0] in _OPENS else None


def _is_dispatch(match: Any, parts: dict[str, str]) -> bool:
    """Whether the sign of a dispatch is no part of a word, and what says so stands around it."""
    plain, end = match.string, match.end(match.re.groupindex["sign"])
    sign, after = parts["sign"], plain[end : end + 1]
    if after and f"{sign[-1]}{after}" in _words("longer"):
        return False
    agency, place = parts.get("agency", ""), parts.get("place", "")
    if not _words("said").isdisjoint(place) or place[:2] in _words("when"):
        return False
    dated = bool(parts.get("d"))
    beside = bool(parts.get("told") or parts.get("more"))
    if plain[0] in _OPENS:
        return sign not in _words("reports") or agency[-1:] in _words("outlet_ends")
    said = sign in _words("says")
    if said and plain[0] in _words("according"):
        return False
    if said:
        colon = after in _COLONS and agency[-1:] in _words("site_ends") and not place
        return beside or colon or (dated and after in " ，,")
    ends = agency[-1:] in _words("outlet_ends")
    known = is_agency(agency) or agency[:1] == "本" or (ends and not place)
    return dated or beside or known or after in " ：:，,"


def _staff_in_brackets(plain: str) -> Found | None:
    """Who reports, in brackets: "〔即時新聞／綜合報導〕", "【海港网报道 记者 王小明】"."""
    end = min((at for sign in _CLOSES if (at := plain.find(sign, 1, LONGEST_STAFF)) > 0), default=0)
    staff = read_staff(plain[1:end]) if end else None
    if not staff or not (staff.authors or staff.sent):
        return None
    agency = next(iter(staff.outlets), "")
    behind = len(plain[end + 1 :]) - len(plain[end + 1 :].lstrip())
    return end + 1 + behind, plain[: end + 1], agency, staff.authors, None


def _authors(names: str) -> tuple[str, ...]:
    if _programme().match(names):
        return ()
    staff = read_names(names)
    if staff:
        return staff.authors
    for word in (*"，,·・", *rule_file("datelines")["reporters"]):
        names = names.replace(word, "、")
    if "、" not in names and len(names) > 6:
        names = names.replace(" ", "、")
    pieces = (piece.strip(" \u3000:：/／") for piece in names.split("、"))
    return tuple(piece for piece in pieces if piece and looks_like_name(piece))


def _day(parts: dict[str, str]) -> DateHint | None:
    year, month, day = (unicodedata.normalize("NFKC", parts.get(key, "")) for key in "ymd")
    if not month and not day:
        return None
    hint = DateHint(int(year or 0), int(month or 0), int(day or 0), "dateline")
    return hint if hint.month <= 12 and hint.day <= 31 else None
