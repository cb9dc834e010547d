"""How collections of news print articles: parts in one line, or each part on a line of its own."""

import re
from functools import cache

from ingest.anatomy.datelines.datelines import find_dateline
from ingest.anatomy.draft import Draft
from ingest.anatomy.engine import look
from ingest.anatomy.headlines.headlines import is_prose
from ingest.anatomy.headlines.teasers import is_dated, take_teaser
from ingest.anatomy.names.affiliations import is_agency, organisations
from ingest.anatomy.names.places import are_known_places, is_known_place, place_at_start
from ingest.anatomy.rulefiles import either, rule_file
from ingest.anatomy.tables import world
from ingest.text import fold_space

__all__ = [
    "divide_title",
    "is_of_book",
    "is_row",
    "read_points",
    "take_highlights",
    "take_place",
    "take_town",
]

LONGEST_TITLE, LONGEST_HEADING = 160, 32
_TOWN_ALONE = re.compile(
    r"([^\W\d_a-zà-ÿ][^\W\d_]{3,24}(?:-[^\W\d_]{3,16})?)\. (?=[„“\"»«]?[^\W\d_a-zà-ÿ])"
)
FEWEST_TOLD = 3
LONGEST_PLACE, LONGEST_TOWN, LONGEST_HEADING = 40, 24, 60
MOST_WORDS = 3
LONGEST_LEAD, MOST_POINTS = 900, 8
_ABOVE_TOWN = frozenset({"byline", "date", "credit"})
_SIGNED_TITLE = re.compile(r".{10,150} \(([^()]{2,30})\) (?=\1 - )")
_SIGNED = re.compile(r"\(([A-Z][\w .]{1,20})\)(?= ?(?:--|[-–—]) | ?[A-Z])")
"""An agency before a sentence."""
_SENTENCE_END = re.compile(r"[.?!][\"”]? (?=\S{2})")
_DIGIT = re.compile(r"\d")
_TOWN_AND_STATE = re.compile(r"[^\W\d_a-z][^,]+, [^\W\d_a-z][^,]+")
_COLUMNS = re.compile(r"\S {4,}\S*\d|\d {4,}\S")


@cache
def _highlight() -> tuple[str, tuple[str, ...]]:
    """What stands above each point below a body, and above all points."""
    table = rule_file("databases")
    return table["highlight"], tuple(table["highlights"])


@cache
def _book() -> "re.Pattern[str]":
    return re.compile(f"(?i){either('databases', 'books')}")


def divide_title(draft: Draft) -> None:
    """Part a title from the text that follows it in the same line: "Oil rises (AP) AP - Oil …"."""
    part = draft.parts[draft.first]
    title = _SIGNED_TITLE.match(part.text) if ") " in part.text[:LONGEST_TITLE] else None
    if title and not draft.first:
        draft.divide(draft.first, part.start + title.end())
    elif not draft.first and ") " in part.text[:LONGEST_LEAD]:
        _divide_lead(draft)


def _divide_lead(draft: Draft) -> None:
    """Part points, or a note, from the dateline behind: "Ferry closes . Mayor away . (CNN) -- "."""
    part = draft.parts[0]
    signs = _SIGNED.finditer(part.text, 1, LONGEST_LEAD)
    sign = next((sign for sign in signs if is_agency(sign.group(1))), None)
    if not sign:
        return
    ends = [end.end() for end in _SENTENCE_END.finditer(part.text, 0, sign.start() + 2)]
    start = ends[-1] if ends else sign.start()
    below, lead = find_dateline(part.text[start:]), part.text[:start].rstrip()
    _, headings = _highlight()
    points = lead.endswith(" .") or lead.casefold().startswith(headings)
    if not below or not below.agency or not (points or "note" in look(lead).rules):
        return
    draft.divide(0, part.start + start)
    if points:
        take_teaser(draft, 0, 0)
        heading = next(filter(lead.casefold().startswith, headings), "")
        if draft.teaser.casefold().startswith(heading):
            draft.teaser = draft.teaser[len(heading) :].strip()
        draft.first = 1


def read_points(draft: Draft) -> str:
    """Cut the points below "Story highlights", above a dateline or running text, as the teaser."""
    first = draft.first
    if _is_above_points(draft, first) and draft.headline:
        first += 1
    elif not first or not _is_above_points(draft, first - 1):
        return ""
    for at in range(first + 1, min(draft.last, first + MOST_POINTS)):
        if len(draft.parts[at - 1].text) > LONGEST_TITLE or is_prose(draft.parts[at - 1]):
            return ""
        if is_dated(draft.dateline_of(at)) or is_prose(draft.parts[at]):
            if first > draft.first:
                draft.take("label", draft.first)
            take_teaser(draft, first, at - 1)
            draft.first = at - 1
            return "teaser"
    return ""


