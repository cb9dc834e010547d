"""Sorted postings: which article holds which band key, in five bytes each.

A posting is key and ordinal in one integer, key above. Sorted, the upper bits of neighbours repeat,
so they are not stored: a directory says where the postings of each value of the upper bits begin
(quotienting; Knuth, The Art of Computer Programming 3, exercise 6.4-13), and 40 bits remain.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from ingest.kernels.compiled import kernel
from ingest.kernels.minhash import KEY_BITS

__all__ = ["KEPT_BITS", "key_ranges", "ordinal_bits", "pack", "probe", "sort_keys", "unpack"]

KEPT_BITS = 40
_KEYS_AT_ONCE = 1 << 22

Array = npt.NDArray[Any]
Postings = tuple[npt.NDArray[np.uint32], npt.NDArray[np.uint32], npt.NDArray[np.uint8]]
"""Directory [2**upper + 1], low 32 bits and high 8 bits of every posting."""


def ordinal_bits(articles: int) -> int:
    """Give the bits of an ordinal: at least as many as the directory needs to have one entry.

    >>> [ordinal_bits(n) for n in (0, 1, 4, 5, 4_000_000)]
    [2, 2, 2, 3, 22]
    """
    return max(KEPT_BITS - KEY_BITS, (articles - 1).bit_length())


def key_ranges(keys: int) -> Iterator[tuple[int, int]]:
    """Cut the space of keys into ranges [first, last) of about four million keys of so many."""
    pieces = 1 << max(0, (keys // _KEYS_AT_ONCE).bit_length())
    step = (1 << KEY_BITS) // pieces
    for first in range(0, 1 << KEY_BITS, step):
        yield first, first + step


def sort_keys(keys: Array, owners: Array) -> tuple[Array, Array]:
    """Sort band keys, and with them who has them: as one integer each, which is fastest.

    Args:
        keys: uint64 [n, BANDS], each below 2**KEY_BITS.
        owners: int64 [n], each below 2**26.

    Returns:
        uint64 [n * BANDS] keys, ascending, and the owner of each.

    >>> keys, owners = sort_keys(np.array([[7, 5], [5, 9]], np.uint64), np.array([0, 1]))
    >>> keys.tolist(), owners.tolist()
    ([5, 5, 7, 9], [0, 1, 0, 1])
    """
    low = np.uint64(64 - KEY_BITS)
    both = ((keys << low) | owners.astype(np.uint64)[:, None]).ravel()
    both.sort()
    return both >> low, (both & np.uint64((1 << (64 - KEY_BITS)) - 1)).astype(np.int64)


@kernel
def pack(postings: npt.NDArray[np.uint64], offset: int, out: Postings) -> None:
    """Write sorted postings to their place, `offset` postings from the start.

    Call it for ascending pieces; the directory is complete when the last one is written and
    every entry counts the postings below its bucket.
    """
    directory, low, high = out
    for i in range(postings.size):
        low[offset + i] = postings[i] & np.uint64(0xFFFFFFFF)
        high[offset + i] = (postings[i] >> np.uint64(32)) & np.uint64(0xFF)
        directory[(postings[i] >> np.uint64(KEPT_BITS)) + np.uint64(1)] += 1


@kernel
def unpack(stored: Postings, first: int, last: int) -> npt.NDArray[np.uint64]:
    """Restore the postings of the buckets first to last - 1 in full."""
    directory, low, high = stored
    start = directory[first]
    out = np.empty(directory[last] - start, np.uint64)
    for bucket in range(first, last):
        upper = np.uint64(bucket) << np.uint64(KEPT_BITS)
        for i in range(directory[bucket], directory[bucket + 1]):
            kept = (np.uint64(high[i]) << np.uint64(32)) | np.uint64(low[i])
            out[i - start] = upper | kept
    return out


@kernel
def _first_at(stored: Postings, start: Any, end: Any, kept: np.uint64) -> Any:
    """Find the first posting of [start, end) that is not below `kept`."""
    _, low, high = stored
    while start < end:
        middle = (start + end) >> 1
        if (np.uint64(high[middle]) << np.uint64(32)) | np.uint64(low[middle]) < kept:
            start = middle + 1
        else:
            end = middle
    return start


@kernel
def probe(
    stored: Postings,
    bits: int,
    keys: npt.NDArray[np.uint64],
    rows: npt.NDArray[np.int64],
    cap: int,
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Find every article that holds one of the keys.

    Args:
        stored: the postings of a run.
        bits: of its ordinals.
        keys: to look for; ascending is fastest.
        rows: who asks, for each key.
        cap: a key that more articles hold than this is a phrase they all share, and is passed over.

    Returns:
        Row and ordinal of each hit, in the order of the keys.
    """
    directory, low, high = stored
    asking = np.empty(1024, np.int64)
    found = np.empty(1024, np.int64)
    count = 0
    below = np.uint64((1 << KEPT_BITS) - 1)
    ordinal = np.uint64((1 << bits) - 1)
    for i in range(keys.size):
        wanted = keys[i] << np.uint64(bits)
        bucket = wanted >> np.uint64(KEPT_BITS)
        # A damaged directory must not lead out of the arrays.
        end: Any = min(np.int64(directory[bucket + np.uint64(1)]), low.size)
        at = _first_at(stored, np.int64(directory[bucket]), end, wanted & below)
        last = at
        while last < end and last - at <= cap:
            kept = (np.uint64(high[last]) << np.uint64(32)) | np.uint64(low[last])
            if (kept ^ wanted) & below & ~ordinal:
                break
            if count + last - at == found.size:
                asking = np.concatenate((asking, np.empty_like(asking)))
                found = np.concatenate((found, np.empty_like(found)))
            asking[count + last - at], found[count + last - at] = rows[i], kept & ordinal
            last += 1
        if last - at <= cap:
            count += last - at
    return asking[:count], found[:count]
