"""The kernel adds up what langdetect would draw from, and nothing else."""

import math

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory

from ingest.kernels.codepoints import decode
from ingest.kernels.langprofiles import WINDOW, WINDOWS, Scores, _look_up, _number, score
from ingest.kernels.neargrams import look_near, near_rows
from ingest.kernels.profiletables import SCALE, SCRIPTS, SMOOTHING, profiles

GERMAN = "Der Rat der Stadt hat am Montag über den neuen Haushalt beraten, ohne Ergebnis."
RUSSIAN = "Городской совет обсудил в понедельник новый бюджет, но решения не принял."
CHINESE = "市议会星期一讨论了新的预算，但没有作出决定。记者从会议上了解到。"
TEXTS = [
    GERMAN,
    RUSSIAN,
    CHINESE,
    "O conselho discutiu o orçamento na segunda-feira.",
    "Hội đồng thành phố đã thảo luận về ngân sách mới vào thứ Hai.",
    "NATO und EU sprachen mit UNO-Vertretern in Genf.",
]


def scored(texts: list[str]) -> Scores:
    return score(decode(pa.array(texts, pa.large_string())), profiles())


def summed(texts: list[str]) -> np.ndarray:
    scores = scored(texts)
    return np.add.reduceat(scores.windows, scores.firsts[:-1], axis=0, dtype=np.int64)


@pytest.fixture(scope="module")
def factory() -> DetectorFactory:
    made = DetectorFactory()
    made.load_profile(PROFILES_DIRECTORY)
    return made


def by_hand(factory: DetectorFactory, text: str) -> tuple[dict[str, float], int]:
    """Sum the logarithms over every n-gram that langdetect itself extracts."""
    detector = factory.create()
    detector.append(text)
    detector.cleaning_text()
    grams = detector._extract_ngrams()
    rows = [factory.word_lang_prob_map[gram] for gram in grams]
    sums = {
        code: sum(math.log(SMOOTHING + row[place]) for row in rows)
        for place, code in enumerate(factory.langlist)
    }
    return sums, len(grams)


@pytest.mark.parametrize("text", TEXTS)
def test_sums_are_those_of_langdetects_own_ngrams(factory: DetectorFactory, text: str) -> None:
    wanted, grams = by_hand(factory, text)
    found = summed([text])[0]
    assert found[len(profiles().languages)] == grams
    for place, code in enumerate(profiles().languages):
        assert found[place] / SCALE == pytest.approx(wanted[code], abs=grams / SCALE)


def test_languages_are_sorted_whatever_the_order_of_the_directory() -> None:
    assert list(profiles().languages) == sorted(profiles().languages)
    assert len(profiles().languages) == 55


def test_addresses_say_nothing() -> None:
    noisy = GERMAN + " https://example.org/the/news?a=1 und redaktion.news@example.org"
    plain = GERMAN + " und "
    assert summed([noisy])[0].tolist() == summed([plain])[0].tolist()


def test_latin_letters_are_noise_in_another_script() -> None:
    named = RUSSIAN + " Microsoft Windows"
    latin = summed([named])[0] - summed([RUSSIAN])[0]
    assert latin[len(profiles().languages)] <= 3  # the spaces between


def test_capitals_read_like_small_letters_when_they_prevail() -> None:
    loud = "DER RAT DER STADT HAT AM MONTAG BERATEN"
    assert summed([loud])[0].tolist() == summed([loud.lower()])[0].tolist()


def test_a_word_in_capitals_is_passed_over_elsewhere() -> None:
    assert summed(["ja der NATO nicht"])[0][55] < summed(["ja der nato nicht"])[0][55]


def test_windows_cover_a_text_and_sample_a_long_one() -> None:
    assert scored([GERMAN]).firsts.tolist() == [0, 1]
    assert scored([GERMAN * 10]).firsts.tolist() == [0, len(GERMAN) * 10 // WINDOW]
    assert scored([GERMAN * 10_000]).firsts.tolist() == [0, WINDOWS]


def test_a_sample_of_a_long_text_reaches_its_end() -> None:
    scores = scored([RUSSIAN * 500 + GERMAN * 500])
    letters = dict(zip(SCRIPTS, scores.scripts[0].tolist(), strict=True))
    assert letters["Latin"] > 3_000
    assert letters["Cyrillic"] > 3_000


def test_scripts_are_counted() -> None:
    letters = dict(zip(SCRIPTS, scored(["ab да 語かな 한 ა1"]).scripts[0].tolist(), strict=True))
    kept = {name: count for name, count in letters.items() if count and name != "Common"}
    assert kept == {"Latin": 2, "Cyrillic": 2, "Han": 1, "Kana": 2, "Hangul": 1, "Other": 1}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=120), min_size=1, max_size=6), st.integers(0, 5))
def test_scores_do_not_depend_on_neighbours(texts: list[str], pick: int) -> None:
    row = pick % len(texts)
    alone = scored([texts[row]])
    together = scored(texts)
    span = slice(together.firsts[row], together.firsts[row + 1])
    assert together.windows[span].tolist() == alone.windows.tolist()
    assert together.scripts[row].tolist() == alone.scripts[0].tolist()
    assert together.variety[row].tolist() == alone.variety[0].tolist()


@pytest.mark.parametrize("piece", ["a", "@", "://", "http://", "\u0301", "😀", "\u0378", "A", " "])
def test_hostile_texts_are_scored_from_a_sample(piece: str) -> None:
    scores = scored([piece * 100_000])
    assert scores.windows.shape[0] == WINDOWS
    assert (scores.windows <= WINDOW * 3).all()


@settings(deadline=None)
@given(st.text(st.sampled_from("aehnst  ,.TUÉßöñ-9 \u2019\u02bc[я語"), max_size=200))
def test_one_pass_finds_what_hashing_finds(text: str) -> None:
    known, points = profiles(), decode(pa.array([text], pa.large_string()))[0]
    near, hashed = np.empty((2, points.size), np.int32)
    counts, counted = np.zeros((2, len(SCRIPTS)), np.int32)
    count = look_near(points, known.letters, near_rows(), near, counts)
    room = (np.empty(points.size, np.uint32), np.empty(points.size, np.int32))
    codes = room[1][: _number(points, known.letters, room, counted)]
    wanted = _look_up(codes, known.table, known.single, hashed)
    if count < 0:
        assert not counts.any()
    else:
        assert near[:count].tolist() == hashed[:wanted].tolist()
        assert counts.tolist() == counted.tolist()


def test_most_latin_windows_take_one_pass_and_others_do_not() -> None:
    def passes(text: str) -> bool:
        points = decode(pa.array([text], pa.large_string()))[0]
        counts, rows = np.zeros(len(SCRIPTS), np.int32), np.empty(points.size, np.int32)
        return look_near(points, profiles().letters, near_rows(), rows, counts) >= 0

    assert passes(GERMAN)
    assert not passes(GERMAN.upper())
    assert not passes(RUSSIAN)
    assert not passes(CHINESE)
