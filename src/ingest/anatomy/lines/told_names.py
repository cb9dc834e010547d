"""What is told of what may be a name: by the body, by the lines around it, by what it holds."""

import re

from ingest.anatomy.draft import Draft
from ingest.anatomy.tables import world

__all__ = ["is_heading", "is_of_words", "is_outlet_name", "is_told_of", "is_too_long"]

MOST_WORDS, SHORTEST_WORD = 4, 4
"""Words of a name that no table knows, and letters of a small word that no outlet's name holds."""
_UNDERLINE = re.compile(r"={3,}")

_ADDRESS = re.compile(r"\S+@\S+|https?://\S+|www\.\S+")


def is_of_words(draft: Draft, index: int, authors: tuple[str, ...]) -> bool:
    """Whether the body prints a part of a name in small letters: "Making Maps Better"."""
    words = [word for name in authors for word in name.split() if len(word) > 2]
    body = " ".join(part.text for part in draft.parts[draft.first : index])
    return any(f" {word.lower()} " in body for word in words if word != word.lower())


def is_told_of(draft: Draft, index: int, authors: tuple[str, ...]) -> bool:
    """Whether the body speaks of a person, as it does not of the one who wrote it."""
    last = [name.rpartition(" ")[2] for name in authors]
    parts = draft.parts
    for at in range(index + 1, min(len(parts), max(index + 3, len(parts) - 1))):
        text = parts[at].text
        told = any(name in text and name != text for name in last) and not _ADDRESS.fullmatch(text)
        if told and "signed" not in draft.kinds(at):
            return True
    return False


def is_heading(draft: Draft, index: int) -> bool:
    """Whether a line is underlined, or is printed twice: as headings and captions are."""
    text, parts = draft.parts[index].text, draft.parts
    around = [parts[at].text for at in (index - 1, index + 1) if 0 <= at < len(parts)]
    below = parts[index + 1].text if index + 1 < len(parts) else ""
    return text in around or _UNDERLINE.match(below) is not None


def is_too_long(authors: tuple[str, ...]) -> bool:
    """Whether a name that no table knows has more words than names have."""
    return any(len(name.split()) > MOST_WORDS for name in authors)


def is_outlet_name(name: str) -> bool:
    """Whether a text may name an outlet: no number, and no word that only sentences hold.

    >>> is_outlet_name("Daily News"), is_outlet_name("the last 12 years")
    (True, False)
    """
    small = (word for word in name.split() if word.isalpha() and word.islower())
    told = any(len(word) >= SHORTEST_WORD and word not in world().particles for word in small)
    return not (told or any(map(str.isdigit, name)))
