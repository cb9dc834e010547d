"""The tail of an article: credits, bylines, prompts and links printed below the body."""

from ingest.anatomy.draft import Draft
from ingest.anatomy.furniture import remove_furniture, tidy_source
from ingest.anatomy.headlines import is_prose
from ingest.anatomy.names import parse_byline
from ingest.anatomy.origins import origin_at_end
from ingest.layout import ends_sentence, is_wide
from ingest.text import fold_space

__all__ = ["read_middle", "read_tail"]

REACH = 40
LONGEST_MIDDLE = 300
LONGEST_WIDE = 16
"""Longest line of names alone in Chinese or Japanese, in characters."""


def read_tail(draft: Draft) -> None:
    """Cut furniture from the end upwards; the first paragraph that is not furniture stops it."""
    _cut_related(draft)
    below = draft.last
    while draft.last - 1 > draft.first and below - draft.last < REACH:
        index = draft.last - 1
        if (
            draft.is_cut(index)
            or remove_furniture(draft, index, edge="tail")
            or _name_line(draft, index)
        ):
            draft.last -= 1
            continue
        break
    _cut_origin(draft)


def _cut_related(draft: Draft) -> None:
    """Cut a list of other articles: its heading, and the short lines from there to the end."""
    index = draft.last - 1
    while index > draft.first and draft.last - index < REACH:
        part = draft.parts[index]
        seen = draft.seen(index) if len(part.text) <= 60 else None
        if seen and "related" in seen.rules and index > draft.first:
            for i in range(index, draft.last):
                if not draft.is_cut(i) and not remove_furniture(draft, i, edge="tail"):
                    draft.take("related", i)
            draft.last = index
        elif is_prose(part) and not remove_like(part.text):
            return
        index -= 1


def remove_like(text: str) -> bool:
    """Whether a paragraph is a link or list entry although it ends a sentence."""
    return text.startswith(("http", "* ", "- ", "• "))


def _name_line(draft: Draft, index: int) -> str:
    """A last line of names only, as in "Allen M Lee for TROIB News"."""
    text = fold_space(draft.parts[index].text).lstrip("-–—―－ ")
    if draft.authors or len(text) > 120 or (ends_sentence(text) and not text.endswith("Jr.")):
        return ""
    if is_wide(text[0]) and (len(text) > LONGEST_WIDE or "：" in text):
        return ""
    found = parse_byline(text.strip("()（）[]【】"))
    names = sum(len(name) for name in found.authors)
    if not found.authors or (not found.publisher and names < 0.5 * len(text)):
        return ""
    draft.sign(text, found)
    draft.take("byline", index)
    return "byline"


def _cut_origin(draft: Draft) -> None:
    if draft.last - 1 < draft.first:
        return
    part = draft.parts[draft.last - 1]
    origin = origin_at_end(part.text)
    if origin and origin.start > 0:
        draft.syndicated_from = draft.syndicated_from or tidy_source(origin.source)
        draft.take_span("read_full_article", part.start + origin.start, part.end)


def read_middle(draft: Draft) -> None:
    """Cut prompts, captions, notes and mark-up from between the paragraphs of the body."""
    for index in range(draft.first + 1, draft.last - 1):
        if len(draft.parts[index].text) <= LONGEST_MIDDLE:
            remove_furniture(draft, index, edge="middle")
