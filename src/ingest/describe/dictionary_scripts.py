"""Where words begin in Thai, Lao, Khmer and Burmese: ICU's dictionaries, through icu4py."""

import numpy as np
import numpy.typing as npt
from icu4py.breakers import WordBreaker

from ingest.kernels.codepoints import Points
from ingest.kernels.words import dictionary_runs
from ingest.kernels.wordtables import WordTables

__all__ = ["find_beginnings"]

_PIECE = 5_000
"""Longer runs than any text has are cut, so that memory stays bounded."""


def find_beginnings(points: Points, tables: WordTables) -> npt.NDArray[np.bool_]:
    """Mark the code points at which a word begins, in those scripts only.

    Returns:
        bool [points]; empty if no text has a letter of those scripts.
    """
    runs = dictionary_runs(points, tables)
    if not len(runs):
        return np.zeros(0, np.bool_)
    begins = np.zeros(points[0].size, np.bool_)
    for start, end in runs.tolist():
        for first in range(start, end, _PIECE):
            piece = points[0][first : min(first + _PIECE, end)]
            text = piece.astype("<u4").tobytes().decode("utf-32-le")
            for begin, _ in WordBreaker(text, "th").segments():
                begins[first + begin] = True
    return begins
