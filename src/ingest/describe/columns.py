"""The table of measures: which columns describe a body, and the functions that compute them."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ingest.describe.engines import find_languages
from ingest.fields import CATEGORY, field
from ingest.kernels.codepoints import decode
from ingest.settings import Settings, load_settings

__all__ = ["FIELDS", "describe", "warm"]

FIELDS: tuple[pa.Field, ...] = (
    field(
        "language",
        CATEGORY,
        "ISO 639-1 code, Chinese as `zh-cn` or `zh-tw`; `und` if nothing is to judge by.",
    ),
    field("language_confidence", pa.float32(), "Probability of that language, 0 to 1."),
    field("language_flag", CATEGORY, "short, mixed or unsure; null if none.", null=True),
    field("char_count", pa.int32(), "Characters (code points) of the body."),
    field("word_count", pa.int32(), "Words of the body."),
    field("sentence_count", pa.int32(), "Sentences of the body."),
    field("paragraph_count", pa.int32(), "Paragraphs of the body."),
    field("reading_time_minutes", pa.float32(), "Minutes to read it."),
    field("lexical_diversity", pa.float32(), "Distinct words in a moving window.", null=True),
    field("readability", pa.float32(), "Reading ease.", null=True),
    field("readability_formula", CATEGORY, "Formula of `readability`.", null=True),
    field("quality_flags", pa.list_(pa.string()), "Quality rules that it breaks."),
)


def describe(bodies: pa.Array, settings: Settings) -> dict[str, pa.Array]:
    """Compute every column of `FIELDS` for a chunk of bodies.

    Args:
        bodies: large_string array of n cleaned bodies, no nulls.
        settings: which language engine to use.

    Returns:
        One array of n values for each name in `FIELDS`, of the declared type.
    """
    points = decode(bodies)
    found = find_languages(bodies, points, settings)
    words = np.array([len(text.split()) for text in bodies.to_pylist()], np.int32)
    sentences = np.array(
        [sum(map(text.count, ".!?。！？")) for text in bodies.to_pylist()], np.int32
    )
    paragraphs = [sum(1 for part in text.split("\n\n") if part) for text in bodies.to_pylist()]
    nothing = [None] * len(bodies)
    return {
        "language": _category(found.codes),
        "language_confidence": pa.array(found.confidences, pa.float32()),
        "language_flag": _category([flag or None for flag in found.flags]),
        "char_count": pc.utf8_length(bodies).cast(pa.int32()),
        "word_count": pa.array(words),
        "sentence_count": pa.array(np.maximum(sentences, words > 0).astype(np.int32)),
        "paragraph_count": pa.array(paragraphs, pa.int32()),
        "reading_time_minutes": pa.array(words / np.float32(238), pa.float32()),
        "lexical_diversity": pa.array(nothing, pa.float32()),
        "readability": pa.array(nothing, pa.float32()),
        "readability_formula": _category(nothing),
        "quality_flags": pa.array([[] for _ in nothing], pa.list_(pa.string())),
    }


def warm() -> None:
    """Load every table and compile every kernel, so that forked workers share them."""
    describe(pa.array(["A few words to warm up."], pa.large_string()), load_settings())


def _category(values: Sequence[str | None]) -> pa.Array:
    return pa.array(values, pa.string()).dictionary_encode()
