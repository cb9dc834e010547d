"""The lines of a text that are not blank, and the questions that typesetting asks of one line."""

from typing import Any

import numpy as np
import numpy.typing as npt

from ingest.kernels.compiled import kernel
from ingest.kernels.glyphs import (
    ALPHA,
    BLANK,
    BREAK,
    CLOSER,
    DIGIT,
    LOWER,
    NUMBER,
    STOP,
    TITLE,
    UPPER,
    WIDE,
)

__all__ = [
    "CUT_MARK", "END", "GAP", "INDENT", "START", "ends_sentence", "find_lines", "first_word",
    "has_small", "is_fence", "is_labelled", "is_list_item", "is_rule", "last_is_small",
    "marks_cut", "opens_dateline",
]  # fmt: skip

Array = npt.NDArray[Any]

START, END, INDENT, GAP = range(4)
"""Columns of a line: its span without the white space around it, the characters of white space
before it, and whether a blank line, or nothing at all, is above it."""

CUT_MARK = 0xFDD0
_CUT = np.uint32(CUT_MARK)
"""As code points are kept, so that eight of them are compared at a time."""
_SPACE, _NEWLINE, _RETURN, _DOT, _ASCII = 32, 10, 13, 46, 127
_FENCE, _LABEL, _FIRST_WORD = 96, 24, 40
_RULES = tuple(map(ord, "=-_*~#+`"))
_BULLETS = tuple(map(ord, "-*•‣▪●–—+"))
_ROUND, _ROUND_WIDE, _SHUT, _SHUT_WIDE = ord("("), ord("（"), ord(")"), ord("）")
_SQUARE, _SQUARE_SHUT, _COLON, _COLON_WIDE = ord("["), ord("]"), ord(":"), ord("：")
_HASH, _QUOTE, _HYPHEN = ord("#"), ord(">"), ord("-")
_DATELINE = 64
"""Characters at the start of a line in which a dateline ends."""
_DASHES = tuple(map(ord, "-_–—"))


@kernel
def _find_ends(points: Array, bits: Array) -> Array:
    """Where lines end: int32 [n], a break each, the end of the text last."""
    ends, count = np.empty(points.size + 1, np.int32), 0
    for at in range(points.size):
        if bits[points[at]] & BREAK:
            ends[count] = at
            count += 1
    ends[count] = points.size
    return ends[: count + 1]


@kernel
def _is_printed(points: Array, start: int, stop: int, bits: Array) -> bool:
    """Whether anything but white space and cut marks stands in a span."""
    at = start
    while at < stop and (points[at] == CUT_MARK or bits[points[at]] & BLANK):
        at += 1
    return bool(at < stop)


@kernel
def find_lines(points: Array, bits: Array) -> Array:
    """List the lines that are not blank: int32 [n, 4], as `START` and so on name the columns."""
    ends = _find_ends(points, bits)
    lines = np.empty((ends.size, 4), np.int32)
    found, at, gap = 0, 0, 1
    for end in ends:
        if end < at or at == points.size:  # a line feed behind returns; nothing behind a break
            continue
        start, stop = at, end
        while start < stop and bits[points[start]] & BLANK:
            start += 1
        while stop > start and bits[points[stop - 1]] & BLANK:
            stop -= 1
        printed = _is_printed(points, start, stop, bits)
        if printed:
            lines[found, START], lines[found, END] = start, stop
            lines[found, INDENT], lines[found, GAP] = start - at, gap
            found += 1
        gap = 0 if printed else 1
        at = end
        while at < points.size and points[at] == _RETURN:
            at += 1
        at = at + 1 if at < points.size and points[at] == _NEWLINE else end + 1
    return lines[:found]


@kernel
def ends_sentence(points: Array, line: Array, bits: Array) -> bool:
    """Whether a line ends a sentence, closing quotes and brackets aside."""
    end = line[END]
    if bits[points[end - 1]] & STOP:
        return True
    while end > line[START] and bits[points[end - 1]] & CLOSER:
        end -= 1
    return bool(end > line[START] and bits[points[end - 1]] & STOP)


@kernel
def first_word(points: Array, line: Array, bits: Array) -> int:
    """Characters of the first word, at most 40; one where lines break between any two."""
    start, end = line[START], line[END]
    if bits[points[start]] & WIDE:
        return 1
    limit = min(end, start + _FIRST_WORD)
    for at in range(start, limit):
        if points[at] == _SPACE:
            return int(at - start if at > start else limit - start)
    return int(limit - start)


@kernel
def marks_cut(points: Array, line: Array) -> bool:
    """Whether a piece was cut out of a line."""
    found, printed = False, points[line[START] : line[END]]
    for at in range(printed.size):
        found |= printed[at] == _CUT
    return found


