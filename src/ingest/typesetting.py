r"""Which line breaks of a plain text are only typesetting, and what the others mean.

A text from a wire has a break after about 70 columns, which says nothing; a text from the web has
one line per paragraph. Both are told apart by measuring: in a wrapped text most lines are so full
that the first word of the next line would not have fitted, and most end in mid-sentence.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

__all__ = [
    "CUT_MARK",
    "FENCE",
    "Line",
    "Typesetting",
    "breaks",
    "ends_sentence",
    "is_wide",
    "measure",
]

CUT_MARK = "\ufdd0"
"""Stands where a piece was cut out in mid-line: a noncharacter, so that no text has it."""

WIDEST = 110
WIDEST_CJK = 60
NARROWEST = 36
NARROWEST_CJK = 16
SLACK = 7
FENCE = "```"
FLOWED = 55
"""A line this long that ends in mid-sentence above a small letter goes on there, in any text."""
VERSE = 60

_CLOSERS = "\"'”’»›)]）」』】* "
_TERMINATORS = frozenset(".!?…。！？؟۔।॥։။")
_LIST_ITEM = re.compile(
    r"(?:[-*•‣▪●–—+] |\d{1,3}[.)] |[a-zA-Z][.)] |[(（]\d{1,2}[)）]|\[[^\]]{1,20}\]:|#{1,6} |> )"
)
_TABLE_GAP = re.compile(r"\S(?: {4}|\t)|\S {3}[^ ](?:[^ ]| (?!  ))* {3}\S|\.{5}|\|[^|]*\|")


class Line(NamedTuple):
    """A line that is not blank: its span without the white space around it.

    Attributes:
        indent: characters of white space before it.
        gap: whether a blank line, or nothing at all, is above it.
    """

    start: int
    end: int
    text: str
    indent: int
    gap: bool


class Typesetting(NamedTuple):
    """How the lines of a text are broken.

    Attributes:
        width: the column, in characters; 0 if the lines are too long to be broken ones.
        wrapped: whether most breaks are typesetting.
        indent: the smallest indentation of a line.
    """

    width: int
    wrapped: bool
    indent: int


def ends_sentence(line: str) -> bool:
    """Say whether a line ends a sentence, closing quotes and brackets aside.

    >>> ends_sentence('He said: "No."'), ends_sentence("In the city of")
    (True, False)
    """
    if line[-1] in _TERMINATORS:
        return True
    bare = line.rstrip(_CLOSERS)
    return bool(bare) and bare[-1] in _TERMINATORS


_WIDE = (
    ("\u2e80", "\u9fff"),
    ("\uf900", "\ufaff"),
    ("\uff00", "\uffef"),
    ("\U00020000", "\U0003ffff"),
)


def is_wide(character: str) -> bool:
    """Say whether a character is Chinese or Japanese, where lines break between any two."""
    return character >= "\u2e80" and any(first <= character <= last for first, last in _WIDE)


def _first_word(line: str) -> int:
    space = line.find(" ", 0, 40)
    return space if space > 0 else min(len(line), 40)


def measure(lines: Sequence[Line]) -> Typesetting:
    """Measure the column at which lines are broken."""
    long = sum(line.end - line.start > 2 * WIDEST for line in lines)
    if long * 10 > len(lines):
        return Typesetting(0, False, 0)
    pairs = [
        (a, b)
        for a, b in pairwise(lines)
        if not (b.gap or _is_table_row(a.text) or _is_table_row(b.text))
    ]
    if not pairs:
        return Typesetting(0, False, 0)
    cjk = sum(is_wide(a.text[-1]) for a, _ in pairs) * 2 > len(pairs)
    widest, narrowest = (WIDEST_CJK, NARROWEST_CJK) if cjk else (WIDEST, NARROWEST)
    lengths = sorted(a.end - a.start + a.indent for a, _ in pairs)
    width = lengths[(len(lengths) - 1) * 97 // 100]
    if width > widest:
        return Typesetting(0, False, 0)
    full = sum(_is_full(a, b, width) for a, b in pairs)
    middle = [b.text[0] for a, b in pairs if not ends_sentence(a.text)]
    capitals = sum(first.isupper() for first in middle)
    wrapped = width >= narrowest and full * 2 >= len(pairs) and len(middle) * 5 >= len(pairs) * 2
    prose = capitals * 10 <= len(middle) * 7
    indent = min(line.indent for line in lines)
    return Typesetting(width, wrapped and prose and len(pairs) > 1, indent)


def _is_full(a: Line, b: Line, width: int) -> bool:
    if CUT_MARK in a.text:
        return True
    first = 1 if is_wide(b.text[0]) else _first_word(b.text)
    return a.end - a.start + a.indent + 1 + first > width - SLACK


def _is_table_row(line: str) -> bool:
    if "  " not in line and "\t" not in line and "|" not in line and "....." not in line:
        return False
    return bool(_TABLE_GAP.search(line)) and not ends_sentence(line)


def _is_labelled(line: str) -> bool:
    label, colon, _ = line[:24].replace("：", ":").partition(":")
    return bool(colon) and label.count(" ") < 3 and (label[:1].isupper() or label.isalpha())


def _is_list_item(line: str) -> bool:
    if line[0].isalpha() and line[1:2] not in (".", ")"):
        return False
    return _LIST_ITEM.match(line) is not None


def _is_rule(line: str) -> bool:
    return line[0] in "=-_*~#+`" and not any(map(str.isalnum, line))


def _break(a: Line, b: Line, how: Typesetting) -> str:
    ended = ends_sentence(a.text)
    table = _is_table_row(a.text)
    if table or _is_table_row(b.text):
        return "\n\n" if ended and not table else "\n"
    if _is_rule(a.text) or _is_rule(b.text):
        return "\n\n"
    if _is_list_item(b.text) or (_is_labelled(b.text) and _is_labelled(a.text)):
        return "\n"
    if how.wrapped:
        return _wrapped_break(a, b, how)
    if not ended and _goes_on(a, b, how):
        return ""
    return "\n" if _is_list_item(a.text) or (len(a.text) < VERSE and not ended) else "\n\n"


def _goes_on(a: Line, b: Line, how: Typesetting) -> bool:
    """In a text that is not wrapped: a few lines may be, where the next begins small."""
    if b.text[0].islower():
        full = how.width > 0 and _is_full(a, b, how.width)
        return full or FLOWED <= a.end - a.start <= WIDEST
    return CUT_MARK in a.text and _breaks_off(a, how.width)


def _wrapped_break(a: Line, b: Line, how: Typesetting) -> str:
    ended = ends_sentence(a.text)
    goes_on = _is_full(a, b, how.width) or (b.text[0].islower() and not ended)
    indented = b.indent >= how.indent + 2 and not _is_list_item(a.text)
    if indented and (ended or not b.text[0].islower()):
        return "\n" if a.indent >= how.indent + 2 and not ended else "\n\n"
    if _is_signature(a, b, ended):
        return "\n\n"
    if goes_on or (not ended and _breaks_off(a, how.width)):
        return ""
    return "\n\n" if ended else "\n"


def _is_signature(a: Line, b: Line, ended: bool) -> bool:
    """A word alone, set in or not, below the end of a sentence; or brackets below brackets."""
    alone = ended and " " not in b.text and b.text[0].isupper() and not ends_sentence(b.text)
    return alone or (ended and b.indent > a.indent) or (a.text[-1] == ")" and b.text[0] == "(")


def _breaks_off(a: Line, width: int) -> bool:
    """A line stops in mid-sentence, though not full: something before it was taken away."""
    last = a.text.rpartition(" ")[2]
    return last.islower() and (2 * len(a.text) > width or len(last) <= 3)


def breaks(lines: Sequence[Line]) -> list[str]:
    r"""Say what stands between each two lines: "" (they belong together), "\n" or "\n\n"."""
    if all([line.gap for line in lines[1:]]):  # nothing to measure: blank lines say it all
        return ["\n\n"] * (len(lines) - 1)
    how = measure(lines)
    if any(line.text.startswith(FENCE) for line in lines):
        return _breaks_beside_code(lines, how)
    return ["\n\n" if b.gap else _break(a, b, how) for a, b in pairwise(lines)]


def _breaks_beside_code(lines: Sequence[Line], how: Typesetting) -> list[str]:
    """The same where a fence of Markdown encloses code, whose lines stay as they are."""
    found = []
    code = False
    for a, b in pairwise(lines):
        if a.text.startswith(FENCE):
            code = not code
        inside = code or b.text.startswith(FENCE)
        found.append("\n\n" if b.gap else "\n" if inside else _break(a, b, how))
    return found
