"""The body of a page: trafilatura finds it, rules for what it lets in or leaves out correct it.

Each block that trafilatura keeps is looked up in the page again, for what its plain text no longer
shows: how much of it is a link, and which element holds it.
"""

from dataclasses import replace
from typing import Any

from ingest.article import Given
from ingest.readers.markup import BLOCKS, text_of
from ingest.readers.pageblocks import Block, extracted, key_of
from ingest.readers.pagerules import (
    FOOT_HEADINGS,
    HIDDEN_CLASS,
    is_pointer,
    is_promotion,
)

__all__ = ["body_of"]

LONG = 120
"""Letters of a block that no statement of the page's own takes away."""
MIN_PARAGRAPH = 60
"""Letters of a paragraph that is missing, to be worth taking in."""


def body_of(root: Any, given: Given, stated: str = "") -> str:
    """Give the body of a page as paragraphs separated by blank lines; "" if it has none.

    Args:
        root: the page; what only screen readers and mouse pointers find is removed from it.
        given: what it states; its headline is not part of the body.
        stated: `articleBody` of its JSON-LD, if it has one.
    """
    _remove_hidden(root)
    places = _places(root)
    links = {key for a in root.iter("a") if len(key := key_of(a.text_content())) > 20}
    blocks = [_placed(block, places, links) for block in _parted(extracted(root), places)]
    if not blocks:
        return stated
    body = key_of(stated)
    blocks = _with_missing(blocks, places, body)
    blocks = _without_headline(blocks, given.headline)
    blocks = _without_asides(_as_stated(blocks, body))
    return "\n\n".join(block.text for block in blocks)


def _remove_hidden(root: Any) -> None:
    """Remove what a page does not show: by class, attribute or inline style.

    An element with much of the page's paragraphs is kept: scripts show such articles later.
    """
    much = _prose(root) * 0.3
    for element in list(root.iter(*_HIDEABLE)):
        if element.getparent() is not None and _is_hidden(element) and _prose(element) <= much:
            element.drop_tree()


def _prose(element: Any) -> int:
    return sum(len(p.text_content()) for p in element.iter("p"))


_HIDEABLE = ("span", "div", "section", "aside", "ul", "p", "h1", "h2", "h3", "a")


def _is_hidden(element: Any) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    unseen = "display:none" in style or "visibility:hidden" in style
    named = HIDDEN_CLASS.search(element.get("class") or "") is not None
    return unseen or named or element.get("hidden") is not None


def _places(root: Any) -> dict[str, Any]:
    """The innermost element that holds each text of the page, by the text's key."""
    places: dict[str, Any] = {}
    for element in root.iter(*_PLACES):
        if not any(child.tag in BLOCKS for child in element):
            key = key_of(element.text_content())
            if key:
                places.setdefault(key, element)
    return places