@kernel
def is_labelled(points: Array, line: Array, bits: Array) -> bool:
    """Whether a line begins with a word or two and a colon."""
    start, end = line[START], min(line[END], line[START] + _LABEL)
    spaces, letters = 0, True
    for at in range(start, end):
        point = points[at]
        if point in (_COLON, _COLON_WIDE):
            large = at > start and bits[points[start]] & UPPER != 0
            return spaces < 3 and (large or (letters and at > start))
        spaces += point == _SPACE
        letters = letters and bits[point] & ALPHA != 0
    return False


@kernel
def _follows(points: Array, at: int, end: int, wanted: int) -> bool:
    return at < end and points[at] == wanted


@kernel
def _digits(points: Array, at: int, end: int, bits: Array) -> int:
    count = 0
    while at + count < end and bits[points[at + count]] & DIGIT:
        count += 1
    return count


@kernel
def is_list_item(points: Array, line: Array, bits: Array) -> bool:
    """Whether a line begins as an item: a bullet, "--", "1.", "a)", "(12)", "[x]:", "#" or ">"."""
    start, end = line[START], line[END]
    first = points[start]
    if first in _BULLETS or first == _QUOTE:
        double = first == _HYPHEN and _follows(points, start + 1, end, _HYPHEN)
        return _follows(points, start + (2 if double else 1), end, _SPACE)
    if first == _HASH:
        at = start + 1
        while at < end and points[at] == _HASH:
            at += 1
        return at - start <= 6 and _follows(points, at, end, _SPACE)
    if first == _SQUARE:
        at = start + 1
        while at < end and points[at] != _SQUARE_SHUT:
            at += 1
        return 1 < at - start <= 21 and _follows(points, at + 1, end, _COLON)
    if first in (_ROUND, _ROUND_WIDE):
        count = _digits(points, start + 1, end, bits)
        after = start + 1 + count
        return 1 <= count <= 2 and after < end and points[after] in (_SHUT, _SHUT_WIDE)
    count = _digits(points, start, end, bits)
    if not count:
        count = 1 if first < 128 and bits[first] & ALPHA else 0
    after = start + count
    dotted = after < end and points[after] in (_DOT, _SHUT)
    return 1 <= count <= 3 and dotted and _follows(points, after + 1, end, _SPACE)


@kernel
def is_rule(points: Array, line: Array, bits: Array) -> bool:
    """Whether a line is drawn, not written: "-----"."""
    drawn = points[line[START]] in _RULES
    at = line[START]
    while drawn and at < line[END]:
        drawn = bits[points[at]] & NUMBER == 0
        at += 1
    return drawn


@kernel
def is_fence(points: Array, line: Array) -> bool:
    """Whether a line begins with the fence of Markdown around code."""
    at = line[START]
    long = line[END] - at >= 3
    return bool(long and points[at] == points[at + 1] == points[at + 2] == _FENCE)


@kernel
def has_small(points: Array, line: Array, bits: Array) -> bool:
    """Whether a line has a small letter."""
    small = False
    for at in range(line[START], line[END]):
        small |= bits[points[at]] & LOWER != 0
    return small


@kernel
def last_is_small(points: Array, line: Array, bits: Array) -> tuple[bool, int]:
    """Whether the last word is in small letters, and its length."""
    at, small = line[END], False
    while at > line[START] and points[at - 1] != _SPACE:
        at -= 1
        if bits[points[at]] & (UPPER | TITLE):
            return False, 0
        small = small or bits[points[at]] & LOWER != 0
    return small, line[END] - at


@kernel
def opens_dateline(points: Array, pair: Any, bits: Array) -> bool:
    """Whether of two lines one is in brackets, or the second begins as a dateline with a dash."""
    for line in pair:
        if points[line[START]] == _ROUND and points[line[END] - 1] == _SHUT:
            return True
    start, end = line[START], min(line[END], line[START] + _DATELINE)
    told, small, capitals, numbered = points[start] == _ROUND, 0, 0, False
    for at in range(start + 1, end if told or bits[points[start]] & UPPER else start):
        point, is_dash = points[at - 1], points[at] in _DASHES
        if is_dash and told and (points[at] > _ASCII or not bits[point] & (ALPHA | NUMBER)):
            return True
        if point == _SPACE and bits[points[at]] & LOWER and not numbered:
            small += 3 if points[at - 2] == _SHUT else 1
            if small > 2:
                return False
        numbered = bits[point] & DIGIT != 0 or (numbered and not bits[point] & UPPER)
        capitals = capitals + 1 if bits[point] & UPPER else 0
        told = told or capitals > 2 or point == _ROUND or numbered
    return False
