"""Lines of names alone, without "by": below a headline, and below the body.

A name alone is told from the name of a section, a place or the person whom the article is about
by what is known of it (a given name, a role, an outlet beside it) and by what stands around it.
"""

import re

from ingest.anatomy.affiliations import agency_before_role, is_organisation, match_role
from ingest.anatomy.draft import Draft
from ingest.anatomy.dumps import is_of_book
from ingest.anatomy.headlines import is_prose, is_title_case
from ingest.anatomy.names import Byline, is_told_apart, parse_byline
from ingest.anatomy.persons import has_given_name, may_name
from ingest.anatomy.places import is_known_place
from ingest.anatomy.printed_dates import find_date
from ingest.anatomy.roles import is_role
from ingest.anatomy.tables import world
from ingest.text import fold_space
from ingest.typesetting import ends_sentence, is_wide

__all__ = ["LONGEST_NAMES", "read_name_line", "read_signature"]

LONGEST_NAMES = 200
"""Longest line of names below a headline; a longer paragraph there is running text."""
LONGEST_SIGNATURE = 120
LONGEST_WIDE_NAMES = 12
LONGEST_WIDE_SIGNATURE = 16
"""Longest line of names alone in Chinese or Japanese, in characters."""
MOST_PUBLISHER_WORDS, LONGEST_OUTLET = 3, 30
LONGEST_PLACE, LONGEST_TOWN = 24, 16
"""Longest remainder of a line of names that may be where they write from."""

_NO_NAME_ENDS = frozenset(".。:：?？!！,，;；、")
_IN_BRACKETS = re.compile(r"(?<=\w) ?\([^()]*\)$")
_ADDRESS = re.compile(r"\S+@\S+|https?://\S+|www\.\S+")
_TOWN = re.compile(r", [^\W\d_a-zà-ÿ][\w-]{2,15}$")
"""Where a writer is, behind the name: "Karin Lenz, Husum"."""
_PIECES = re.compile(r"[,|/–—，]| - ")


def read_name_line(draft: Draft) -> str:
    """Cut a line of names below a headline, or of roles below a byline; the rule that cut it."""
    text = draft.parts[draft.first].text
    if not draft.headline or len(text) > LONGEST_NAMES or draft.dateline_of(draft.first):
        return ""
    text = fold_space(text).strip("*_ ").lstrip("•·– ")
    text = text[1:-1] if text[:1] in "(（" and text[-1:] in ")）" else text
    if draft.authors:
        return _role_line(draft, text)
    if not text or text[-1] in _NO_NAME_ENDS or text[0] == "|":
        return ""
    if is_wide(text[0]) and len(text) > LONGEST_WIDE_NAMES:
        return ""
    found = parse_byline(text) if may_name(text) else Byline()
    return _sign(draft, text, found) or _role_line(draft, text)


def _sign(draft: Draft, text: str, found: Byline) -> str:
    if found.authors and found.agencies and "/" in text and " / " not in text:
        draft.take("caption", draft.first)  # "Jane Doe/Reuters" took a picture
        return "caption"
    if not found.authors or is_of_book(draft, draft.first) or not _names_alone(draft, text, found):
        return ""
    draft.sign(text, found)
    draft.day = draft.day or find_date(text, "date_line")
    draft.take("byline", draft.first)
    return "byline"


def _role_line(draft: Draft, text: str) -> str:
    """A line of roles, or of an outlet, below a byline; a place may follow: "BBC News, London"."""
    first, _, place = text.partition(", ")
    if not draft.byline or not draft.is_cut(draft.first - 1) or len(place) > LONGEST_PLACE:
        return ""
    if (
        len(first) > LONGEST_SIGNATURE
        or "。" in text
        or any(map(str.isdigit, place))
        or is_known_place(text)
    ):
        return ""
    placed = is_known_place(first) and is_role(place)  # "Londres, correspondante"
    if not is_role(text) and not (placed or is_role(first) or is_organisation(first)):
        return _role_at(draft, text)
    if agency := agency_before_role(first):
        draft.keep("credit", agency)
    else:
        draft.keep("publisher", first if is_organisation(first) and not is_role(first) else "")
    draft.take("byline", draft.first)
    return "byline"


def _role_at(draft: Draft, text: str) -> str:
    """A role and an outlet below a byline: "Staff Reporter of The Harbour Post"."""
    if not draft.authors or not match_role(text):
        return ""
    found = parse_byline(f"{draft.authors[0]}, {text}")
    words = text.partition(found.publisher or text)[0].removesuffix("the ").split()
    if found.rest or not is_role(" ".join(words[:-1])):
        return ""
    draft.keep("publisher", found.publisher)
    draft.take("byline", draft.first)
    return "byline"


def _names_alone(draft: Draft, text: str, found: Byline) -> bool:
    if all(name in draft.headline for name in found.authors) or any(map(_is_other, found.authors)):
        return False
    names = sum(map(len, found.authors))
    role = not found.rest and any(is_role(piece.strip()) for piece in _PIECES.split(text)[1:])
    known = all(map(has_given_name, found.authors))
    if role or (found.publisher and (known or _is_short(found.publisher))):
        return True
    if known and names >= 0.6 * len(text):
        return not _is_told_of(draft, draft.first, found.authors)
    if found.rest > (LONGEST_PLACE if known else LONGEST_TOWN) or (text.isupper() and not known):
        return False
    return not _is_told_of(draft, draft.first, found.authors) and _is_below_headline(
        draft, known or bool(found.agencies)
    )


