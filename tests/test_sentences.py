"""Sentences end where a reader says they end."""

import numpy as np
import pyarrow as pa
import pytest

from ingest.describe.habits import habit_numbers, sentence_habits
from ingest.kernels.codepoints import decode
from ingest.kernels.profiletables import profiles
from ingest.kernels.sentences import count_sentences
from ingest.kernels.signs import find_signs
from ingest.kernels.words import find_words
from ingest.kernels.wordtables import word_tables


def counted(text: str, language: str = "en") -> int:
    points, tables = decode(pa.array([text], pa.large_string())), word_tables()
    words = find_words(points, tables, np.zeros(0, np.bool_))
    known = profiles().languages
    habits = (habit_numbers([language], known), sentence_habits(known))
    return int(count_sentences(points, find_signs(points), words, tables, habits)[0])


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One. Two! Three? Four", 4),
        ("“Stop!” he said. She did.", 2),
        ("It rose 3.5 percent. Visit example.com now.", 2),
        ("Dr. Smith met Mr. J. R. Jones of the U.S. Senate. They spoke.", 2),
        ("Wait ... what? Yes…", 2),
        ("He left (at noon.) Then it rained.", 2),
        ("A headline without a stop\n\nThe text follows. It is short.", 3),
        ("A line\nbroken in two.", 1),
        ("No. 5 won. No one else did.", 2),
        ("", 0),
        ("... !!! ???", 0),
        ("word", 1),
    ],
)
def test_english(text: str, count: int) -> None:
    assert counted(text) == count


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        ("de", "Am 3. Oktober kam Dr. Meier, z. B. wegen der Wahl. Er blieb.", 2),
        ("en", "He scored 25. The team won.", 2),
        ("fr", "M. Dupont arrive. Il parle.", 2),
        ("zh-cn", "他来了。他说：“好！”然后走了。", 3),
        ("ja", "東京へ行く。楽しい！", 2),
        ("hi", "वह आया। वह गया।", 2),
        ("ar", "هل جاء؟ نعم.", 2),
        ("el", "Τι έγινε; Τίποτα.", 2),
        ("ru", "В 2024 г. Иванов уехал. Он вернулся.", 2),
        ("cs", "Dne 5. května přišel. Odešel.", 2),
        ("es", "¿De dónde viene? ¡No lo sé! El Sr. Pérez sí.", 3),
    ],
)
def test_each_language_has_its_habits(language: str, text: str, count: int) -> None:
    assert counted(text, language) == count


def test_an_unknown_language_is_counted_by_the_common_rules() -> None:
    assert counted("Nasi goreng enak. Tidak mahal.", "und") == 2


@pytest.mark.parametrize("piece", [".", "! ", '" ', ". a", "a. ", "\n\n", "…", "A."])
def test_repeated_marks_end(piece: str) -> None:
    assert counted(piece * 20_000) <= 20_000
