"""Phrases are found word after word, in any case, and nowhere else."""

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.describe.watched import WATCHED, watched_phrases
from ingest.kernels.codepoints import decode
from ingest.kernels.phrases import find_phrases, phrases_of
from ingest.kernels.words import find_words
from ingest.kernels.wordtables import word_tables


def found(texts: list[str], phrases: tuple[str, ...]) -> list[set[str]]:
    points = decode(pa.array(texts, pa.large_string()))
    words = find_words(points, word_tables(), np.zeros(0, np.bool_))
    bits = find_phrases(words, phrases_of(phrases)).tolist()
    return [{phrase for k, phrase in enumerate(phrases) if own >> k & 1} for own in bits]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Our Privacy Policy, in short", {"privacy policy"}),
        ("a policy of privacy", set()),
        ("privacy", set()),
        ("uses cookies; use\ncookies", {"uses cookies", "use cookies"}),
        ("we bake cookies and use them", set()),
        ("", set()),
    ],
)
def test_a_phrase_is_its_words_in_order(text: str, wanted: set[str]) -> None:
    assert found([text], ("privacy policy", "uses cookies", "use cookies")) == [wanted]


def test_a_phrase_does_not_reach_into_the_next_text() -> None:
    assert found(["lorem", "ipsum", "Lorem ipsum"], ("lorem ipsum",)) == [
        set(), set(), {"lorem ipsum"},
    ]  # fmt: skip


@given(st.lists(st.sampled_from(["a", "b", "c", "a-b"]), max_size=8))
def test_phrases_equal_a_search_in_plain_python(words: list[str]) -> None:
    phrases = ("a", "a b", "b a c", "c c")
    spaced = f" {' '.join(words)} ".replace("-", " ")
    wanted = {phrase for phrase in phrases if f" {phrase} " in spaced}
    assert found([" ".join(words)], phrases) == [wanted]


def test_all_that_rules_watch_fits_into_the_bits() -> None:
    assert len(WATCHED) == len(set(WATCHED)) <= 62
    assert watched_phrases().hashes.shape[0] == len(WATCHED)
