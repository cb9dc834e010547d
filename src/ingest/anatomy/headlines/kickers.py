"""Lines above a headline: the name of a section, a heading of a word or two, the way to a page."""

import re
from functools import cache

from ingest.anatomy.datelines.datelines import is_dated_place
from ingest.anatomy.draft import Draft
from ingest.anatomy.engine import look
from ingest.anatomy.headlines.headlines import is_prose, is_title_case, looks_like_headline
from ingest.anatomy.markup import is_trail
from ingest.anatomy.names.affiliations import is_masthead, is_organisation
from ingest.anatomy.names.names import Byline, parse_byline
from ingest.anatomy.names.persons import has_given_name, may_name
from ingest.anatomy.rulefiles import either, rule_file
from ingest.typesetting import ends_sentence, is_wide

__all__ = ["is_announced", "take_kicker"]

LONGEST_WORD, LONGEST_FEW, LONGEST_WAY, LONGEST_WIDE = 20, 24, 60, 5
"""Characters of a kicker of one word, of two, of several steps, and in Chinese or Japanese."""
SHORTEST_BELOW, SHORTEST_WIDE_BELOW, FEWEST_SPACES = 30, 14, 4
"""Characters of the headline below a kicker that no table knows, and spaces in it."""
LONGEST_ANNOUNCED = 40
MOST_STEP_WORDS, TIMES, REACH = 3, 1.5, 3
MOST_TOPIC_WORDS, LONGEST_TOPIC, LONGEST_TEASER = 4, 32, 300
"""Words and characters of a topic above a headline, and characters of the teaser below that."""
REACH_OF_PROSE, SHORTEST_PROSE = 24, 60
"""Paragraphs below a headline of which one is running text, or all of it may be a list; and
characters of that one."""
_SOLID = re.compile(r"[^\W_]{4,60}")
"""The way to a page, whose steps were printed with nothing between: "HomeNewsBoats return"."""
_WAY = re.compile(r"(?:[^\W_][\w &'-]{1,24} [»›>/|] ){1,5}")
"""The way to a page before its headline: "Home » News » Boats return"."""
_GLUED = re.compile(r"(?<!\w)[^\W\d_]{3,}[a-zß-ÿ][A-ZÀ-Þ][a-zß-ÿ]{2,}")
"""Steps printed with nothing between them: "PolitikInland"."""
FEWEST_SECTIONS = 2
_SIGNED = frozenset({"byline", "date"})
_STEPS = re.compile(r" ?[|｜/›»>•·&] ?")


@cache
def _firms() -> frozenset[str]:
    return frozenset(rule_file("releases")["firms_above"])


@cache
def _between_sections() -> "re.Pattern[str]":
    return re.compile(rf" (?:{either('headlines', 'and')}) ")


def take_kicker(draft: Draft) -> bool:
    """Cut the first paragraph if it is a kicker and the one below it is the headline.

    The name of a site above the way to a page, or that of a paper, is kept as the publisher.
    """
    index = draft.first
    if index + 2 >= draft.last or not (_may_be(draft, index) and _is_above_headline(draft, index)):
        return False
    text = draft.parts[index].text
    draft.keep("publisher", text if is_masthead(text) or _is_of_site(draft, index) else "")
    draft.take("kicker", index)
    draft.first += 1
    return True


def _is_of_site(draft: Draft, index: int) -> bool:
    """Whether a line is the name of a site, and the way to a page is below it."""
    text, below = draft.parts[index].text, draft.parts[index + 1].text
    return is_trail(below) and is_organisation(text)


def _may_be(draft: Draft, index: int) -> bool:
    """Cheap test: whether a line is short, in capitals, or ends with one of those below it."""
    text = draft.parts[index].text
    if len(text) <= LONGEST_WAY or text.isupper():
        return True
    below = draft.parts[index + 1 : index + 1 + REACH]
    return any(len(part.text) <= len(text) and text.endswith(part.text) for part in below)


def _is_above_headline(draft: Draft, index: int) -> bool:
    below = _next_words(draft, index + 1)
    text, after = draft.parts[index].text, draft.parts[below].text
    is_section = "sections" in draft.kinds(index) or _are_sections(text)
    is_section = is_section or _is_of_site(draft, index)
    if is_section and after.isalpha() and len(after) <= LONGEST_WORD and below + 2 < draft.last:
        after = draft.parts[below := below + 1].text  # the town below its section
    is_section = is_section or _is_above_signed(draft, index, below)
    if below + 1 >= draft.last or not (is_section or _may_be_above(draft, index, after)):
        return False
    if not looks_like_headline(after) or draft.dateline_of(below) or _is_list(draft, below + 1):
        return False
    if is_section or len(after) <= len(text):
        way = text[: len(text) - len(after)]
        return is_section or bool(_SOLID.fullmatch(way) or _WAY.fullmatch(way))
    capitals = text.isupper() and len(text.split()) <= 2 and not after.isupper()
    word = text.isalpha() and text[0].isupper() and len(text) <= LONGEST_WORD
    if "byline" in draft.kinds(below):
        return False
    return capitals or word or _is_unlike_headline(text, after) or _is_topic(draft, index, below)


