"""Text to text: what is folded, what is capped, and that it stays linear."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zürich liegt am See.", "Zu\u0308rich liegt am See."),
        ("one\n\ntwo", "one two"),
        ("one\u00a0two\u2003three", "one two three"),
        ("one\r\ntwo\x85three\u2028four", "one two three four"),
        ("  around  ", "around"),
        ("각", "\u1100\u1161\u11a8"),
    ],
)
def test_the_hash_does_not_see_forms_and_white_space(one: str, other: str) -> None:
    assert text.normalise_for_hash(one) == text.normalise_for_hash(other)


@pytest.mark.parametrize(("one", "other"), [("May", "may"), ("1.5", "15"), ("l'été", "l’été")])
def test_the_hash_sees_letters_and_signs(one: str, other: str) -> None:
    assert text.normalise_for_hash(one) != text.normalise_for_hash(other)


@given(st.text())
def test_normalising_twice_changes_nothing(body: str) -> None:
    once = text.normalise_for_hash(body)
    assert text.normalise_for_hash(once) == once


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_only_white_space_and_forms_are_lost(body: str) -> None:
    folded = "".join(unicodedata.normalize("NFC", body).split())
    assert "".join(text.normalise_for_hash(body).split()) == folded


def test_a_run_of_marks_is_capped_at_the_stream_safe_limit() -> None:
    assert text.cap_marks("e" + "\u0301" * 30) == "e" + "\u0301" * 30
    assert text.cap_marks("e" + "\u0301" * 31 + "x") == "e" + "\u0301" * 30 + "x"


def test_a_flood_of_marks_is_normalised_to_a_few_characters() -> None:
    flood = "a" + "\u0315\u0300\u05ae\u0062"[:3] * 200_000
    assert len(text.normalise_for_hash(flood)) <= 31


def test_lone_surrogates_become_replacement_characters_of_the_same_length() -> None:
    assert text.replace_surrogates("a\ud800\udfffb") == "a\ufffd\ufffdb"
    assert text.replace_surrogates("a😀b") == "a😀b"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("'New Axis' – Could it form?", "“NEW AXIS” - could it form"),
        ("Öl wird teurer!", "O\u0308l wird TEURER"),
        ("Straße", "STRASSE"),
        ("snake_case", "snake case"),
    ],
)
def test_two_printings_of_a_line_have_one_loose_key(one: str, other: str) -> None:
    assert text.loose_key(one) == text.loose_key(other)
