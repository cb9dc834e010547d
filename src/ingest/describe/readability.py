"""The readability formula of each language that has one of its own.

Each is a weighted sum of a few averages, so they are data. A higher value of the Flesch family
means easier; LIX counts the other way.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

__all__ = ["FORMULAS", "Formula", "read_formulas", "syllable_ways"]

_ENOUGH = 50
"""Words; the formulas were made for samples of a hundred."""


class Formula(NamedTuple):
    """constant + the weights times their averages.

    Attributes:
        name: as in the literature.
        source: author and year.
        way: how syllables are counted, one of `SYLLABLES`.
        constant: the sum starts from it.
        sentence: weight of words per sentence.
        syllable: weight of syllables per word.
        letter: weight of letters per word.
        stops: weight of sentences per word.
        long: weight of the share of words longer than six letters.
    """

    name: str
    source: str
    way: str
    constant: float
    sentence: float = 0.0
    syllable: float = 0.0
    letter: float = 0.0
    stops: float = 0.0
    long: float = 0.0


_LIX = Formula("LIX", "Björnsson 1968", "none", 0.0, sentence=1.0, long=100.0)

FORMULAS = {
    "en": Formula("Flesch Reading Ease", "Flesch 1948", "english", 206.835, -1.015, -84.6),
    "de": Formula("Amstad", "Amstad 1978", "groups", 180.0, -1.0, -58.5),
    "es": Formula("Szigriszt-Pazos", "Szigriszt Pazos 1993", "hiatus", 206.835, -1.0, -62.3),
    "fr": Formula("Kandel-Moles", "Kandel and Moles 1958", "french", 207.0, -1.015, -73.6),
    "it": Formula(
        "Gulpease", "Lucisano and Piemontese 1988", "none", 89.0, letter=-10.0, stops=300.0
    ),
    "nl": Formula("Flesch-Douma", "Douma 1960", "groups", 206.835, -0.93, -77.0),
    "pt": Formula("Flesch-Martins", "Martins et al. 1996", "hiatus", 248.835, -1.015, -84.6),
    "ru": Formula("Oborneva", "Oborneva 2006", "each", 206.835, -1.3, -60.1),
    "tr": Formula("Ateşman", "Ateşman 1997", "each", 198.825, -2.61, -40.175),
    "sv": _LIX,
    "da": _LIX,
    "no": _LIX,
}


def syllable_ways(codes: list[str]) -> npt.NDArray[np.int64]:
    """Say for every text how its syllables are counted."""
    from ingest.kernels.syllables import SYLLABLES

    ways = {code: SYLLABLES.index(formula.way) for code, formula in FORMULAS.items()}
    return np.array([ways.get(code, 0) for code in codes], np.int64)


def read_formulas(
    codes: list[str], sums: npt.NDArray[np.int64], sentences: npt.NDArray[np.int64]
) -> npt.NDArray[np.float64]:
    """Work out the formula of each text's language.

    Args:
        codes: n languages.
        sums: int64 [n, columns] of `ingest.kernels.wordstats`.
        sentences: int64 [n].

    Returns:
        float64 [n]; nan where the language has no formula or the text has fewer than 50 words.
    """
    from ingest.kernels.wordstats import COLUMNS

    words, letters, long, syllables = (
        sums[:, COLUMNS.index(name)] for name in ("words", "letters", "long", "syllables")
    )
    plain = Formula("", "", "none", np.nan)
    weights = np.array([FORMULAS.get(code, plain)[3:] for code in codes]).reshape(-1, 6)
    some = np.maximum(words, 1)
    counted = np.maximum(sentences, 1)
    averages = np.stack(
        [
            np.ones(len(codes)),
            some / counted,
            syllables / some,
            letters / some,
            counted / some,
            long / some,
        ],
        axis=1,
    )
    values = (weights * averages).sum(axis=1)
    return np.where(words < _ENOUGH, np.nan, values)
