"""What a paragraph of a page says that is not the article: pointers elsewhere, promotions, walls.

How such lines begin, in whatever language, stands in `rules/pageblocks.toml`.
"""

from collections.abc import Iterable
from functools import cache

from ingest.readers.pages.blocks import key_of
from ingest.readers.rulefiles import rule_file

__all__ = ["MAX_PROMOTION", "foot_headings", "is_label", "is_pointer", "is_promotion", "is_wall"]

_LEADING = "-–—•►▶>→»|*[( \u200b"


@cache
def _begins(kind: str) -> tuple[str, ...]:
    return tuple(rule_file("pageblocks")[kind])


@cache
def foot_headings() -> frozenset[str]:
    """Give the lines that begin what follows an article, as keys."""
    return frozenset(map(key_of, _begins("foot")))


def is_pointer(text: str, kind: str, linked: float) -> bool:
    """Whether a block only leads elsewhere.

    Args:
        text: the block.
        kind: "p", "head", "item" …
        linked: share of its letters that are links.

    >>> is_pointer("Read more: Snow in June", "p", 0.7), is_pointer("See also sprach", "p", 0.0)
    (True, False)
    """
    words = len(text.split())
    if linked >= 0.9 and kind not in {"head", "cell"} and (words > 7 or len(text) > 12 * words):
        return True
    return linked > 0.3 and _start(text).startswith(_begins("pointers"))


LONGEST_LABEL = 45


def is_label(text: str) -> bool:
    """Whether a line only says that pointers to other articles follow.

    >>> is_label("More from The Post:"), is_label("More on Tuesday, when the council meets again.")
    (True, False)
    """
    line = text.casefold().replace("’", "'").strip(_LEADING)
    is_line = len(line) <= LONGEST_LABEL and not line.endswith((".", "!", "?", "。", "”", '"'))
    return is_line and line.startswith(_begins("labels"))


MAX_PROMOTION = 240
"""Letters of a paragraph that may be one."""


def is_promotion(text: str) -> bool:
    """Whether a short block sells, asks or apologises instead of reporting.

    >>> is_promotion("Subscribe to our newsletter."), is_promotion("Subscribers fell by 3%.")
    (True, False)
    """
    if len(text) > MAX_PROMOTION:
        return False
    address = text.startswith(("http://", "https://", "www.")) and " " not in text
    return address or _says(text, "promotions") or is_wall(text)


def is_wall(text: str) -> bool:
    """Whether a short block says that the rest of an article is kept back.

    >>> is_wall("Already a subscriber? Log in"), is_wall("Sign up for our letter")
    (True, False)
    """
    return len(text) <= MAX_PROMOTION and _says(text, "walls")


def _says(text: str, kind: str) -> bool:
    """Whether a text begins with one of the phrases of a kind, and not with a part of a word."""
    start = _start(text)
    return start.startswith(_begins(f"{kind}_unspaced")) or any(
        not start[len(phrase) : len(phrase) + 1].isalnum() for phrase in _said(start, kind)
    )


def _said(start: str, kind: str) -> Iterable[str]:
    """The phrases of a kind that a text begins with."""
    every = _begins(kind)
    return filter(start.startswith, every) if start.startswith(every) else ()


def _start(text: str) -> str:
    return text[:60].casefold().replace("’", "'").lstrip(_LEADING)
