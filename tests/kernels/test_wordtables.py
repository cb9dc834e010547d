"""The tables of words and sentences say what Unicode says."""

import unicodedata

import pytest

from ingest.kernels import wordtables
from ingest.kernels.wordtables import word_tables


@pytest.mark.parametrize(
    ("letters", "name"),
    [
        ("aZéßяΩअ한ا", "LETTER"),
        ("אש", "HEBREW"),
        ("09٣५", "NUMERIC"),
        ("カヌ", "KATAKANA"),
        ("語漢ひ々〇", "IDEOGRAPH"),
        ("กຂកက", "DICTIONARY"),
        ("_‿", "EXTENDER"),
        (":·", "MID_LETTER"),
        (",;", "MID_NUMBER"),
        (".’", "MID_BOTH"),
        ("'", "SINGLE_QUOTE"),
        ('"', "DOUBLE_QUOTE"),
        ("\u0301\u200d\u00ad", "IGNORED"),
        (" \n-–!?。😀\u0378", "OTHER"),
    ],
)
def test_word_classes(letters: str, name: str) -> None:
    found = [int(word_tables().words[ord(letter)]) for letter in letters]
    assert found == [getattr(wordtables, name)] * len(letters)


@pytest.mark.parametrize(
    ("letters", "name"),
    [
        ("!?。？！।؟", "STOP"),
        (".", "FULL_STOP"),
        ("()“”»\"'", "CLOSE"),
        (" \n\u00a0", "BLANK"),
        ("aéя", "LOWER"),
        (",:–", "CONTINUES"),
    ],
)
def test_sentence_classes(letters: str, name: str) -> None:
    found = [int(word_tables().sentences[ord(letter)]) for letter in letters]
    assert found == [getattr(wordtables, name)] * len(letters)


def test_every_letter_belongs_to_a_word() -> None:
    classes = word_tables().words
    outside = [
        hex(point)
        for point in range(0, 0x11000, 3)
        if unicodedata.category(chr(point)) in ("Ll", "Lu", "Lo", "Lt")
        and classes[point] == wordtables.OTHER
    ]
    assert outside == []


def test_small_letters_are_pythons() -> None:
    small = word_tables().small
    for letter in "AÉЯΩaßİ語1 ":
        wanted = letter.lower() if len(letter.lower()) == 1 else letter
        assert chr(small[ord(letter)]) == wanted


def test_vowels_are_known_in_both_cases() -> None:
    vowels = word_tables().vowels
    for letter in "aeiouyäöüéèóíåæøыяюі":
        assert vowels[ord(letter)] == vowels[ord(letter.upper())] > 0
    assert not any(vowels[ord(letter)] for letter in "bcdßñл1 語")


def test_tables_are_read_only() -> None:
    assert not any(table.flags.writeable for table in word_tables())
