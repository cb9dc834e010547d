"""Pages that are no page of one article: plain text in a page, lists of articles, several."""

import re
from itertools import islice, pairwise
from typing import Any

from lxml import html

from ingest.readers.pages.blocks import key_of

__all__ = ["flags_of", "heading_of", "teasers_in", "unfold", "whole_articles"]

MANY = 5
"""So many teasers of other pages in a body make it a list of articles."""
SHORTEST = 20
"""Letters of a teaser."""

LONG = 200
"""Letters of a text in a page that is worth being taken for its article."""
MIN_LINE = 50
"""Lines of a text that is broken by hand have about so many letters, and are joined."""
_TITLE = re.compile(r"titre|title|headline", re.IGNORECASE)
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


def teasers_in(root: Any) -> frozenset[str]:
    """Keys of the paragraphs beside headings that lead to other pages.

    Args:
        root: the page, before its body is taken out of it.
    """
    found = set()
    for heading in root.iter(*_HEADINGS):
        if _is_linked(heading):
            for holder in islice(heading.iterancestors(), 3):
                if len(list(islice(holder.iter(*_HEADINGS), 2))) > 1:
                    break
                beside = [key_of(p.text_content()) for p in islice(holder.iter("p"), 4)]
                found |= set(beside if len(beside) < 4 else ())
    return frozenset(key for key in found if len(key) >= SHORTEST)


def rows_in(root: Any) -> frozenset[str]:
    """Keys of what the rows of a list print: many alike, each begun by a link to another page.

    Args:
        root: the page, before its body is taken out of it.
    """
    rows: dict[Any, dict[Any, None]] = {}
    for link in root.iter("a"):
        if len(link.text_content().strip()) >= SHORTEST and (link.get("href") or "#")[0] != "#":
            for item in islice(link.iterancestors(*_ROWS), LEVELS):
                kind = (item.getparent(), item.tag, item.get("class"))
                rows.setdefault(kind, {})[item] = None
    items = [item for alike in rows.values() if len(alike) >= MANY for item in alike]
    own = [item for item in items if _is_row(item)]
    inside = (inner for item in own for inner in item.iter() if isinstance(inner.tag, str))
    texts = (text for inner in inside for text in (inner.text_content(), inner.tail or ""))
    return frozenset(key for text in texts if len(key := key_of(text)) >= SHORTEST)


_ROWS = ("li", "div", "tr")
LEVELS = 4
MAX_ROW = 700
"""Letters of a row of a list: a headline, a teaser, and when and where it is from."""


def _is_row(item: Any) -> bool:
    """Whether an element is short, and a link is the first that it says after a day or a number."""
    text = " ".join(item.text_content().split())
    links = (" ".join(link.text_content().split()) for link in item.iter("a"))
    title = next((link for link in links if len(link) >= SHORTEST), "")
    before = text.partition(title)[0]
    return len(text) <= MAX_ROW and sum(map(str.isalpha, before)) < SHORTEST


def flags_of(root: Any, text: str, teasers: frozenset[str]) -> tuple[str, ...]:
    """Say that a page is a list of articles, or holds several; that is not one article.

    Args:
        root: the page.
        text: what was taken for its body.
        teasers: keys of the paragraphs beside headings that lead to other pages.
    """
    if len(whole_articles(root)) > 1:
        return ("several_articles",)
    if len(teasers) < MANY:
        return ()
    pieces = [key_of(piece) for piece in text.split("\n\n")]
    found = [len(piece) for piece in pieces if piece in teasers]
    is_list = len(found) >= MANY and 2 * sum(found) > sum(map(len, pieces))
    return ("list_of_articles",) if is_list else ()


def whole_articles(root: Any) -> list[Any]:
    """Give the `<article>` elements that hold a whole one, and stand in no other of these.

    Args:
        root: the page.
    """
    whole = [element for element in root.iter("article") if _is_whole(element)]
    inside = {id(inner) for outer in whole for inner in outer.iterdescendants("article")}
    return [element for element in whole if id(element) not in inside]


def heading_of(element: Any) -> Any:
    """Give the heading of an article: of its headings, or what is called its title, the first.

    Args:
        element: the article.
    """
    heading = next(element.iter(*_HEADINGS), None)
    called = (e for e in element.iter("p", "div", "span") if _TITLE.search(e.get("class") or ""))
    return heading if heading is not None else next(called, None)


def _is_whole(element: Any) -> bool:
    """Whether an element holds a heading of its own and two paragraphs or more of some length."""
    if heading_of(element) is None:
        return False
    return sum(len(p.text_content()) >= LONG // 2 for p in element.iter("p")) > 1


def _is_linked(heading: Any) -> bool:
    """Whether a heading leads to another page."""
    above = list(heading.iterancestors("a"))
    links = [(a, len(a.text_content())) for a in heading.iter("a")]
    length = len(heading.text_content())
    whole = [*above, *(link for link, letters in links if 2 * letters > length)]
    return any((link.get("href") or "#")[0] != "#" for link in whole)
