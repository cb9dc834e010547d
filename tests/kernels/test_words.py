"""Words as UAX #29 and ICU see them, and characters where those are counted."""

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icu4py.breakers import WordBreaker

from ingest.describe.dictionary_scripts import find_beginnings
from ingest.kernels.codepoints import decode
from ingest.kernels.words import Words, find_words, hash_word
from ingest.kernels.wordtables import DICTIONARY, IDEOGRAPH, KATAKANA, word_tables


def found(texts: list[str]) -> Words:
    points, tables = decode(pa.array(texts, pa.large_string())), word_tables()
    return find_words(points, tables, find_beginnings(points, tables))


def spans(text: str) -> list[tuple[int, int]]:
    words = found([text])
    return list(zip(words.starts.tolist(), words.ends.tolist(), strict=True))


def words_of(text: str) -> list[str]:
    return [text[start:end] for start, end in spans(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The (brown) fox can't jump 3.3 feet, see?", "The brown fox can't jump 3.3 feet see"),
        ("U.S. and e.g. this", "U.S and e.g this"),
        ("l'avion d’or, aujourd'hui", "l'avion d’or aujourd'hui"),
        ("snake_case 1,234.5 10:30 3a", "snake_case 1,234.5 10 30 3a"),
        ("naïve cafe\u0301 Łódź", "naïve cafe\u0301 Łódź"),
        ("ab--cd -- ___ *** …", "ab cd"),
        ("Привет, мир! Γειά σου", "Привет мир Γειά σου"),
        ("한국어 띄어쓰기", "한국어 띄어쓰기"),
        ("ש\"ח צה״ל", "ש\"ח צה״ל"),
        ("नमस्ते दुनिया", "नमस्ते दुनिया"),
    ],
)  # fmt: skip
def test_words_are_found(text: str, wanted: str) -> None:
    assert words_of(text) == wanted.split()


def test_ideographs_and_kana_count_one_by_one() -> None:
    assert words_of("東京タワーへ行く。NHKも") == [*"東京タワーへ行く", "NHK", "も"]
    assert found(["東京 ab 12"]).kinds.tolist() == [2, 2, 0, 1]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("สวัสดีครับ", 2),
        ("ປະເທດລາວ", 2),
        ("ភាសាខ្មែរងាយ", 2),
        ("မြန်မာစကား", 2),
    ],
)
def test_scripts_without_spaces_are_split_by_a_dictionary(text: str, count: int) -> None:
    assert len(words_of(text)) == count
    assert "".join(words_of(text)) == text


@pytest.mark.parametrize("text", ["", " ", "...", "😀", "\u0301", "\u200b", "—", "\u0378"])
def test_what_has_no_letters_has_no_words(text: str) -> None:
    assert words_of(text) == []


def test_hashes_ignore_case() -> None:
    hashes = found(["The THE the Ünï ünÏ"]).hashes.tolist()
    assert hashes[0] == hashes[1] == hashes[2] == hash_word("the")
    assert hashes[3] == hashes[4] == hash_word("ünï")
    assert hashes[0] != hashes[3]


def comparable(text: str) -> bool:
    """ICU joins ideographs and kana, and knows a newer Unicode than the tables."""
    classes = word_tables().words[[ord(letter) for letter in text]]
    return not np.isin(classes, [IDEOGRAPH, KATAKANA, DICTIONARY]).any()


LETTERS = st.sampled_from([*"abZ019'’\"_.,:;-– \n", "é", "e\u0301", "я", "ש", "ा", "न", "\u200d"])


@settings(max_examples=300, deadline=None)
@given(st.lists(LETTERS, max_size=25).map("".join).filter(comparable))
def test_words_agree_with_icu(text: str) -> None:
    segments = WordBreaker(text, "en").segments()
    wanted = [(start, end) for start, end in segments if any(c.isalnum() for c in text[start:end])]
    assert spans(text) == wanted


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=40), max_size=5))
def test_every_text_keeps_its_words_in_company(texts: list[str]) -> None:
    together = found(texts)
    counts = np.diff(together.firsts).tolist()
    assert counts == [len(words_of(text)) for text in texts]
    assert (together.ends > together.starts).all()
