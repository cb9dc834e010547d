"""Furniture: lines around the body that are neither headline nor teaser, one by one.

`remove_furniture` looks at one paragraph; if it is a byline, date line, credit, caption, note,
prompt, label or learned line, it cuts it and keeps what it says.
"""

import re
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from ingest.anatomy.affiliations import is_agency
from ingest.anatomy.draft import Draft
from ingest.anatomy.engine import Seen, look
from ingest.anatomy.learned import line_key
from ingest.anatomy.markup import is_markup
from ingest.anatomy.names import parse_byline
from ingest.anatomy.origins import tidy_source
from ingest.anatomy.printed_dates import find_date
from ingest.anatomy.tables import world
from ingest.clean import markdown
from ingest.text import fold_space
from ingest.typesetting import ends_sentence

__all__ = ["MIDDLE", "remove_furniture"]

LIMITS = {
    "byline": 220,
    "signed": 500,
    "contributed": 300,
    "date": 120,
    "caption": 400,
    "note": 1_000,
    "bracketed": 200,
    "prompt": 260,
    "credit": 600,
    "origin": 400,
    "nobody": 60,
}
"""Longest line, in characters, that a rule of a kind may cut whole."""

LONGEST = max(LIMITS.values())
MIDDLE = 120
"""Longest prompt or caption cut between paragraphs of the body, where it must not be a sentence."""

LONGEST_AGENCY = 60
LONGEST_SENTENCE = 90
LONGEST_SOURCE = 60
TAIL_LABELS = frozenset({"source", "byline", "credit", "publisher", "date", "other"})
LABEL_FIELDS = frozenset({"headline", "teaser", "publisher", "credit", "dateline"})
HEADER = "[#]: "
LABEL_RULES = {"source": "syndication", "other": "label", "body": "label", "publisher": "label"}

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


def remove_furniture(draft: Draft, index: int, *, edge: str) -> str:
    """Cut a paragraph if it is furniture.

    Args:
        draft: the article.
        index: which paragraph.
        edge: "head", "tail" or "middle": in the middle only what cannot be body is cut.

    Returns:
        The rule that cut it; empty if it stays.
    """
    text = draft.parts[index].text
    if draft.is_cut(index) or (len(text) > LONGEST and text[0] != "["):
        return ""
    rule = _rule_for(draft, index, edge)
    if rule:
        draft.take(rule, index)
    return rule


def _rule_for(draft: Draft, index: int, edge: str) -> str:
    text = draft.parts[index].text
    if edge != "middle" and draft.learned and line_key(text) in draft.learned:
        return "boilerplate"
    place = Place(draft, index, draft.seen(index), edge)
    if is_markup(text):
        return _header(place)
    if not place.seen.line:
        return "markup" if edge != "middle" else ""
    if not place.seen.rules:
        return "" if edge == "middle" else _agency(place)
    readers = _IN_THE_MIDDLE if edge == "middle" else _AT_EDGES
    return next((rule for read in readers if (rule := read(place))), "")


def _label(place: Place) -> str:
    draft, seen = place.draft, place.seen
    kinds = [kind.removeprefix("label.") for kind in seen.rules if kind.startswith("label.")]
    if not kinds or (place.edge == "tail" and not TAIL_LABELS & set(kinds)):
        return ""
    kind = kinds[0]
    line = place.printed()
    plain = markdown(line) if "](" in line or "][" in line else line
    value = _value(plain, seen.part(f"label.{kind}", "value"))
    if kind == "body" and len(value) <= LONGEST_SENTENCE:
        found = parse_byline(value)
        if found.authors and not found.rest:
            draft.sign(line, found)
            return "byline"
    if kind == "byline":
        value = _AROUND_NAMES.sub("", value).strip(' ()"“”')
        draft.sign(value, parse_byline(value, sure=True))
    elif kind == "date":
        draft.day = draft.day or find_date(value, "label")
    elif kind == "source":
        draft.keep("syndicated_from", tidy_source(value))
    elif kind in LABEL_FIELDS:
        draft.keep(kind, value)
    return LABEL_RULES.get(kind, kind)


