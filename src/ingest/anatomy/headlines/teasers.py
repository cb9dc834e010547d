"""Teasers: the paragraph above the body that tells what it is about."""

from ingest.anatomy.datelines.datelines import Dateline
from ingest.anatomy.draft import Draft
from ingest.anatomy.headlines.headlines import is_prose
from ingest.anatomy.origins import origin_at_end, tidy_source
from ingest.text import fold_space
from ingest.typesetting import ends_sentence

__all__ = ["is_dated", "is_line", "is_told_below", "is_told_between", "last_point", "take_teaser"]

SHORTEST_BEGIN = 40
REACH_OF_BEGIN = 4
LONGEST_DATELINE, SHORTEST_BODY = 60, 200
MOST_POINTS = 6
LONGEST_POINT, FEWEST_SPACES = 140, 3
POINTS = ("* ", "- ", "• ", "– ", "· ")


def take_teaser(draft: Draft, first: int, last: int) -> None:
    """Cut paragraphs as the teaser, and keep it without the note of its source."""
    text = draft.text_of(draft.parts[first].start, draft.parts[last].end)
    origin = draft.origin_of(first) if first == last else origin_at_end(text)
    if origin:
        draft.keep("syndicated_from", tidy_source(origin.source))
        text = text[: origin.start]
    draft.keep("teaser", fold_space(text))
    draft.take("teaser", first, last)


def is_told_below(draft: Draft, index: int) -> bool:
    """A teaser with "Read full article …" at its end, above a dateline, or as the body begins."""
    below = draft.parts[index + 1]
    if is_dated(draft.dateline_of(index + 1)) or _begins_body(draft, index):
        return True
    return is_prose(below) and bool(draft.origin_of(index))


def _begins_body(draft: Draft, index: int) -> bool:
    """A teaser that is the begin of the body, cut short: "The council of the harbour t…"."""
    text = draft.parts[index].text
    begin = text.rstrip(" .…")
    whole = ends_sentence(text) and not text.endswith(("...", "…"))
    if len(begin) < SHORTEST_BEGIN or whole:
        return False
    below = draft.parts[index + 1 : min(draft.last, index + 1 + REACH_OF_BEGIN)]
    return any(begin in part.text[: len(begin) + LONGEST_DATELINE] for part in below)


def is_dated(dateline: Dateline | None) -> bool:
    """Say whether a dateline names a day or an agency, so that no sentence begins like it."""
    return bool(dateline and (dateline.day or dateline.agency))


def last_point(draft: Draft, index: int) -> int:
    """Return the last of the points that a wire lists above its dateline; -1 if there are none."""
    last = min(draft.last - 1, index + MOST_POINTS)
    for at in range(index, last):
        text = draft.parts[at].text
        if not text.startswith(POINTS) or len(text) > LONGEST_POINT:
            return -1
        if is_dated(draft.dateline_of(at + 1)) or _is_noted(draft, at + 1):
            return at
    return -1


def _is_noted(draft: Draft, index: int) -> bool:
    """Whether a note in brackets or a byline is below points, as above a dateline."""
    text = draft.parts[index].text
    if index >= draft.last - 1 or len(text) > LONGEST_POINT or ends_sentence(text):
        return False
    return "byline" in draft.kinds(index) or ("bracketed" in draft.kinds(index) and text[0] == "(")


def is_line(draft: Draft, index: int) -> bool:
    """Say whether a paragraph is a line of several words that ends no sentence."""
    text = draft.parts[index].text
    if len(text) > LONGEST_POINT or text.count(" ") < FEWEST_SPACES or draft.kinds(index):
        return False
    return text[0].isalpha() and text[-1].isalnum() and not text.isupper()


def is_told_between(draft: Draft, first: int, last: int) -> bool:
    """Whether the body stands above a line, so that it is no headline: the firm's own address."""
    above = sum(len(part.text) for part in draft.parts[first:last])
    below = sum(len(part.text) for part in draft.parts[last + 1 : draft.last])
    return above > max(below, SHORTEST_BODY)
