import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.contenthash import content_hash_of, content_hashes_of
from ingest.kernels.folding import fold_spaces
from ingest.text import fold_space

SIGNS = st.sampled_from("ab \n\t\u00a0\u3000é語😀\u0301\u2000\u200b\u1100\u1161\x1cÅ\u212b\u2028")
TEXTS = st.lists(st.text(SIGNS | st.characters(exclude_categories=["Cs"]), max_size=40))


def _slice(texts: list[str]) -> pa.Array:
    """Lay texts out as a slice, so that they do not begin where their buffers do."""
    return pa.array(["before ", *texts, " behind"], pa.large_string()).slice(1, len(texts))


@given(TEXTS)
def test_many_bodies_have_the_hashes_that_each_has_alone(texts: list[str]) -> None:
    assert content_hashes_of(_slice(texts)) == [content_hash_of(text) for text in texts]


@given(TEXTS)
def test_white_space_is_folded_as_the_standard_library_splits_it(texts: list[str]) -> None:
    folded = fold_spaces(_slice(texts))
    pairs = zip(folded.starts[:-1], folded.starts[1:], strict=True)
    found = [folded.data[start:end].tobytes().decode() for start, end in pairs]
    assert found == [fold_space(text) for text in texts]


@pytest.mark.parametrize("text", ["e\u0301", "\u212b", "\u1100\u1161", "x" + "\u0301" * 40])
def test_what_composing_changes_is_hashed_in_its_composed_form(text: str) -> None:
    assert fold_spaces(_slice([text])).composes.tolist() == [True]
    assert content_hashes_of(_slice([text])) == [content_hash_of(text)]
