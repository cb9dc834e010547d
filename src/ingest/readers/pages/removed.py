"""What is removed from a page before its body is looked for: hidden text, streams of teasers."""

from collections import Counter
from itertools import islice, takewhile
from typing import Any
from urllib.parse import urlsplit

from ingest.readers.pages.blocks import key_of
from ingest.readers.pages.classes import called, names_a

__all__ = ["remove_hidden", "remove_teasers"]


def remove_hidden(root: Any) -> None:
    """Remove what a page does not show: by class, attribute or inline style.

    An element with much of the page's paragraphs is kept: scripts show such articles later. Not so
    answers, walls and other articles, where something else is left.
    """
    left = _prose(root)
    much = left * 0.3
    for element in list(root.iter(*_HIDEABLE)):
        if element.getparent() is None:
            continue
        is_never = names_a("never", element.get("class") or "")
        if is_never or _is_hidden(element):
            prose = _prose(element)
            if prose <= much or (is_never and left - prose >= MIN_LEFT):
                left -= prose
                element.drop_tree()
        elif _asks_for_consent(element):
            element.drop_tree()


def _prose(element: Any) -> int:
    return sum(len(p.text_content()) for p in element.iter("p"))


MIN_LEFT = 100
"""Letters of paragraphs that are an article without the answers to it."""
_HIDEABLE = (
    "span",
    "div",
    "section",
    "aside",
    "ul",
    "p",
    "h1",
    "h2",
    "h3",
    "a",
    "footer",
    "nav",
    "li",
    "ol",
)
MAX_CONSENT = 6_000
"""Letters of what asks for consent; more is a page that is called after what it is about."""


def _asks_for_consent(element: Any) -> bool:
    """Whether an element asks to be allowed to track, by its class; it holds no article."""
    named = called(element)
    return (
        names_a("consent", named)
        and len(element.text_content()) <= MAX_CONSENT
        and next(element.iter("article", "main"), None) is None
    )


def _is_hidden(element: Any) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    unseen = "display:none" in style or "visibility:hidden" in style
    named = element.get("class") or ""
    is_named = bool(named) and (names_a("hidden", named) or names_a("furniture", named))
    return unseen or is_named or element.get("hidden") is not None


MIN_TEASERS = 3
MIN_LINKED_HEADLINE = 25
"""Letters of a heading that is a link, to be another article's headline and not a thing's name."""
MAX_TEASER = 700
"""Letters of a teaser; the entry of a list that is the article says more."""
MIN_REST = 400
"""Letters of paragraphs that must stand outside of the teasers, else they are the page."""
LEVELS = 7


def remove_teasers(root: Any, url: str) -> None:
    """Remove streams of teasers: neighbours that each hold a linked headline and little else.

    Args:
        root: the page.
        url: its address; what leads to other sites is no teaser.
    """
    host = _site(url)
    linked = [heading for heading in root.iter("h2", "h3", "h4", "h5") if _leads(heading, host)]
    if len(linked) < MIN_TEASERS:
        return
    chains = [list(islice(heading.iterancestors(), LEVELS)) for heading in linked]
    counts = Counter(element for chain in chains for element in chain)
    items = dict.fromkeys(_outermost(chain, counts) for chain in chains)
    teasers = [
        item
        for item in items
        if item is not None and len(key_of(item.text_content())) <= MAX_TEASER
    ]
    rows = Counter((item.getparent(), item.tag) for item in teasers)
    teasers = [item for item in teasers if rows[item.getparent(), item.tag] >= MIN_TEASERS]
    if _prose(root) - sum(map(_prose, teasers)) >= MIN_REST:
        for item in teasers:
            item.drop_tree()


def _outermost(chain: list[Any], counts: Counter[Any]) -> Any:
    """The outermost element around a linked heading that holds no other; None if there is none."""
    own = list(takewhile(lambda element: counts[element] == 1, chain))
    return own[-1] if own and own[-1].getparent() is not None else None


def _leads(heading: Any, host: str) -> bool:
    """Whether a heading is, as a whole, a link to another page of the site."""
    key = key_of(heading.text_content())
    if len(key) < MIN_LINKED_HEADLINE:
        return False
    links = [*heading.iter("a"), *islice(heading.iterancestors("a"), 1)]
    whole = (link.get("href") or "" for link in links if key_of(link.text_content()) == key)
    return any(
        href and href[:1] != "#" and _site(href) in {"", host or _site(href)} for href in whole
    )


def _site(url: str) -> str:
    """The last two labels of an address' host; "" if it has none."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return ".".join(host.split(".")[-2:])
