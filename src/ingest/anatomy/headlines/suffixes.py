"""The publisher behind a headline: "Rates rise again | Daily News"."""

from functools import cache
from typing import Any

import re2

from ingest.anatomy.names.affiliations import is_domain, is_masthead
from ingest.anatomy.rulefiles import either, rule_file
from ingest.text import loose_key
from ingest.typesetting import is_wide

__all__ = ["SEPARATORS", "publisher_key", "without_suffix"]

SEPARATORS = (" | ", " — ", " – ", " - ", " :: ", " » ", "｜", " · ", "_", " / ")
FEWEST_WORDS = 3
"""Words of a headline before the name of a paper."""


@cache
def _chinese_site() -> Any:
    """What titles of pages have behind a headline: "_新闻频道_海港网"."""
    ends, sites = either("headlines", "chinese_site_ends"), either("headlines", "chinese_sites")
    site = rf"[^-_|\s]{{1,8}}(?:{ends})|{sites}"
    return re2.compile(rf"(.{{6,}}?)(?:[-_|][^-_|\s]{{1,12}}){{0,3}}(?:--?|_)({site})")


def publisher_key(name: str) -> str:
    """A publisher's name as it is compared: in one case, without "the".

    >>> publisher_key("The Daily-News"), publisher_key("Daily News")
    ('daily news', 'daily news')
    """
    return loose_key(name).removeprefix("the ")


def without_suffix(
    headline: str, publishers: frozenset[str], *, sent: bool = False
) -> tuple[str, str]:
    """Take the publisher from the end of a headline.

    After a bar anything short is a publisher; after a dash only a known name, a domain or the
    name of a paper is.

    Args:
        headline: as printed.
        publishers: names known from elsewhere in the article, as `publisher_key` gives them.
        sent: whether an agency sent it, whose headlines end with who says so: "… - Le Monde".

    Returns:
        (headline, publisher); the publisher is empty if there is none.

    >>> without_suffix("Rates rise again | Daily News", frozenset())
    ('Rates rise again', 'Daily News')
    >>> without_suffix("'New Axis' - Could they form it", frozenset())
    ("'New Axis' - Could they form it", '')
    """
    if is_wide(headline[:1] or " ") and (site := _chinese_site().fullmatch(headline)):
        return site.group(1), site.group(2)
    for separator in filter(headline.__contains__, SEPARATORS):
        left, _, right = headline.rpartition(separator)
        left, right = left.strip(), right.strip()
        if not left or not right:
            continue
        key = publisher_key(right)
        known = key in publishers or is_domain(right) or _is_paper(left, right)
        known = known or (not sent and _is_known_behind(left, right))
        if known or _is_bar(separator, left, right):
            return without_suffix(left, publishers, sent=sent)[0], right
    return headline, ""


def _is_paper(left: str, right: str) -> bool:
    """Whether the name of a paper is behind a headline: "Rates rise again - Harbour Times"."""
    return len(left.split()) >= FEWEST_WORDS and is_masthead(right)


@cache
def _behind() -> frozenset[str]:
    return frozenset(rule_file("headlines")["behind"])


def _is_known_behind(left: str, right: str) -> bool:
    """Whether a paper that a table lists is behind a headline: "Rates rise again - Le Monde"."""
    return len(left.split()) >= FEWEST_WORDS and right.casefold() in _behind()


def _is_bar(separator: str, left: str, right: str) -> bool:
    wide = is_wide(left[0])
    enough = len(left) >= 8 if wide else len(left.split()) >= 2 and len(left) > len(right)
    return (
        separator.strip() in ("|", "｜", "::", "»")
        and enough
        and len(right) <= 40
        and (len(right.split()) <= 5)
    )
