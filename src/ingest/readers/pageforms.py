"""Pages that are no page of one article: plain text in a page, lists of articles, several."""

from itertools import pairwise
from typing import Any

from lxml import html

__all__ = ["flags_of", "unfold"]

LONG = 200
"""Letters of a paragraph of an article; in lists of articles they are shorter."""
MIN_LINE = 50
"""Lines of a text that is broken by hand have about so many letters, and are joined."""
_HEADINGS = ("h1", "h2", "h3", "h4")


def unfold(root: Any) -> None:
    """Make paragraphs of a text that is the page's only one, and set in `<pre>`.

    Args:
        root: the page; its `<pre>` are replaced.
    """
    for pre in list(root.iter("pre")):
        text = pre.text_content().replace("\r\n", "\n")
        pieces = [piece for piece in text.split("\n\n") if piece.strip()]
        if len(text) < LONG or len(pieces) < 2 or pre.find(".//code") is not None:
            continue
        if 2 * len(text) < len(root.text_content()):
            continue
        block = html.Element("div")
        block.extend(_paragraph(piece) for piece in pieces)
        block.tail = pre.tail
        pre.getparent().replace(pre, block)


def _paragraph(piece: str) -> Any:
    """A paragraph of lines that are joined where they are full."""
    lines = [" ".join(line.split()) for line in piece.strip("\n").split("\n")]
    element = html.Element("p")
    element.text = lines[0]
    last = element
    for before, line in pairwise(lines):
        if len(before) >= MIN_LINE:
            if last is element:
                element.text += f" {line}"
            else:
                last.tail += f" {line}"
        else:
            last = html.Element("br")
            last.tail = line
            element.append(last)
    return element


def flags_of(root: Any) -> tuple[str, ...]:
    """Say that a page is a list of articles, or holds several; that is not one article.

    Args:
        root: the page.
    """
    whole = [e for e in root.iter("article") if _is_whole(e)]
    inside = {id(inner) for outer in whole for inner in outer.iterdescendants("article")}
    if sum(id(element) not in inside for element in whole) > 1:
        return ("several_articles",)
    linked = sum(_is_linked(e) for e in root.iter(*_HEADINGS) if not _is_aside(e))
    if linked >= 5 and sum(len(p.text_content()) >= LONG for p in root.iter("p")) < 2:
        return ("list_of_articles",)
    return ()


def _is_whole(element: Any) -> bool:
    """Whether an element holds a heading of its own and two paragraphs or more of some length."""
    if next(element.iter(*_HEADINGS), None) is None:
        return False
    return sum(len(p.text_content()) >= LONG // 2 for p in element.iter("p")) > 1


def _is_linked(heading: Any) -> bool:
    """Whether a heading leads somewhere else."""
    if any(above.tag == "a" for above in heading.iterancestors()):
        return True
    link = heading.find(".//a[@href]")
    return link is not None and 2 * len(link.text_content()) > len(heading.text_content())


def _is_aside(element: Any) -> bool:
    return any(above.tag in {"nav", "aside", "footer"} for above in element.iterancestors())
