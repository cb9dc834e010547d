"""Furniture: lines around the body that are neither headline nor teaser, one by one.

`remove_furniture` looks at one paragraph; if it is a byline, date line, credit, caption, note,
prompt, label or learned line, it cuts it and keeps what it says.
"""

from ingest.anatomy.datelines.datelines import is_dated_place
from ingest.anatomy.dates.printed import find_date
from ingest.anatomy.draft import MIDDLE, Draft
from ingest.anatomy.endings import is_end
from ingest.anatomy.engine import look
from ingest.anatomy.learned import line_key
from ingest.anatomy.lines.agency_lines import read_agency
from ingest.anatomy.lines.contributors import cut_rights, read_contributors, read_signed
from ingest.anatomy.lines.date_lines import read_count, read_date_line
from ingest.anatomy.lines.dated_names import read_dated_names
from ingest.anatomy.lines.dumps import is_of_book
from ingest.anatomy.lines.label_lines import may_have_labels, read_labels
from ingest.anatomy.lines.labels import (
    LIMITS,
    Place,
    is_aside,
    place_of,
    read_header,
    read_label,
)
from ingest.anatomy.lines.runningtext import LONGEST_AGENCY
from ingest.anatomy.lines.staff_lines import read_beside, read_staff_line
from ingest.anatomy.markup import is_markup, is_trail
from ingest.anatomy.names.names import Byline, goes_on, parse_byline
from ingest.anatomy.names.persons import has_given_name
from ingest.anatomy.names.staff_words import is_chinese_outlet
from ingest.anatomy.origins import names_source, tidy_source
from ingest.kernels.beginnings import COLON, DIGIT, QUIET
from ingest.typesetting import ends_sentence

__all__ = ["remove_furniture"]

LONGEST = max(LIMITS.values())
LONGEST_SECTION, SHORTEST_SENTENCE, LONGEST_CALL = 24, 40, 24
"""A call is a prompt up to its colon, when a question follows."""
ADDRESS = ("http://", "https://")
_PAGE = "0123456789 "
"""The number of a page before the name of a paper."""
_SIGNS = " /\\,|"
"""Besides decoration; a line of these holds no words."""


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
    if draft.traits[index] & QUIET and len(text) > LONGEST_AGENCY:
        return ""
    place = place_of(draft, index, edge)
    if edge == "tail" and place.seen.rules and cut_rights(draft, index):
        return ""
    if is_markup(text):
        return read_header(place)
    return _in_the_middle(place) if edge == "middle" else _at_an_edge(place, text)


def _in_the_middle(place: Place) -> str:
    return (_note(place) or _between(place)) if place.seen.rules else ""


def _at_an_edge(place: Place, text: str) -> str:
    if not place.seen.line.strip(_SIGNS):
        return "markup"
    if place.edge == "head" and _is_way(place, text):
        return "label" if text.startswith(ADDRESS) else "kicker"
    holds, (line, rules) = place.draft.traits[place.at], place.seen
    if holds & COLON and may_have_labels(text) and (rule := read_labels(place)):
        return rule
    if holds & DIGIT and "date" not in rules and (rule := _dated(place, line)):
        return rule
    if not rules:
        return read_agency(place) or read_beside(place) or read_count(place)
    return next((rule for read in _AT_EDGES if (rule := read(place))), "")


def _dated(place: Place, line: str) -> str:
    """A day with the place of a dateline beside it, or with who wrote."""
    draft = place.draft
    if place.edge == "head" and is_dated_place(line.lstrip(_PAGE)):
        draft.day = draft.day or find_date(line, "dateline")
        if not draft.headline and line.isupper() and draft.day and draft.day.year:
            return "date"  # of a page, and the name of the paper
        draft.keep("dateline", _signature(place))
        return "dateline"
    found, day = read_dated_names(line, below=bool(draft.headline)) or (Byline(), None)
    if not day or (found == Byline() and place.edge == "head" and draft.dateline_of(place.at)):
        return ""
    draft.day = draft.day or day
    if not found.authors and is_chinese_outlet(found.publisher):
        draft.keep("publisher", found.publisher)
        return "date"
    draft.sign(_signature(place), found)
    return "byline"


def _is_way(place: Place, text: str) -> bool:
    """The way to the page above a headline, or its address; or the name of a section below it.

    Also the publisher once more.
    """
    if text == place.draft.publisher:
        return True
    below = "sections" in place.seen.rules and len(text) <= LONGEST_SECTION
    if place.draft.headline:
        return below
    return is_trail(text) or (text.startswith(ADDRESS) and " " not in text)


