"""The body of a page: trafilatura finds it, rules for what it lets in or leaves out correct it.

Each block that trafilatura keeps is looked up in the page again, for what its plain text no longer
shows: how much of it is a link, and which element holds it.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from itertools import islice
from operator import itemgetter
from typing import Any

from ingest.article import Given
from ingest.readers.markup import BLOCKS, text_of
from ingest.readers.pages.asides import (
    MIN_PARAGRAPH,
    kinds_of,
    length_of,
    signature,
    without_asides,
    without_headline,
    without_names,
)
from ingest.readers.pages.blocks import Block, extracted, key_of
from ingest.readers.pages.removed import remove_hidden, remove_teasers

__all__ = ["body_of"]

LONG = 120
"""Letters of a block that no statement of the page's own takes away."""
STUB = 2
"""So many times longer is a stated body than the stub that a page prints of it."""

Places = dict[str, list[Any]]
"""The elements that hold a text, in their order, by the text's key."""


def body_of(root: Any, given: Given, stated: str = "") -> str:
    """Give the body of a page as paragraphs separated by blank lines; "" if it has none.

    Args:
        root: the page; what only screen readers and mouse pointers find is removed from it.
        given: what it states; its headline is not part of the body.
        stated: `articleBody` of its JSON-LD, if it has one.
    """
    remove_hidden(root)
    remove_teasers(root, given.url)
    # lxml makes an element's object anew once nobody holds it; while this list does, ids are sure.
    elements = list(root.iter())
    texts = _texts(elements)
    places: Places = {}
    for key, element in texts:
        places.setdefault(key, []).append(element)
    links = {key for a in root.iter("a") if len(key := key_of(a.text_content())) > 20}
    blocks = _placed(_parted(extracted(root), places), places, links)
    body = key_of(stated)
    if not blocks or [block.key for block in blocks] == [body]:
        return stated
    blocks = _with_missing(blocks, texts, body)
    blocks = without_names(without_headline(blocks, given.headline), given.authors)
    blocks = without_asides(_as_stated(blocks, body))
    elements.clear()
    if STUB * length_of(blocks) < len(body) and _are_start_of(blocks, body):
        return stated
    return "\n\n".join(block.text for block in blocks)


def _texts(elements: list[Any]) -> list[tuple[str, Any]]:
    """Each text of the page by its key, with the innermost element that holds it."""
    inner = (
        element
        for element in elements
        if element.tag in _PLACES and not any(child.tag in BLOCKS for child in element)
    )
    return [(key, element) for element in inner if (key := key_of(element.text_content()))]


