"""What a body tells of what may be a name: it speaks of the person, or prints the words."""

import re

from ingest.anatomy.draft import Draft

__all__ = ["is_of_words", "is_told_of"]

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
