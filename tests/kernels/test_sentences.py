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
        ("They live in the U.S. He likes it there.", 2),
        ("Doors open at 7 p.m. The concert begins at 8 p.m. on Sunday.", 2),
        ("He runs Farrow Inc. in Leeds. She left Farrow Inc. Now they compete.", 3),
        ("Bring bread, salt, etc. It is cold. The kit weighs approx. 5 kg.", 3),
        ("He has no vitamin C. They told him so.", 2),
        ("Dr. In Ho Kim spoke to St. On and Mr. They.", 1),
        ("1. Bread and salt\n2. Milk\n\n3. Eggs.", 2),
        ("The book by J. A. Smith is out. A. I. Jones wrote the other.", 2),
        ("They booked at Roomsearch.com. Shares fell. The B.Sc. Exam is hard.", 3),
        ("", 0),
        ("... !!! ???", 0),
        ("word", 1),
    ],
)
def test_sentences_of_english_are_counted(text: str, count: int) -> None:
    assert counted(text) == count


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        ("de", "Am 3. Oktober kam Dr. Meier, z. B. wegen der Wahl. Er blieb.", 2),
        ("en", "He scored 25. The team won.", 2),
        ("fr", "M. Dupont arrive. Il parle.", 2),
        ("zh-cn", "他来了。他说：“好！”然后走了。", 3),
        ("ja", "東京へ行く。楽しい！", 2),
        ("ja", "「なぜ行くのか？」と母は聞いた。「もういい！」って言った。", 2),
        ("ja", "「行こう。」そう言った。", 2),
        ("hi", "डॉ. वर्मा और के. राव आए। उन्होंने 5 करोड़ रु. दिए।", 2),
        ("vi", "Ông TS. Lê đến TP. Vinh. Bà đi.", 2),
        ("de", "Das Spiel endete 3:2. Trainer war Ulf Meier. Er kam 1998.", 3),
        ("de", "Er kam am 5. Der Zug war leer. Am 5. Mai ging er.", 3),
        ("ru", "Он родился в 1799 г. Потом семья уехала. Цена 5 тыс. руб. Она растёт.", 4),
        ("hr", "Rođen je 5. Nakon toga otišao je. Došao je 5. svibnja.", 3),
        ("id", "Ia tinggal di Jl. Merdeka no. 5. Mereka datang pukul 7.", 2),
        ("es", "Los EE. UU. firmaron. Lo dijo el Sr. Gil.", 2),
        ("hi", "वह आया। वह गया।", 2),
        ("ar", "هل جاء؟ نعم.", 2),
        ("el", "Τι έγινε; Τίποτα.", 2),
        ("ru", "В 2024 г. Иванов уехал. Он вернулся.", 2),
        (
            "ru",
            "Об этом сказал В. И. Петров. С ним А. С. Орлова согласна. Цена 5 руб. А. С. ушла.",
            4,
        ),
        ("pt", "Ontem A. O. Silva disse que sim. O deputado E. A. Costa concorda.", 2),
        ("pl", "Wczoraj A. Z. Nowak powiedział, że tak. To dobrze.", 2),
        ("de", "Dr. med. Meier sagt Nein. Er bleibt.", 2),
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
