"""Lines with labels, such as "Title: …", and a line that is looked at, for every rule."""

import re
from typing import NamedTuple

from ingest.anatomy.affiliations import is_agency
from ingest.anatomy.draft import Draft
from ingest.anatomy.endings import find_ending
from ingest.anatomy.engine import LONGEST_DATE, Seen, look
from ingest.anatomy.names import Byline, parse_byline
from ingest.anatomy.origins import names_source, tidy_source
from ingest.anatomy.persons import has_given_name
from ingest.anatomy.printed_dates import before_date, find_date
from ingest.clean import markdown
from ingest.text import fold_space
from ingest.typesetting import ends_sentence

__all__ = [
    "FEWEST_LABELS", "LIMITS", "Place", "is_aside", "may_have_labels", "place_of", "read_header",
    "read_label", "read_labels",
]  # fmt: skip

LIMITS = {
    "byline": 220,
    "signed": 500,
    "contributed": 300,
    "date": LONGEST_DATE,
    "caption": 400,
    "note": 1_000,
    "bracketed": 300,
    "prompt": 260,
    "credit": 600,
    "origin": 400,
    "nobody": 60,
}
"""Longest line, in characters, that a rule of a kind may cut whole."""

LONGEST_NAMES = 200
TAIL_LABELS = frozenset({"source", "byline", "credit", "publisher", "date", "other", "body"})
LABEL_FIELDS = frozenset({"headline", "teaser", "publisher", "credit", "dateline"})
NOTHING = frozenset({"none available", "none", "n/a", "not available", "null", "nil"})
"""What databases print behind a label when there is nothing."""
HEADER = "[#]: "
LABEL_RULES = {"source": "syndication", "other": "label", "body": "label", "publisher": "label"}

SHORTEST_TEXT = 24
"""Characters behind a label such as "Text:" that are the body itself."""
_WRITTEN = (("label.body", "value"), ("byline", "names"))
TOLD = frozenset({"date", "other"})
LONGEST_TOLD = 100
"""Longest sentence that may stand behind a label for what no column keeps."""

_PIECES = re.compile(r"[\s|｜]+(?=[^\W\d]{1,12} ?[:：])")
FEWEST_LABELS, LONGEST_LABELS = 2, 160
_COLON = re.compile(r"[^\W\d] ?[:：]")
_TWO_DIGITS = re.compile(r"\d\d")
_AROUND_NAMES = re.compile(r"\s*https?://\S+|\s*<[^<>]*>")


class Place(NamedTuple):
    """A paragraph that is looked at: where it stands, and what the engine says of it."""

    draft: Draft
    at: int
    seen: Seen
    edge: str

    def fits(self, kind: str) -> bool:
        """Whether a rule of the kind matches, and the line is not too long for it."""
        return kind in self.seen.rules and len(self.seen.line) <= LIMITS[kind]

    def printed(self) -> str:
        """The paragraph as printed, on one line."""
        return fold_space(self.draft.parts[self.at].text)


def place_of(draft: Draft, index: int, edge: str) -> Place:
    """A paragraph at an edge, to be looked at; not by a call of `Place`, which takes longer."""
    return tuple.__new__(Place, (draft, index, draft.seen(index), edge))


def _kind_of(seen: Seen, kinds: list[str]) -> str:
    """Of several kinds the headline if it has words: "Rubrik:" is one in Swedish, not in German."""
    words = "headline" in kinds and seen.part("label.headline", "value").count(" ") > 1
    return "headline" if words else kinds[0]


def read_label(place: Place) -> str:
    """Cut a line with a label ("Title: …") and keep its value; the rule that cut it."""
    draft, seen = place.draft, place.seen
    kinds = [kind.removeprefix("label.") for kind in seen.rules if kind.startswith("label.")]
    if not kinds or (place.edge == "tail" and not TAIL_LABELS & set(kinds)):
        return ""
    kind = _kind_of(seen, kinds)
    if kind == "other" and place.fits("byline"):
        return ""
    if kind == "teaser" and not _has_headline(draft) and not _is_repeated(place):
        return ""
    line = place.printed()
    plain = markdown(line) if "](" in line or "][" in line else line
    value = _value(plain, seen.part(f"label.{kind}", "value"))
    if kind == "body":
        return _label_of_body(place, value)
    if kind == "source" and _is_of_picture(value):
        return "caption"
    return "" if _is_told(kind, value) else _keep_value(draft, kind, value)


def _is_of_picture(source: str) -> bool:
    """Whether a source is that of a picture: an agency and a person with a stroke between."""
    one, stroke, other = (piece.strip() for piece in source.partition("/"))
    pair = (one, other) if is_agency(one) else (other, one)
    return bool(stroke) and is_agency(pair[0]) and has_given_name(pair[1]) and " " in pair[1]


def _has_headline(draft: Draft) -> bool:
    return bool(draft.headline or draft.raw.given.headline)


def _is_repeated(place: Place) -> bool:
    """Whether the paragraph below says the same again, as below "LEAD: …"."""
    parts = place.draft.parts
    below = parts[place.at + 1].text if place.at + 1 < len(parts) else ""
    return len(below) > SHORTEST_TEXT and parts[place.at].text.endswith(below)


