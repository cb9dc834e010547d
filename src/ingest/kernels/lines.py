"""Lines and paragraphs of a text: how many, how they start and end, which repeat."""

from typing import Any

import numpy as np
import numpy.typing as npt

from ingest.kernels.codepoints import Points
from ingest.kernels.compiled import kernel
from ingest.kernels.signs import Signs
from ingest.kernels.wordtables import BLANK, CLOSE, FULL_STOP, STOP, WordTables

__all__ = ["COLUMNS", "count_lines"]

Array = npt.NDArray[Any]

COLUMNS = (
    "lines", "bullets", "ellipses", "finished", "repeated_lines", "repeated_line_length",
    "paragraphs", "repeated_paragraphs", "repeated_paragraph_length", "symbols", "braces", "length",
)  # fmt: skip
"""What is counted: lines that are not blank; of these starting with a bullet, ending with an
ellipsis, ending with a stop; lines that stood before, and their code points; the same for
paragraphs; signs # and …; curly brackets; code points of all lines."""

_LINE, _PARAGRAPH = 0, 6
_NEWLINE, _DOT, _HASH, _OPEN, _SHUT = 10, 46, 35, 123, 125
_ELLIPSIS = 0x2026
_BULLETS = (45, 42, 0x2022, 0x2023, 0x25B6, 0x25CF, 0x25CB, 0x25A0, 0x25A1, 0x25AA, 0x25AB, 0x2013)
_FNV_START, _FNV_PRIME = np.uint64(0xCBF29CE484222325), np.uint64(0x100000001B3)


@kernel
def _trim(points: Array, start: int, end: int, classes: Array) -> tuple[int, int]:
    while start < end and classes[points[start]] == BLANK:
        start += 1
    while end > start and classes[points[end - 1]] == BLANK:
        end -= 1
    return start, end


@kernel
def _hash(points: Array, start: int, end: int) -> Any:
    """Hash a line in four streams, which do not wait for one another."""
    one = two = three = four = _FNV_START
    whole = start + (end - start) // 4 * 4
    for at in range(start, whole, 4):
        one = (one ^ np.uint64(points[at])) * _FNV_PRIME
        two = (two ^ np.uint64(points[at + 1])) * _FNV_PRIME
        three = (three ^ np.uint64(points[at + 2])) * _FNV_PRIME
        four = (four ^ np.uint64(points[at + 3])) * _FNV_PRIME
    for at in range(whole, end):
        one = (one ^ np.uint64(points[at])) * _FNV_PRIME
    value = (one ^ (two >> np.uint64(32)) ^ (two << np.uint64(32))) * _FNV_PRIME
    value = (value ^ (three >> np.uint64(32)) ^ (three << np.uint64(32))) * _FNV_PRIME
    return (value ^ (four >> np.uint64(32)) ^ (four << np.uint64(32))) * _FNV_PRIME


@kernel
def _count_signs(points: Array, places: Array, own: Array) -> None:
    """Count the signs #, … and ... of a line, and its curly brackets."""
    dots, before = 0, -1
    for at in places:
        point = points[at]
        if point == _DOT:
            dots = dots + 1 if at == before + 1 else 1
            before = at
        own[9] += point in (_HASH, _ELLIPSIS) or (point == _DOT and dots == 3)
        own[10] += point in (_OPEN, _SHUT)


@kernel
def _stood_before(value: Any, seen: Any) -> bool:
    """Tell whether a line or paragraph of this text has this hash; from now on, one has."""
    hashes, marks, mark = seen
    mask = np.uint64(hashes.size - 1)
    at = (value >> np.uint64(20)) & mask
    while marks[at] == mark:
        if hashes[at] == value:
            return True
        at = (at + np.uint64(1)) & mask
    marks[at], hashes[at] = mark, value
    return False


@kernel
def _look_at_line(points: Array, start: int, end: int, classes: Array, own: Array) -> None:
    own[0] += 1
    own[1] += points[start] in _BULLETS
    last = points[end - 1]
    dots = end - start >= 3 and last == points[end - 2] == points[end - 3] == _DOT
    own[2] += last == _ELLIPSIS or dots
    while end > start and classes[points[end - 1]] == CLOSE:
        end -= 1
    own[3] += end > start and classes[points[end - 1]] in (STOP, FULL_STOP)


@kernel
def _count_row(points: Array, span: Any, classes: Array, seen: Any, own: Array) -> None:
    """Count one text's lines and paragraphs; `span` holds its start, end and signs."""
    start, last, places = span
    hashes, marks, mark = seen
    paragraph, paragraph_length = np.uint64(0), 0
    first_sign = sign = 0
    while start < last:
        while sign < places.size and points[places[sign]] != _NEWLINE:
            sign += 1
        end = places[sign] if sign < places.size else last
        first, behind = _trim(points, start, end, classes)
        if behind > first:
            value = _hash(points, first, behind)
            _count_signs(points, places[first_sign:sign], own)
            _look_at_line(points, first, behind, classes, own)
            if _stood_before(value, (hashes[0], marks[0], mark)):
                own[4] += 1
                own[5] += behind - first
            paragraph = (paragraph ^ value) * _FNV_PRIME
            paragraph_length += behind - first
            own[11] += behind - first
        if paragraph_length and (behind == first or end + 1 >= last):
            own[6] += 1
            if _stood_before(paragraph, (hashes[1], marks[1], mark)):
                own[7] += 1
                own[8] += paragraph_length
            paragraph, paragraph_length = np.uint64(0), 0
        start, sign = end + 1, sign + 1
        first_sign = sign


@kernel
def _count(texts: Points, signs: Any, classes: Array, counts: Array) -> None:
    points, starts = texts
    room = 16
    while room < 2 * (np.diff(signs.firsts).max() + 1):
        room *= 2
    hashes, marks = np.empty((2, room), np.uint64), np.zeros((2, room), np.int64)
    for row in range(starts.size - 1):
        places = signs.places[signs.firsts[row] : signs.firsts[row + 1]]
        span = (starts[row], starts[row + 1], places)
        _count_row(points, span, classes, (hashes, marks, row + 1), counts[row])


def count_lines(points: Points, signs: Signs, tables: WordTables) -> Array:
    """Count every text's lines and paragraphs: int64 [n, columns], as `COLUMNS` names them."""
    counts = np.zeros((points[1].size - 1, len(COLUMNS)), np.int64)
    if len(counts):
        _count(points, signs, tables.sentences, counts)
    return counts
