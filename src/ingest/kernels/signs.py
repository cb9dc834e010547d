"""Where the few signs stand that end lines and sentences, so that nobody else looks for them."""

from functools import cache
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from ingest.kernels.codepoints import Points
from ingest.kernels.compiled import kernel
from ingest.kernels.wordtables import FULL_STOP, STOP, word_tables

__all__ = ["Signs", "find_signs"]

Array = npt.NDArray[Any]

_NOTED = "\n.;#…{}"
"""Beside what stops a sentence: what ends a line or a Greek question, and what is counted."""


class Signs(NamedTuple):
    """The signs of n texts, s altogether.

    Attributes:
        firsts: int64 [n + 1], where each text's signs start.
        places: int64 [s], their places in all points.
    """

    firsts: Array
    places: Array


@cache
def _noted() -> npt.NDArray[np.bool_]:
    """Say of every code point whether it is such a sign."""
    noted = np.isin(word_tables().sentences, [STOP, FULL_STOP])
    noted[[ord(sign) for sign in _NOTED]] = True
    return noted


@kernel
def _find(points: Array, starts: Array, noted: Array, signs: Any) -> int:
    """Write every place, and go on behind it if it is one: words would mislead a branch."""
    firsts, places = signs
    count = 0
    for row in range(starts.size - 1):
        firsts[row] = count
        for at in range(starts[row], starts[row + 1]):
            places[count] = at
            count += noted[points[at]]
    firsts[starts.size - 1] = count
    return count


def find_signs(points: Points) -> Signs:
    r"""Find the signs of every text.

    >>> from ingest.kernels.codepoints import decode
    >>> import pyarrow as pa
    >>> signs = find_signs(decode(pa.array(["One. Two", "", "a\nb"], pa.large_string())))
    >>> signs.places.tolist(), signs.firsts.tolist()
    ([3, 9], [0, 1, 1, 2])
    """
    signs = Signs(np.zeros(points[1].size, np.int64), np.empty(points[0].size + 1, np.int64))
    count = _find(points[0], points[1], _noted(), signs)
    return Signs(signs.firsts, signs.places[:count])
