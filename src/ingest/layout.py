r"""Where the lines and paragraphs of a plain text are, and which line breaks are only typesetting.

A text from a wire has a break after about 70 columns, which says nothing; a text from the web has
one line per paragraph. Both are told apart by measuring: in a wrapped text most lines are so full
that the first word of the next line would not have fitted, and most end in mid-sentence.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

__all__ = ["CUT_MARK", "Line", "Paragraph", "join_lines", "paragraphs", "split_lines", "unwrap"]

CUT_MARK = "\ufdd0"
"""Stands where a piece was cut out in mid-line: a noncharacter, so that no text has it."""

WIDEST = 110
WIDEST_CJK = 60
NARROWEST = 36
NARROWEST_CJK = 16
SLACK = 7
VERSE = 60

_CLOSERS = "\"'”’»›)]）」』】* "
_TERMINATORS = frozenset(".!?…。！？؟۔।॥։။")
_LIST_ITEM = re.compile(r"(?:[-*•‣▪●–—+] |\d{1,3}[.)] |[a-zA-Z][.)] |[(（]\d{1,2}[)）])")
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

    >>> [(line.text, line.indent, line.gap) for line in split_lines("one\n  two\n\nthree\n")]
    [('one', 0, True), ('two', 2, False), ('three', 0, True)]
    """
    lines = []
    at = 0
    gap = True
    odd = not text.replace("\n", "").isprintable()
    for part in text.splitlines(keepends=True):
        stripped = part.strip(_BLANK) if odd else part.strip()
        if stripped and (stripped[0] != CUT_MARK or stripped.strip(_BLANK + CUT_MARK)):
            indent = 0 if part[0] == stripped[0] else part.index(stripped[0])
            start = at + indent
            lines.append(Line(start, start + len(stripped), stripped, indent, gap))
            gap = False
        else:
            gap = True
        at += len(part)
    return lines


_BLANK = (
    " \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006"
    "\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\u200b\u2060\ufeff\x00\x01\x02\x03\x04"
)
"""White space, and what is invisible without being white space; taken from the ends of lines."""


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
    pairs = [(a, b) for a, b in pairwise(lines) if not b.gap]
    if not pairs:
        return Typesetting(0, False, 0)
    cjk = sum(is_wide(a.text[-1]) for a, _ in pairs) * 2 > len(pairs)
    widest, narrowest = (WIDEST_CJK, NARROWEST_CJK) if cjk else (WIDEST, NARROWEST)
    lengths = sorted(a.end - a.start + a.indent for a, _ in pairs)
    width = lengths[(len(lengths) - 1) * 97 // 100]
    if width > widest:
        return Typesetting(0, False, 0)
    full = sum(_is_full(a, b, width) for a, b in pairs)
    middle = sum(not ends_sentence(a.text) for a, _ in pairs)
    wrapped = width >= narrowest and full * 2 >= len(pairs) and middle * 5 >= len(pairs) * 2
    return Typesetting(width, wrapped and len(pairs) > 1, min(line.indent for line in lines))


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
    return bool(colon) and label[:1].isupper() and label.count(" ") < 3


def _is_list_item(line: str) -> bool:
    if line[0].isalpha() and line[1:2] not in (".", ")"):
        return False
    return _LIST_ITEM.match(line) is not None


def _break(a: Line, b: Line, how: Typesetting) -> str:
    if _is_list_item(b.text) or _is_table_row(a.text) or _is_table_row(b.text):
        return "\n"
    if _is_labelled(b.text) and _is_labelled(a.text):
        return "\n"
    ended = ends_sentence(a.text)
    lower = b.text[0].islower()
    full = how.width > 0 and _is_full(a, b, how.width)
    if how.wrapped:
        return _wrapped_break(a, b, how, full or (lower and not ended))
    if full and lower and not ended and a.end - a.start >= NARROWEST:
        return ""
    return "\n" if _is_list_item(a.text) or (len(a.text) < VERSE and not ended) else "\n\n"


def _wrapped_break(a: Line, b: Line, how: Typesetting, goes_on: bool) -> str:
    ended = ends_sentence(a.text)
    indented = b.indent >= how.indent + 2 and not _is_list_item(a.text)
    if indented and (ended or not b.text[0].islower()):
        return "\n" if a.indent >= how.indent + 2 and not ended else "\n\n"
    if goes_on:
        return ""
    return "\n\n" if ended else "\n"


def breaks(lines: Sequence[Line]) -> list[str]:
    r"""Say what stands between each two lines: "" (they belong together), "\n" or "\n\n"."""
    how = measure(lines)
    return ["\n\n" if b.gap else _break(a, b, how) for a, b in pairwise(lines)]


def paragraphs(text: str) -> list[Paragraph]:
    r"""Divide a text into paragraphs; lines broken by typesetting are one paragraph.

    >>> [p.text for p in paragraphs("HEADLINE\n\nOne line\n\nAnother line\n")]
    ['HEADLINE', 'One line', 'Another line']
    """
    lines = split_lines(text)
    found: list[Paragraph] = []
    first = 0
    between = [*breaks(lines), "\n\n"] if lines else []
    for index, after in enumerate(between):
        if after:
            start, end = lines[first].start, lines[index].end
            inner = lines[index].text if first == index else _one_line(text[start:end])
            found.append(Paragraph(start, end, inner, lines[first].gap))
            first = index + 1
    return found


def _one_line(text: str) -> str:
    text = text.replace("\n", " ").replace("\r", " ").replace("\t", " ")
    if text.isprintable():
        return text
    return "".join(" " if character.isspace() else character for character in text)


def join_lines(a: str, b: str, whole: str) -> str:
    """Join two lines that typesetting divided.

    A hyphen at the break goes only when the text prints the word without one elsewhere.

    >>> join_lines("the govern-", "ment said", "A government is")
    'the government said'
    >>> join_lines("the U.S.-", "Japan talks", "")
    'the U.S.-Japan talks'
    """
    if not a or (is_wide(a[-1]) and is_wide(b[0])):
        return a + b
    if a[-1] == "-" and len(a) > 1 and not a[-2].isspace() and a[-2] != "-":
        left, right = a[:-1].rpartition(" ")[2], b.partition(" ")[0].rstrip(".,;:!?")
        if right[:1].islower() and (left + right).casefold() in whole.casefold():
            return a[:-1] + b
        return a + b
    return f"{a} {b}"


def unwrap(text: str) -> tuple[str, int]:
    r"""Join the lines that typesetting divided; every other break becomes "\n" or "\n\n".

    Returns:
        The text, and how many breaks were joined.

    >>> unwrap("One paragraph.\nAnother paragraph.")
    ('One paragraph.\n\nAnother paragraph.', 0)
    """
    lines = split_lines(text)
    if not lines:
        return "", 0
    done: list[str] = []
    joined = 0
    current = lines[0].text
    for line, after in zip(lines[1:], breaks(lines), strict=True):
        if after:
            done += (current, after)
            current = line.text
        else:
            current = join_lines(current, line.text, text)
            joined += 1
    return "".join((*done, current)), joined
