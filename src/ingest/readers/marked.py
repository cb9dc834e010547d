"""Plain texts of data sets whose parts stand below marks: [SN]TITLE[SN]."""

import re

from ingest.article import Given

__all__ = ["taken_apart"]

_PART = re.compile(r"^\[SN\]([A-Z-]{2,30})\[SN\][ \t]*\n?", re.MULTILINE)


def taken_apart(text: str) -> tuple[str, Given]:
    r"""Give the body of a text, and what its parts state about it.

    >>> text, given = taken_apart("[SN]TITLE[SN]\nOne\n\n[SN]RESTBODY[SN]\nIt rained.\nAgain.\n")
    >>> text, given.headline
    ('It rained.\n\nAgain.', 'One')
    """
    pieces = _PART.split(text)
    parts = {name: piece.strip() for name, piece in zip(pieces[1::2], pieces[2::2], strict=True)}
    bodies = [parts.get(name, "") for name in _BODIES]
    lines = [line.strip() for body in bodies for line in body.splitlines()]
    return "\n\n".join(filter(None, lines)), Given(
        headline=" ".join(parts.get("TITLE", "").split()), url=parts.get("URL", "")
    )


_BODIES = ("FIRST-SENTENCE", "RESTBODY", "BODY", "TEXT")
