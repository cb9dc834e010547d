"""The tail of an article: credits, bylines, prompts and links printed below the body."""

import re
from functools import cache

from ingest.anatomy.draft import Draft
from ingest.anatomy.endings import find_ending
from ingest.anatomy.furniture import remove_furniture
from ingest.anatomy.headlines.headlines import is_prose, looks_like_headline
from ingest.anatomy.lines.calls import cut_calls
from ingest.anatomy.lines.comments import cut_comments
from ingest.anatomy.lines.contributors import cut_contributors, cut_dashed, cut_rights
from ingest.anatomy.lines.dumps import take_highlights
from ingest.anatomy.lines.exports import cut_record
from ingest.anatomy.lines.signatures import read_about_author, read_signature
from ingest.anatomy.lines.slugs import read_sign
from ingest.anatomy.names.affiliations import is_agency
from ingest.anatomy.names.names import parse_byline
from ingest.anatomy.names.persons import has_given_name
from ingest.anatomy.origins import tidy_source
from ingest.anatomy.rulefiles import either, rule_file
from ingest.kernels.beginnings import AMID
from ingest.typesetting import FENCE, ends_sentence, is_wide

__all__ = ["read_end", "read_middle", "read_tail"]

REACH, RELATED_REACH, MOST_NOTES = 400, 40, 24
"""Paragraphs from the end that may be furniture; among which the heading of a list of other
articles is looked for, and the sign that ends a release."""
LONGEST_HEADING, LONGEST_STRAY, LONGEST_MIDDLE = 60, 50, 300
"""Characters of such a heading, of an unknown line between furniture, and of furniture amid a
body."""
LONGEST_HEADLINE, LONGEST_LABEL, LONGEST_CAPTION = 120, 20, 160
"""Characters of the headline of another article, of "Image caption,", and of the caption below."""
NO_BODY = frozenset({"byline", "credit", "date", "label", "prompt"})
"""Rules that cut also the only paragraph that is left."""
_POINTS = frozenset("*-•+#[>|")
_ADDRESS = re.compile(r"\S@\S|\(?\+?\d[\d ().-]{7,}\d|https?://|www\.")
"""An address, or a number to call."""


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(rule_file("releases")[kind])


@cache
def _names_behind() -> "re.Pattern[str]":
    """Names in brackets behind a sentence of Chinese or Japanese."""
    before = either("bylines", "before_bracketed")
    return re.compile(rf"(?<=[。！？」』])[【（](?:{before})?([^【（】）。]{{2,30}})[】）]$")


@cache
def _notes() -> "re.Pattern[str]":
    return re.compile(f"(?i)(?:{either('releases', 'notes')})")


@cache
def _contact() -> "re.Pattern[str]":
    return re.compile(f"(?i){either('releases', 'contact')}")


def read_tail(draft: Draft) -> None:
    """Cut furniture from the end upwards; the first paragraph that is not furniture stops it."""
    cut_comments(draft)
    take_highlights(draft)
    _cut_behind_end(draft)
    cut_record(draft)
    _cut_related(draft)
    lowest = max(draft.first, draft.last - REACH)
    while draft.last - 1 > lowest:
        index = draft.last - 1
        if not (
            draft.is_cut(index)
            or remove_furniture(draft, index, edge="tail")
            or read_signature(draft, index)
            or read_sign(draft, index)
            or read_about_author(draft, index)
            or _is_stray(draft, index)
        ):
            break
        draft.last -= 1


def read_end(draft: Draft) -> None:
    """Cut what stands behind the last sentence of the body."""
    _cut_all(draft)
    _cut_end(draft)
    _cut_origin(draft)
    cut_rights(draft, draft.last - 1)
    cut_contributors(draft)
    cut_dashed(draft)
    _cut_inline_names(draft)


def _cut_behind_end(draft: Draft) -> None:
    """Cut the notes and addresses that a press release prints below the sign of its end."""
    ends = _words("ends")
    for index in range(draft.last - 2, max(draft.first + 1, draft.last - MOST_NOTES), -1):
        if draft.parts[index].text not in ends:
            continue
        above = sum(len(part.text) for part in draft.parts[draft.first : index])
        notes = draft.parts[index + 1 : draft.last]
        told = any(map(_notes().match, (part.text for part in notes)))
        told = told and any(_ADDRESS.search(part.text) for part in notes)
        if told and sum(len(part.text) for part in notes) < above:
            _cut_from(draft, index, asked=True)
        return


def _is_stray(draft: Draft, index: int) -> str:
    """Cut a short line that is unknown but has furniture directly above and below it."""
    text = draft.parts[index].text
    size = len(text) * (2 if is_wide(text[0]) else 1)
    below = index + 1 < len(draft.parts) and draft.is_cut(index + 1)
    if not below or index - 1 <= draft.first or size > LONGEST_STRAY:
        return ""
    owner = text.rstrip(".")
    is_firm = owner.rpartition(" ")[2].casefold() in _words("firms")
    if is_firm or owner in draft.credit:
        draft.take("prompt", index)
        return "prompt"
    if ends_sentence(text):
        return ""
    if text[0] in '-*•|"“«„' or not (
        draft.is_cut(index - 1) or remove_furniture(draft, index - 1, edge="tail")
    ):
        return ""
    draft.take("prompt", index)
    return "prompt"


