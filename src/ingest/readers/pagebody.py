"""The body of a page: trafilatura finds it, rules for what it lets in or leaves out correct it.

Each block that trafilatura keeps is looked up in the page again, for what its plain text no longer
shows: how much of it is a link, and which element holds it.
"""

from dataclasses import dataclass
from typing import Any

from ingest.article import Given
from ingest.readers.markup import BLOCKS, text_of
from ingest.readers.pagerules import is_pointer, is_promotion

__all__ = ["Block", "body_of"]

MIN_PARAGRAPH = 60
"""Letters of a paragraph that is missing, to be worth taking in."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item or the like.

    Attributes:
        kind: "p", "head", "item", "quote", "cell" …
        text: on one line, except line breaks within it.
        key: its letters and digits, in lower case.
        element: the element of the page it stands in, if one holds just this text.
        linked: share of its letters that are links, 0 to 1.
    """

    kind: str
    text: str
    key: str
    element: Any = None
    linked: float = 0.0


def body_of(root: Any, given: Given) -> str:
    """Give the body of a page as paragraphs separated by blank lines; "" if it has none.

    Args:
        root: the page.
        given: what it states; its headline is not part of the body.
    """
    places = _places(root)
    blocks = [_placed(block, places) for block in _extracted(root)]
    blocks = _with_missing(blocks, places)
    blocks = _without_headline(blocks, given.headline)
    return "\n\n".join(block.text for block in _without_asides(blocks))


def _extracted(root: Any) -> list[Block]:
    """What trafilatura takes for the body."""
    import trafilatura

    found = trafilatura.bare_extraction(
        root, include_comments=False, include_tables=True, with_metadata=False
    )
    blocks: list[Block] = []
    if found is not None and found.body is not None:
        _append(blocks, "p", found.body.text)
        _collect(found.body, blocks)
    return blocks


_HOLDERS = {"p", "item", "list", "quote", "table", "row", "cell", "head", "div", "code"}


def _collect(parent: Any, blocks: list[Block]) -> None:
    for child in parent:
        if isinstance(child.tag, str):
            if any(inner.tag in _HOLDERS for inner in child):
                _append(blocks, child.tag, child.text)
                _collect(child, blocks)
            else:
                _append(blocks, child.tag, _text(child))
        _append(blocks, "p", child.tail)


def _text(element: Any) -> str:
    pieces = [element.text or ""]
    for child in element:
        pieces.append("\0" if child.tag == "lb" else _text(child))
        pieces.append(child.tail or "")
    return "".join(pieces)


def _append(blocks: list[Block], kind: str, text: str | None) -> None:
    whole = " ".join((text or "").split())
    lines = "\n".join(line for part in whole.split("\0") if (line := part.strip()))
    if lines:
        blocks.append(Block(kind, lines, _key(lines)))


def _key(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _places(root: Any) -> dict[str, Any]:
    """The innermost element that holds each text of the page, by the text's key."""
    places: dict[str, Any] = {}
    for element in root.iter(*_PLACES):
        if not any(child.tag in BLOCKS for child in element):
            key = _key(element.text_content())
            if key:
                places.setdefault(key, element)
    return places


_PLACES = ("p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "div", "td", "dd", "span")


def _placed(block: Block, places: dict[str, Any]) -> Block:
    element = places.get(block.key)
    if element is None:
        return block
    return Block(block.kind, block.text, block.key, element, _linked(element, block.key))


def _linked(element: Any, key: str) -> float:
    if element.tag == "a" or (element.getparent() is not None and element.getparent().tag == "a"):
        return 1.0
    inner = [link for link in element.iter("a") if link.get("href")]
    return min(1.0, sum(len(_key(link.text_content())) for link in inner) / max(len(key), 1))


def _with_missing(blocks: list[Block], places: dict[str, Any]) -> list[Block]:
    """Take in paragraphs that stand in the same kind of place as those that were found.

    Pages cut an article by advertisements into several equal containers, and trafilatura stops at
    the first; or it takes the middle of a container and leaves its first or last paragraphs.
    """
    kinds = {_signature(b.element) for b in blocks if b.kind == "p" and len(b.key) >= MIN_PARAGRAPH}
    kinds.discard(())
    if not kinds:
        return blocks
    have = {block.key for block in blocks}
    whole = "".join(block.key for block in blocks)
    order = {id(block.element): n for n, block in enumerate(blocks) if block.element is not None}
    result, before = list[Block](), -1
    taken: dict[int, list[Block]] = {}
    for key, element in places.items():
        if id(element) in order:
            before = order[id(element)]
        elif element.tag == "p" and len(key) >= MIN_PARAGRAPH and key not in have:
            if _signature(element) in kinds and key not in whole:
                block = Block("p", text_of(element), key, element, _linked(element, key))
                taken.setdefault(before, []).append(block)
    for number in range(-1, len(blocks)):
        if number >= 0:
            result.append(blocks[number])
        result += [block for block in taken.get(number, []) if block.linked < 0.5]
    return result


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
    title = _key(headline)
    for number, block in enumerate(blocks[:6]):
        alike = block.key == title or (block.key in title and len(block.key) > 20)
        longer = title in block.key and len(block.key) < 1.4 * len(title)
        if title and (alike or longer):
            return blocks[:number] + blocks[number + 1 :]
    return blocks


def _without_asides(blocks: list[Block]) -> list[Block]:
    """Drop pointers to other pages and promotions, unless they are most of the page."""
    kept = [b for b in blocks if not is_pointer(b.text, b.kind, b.linked) and not is_promotion(b.text)]
    if 2 * sum(len(block.key) for block in kept) < sum(len(block.key) for block in blocks):
        return blocks
    while kept and kept[-1].kind == "head":
        kept.pop()
    return kept
