"""The arrays hold what langdetect's profiles say, and the kernel's tables find all of it."""

import json
import math
import unicodedata
from pathlib import Path

import langdetect
import numpy as np
import pytest
from langdetect.utils.ngram import NGram

from ingest.kernels.langprofiles import _find
from ingest.kernels.profiletables import (
    KIND,
    LATIN,
    LETTER,
    MAIL,
    NON_LATIN,
    SCALE,
    SCRIPT,
    SCRIPTS,
    SMOOTHING,
    UPPER,
    URL,
    WIDTH,
    profiles,
)

FOLDER = Path(langdetect.__file__).parent / "profiles"
LANGUAGES = ("de", "ja", "zh-cn", "ar", "vi")


def profile(code: str) -> dict[str, object]:
    return json.loads((FOLDER / code).read_text(encoding="utf-8"))


def plain(letter: str) -> int:
    """The number of the letter that langdetect makes of one."""
    return int(profiles().letters[ord(letter)]) & LETTER


def lower(letter: str) -> int:
    """The same for the small letter."""
    return int(profiles().letters[ord(letter)]) >> 12 & LETTER


def script(point: int) -> str:
    return SCRIPTS[int(profiles().letters[point]) >> SCRIPT]


def row_of(gram: str) -> int:
    """Look an n-gram up as the kernel does."""
    table = profiles()
    numbers = [plain(letter) for letter in gram]
    if len(gram) == 1:
        return int(table.single[numbers[0]])
    key = 0
    for number in numbers:
        key = key << 12 | number
    return int(_find(table.table, np.int64(key)))


def own_letters(gram: str) -> bool:
    """Tell the n-grams that normalising leaves as they are; the others can never occur."""
    return all(NGram.normalize(letter) == letter for letter in gram)


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_ngram_is_found_with_its_weight(code: str) -> None:
    own = profile(code)
    column = profiles().languages.index(code)
    grams = [gram for gram in own["freq"] if own_letters(gram)]
    for gram in grams[:: max(1, len(grams) // 400)]:
        wanted = 0.0
        for start in range(len(gram)):
            ending = gram[start:]
            share = own["freq"].get(ending, 0) / own["n_words"][len(ending) - 1]
            known = row_of(ending) >= 0 and ending != " "
            wanted += math.log(SMOOTHING + share) if known else 0.0
        found = profiles().rows[row_of(gram), column] / SCALE
        assert found == pytest.approx(wanted, abs=2 / SCALE), gram


def test_a_row_counts_the_ngrams_it_sums_up() -> None:
    counts = profiles().rows[:, WIDTH - 1]
    assert set(counts.tolist()) == {1, 2, 3}
    assert counts[row_of("the")] == 3
    assert counts[row_of("e")] == 1


def test_what_no_profile_has_is_not_found() -> None:
    assert row_of("qxz") == -1
    assert plain("\u13a0") == 0  # Cherokee


@pytest.mark.parametrize("letter", ["a", "Z", "é", "Ş", "ß", "я", "あ", "ア", "한", "語", "ệ", "ی"])
def test_letters_are_normalised_as_langdetect_does(letter: str) -> None:
    assert plain(letter) == plain(NGram.normalize(letter))
    assert lower(letter) == plain(letter.lower())


def test_space_digits_and_signs_are_one_letter() -> None:
    assert {plain(sign) for sign in " 0.,-@[~\n\u2014\u00a0"} == {1}


def test_kinds_of_characters() -> None:
    kinds = profiles().kinds
    assert kinds[ord("A")] & UPPER
    assert not kinds[ord("a")] & UPPER
    assert kinds[ord("z")] & LATIN
    assert not kinds[ord("é")] & (LATIN | NON_LATIN)
    assert kinds[ord("я")] & NON_LATIN
    assert not kinds[ord("ệ")] & NON_LATIN
    assert kinds[ord("?")] & URL
    assert not kinds[ord("?")] & MAIL
    assert kinds[ord("_")] & MAIL
    cases = UPPER | LATIN | NON_LATIN
    assert (profiles().letters >> KIND & cases == kinds & cases).all()


def test_scripts_cover_every_letter_and_nothing_else() -> None:
    for point in range(0, 0xD800, 7):
        category = unicodedata.category(chr(point))
        if category == "Cn":
            continue  # the tables may know a newer Unicode
        lettered = category[0] == "L"
        common = script(point) == "Common"
        assert not common or not lettered, hex(point)
        assert lettered or category[0] == "M" or common, hex(point)
    assert [script(ord(letter)) for letter in "ქカि"] == ["Other", "Kana", "Devanagari"]


@pytest.mark.parametrize(
    ("code", "own", "others"),
    [("de", "äöüß", "ðþőъ"), ("ru", "ыэё", "іїўқ"), ("tr", "ığş", "ýþő"), ("pl", "łęż", "ßñ")],
)
def test_strange_letters_are_those_a_language_does_not_use(
    code: str, own: str, others: str
) -> None:
    table = profiles()
    strange = table.strange[table.languages.index(code)]
    assert not any(strange[plain(letter)] for letter in own)
    assert all(strange[plain(letter)] for letter in others)


def test_an_ngram_weighs_about_as_much_in_every_language() -> None:
    expected = profiles().expected[: len(profiles().languages)]
    assert (expected < -3).all()
    assert (expected > -7).all()
