"""Lines and paragraphs of a text: how many, how they start and end, which repeat."""

from typing import Any

import numpy as np
import numpy.typing as npt
from numba import njit

from ingest.kernels.codepoints import Points
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
_FIRST_LETTER, _LAST_LETTER = 97, 122
_ELLIPSIS = 0x2026
_BULLETS = (45, 42, 0x2022, 0x2023, 0x25B6, 0x25CF, 0x25CB, 0x25A0, 0x25A1, 0x25AA, 0x25AB, 0x2013)
_FNV_START, _FNV_PRIME = np.uint64(0xCBF29CE484222325), np.uint64(0x100000001B3)


@njit(cache=True, nogil=True)
def _trim(points: Array, start: int, end: int, classes: Array) -> tuple[int, int]:
    while start < end and classes[points[start]] == BLANK:
        start += 1
    while end > start and classes[points[end - 1]] == BLANK:
        end -= 1
    return start, end


@njit(cache=True, nogil=True)
def _read_line(points: Array, start: int, end: int, own: Array) -> Any:
    """Hash a line; count its signs #, … and ... and its curly brackets."""
    value = _FNV_START
    dots = 0
    for at in range(start, end):
        point = points[at]
        value = (value ^ np.uint64(point)) * _FNV_PRIME
        if point < _FIRST_LETTER or point > _LAST_LETTER:
            dots = dots + 1 if point == _DOT else 0
            own[9] += point in (_HASH, _ELLIPSIS) or dots == 3
            own[10] += point in (_OPEN, _SHUT)
        else:
            dots = 0
    return value


@njit(cache=True, nogil=True)
def _remember(value: Any, seen: set[Any], own: Array, length: int) -> None:
    """Count one more line or paragraph, and whether it stood before."""
    if value in seen:
        own[0] += 1
        own[1] += length
    else:
        seen.add(value)


@njit(cache=True, nogil=True)
def _look_at_line(points: Array, start: int, end: int, classes: Array, own: Array) -> None:
    own[0] += 1
    own[1] += points[start] in _BULLETS
    last = points[end - 1]
    dots = end - start >= 3 and last == points[end - 2] == points[end - 3] == _DOT
    own[2] += last == _ELLIPSIS or dots
    while end > start and classes[points[end - 1]] == CLOSE:
        end -= 1
    own[3] += end > start and classes[points[end - 1]] in (STOP, FULL_STOP)


@njit(cache=True, nogil=True)
def _count_row(points: Array, start: int, last: int, classes: Array, own: Array) -> None:
    lines, paragraphs = {np.uint64(0)}, {np.uint64(0)}
    paragraph, paragraph_length = np.uint64(0), 0
    while start < last:
        end = start
        while end < last and points[end] != _NEWLINE:
            end += 1
        first, behind = _trim(points, start, end, classes)
        if behind > first:
            value = _read_line(points, first, behind, own)
            _look_at_line(points, first, behind, classes, own)
            _remember(value, lines, own[4:6], behind - first)
            paragraph = (paragraph ^ value) * _FNV_PRIME
            paragraph_length += behind - first
            own[11] += behind - first
        if paragraph_length and (behind == first or end + 1 >= last):
            own[6] += 1
            _remember(paragraph, paragraphs, own[7:9], paragraph_length)
            paragraph, paragraph_length = np.uint64(0), 0
        start = end + 1


@njit(cache=True, nogil=True)
def _count(points: Array, starts: Array, classes: Array, counts: Array) -> None:
    for row in range(starts.size - 1):
        _count_row(points, starts[row], starts[row + 1], classes, counts[row])


def count_lines(points: Points, tables: WordTables) -> Array:
    """Count every text's lines and paragraphs: int64 [n, columns], as `COLUMNS` names them."""
    counts = np.zeros((points[1].size - 1, len(COLUMNS)), np.int64)
    _count(points[0], points[1], tables.sentences, counts)
    return counts