def _is_above_signed(draft: Draft, index: int, below: int) -> bool:
    """Whether a line announces a headline that has a byline or a day: "Harrow:", a firm, a blog."""
    text = draft.parts[index].text
    if len(text) > LONGEST_ANNOUNCED or below + 1 >= draft.last:
        return False
    above = draft.cut.get(draft.parts[index - 1].start) if index else None
    if above and text.split()[-1].casefold() in _firms():
        return True
    if above and above.rule == "prompt" and _is_short(text):  # "Skip to content"
        return len(text) < len(draft.parts[below].text) and "byline" in draft.kinds(below + 1)
    if text[-1] != ":" or is_announced(draft, index):
        return False
    if _is_far_longer(text, draft.parts[below].text):
        return True
    beside = range(below + 1, min(below + 1 + REACH, draft.last))
    return any(not _SIGNED.isdisjoint(draft.kinds(at)) for at in beside)


def _is_unlike_headline(text: str, after: str) -> bool:
    """Whether a short line is above a far longer one that is a headline, and no line of names."""
    outlet = is_masthead(text) and len(after) > len(text) and after.count(" ") >= FEWEST_SPACES
    unlike = outlet or (_is_far_longer(text, after) and _is_short(text))
    if ends_sentence(text) or not unlike:
        return False
    return not _is_byline(after)


def _is_topic(draft: Draft, index: int, below: int) -> bool:
    """Whether a few words stand above a headline that a teaser and its signature follow."""
    text, after = draft.parts[index].text, draft.parts[below].text
    few = text.count(" ") < MOST_TOPIC_WORDS and len(text) <= LONGEST_TOPIC and text[-1].isalnum()
    if not few or below + 2 >= draft.last or not _is_far_longer(text, after):
        return False
    teaser = draft.parts[below + 1]
    if not is_prose(teaser) or len(teaser.text) > LONGEST_TEASER or not ends_sentence(teaser.text):
        return False
    beside = range(below + 2, min(below + 2 + REACH, draft.last))
    return any(not _SIGNED.isdisjoint(draft.kinds(at)) for at in beside)


def _is_list(draft: Draft, index: int) -> bool:
    """Whether no running text comes soon: then a short line is a heading of what is below it."""
    below = draft.parts[index : index + REACH_OF_PROSE]
    return not any(len(part.text) >= SHORTEST_PROSE or is_wide(part.text[0])
                   for part in below if is_prose(part))  # fmt: skip


def _may_be_above(draft: Draft, index: int, after: str) -> bool:
    """Cheap test: whether a line is as short as a kicker, or ends with the headline below it."""
    text = draft.parts[index].text
    if len(after) <= len(text):
        return text.endswith(after)
    return len(text) <= LONGEST_WAY or text.isupper()


def _next_words(draft: Draft, index: int) -> int:
    """The first paragraph from here that is no day, sign or way to a page, a few at most."""
    for below in range(index, min(index + REACH, draft.last - 1)):
        text = draft.parts[below].text
        dated = "date" in draft.kinds(below) or is_dated_place(text)
        if len(text) > 1 and not dated and not is_trail(text):
            return below
    return index


def _is_byline(text: str) -> bool:
    """Known names, and nothing beside them but whom they write for and as what."""
    found = parse_byline(text) if may_name(text) else Byline()
    return bool(found.authors) and not found.rest and all(map(has_given_name, found.authors))


def _are_sections(text: str) -> bool:
    """Two sections in one: "Kultur & Gesellschaft"."""
    pieces = _between_sections().split(text) if len(text) <= LONGEST_WAY else []
    return len(pieces) == FEWEST_SECTIONS and all(
        "sections" in look(piece).rules for piece in pieces
    )


def _is_far_longer(text: str, after: str) -> bool:
    """Whether a line has the length of a headline, and the one above it has not."""
    if is_wide(after[0]):
        return len(after) >= SHORTEST_WIDE_BELOW
    long = len(after) >= SHORTEST_BELOW and after.count(" ") >= FEWEST_SPACES
    return long and len(after) > TIMES * len(text)


def _is_short(text: str) -> bool:
    """A word or two, or steps of few words: "Politics & Government"."""
    if any(map(is_wide, text[:LONGEST_WAY])):
        return len(text) <= LONGEST_WIDE
    if len(text) <= LONGEST_FEW and text.count(" ") < 2:
        return text[0].isalnum() and ":" not in text
    if len(text) <= LONGEST_WORD * 2 and text.count(" ") < MOST_STEP_WORDS and _GLUED.search(text):
        return True
    steps = _STEPS.split(text) if len(text) <= LONGEST_WAY else []
    return len(steps) > 1 and all(step.count(" ") < MOST_STEP_WORDS for step in steps)


def is_announced(draft: Draft, index: int) -> bool:
    """A first line with a colon at its end, directly above a headline: "Who's News:"."""
    text, below = draft.parts[index].text, draft.parts[index + 1]
    if text[-1] != ":" or len(text) > LONGEST_ANNOUNCED or below.gap:
        return False
    titled = below.text[0].isupper() and is_title_case(below.text)
    return titled and looks_like_headline(below.text) and not draft.dateline_of(index + 1)
