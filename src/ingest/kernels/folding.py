"""White space folded in the bytes of many texts at once, as their hashes want it."""

from functools import cache
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from ingest.kernels.codepoints import bytes_of
from ingest.kernels.compiled import kernel
from ingest.kernels.glyphs import COMPOSES, SPACE, glyphs

__all__ = ["Folded", "fold_spaces"]

Array = npt.NDArray[Any]

_ASCII, _BLANK = 0x80, 32


class Folded(NamedTuple):
    """n texts with one space for every run of white space, and none at their ends.

    Attributes:
        data: uint8, their UTF-8 on end.
        starts: int64 [n + 1]; text i is data[starts[i]:starts[i + 1]].
        composes: bool [n], whether a text has characters that NFC may change.
    """

    data: Array
    starts: Array
    composes: Array


@kernel
def _point(data: Array, at: int, length: int) -> int:
    """Decode one character of several bytes."""
    point = int(data[at]) & (0x7F >> length)
    for k in range(1, length):
        point = (point << 6) | (int(data[at + k]) & 0x3F)
    return point


@kernel
def _copy_plain(data: Array, span: Any, folds: Array, out: Array) -> Any:
    """Copy ASCII up to the first character that may not stay as it is.

    Args:
        data: bytes of UTF-8.
        span: where to begin and end, how far `out` is written, whether a space is before (0 or 1).
        folds: from `_folds`.
        out: room for the copy.

    Returns:
        the same span, after the copy.
    """
    first, last, place, blank = span
    for at in range(first, last):
        own = folds[data[at]]
        if own + blank > 1:
            return at, last, place, blank
        out[place] = data[at]
        place += 1
        blank = np.int64(own)
    return last, last, place, blank


@kernel
def _fold(data: Array, offsets: Array, tables: Any, folded: Any) -> None:
    """Write every byte, and go on behind it unless it is a space behind a space."""
    bits, folds = tables
    out, starts, composes = folded
    place = 0
    for row in range(composes.size):
        found, blank, at, last = 0, 1, offsets[row], offsets[row + 1]
        while at < last:
            at, _, place, blank = _copy_plain(data, (at, last, place, blank), folds, out)
            if at == last:
                break
            length = 1
            own = int(bits[data[at]])
            if data[at] >= _ASCII:
                length = 2 if data[at] < 0xE0 else (3 if data[at] < 0xF0 else 4)
                own = int(bits[_point(data, at, length)])
            found |= own
            space = int(own & SPACE != 0)
            out[place] = _BLANK if space else data[at]
            place += not (space and blank)
            if length > 1 and not space:
                for k in range(at + 1, at + length):
                    out[place] = data[k]
                    place += 1
            blank = space
            at += length
        starts[row + 1] = place - (blank and place > starts[row])
        place = starts[row + 1]
        composes[row] = found & COMPOSES != 0


@cache
def _folds() -> Array:
    """Say of every byte: 0 it stays, 1 it stays but behind a space, 2 look at it."""
    folds = np.full(256, 2, np.uint8)
    folds[:_ASCII] = np.where(glyphs()[:_ASCII] & SPACE, 2, 0)
    folds[_BLANK] = 1
    return folds


def fold_spaces(bodies: pa.Array) -> Folded:
    r"""Fold the white space of a large_string array without nulls; slices are understood.

    >>> folded = fold_spaces(pa.array([" one\u00a0 two\n", ""], pa.large_string()))
    >>> folded.data.tobytes(), folded.starts.tolist(), folded.composes.tolist()
    (b'one two', [0, 7, 7], [False, False])
    """
    data, offsets = bytes_of(bodies)
    starts, composes = np.zeros(len(bodies) + 1, np.int64), np.zeros(len(bodies), np.bool_)
    out = np.empty(int(offsets[-1] - offsets[0]) + 1, np.uint8)  # a space behind the last
    _fold(data, offsets, (glyphs(), _folds()), (out, starts, composes))
    return Folded(out[: starts[-1]], starts, composes)
