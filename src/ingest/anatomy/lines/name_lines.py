"""Lines of names alone below a headline, and of roles and outlets below a byline."""

import re
from itertools import accumulate

from ingest.anatomy.dates.printed import find_date
from ingest.anatomy.draft import Draft
from ingest.anatomy.headlines.headlines import is_prose, is_title_case
from ingest.anatomy.lines.dumps import is_of_book
from ingest.anatomy.lines.signatures import (
    ADDRESS,
    LONGEST_NAMES,
    LONGEST_PLACE,
    LONGEST_SIGNATURE,
    LONGEST_TOWN,
    LONGEST_WIDE_NAMES,
    is_other,
    writes_for,
)
from ingest.anatomy.lines.told_names import is_heading, is_told_of, is_too_long
from ingest.anatomy.names.affiliations import (
    agency_before_role,
    is_branch,
    is_organisation,
    is_title,
    match_role,
)
from ingest.anatomy.names.names import Byline, parse_byline
from ingest.anatomy.names.persons import has_given_name, may_name
from ingest.anatomy.names.places import is_known_place
from ingest.anatomy.names.roles import agency_in, is_role
from ingest.text import fold_space
from ingest.typesetting import is_wide

__all__ = ["read_name_line"]

LONGEST_TOP, MOST_BESIDE = 40, 3
"""Longest name above all, in an article without a headline, and lines between it and the body."""

_NO_NAME_ENDS = frozenset(".。:：?？!！,，;；、")
_PIECES = re.compile(r"[,|/–—，]| - ")


def read_name_line(draft: Draft) -> str:
    """Cut a line of names below a headline, or of roles below a byline; the rule that cut it."""
    text = draft.parts[draft.first].text
    if not _may_be_names(draft, text) or draft.dateline_of(draft.first) or _is_heading(draft):
        return ""
    if not draft.headline:
        return _above_all(draft, text)
    text = text[1:].rstrip("=< ") if text[0] == "^" else text
    text = fold_space(text).strip("*_ ").lstrip("•·–□■ ")
    text = ADDRESS.sub("", text).strip(" ,;|/–-") if "@" in text else text
    text = text[1:-1] if text[:1] in "(（" and text[-1:] in ")）" else text
    text = text[:-1] if text[-1:] == "," and _is_name_below(draft, text) else text
    if draft.authors:
        return _role_line(draft, text) or _one_more_name(draft, text)
    if not text or text[-1] in _NO_NAME_ENDS or text[0] == "|":
        return ""
    if is_wide(text[0]) and len(text) > LONGEST_WIDE_NAMES:
        return ""
    found = parse_byline(text) if may_name(text) else Byline()
    return _sign(draft, text, found) or _role_line(draft, text)


def _is_name_below(draft: Draft, text: str) -> bool:
    """Whether a name and a comma are above another known name: "Jane Doe," above "John Roe"."""
    below = draft.parts[draft.first + 1].text
    return len(below) <= LONGEST_TOP and has_given_name(text[:-1]) and has_given_name(below)


def _may_be_names(draft: Draft, text: str) -> bool:
    """Cheap test: whether a line is short, and above a headline and any names begins as a name."""
    if draft.headline or draft.byline:
        return len(text) <= LONGEST_NAMES
    return len(text) <= LONGEST_TOP and has_given_name(text)


def _is_heading(draft: Draft) -> bool:
    """Whether a line is a heading above a list of other articles."""
    return "related" in draft.kinds(draft.first)


def _above_all(draft: Draft, text: str) -> str:
    """A line of an article without a headline: a name, or the outlet below one."""
    if not draft.byline:
        return _sign_above_all(draft, text)
    return _role_line(draft, fold_space(text)) if _is_affiliation(text) else ""


def _is_affiliation(text: str) -> bool:
    """Whether a line below names is a role, an agency or an outlet for certain."""
    sure = _is_service(text) or is_role(text) or agency_in(text)
    return bool(sure or _outlet_before_role(text))


def _sign_above_all(draft: Draft, text: str) -> str:
    """Cut a known name at the top of an article without a headline, above a day or an outlet.

    Where the headline is given, the name stands below it.
    """
    below = draft.first + 1
    found = parse_byline(text)
    if not found.authors or found.rest or not all(map(has_given_name, found.authors)):
        return ""
    body = below
    while body < min(draft.last - 1, below + MOST_BESIDE) and _is_beside_name(draft, body):
        body += 1
    beside = body > below or (draft.first > 0 and draft.is_cut(draft.first - 1))
    is_below = draft.first == 0 and bool(draft.raw.given.headline) and not draft.raw.given.authors
    if not (beside or is_below) or not is_prose(draft.parts[body]):
        return ""
    if is_told_of(draft, draft.first, found.authors):
        return ""
    draft.sign(text, found)
    draft.take("byline", draft.first)
    return "byline"


def _is_beside_name(draft: Draft, index: int) -> bool:
    """Whether a line is a day, or a role or an outlet."""
    kinds = draft.kinds(index)
    return "date" in kinds or "nobody" in kinds or _is_desk(draft.parts[index].text)