def _byline(place: Place) -> str:
    if place.fits("byline") and not goes_on(place.seen.line):
        names = place.seen.part("byline", "names")
        alone = " " not in names and find_date(place.seen.line, "")  # "Posted on May 3 by Ruth"
        found = parse_byline(names, sure=bool(alone))
        outlet = found.is_outlet and "origin" not in place.seen.rules
        initials = is_end(names)
        told = found.authors or found.agencies or outlet or initials
        told = told or "nobody" in look(names).rules
        headline = place.draft.headline or place.draft.raw.given.headline
        sure = place.at or headline or _is_sure(found)
        if (
            told
            and sure
            and not is_of_book(place.draft, place.at)
            and (initials or not found.is_amid(place.seen.line, names))
        ):
            place.draft.sign(_signature(place), found)
            place.draft.day = place.draft.day or find_date(place.seen.line, "date_line")
            return "byline"
    if place.fits("nobody"):
        agencies = parse_byline(place.seen.line).agencies
        place.draft.sign(_signature(place), Byline(agencies=agencies))
        return "byline"
    return ""


def _is_sure(found: Byline) -> bool:
    """A first line such as "By the sea again" is a headline, unless it names a known name."""
    return not found.authors or all(map(has_given_name, found.authors))


def _signature(place: Place) -> str:
    """The line as printed, without the stars of Markdown around it."""
    return place.printed().strip("*_ ")


def _origin(place: Place) -> str:
    source = tidy_source(place.seen.part("origin", "source")) if place.fits("origin") else ""
    if not names_source(place.seen.line, source):
        return ""
    place.draft.keep("syndicated_from", source)
    return "syndication"


def _credit(place: Place) -> str:
    if not place.fits("credit"):
        return ""
    place.draft.keep("credit", place.printed())
    return "credit"


def _note(place: Place) -> str:
    bracketed = place.fits("bracketed") and place.printed()[0] in "(（["
    if not bracketed and not place.fits("note"):
        return ""
    if place.edge == "head" and place.printed()[0] in "([":
        _divide_note(place)
    place.draft.notes.append(place.printed())
    return "note"


def _divide_note(place: Place) -> None:
    """Part a note in brackets from the body behind it: "(EDS: Adds details) Harrow, May 3 …"."""
    part = place.draft.parts[place.at]
    close = part.text.find(")" if part.text[0] == "(" else "]")
    if 0 < close < len(part.text) - SHORTEST_SENTENCE:
        place.draft.divide(place.at, part.start + close + 1)


def _provided(place: Place) -> str:
    """Cut a line such as "News provided by", and the name of an outlet or a firm below it."""
    draft, below = place.draft, place.at + 1
    if "provided" not in place.seen.rules or place.edge != "head" or below + 1 >= draft.last:
        return ""
    if len(draft.parts[below].text) <= LONGEST_AGENCY and not draft.kinds(below):
        draft.keep("publisher", draft.parts[below].text)
        draft.take("label", place.at, below)
        draft.first = below
    return "label"


def _between(place: Place) -> str:
    line = place.seen.line
    asks = line[-1] in "?!" and ":" in line[:LONGEST_CALL]  # "RELATED: What is next?"
    if len(line) > MIDDLE or (ends_sentence(line) and not asks) or place.printed()[-1] in "({;":
        return ""
    heading = place.printed()[0] == "#" and "related" not in place.seen.rules
    return "" if heading else _prompt(place)


def _prompt(place: Place) -> str:
    if place.fits("caption") and not _is_dispatch(place) and not is_aside(place):
        return "caption"
    return "prompt" if place.fits("prompt") else ""


def _is_dispatch(place: Place) -> bool:
    """A first paragraph with an agency in brackets is no caption: "PARIS (AFP) - … (photo)"."""
    dateline = place.draft.dateline_of(place.at) if place.edge == "head" else None
    if not dateline or len(place.draft.parts[place.at].text) < dateline.end + SHORTEST_SENTENCE:
        return False
    return bool(dateline.agency or dateline.day)


_SIGNED = (
    read_staff_line,
    read_label,
    read_agency,
    read_beside,
    read_count,
    _byline,
    read_contributors,
    read_signed,
)
_AT_EDGES = (*_SIGNED, _provided, read_date_line, _origin, _credit, _note, _prompt)
