"""Code points come out of Arrow as they went in."""

from itertools import pairwise

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from ingest.kernels.codepoints import decode


def encoded(texts: list[str]) -> pa.Array:
    return pa.array(texts, pa.large_string())


@given(st.lists(st.text(max_size=30), max_size=8))
def test_decoding_gives_the_code_points(texts: list[str]) -> None:
    points, starts = decode(encoded(texts))
    rows = [points[a:b].tolist() for a, b in pairwise(starts.tolist())]
    assert rows == [[ord(letter) for letter in text] for text in texts]


@given(st.lists(st.text(max_size=10), max_size=8), st.integers(0, 4), st.integers(0, 4))
def test_slices_are_understood(texts: list[str], skip: int, most: int) -> None:
    part = encoded(texts).slice(min(skip, len(texts)), most)
    points, starts = decode(part)
    assert starts.size == len(part) + 1
    assert "".join(map(chr, points.tolist())) == "".join(part.to_pylist())


def test_the_ends_of_every_length_of_utf8() -> None:
    edges = "\x00\x7f\x80\u07ff\u0800\ud7ff\ue000\uffff\U00010000\U0010ffff"
    points, _ = decode(encoded([edges]))
    assert points.tolist() == [ord(letter) for letter in edges]


def test_a_concatenation_of_chunks_decodes_like_one() -> None:
    whole = pa.chunked_array([encoded(["a", "é"]), encoded(["語", ""])]).combine_chunks()
    points, starts = decode(whole)
    assert points.tolist() == [97, 233, 0x8A9E]
    assert starts.tolist() == [0, 1, 2, 3, 3]
