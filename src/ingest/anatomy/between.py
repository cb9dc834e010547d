"""Short lines in a head that no rule knows, between others: captions, and what somebody is."""

from ingest.anatomy.datelines.alone import is_place_and_weekday
from ingest.anatomy.draft import Draft
from ingest.anatomy.furniture import remove_furniture
from ingest.anatomy.headlines import teasers
from ingest.anatomy.headlines.headlines import is_prose
from ingest.anatomy.lines.dumps import is_row
from ingest.anatomy.names.affiliations import is_agency
from ingest.typesetting import ends_sentence, is_wide

__all__ = ["read_between"]

LONGEST, LONGEST_SENTENCE, LONGEST_CREDIT = 120, 90, 50
"""Characters of such a line, a wide one counting twice; of a caption that ends as a sentence; and
of who took the picture, below it: a longer line is a caption of its own."""
OF_PICTURE = frozenset({"caption", "credit"})
_SIGNED = frozenset({"byline", "date"})
_OF_HEADLINE = frozenset({"headline", "repeated_headline", "kicker"})
_SOLID = ("\u0e00", "\u17ff")
"""From Thai to Khmer, which print no full stop that would tell a sentence."""
_POINTS = frozenset("-*•–—#>|[{")


def read_between(draft: Draft, *, below_teaser: bool) -> str:
    """Cut a short line between furniture of the head, or above who took the picture.

    Args:
        draft: the article; its headline is cut.
        below_teaser: the paragraph above is taken for a teaser.

    Returns:
        The rule that cut it; empty if it stays.
    """
    index = draft.first
    if not draft.headline or index + 2 >= draft.last:
        return ""
    text = draft.parts[index].text
    if is_place_and_weekday(text):  # with figures it is known before
        draft.keep("dateline", text)
        draft.take("dateline", index)
        return "dateline"
    signed = len(text) <= LONGEST and _names_agency(text) and not draft.dateline_of(index)
    rule = "caption" if signed else ""
    if not rule and _may_be(draft, index):
        rule = _rule_between(draft, index, below_teaser=below_teaser)
    if rule == "teaser":
        teasers.take_teaser(draft, index, index)
    elif rule:
        draft.take(rule, index)
    return rule


def _rule_between(draft: Draft, index: int, *, below_teaser: bool) -> str:
    """What a line is, by what stands above and below; a teaser above a byline is read with that."""
    text = draft.parts[index].text
    amid = below_teaser or _is_below_furniture(draft, index)
    short = len(draft.parts[index + 1].text) <= LONGEST_CREDIT
    if ends_sentence(text) and not (short and amid and len(text) <= LONGEST_SENTENCE):
        return ""
    below = _rule_below(draft, index + 1) if short or amid else ""
    told = below in OF_PICTURE and short
    if not below or not (told or (amid and not ends_sentence(text))):
        return ""
    if not (told or below_teaser or draft.teaser) and teasers.is_line(draft, index):
        return "" if below in _SIGNED else "teaser"
    return "caption"


def _may_be(draft: Draft, index: int) -> bool:
    part = draft.parts[index]
    text = part.text
    size = len(text) * (2 if is_wide(text[0]) else 1)
    if size > LONGEST or text[0] in _POINTS or _SOLID[0] <= text[0] <= _SOLID[1]:
        return False
    if text[-1] in ":;,({" or (is_prose(part) and size > LONGEST_SENTENCE):
        return False
    return not (draft.kinds(index) or draft.dateline_of(index) or is_row(draft, index))


def _names_agency(text: str) -> bool:
    """Whether a line that is no sentence ends with an agency in brackets: "The quay (AFP)"."""
    before, bracket, agency = text.rpartition("(")
    if not bracket or text[-1] != ")" or not before.strip() or ends_sentence(before.strip()):
        return False
    return is_agency(agency[:-1])


def _rule_below(draft: Draft, index: int) -> str:
    """The rule that would cut the line below."""
    trial = draft.copy()
    trial.first = index
    return remove_furniture(trial, index, edge="head")


def _is_below_furniture(draft: Draft, index: int) -> bool:
    above = draft.cut.get(draft.parts[index - 1].start) if index else None
    return bool(draft.teaser) or (above is not None and above.rule not in _OF_HEADLINE)
