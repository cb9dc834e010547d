"""The fingerprint of a body: what finds its near duplicates, and what measures how near they are.

- Band keys find candidates: 24 bands of two minima of the 5-token shingles. The 48 minima come
  from one pass: each shingle belongs to one of 48 bins (one-permutation hashing, Li, Owen and Zhang
  2012), and an empty bin borrows from a full one by a fixed draw (Shrivastava 2017).
- The sketch measures Jaccard and containment: 640 cells, a cell is set when a distinct 5-token
  shingle falls into it. Of a long body only the share 2**-scale of the shingles with the smallest
  hashes takes part, so that the cells never crowd; `kernels.pairs` reads it by linear counting
  (Whang, Vander-Zanden and Taylor 1990).
- Numbers are kept as 16-bit hashes, names as 128 cells: reports that differ in numbers or names
  only are not copies.
"""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from ingest.kernels.codepoints import decode
from ingest.kernels.compiled import kernel
from ingest.kernels.facts import MAX_NUMBERS, NAME_WORDS, write_names, write_numbers
from ingest.kernels.tokens import Table, mix, table, tokenize

__all__ = [
    "BANDS",
    "CELLS",
    "FINGERPRINT",
    "KEY_BITS",
    "WORDS",
    "fingerprint",
    "scale_of",
]

BANDS = 24
ROWS = 2
KEY_BITS = 38
"""Bits of a band key. One key in 2**38 / (24 x articles) meets a stranger's by chance."""
SHINGLE = 5
"""Tokens of a shingle. With more, fewer strangers are candidates, and fewer misread copies."""
CELLS = 640
WORDS = CELLS // 64

FINGERPRINT = pa.schema(
    [
        pa.field("band_keys", pa.list_(pa.uint64(), BANDS), nullable=False),
        pa.field("sketch", pa.list_(pa.uint64(), WORDS), nullable=False),
        pa.field("shingles", pa.int32(), nullable=False),
        pa.field("names", pa.list_(pa.uint64(), NAME_WORDS), nullable=False),
        pa.field("number_hashes", pa.list_(pa.uint16()), nullable=False),
    ]
)
"""One row per body; `shingles` counts the distinct 5-token shingles (0 if there are no tokens)."""

_BATCH_BYTES = 8 << 20
_EMPTY = np.uint64(0xFFFFFFFFFFFFFFFF)
_BASE = np.uint64(0xD6E8FEB86659FD93)

Hashes = npt.NDArray[np.uint64]


@kernel
def _shingle(tokens: Hashes, count: int, size: int, out: Hashes) -> int:
    """Hash every run of `size` tokens (a rolling polynomial); fewer tokens make one shingle."""
    leaving = np.uint64(1)
    for _ in range(size):
        leaving *= _BASE
    rolling = np.uint64(0)
    made = 0
    for i in range(count):
        rolling = rolling * _BASE + tokens[i]
        if i >= size:
            rolling -= tokens[i - size] * leaving
        if i >= size - 1:
            out[made] = mix(rolling)
            made += 1
    if 0 < count < size:
        out[0] = mix(rolling)
        made = 1
    return made


@kernel
def _write_keys(shingles: Hashes, count: int, keys: Hashes) -> None:
    """Write the band keys of a set of shingles."""
    bins = BANDS * ROWS
    minima = np.full(bins, _EMPTY)
    for i in range(count):
        place = ((shingles[i] >> np.uint64(32)) * np.uint64(bins)) >> np.uint64(32)
        minima[place] = min(minima[place], mix(shingles[i]))
    filled = minima.copy()
    for place in range(bins):
        draw = np.uint64(place + 1)
        while filled[place] == _EMPTY:
            draw = mix(draw + _BASE)
            filled[place] = minima[draw % np.uint64(bins)]
    for band in range(BANDS):
        key = mix(filled[ROWS * band] + np.uint64(band))
        for row in range(1, ROWS):
            key = mix(key * _BASE + filled[ROWS * band + row])
        keys[band] = key >> np.uint64(64 - KEY_BITS)


@kernel
def _distinct(hashes: Hashes, count: int) -> int:
    """Move the distinct hashes to the front, in the order of their first sight; count them."""
    size = 16
    while size < 2 * count:
        size *= 2
    seen = np.zeros(size, np.uint64)
    mask = np.uint64(size - 1)
    kept = 0
    for i in range(count):
        place = hashes[i] & mask
        while seen[place] != 0 and seen[place] != hashes[i]:
            place = (place + np.uint64(1)) & mask
        if seen[place] == 0:
            seen[place] = hashes[i]
            hashes[kept] = hashes[i]
            kept += 1
    return kept


