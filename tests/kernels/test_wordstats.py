"""Sums over words, repetition and lines equal what plain Python counts."""

from collections import Counter
from itertools import pairwise

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.kernels import lines, wordstats
from ingest.kernels.codepoints import decode
from ingest.kernels.repetition import READ, WINDOW, measure_repetition
from ingest.kernels.signs import find_signs
from ingest.kernels.syllables import SYLLABLES
from ingest.kernels.words import find_words
from ingest.kernels.wordtables import word_tables

NO_MARKS = np.zeros(0, np.bool_)


def sums(texts: list[str], way: str = "none") -> dict[str, list[int]]:
    points, tables = decode(pa.array(texts, pa.large_string())), word_tables()
    words = find_words(points, tables, NO_MARKS)
    ways = np.full(len(texts), SYLLABLES.index(way), np.int64)
    found = wordstats.sum_words(points, words, tables, ways)
    return dict(zip(wordstats.COLUMNS, found.T.tolist(), strict=True))


def repetition(texts: list[str]) -> tuple[np.ndarray, np.ndarray]:
    points = decode(pa.array(texts, pa.large_string()))
    return measure_repetition(find_words(points, word_tables(), NO_MARKS))


def counted_lines(text: str) -> dict[str, int]:
    points = decode(pa.array([text], pa.large_string()))
    found = lines.count_lines(points, find_signs(points), word_tables())
    return dict(zip(lines.COLUMNS, found[0].tolist(), strict=True))


def test_words_are_summed_up() -> None:
    found = sums(["Extraordinary 12 words, naïve 語"])
    assert {name: values[0] for name, values in found.items()} == {
        "words": 5, "alphabetic": 3, "characters": 1, "length": 13 + 2 + 5 + 5 + 1,
        "letters": 13 + 5 + 5, "long": 1, "syllables": 0,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("way", "counts"),
    [
        ("english", {"time": 1, "times": 1, "table": 2, "wanted": 2, "called": 1, "houses": 2,
                     "started": 2, "government": 3, "the": 1, "rhythm": 1, "AGREE": 2, "I": 1,
                     "media": 3, "nation": 2, "million": 2, "annual": 3, "quality": 3, "being": 2,
                     "sailing": 2, "tourism": 3, "ideas": 3, "seas": 1, "statement": 2,
                     "element": 3, "closely": 2, "business": 3, "peaceful": 2, "BBC": 3, "17": 1}),
        ("french", {"porte": 1, "portes": 1, "parlent": 1, "événement": 4, "les": 1, "été": 2}),
        ("groups", {"Bürgermeister": 4, "Zeitung": 2, "Haus": 1, "schnell": 1}),
        ("hiatus", {"teatro": 3, "ciudad": 2, "país": 2, "aéreo": 4, "São": 2}),
        ("each", {"молоко": 3, "Москва": 2, "okul": 2, "saat": 2}),
        ("none", {"anything": 0}),
    ],
)  # fmt: skip
def test_syllables_are_counted_as_the_language_writes_them(
    way: str, counts: dict[str, int]
) -> None:
    found = sums(list(counts), way)["syllables"]
    assert dict(zip(counts, found, strict=True)) == counts


def test_a_word_seen_before_is_counted_as_its_own_text_asks() -> None:
    ways, texts = ("english", "hiatus", "none", "english"), ["Media media"] * 4
    points, tables = decode(pa.array(texts, pa.large_string())), word_tables()
    words = find_words(points, tables, NO_MARKS)
    numbers = np.array([SYLLABLES.index(way) for way in ways], np.int64)
    found = wordstats.sum_words(points, words, tables, numbers)
    assert found[:, wordstats.COLUMNS.index("syllables")].tolist() == [6, 4, 0, 6]


WORDS = st.lists(st.sampled_from(["ab", "cd", "ef", "gh", "ij", "kl"]), max_size=140)


def moving_ratio(words: list[str]) -> float:
    if len(words) < WINDOW:
        return float("nan")
    windows = range(len(words) - WINDOW + 1)
    return float(np.mean([len(set(words[k : k + WINDOW])) / WINDOW for k in windows]))


def top_share(words: list[str], length: int) -> float:
    grams = [tuple(words[k : k + length]) for k in range(len(words) - length + 1)]
    times = max(Counter(grams).values(), default=0)
    return times * length / len(words) if times > 1 else 0.0


def repeated_share(words: list[str], length: int) -> float:
    seen: set[tuple[str, ...]] = set()
    found = k = 0
    while k + length <= len(words):
        gram = tuple(words[k : k + length])
        if gram in seen:
            found += length
            k += length
        else:
            seen.add(gram)
            k += 1
    return found / max(len(words), 1)


@settings(max_examples=120, deadline=None)
@given(WORDS)
def test_repetition_is_what_plain_python_counts(words: list[str]) -> None:
    ratios, shares = repetition([" ".join(words), "a b a"])
    assert ratios[0] == pytest.approx(moving_ratio(words), nan_ok=True)
    if len(words) < 10:
        return
    for length in (2, 3, 4):
        wanted = top_share(words, length)
        assert shares[0, length - 2] == pytest.approx(wanted) or wanted < 0.1
    for length in range(5, 11):
        wanted = repeated_share(words, length)
        assert shares[0, length - 2] == pytest.approx(wanted) or wanted < 0.1


def test_more_repetition_is_never_less() -> None:
    once = " ".join(f"w{k}" for k in range(60))
    _, shares = repetition([once, once + " " + once, " ".join([once] * 5)])
    assert (shares[0, 3:] == 0).all()
    for before, after in pairwise(shares[:, 3:]):
        assert (before < after).all()


def test_a_book_is_read_in_part() -> None:
    book = " ".join(f"w{k}" for k in range(READ + 500)) + " end" * 2_000
    ratios, shares = repetition([book])
    assert ratios[0] == 1
    assert shares.sum() == 0


def test_lines_and_paragraphs_are_counted() -> None:
    twice = "It ends.\nIt goes on ...\n"
    text = f"A title\n\n- one thing\n• another…\n\n{twice} \n{twice}"
    found = counted_lines(text)
    assert found["lines"] == 7
    assert found["paragraphs"] == 4
    assert found["bullets"] == 2
    assert found["ellipses"] == 3
    assert found["finished"] == 4
    assert (found["repeated_lines"], found["repeated_line_length"]) == (2, 22)
    assert (found["repeated_paragraphs"], found["repeated_paragraph_length"]) == (1, 22)
    assert found["symbols"] == 3
    assert found["length"] == sum(len(line.strip()) for line in text.splitlines())


@pytest.mark.parametrize("text", ["", "\n", " \n\t\n ", "\n\n\n"])
def test_blank_texts_have_no_lines(text: str) -> None:
    assert set(counted_lines(text).values()) == {0}


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet="ab .\n{}#-", max_size=80))
def test_lines_agree_with_split(text: str) -> None:
    kept = [line.strip(" ") for line in text.split("\n") if line.strip(" ")]
    found = counted_lines(text)
    assert found["lines"] == len(kept)
    assert found["length"] == sum(map(len, kept))
    assert found["braces"] == text.count("{") + text.count("}")
    assert found["repeated_lines"] == len(kept) - len(set(kept))
    assert found["bullets"] == sum(line.startswith("-") for line in kept)