def _cut_related(draft: Draft) -> None:
    """Cut a list of other articles: its heading, and the short lines from there to the end."""
    for index in range(draft.last - 1, max(draft.first, draft.last - RELATED_REACH), -1):
        part = draft.parts[index]
        if len(part.text) <= LONGEST_HEADING and "related" in draft.kinds(index):
            _cut_from(draft, index, asked=_contact().search(part.text) is not None)
        elif is_prose(part) and not _is_entry(draft, index):
            return


def _cut_from(draft: Draft, first: int, *, asked: bool) -> None:
    """Cut all from here on, and keep what is told there; who is to be asked is no author."""
    for index in range(first, draft.last):
        named = asked and parse_byline(draft.parts[index].text).authors
        if draft.is_cut(index):
            continue
        if named or not remove_furniture(draft, index, edge="tail"):
            draft.take("related", index)
    draft.last = first


def _is_entry(draft: Draft, index: int) -> bool:
    """Whether a paragraph may stand below a list of links, although it ends a sentence."""
    text = draft.parts[index].text
    if text.startswith(("http", "* ", "- ", "• ")):
        return True
    return len(text) <= LONGEST_MIDDLE and bool({"credit", "prompt"} & set(draft.kinds(index)))


def _cut_all(draft: Draft) -> None:
    """Cut the only paragraph that is left too, if it is furniture: then there is no body."""
    index = draft.first
    if draft.last - index != 1 or len(draft.parts[index].text) > LONGEST_STRAY:
        return
    for edge in ("head", "tail"):
        trial = draft.copy()
        if remove_furniture(trial, index, edge=edge) in NO_BODY:
            draft.adopt(trial)
            return


def _cut_end(draft: Draft) -> None:
    """Cut the sign that ends a wire text, or its agency, from behind the last sentence."""
    part = draft.parts[draft.last - 1]
    if found := find_ending(part.text):
        if not is_agency(draft.credit):
            draft.credit = found.agency or draft.credit
        draft.take_span("credit", part.start + found.start, part.end)


def _cut_origin(draft: Draft) -> None:
    """Cut "This article first appeared on X." from the end of the last paragraph."""
    if draft.last <= draft.first:
        return
    part = draft.parts[draft.last - 1]
    origin = draft.origin_of(draft.last - 1)
    if origin and origin.start > 0:
        draft.keep("syndicated_from", tidy_source(origin.source))
        draft.take_span("syndication", part.start + origin.start, part.end)


def _cut_inline_names(draft: Draft) -> None:
    """Cut names in brackets behind the last sentence, as in Japanese papers: "…。【山田太郎】"."""
    part = draft.parts[draft.last - 1]
    match = _names_behind().search(part.text) if part.text[-1] in "】）" else None
    if not match:
        return
    found = parse_byline(match.group(1).rpartition("＝")[2])
    if found.authors and not found.rest and all(map(has_given_name, found.authors)):
        draft.sign(match.group(0), found)
        draft.take_span("byline", part.start + match.start(), part.end)


def read_middle(draft: Draft) -> None:
    """Cut prompts, captions, notes and mark-up from between the paragraphs of the body."""
    code = False
    inner = range(draft.first + 1, draft.last - 1)
    for index in [index for index in inner if draft.traits[index] & AMID]:
        text = draft.parts[index].text
        if text.startswith(FENCE):
            code = not code
        elif not code and len(text) <= LONGEST_MIDDLE:
            rule = remove_furniture(draft, index, edge="middle")
            if rule == "prompt":
                _cut_announced(draft, index)
            if rule == "caption" and len(text) <= LONGEST_LABEL and text[-1] in ",:":
                _cut_caption_below(draft, index + 1)
    cut_calls(draft)


def _cut_announced(draft: Draft, index: int) -> None:
    """Cut the headline of another article below a heading for such: "Lesen Sie auch"."""
    text = draft.parts[index + 1].text
    announces = "related" in draft.kinds(index) and len(text) <= LONGEST_HEADLINE
    if text[0] in _POINTS or draft.parts[index].text[0] in _POINTS:
        return
    if announces and index + 1 < draft.last - 1 and looks_like_headline(text):
        draft.take("related", index + 1)


def _cut_caption_below(draft: Draft, index: int) -> None:
    """Cut the caption below "Image caption," on a line of its own."""
    text = draft.parts[index].text
    if index < draft.last - 1 and len(text) <= LONGEST_CAPTION and not ends_sentence(text):
        draft.take("caption", index)