@kernel
def scale_of(shingles: int) -> int:
    """Give the halvings of the hash range after which `shingles` fill the cells at most once.

    >>> scale_of(640), scale_of(641), scale_of(4 * 640)
    (0, 1, 2)
    """
    scale = 0
    while shingles > (CELLS << scale):
        scale += 1
    return scale


@kernel
def _write_sketch(shingles: Hashes, count: int, sketch: Hashes) -> None:
    """Set the cells of distinct shingles."""
    scale = scale_of(count)
    for i in range(count):
        short = shingles[i] >> np.uint64(32)
        if short >> np.uint64(32 - scale):
            continue
        cell = (short * np.uint64(CELLS)) >> np.uint64(32 - scale)
        sketch[cell >> np.uint64(6)] |= np.uint64(1) << (cell & np.uint64(63))


@kernel
def _fingerprint_rows(
    text: tuple[npt.NDArray[np.uint32], npt.NDArray[np.int64]],
    known: Table,
    out: tuple[Hashes, Hashes, Hashes],
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32], npt.NDArray[np.uint16]]:
    """Fingerprint every row; return shingle counts, number counts and the numbers on end."""
    points, starts = text
    keys, sketches, names = out
    rows = starts.size - 1
    room = 1
    for row in range(rows):
        room = max(room, starts[row + 1] - starts[row])
    tokens = np.empty(room, np.uint64)
    marks = np.empty(room, np.uint8)
    hashes = np.empty(room, np.uint64)
    shingles = np.zeros(rows, np.int32)
    lengths = np.zeros(rows, np.int32)
    numbers = np.empty(rows * MAX_NUMBERS, np.uint16)
    end = 0
    for row in range(rows):
        count = tokenize(points[starts[row] : starts[row + 1]], known, tokens, marks)
        if count == 0:
            continue
        shingles[row] = _distinct(hashes, _shingle(tokens, count, SHINGLE, hashes))
        _write_keys(hashes, shingles[row], keys[row])
        _write_sketch(hashes, shingles[row], sketches[row])
        write_names(tokens, marks, count, names[row])
        lengths[row] = write_numbers(tokens, marks, count, numbers[end : end + MAX_NUMBERS])
        end += lengths[row]
    return shingles, lengths, numbers[:end]


def fingerprint(bodies: pa.Array) -> pa.RecordBatch:
    """Fingerprint every body; the result does not depend on how the bodies are batched.

    Args:
        bodies: large_string array of n bodies, no nulls.

    Returns:
        n rows of `FINGERPRINT`.

    >>> batch = fingerprint(pa.array(["One, two 3.", "one TWO 3", ""], pa.large_string()))
    >>> batch["shingles"].to_pylist(), batch["band_keys"][0] == batch["band_keys"][1]
    ([1, 1, 0], True)
    """
    parts = [_fingerprint_part(part) for part in _parts(bodies)]
    return pa.concat_batches(parts)


def _parts(bodies: pa.Array) -> Iterator[pa.Array]:
    """Cut into slices of about `_BATCH_BYTES`, so that the decoded text stays in the cache."""
    count = len(bodies)
    if count == 0:
        yield bodies
        return
    offsets = np.frombuffer(bodies.buffers()[1], np.int64)[bodies.offset :][: count + 1]
    first = 0
    while first < count:
        last = int(np.searchsorted(offsets, offsets[first] + _BATCH_BYTES, "right")) - 1
        last = min(max(last, first + 1), count)
        yield bodies.slice(first, last - first)
        first = last


def _fingerprint_part(bodies: pa.Array) -> pa.RecordBatch:
    count = len(bodies)
    keys = np.zeros((count, BANDS), np.uint64)
    sketches = np.zeros((count, WORDS), np.uint64)
    names = np.zeros((count, NAME_WORDS), np.uint64)
    found = _fingerprint_rows(decode(bodies), table(), (keys, sketches, names))
    shingles, lengths, numbers = found
    offsets = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32)
    return pa.RecordBatch.from_arrays(
        [
            pa.FixedSizeListArray.from_arrays(pa.array(keys.ravel()), BANDS),
            pa.FixedSizeListArray.from_arrays(pa.array(sketches.ravel()), WORDS),
            pa.array(shingles),
            pa.FixedSizeListArray.from_arrays(pa.array(names.ravel()), NAME_WORDS),
            pa.ListArray.from_arrays(pa.array(offsets), pa.array(numbers)),
        ],
        schema=FINGERPRINT,
    )
