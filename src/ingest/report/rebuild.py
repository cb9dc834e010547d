"""The raw text again, from what the datasets keep of it: the clean body and every cut.

A cut knows its place in the raw text. The body between two cuts is known only in its clean form,
so the place in it where a cut was made is found by counting: between two cuts there is as much of
the body as there are raw characters, to the next end of a paragraph or word.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

__all__ = ["rebuild"]

_NEAR = 200
"""Characters around the counted place in which a paragraph's end is looked for."""
_BREAKS = re.compile(r"\n\n")


def rebuild(body: str, removed: Sequence[Mapping[str, Any]]) -> list[tuple[str, str]]:
    r"""Lay body and cuts out in the order of the raw text.

    Args:
        body: the clean body.
        removed: as in the column `removed`, in the order of the raw text.

    Returns:
        Pairs of rule and text; the rule is empty for pieces of the body, which, joined, are the
        body but for white space between them.

    >>> cuts = [{"rule": "byline", "start": 0, "end": 6, "text": "By Me\n"},
    ...         {"rule": "advert", "start": 12, "end": 18, "text": "Buy!\n\n"}]
    >>> rebuild("One.\n\nTwo.", cuts)
    [('byline', 'By Me\n'), ('', 'One.\n\n'), ('advert', 'Buy!\n\n'), ('', 'Two.')]
    """
    pieces: list[tuple[str, str]] = []
    at = taken = 0
    for cut in removed:
        gap = max(0, cut["start"] - at)
        place = _find_place(body, taken, taken + gap)
        if place > taken:
            _add_body(pieces, body[taken:place])
        if pieces and (gap or place > taken) and not pieces[-1][1][-1:].isspace():
            pieces.append(("", "\n\n" if gap > 1 else "\n"))
        pieces.append((cut["rule"], cut["text"]))
        taken, at = place, cut["end"]
    if taken < len(body):
        _add_body(pieces, body[taken:])
    return pieces


def _add_body(pieces: list[tuple[str, str]], text: str) -> None:
    """Add a piece of the body; after a dateline it goes on in the same line."""
    if pieces and pieces[-1][0] and not pieces[-1][1][-1:].isspace():
        pieces.append(("", " " if pieces[-1][0] == "dateline" else "\n\n"))
    pieces.append(("", text))


def _find_place(body: str, taken: int, wanted: int) -> int:
    """Find where to divide the body: near `wanted`, at a paragraph's end, else between words."""
    if wanted <= taken + 3:
        return taken
    if wanted >= len(body):
        return len(body)
    low, high = max(taken, wanted - _NEAR), min(len(body), wanted + _NEAR)
    ends = [match.end() for match in _BREAKS.finditer(body, low, high)]
    ends += [taken] if taken >= low else []
    ends += [len(body)] if high == len(body) else []
    if ends:
        return min(ends, key=lambda end: (abs(end - wanted), end))
    space = body.rfind(" ", taken, wanted + 1)
    return space + 1 if space >= 0 else wanted