_PLACES = ("p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "div", "td", "dd", "span")


def _placed(block: Block, places: dict[str, Any], links: set[str]) -> Block:
    element = places.get(block.key)
    if element is not None:
        return replace(block, element=element, linked=_linked(element, block.key))
    leading = (len(key) for key in links if block.key.startswith(key))
    return replace(block, linked=max(leading, default=0) / max(len(block.key), 1))


def _linked(element: Any, key: str) -> float:
    if element.tag == "a" or (element.getparent() is not None and element.getparent().tag == "a"):
        return 1.0
    inner = [link for link in element.iter("a") if link.get("href")]
    return min(1.0, sum(len(key_of(link.text_content())) for link in inner) / max(len(key), 1))


def _parted(blocks: list[Block], places: dict[str, Any]) -> list[Block]:
    """Part the one block to paragraphs that trafilatura's last resort makes of a short page."""
    if len(blocks) != 1:
        return blocks
    found = [(key, element) for key, element in places.items() if key in blocks[0].key]
    if sum(len(key) for key, _ in found) < 0.9 * len(blocks[0].key):
        return blocks
    return [Block("p", text_of(element), key) for key, element in found]


def _with_missing(blocks: list[Block], places: dict[str, Any], body: str) -> list[Block]:
    """Take in paragraphs that stand in the same kind of place as those that were found.

    Pages cut an article by advertisements into several equal containers, and trafilatura stops at
    the first; or it takes the middle of a container and leaves its first or last paragraphs. What
    the page states to be in the body is taken in wherever it stands.
    """
    kinds = _kinds(blocks)
    order = {id(block.element): n for n, block in enumerate(blocks) if block.element is not None}
    whole = "".join(block.key for block in blocks)
    missing: dict[int, list[Block]] = {}
    before = -1
    for key, element in places.items():
        if id(element) in order:
            before = order[id(element)]
        elif element.tag == "p" and len(key) >= MIN_PARAGRAPH and not _is_in(key, whole):
            known = key in body or _signature(element) in kinds
            if known and (linked := _linked(element, key)) < 0.5:
                block = Block("p", text_of(element), key, element, linked)
                missing.setdefault(before, []).append(block)
    result = missing.get(-1, [])
    for number, block in enumerate(blocks):
        result += [block, *missing.get(number, [])]
    return result


def _is_in(key: str, whole: str) -> bool:
    """Whether a text is there, perhaps with other words within it."""
    return key in whole or (key[:30] in whole and key[-30:] in whole)


def _as_stated(blocks: list[Block], body: str) -> list[Block]:
    """Drop what is not in the stated body, where that is the body and not a part of it."""
    inside = [block for block in blocks if _is_in(block.key, body)]
    total = sum(len(block.key) for block in blocks)
    if sum(len(block.key) for block in inside) < 0.8 * total or len(body) < 0.8 * total:
        return blocks
    return [b for b in blocks if b.kind == "head" or len(b.key) > LONG or _is_in(b.key, body)]


def _signature(element: Any) -> tuple[str, ...]:
    """The element's kind of place: tags and classes of its parent and grandparent."""
    if element is None or element.getparent() is None:
        return ()
    parent = element.getparent()
    above = parent.getparent()
    named = parent.get("class") or ""
    if above is None or not named or parent.tag == "body":
        return ()
    return (parent.tag, named, above.tag, above.get("class") or "")


def _without_headline(blocks: list[Block], headline: str) -> list[Block]:
    """Drop the headline where it stands again before the body."""
    title = key_of(headline)
    for number, block in enumerate(blocks[:6]):
        alike = block.key in title and len(block.key) > 0.6 * len(title)
        longer = title in block.key and len(block.key) < 1.4 * len(title)
        if title and (alike or longer):
            return blocks[:number] + blocks[number + 1 :]
    return blocks


def _without_asides(blocks: list[Block]) -> list[Block]:
    """Drop pointers to other pages and promotions, unless they are most of the page."""
    kept = [
        b for b in blocks if not is_pointer(b.text, b.kind, b.linked) and not is_promotion(b.text)
    ]
    total = sum(len(block.key) for block in blocks)
    kept = kept[: _foot(kept)]
    if 2 * sum(len(block.key) for block in kept) < total:
        return blocks
    last = len(kept)
    while last and kept[-1] is not blocks[-1] and kept[last - 1].kind == "head":
        last -= 1
    return kept[:last] or kept


def _foot(blocks: list[Block]) -> int:
    """Where a heading begins what follows an article, and nothing more stands where it does."""
    for number, block in enumerate(blocks):
        if number and block.key in FOOT_HEADINGS:
            body = _kinds(blocks[:number])
            if not body & _kinds(blocks[number:]):
                return number
    return len(blocks)


def _kinds(blocks: list[Block]) -> set[tuple[str, ...]]:
    """Kinds of place in which long paragraphs stand."""
    long = (b.element for b in blocks if b.kind == "p" and len(b.key) >= MIN_PARAGRAPH)
    return {_signature(element) for element in long} - {()}
