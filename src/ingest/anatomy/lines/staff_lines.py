"""Lines of roles and names, as `names.staff` reads them, in a draft."""

from ingest.anatomy.dates.printed import find_date
from ingest.anatomy.lines.labels import Place
from ingest.anatomy.names.names import of_staff
from ingest.anatomy.names.persons import has_given_name
from ingest.anatomy.names.staff import Staff, read_staff
from ingest.anatomy.names.staff_words import is_chinese_outlet

__all__ = ["read_beside", "read_staff_line"]

LONGEST_NAME = 12
_ROLE_ENDS = "|｜:："


def read_staff_line(place: Place) -> str:
    """Cut a line of roles and names, and keep who wrote; the rule that cut it."""
    if not place.fits("staff") or "label.byline" in place.seen.rules:
        return ""
    found = read_staff(place.seen.line)
    if not found or not _is_sure(place, found):
        return ""
    draft = place.draft
    draft.day = draft.day or find_date(place.seen.line, "date_line")
    if not found.told:
        return "caption"
    draft.contributors = draft.contributors or found.editors
    if found.authors or found.outlets or found.sent:
        draft.sign(place.printed(), of_staff(found))
        return "byline"
    if found.editors and not draft.authors:
        draft.keep("byline", place.printed())
    return "byline" if found.editors else "label"


def _is_sure(place: Place, found: Staff) -> bool:
    """A first line is a headline, unless all whom it names have known names."""
    first = not place.at and not place.draft.headline
    names = found.authors + found.editors
    return not first or (bool(names or found.sent) and all(map(has_given_name, names)))


def read_beside(place: Place) -> str:
    """Cut an outlet alone, or a name below its role: "海港新闻编辑 |", "李强".

    An outlet is alone below a headline, and below a body in brackets or once more.
    """
    above = place.draft.parts[place.at - 1]
    if not place.at or (above.text[-1] not in _ROLE_ENDS and place.seen.line < "\u2e80"):
        return ""
    draft, line = place.draft, place.seen.line.strip(" ./")
    if len(line) <= LONGEST_NAME and above.text[-1] in _ROLE_ENDS and draft.is_cut(place.at - 1):
        found = read_staff(f"{above.text} {line}")
        if found and (found.authors or found.editors):
            draft.authors = draft.authors or found.authors
            draft.contributors = draft.contributors or found.editors
            return "byline"
    if not is_chinese_outlet(line):
        return ""
    if place.edge == "head" and draft.headline:
        draft.keep("publisher", line)
        return "label"
    if place.printed()[0] in "(（":
        draft.keep("credit", line)
        return "credit"
    return "label" if line == draft.publisher else ""
