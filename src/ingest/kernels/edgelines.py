"""The lines at the edges of many texts at once, as they are compared with what a source repeats."""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from ingest.kernels.casefolds import LONG, MOST, case_folds
from ingest.kernels.codepoints import bytes_of, decode_row, encode_row, grown
from ingest.kernels.compiled import kernel
from ingest.kernels.glyphs import BREAK, CLOSER, SPACE, STOP, glyphs
from ingest.kernels.linebreaks import LINES, find_spans
from ingest.kernels.printedlines import END, START

__all__ = ["EdgeLines", "find_edges", "mixed"]

Array = npt.NDArray[Any]

_BLANK = np.uint32(32)
_ODD, _TURN = np.uint64(0x9E3779B97F4A7C15), np.uint64(32)


class EdgeLines(NamedTuple):
    """n lines at the edges of m texts.

    Attributes:
        rows: int32 [n], which text a line is of.
        lines: string array [n]: white space folded, letters in one case.
        hashes: uint64 [n], of the lines.
        witnesses: uint64 [m], of the longest line of each text: the same for its copies.
    """

    rows: Array
    lines: pa.Array
    hashes: Array
    witnesses: Array


@kernel
def _printed(points: Array, span: Array, offset: int, bits: Array) -> int:
    """A character of a paragraph as it is printed: a break in it is a space."""
    point = points[span[START] + offset]
    return int(_BLANK if span[LINES] > 1 and bits[point] & SPACE else point)


@kernel
def _compare(points: Array, pair: Any, bits: Array) -> int:
    """Which of two paragraphs of one length comes behind the other: 1 the first, 0 neither."""
    a, b = pair
    for offset in range(a[END] - a[START]):
        x, y = _printed(points, a, offset, bits), _printed(points, b, offset, bits)
        if x != y:
            return 1 if x > y else -1
    return 0


@kernel
def _core(points: Array, spans: Array, bits: Array) -> tuple[int, int]:
    """The longest paragraph; of several the last in order, and the first in the text."""
    core = first = 0
    for at in range(1, len(spans)):
        more = (spans[at, END] - spans[at, START]) - (spans[core, END] - spans[core, START])
        if more > 0:
            core = first = at
        elif more == 0 and _compare(points, (spans[at], spans[core]), bits) > 0:
            core = at
    return core, first


@kernel
def _ends_sentence(points: Array, span: Array, bits: Array) -> bool:
    """As `printedlines.ends_sentence`, of a paragraph: a break before what closes it is a space."""
    end = span[END]
    if bits[points[end - 1]] & STOP:
        return True
    while end > span[START]:
        own = bits[points[end - 1]]
        if not (own & CLOSER or (span[LINES] > 1 and own & SPACE)):
            return bool(own & STOP)
        end -= 1
    return False


@kernel
def _longest_line(points: Array, bits: Array) -> tuple[int, int]:
    """Where the longest line begins and ends; of several the last in order."""
    start = end = first = 0
    for at in range(points.size + 1):
        if at < points.size and not bits[points[at]] & BREAK:
            continue
        more = (at - first) - (end - start)
        if more == 0:
            for offset in range(end - start):
                x, y = points[first + offset], points[start + offset]
                if x != y:
                    more = 1 if x > y else 0
                    break
        if more > 0:
            start, end = first, at
        first = at + 1
    return start, end


@kernel
def _fold(points: Array, start: int, end: int, tables: Any, out: Array) -> int:
    """Write a line with its white space folded and its letters in one case; how long it is then."""
    bits, folds, long = tables
    count, space = 0, False
    for at in range(start, end):
        point = points[at]
        if bits[point] & SPACE:
            space = True
            continue
        if space and count:
            out[count] = _BLANK
            count += 1
        space, own = False, folds[point]
        if own < LONG:
            out[count] = own
            count += 1
        else:
            for letter in long[own - LONG]:
                out[count] = letter
                count += letter != 0
    return count


@kernel
def _hash(points: Array, count: int) -> np.uint64:
    """A hash of code points: a multiplication and a shift mix each in (as in MurmurHash)."""
    found = np.uint64(count)
    for at in range(count):
        found = (found ^ np.uint64(points[at])) * _ODD
        found ^= found >> _TURN
    return found * _ODD


@kernel
def _offered(points: Array, spans: Array, limits: Any, bits: Array) -> Array:
    """Which paragraphs are offered: bool [n]."""
    edge, longest = limits
    core, first = _core(points, spans, bits)
    offered = np.zeros(len(spans), np.bool_)
    for at in range(len(spans)):
        span, is_core = spans[at], False
        length = span[END] - span[START]
        if length > longest or edge <= at < len(spans) - edge:
            continue
        if length == spans[core, END] - spans[core, START]:
            is_core = _compare(points, (span, spans[core]), bits) == 0
        below = span[START] > spans[first, START]
        offered[at] = not is_core and (below or not _ends_sentence(points, span, bits))
    return offered


@kernel
def _find(data: Array, offsets: Array, limits: Any, tables: Any) -> Any:
    """The columns of `EdgeLines`; of the lines their UTF-8, and where each ends in it."""
    bits, _, _ = tables
    rows, ends, hashes = np.empty(64, np.int32), np.empty(64, np.int32), np.empty(64, np.uint64)
    written, place, count = np.empty(4096, np.uint8), 0, 0
    witnesses = np.empty(offsets.size - 1, np.uint64)
    for row in range(offsets.size - 1):
        points = np.empty(offsets[row + 1] - offsets[row], np.uint32)
        points = points[: decode_row(data, (offsets[row], offsets[row + 1]), points, 0)]
        folded = np.empty(MOST * points.size, np.uint32)
        start, end = _longest_line(points, bits)
        witnesses[row] = _hash(folded, _fold(points, start, end, tables, folded))
        spans = find_spans(points, bits)
        if not len(spans):
            continue
        for at in np.flatnonzero(_offered(points, spans, limits, bits)):
            size = _fold(points, spans[at, START], spans[at, END], tables, folded)
            if not size:
                continue
            rows, ends = grown(rows, count + 1), grown(ends, count + 1)
            hashes, written = grown(hashes, count + 1), grown(written, place + 4 * size)
            place = encode_row(folded, size, written, place)
            rows[count], ends[count], hashes[count] = row, place, _hash(folded, size)
            count += 1
    return rows[:count], ends[:count], hashes[:count], written[:place], witnesses


def mixed(hashes: Array, others: Array) -> Array:
    """Make one hash of two: uint64 [n] each."""
    found = (hashes ^ others) * _ODD
    return np.asarray(found ^ (found >> _TURN))


def find_edges(texts: pa.Array, edge: int, longest: int) -> EdgeLines:
    r"""Find the first and last paragraphs of texts that may be what their source repeats.

    Args:
        texts: large_string array without nulls; slices are understood.
        edge: how many paragraphs at each end.
        longest: characters of the longest.

    >>> found = find_edges(pa.array(["A  Bank\n\nIt opened.\n\nBank ß"], pa.large_string()), 6, 300)
    >>> found.lines.to_pylist()
    ['a bank', 'bank ss']
    """
    data, offsets = bytes_of(texts)
    tables = (glyphs(), *case_folds())
    rows, ends, hashes, written, witnesses = _find(data, offsets, (edge, longest), tables)
    starts = np.concatenate([np.zeros(1, np.int32), ends])
    lines = pa.StringArray.from_buffers(len(rows), pa.py_buffer(starts), pa.py_buffer(written))
    return EdgeLines(rows, lines, hashes, witnesses)
