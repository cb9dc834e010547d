"""From an Arrow array of strings to one numpy array of code points, for the kernels that follow."""

from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from ingest.kernels.compiled import kernel

__all__ = ["Points", "bytes_of", "decode", "decode_row", "encode_row", "grown"]

Points = tuple[npt.NDArray[np.uint32], npt.NDArray[np.int64]]
"""Code points of all rows on end, and n + 1 offsets: row i is points[starts[i]:starts[i + 1]]."""


@kernel
def decode_row(
    data: npt.NDArray[np.uint8], span: Any, points: npt.NDArray[np.uint32], place: int
) -> int:
    """Decode valid UTF-8 (RFC 3629, section 3), which Arrow has checked; where the points end."""
    at, last = span
    while at < last:
        lead = np.uint32(data[at])
        if lead < 0x80:
            points[place] = lead
            at += 1
        else:
            length = 2 if lead < 0xE0 else (3 if lead < 0xF0 else 4)
            point = lead & np.uint32(0x7F >> length)
            for k in range(1, length):
                point = (point << np.uint32(6)) | np.uint32(data[at + k] & 0x3F)
            points[place] = point
            at += length
        place += 1
    return place


@kernel
def _fill(
    data: npt.NDArray[np.uint8],
    offsets: npt.NDArray[np.int64],
    points: npt.NDArray[np.uint32],
    starts: npt.NDArray[np.int64],
) -> None:
    """Decode every row."""
    place = 0
    for row in range(offsets.size - 1):
        starts[row] = place
        place = decode_row(data, (offsets[row], offsets[row + 1]), points, place)
    starts[offsets.size - 1] = place


@kernel
def encode_row(points: Any, count: int, out: npt.NDArray[np.uint8], place: int) -> int:
    """Write code points as UTF-8 (RFC 3629, section 3); where they end."""
    for at in range(count):
        point = points[at]
        if point < 0x80:
            out[place] = point
            place += 1
            continue
        more = 1 if point < 0x800 else (2 if point < 0x10000 else 3)
        lead = np.uint32((0, 0xC0, 0xE0, 0xF0)[more])
        out[place] = lead | (point >> np.uint32(6 * more))
        for k in range(1, more + 1):
            out[place + k] = np.uint32(0x80) | ((point >> np.uint32(6 * (more - k))) & 0x3F)
        place += more + 1
    return place


@kernel
def grown(array: Any, wanted: int) -> Any:
    """The array, or a larger one that begins with it."""
    if wanted <= array.size:
        return array
    larger = np.empty(2 * wanted, array.dtype)
    larger[: array.size] = array
    return larger


def bytes_of(texts: pa.Array) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.int64]]:
    """The bytes of a large_string array without nulls, and n + 1 offsets; slices are understood."""
    count = len(texts)
    _, raw_offsets, raw_data = texts.buffers()
    if count == 0 or raw_data is None:
        return np.zeros(0, np.uint8), np.zeros(count + 1, np.int64)
    offsets = np.frombuffer(raw_offsets, np.int64)[texts.offset : texts.offset + count + 1]
    return np.frombuffer(raw_data, np.uint8), offsets


def decode(bodies: pa.Array) -> Points:
    """Decode every row of a large_string array without nulls; slices are understood.

    >>> points, starts = decode(pa.array(["aé", "", "語"], pa.large_string()))
    >>> points.tolist(), starts.tolist()
    ([97, 233, 35486], [0, 2, 2, 3])
    """
    data, offsets = bytes_of(bodies)
    starts = np.zeros(len(bodies) + 1, np.int64)
    points = np.empty(int(offsets[-1] - offsets[0]), np.uint32)
    _fill(data, offsets, points, starts)
    return points[: starts[-1]], starts
