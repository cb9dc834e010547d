"""What is measured of a chunk of bodies, once, for all columns."""

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from ingest.describe.alphabets import TOLD_BY_LETTERS
from ingest.describe.dictionary_scripts import find_beginnings
from ingest.describe.engines import find_languages
from ingest.describe.habits import habit_numbers, sentence_habits
from ingest.describe.language import Languages
from ingest.describe.neighbours import languages_by_words
from ingest.describe.readability import syllable_ways
from ingest.describe.watched import watched_phrases
from ingest.kernels.codepoints import Points, decode
from ingest.kernels.lines import COLUMNS as LINE_COLUMNS
from ingest.kernels.lines import count_lines
from ingest.kernels.phrases import find_phrases
from ingest.kernels.profiletables import profiles
from ingest.kernels.repetition import measure_repetition
from ingest.kernels.sentences import count_sentences
from ingest.kernels.signs import find_signs
from ingest.kernels.words import Words, find_words
from ingest.kernels.wordstats import COLUMNS as WORD_COLUMNS
from ingest.kernels.wordstats import sum_words
from ingest.kernels.wordtables import word_tables
from ingest.settings import Settings

__all__ = ["Facts", "measure"]

Array = npt.NDArray[Any]


@dataclass(frozen=True)
class Facts:
    """One row for each of n bodies.

    Attributes:
        bodies: large_string array.
        points: their code points.
        languages: code, confidence and flag.
        words: where the words are.
        word_sums: int64 [n, columns] of `ingest.kernels.wordstats`.
        sentences: int64 [n].
        line_counts: int64 [n, columns] of `ingest.kernels.lines`.
        variety: float64 [n], moving-average type-token ratio; nan for short texts.
        repeated: float64 [n, 9], shares of `ingest.kernels.repetition`.
        phrases: int64 [n], which of `ingest.describe.watched` a text holds, as bits.
    """

    bodies: pa.Array
    points: Points
    languages: Languages
    words: Words
    word_sums: Array
    sentences: Array
    line_counts: Array
    variety: Array
    repeated: Array
    phrases: Array

    def of_words(self, name: str) -> Array:
        """Give one column of `word_sums`."""
        return np.asarray(self.word_sums[:, WORD_COLUMNS.index(name)])

    def of_lines(self, name: str) -> Array:
        """Give one column of `line_counts`."""
        return np.asarray(self.line_counts[:, LINE_COLUMNS.index(name)])


@cache
def _known() -> tuple[str, ...]:
    """Name every language that may be found."""
    return tuple(sorted({*profiles().languages, *TOLD_BY_LETTERS, *languages_by_words()}))


def measure(bodies: pa.Array, settings: Settings) -> Facts:
    """Measure a chunk of bodies: a few passes over one array of code points."""
    points = decode(bodies)
    tables = word_tables()
    words = find_words(points, tables, find_beginnings(points, tables))
    languages = find_languages(bodies, points, words, settings)
    signs = find_signs(points)
    known = _known()
    habits = (habit_numbers(languages.codes, known), sentence_habits(known))
    variety, repeated = measure_repetition(words)
    return Facts(
        bodies=bodies,
        points=points,
        languages=languages,
        words=words,
        word_sums=sum_words(points, words, tables, syllable_ways(languages.codes)),
        sentences=count_sentences(points, signs, words, tables, habits),
        line_counts=count_lines(points, signs, tables),
        variety=variety,
        repeated=repeated,
        phrases=find_phrases(words, watched_phrases()),
    )
