"""How likely letters and letter pairs are in langdetect's languages, as arrays.

They are worked out once on a machine, which takes a second, and kept (`kernels.tablecache`).
"""

from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from typing import Any

import numpy as np
import numpy.typing as npt

from ingest.kernels.tablecache import Tables, cached
from ingest.readers.encodings import letter_profiles, profile_names

__all__ = ["BACKOFF", "LetterModel", "build", "letter_model"]

BACKOFF = 0.08
"""The weight of a letter alone, beside that of its pair with the letter before."""
_UNSEEN = 2e-7
_LAYOUT = 1
"""Another number for every change of what `build` returns: the arrays are kept under it."""


@dataclass(frozen=True, slots=True)
class LetterModel:
    """Letters and letter pairs of L languages.

    Attributes:
        languages: names of the columns.
        letters: C sorted code points.
        letter_logs: (C + 1, L) log-probability of each letter; the last row is for all others.
        pairs: P sorted keys, first << 21 | second.
        pair_logs: (P, L) log-probability of the second letter after the first.
    """

    languages: tuple[str, ...]
    letters: npt.NDArray[np.int64]
    letter_logs: npt.NDArray[np.float32]
    pairs: npt.NDArray[np.int64]
    pair_logs: npt.NDArray[np.float32]


@cache
def letter_model() -> LetterModel:
    """Open the model of the installed langdetect; building it takes a second."""
    versions = f"{version('langdetect')}-{np.__version__}"
    tables: Any = cached(f"encodings-{versions}-{_LAYOUT}", build)
    return LetterModel((*profile_names(), "western"), **tables)


def build() -> Tables:
    """Work out the arrays of `LetterModel` from langdetect's profiles."""
    profiles = letter_profiles()
    grams = {gram for profile in profiles.values() for gram in profile}
    letters = np.array(sorted(ord(gram) for gram in grams if len(gram) == 1), np.int64)
    pairs = np.array(
        sorted(ord(gram[0]) << 21 | ord(gram[1]) for gram in grams if len(gram) == 2), np.int64
    )
    letter_logs = np.empty((len(letters) + 1, len(profiles)), np.float32)
    pair_logs = np.empty((len(pairs), len(profiles)), np.float32)
    for column, profile in enumerate(profiles.values()):
        letter_logs[:, column] = _letter_logs(profile, letters)
        pair_logs[:, column] = _pair_logs(profile, letters, letter_logs[:, column], pairs)
    return {"letters": letters, "letter_logs": letter_logs, "pairs": pairs, "pair_logs": pair_logs}


def _letter_logs(profile: dict[str, float], letters: npt.NDArray[np.int64]) -> npt.NDArray[Any]:
    shares = [profile.get(chr(letter), 0.0) / 1.2 for letter in letters]
    return np.log(np.maximum([*shares, 0.0], _UNSEEN))


def _pair_logs(
    profile: dict[str, float],
    letters: npt.NDArray[np.int64],
    letter_logs: npt.NDArray[Any],
    pairs: npt.NDArray[np.int64],
) -> npt.NDArray[Any]:
    firsts, seconds = pairs >> 21, pairs & 0x1FFFFF
    spaces = sum(share for gram, share in profile.items() if len(gram) == 2 and gram[0] == " ")
    before = np.array([profile.get(chr(first), spaces) for first in firsts])
    seen = np.array(
        [profile.get(chr(a) + chr(b), 0.0) for a, b in zip(firsts, seconds, strict=True)]
    )
    rows = np.minimum(np.searchsorted(letters, seconds), len(letters) - 1)
    alone = np.exp(letter_logs[np.where(letters[rows] == seconds, rows, -1)])
    after = seen / np.maximum(before, np.maximum(seen, 1e-12))
    return np.asarray(np.log((1 - BACKOFF) * after + BACKOFF * alone))
