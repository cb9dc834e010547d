"""Lines of names alone, without "by", below the body.

A name alone is told from the name of a section, a place or the person whom the article is about
by what is known of it (a given name, a role, an outlet beside it) and by what stands around it.
"""

import re

from ingest.anatomy.draft import Draft
from ingest.anatomy.lines.told_names import is_heading, is_of_words, is_outlet_name, is_too_long
from ingest.anatomy.names.affiliations import is_organisation
from ingest.anatomy.names.names import Byline, is_told_apart, parse_byline
from ingest.anatomy.names.persons import has_given_name, may_name
from ingest.anatomy.names.places import is_known_place
from ingest.anatomy.tables import world
from ingest.text import fold_space
from ingest.typesetting import ends_sentence, is_wide

__all__ = [
    "ADDRESS", "LONGEST_NAMES", "is_other", "is_short", "read_about_author", "read_signature",
    "writes_for",
]  # fmt: skip

LONGEST_NAMES = 200
"""Longest line of names below a headline; a longer paragraph there is running text."""
LONGEST_SIGNATURE, LONGEST_OF_AUTHOR = 120, 500
"""Longest line of names below a body, and paragraph that tells who wrote, in characters."""
LONGEST_WIDE_NAMES, LONGEST_WIDE_SIGNATURE = 12, 16
"""Longest line of names alone in Chinese or Japanese, in characters."""
MOST_PUBLISHER_WORDS, LONGEST_OUTLET, LONGEST_SIGN = 3, 30, 6
LONGEST_PLACE, LONGEST_TOWN = 24, 16
"""Longest remainder of a line of names that may be where they write from."""

LONGEST_ITEM = 40
"""Characters of a line that may be one of a list, where a name that no table knows may be too."""
MOST_OF_LINE = 0.75
"""What names that no table knows, and their outlet, make up of a line."""
_IN_BRACKETS = re.compile(r"(?<=\w) ?\([^()]*\)$")
ADDRESS = re.compile(r"\S+@\S+|https?://\S+|www\.\S+")
_TOWN = re.compile(r", [^\W\d_a-zà-ÿ][\w-]{2,15}$")
"""Where a writer is, behind the name: "Karin Lenz, Husum"."""
_STREET = re.compile(r", \d{1,5}[a-z]? [^\W\d_]|[^\W\d_]{3} \d{1,5}[a-z]?, \d{4,5} [^\W\d_]")


def is_other(name: str) -> bool:
    """Whether what has the shape of a name is a place, or has a word that sections have."""
    words = frozenset(world().kickers)
    return is_known_place(name) or any(word.casefold() in words for word in name.split())


def is_short(publisher: str) -> bool:
    """Whether a name without a known given name may write for this: "Native Songs for Linux …"."""
    return publisher.count(" ") < MOST_PUBLISHER_WORDS or is_organisation(publisher)


def writes_for(draft: Draft, text: str, found: Byline) -> bool:
    """Whether a line holds names that no table knows, and an outlet: "Abla Qorro for The Post"."""
    said = sum(map(len, found.authors)) + len(found.publisher)
    if not is_short(found.publisher) or not is_outlet_name(found.publisher):
        return False
    joint = text.partition(found.publisher)[0].split()[-1:]
    if said < MOST_OF_LINE * len(text) or any(word.istitle() for word in joint):
        return False  # "Open Harbours At Work" is a heading
    return not is_of_words(draft, len(draft.parts), found.authors)


def _is_likely(text: str, found: Byline) -> bool:
    """In capitals, or in a script without them, only a known name is told from other words."""
    if text.upper() != text and not is_wide(text[0]):
        return True
    return bool(found.publisher or found.agencies) or all(map(has_given_name, found.authors))


def _may_be_unknown(draft: Draft, index: int, found: Byline) -> bool:
    """Whether names that no table knows may sign: few words below running text, and no heading."""
    if not is_short(found.publisher) or is_of_words(draft, index, found.authors):
        return False
    if is_too_long(found.authors) or is_heading(draft, index):
        return False
    above = draft.parts[index - 1].text if index else ""
    below_text = len(above) > LONGEST_ITEM or ends_sentence(above)
    return below_text or bool(draft.kinds(index - 1)) or bool(found.publisher)