def _header(place: Place) -> str:
    """Mark-up is cut; a header kept in it ("[#]: author: …") is read first."""
    text = place.printed()
    if text.startswith(HEADER):
        seen = look(text.removeprefix(HEADER))
        if {"label.byline", "label.source", "label.date"} & set(seen.rules):
            _label(place._replace(seen=seen, edge="head"))
    return "markup"


def _value(line: str, value: str) -> str:
    """The value with the quotes and brackets that the engine took from its end."""
    at = line.find(value) if value else -1
    return line[at:].strip("*_ ") if at >= 0 else value


def _byline(place: Place) -> str:
    if place.fits("byline") and not _is_sentence(place.seen.line):
        names = place.seen.part("byline", "names")
        found = parse_byline(names)
        if found.authors or found.agencies or "nobody" in look(names).rules:
            place.draft.sign(place.printed(), found)
            return "byline"
    return "byline" if place.fits("nobody") else ""


def _is_sentence(line: str) -> bool:
    """Whether a line goes on after what may be a byline, or is too long to be one and ends."""
    inner = line.rstrip(".。")
    return any(mark in inner for mark in "。！？") or (
        len(line) > LONGEST_SENTENCE and line.endswith(".")
    )


@cache
def _ends() -> frozenset[str]:
    return frozenset(world().ends)


def _agency(place: Place) -> str:
    """A line that holds the name of an agency only, or a sign that ends a wire text."""
    line = place.seen.line.strip(" .")
    if len(line) > LONGEST_AGENCY:
        return ""
    pieces = line.replace(" and ", ",").replace("/", ",").split(",")
    if all(is_agency(piece) for piece in pieces):
        place.draft.keep("credit", line)
        return "credit"
    text = place.draft.parts[place.at].text.strip().casefold()
    return "credit" if line.casefold() in _ends() or text in _ends() else ""


def _contributed(place: Place) -> str:
    if place.edge != "tail" or not place.fits("contributed"):
        return ""
    draft, found = place.draft, parse_byline(place.seen.part("contributed", "names"))
    if found.agencies:
        draft.keep("credit", found.agencies[0])
    elif found.authors:
        draft.keep("byline", place.printed())
        draft.authors = draft.authors or found.authors
    return "byline" if found.authors or found.agencies else ""


def _signed(place: Place) -> str:
    """A sentence about the author, who is the one in the byline if there is one."""
    if place.edge != "tail" or not place.fits("signed"):
        return ""
    draft, found = place.draft, parse_byline(place.seen.part("signed", "names"))
    if not found.authors or (draft.authors and not set(found.authors) & set(draft.authors)):
        return ""
    publisher = place.seen.part("signed", "publisher")
    draft.sign(place.printed(), replace(found, publisher=publisher[:60]))
    return "byline"


def _date(place: Place) -> str:
    line = place.seen.line
    if not place.fits("date") or not any(map(str.isdigit, line)):
        return ""
    day = find_date(line, "date_line")
    if not day and not any(map(str.isalpha, line)):
        return ""
    place.draft.day = place.draft.day or day
    return "date"


def _origin(place: Place) -> str:
    source = tidy_source(place.seen.part("origin", "source")) if place.fits("origin") else ""
    if len(source) > LONGEST_SOURCE:
        return ""
    place.draft.keep("syndicated_from", source)
    return "syndication" if source else ""


def _credit(place: Place) -> str:
    if not place.fits("credit"):
        return ""
    place.draft.keep("credit", place.printed())
    return "credit"


def _note(place: Place) -> str:
    bracketed = place.fits("bracketed") and place.printed()[0] in "(（["
    if not bracketed and not place.fits("note"):
        return ""
    place.draft.notes.append(place.printed())
    return "note"


def _between(place: Place) -> str:
    if len(place.seen.line) > MIDDLE or ends_sentence(place.seen.line):
        return ""
    return _prompt(place)


def _prompt(place: Place) -> str:
    return "caption" if place.fits("caption") else "prompt" if place.fits("prompt") else ""


_SIGNED = (_label, _agency, _byline, _contributed, _signed)
_AT_EDGES = (*_SIGNED, _date, _origin, _credit, _note, _prompt)
_IN_THE_MIDDLE = (_note, _between)
