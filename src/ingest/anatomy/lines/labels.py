"""Lines with labels, such as "Title: …", and a line that is looked at, for every rule."""

import re
from functools import cache
from typing import NamedTuple

from ingest.anatomy.dates.printed import before_date, find_date
from ingest.anatomy.draft import Draft
from ingest.anatomy.endings import find_ending
from ingest.anatomy.engine import LONGEST_DATE, Seen, look
from ingest.anatomy.lines.dateline_fields import keep_told
from ingest.anatomy.names.affiliations import is_agency
from ingest.anatomy.names.names import Byline, parse_byline
from ingest.anatomy.names.persons import has_given_name
from ingest.anatomy.names.staff import LONGEST_STAFF
from ingest.anatomy.origins import names_source, tidy_source
from ingest.anatomy.rulefiles import rule_file
from ingest.clean import markdown
from ingest.text import fold_space, loose_key
from ingest.typesetting import ends_sentence, is_wide

__all__ = [
    "BESIDE_SOURCE", "LIMITS", "LONGEST_NAMES", "Place", "is_aside", "keep_source", "place_of",
    "read_header", "read_label",
]  # fmt: skip

LIMITS = {
    "byline": 220,
    "signed": 500,
    "contributed": 300,
    "staff": LONGEST_STAFF,
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
LABEL_FIELDS = frozenset({"headline", "teaser", "publisher", "credit"})
HEADER = "[#]: "
LABEL_RULES = {"source": "syndication", "other": "label", "body": "label", "publisher": "label"}

SHORTEST_TEXT = 24
"""Characters behind a label such as "Text:" that are the body itself; a wide one counts twice."""
TOLD = frozenset({"date", "other"})
LONGEST_TOLD, LONGEST_SPOKEN = 100, 24
"""Longest sentence that may stand behind a label for what no column keeps."""

_SOURCE_ENDS = re.compile(r"[ (（]")
_LABEL_ENDS = re.compile(r"[:：៖】\]]")
BESIDE_SOURCE = frozenset({"date", "prompt"})
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
    if kind == "body" or (kind == "teaser" and _is_second(place, value)):
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


def _is_second(place: Place, value: str) -> bool:
    """Whether the file has another teaser in a field, so that "LEAD: …" begins the body."""
    given = place.draft.raw.given.teaser
    return bool(given) and loose_key(given) != loose_key(value) and not _is_repeated(place)


def _label_of_body(place: Place, value: str) -> str:
    """Cut "Text:" from before a body, or the whole line if it names who wrote."""
    draft, part = place.draft, place.draft.parts[place.at]
    found = parse_byline(value) if len(value) <= LONGEST_NAMES else Byline()
    if found.authors and not found.rest:
        draft.sign(place.printed(), found)
        return "byline"
    if place.edge == "tail":
        return ""
    if len(value) * (2 if is_wide(value[:1] or " ") else 1) > SHORTEST_TEXT:
        sign = _LABEL_ENDS.search(part.text)
        draft.divide(place.at, part.start + (sign.end() if sign else 0))
    return "label"


def _is_told(kind: str, value: str) -> bool:
    """Whether what stands behind a label is running text, and no value for a column."""
    if kind == "source":
        source = tidy_source(value)
        return bool(source) and not names_source(f":{value}", source)
    if kind == "byline":  # a reporter who asks in an interview
        size = len(value) if value and is_wide(value[0]) else 0
        return size > LONGEST_SPOKEN and ends_sentence(value)
    wide = is_wide(value[:1] or " ")
    if kind == "date" and wide and not any(map(str.isdigit, value)):
        return True  # "更新：" stands before headlines too
    size = len(value) * (2 if wide else 1)
    return kind in TOLD and size > LONGEST_TOLD and ends_sentence(value)


def _keep_value(draft: Draft, kind: str, value: str) -> str:
    if kind == "byline" or (kind == "credit" and "byline" in look(value).rules):
        value = _AROUND_NAMES.sub("", value).strip(' ()"“”')
        draft.sign(value, parse_byline(value, sure=True))
    elif kind == "date":
        draft.day = draft.day or find_date(value, "label")
    elif kind == "source":
        keep_source(draft, value)
    elif kind == "dateline":
        keep_told(draft, value)
    elif kind in LABEL_FIELDS and value.casefold().strip(" .") not in _nothing():
        quoted = draft.parts[0].text == "---" and value[:1] in ("'", '"') and value[0] == value[-1]
        draft.keep(kind, value[1:-1] if quoted else value)
    return LABEL_RULES.get(kind, kind)


@cache
def _nothing() -> frozenset[str]:
    """What databases print behind a label when there is nothing."""
    return frozenset(rule_file("databases")["nothing"])


def keep_source(draft: Draft, value: str) -> None:
    """Keep a source, and the day that stands behind a bar: "Xinhua | 2024-10-12"."""
    source = _source_alone(value) if is_wide(value[:1] or " ") else value
    draft.keep("syndicated_from", tidy_source(before_date(source)))
    told = source != value or "|" in value or "｜" in value
    day = find_date(value, "label") if told else None
    draft.day = draft.day or (day if day and day.year else None)


def _source_alone(value: str) -> str:
    """Take the day, and what a page asks, from behind a source that has no space inside."""
    source, *pieces = _SOURCE_ENDS.split(value, maxsplit=1)
    behind = "".join(pieces)
    told = any(not BESIDE_SOURCE.isdisjoint(look(each).rules) for each in behind.split(" "))
    return source if told or (behind and look(behind).rules.keys() & BESIDE_SOURCE) else value


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
