"""Pages that only say why there is no page: not found, refused, for scripts or members only."""

import re
from collections.abc import Collection, Iterator
from functools import cache
from itertools import islice
from typing import Any

from ingest.article import Given
from ingest.readers.pages.blocks import key_of
from ingest.readers.rulefiles import either

__all__ = ["is_error"]

LONGEST_ERROR = 700
"""Letters of a page that says that there is no other."""
LONGEST_NOTE = 300
"""Letters of a page that only asks for scripts."""
LONGEST_CONSENT = 4_000
"""Letters of a page that only asks for consent to be tracked."""
_ON = r"(?:en|dis)abled?|required?|without|aktivier\w*|activ\w+|h?abilit\w+"
_SCRIPTS = re.compile(
    rf"\b(?:{_ON}|включ\w+)\b[^.!?]{{0,60}}\bjava ?script\b"
    rf"|\bjava ?script\b[^.!?]{{0,60}}\b(?:{_ON}|включ\w+)\b",
    re.IGNORECASE,
)
"""What stands where a page would be that scripts are to fetch."""
_NUMBER = r"(?:40\d|410|429|451|50[0-4]|52\d)"
_SIGNS = re.compile(r"\s+[-–—|·•»«/]+\s+|[|｜]")
"""Where the title of a page has its next part."""
FEWEST_WORDS, MOST_LETTERS_PER_WORD = 3, 110
"""Different words of consent in a text that asks for it, and letters to each time one is said."""


@cache
def _error(said: str) -> re.Pattern[str]:
    """Whole titles: what a list of the table says, and numbers of errors."""
    word = f"(?:{either('pages', 'errors')})"
    oops = rf"(?:(?:{either('pages', 'oops')})\W{{1,4}})?"
    before = rf"(?:(?:http )?(?:{word}\W{{1,3}})?{_NUMBER}\W{{1,4}})?(?:{word}\W{{1,3}})?"
    numbered = rf"{word}(?: code)? ?{_NUMBER}|(?:http )?{_NUMBER}(?: {word})?"
    said = either("pages", said)
    return re.compile(rf"\W{{0,3}}{oops}{before}(?:{said}|{numbered})\W{{0,4}}", re.IGNORECASE)


@cache
def _notice() -> re.Pattern[str]:
    return re.compile(either("pages", "notices"), re.IGNORECASE)


@cache
def _consent() -> re.Pattern[str]:
    unspaced = either("pages", "consent_unspaced")
    return re.compile(rf"\b(?:{either('pages', 'consent')})\b|{unspaced}", re.IGNORECASE)


@cache
def _asking() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{either('pages', 'asking')})\b", re.IGNORECASE)


def is_error(root: Any, text: str, given: Given, teasers: Collection[str] = ()) -> bool:
    """Whether a page only says that another could not be shown, or not to everybody.

    Args:
        root: the page.
        text: what was taken for its body.
        given: what the page states: with an author, or a day of its own, it is an article.
        teasers: keys of the paragraphs beside headings that lead to other pages.
    """
    if len(text) > LONGEST_CONSENT:
        return False
    if len(text) <= LONGEST_NOTE and (_SCRIPTS.search(text) or _is_menu(root, text)):
        return True
    titles = list(_titles(root))
    is_own = bool(given.authors) or given.published_at_source not in {"", "htmldate"}
    own = text if is_own else _without(text, teasers)
    if len(own) <= LONGEST_ERROR and any(map(_error("missing").fullmatch, titles)):
        return True
    if len(text) <= LONGEST_ERROR:
        if any(map(_error("refused").fullmatch, titles)):
            return True
        if not is_own and _notice().search(text):
            return True
    return _asks_for_consent(text, is_own)


def _is_menu(root: Any, text: str) -> bool:
    """Whether a page only leads to others, as the frame beside an article does."""
    key = key_of(text)
    links = [found for a in root.iter("a") if (found := key_of(a.text_content())) and found in key]
    return len(links) >= FEWEST_LINKS and 10 * len("".join(links)) >= 9 * len(key)


FEWEST_LINKS = 4


def _without(text: str, teasers: Collection[str]) -> str:
    """What a text says besides teasers: pages that are not found print what else there is."""
    return "".join(piece for piece in text.split("\n\n") if key_of(piece) not in teasers)


def _asks_for_consent(text: str, is_own: bool) -> bool:
    """Whether a text asks to be allowed to track, and is no article about those who do."""
    said = [found[0].casefold() for found in _consent().finditer(text)]
    if len(set(said)) < FEWEST_WORDS or len(said) * MOST_LETTERS_PER_WORD < len(text):
        return False
    return not is_own or _asking().search(text) is not None


def _titles(root: Any) -> Iterator[str]:
    """Title and first headings of a page, whole and in their parts."""
    for element in islice(root.iter("title", "h1", "h2"), 4):
        whole = " ".join(element.text_content()[:200].replace("’", "'").split())
        yield whole
        if element.tag == "title":
            yield from _SIGNS.split(whole)
