"""Letters in one case, as `str.casefold` writes them, as tables for kernels."""

import unicodedata
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from ingest.kernels.tablecache import Tables, cached

__all__ = ["LONG", "MOST", "case_folds"]

LONG, MOST = np.uint32(0x110000), 3
"""From here on a number stands for several code points; how many at most."""
_LAYOUT = 1
"""Another number for every change of what `_build` returns: the table is kept under it."""


@cache
def case_folds() -> tuple[npt.NDArray[Any], npt.NDArray[Any]]:
    """What `str.casefold` makes of each code point.

    Returns:
        uint32 [1,114,112]: one code point, or `LONG` and a row of the other table; uint32 [k, 3]:
        several code points, 0 behind the last.
    """
    tables = cached(f"case-folds-{unicodedata.unidata_version}-{_LAYOUT}", _build)
    return np.asarray(tables["folds"]), np.asarray(tables["long"])


def _build() -> Tables:
    folds = np.arange(LONG, dtype=np.uint32)
    long: list[list[int]] = []
    for point in range(int(LONG)):
        folded = [ord(letter) for letter in chr(point).casefold()]
        if len(folded) == 1:
            folds[point] = folded[0]
        else:
            folds[point] = LONG + len(long)
            long.append(folded + [0] * (MOST - len(folded)))
    return {"folds": folds, "long": np.array(long, np.uint32)}
