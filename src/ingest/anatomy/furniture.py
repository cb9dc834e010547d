"""Furniture: lines around the body that are neither headline nor teaser, one by one.

`remove_furniture` looks at one paragraph, and if it is a byline, date line, credit, caption, note,
prompt, label or learned line, cuts it and keeps what it says.
"""

from dataclasses import replace

from ingest.anatomy.draft import Draft, byline_in
from ingest.anatomy.engine import Seen
from ingest.anatomy.learned import line_key
from ingest.anatomy.markup import is_markup
from ingest.anatomy.names import is_agency, parse_byline
from ingest.anatomy.printed_dates import find_date
from ingest.anatomy.tables import world
from ingest.layout import ends_sentence
from ingest.text import fold_space

__all__ = ["LIMITS", "remove_furniture"]

LIMITS = {
    "byline": 220,
    "signed": 500,
    "contributed": 300,
    "date": 120,
    "caption": 400,
    "note": 1_000,
    "prompt": 260,
    "credit": 600,
    "origin": 400,
    "related": 60,
    "nobody": 60,
    "sections": 40,
}
"""Longest line, in characters, that a rule of a kind may cut whole."""

MIDDLE = 120
"""Longest prompt or caption cut between paragraphs of the body, where it must not be a sentence."""

LONGEST = max(LIMITS.values())


def _fits(seen: Seen, kind: str) -> bool:
    return kind in seen.rules and len(seen.line) <= LIMITS[kind]


def remove_furniture(draft: Draft, index: int, *, edge: str) -> str:
    """Cut a paragraph if it is furniture.

    Args:
        draft: the article.
        index: which paragraph.
        edge: "head", "tail" or "middle": in the middle only what cannot be body is cut.

    Returns:
        The rule that cut it; empty if it stays.
    """
    part = draft.parts[index]
    if len(part.text) > LONGEST or draft.is_cut(index):
        return ""
    if edge != "middle" and draft.learned and line_key(part.text) in draft.learned:
        draft.take("boilerplate", index)
        return "boilerplate"
    if is_markup(part.text):
        draft.take("markup", index)
        return "markup"
    seen = draft.seen(index)
    if not seen.line:
        draft.take("markup", index)
        return "markup"
    rule = _rule_for(draft, index, seen, edge)
    if rule:
        draft.take(rule, index)
    return rule


def _rule_for(draft: Draft, index: int, seen: Seen, edge: str) -> str:
    if edge != "middle":
        for read in (_label, _agency, _byline, _contributed, _signed, _date, _origin):
            rule = read(draft, index, seen, edge)
            if rule:
                return rule
        if _fits(seen, "credit"):
            draft.credit = draft.credit or fold_space(draft.parts[index].text)
            return "credit"
    if _fits(seen, "note") and not _fits(seen, "byline"):
        draft.notes.append(fold_space(draft.parts[index].text))
        return "note"
    if edge == "middle" and (len(seen.line) > MIDDLE or ends_sentence(seen.line)):
        return ""
    for kind in ("caption", "prompt"):
        if _fits(seen, kind):
            return kind
    return ""


def _label(draft: Draft, index: int, seen: Seen, edge: str) -> str:
    kinds = [kind.removeprefix("label.") for kind in seen.rules if kind.startswith("label.")]
    if not kinds or (
        edge == "tail" and not ({"source", "byline", "credit", "publisher"} & set(kinds))
    ):
        return ""
    kind = kinds[0]
    value = _printed_value(draft.parts[index].text, seen.part(f"label.{kind}", "value"))
    if kind == "headline":
        draft.headline = draft.headline or value
    elif kind == "teaser":
        draft.teaser = draft.teaser or value
    elif kind == "byline":
        found = parse_byline(value)
        draft.sign(value, found)
    elif kind == "date":
        draft.day = draft.day or find_date(value, "label")
    elif kind == "publisher":
        draft.publisher = draft.publisher or value
    elif kind == "credit":
        draft.credit = draft.credit or value
    elif kind == "dateline":
        draft.dateline = draft.dateline or value
    elif kind == "source":
        draft.syndicated_from = draft.syndicated_from or value
    return {
        "byline": "byline",
        "headline": "headline",
        "teaser": "teaser",
        "source": "origin",
        "credit": "credit",
        "date": "date",
    }.get(kind, "label")


def _printed_value(line: str, value: str) -> str:
    """The value with the quotes and brackets that the engine took from its end."""
    line = fold_space(line)
    at = line.find(value) if value else -1
    return line[at:].strip("*_ ") if at >= 0 else value


def _byline(draft: Draft, index: int, seen: Seen, edge: str) -> str:
    if _fits(seen, "byline"):
        found = byline_in(seen)
        if found.authors or found.agencies or _names_nobody(seen):
            draft.sign(fold_space(draft.parts[index].text), found)
            return "byline"
    if _fits(seen, "nobody"):
        return "byline"
    return ""


def _names_nobody(seen: Seen) -> bool:
    from ingest.anatomy.engine import look

    return "nobody" in look(seen.part("byline", "names")).rules


def _agency(draft: Draft, index: int, seen: Seen, edge: str) -> str:
    line = seen.line.strip(" .")
    if (
        line.casefold() in world().ends
        or draft.parts[index].text.strip().casefold() in world().ends
    ):
        if is_agency(line):
            draft.credit = draft.credit or line
        return "credit"
    if len(line) <= 60 and all(
        is_agency(piece) for piece in line.replace(" and ", ",").replace("/", ",").split(",")
    ):
        draft.credit = draft.credit or line
        return "credit"
    return ""


def _contributed(draft: Draft, index: int, seen: Seen, edge: str) -> str:
    if edge != "tail" or not _fits(seen, "contributed"):
        return ""
    found = byline_in(seen, "contributed")
    if not (found.authors or found.agencies):
        return ""
    if found.agencies:
        draft.credit = draft.credit or found.agencies[0]
    else:
        draft.byline = draft.byline or fold_space(draft.parts[index].text)
        draft.authors = draft.authors or found.authors
    return "byline"


def _signed(draft: Draft, index: int, seen: Seen, edge: str) -> str:
    if edge != "tail" or not _fits(seen, "signed"):
        return ""
    found = byline_in(seen, "signed")
    if not found.authors or (draft.authors and not set(found.authors) & set(draft.authors)):
        return ""
    publisher = seen.part("signed", "publisher")
    draft.sign(fold_space(draft.parts[index].text), replace(found, publisher=publisher[:60]))
    return "byline"


def _date(draft: Draft, index: int, seen: Seen, edge: str) -> str:
    if not _fits(seen, "date") or not any(character.isdigit() for character in seen.line):
        return ""
    day = find_date(seen.line, "date_line")
    if not day and not any(word.isalpha() for word in seen.line.split()):
        return ""
    draft.day = draft.day or day
    return "date"


def _origin(draft: Draft, index: int, seen: Seen, edge: str) -> str:
    if not _fits(seen, "origin"):
        return ""
    source = tidy_source(seen.part("origin", "source"))
    if not source:
        return ""
    draft.syndicated_from = draft.syndicated_from or source
    return "read_full_article"


def tidy_source(source: str) -> str:
    """Take what follows a source's name in a sentence from it.

    >>> tidy_source("The Conversation and is republished under a licence")
    'The Conversation'
    """
    import re2

    source = re2.split(
        r"(?i) (?:and (?:is|was|has)|under|on (?:mon|tue|wed|thu|fri|sat|sun)|with permission|. read|,? which)\b",
        source,
    )[0]
    return source.strip(" .,:;\"'“”‘’()[]<>*_")
