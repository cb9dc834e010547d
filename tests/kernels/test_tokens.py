"""Tokens of every script, and what is noticed about them."""

import re
import string

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.kernels import glyphs, smallletters, tokens
from ingest.kernels.codepoints import decode
from ingest.kernels.tokens import NAME, NUMBER, table, tokenize


def tokens_of(text: str) -> tuple[list[int], list[int]]:
    points, _ = decode(pa.array([text], pa.large_string()))
    tokens, marks = np.empty(points.size, np.uint64), np.empty(points.size, np.uint8)
    count = tokenize(points, table(), tokens, marks)
    return tokens[:count].tolist(), marks[:count].tolist()


def hashes(text: str) -> list[int]:
    return tokens_of(text)[0]


def marked(text: str, mark: int) -> list[int]:
    return [at for at, found in enumerate(tokens_of(text)[1]) if found & mark]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The ferry left at noon.", 5),
        ("", 0),
        ("… -- !? \n\t", 0),
        ("北京的天气", 5),
        ("ひらがなとカタカナ", 9),
        ("서울의 날씨", 2),
        ("ภาษาไทย", 7),
        ("Погода в Москве", 3),
        ("العربية والنص", 2),
        ("हिन्दी समाचार", 2),
        ("don't", 2),
        ("Linux发行版", 4),
        ("𠀀𠀁", 2),
    ],
)
def test_each_script_has_its_own_tokens(text: str, count: int) -> None:
    assert len(hashes(text)) == count


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("CAFÉ", "café"),
        ("cafe", "café"),
        ("cafe\u0301", "café"),
        ("ＡＢＣ １２", "abc 12"),
        ("МОСКВА", "москва"),
        ("co\u00adoperate", "cooperate"),
        ("zero\u200bwidth", "zerowidth"),
        ("٣٤", "34"),
        ("“Quoted” — words", '"quoted" - words'),
        ("ﾃﾞｰﾀ"[0], "テ"),
        ("İZMİR ılık", "izmir ilik"),
        ("Łódź đến Tromsø", "lodz den tromso"),
        ("أحمد إلى الآن مدرسة هدى", "احمد الي الان مدرسه هدي"),
        ("كَتَبَ الـــولد", "كتب الولد"),
        ("می\u200cخواهد یک", "ميخواهد يك"),
        ("ہے کیا", "هے كيا"),
        ("שָׁלוֹם", "שלום"),
        ("क़लम हँसी", "कलम हंसी"),
        ("國會審議預算，學校關閉。", "国会审议预算，学校关闭。"),
        ("thrown to-\ngether", "thrown together"),
        ("de-cided foot\u2010bridge", "decided footbridge"),
    ],
)
def test_print_does_not_change_a_token(one: str, other: str) -> None:
    assert hashes(one) == hashes(other)


@pytest.mark.parametrize("number", ["1.5", "1,500", "12:30", "3-2", "3–2", "24/7", "1.500,25", "7"])
def test_a_number_is_one_token(number: str) -> None:
    tokens, marks = tokens_of(f"about {number} of them")
    assert len(tokens) == 4
    assert marks == [0, NUMBER, 0, 0]


def test_signs_that_make_another_word_are_read() -> None:
    assert hashes("कला") != hashes("कल")
    assert hashes("が") != hashes("か")
    assert hashes("บาน") != hashes("บาง")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("covid-19", 2),
        ("16-year", 2),
        ("said--nobody", 2),
        ("word - word", 2),
        ("first-\nSecond", 2),
        ("in two- and three-part", 4),
        ("thing-", 1),
    ],
)
def test_a_hyphen_joins_two_runs_of_letters_only(text: str, count: int) -> None:
    assert len(hashes(text)) == count


def test_other_numbers_are_other_tokens() -> None:
    assert len({tuple(hashes(text)) for text in ("1.5", "15", "1.6", "1 5", "51")}) == 5


def test_a_full_stop_after_a_number_ends_it() -> None:
    assert len(hashes("In 1999. Then 5")) == 4
    assert len(hashes("1.. 2")) == 2
    assert len(hashes("1.a")) == 2


def test_names_are_capitalised_words_within_a_sentence() -> None:
    text = (
        "Yesterday Anna Lindqvist met NATO staff in Oslo. She left. “They were kind,” said Bo Ek."
    )
    words = re.findall(r"\w+", text)
    assert [words[at] for at in marked(text, NAME)] == ["Anna", "Lindqvist", "Oslo", "Bo", "Ek"]


def test_capitals_and_unicameral_scripts_have_no_names() -> None:
    assert marked("THE MAYOR MET ANNA LINDQVIST IN OSLO", NAME) == []
    assert marked("北京的天气 and ไทย", NAME) == []
    assert marked("the A380 and B52s", NAME) == []


def test_cyrillic_and_greek_names_count() -> None:
    assert len(marked("вчера Анна была в Москве", NAME)) == 2
    assert len(marked("χθες η Άννα στην Αθήνα", NAME)) == 2


@given(st.text(alphabet=string.ascii_letters + " \n", max_size=80))
def test_latin_tokens_are_the_words(text: str) -> None:
    assert len(hashes(text)) == len(text.split())


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_blank_line_keeps_texts_apart(one: str, other: str) -> None:
    assert hashes(f"{one}\n\n{other}") == [*hashes(one), *hashes(other)]


@given(st.text(alphabet=st.characters(max_codepoint=0x24F), max_size=60))
def test_capitals_give_the_same_tokens(text: str) -> None:
    plain = "".join(char for char in text if len(char.upper()) == 1 and char.upper() != char)
    assert hashes(plain.upper()) == hashes(plain.upper().lower())


@given(st.text(alphabet="abc é北ไ1.-", max_size=60))
def test_there_are_never_more_tokens_than_characters(text: str) -> None:
    assert len(hashes(text)) <= len(text)


def test_tables_kept_from_earlier_are_those_that_would_be_built() -> None:
    assert np.array_equal(table(), tokens.build()["tokens"])
    assert np.array_equal(glyphs.glyphs(), glyphs.build()["bits"])
    assert np.array_equal(smallletters.small_letters(), smallletters.build()["small"])
