"""What single lines of print tell: whether one ends a sentence, and is set in wide characters."""

from ingest.kernels.glyphs import CLOSERS, STOPS, WIDE_RANGES

__all__ = ["CUT_MARK", "FENCE", "ends_sentence", "is_wide"]

CUT_MARK = "\ufdd0"
"""Stands where a piece was cut out in mid-line: a noncharacter, so that no text has it."""

FENCE = "```"

_STOPS = frozenset(STOPS)
_WIDE = tuple((chr(first), chr(last)) for first, last in WIDE_RANGES)


def ends_sentence(line: str) -> bool:
    """Say whether a line ends a sentence, closing quotes and brackets aside.

    >>> ends_sentence('He said: "No."'), ends_sentence("In the city of")
    (True, False)
    """
    if line[-1] in _STOPS:
        return True
    bare = line.rstrip(CLOSERS)
    return bool(bare) and bare[-1] in _STOPS


def is_wide(character: str) -> bool:
    """Say whether a character is Chinese or Japanese, where lines break between any two."""
    return character >= "\u2e80" and any(first <= character <= last for first, last in _WIDE)