_PLACES = ("p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "div", "td", "dd", "span")


def _placed(blocks: list[Block], places: Places, links: set[str]) -> list[Block]:
    """Look each block up; a text that was found twice stands in its first and second place."""
    seen: Counter[str] = Counter()
    placed = []
    for block in blocks:
        elements = places.get(block.key, [])
        if seen[block.key] < len(elements):
            element = elements[seen[block.key]]
            seen[block.key] += 1
            linked = _linked(element, block.key)
        else:
            element = None
            leading = (len(key) for key in links if block.key.startswith(key))
            linked = max(leading, default=0) / max(len(block.key), 1)
        placed.append(replace(block, element=element, linked=linked))
    return placed


def _linked(element: Any, key: str) -> float:
    if element.tag == "a" or (element.getparent() is not None and element.getparent().tag == "a"):
        return 1.0
    inner = [link for link in element.iter("a") if link.get("href")]
    return min(1.0, sum(len(key_of(link.text_content())) for link in inner) / max(len(key), 1))


def _parted(blocks: list[Block], places: Places) -> list[Block]:
    """Part the one block to paragraphs that trafilatura's last resort makes of a short page."""
    if len(blocks) != 1:
        return blocks
    found = [(key, elements[0]) for key, elements in places.items() if key in blocks[0].key]
    if sum(len(key) for key, _ in found) < 0.9 * len(blocks[0].key):
        return blocks
    return [Block("p", text_of(element), key) for key, element in found]


def _with_missing(blocks: list[Block], texts: list[tuple[str, Any]], body: str) -> list[Block]:
    """Take in what stands in the same kind of place as what was found, and was left out."""
    order = {id(block.element): n for n, block in enumerate(blocks) if block.element is not None}
    is_missing = _missing_test(blocks, body)
    missing: dict[int, list[Block]] = {}
    before = -1
    for key, element in texts:
        if is_missing(key, element) and (linked := _linked(element, key)) < 0.5:
            kind = {"p": "p", "li": "item"}.get(element.tag, "head")
            block = Block(kind, text_of(element), key, element, linked)
            missing.setdefault(before, []).append(block)
        before = order.get(id(element), before)
    last = missing.get(len(blocks) - 1, [])
    while last and last[-1].kind == "head":
        last.pop()
    result = missing.get(-1, [])
    for number, block in enumerate(blocks):
        result += [block, *missing.get(number, [])]
    return result


def _missing_test(blocks: list[Block], body: str) -> Callable[[str, Any], bool]:
    """Make the test whether a paragraph of the page was left out; it is to see all, in order.

    Pages cut an article by advertisements into several equal containers, and trafilatura stops at
    the first; or it takes the middle of a container and leaves its first or last paragraphs, or
    those that say again what another one said there. What the page states to be in the body is
    taken in wherever it stands.
    """
    kinds = kinds_of(blocks)
    unlisted = _unlisted_test(blocks)
    holders: Counter[int] = Counter()
    for block in blocks:
        if block.element is not None:
            holders[id(block.element.getparent())] += len(block.key)
    placed = {id(block.element) for block in blocks}
    whole = "".join(block.key for block in blocks)
    first: dict[str, int] = {}
    seen: Counter[str] = Counter()

    def is_missing(key: str, element: Any) -> bool:
        holder = id(element.getparent())
        again = key in first
        if first.setdefault(key, holder) != holder:
            return False
        seen[key] += 1
        if id(element) in placed:
            return False
        if element.tag != "p" or len(key) < MIN_PARAGRAPH:
            return unlisted(key, element) and not again and not _is_in(key, whole)
        if again:
            return 2 * holders[holder] > len(whole) and whole.count(key) < seen[key]
        return not _is_in(key, whole) and (key in body or signature(element) in kinds)

    return is_missing


def _unlisted_test(blocks: list[Block]) -> Callable[[str, Any], bool]:
    """Make the test whether an item or heading was passed over, because all of them were.

    Where trafilatura finds no container, it takes whatever paragraphs there are, and nothing else.
    """
    holders: Counter[Any] = Counter()
    for block in blocks:
        if block.kind == "p" and block.element is not None:
            holders[block.element.getparent()] += len(block.key)
    holder, letters = max(holders.items(), key=itemgetter(1), default=(None, 0))
    found = {block.kind for block in blocks[1:]} & {"head", "item", "list"}
    is_main = not found and letters >= max(2 * MIN_PARAGRAPH, length_of(blocks) // 2)

    def is_unlisted(key: str, element: Any) -> bool:
        if not is_main or element.tag not in _PASSED_OVER or len(key) < MIN_ITEM:
            return False
        return any(above is holder for above in islice(element.iterancestors(), LEVELS))

    return is_unlisted


_PASSED_OVER = frozenset(["h2", "h3", "h4", "li"])
MIN_ITEM = 8
"""Letters of an item or a heading."""
LEVELS = 3
"""So far above an item stands what also holds the paragraphs."""


def _are_start_of(blocks: list[Block], body: str) -> bool:
    """Whether most of what a page prints stands in the body it states, as of one to be paid for."""
    return 2 * length_of([block for block in blocks if _is_in(block.key, body)]) > length_of(blocks)


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
