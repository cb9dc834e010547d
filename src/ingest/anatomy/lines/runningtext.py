"""Paragraphs of which cheap tests say that they are running text, so that no rule is tried."""

from ingest.anatomy.draft import Draft
from ingest.anatomy.learned import line_key
from ingest.anatomy.lines.dated_names import may_be_dated
from ingest.anatomy.lines.dividing import LONGEST_LINE
from ingest.anatomy.lines.label_lines import may_have_labels
from ingest.anatomy.lines.signatures import LONGEST_NAMES
from ingest.anatomy.markup import MARKS, is_trail
from ingest.kernels.beginnings import DIGIT, QUIET, UNKNOWN

__all__ = ["LONGEST_AGENCY", "is_running_text", "is_sentence"]

LONGEST_AGENCY = 60
"""Longest line that may be the name of an agency, or of several."""
_STOPS = ".!?"


def is_running_text(draft: Draft, index: int) -> bool:
    """Say of a paragraph longer than any names that no rule and no learned line is about it."""
    text = draft.parts[index].text
    if len(text) <= LONGEST_NAMES or text[0] in MARKS or draft.kinds(index):
        return False
    return not draft.learned or line_key(text) not in draft.learned


def is_sentence(draft: Draft, index: int) -> bool:
    """Say of a paragraph below a headline that nothing in a head takes it for furniture.

    It ends with a stop, as names do not, and no rule and no learned line is about it; nor may it be
    divided.
    """
    text, traits = draft.parts[index].text, draft.traits[index]
    if len(text) <= LONGEST_AGENCY or text[-1] not in _STOPS or not draft.headline:
        return False
    if draft.learned or draft.authors:
        return False
    if traits & QUIET:
        return True
    if traits & UNKNOWN or text[0] in MARKS or _may_be_divided(draft, index):
        return False
    if may_have_labels(text) or is_trail(text) or (traits & DIGIT and may_be_dated(text)):
        return False
    return not draft.kinds(index)


def _may_be_divided(draft: Draft, index: int) -> bool:
    """Cheap test: whether a line of its own, or a stop between spaces, is at the start."""
    part = draft.parts[index]
    line_ends = draft.raw.text.find("\n", part.start, min(part.end, part.start + LONGEST_LINE))
    return line_ends >= 0 or " . " in part.text
