"""Lines of several labels: "2024-10-12 来源：甲报 作者：王小明"."""

import re

from ingest.anatomy.dates.printed import before_date, find_date
from ingest.anatomy.draft import Draft
from ingest.anatomy.engine import Seen, look
from ingest.anatomy.lines.labels import BESIDE_SOURCE, LONGEST_NAMES, Place, keep_source
from ingest.anatomy.names.names import Byline, parse_byline
from ingest.clean import markdown

__all__ = ["labels_in", "may_have_labels", "read_labels"]

_LETTER = (
    r"(?:[^\W\d]|[\u0900-\u0903\u093a-\u0957\u0981-\u0983\u09bc-\u09d7\u0b82\u0bbe-\u0bcd"
    r"\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u102b-\u103e\u17b4-\u17d3])"
)
"""Also a sign on a letter, which is no letter to the standard library."""
_PIECES = re.compile(rf"[\s|｜\[\]【】]+(?={_LETTER}{{1,16}} ?[:：])")
FEWEST_LABELS, LONGEST_LABELS = 2, 160
_COLON = re.compile(rf"{_LETTER} ?[:：]")
_TWO_DIGITS = re.compile(r"\d\d")
_WRITTEN = (("label.body", "value"), ("byline", "names"))
_BEHIND_DAY = re.compile(r"\d\s+([^\d]{2,40})$")
"""Who wrote, behind a labelled day: "수정 : 2026.03.03 11:00 홍길동 기자"."""


def may_have_labels(text: str) -> bool:
    """Cheap test: whether two labels, or a number and a label, may be in a line."""
    count = text.count(":") + text.count("：")
    if len(text) > LONGEST_LABELS or not count or (count == 1 and not _TWO_DIGITS.search(text)):
        return False
    colons = [match.end() for match in _COLON.finditer(text)]
    return len(colons) > 1 or bool(colons and _TWO_DIGITS.search(text, 0, colons[-1]))


def labels_in(line: str) -> list[tuple[Seen, str]]:
    """The labels and days of a line that is nothing else, if there are several; else nothing."""
    if len(line) > LONGEST_NAMES or not may_have_labels(line):
        return []
    line = markdown(line) if "](" in line or "][" in line else line
    pieces = [piece.strip(" |｜\u3000") for piece in _PIECES.split(line) if piece.strip(" |｜")]
    found: list[tuple[Seen, str]] = []
    labelled = False
    for piece in pieces if len(pieces) >= FEWEST_LABELS else ():
        seen = look(piece)
        labelled = labelled or _is_label_or_date(seen)
        if not (labelled and ("caption" in seen.rules or _is_label_or_date(seen))):
            return []
        found.append((seen, piece))
    return found


def read_labels(place: Place) -> str:
    """Cut a line of several labels, with a date perhaps: "2024-10-12 来源：甲报 作者：王小明"."""
    found = labels_in(place.printed())
    for one, piece in found:
        if "date" in one.rules:
            place.draft.day = place.draft.day or find_date(piece, "date_line")
        else:
            _keep_label(place.draft, one, piece)
    return "label" if found else ""


def _is_label_or_date(seen: Seen) -> bool:
    """Whether a piece is one of several; not with a label of what may hold a colon itself."""
    if _writers(seen)[1].authors:
        return True
    labelled = any(kind.startswith("label.") for kind in seen.rules)
    told = labelled or not BESIDE_SOURCE.isdisjoint(seen.rules)
    return told and seen.rules.keys().isdisjoint(("label.headline", "label.teaser", "label.body"))


def _writers(seen: Seen) -> tuple[str, Byline]:
    """Who wrote, if a piece says nothing else: "Words: Jane Doe", "Text: Jane Doe"."""
    kind, part = next((each for each in _WRITTEN if each[0] in seen.rules), ("", ""))
    names = seen.part(kind, part) if kind else ""
    found = parse_byline(names)
    return ("", Byline()) if found.rest else (names, found)


def _keep_label(draft: Draft, seen: Seen, piece: str) -> None:
    names, found = _writers(seen)
    if found.authors:
        draft.day = draft.day or find_date(names, "label")
        draft.sign(before_date(names) or names, found)
        return
    kind = next((k for k in seen.rules if k.startswith("label.")), "prompt")
    value = seen.part(kind, "value")
    if kind == "label.byline":
        draft.day = draft.day or find_date(value, "label")
        value = before_date(value) or value
        draft.sign(value, parse_byline(value, sure=True))
    elif kind == "label.source":
        keep_source(draft, value)
    elif kind == "label.date":
        draft.day = draft.day or find_date(piece, "label")
        behind = _BEHIND_DAY.search(value)
        if names := look(behind.group(1)).part("byline", "names") if behind else "":
            draft.sign(names, parse_byline(names))
