"""Which language a body is in, how sure that is, and what to be careful about."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ingest.kernels.codepoints import Points
from ingest.kernels.langprofiles import Scores, score
from ingest.kernels.profiletables import SCALE, profiles

__all__ = ["UNDETERMINED", "Languages", "find_languages"]

UNDETERMINED = "und"


class Languages(NamedTuple):
    """One value for each text.

    Attributes:
        codes: langdetect's code, or `und`.
        confidences: float32, 0 to 1.
        flags: "", "short", "mixed", "unsure".
    """

    codes: list[str]
    confidences: npt.NDArray[np.float32]
    flags: list[str]


def find_languages(points: Points) -> Languages:
    """Judge every text by the profiles."""
    table = profiles()
    count = len(table.languages)
    scores = score(points, table)
    weights = _guarded(scores, table.languages)
    grams = scores.sums[:, count]
    best = weights.argmax(axis=1)
    confidences = _confidences(weights, grams)
    codes = [
        table.languages[column] if known else UNDETERMINED
        for column, known in zip(best.tolist(), (grams > 0).tolist(), strict=True)
    ]
    flags = [
        "" if confidence >= 0.5 and gram >= 60 else ("short" if gram < 60 else "unsure")
        for confidence, gram in zip(confidences.tolist(), grams.tolist(), strict=True)
    ]
    return Languages(codes, np.where(grams > 0, confidences, 0).astype(np.float32), flags)


def _guarded(scores: Scores, languages: tuple[str, ...]) -> npt.NDArray[np.float64]:
    """Forbid Korean where there are Han characters and hardly any Hangul."""
    weights = scores.sums[:, : len(languages)] / SCALE
    han, hangul = scores.scripts[:, 1], scores.scripts[:, 2]
    weights[(han > 0) & (hangul * 8 < han), languages.index("ko")] = -np.inf
    return weights


def _confidences(
    weights: npt.NDArray[np.float64], grams: npt.NDArray[np.int64]
) -> npt.NDArray[np.float64]:
    """Softmax of the weights, tempered by the root of the number of n-grams."""
    tempered = 1.5 * (weights - weights.max(axis=1, keepdims=True))
    tempered /= np.sqrt(np.maximum(grams, 1))[:, None]
    shares = np.exp(tempered)
    return np.asarray(shares.max(axis=1) / shares.sum(axis=1))
