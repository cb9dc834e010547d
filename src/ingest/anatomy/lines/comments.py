"""Comments of readers below an article: from the line that announces them to the end."""

import re
from functools import cache

from ingest.anatomy.draft import Draft
from ingest.anatomy.rulefiles import either, rule_file
from ingest.typesetting import ends_sentence

__all__ = ["cut_comments"]

LONGEST_HEADING, LONGEST_SIGN, BEGIN = 70, 60, 3
FEWEST_SIGNS, SHORTEST_ABOVE, REACH = 2, 200, 6
"""Signs of comments, at least; characters of sentences above their heading; and lines below it
among which the first sign is."""
_DATED = re.compile(r"(?:19|20)\d\d\D{1,8}\d{1,2}:\d\d")
_AROUND = " \t0123456789()[]:：.,•·|#↓-–—›»"


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(rule_file("comments")[kind])


@cache
def _begins() -> frozenset[str]:
    return frozenset(heading[:BEGIN] for heading in _words("headings"))


@cache
def _says() -> tuple[str, ...]:
    return tuple(f" {word}" for word in rule_file("comments")["says"])


@cache
def _ago() -> "re.Pattern[str]":
    """How long ago a comment was written: "3 hours ago"."""
    return re.compile(f"(?i){either('comments', 'ago')}")


@cache
def _named() -> "re.Pattern[str]":
    """What a heading names: "2 thoughts on “Bridges”"."""
    return re.compile(rf"(?i) (?:{either('comments', 'on')}) [“\"„«‘'].*$")


def cut_comments(draft: Draft) -> None:
    """Cut the comments below the body, if what stands there is signed as comments are."""
    for index, part in enumerate(draft.parts[draft.first : draft.last], draft.first):
        if len(part.text) > LONGEST_HEADING or not _announces(part.text):
            continue
        last = _last_sign(draft, index) if _is_below_body(draft, index) else 0
        if last:
            for at in range(index, last + 1):
                draft.take("prompt", at)
            draft.last = index if last == draft.last - 1 else draft.last
            return


def _is_below_body(draft: Draft, index: int) -> bool:
    """Whether enough sentences are above a line."""
    above = (part.text for part in draft.parts[draft.first : index])
    sentences = (text for text in above if len(text) > LONGEST_HEADING and ends_sentence(text))
    return sum(map(len, sentences)) >= SHORTEST_ABOVE


def _last_sign(draft: Draft, heading: int) -> int:
    """The last line of the comments below a heading; 0 if there are too few signs of any."""
    signs = [at for at in range(heading + 1, draft.last) if _is_sign(draft.parts[at].text)]
    if len(signs) < FEWEST_SIGNS or signs[0] > heading + REACH:
        return 0
    last = signs[-1]
    while last + 1 < draft.last and not draft.kinds(last + 1):
        last += 1
    return last


def _announces(text: str) -> bool:
    """Whether a line is a heading of comments: "3 comments:", "2 thoughts on “Bridges”"."""
    if text.lstrip(_AROUND)[:BEGIN].casefold() not in _begins():  # most are told by this
        return False
    if text[0] == "0":  # "0 comments"
        return False
    return _named().sub("", text).strip(_AROUND).casefold() in _words("headings")


def _is_sign(text: str) -> bool:
    """Whether a line is one that stands between comments: who says so, when, and how to answer."""
    if len(text) > LONGEST_SIGN:
        return False
    small = text.casefold()
    if small.strip(_AROUND) in _words("replies") or small.endswith(_says()):
        return True
    return _ago().search(text) is not None or _DATED.search(text) is not None