def _label_of_body(place: Place, value: str) -> str:
    """Cut "Text:" from before a body, or the whole line if it names who wrote."""
    draft, part = place.draft, place.draft.parts[place.at]
    found = parse_byline(value) if len(value) <= LONGEST_NAMES else Byline()
    if found.authors and not found.rest:
        draft.sign(place.printed(), found)
        return "byline"
    if place.edge == "tail":
        return ""
    if len(value) > SHORTEST_TEXT:
        draft.divide(place.at, part.start + part.text.replace("：", ":").index(":") + 1)
    return "label"


def _is_told(kind: str, value: str) -> bool:
    """Whether what stands behind a label is running text, and no value for a column."""
    if kind == "source":
        source = tidy_source(value)
        return bool(source) and not names_source(f":{value}", source)
    return kind in TOLD and len(value) > LONGEST_TOLD and ends_sentence(value)


def _keep_value(draft: Draft, kind: str, value: str) -> str:
    if kind == "byline" or (kind == "credit" and "byline" in look(value).rules):
        value = _AROUND_NAMES.sub("", value).strip(' ()"“”')
        draft.sign(value, parse_byline(value, sure=True))
    elif kind == "date":
        draft.day = draft.day or find_date(value, "label")
    elif kind == "source":
        _keep_source(draft, value)
    elif kind in LABEL_FIELDS and value.casefold().strip(" .") not in NOTHING:
        quoted = draft.parts[0].text == "---" and value[:1] in ("'", '"') and value[0] == value[-1]
        draft.keep(kind, value[1:-1] if quoted else value)
    return LABEL_RULES.get(kind, kind)


def _keep_source(draft: Draft, value: str) -> None:
    """Keep a source, and the day that stands behind a bar: "Xinhua | 2024-10-12"."""
    draft.keep("syndicated_from", tidy_source(before_date(value)))
    day = find_date(value, "label") if "|" in value or "｜" in value else None
    draft.day = draft.day or (day if day and day.year else None)


def may_have_labels(text: str) -> bool:
    """Cheap test: whether two labels, or a number and a label, may be in a line."""
    if len(text) > LONGEST_LABELS:
        return False
    colons = [match.end() for match in _COLON.finditer(text)]
    return len(colons) > 1 or bool(colons and _TWO_DIGITS.search(text, 0, colons[-1]))


def read_labels(place: Place) -> str:
    """Cut a line of several labels, with a date perhaps: "2024-10-12 来源：甲报 作者：王小明"."""
    line = place.printed()
    pieces = [piece.strip(" |｜\u3000") for piece in _PIECES.split(line) if piece.strip(" |｜")]
    if len(pieces) < FEWEST_LABELS or len(line) > LONGEST_NAMES:
        return ""
    seen: list[Seen] = []
    for piece in pieces:
        seen.append(look(piece))
        pictures = "caption" in seen[-1].rules and any(map(_is_label_or_date, seen))
        if not (pictures or _is_label_or_date(seen[-1])):
            return ""
    for one, piece in zip(seen, pieces, strict=True):
        if "date" in one.rules:
            place.draft.day = place.draft.day or find_date(piece, "date_line")
        else:
            _keep_label(place.draft, one, piece)
    return "label"


def _is_label_or_date(seen: Seen) -> bool:
    """Whether a piece is one of several; not with a label of what may hold a colon itself."""
    if _writers(seen)[1].authors:
        return True
    told = "date" in seen.rules or any(kind.startswith("label.") for kind in seen.rules)
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
        draft.sign(names, found)
        return
    kind = next((k for k in seen.rules if k.startswith("label.")), "")
    value = seen.part(kind, "value")
    if kind == "label.byline":
        draft.sign(value, parse_byline(value, sure=True))
    elif kind == "label.source":
        _keep_source(draft, value)
    elif kind == "label.date":
        draft.day = draft.day or find_date(piece, "label")


def read_header(place: Place) -> str:
    """Mark-up is cut; a header kept in it ("[#]: author: …") is read first."""
    text = place.printed()
    if text.startswith(HEADER):
        seen = look(text.removeprefix(HEADER))
        if {"label.byline", "label.source", "label.date"} & set(seen.rules):
            read_label(place._replace(seen=seen, edge="head"))
    return "markup"


def _value(line: str, value: str) -> str:
    """The value with the quotes and brackets that the engine took from its end."""
    at = line.find(value) if value else -1
    return line[at:].strip("*_ ") if at >= 0 else value


def is_aside(place: Place) -> bool:
    """Whether brackets at the end make a sentence or an item look like a caption: "… (EFE)."."""
    text = place.printed()
    if find_ending(text):
        return True
    if not place.seen.rules["caption"].is_loose:
        return False
    inner = text.rstrip(".。*_) ").rpartition("(")[2]
    stop = text.endswith((").", ")。")) and ":" not in inner
    return stop or is_agency(inner) or text.startswith(("* ", "- ", "• "))