def _is_place_below_name(draft: Draft, index: int, found: Byline) -> bool:
    """Below letters, the writer's town follows the name: "John Roe", "Port Ellery"."""
    above = draft.parts[index - 1].text
    if len(above) > LONGEST_PLACE or all(map(has_given_name, found.authors)):
        return False
    return any(map(has_given_name, parse_byline(above).authors))


def read_signature(draft: Draft, index: int) -> str:
    """Cut a last line of names only, as in "Allen M Lee for TROIB News"."""
    text = draft.parts[index].text
    if len(text) > LONGEST_SIGNATURE or (ends_sentence(text) and text[-1] not in ")）"):
        return ""
    if is_wide(text[0]) and (len(text) > LONGEST_WIDE_SIGNATURE or "：" in text):
        return _dateline_below(draft, index) if text[-1] in ")）】〕" else ""
    text = fold_space(text).lstrip("-–—―－ ")
    found = parse_byline(text.strip("()（）[]【】")) if may_name(text) else Byline()
    if found.publisher and _STREET.search(text):  # "Harbour Times, 1 Mill Street, Port Ellery"
        draft.keep("publisher", found.publisher)
        draft.take("prompt", index)
        return "prompt"
    if not _is_signature(draft, index, text, found):
        return _dateline_below(draft, index) or _outlet_below(draft, index)
    draft.sign(text, found)
    draft.take("byline", index)
    return "byline"


def _outlet_below(draft: Draft, index: int) -> str:
    """A dash and the name of an outlet: "– Harbour Herald"."""
    text, outlet = draft.parts[index].text, draft.seen(index).line
    if text[0] not in "-–—―" or "," in outlet or len(outlet) > LONGEST_OUTLET:
        return ""
    signs = outlet.isupper() and outlet.isalpha() and len(outlet) <= LONGEST_SIGN
    if not (is_organisation(outlet) or signs):
        return ""
    draft.keep("publisher", outlet)
    draft.take("credit", index)
    return "credit"


def _dateline_below(draft: Draft, index: int) -> str:
    """A dateline alone below the body: "（中央社記者王小明台北11日電）"."""
    found = draft.dateline_of(index)
    if not found or found.end < len(draft.parts[index].text):
        return ""
    if not found.authors and not (found.agency and found.day):
        return ""
    printed = found.text if found.authors else ""
    draft.sign(printed, Byline(found.authors, (found.agency,) if found.agency else ()))
    draft.day = draft.day or found.day
    draft.take("byline", index)
    return "byline"


def _is_signature(draft: Draft, index: int, text: str, found: Byline) -> bool:
    known = all(map(has_given_name, found.authors))
    bare = _IN_BRACKETS.sub("", ADDRESS.sub("", text).strip() if known else text)
    town = _TOWN.search(bare) if known and len(found.authors) == 1 else None
    names = sum(map(len, found.authors))
    size = len(bare[: town.start()] if town else bare) or len(text)
    likely = found.publisher or (found.agencies and not found.rest) or names >= 0.5 * size
    if not found.authors or not (likely or (known and is_told_apart(bare, found.authors))):
        return False
    if any(map(is_other, found.authors)) or not _is_likely(text, found):
        return False
    if not known and not _may_be_unknown(draft, index, found):
        return False
    if draft.authors and not set(found.authors) <= set(draft.authors):
        return False
    return not _is_place_below_name(draft, index, found)


def read_about_author(draft: Draft, index: int) -> bool:
    """Cut what is told of who wrote: a paragraph that begins with the name, and is no answer."""
    text = draft.parts[index].text
    named = text.startswith(draft.authors) if draft.authors else False
    if not named or len(text) > LONGEST_OF_AUTHOR or index <= draft.first:
        return False
    behind = next(text[len(name) :] for name in draft.authors if text.startswith(name))
    if len(behind) < LONGEST_SIGN or behind[0].isalnum() or behind.lstrip()[0] in ":：":
        return False
    draft.take("byline", index)
    return True
