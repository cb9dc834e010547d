"""Lines that databases of news print around an article: paper, edition, page, codes, records."""

from ingest.anatomy.draft import Draft
from ingest.anatomy.engine import bare
from ingest.anatomy.headlines.headlines import looks_like_headline
from ingest.anatomy.lines.labels import place_of, read_label
from ingest.anatomy.names.affiliations import is_domain, is_masthead, is_organisation
from ingest.anatomy.rulefiles import rule_file
from ingest.typesetting import ends_sentence

__all__ = ["cut_record", "read_masthead", "take_codes"]

LONGEST_CODE = 32
MOST_CODES = 5
LONGEST_LABEL = 34
FEWEST_FIELDS = 5
_KNOWN = frozenset({"label.date", "label.publisher", "label.other", "label.credit", "prompt"})


def read_masthead(draft: Draft) -> str:
    """Cut the name of a paper above a date line and a headline; the rule that cut it."""
    index = draft.first
    if index + 3 >= draft.last or "byline" in draft.kinds(index + 1):
        return ""
    name = bare(draft.parts[index].text.partition(" (")[0])
    if draft.headline:
        return _masthead_below(draft, name)
    is_site = is_domain(name)
    if len(name) > LONGEST_LABEL or not (is_site or is_organisation(name)):
        return ""
    after = next((i for i in range(index + 1, draft.last) if "date" not in draft.kinds(i)), index)
    while draft.kinds(after) and after + 2 < draft.last:
        after += 1
    dated = index > 0 and draft.is_cut(index - 1)
    if (after == index + 1 and not (dated or is_site)) or not looks_like_headline(
        draft.parts[after].text
    ):
        return ""
    draft.keep("publisher", name)
    draft.take("label", index)
    return "label"


def _masthead_below(draft: Draft, name: str) -> str:
    """Cut the name of a paper below a headline and above a day; or that of a site."""
    index = draft.first
    told = is_masthead(name) and "date" in draft.kinds(index + 1)
    site = is_domain(name) and name.isascii() and draft.is_cut(index - 1)
    if not told and not site:
        return ""
    draft.keep("publisher", name)
    draft.take("label", index)
    return "label"


def take_codes(draft: Draft) -> str:
    """Cut short lines below furniture and above a line of rights: page, code and language.

    Also a line "Body" below such furniture.
    """
    index = draft.first
    if not draft.headline or len(draft.parts[index].text) > LONGEST_CODE:
        return ""
    if bare(draft.parts[index].text).casefold() in rule_file("databases")["bodies"]:
        draft.take("label", index)
        return "label"
    for at in range(index, min(draft.last - 1, index + MOST_CODES)):
        if "credit" in draft.kinds(at):
            draft.take("label", index)
            return "label"
        text = draft.parts[at].text
        if len(text) > LONGEST_CODE or ends_sentence(text):
            return ""
    return ""


def cut_record(draft: Draft) -> None:
    """Cut the fields of a record below the body: "ISSN: …", "Document type: …"."""
    first, known = draft.last, 0
    while first - 1 > draft.first and _is_field(draft.parts[first - 1].text):
        first -= 1
        known += not _KNOWN.isdisjoint(draft.kinds(first))
    if known < FEWEST_FIELDS or 2 * known < draft.last - first:
        return
    for index in range(first, draft.last):
        read_label(place_of(draft, index, "tail"))
        draft.take("label", index)
    draft.last = first


def _is_field(text: str) -> bool:
    label, colon, _ = text[:LONGEST_LABEL].partition(":")
    return bool(colon) and label[:1].isupper() and label.count(" ") < FEWEST_FIELDS - 1