def _is_below_headline(draft: Draft, known: bool) -> bool:
    """Whether a date line is below names, or body and a headline in which names alone are large."""
    below = draft.first + 1
    text = draft.parts[draft.first].text
    cased = text.upper() != text.lower()
    if cased and ("date" in draft.kinds(below) or _is_desk(draft.parts[below].text)):
        return True
    plain = cased and not is_title_case(draft.headline)
    return (plain or known) and is_prose(draft.parts[below])


def _is_desk(text: str) -> bool:
    """Whether a line below names is a role, or the outlet they write for."""
    return len(text) <= LONGEST_SIGNATURE and (is_organisation(text) or is_role(text))


def _is_other(name: str) -> bool:
    """Whether what has the shape of a name is a place, or has a word that sections have."""
    words = frozenset(world().kickers)
    return is_known_place(name) or any(word.casefold() in words for word in name.split())


def _is_short(publisher: str) -> bool:
    """Whether a name without a known given name may write for this: "Native Songs for Linux …"."""
    return publisher.count(" ") < MOST_PUBLISHER_WORDS or is_organisation(publisher)


def _is_of_words(draft: Draft, index: int, authors: tuple[str, ...]) -> bool:
    """Whether the body prints a part of a name in small letters: "Making Maps Better"."""
    words = [word for name in authors for word in name.split() if len(word) > 2]
    body = " ".join(part.text for part in draft.parts[draft.first : index])
    return any(f" {word.lower()} " in body for word in words if word != word.lower())


def _is_likely(text: str, found: Byline) -> bool:
    """In capitals, or in a script without them, only a known name is told from other words."""
    if text.upper() != text and not is_wide(text[0]):
        return True
    return bool(found.publisher or found.agencies) or all(map(has_given_name, found.authors))


def _is_place_below_name(draft: Draft, index: int, found: Byline) -> bool:
    """Below letters, the writer's town follows the name: "John Roe", "Port Ellery"."""
    above = draft.parts[index - 1].text
    if len(above) > LONGEST_PLACE or all(map(has_given_name, found.authors)):
        return False
    return any(map(has_given_name, parse_byline(above).authors))


def _is_told_of(draft: Draft, index: int, authors: tuple[str, ...]) -> bool:
    """Whether the body speaks of a person, as it does not of the one who wrote it."""
    last = [name.rpartition(" ")[2] for name in authors]
    parts = draft.parts
    for at in range(index + 1, min(len(parts), max(index + 3, len(parts) - 1))):
        text = parts[at].text
        told = any(name in text for name in last) and not _ADDRESS.fullmatch(text)
        if told and "signed" not in draft.kinds(at):
            return True
    return False


def read_signature(draft: Draft, index: int) -> str:
    """Cut a last line of names only, as in "Allen M Lee for TROIB News"."""
    text = draft.parts[index].text
    if len(text) > LONGEST_SIGNATURE or (ends_sentence(text) and text[-1] not in ")）"):
        return ""
    if is_wide(text[0]) and (len(text) > LONGEST_WIDE_SIGNATURE or "：" in text):
        return _dateline_below(draft, index) if text[-1] in ")）】〕" else ""
    text = fold_space(text).lstrip("-–—―－ ")
    found = parse_byline(text.strip("()（）[]【】")) if may_name(text) else Byline()
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
    if not is_organisation(outlet):
        return ""
    draft.keep("publisher", outlet)
    draft.take("credit", index)
    return "credit"


def _dateline_below(draft: Draft, index: int) -> str:
    """A dateline alone below the body: "（中央社記者王小明台北11日電）"."""
    found = draft.dateline_of(index)
    if not found or not found.authors or found.end < len(draft.parts[index].text):
        return ""
    draft.sign(found.text, Byline(found.authors, (found.agency,) if found.agency else ()))
    draft.day = draft.day or found.day
    draft.take("byline", index)
    return "byline"


def _is_signature(draft: Draft, index: int, text: str, found: Byline) -> bool:
    known = all(map(has_given_name, found.authors))
    bare = _IN_BRACKETS.sub("", _ADDRESS.sub("", text).strip() if known else text)
    town = _TOWN.search(bare) if known and len(found.authors) == 1 else None
    names = sum(map(len, found.authors))
    size = len(bare[: town.start()] if town else bare) or len(text)
    likely = found.publisher or names >= 0.5 * size
    if not found.authors or not (likely or (known and is_told_apart(bare, found.authors))):
        return False
    if any(map(_is_other, found.authors)) or not _is_likely(text, found):
        return False
    if not known and (not _is_short(found.publisher) or _is_of_words(draft, index, found.authors)):
        return False
    if draft.authors and not set(found.authors) <= set(draft.authors):
        return False
    return not _is_place_below_name(draft, index, found)
