"""Where the lines and paragraphs of a plain text are."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property, partial
from typing import NamedTuple

import numpy as np

from ingest.kernels.glyphs import glyphs, points_of, points_of_all, text_of
from ingest.kernels.linebreaks import JOINED, LINE, find_breaks, find_spans
from ingest.kernels.reprint import fold_lines, print_all
from ingest.typesetting import is_wide

__all__ = [
    "Line",
    "Paragraph",
    "PrintedWords",
    "between",
    "paragraphs",
    "paragraphs_at",
    "split_lines",
    "unwrap",
    "unwrap_all",
]

_WORD = re.compile(r"[^\W_]+")
_LAST_WORD = re.compile(r"(?:^|[\s\"'“‘«„(\[])([^\W_]+)-$")
_LONGEST_WORD = 64
_BEHIND_HYPHENS = frozenset(
    ("and", "or", "to", "und", "oder", "bis", "bzw.", "sowie", "en", "of", "och", "eller", "og",
     "ja", "tai", "et", "ou", "e", "o", "y", "u")
)  # fmt: skip
"""Words behind a hyphen that stands for the end of a word below: "Sonnen- und Mondzeit"."""
"""Characters of what stands above that are looked at."""


class Line(NamedTuple):
    """A line that is not blank: its span without the white space around it.

    Attributes:
        indent: characters of white space before it.
        gap: whether a blank line, or nothing at all, is above it.
        after: what stands below it, `JOINED` (the next line belongs to it), `LINE` or `PARAGRAPH`.
    """

    start: int
    end: int
    indent: int
    gap: bool
    after: int


class Paragraph(NamedTuple):
    """A paragraph: one line, or several that belong together.

    Attributes:
        text: the slice [start, end) of the text with every white-space character as one space, so
            that offsets in it are offsets in the slice.
        gap: whether a blank line, or nothing at all, is above it.
    """

    start: int
    end: int
    text: str
    gap: bool


def split_lines(text: str) -> list[Line]:
    r"""List the lines that are not blank.

    >>> [(line.start, line.indent, line.gap) for line in split_lines("one\n  two\n\nthree\n")]
    [(0, 0, True), (6, 2, False), (11, 0, True)]
    """
    lines, breaks = find_breaks(points_of(text), glyphs())
    rows = zip(lines.tolist(), breaks.tolist(), strict=True)
    return [Line(start, end, indent, bool(gap), after) for (start, end, indent, gap), after in rows]


def paragraphs(text: str) -> list[Paragraph]:
    r"""Divide a text into paragraphs; lines broken by typesetting are one paragraph.

    >>> [p.text for p in paragraphs("HEADLINE\n\nOne line\n\nAnother line\n")]
    ['HEADLINE', 'One line', 'Another line']
    """
    columns = find_spans(points_of(text), glyphs()).T.tolist()
    return paragraphs_at(text, *columns)


def paragraphs_at(
    text: str, starts: list[int], ends: list[int], lines: list[int], gaps: list[int]
) -> list[Paragraph]:
    """Read the paragraphs of a text, the columns of whose spans `find_spans` has found."""
    printed = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    if max(lines, default=1) > 1:
        for index, count in enumerate(lines):
            if count > 1:
                printed[index] = _one_line(printed[index])
    return list(map(_paragraph, zip(starts, ends, printed, map(bool, gaps), strict=True)))


_paragraph = partial(tuple.__new__, Paragraph)
"""Make a paragraph of its fields; a call of `Paragraph` takes three times as long."""


def _one_line(text: str) -> str:
    text = text.replace("\n", " ").replace("\r", " ").replace("\t", " ")
    if text.isprintable():
        return text
    return "".join(" " if character.isspace() else character for character in text)


class PrintedWords:
    """The words of a text; they are looked for when one is first asked for."""

    def __init__(self, text: str) -> None:
        """Ask about this text."""
        self._text = text

    @cached_property
    def _words(self) -> list[str]:
        return sorted(set(_WORD.findall(self._text.casefold())))

    def begin(self, word: str) -> bool:
        """Whether a word begins so, in small or capital letters."""
        word = word.casefold()
        at = bisect_left(self._words, word)
        return at < len(self._words) and self._words[at].startswith(word)


def between(above: str, below: str, words: PrintedWords) -> tuple[int, str]:
    """Say how two lines that typesetting divided are joined.

    A hyphen at the break goes only when the text prints the word without one elsewhere.

    Returns:
        How many characters of the line above go, and what comes between the lines.

    >>> between("the govern-", "ment said", PrintedWords("A government is"))
    (1, '')
    >>> between("the U.S.-", "Japan talks", PrintedWords(""))
    (0, '')
    >>> between("Sonnen-", "und Mondpositionen", PrintedWords(""))
    (0, ' ')
    """
    if is_wide(above[-1]) and is_wide(below[0]):
        return 0, ""
    if above[-1] != "-" or len(above) == 1 or above[-2].isspace() or above[-2] == "-":
        return 0, " "
    if below.partition(" ")[0] in _BEHIND_HYPHENS:
        return 0, " "
    left, right = _LAST_WORD.search(above), _WORD.match(below)
    if left and right and below[0].islower() and words.begin(left.group(1) + right.group()):
        return 1, ""
    return 0, ""


def unwrap(text: str) -> tuple[str, int]:
    r"""Join the lines that typesetting divided; every other break becomes "\n" or "\n\n".

    Returns:
        The text, and how many breaks were joined.

    >>> unwrap("One paragraph.\nAnother paragraph.")
    ('One paragraph.\n\nAnother paragraph.', 0)
    """
    return unwrap_all([text], [False])[0]


def unwrap_all(texts: Sequence[str], folded: Sequence[bool]) -> list[tuple[str, int]]:
    """Do as `unwrap` for texts at one go.

    Args:
        texts: of any length.
        folded: of which to leave one space between words, and no cut marks.
    """
    printed, ends = print_all(*points_of_all(texts), np.array(folded, np.bool_), glyphs())
    whole, start = text_of(printed), 0
    found = []
    for text, (end, joined, left), fold in zip(texts, ends.tolist(), folded, strict=True):
        found.append((_join_all(text, fold=fold) if left else whole[start:end], joined))
        start = end
    return found


def _join_all(text: str, *, fold: bool) -> str:
    lines, breaks = find_breaks(points_of(text), glyphs())
    words = PrintedWords(text)
    done: list[str] = []
    above = ""
    for (start, end, _, _), after in zip(lines.tolist(), breaks.tolist(), strict=True):
        line = text[start:end]
        if above:
            gone, space = between(above, line, words)
            kept = above[: len(above) - gone] + space
            done[-1] = done[-1][: len(done[-1]) - gone] + space
        else:
            kept = ""
        done.append(line)
        above = (kept + line)[-_LONGEST_WORD:]
        if after != JOINED:
            done.append("\n" if after == LINE else "\n\n")
            above = ""
    whole = "".join(done[:-1])
    return text_of(fold_lines(points_of(whole), glyphs())) if fold else whole
