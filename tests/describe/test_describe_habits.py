"""What is known about languages is spelled so that the kernels can find it."""

import pytest
import regex

from ingest.describe import habits
from ingest.describe.alphabets import TOLD_BY_LETTERS
from ingest.describe.habits import READING_RATES, habit_numbers, sentence_habits
from ingest.describe.months import month_number
from ingest.describe.neighbours import languages_by_words
from ingest.describe.readability import FORMULAS
from ingest.kernels.profiletables import profiles
from ingest.kernels.sentences import DOTS_ORDINALS, SEMICOLON_ASKS, WordLists
from ingest.kernels.words import hash_word


def test_every_language_named_is_one_that_can_be_found() -> None:
    known = set(profiles().languages)
    assert set(READING_RATES) <= known
    assert set(FORMULAS) <= known
    known |= TOLD_BY_LETTERS | languages_by_words()
    assert set(habits._ABBREVIATIONS) <= known
    assert set(habits._BEGINNINGS) <= known
    assert set(habits._DOTTED_ORDINALS.split()) <= known


def test_abbreviations_are_single_words_in_small_letters() -> None:
    for words in habits._ABBREVIATIONS.values():
        assert words == words.lower()
        assert all(regex.fullmatch(r"[\p{L}\p{M}]+", word) for word in words.split())


def test_no_word_both_begins_sentences_and_is_a_title() -> None:
    for words in habits._BEGINNINGS.values():
        assert words == words.lower()
        assert not {*words.split()} & {*habits._TITLES.split()}


def test_habits_are_laid_out_by_language() -> None:
    languages = ("de", "el", "en")
    found = sentence_habits(languages)
    assert found.bits.tolist() == [DOTS_ORDINALS, SEMICOLON_ASKS, 0, 0]
    for place, code in enumerate((*languages, "")):
        shortened = listed(found.abbreviations, place)
        assert shortened == sorted(shortened)
        assert hash_word("dr") in shortened
        assert hash_word("dr") in listed(found.titles, place)
        assert (hash_word("bzw") in shortened) == (code == "de")
        assert (hash_word("they") in listed(found.beginnings, place)) == (code == "en")


def listed(lists: WordLists, place: int) -> list[int]:
    found: list[int] = lists.hashes[lists.firsts[place] : lists.firsts[place + 1]].tolist()
    return found


def test_unknown_languages_share_the_last_place() -> None:
    assert habit_numbers(["en", "und", "xx", "de"], ("de", "en")).tolist() == [1, 2, 2, 0]


@pytest.mark.parametrize("rate", READING_RATES.values())
def test_rates_are_those_of_people(rate: int) -> None:
    assert 100 < rate < 400


@pytest.mark.parametrize(
    ("number", "names"),
    [
        (1, "January enero janvier Januar gennaio janeiro stycznia ledna ocak января"),
        (2, "February febrero février Februar febbraio fevereiro lutego února şubat февраля"),
        (3, "March marzo mars März março marca března mart марта maart"),
        (4, "April abril avril aprile kwietnia dubna nisan апреля"),
        (5, "May mayo mai Mai maggio maio maja května mayıs мая mei"),
        (6, "June junio juin Juni giugno junho czerwca června haziran июня"),
        (7, "July julio juillet Juli luglio julho lipca července temmuz июля"),
        (8, "August agosto août sierpnia srpna ağustos августа augustus"),
        (9, "September septiembre septembre settembre setembro września září eylül сентября"),
        (10, "October octubre octobre Oktober ottobre outubro października října ekim октября"),
        (11, "November noviembre novembre novembro listopada kasım ноября"),
        (12, "December diciembre décembre Dezember dicembre dezembro grudnia prosince aralık"),
    ],
)
def test_months_are_known_in_many_languages(number: int, names: str) -> None:
    assert {name: month_number(name) for name in names.split()} == dict.fromkeys(
        names.split(), number
    )


@pytest.mark.parametrize("name", ["", "x", "Monday", "Uhr", "the", "Foo", "montag"])
def test_other_words_are_no_months(name: str) -> None:
    assert month_number(name) == 0
