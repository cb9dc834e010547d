"""What of a page is its own article: not other posts, what is loaded behind, or what is beside.

An article of a few lines stands next to columns of longer ones. What looks for much text takes
these for it, unless they are gone.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from ingest.readers.pages.blocks import key_of
from ingest.readers.pages.classes import called, in_words

__all__ = ["leave_own", "leave_own_post"]

_POST = re.compile(r"(?:^|\s)post-(\d{1,12})(?:\s|$)")
"""The class by which WordPress numbers its posts, in every theme."""
_NUMBERED = ("article", "div", "li", "section")
_CALLED = re.compile(r"article|post|story|entry|news", re.IGNORECASE)
"""How containers of whole articles are called."""
_BODY = re.compile(
    r"(?:^|[\s_-])(?:entry-?(?:content|body|text)|post-?(?:content|body|text)"
    r"|article-?(?:body|content|text|detail)|story-?(?:body|content|text)"
    r"|news-?(?:body|text|content|detail)|field-name-body)(?:$|[\s_-])",
    re.IGNORECASE,
)
"""How the container of a body is called by systems that print many sites."""
MIN_OWN, MAX_OWN = 40, 600
"""Letters of a short article: a longer one is found among whatever stands beside it."""
MIN_PROSE = 60
"""Letters of a paragraph that could be taken for the article's."""
LONG = 100
"""Letters of a paragraph of a whole article."""
MOST_HEADINGS = 50
"""First headings of a page that goes on to others; more are those of a text's parts."""


def leave_own_post(root: Any, headline: str) -> None:
    """Take other articles out of a page: other posts of a blog, what is loaded to read on.

    Args:
        root: the page; it is changed.
        headline: what it states.
    """
    headings = list(root.iter("h1"))
    _drop_other_posts(root, headings)
    _drop_next(headings, key_of(headline))


def _drop_other_posts(root: Any, headings: list[Any]) -> None:
    """Drop posts of other numbers than the one that the first heading belongs to."""
    posts = [
        (element, found[1])
        for element in root.xpath("//*[contains(@class, 'post-')]")
        if element.tag in _NUMBERED and (found := _POST.search(element.get("class") or ""))
    ]
    above = {one for heading in headings for one in heading.iterancestors()}
    own = {number for element, number in posts if element in above}
    if len(own) != 1:
        return
    for element, number in posts:
        if number not in own and element.getparent() is not None:
            element.drop_tree()


def _drop_next(headings: list[Any], key: str) -> None:
    """Drop containers like the one that the headline stands in, with headlines of their own."""
    own = next((n for n, h in enumerate(headings) if key_of(h.text_content()) == key), None)
    if own is None or not key or not 1 < len(headings) <= MOST_HEADINGS:
        return
    holder = _holder(headings[own], headings)
    if holder is None or not _CALLED.search(called(holder)):
        return
    for heading in headings[own + 1 :]:
        other = _holder(heading, headings)
        if other is None or other.getparent() is not holder.getparent():
            continue
        alike = (other.tag, other.get("class")) == (holder.tag, holder.get("class"))
        if alike and sum(len(p.text_content()) >= LONG for p in other.iter("p")) > 1:
            other.drop_tree()


def _holder(heading: Any, headings: list[Any]) -> Any:
    """The outermost element around a heading that holds no other of them; None if none does."""
    rest = {a for one in headings if one is not heading for a in one.iterancestors()}
    own = [element for element in heading.iterancestors() if element not in rest]
    return own[-1] if own else None


def leave_own(root: Any) -> None:
    """Take what stands beside a short article out of its page.

    Args:
        root: the page, its bare text in paragraphs; it is changed.
    """
    area = _area(root)
    if area is None or not MIN_OWN <= _length(area) <= MAX_OWN:
        return
    above = {area, *area.iterancestors()}
    outside = [p for p in root.iter("p", "li") if _is_outside(p, area) and _is_prose(p)]
    for element in outside:
        top = element
        while (parent := top.getparent()) is not None and parent not in above:
            top = parent
        if parent is not None and next(top.iter("h1"), None) is None:
            top.drop_tree()


def _area(root: Any) -> Any:
    """The element that holds the article alone, by what it is called; None if none says so."""
    for candidates in (_stated(root), _called(root), root.iter("article")):
        found = _outermost(list(candidates))
        if len(found) > 1:
            return None
        if found:
            return _with_heading(root, found[0])
    return None


def _stated(root: Any) -> Iterator[Any]:
    for attribute in ("itemprop", "property"):
        yield from root.xpath(f"//*[contains(@{attribute}, 'articleBody')]")


def _called(root: Any) -> Iterator[Any]:
    holders = root.xpath("//*[(self::div or self::section or self::td) and (@class or @id)]")
    return (element for element in holders if _is_called_a_body(called(element)))


@lru_cache(maxsize=8_192)
def _is_called_a_body(named: str) -> bool:
    return _BODY.search(in_words(named)) is not None


def _outermost(elements: list[Any]) -> list[Any]:
    every = set(elements)
    return [one for one in elements if every.isdisjoint(one.iterancestors())]


def _with_heading(root: Any, found: Any) -> Any:
    """The element, or what holds it with its heading; None where a heading stands elsewhere."""
    headings = list(root.iter("h1"))
    if len(headings) > 1:
        return None
    article = next(found.iterancestors("article"), None)
    if article is not None:
        found = article
    parent = found.getparent()
    if parent is not None and parent.tag not in {"body", "html"} and _holds(parent, headings):
        found = parent
    return found


def _holds(element: Any, headings: list[Any]) -> bool:
    return any(element in heading.iterancestors() for heading in headings)


def _length(element: Any) -> int:
    return sum(len(" ".join(p.text_content().split())) for p in element.iter("p"))


def _is_outside(element: Any, area: Any) -> bool:
    return all(one is not area for one in element.iterancestors())


def _is_prose(element: Any) -> bool:
    return len(element.text_content().strip()) >= MIN_PROSE
