"""Bylines that a page prints without saying so in any vocabulary: found by place and by class."""

import re
from functools import cache
from itertools import islice, takewhile
from typing import Any

from ingest.describe.months import month_number
from ingest.readers.pages.beneath import lines_beneath
from ingest.readers.pages.classes import called, in_words
from ingest.readers.people import begins_like_a_byline, posted_by
from ingest.readers.rulefiles import either

__all__ = ["printed_authors"]

_NAME = re.compile(r"(?:^|\s)(?:fn|username)(?:$|\s)")
"""What holds the name alone: in hCards, and in Drupal."""
_ELSEWHERE = re.compile(
    r"comment|related|recommend|teaser|(?<!post-)(?<!entry-)(?<!article-)footer|sidebar"
    r"|newsletter|(?<!hasnt-)(?<!no-)bio",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r" [•|·] ")
"""What stands between a name and a day on one line."""
MAX_BYLINE = 120
MAX_BARE = 80
"""Letters of a byline in an element without a class."""
_FOOTS = ("p", "span", "div", "em", "small", "i", "td", "font", "li")
"""What the foot of an entry stands in."""


@cache
def _called() -> re.Pattern[str]:
    words = either("bylines", "called")
    return re.compile(rf"(?:^|[\s_-])(?:{words})s?(?:$|[\s_-]|name)", re.IGNORECASE)


@cache
def _before_day() -> frozenset[str]:
    return frozenset(either("bylines", "before_day").split("|"))


def printed_authors(root: Any, headline: str = "") -> list[str]:
    """Give the texts that look like bylines, of the first way of printing them that occurs.

    Args:
        root: the page.
        headline: of its article.
    """
    around = frozenset(above for h1 in root.iter("h1") for above in h1.iterancestors())
    stated = _microdata(root) or _relations(root, around) or _cards(root)
    stated = stated or _classes(root, around)
    return stated or _bare(root, headline) or _posted(root)


def _microdata(root: Any) -> list[str]:
    texts = []
    for attribute in ("itemprop", "property"):
        for element in root.iterfind(f".//*[@{attribute}='author']"):
            inner = element.find(f".//*[@{attribute}='name']")
            texts.append(_line(inner if inner is not None else element))
    return [text for text in texts if 0 < len(text) < MAX_BYLINE]


def _relations(root: Any, around: frozenset[Any]) -> list[str]:
    every = [a for a in root.iter("a") if "author" in (a.get("rel") or "").lower().split()]
    links = [a for a in every if not _is_elsewhere(a, around)] or every
    return [text for link in links if 0 < len(text := _line(link)) < MAX_BYLINE]


def _cards(root: Any) -> list[str]:
    """The author of the first entry in microformats, in its footer too; of answers to it none."""
    for element in root.iter(*_HOLDERS):
        if not _CARD.search(element.get("class") or ""):
            continue
        names = [e for e in element.iterdescendants() if _CARD_NAME.search(e.get("class") or "")]
        text = _line(names[0] if names else element)
        above = (called(one) for one in element.iterancestors())
        if 0 < len(text) < MAX_BYLINE and not any(map(_ANSWER.search, above)):
            return [text]
    return []


_CARD, _CARD_NAME = re.compile(r"(?:^|\s)p-author(?:$|\s)"), re.compile(r"(?:^|\s)p-name(?:$|\s)")
_ANSWER = re.compile(r"(?:^|\s)(?:h-cite|[pu]-comment)(?:$|\s)")


def _classes(root: Any, around: frozenset[Any]) -> list[str]:
    """Texts of the first elements whose class is that of a byline, outside of other matters."""
    for element in _from_headline(root):
        if not _is_called(element) or _is_elsewhere(element, around):
            continue
        inside = list(element.iterdescendants(*_HOLDERS))
        inner = [e for e in inside if _NAME.search(e.get("class") or "")]
        inner = inner or [e for e in inside if _is_called(e) and not any(map(_is_called, e))]
        links = inner or list(element.iter("a"))
        names = [_line(link) for link in links] or [_pieces(element)]
        names = [_without_day(name) for name in names]
        names = [name for name in names if 3 < len(name) < MAX_BYLINE and _is_name(name)]
        if names:
            return names
    return []


_HOLDERS = ("a", "span", "div", "p", "address", "li", "h4", "h5", "h6", "em", "cite", "b", "dd")


def _from_headline(root: Any) -> list[Any]:
    """What may hold a byline, in its order from the headline on; then what stands before it."""
    elements = list(root.iter("h1", *_HOLDERS))
    at = next((n for n, element in enumerate(elements) if element.tag == "h1"), 0)
    return [element for element in elements[at:] + elements[:at] if element.tag != "h1"]


def _is_called(element: Any) -> bool:
    values = (element.get(name) or "" for name in ("class", "id", "data-testid"))
    return any(_called().search(in_words(value)) for value in values if value)


def _bare(root: Any, headline: str) -> list[str]:
    """A line beneath the headline that begins as bylines do, names behind it."""
    lines = (line for line in lines_beneath(root, headline) if len(line) <= MAX_BARE)
    lines = (_without_day(_BETWEEN.split(line, maxsplit=1)[0]) for line in lines)
    return list(islice(filter(begins_like_a_byline, lines), 1))


def _posted(root: Any) -> list[str]:
    """Who posted an entry of a blog, as its foot says."""
    for element in root.iter(*_FOOTS):
        start = (element.text or next(iter(element.itertext()), "")).lstrip()
        if posted_by(start) and not _is_elsewhere(element, frozenset()):
            name = _without_day(posted_by(_line(element)[: 2 * MAX_BARE].partition(" | ")[0]))
            if _is_name(name):
                return [name]
    return []


def _without_day(text: str) -> str:
    """Cut the day behind a name, and what leads to it.

    >>> _without_day("By Ann Lee on September 14, 2021"), _without_day("Ann Lee 14. Mai")
    ('By Ann Lee', 'Ann Lee')
    """
    bare = "".join(takewhile(lambda sign: not sign.isdigit(), text))
    if len(bare) == len(text):
        return text
    words = list(takewhile(lambda word: word not in _before_day(), bare.split()))
    while words and (
        not any(map(str.isalpha, words[-1]))
        or (len(words[-1]) > 2 and month_number(words[-1]) and len(words) > 2)
    ):
        words.pop()
    return " ".join(words).rstrip(" ,;|·•–—-")


def _pieces(element: Any) -> str:
    """Text of an element, its inner elements set apart."""
    return "; ".join(filter(None, (" ".join(text.split()) for text in element.itertext())))


def _is_elsewhere(element: Any, around: frozenset[Any]) -> bool:
    """Whether an element stands in other matters; what also holds a headline is none."""
    inner = takewhile(lambda above: above not in around, element.iterancestors())
    return any(
        _ELSEWHERE.search(called(above)) or above.tag in {"footer", "aside", "nav"}
        for above in (element, *inner)
    )


def _is_name(text: str) -> bool:
    """Whether a text may be a byline: few words, no digits, capitals where the script has them."""
    words = text.split()
    if any(c.isdigit() for c in text) or len(words) > 10:
        return False
    capitals = sum(word[:1].isupper() for word in words)
    return capitals > 1 or not any(c.islower() or c.isupper() for c in text)


def _line(element: Any) -> str:
    return " ".join(element.text_content().split())
