"""Find and copy rows of sorted columns: 128-bit ids, and lists of unequal length."""

import numpy as np
import numpy.typing as npt

from ingest.kernels.compiled import kernel

__all__ = ["copy_lists", "find_ids"]


@kernel
def find_ids(
    high: npt.NDArray[np.uint64], low: npt.NDArray[np.uint64], wanted: npt.NDArray[np.uint64]
) -> npt.NDArray[np.int64]:
    """Find ids in ascending (high, low).

    Args:
        high: first halves of the known ids.
        low: their second halves.
        wanted: [n, 2] ids to look for; ascending is fastest.

    Returns:
        int64 [n]: where each is; -1 if it is not there.
    """
    places = np.full(wanted.shape[0], -1, np.int64)
    for i in range(wanted.shape[0]):
        first, last = 0, high.size
        while first < last:
            middle = (first + last) >> 1
            if high[middle] < wanted[i, 0] or (
                high[middle] == wanted[i, 0] and low[middle] < wanted[i, 1]
            ):
                first = middle + 1
            else:
                last = middle
        if first < high.size and high[first] == wanted[i, 0] and low[first] == wanted[i, 1]:
            places[i] = first
    return places


@kernel
def copy_lists(
    source: tuple[npt.NDArray[np.uint32], npt.NDArray[np.uint16]],
    places: npt.NDArray[np.int64],
    starts: npt.NDArray[np.int64],
    out: npt.NDArray[np.uint16],
) -> None:
    """Copy the lists at `places` of the source to where they start in `out`.

    Args:
        source: n + 1 offsets, and values on end.
        places: which lists.
        starts: for each of them, where it goes.
        out: is written to.
    """
    offsets, values = source
    for i in range(places.size):
        first, last = offsets[places[i]], offsets[places[i] + 1]
        for k in range(min(last, values.size) - first):
            out[starts[i] + k] = values[first + k]
