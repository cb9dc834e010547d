"""The kernel finds at the edges of many texts what a look at each of their lines finds."""

import sys
import unicodedata

import pyarrow as pa
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from edge_reference import edge_lines, witness
from ingest.anatomy import edges_of
from ingest.kernels.casefolds import case_folds

LETTERS = st.characters(exclude_categories=["Cs"])
PIECES = st.one_of(
    st.sampled_from(
        ["\n", "\n\n", "\r\n", "\r", "\u2028", "\x1c", " ", "\t", "\u3000", "A sentence.", 'No."',
         "word", "Straße", "İ", "ŉ", "ﬃ", "ΌΣΟΣ", "語", "…)", "- item", "Name: value", "\ufdd0"]
    ),
    st.text(LETTERS, max_size=12),
)  # fmt: skip
TEXTS = st.lists(st.lists(PIECES, max_size=40).map("".join), max_size=6)
WRAPPED = "\n".join(["The council met in the town hall on Monday night to hear what it costs"] * 4)


@given(TEXTS)
@example([])
@example(["", "one line", "\n\n"])
@example([f'Above\n\n{WRAPPED} "so.\n"\n\nbelow', f"{WRAPPED}\n\n{WRAPPED}\n\nBelow"])
@example(["ab\n\nba\n\nab", "ba\n\nab"])
def test_lines_are_those_of_each_text_by_itself(texts: list[str]) -> None:
    found = edges_of(pa.array(texts, pa.large_string()))
    lines: list[list[str]] = [[] for _ in texts]
    for row, line in zip(found.rows.tolist(), found.lines.to_pylist(), strict=True):
        lines[row].append(line)
    assert [tuple(dict.fromkeys(row)) for row in lines] == list(map(edge_lines, texts))
    assert found.lines.validate(full=True) is None


@given(TEXTS)
@example(["a\r\nbb\r\ncc", "x\ncc\n\nbb", "CC", "cc\u2028"])
def test_texts_have_one_witness_if_their_longest_lines_are_alike(texts: list[str]) -> None:
    witnesses = edges_of(pa.array(texts, pa.large_string())).witnesses.tolist()
    longest = list(map(witness, texts))
    assert [witnesses.index(one) for one in witnesses] == [longest.index(one) for one in longest]


@given(TEXTS)
def test_lines_have_one_hash_if_they_are_one(texts: list[str]) -> None:
    found = edges_of(pa.array(texts, pa.large_string()))
    hashes, lines = found.hashes.tolist(), found.lines.to_pylist()
    assert [hashes.index(one) for one in hashes] == [lines.index(one) for one in lines]


def test_a_slice_of_an_array_is_read_as_it_is() -> None:
    texts = pa.array(["one", "two\n\nthree three", "four"], pa.large_string())
    whole = edges_of(texts.slice(1))
    part = edges_of(pa.array(["two\n\nthree three", "four"], pa.large_string()))
    assert whole.lines.equals(part.lines)
    assert whole.witnesses.tolist() == part.witnesses.tolist()


@pytest.mark.parametrize("first", range(0, sys.maxunicode + 1, 0x11000))
def test_letters_are_folded_as_python_folds_them(first: int) -> None:
    folds, long = case_folds()
    for point in range(first, min(first + 0x11000, sys.maxunicode + 1)):
        if unicodedata.category(chr(point)) == "Cs":
            continue
        own = int(folds[point])
        found = [own] if own <= sys.maxunicode else [n for n in long[own - 0x110000] if n]
        assert "".join(map(chr, found)) == chr(point).casefold()
