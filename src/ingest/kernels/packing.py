"""Several tables as one array, since a call costs more for each array that a kernel is handed."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from ingest.kernels.compiled import kernel

__all__ = ["pack", "unpack"]

Array = npt.NDArray[Any]

_WORD = 8


def pack(tables: Sequence[Array]) -> npt.NDArray[np.uint64]:
    """Lay tables behind each other, in words of 64 bits; before them, the bytes of each of them.

    >>> pack([np.array([1, 2, 3], np.int32), np.array([5], np.int8)]).tolist()
    [32, 44, 48, 49, 8589934593, 3, 5]
    """
    rows = [table.tobytes() for table in tables]
    packed = bytearray(2 * _WORD * len(rows))
    spans = []
    for row in rows:
        spans += [len(packed), len(packed) + len(row)]
        packed += row + bytes(-len(row) % _WORD)
    packed[: _WORD * len(spans)] = np.array(spans, np.uint64).tobytes()
    return np.frombuffer(bytes(packed), np.uint64)


@kernel
def unpack(packed: Array, number: int) -> Array:
    """The bytes of one of the tables."""
    start, end = np.int64(packed[2 * number]), np.int64(packed[2 * number + 1])
    return packed.view(np.uint8)[start:end]
