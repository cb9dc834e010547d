"""Letters that a language never uses, in texts that are said to be in it."""

from typing import Any

import numpy as np
import numpy.typing as npt

from ingest.kernels.codepoints import Points
from ingest.kernels.compiled import kernel
from ingest.kernels.langprofiles import WINDOW, WINDOWS, sample
from ingest.kernels.profiletables import LETTER, SCRIPT, Profiles

__all__ = ["count_strangers"]

Array = npt.NDArray[Any]


@kernel
def _count_row(text: Array, letters: Array, script: int, strange: Array) -> int:
    count = 0
    for point in text:
        entry = int(letters[point]) if point < 0x10000 else 0
        count += (entry >> SCRIPT == script) & strange[entry & LETTER]  # no branch at a space
    return count


@kernel
def _count(
    points: Array, starts: Array, known: tuple[Array, Array], judged: tuple[Array, Array]
) -> Array:
    letters, strange = known
    columns, scripts = judged
    counts = np.zeros(columns.size, np.int64)
    text = np.empty(WINDOW * WINDOWS, np.uint32)
    for row in range(columns.size):
        if columns[row] >= 0:
            own = points[starts[row] : starts[row + 1]]
            if own.size > WINDOW * WINDOWS:
                own = text[: sample(points, starts[row], starts[row + 1], text)]
            counts[row] = _count_row(own, letters, scripts[row], strange[columns[row]])
    return counts


def count_strangers(points: Points, profiles: Profiles, columns: Array, scripts: Array) -> Array:
    """Count the letters of one script that a language never uses, in the sample that was scored.

    Args:
        points: n texts.
        profiles: what the language uses.
        columns: int64 [n], column of the language; -1 passes the text over.
        scripts: int64 [n], place of the script in `SCRIPTS`.
    """
    known = (profiles.letters, profiles.strange)
    return np.asarray(_count(points[0], points[1], known, (columns, scripts)))