def _sign(draft: Draft, text: str, found: Byline) -> str:
    if found.authors and found.agencies and "/" in text and " / " not in text:
        draft.take("caption", draft.first)  # "Jane Doe/Reuters" took a picture
        return "caption"
    if not found.authors or is_of_book(draft, draft.first) or not _names_alone(draft, text, found):
        return ""
    draft.sign(text, found)
    draft.day = draft.day or find_date(text, "date_line")
    draft.take("byline", draft.first)
    return "byline"


def _role_line(draft: Draft, text: str) -> str:
    """A line of roles, or of an outlet, below a byline; a place may follow: "BBC News, London"."""
    first, _, place = text.replace("، ", ", ").partition(", ")
    if not draft.byline or not draft.is_cut(draft.first - 1) or len(place) > LONGEST_PLACE:
        return ""
    if (
        len(first) > LONGEST_SIGNATURE
        or "。" in text
        or any(map(str.isdigit, place))
        or is_known_place(text)
    ):
        return ""
    placed = is_known_place(first) and is_role(place)  # "Londres, correspondante"
    outlet = is_branch(first) or is_organisation(first)
    agency = agency_in(first) or agency_before_role(first)
    if not (agency or is_role(text) or placed or is_role(first) or outlet):
        return _role_at(draft, text)
    if agency:
        draft.keep("credit", agency)
    else:
        named = first if outlet and not is_role(first) else ""
        draft.keep("publisher", _outlet_before_role(named) or named)
    draft.take("byline", draft.first)
    return "byline"


def _outlet_before_role(text: str) -> str:
    """The outlet in a line of an outlet and a role: "DAILY NEWS STAFF WRITERS"."""
    begins = accumulate(text.split(), "{} {}".format) if is_title(text) else ()
    return next(filter(is_organisation, begins), "")


def _one_more_name(draft: Draft, text: str) -> str:
    """Cut another known name directly below those of a byline."""
    above = draft.cut.get(draft.parts[draft.first - 1].start)
    if not above or above.rule != "byline" or len(text) > LONGEST_TOP or not has_given_name(text):
        return ""
    part = draft.parts[draft.first]
    if part.gap and "@" not in part.text and "@" not in above.text:  # it may be a heading
        return ""
    found = parse_byline(text)
    if found.rest or not found.authors or not all(map(has_given_name, found.authors)):
        return ""
    if any(map(is_other, found.authors)) or is_told_of(draft, draft.first, found.authors):
        return ""
    draft.authors = tuple(dict.fromkeys((*draft.authors, *found.authors)))
    draft.take("byline", draft.first)
    return "byline"


def _role_at(draft: Draft, text: str) -> str:
    """A role and an outlet below a byline: "Staff Reporter of The Harbour Post"."""
    if not draft.authors or not match_role(text):
        return ""
    found = parse_byline(f"{draft.authors[0]}, {text}")
    words = text.partition(found.publisher or text)[0].removesuffix("the ").split()
    if found.rest or not is_role(" ".join(words[:-1])):
        return ""
    draft.keep("publisher", found.publisher)
    draft.take("byline", draft.first)
    return "byline"


def _names_alone(draft: Draft, text: str, found: Byline) -> bool:
    if all(name in draft.headline for name in found.authors) or any(map(is_other, found.authors)):
        return False
    names = sum(map(len, found.authors))
    role = not found.rest and any(is_role(piece.strip()) for piece in _PIECES.split(text)[1:])
    known = all(map(has_given_name, found.authors))
    strange = not known and (is_too_long(found.authors) or is_heading(draft, draft.first))
    if role or found.publisher or strange:
        return not strange and (role or known or writes_for(draft, text, found))
    if known and names >= 0.6 * len(text):
        return not is_told_of(draft, draft.first, found.authors)
    if found.rest > (LONGEST_PLACE if known else LONGEST_TOWN) or (text.isupper() and not known):
        return False
    return not is_told_of(draft, draft.first, found.authors) and _is_below_headline(
        draft, known or bool(found.agencies)
    )


def _is_below_headline(draft: Draft, known: bool) -> bool:
    """Whether a date line is below names, or body and a headline in which names alone are large."""
    below = draft.first + 1
    if draft.parts[below].text[0] == "@" and below + 1 < len(draft.parts):
        below += 1
    text = draft.parts[draft.first].text
    cased = text.upper() != text.lower()
    if cased and ("date" in draft.kinds(below) or _is_desk(draft.parts[below].text)):
        return True
    plain = cased and not is_title_case(draft.headline)
    return (plain or known) and is_prose(draft.parts[below])


def _is_desk(text: str) -> bool:
    """Whether a line below names is a role, or the outlet they write for."""
    outlet = is_organisation(text) or is_role(text) or _is_service(text)
    return len(text) <= LONGEST_SIGNATURE and outlet


def _is_service(text: str) -> bool:
    """Whether a line names a service of a broadcaster, or a role at an agency."""
    first = text.replace("،", ",").split(", ")[0]
    return is_branch(first) or agency_before_role(first) != ""
