"""The letter that rules see for each code point: small, and without an accent."""

import unicodedata
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from ingest.kernels import letters
from ingest.kernels.tablecache import Tables, cached

__all__ = ["LAYOUT", "SPACE", "ZERO", "build", "small_letters"]

SPACE, ZERO = 32, 48
"""Every white space, and every digit of any script."""

_DOT_ABOVE = 0x307
LAYOUT = 5
"""Another number for every change of what `build` returns: the table is kept under it."""


@cache
def small_letters() -> npt.NDArray[np.uint32]:
    """Open the table of small letters, building it if this version's is not kept yet."""
    name = f"small-letters-{unicodedata.unidata_version}-{LAYOUT}"
    table: Any = cached(name, build)["small"]
    return np.asarray(table)


def build() -> Tables:
    """Work out the table from the interpreter's Unicode database; white space is a space."""
    small = np.arange(0x110000, dtype=np.uint32)
    for point in range(0x110000):
        letter = letters.small_letters(chr(point))
        small[point] = ord(letter) if len(letter) == 1 else 0
        if letter.isdecimal():  # of any script
            small[point] = ZERO
        elif letter.isspace():
            small[point] = SPACE
    small[_DOT_ABOVE] = 0  # it is dropped behind an i
    return {"small": small}
