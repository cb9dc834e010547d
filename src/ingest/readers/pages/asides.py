"""Blocks of a page that are not its body: the headline again, names, pointers, what follows."""

from typing import Any

from ingest.readers.pages.blocks import Block, key_of
from ingest.readers.pages.sayings import (
    MAX_PROMOTION,
    foot_headings,
    is_label,
    is_pointer,
    is_promotion,
    is_wall,
)

__all__ = [
    "MIN_PARAGRAPH",
    "kinds_of",
    "length_of",
    "signature",
    "without_asides",
    "without_headline",
    "without_names",
]

MIN_PARAGRAPH = 60
"""Letters of a paragraph, rather than a line."""


def without_headline(blocks: list[Block], headline: str) -> list[Block]:
    """Drop the headline where it stands again before the body."""
    title = key_of(headline)
    for number, block in enumerate(blocks[:6]):
        alike = block.key in title and len(block.key) > 0.6 * len(title)
        longer = title in block.key and len(block.key) < 1.4 * len(title)
        if title and (alike or longer):
            return blocks[:number] + blocks[number + 1 :]
    return blocks


def without_names(blocks: list[Block], names: tuple[str, ...]) -> list[Block]:
    """Drop lines before the body that are an author's name alone."""
    keys = set(map(key_of, names))
    first = next((n for n, block in enumerate(blocks) if len(block.key) > MIN_PARAGRAPH), 0)
    return [b for n, b in enumerate(blocks) if n >= first or b.key not in keys]


def without_asides(blocks: list[Block]) -> list[Block]:
    """Drop pointers to other pages and promotions, unless they are most of the page."""
    blocks = blocks[: _wall(blocks[: _foot(blocks)])]
    kept = [
        b
        for b in _unlabelled(blocks)
        if not is_pointer(b.text, b.kind, b.linked) and not is_promotion(b.text)
    ]
    if 2 * length_of(kept) < length_of(blocks):
        return blocks
    last = len(kept)
    while last and kept[-1] is not blocks[-1] and kept[last - 1].kind == "head":
        last -= 1
    return kept[:last] or kept


def _unlabelled(blocks: list[Block]) -> list[Block]:
    """Drop labels of pointers that stand alone, with the links below them."""
    kept: list[Block] = []
    is_below = False
    for block in blocks:
        is_below = is_label(block.text) or (is_below and block.linked > MOSTLY)
        if not is_below:
            kept.append(block)
    return kept


MOSTLY = 0.5
"""Share of a block's letters that are links, below the label of pointers."""


def length_of(blocks: list[Block]) -> int:
    """Letters and digits of all blocks."""
    return sum(len(block.key) for block in blocks)


MIN_BEFORE_FOOT = 200
"""Letters that must stand before what is taken for the foot of an article."""


def _foot(blocks: list[Block]) -> int:
    """Where a heading begins what follows an article, and nothing more stands where it does."""
    for number, block in enumerate(blocks):
        if number and block.key.strip(_DIGITS) in foot_headings():
            before, after = blocks[:number], blocks[number:]
            enough = min(MIN_BEFORE_FOOT, length_of(after))
            if length_of(before) >= enough and not _go_on(before, after):
                return number
    return len(blocks)


def _go_on(before: list[Block], after: list[Block]) -> bool:
    """Whether long paragraphs of both stand in one element, or in the same kind of place."""
    if kinds_of(before) & kinds_of(after):
        return True
    holders = {b.element.getparent() for b in before if _is_long(b)}
    return any(b.element.getparent() in holders for b in after if _is_long(b))


def _is_long(block: Block) -> bool:
    return block.element is not None and block.kind == "p" and len(block.key) >= MIN_PARAGRAPH


MAX_WALL = 800
"""Letters of what an article that is kept back ends with: who may read on, and for how much."""


def _wall(blocks: list[Block]) -> int:
    """Where what keeps an article back begins, and nothing follows but that."""
    for number, block in enumerate(blocks):
        if number and is_wall(block.text):
            before, after = blocks[:number], blocks[number:]
            is_text = any(len(one.text) > MAX_PROMOTION for one in after)
            enough = length_of(before) >= MIN_PARAGRAPH and length_of(after) <= MAX_WALL
            if enough and not is_text and not _go_on(before, after):
                return number
    return len(blocks)


_DIGITS = "0123456789"
"""Before or after "comments" stands how many there are."""


def kinds_of(blocks: list[Block]) -> set[tuple[str, ...]]:
    """Kinds of place in which long paragraphs stand."""
    return {signature(block.element) for block in blocks if _is_long(block)} - {()}


def signature(element: Any) -> tuple[str, ...]:
    """The element's kind of place: tags and classes of its parent and grandparent."""
    if element is None or element.getparent() is None:
        return ()
    parent = element.getparent()
    above = parent.getparent()
    named = parent.get("class") or ""
    if above is None or not named or parent.tag == "body":
        return ()
    return (parent.tag, named, above.tag, above.get("class") or "")
