"""The table of measures: a column is one function with its type and description above it.

What measures is loaded when something is first measured: readers of datasets want the table alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from ingest.describe.habits import DEFAULT_RATE, READING_RATES
from ingest.describe.quality import RULES, find_flags
from ingest.describe.readability import FORMULAS, read_formulas
from ingest.fields import CATEGORY, field
from ingest.settings import Settings

if TYPE_CHECKING:
    from ingest.describe.facts import Facts

__all__ = ["COLUMNS", "FIELDS", "Column", "column", "describe", "warm"]

_BLOCK = 2 << 20
"""Bytes of text measured at once; the result does not depend on it."""
_STRINGS = pa.list_(pa.field("item", pa.string(), nullable=False))


class Column(NamedTuple):
    """A field of the schema, and the function that computes it from what was measured."""

    field: pa.Field
    compute: Callable[[Facts], pa.Array]


def column(
    kind: pa.DataType, description: str, *, null: bool = False
) -> Callable[[Callable[[Facts], Any]], Column]:
    """Make a column of a function that gives one value for each body; it lends its name."""

    def declare(compute: Callable[[Facts], Any]) -> Column:
        return Column(field(compute.__name__, kind, description, null=null), compute)

    return declare


@column(
    CATEGORY,
    "ISO 639-1 code, Chinese as zh-cn or zh-tw; `und` if nothing is to judge by or no known"
    " language fits. From langdetect's profiles, every 1- to 3-gram counted;"
    " languages without one by letters that only they write, and close ones by common words.",
)
def language(facts: Facts) -> list[str]:
    return facts.languages.codes


@column(pa.float32(), "Probability that the language is right, 0 to 1; 0 for `und`.")
def language_confidence(facts: Facts) -> npt.NDArray[np.float32]:
    return facts.languages.confidences


@column(
    CATEGORY,
    "short (about 20 letters or fewer), mixed (a second language in a sixth of it), unsure (low"
    " confidence, or letters and n-grams unlike the language); null if sound.",
    null=True,
)
def language_flag(facts: Facts) -> list[str | None]:
    return [flag or None for flag in facts.languages.flags]


@column(pa.int32(), "Characters (code points) of the body.")
def char_count(facts: Facts) -> npt.NDArray[np.int64]:
    return np.diff(facts.points[1])


@column(
    pa.int32(),
    "Words by Unicode word boundaries (UAX #29); ideographs and kana count one by one; Thai, Lao,"
    " Khmer and Burmese by ICU's dictionaries.",
)
def word_count(facts: Facts) -> npt.NDArray[np.int64]:
    return facts.of_words("words")


@column(
    pa.int32(),
    "Sentences after UAX #29, minding abbreviations, initials and ordinals of the language.",
)
def sentence_count(facts: Facts) -> npt.NDArray[np.int64]:
    return np.asarray(facts.sentences)


@column(pa.int32(), "Paragraphs: runs of lines between blank lines.")
def paragraph_count(facts: Facts) -> npt.NDArray[np.int64]:
    return facts.of_lines("paragraphs")


@column(
    pa.float32(),
    "Minutes to read it aloud: words by the rate of the language (Trauzettel-Klosinski and Dietz"
    " 2012), 184 words a minute for languages not in that study.",
)
def reading_time_minutes(facts: Facts) -> npt.NDArray[np.float64]:
    rates = [READING_RATES.get(code, DEFAULT_RATE) for code in facts.languages.codes]
    return np.asarray(facts.of_words("words") / np.array(rates, np.float64))


@column(
    pa.float32(),
    "Moving-average type-token ratio (Covington and McFall 2010) over 50 words, of the first"
    " 20,000; null below 50 words.",
    null=True,
)
def lexical_diversity(facts: Facts) -> pa.Array:
    return _null_for_nan(facts.variety)


@column(
    pa.float32(),
    "Readability by the formula named in readability_formula; null where the language has none"
    " or below 50 words.",
    null=True,
)
def readability(facts: Facts) -> pa.Array:
    return _null_for_nan(_readability(facts))


@column(
    CATEGORY,
    "Formula of readability: "
    + ", ".join(
        dict.fromkeys(f"{formula.name} ({formula.source})" for formula in FORMULAS.values())
    )
    + ".",
    null=True,
)
def readability_formula(facts: Facts) -> list[str | None]:
    defined = ~np.isnan(_readability(facts))
    return [
        FORMULAS[code].name if known else None
        for code, known in zip(facts.languages.codes, defined.tolist(), strict=True)
    ]


@column(
    _STRINGS,
    "Rules it breaks, of Gopher (Rae et al. 2021) and C4 (Raffel et al. 2020): "
    + "; ".join(f"{rule.name}: {rule.meaning}" for rule in RULES)
    + ".",
)
def quality_flags(facts: Facts) -> list[list[str]]:
    return find_flags(facts)


COLUMNS = (
    language,
    language_confidence,
    language_flag,
    char_count,
    word_count,
    sentence_count,
    paragraph_count,
    reading_time_minutes,
    lexical_diversity,
    readability,
    readability_formula,
    quality_flags,
)
"""Every column, in the order in which it stands in the datasets."""

FIELDS: tuple[pa.Field, ...] = tuple(own.field for own in COLUMNS)


def describe(bodies: pa.Array, settings: Settings) -> dict[str, pa.Array]:
    """Compute every column of `FIELDS` for a chunk of bodies.

    Args:
        bodies: large_string array of n cleaned bodies in NFC, no nulls.
        settings: which language engine to use.

    Returns:
        One array of n values for each name in `FIELDS`, of the declared type.
    """
    from ingest.describe.facts import measure

    parts: list[list[pa.Array]] = [[] for _ in COLUMNS]
    for block in _blocks(bodies):
        facts = measure(block, settings)
        for own, computed in zip(COLUMNS, parts, strict=True):
            computed.append(_typed(own.compute(facts), _plain(own.field.type)))
        del facts  # the next block is measured in the same memory
    return {
        own.field.name: _joined(computed, own.field.type)
        for own, computed in zip(COLUMNS, parts, strict=True)
    }


def warm() -> None:
    """Load every table and compile every kernel, so that forked workers share them."""
    settings = Settings.model_construct()
    describe(pa.array(["A few words to warm up. ไทย"], pa.large_string()), settings)


def _blocks(bodies: pa.Array) -> Iterator[pa.Array]:
    """Cut into runs of bodies of about `_BLOCK` bytes; an empty array is one empty run."""
    first = size = 0
    lengths = pc.binary_length(bodies).to_pylist()
    for row, length in enumerate(lengths):
        if row > first and size + length > _BLOCK:
            yield bodies.slice(first, row - first)
            first, size = row, 0
        size += length
    yield bodies.slice(first)


def _plain(kind: pa.DataType) -> pa.DataType:
    return kind.value_type if pa.types.is_dictionary(kind) else kind


def _joined(parts: list[pa.Array], kind: pa.DataType) -> pa.Array:
    whole = pa.chunked_array(parts, _plain(kind)).combine_chunks()
    return whole.dictionary_encode() if pa.types.is_dictionary(kind) else whole


def _typed(values: Any, kind: pa.DataType) -> pa.Array:
    if isinstance(values, list):
        return pa.array(values, kind)
    return (values if isinstance(values, pa.Array) else pa.array(values)).cast(kind)


def _null_for_nan(values: npt.NDArray[np.float64]) -> pa.Array:
    return pa.array(values, mask=np.isnan(values))


def _readability(facts: Facts) -> npt.NDArray[np.float64]:
    return read_formulas(facts.languages.codes, facts.word_sums, facts.sentences)
