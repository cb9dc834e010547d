"""The numbers and names of a text: what reports from one template differ in."""

import numpy as np
import numpy.typing as npt

from ingest.kernels.compiled import kernel
from ingest.kernels.tokens import NAME, NUMBER

__all__ = ["MAX_NUMBERS", "NAME_CELLS", "NAME_WORDS", "write_names", "write_numbers"]

MAX_NUMBERS = 16
"""The numbers with the smallest hashes are kept."""
NAME_CELLS = 128
NAME_WORDS = NAME_CELLS // 64


@kernel
def write_numbers(
    tokens: npt.NDArray[np.uint64],
    marks: npt.NDArray[np.uint8],
    count: int,
    numbers: npt.NDArray[np.uint16],
) -> int:
    """Write the smallest distinct 16-bit hashes of the numbers, in order; count them."""
    kept = 0
    for i in range(count):
        if not marks[i] & NUMBER:
            continue
        value = np.uint16(tokens[i] >> np.uint64(48))
        place = 0
        while place < kept and numbers[place] < value:
            place += 1
        if place == MAX_NUMBERS or (place < kept and numbers[place] == value):
            continue
        kept = min(kept + 1, MAX_NUMBERS)
        for later in range(kept - 1, place, -1):
            numbers[later] = numbers[later - 1]
        numbers[place] = value
    return kept


@kernel
def write_names(
    tokens: npt.NDArray[np.uint64],
    marks: npt.NDArray[np.uint8],
    count: int,
    names: npt.NDArray[np.uint64],
) -> None:
    """Set the cells of the names."""
    for i in range(count):
        if marks[i] & NAME:
            cell = tokens[i] >> np.uint64(57)
            names[cell >> np.uint64(6)] |= np.uint64(1) << (cell & np.uint64(63))
