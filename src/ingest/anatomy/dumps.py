"""How collections of news print articles: parts in one line, or each part on a line of its own."""

import re
from functools import cache

from ingest.anatomy.draft import Draft
from ingest.anatomy.engine import look
from ingest.anatomy.headlines import is_prose
from ingest.anatomy.names import parse_byline
from ingest.anatomy.places import are_known_places, is_known_place, place_at_start
from ingest.anatomy.tables import world
from ingest.text import fold_space

__all__ = [
    "divide_title",
    "is_of_book",
    "is_row",
    "read_split_byline",
    "take_highlights",
    "take_place",
    "take_town",
]

LONGEST_TITLE = 160
LONGEST_NAMES, LONGEST_PLACE, LONGEST_TOWN, LONGEST_HEADING = 60, 40, 24, 60
MOST_WORDS, LONGEST_BY = 3, 6
HIGHLIGHT = "@highlight"
_ABOVE_TOWN = frozenset({"byline", "date", "credit"})
_BY = frozenset({"by", "von", "par", "por", "di", "door", "av", "af"})
_SIGNED_TITLE = re.compile(r".{10,150} \(([^()]{2,30})\) (?=\1 - )")
_BOOK = re.compile(
    r"(?i)\b\d{2,4} ?(?:pages|pp|páginas|pagine|seiten|str|с)\b|\bisbn\b|[$£€]\d+\.\d\d"
)
_TOWN_AND_STATE = re.compile(r"[^\W\d_a-z][^,]+, [^\W\d_a-z][^,]+")
_COLUMNS = re.compile(r"\S {4,}\S*\d|\d {4,}\S")


def divide_title(draft: Draft) -> None:
    """Part a title from the text that follows it in the same line: "Oil rises (AP) AP - Oil …"."""
    part = draft.parts[draft.first]
    title = _SIGNED_TITLE.match(part.text) if ") " in part.text[:LONGEST_TITLE] else None
    if title and not draft.first:
        draft.divide(draft.first, part.start + title.end())


def is_row(draft: Draft, index: int) -> bool:
    """Whether a paragraph is a row of figures, or one of several that begin with a dash."""
    text = draft.parts[index].text
    if text.startswith("- ") and index + 1 < len(draft.parts):
        below = draft.parts[index + 1]
        return not below.gap and below.text.startswith("- ")
    return "    " in text and _COLUMNS.search(text) is not None


def is_of_book(draft: Draft, index: int) -> bool:
    """Whether the line below a byline tells pages and price: then it is that of a book."""
    below = draft.parts[index + 1].text if index + 1 < len(draft.parts) else ""
    return len(below) <= LONGEST_TITLE and _BOOK.search(below) is not None


def read_split_byline(draft: Draft) -> str:
    """Cut "By" on a line of its own, and the names below it; the rule that cut them."""
    index = draft.first
    by = draft.parts[index].text
    if len(by) > LONGEST_BY or by.casefold().strip(" .:") not in _BY or index + 2 >= draft.last:
        return ""
    text = fold_space(draft.parts[index + 1].text)
    found = parse_byline(text) if len(text) <= LONGEST_NAMES else None
    if not found or not (found.authors or "nobody" in look(text).rules):
        return ""
    draft.sign(text, found)
    draft.take("byline", index, index + 1)
    draft.first += 1
    return "byline"


def take_highlights(draft: Draft) -> None:
    """Cut the points that a collection prints below the body, each below a sign."""
    last = draft.last
    if last - 2 <= draft.first or draft.parts[last - 2].text != HIGHLIGHT:
        return
    points: list[str] = []
    while last - 2 > draft.first and draft.parts[last - 2].text == HIGHLIGHT:
        last -= 2
        points.insert(0, fold_space(draft.parts[last + 1].text))
    draft.keep("teaser", " ".join(points))
    draft.take("teaser", last, draft.last - 1)
    draft.last = last


def take_place(draft: Draft) -> None:
    """Cut a place alone between a byline and the body, as some papers print a dateline."""
    index = draft.first
    text = draft.parts[index].text
    if not draft.headline or len(text) > LONGEST_PLACE or index + 1 >= draft.last:
        return
    if not draft.byline or place_at_start(text) != text or not is_prose(draft.parts[index + 1]):
        return
    first, _, rest = text.partition(", ")
    if is_known_place(first) or (first.isupper() and rest) or _is_town(draft, text):
        draft.keep("dateline", text)
        draft.take("dateline", index)
        draft.first += 1


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
    return frozenset((*world().kickers, *world().organisations, *world().not_places))
