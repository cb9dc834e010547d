"""The blocks of text that trafilatura finds in a page."""

from dataclasses import dataclass
from itertools import islice
from typing import Any

__all__ = ["Block", "extracted", "key_of"]


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


def extracted(root: Any) -> list[Block]:
    """Give what trafilatura takes for the body of a page, block by block.

    Of a page of very many paragraphs all are given: there is nothing that hides them, and what
    looks for the body compares each with all others.
    """
    paragraphs = list(islice(root.iter("p"), MOST_PARAGRAPHS + 1))
    if len(paragraphs) > MOST_PARAGRAPHS:
        return _all_paragraphs(root)
    import trafilatura

    found = trafilatura.bare_extraction(
        root, include_comments=False, include_tables=True, with_metadata=False
    )
    blocks: list[Block] = []
    body = getattr(found, "body", None)
    if body is not None:
        _append(blocks, "p", body.text)
        _collect(body, blocks)
    return blocks


MOST_PARAGRAPHS = 10_000
"""Paragraphs of a page that is searched for its body."""


def _all_paragraphs(root: Any) -> list[Block]:
    blocks: list[Block] = []
    for element in root.iter("p"):
        _append(blocks, "p", element.text_content())
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
        blocks.append(Block(kind, lines, key_of(lines)))


def key_of(text: str) -> str:
    """Reduce a text to its letters and digits in lower case: spacing and signs do not count.

    >>> key_of("Read: more!")
    'readmore'
    """
    return "".join(filter(str.isalnum, text.casefold()))