def _is_above_points(draft: Draft, index: int) -> bool:
    text = draft.parts[index].text
    return len(text) <= LONGEST_HEADING and text.casefold().strip(" :") in _highlight()[1]


def is_row(draft: Draft, index: int) -> bool:
    """Whether a paragraph is a row of figures, or one of several that begin with a dash."""
    text = draft.parts[index].text
    if text.startswith("- ") and index + 1 < len(draft.parts):
        below = draft.parts[index + 1]
        return not below.gap and below.text.startswith("- ")
    return "    " in text and _COLUMNS.search(text) is not None


def is_of_book(draft: Draft, index: int) -> bool:
    """Whether a byline, or the line below it, tells pages and price: then it is that of a book."""
    below = draft.parts[index + 1].text if index + 1 < len(draft.parts) else ""
    lines = (draft.parts[index].text, below)
    return any(
        len(line) <= LONGEST_TITLE and _DIGIT.search(line) and _book().search(line)
        for line in lines
    )


def take_highlights(draft: Draft) -> None:
    """Cut the points that a collection prints below the body, each below a sign."""
    last, (sign, _) = draft.last, _highlight()
    if last - 2 <= draft.first or draft.parts[last - 2].text != sign:
        return
    points: list[str] = []
    while last - 2 > draft.first and draft.parts[last - 2].text == sign:
        last -= 2
        points.insert(0, fold_space(draft.parts[last + 1].text))
    draft.keep("teaser", " ".join(points))
    draft.take("teaser", last, draft.last - 1)
    draft.last = last


def take_place(draft: Draft) -> None:
    """Cut a place alone between a byline and the body, as some papers print a dateline."""
    index = draft.first
    text = draft.parts[index].text
    if take_told_town(draft) or not draft.headline:
        return
    if len(text) > LONGEST_PLACE or index + 1 >= draft.last:
        return
    if not draft.byline or place_at_start(text) != text or not is_prose(draft.parts[index + 1]):
        return
    first, _, rest = text.partition(", ")
    if is_known_place(first) or (first.isupper() and rest) or _is_town(draft, text):
        draft.keep("dateline", text)
        draft.take("dateline", index)
        draft.first += 1


def take_told_town(draft: Draft) -> bool:
    """Cut an unknown town before a stop, if the article says again that it is one: "in Harrow"."""
    part = draft.parts[draft.first]
    found = _TOWN_ALONE.match(part.text) if draft.headline else None
    town = found.group(1) if found else ""
    if not found or town.casefold() in _words() or draft.raw.text.count(town) < FEWEST_TOLD:
        return False
    if not any(f" {word} {town}" in draft.raw.text for word in rule_file("bylines")["in_sentence"]):
        return False
    draft.keep("dateline", town)
    draft.take_span("dateline", part.start, part.start + found.end())
    return True


def take_town(draft: Draft) -> str:
    """Cut a known town between a byline and a day, or the body; the rule that cut it."""
    index = draft.first
    text = draft.parts[index].text
    if not draft.headline or len(text) > LONGEST_PLACE or not are_known_places(text.split(", ")[0]):
        return ""
    above = draft.cut.get(draft.parts[index - 1].start)
    below = "date" in draft.kinds(index + 1) or is_prose(draft.parts[index + 1])
    if not above or above.rule not in _ABOVE_TOWN or place_at_start(text) != text or not below:
        return ""
    draft.keep("dateline", text)
    draft.take("dateline", index)
    return "dateline"


def _is_town(draft: Draft, text: str) -> bool:
    """Whether an unknown place stands directly below a byline, and is no heading among others."""
    index = draft.first
    words = text.replace(",", "").split()
    if len(text) > LONGEST_TOWN or len(words) > MOST_WORDS or not draft.is_cut(index - 1):
        return False
    block = not draft.parts[index].gap and draft.parts[index + 1].gap and len(words) < MOST_WORDS
    if not text.isupper() and not block and not _TOWN_AND_STATE.fullmatch(text):
        return False
    if any(word.casefold() in _words() for word in words) or draft.kinds(index):
        return False
    below = draft.parts[index + 2 : draft.last]
    return not any(len(part.text) <= LONGEST_HEADING and not is_prose(part) for part in below)


@cache
def _words() -> frozenset[str]:
    return frozenset((*world().kickers, *organisations(), *world().not_places))
