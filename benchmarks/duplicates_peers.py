"""The same copies, and the same reports that are none, for this project, datasketch and rensa.

    python benchmarks/duplicates_peers.py DATA [--check] [--articles 600] [--each 20]

Published are real articles, half of the length of news and half of that of wire stories; reports
filled from templates; the first state of live blogs; and notices under one long boilerplate. Then
come the articles in the seventeen disguises of `duplicates_edits.py`, other reports from the same
templates, and other notices. A copy is found if its article is answered. A text is wrongly called a
copy if anything else is answered. datasketch answers by LSH 14 x 8, unverified, and rensa by 16
bands, verified at a Jaccard of .5; both get word 5-grams, and single characters of Han and Kana.
"""

import argparse
import random
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from duplicates_common import TOKEN, key_table, publish, represented_by, shingle_words
from duplicates_edits import HEAVY, LIGHT, SHORT_PIECE, corpus, edits_of
from duplicates_templates import reports
from measures_floors import finish

BOILERPLATE = 0.5
"""Share of a notice's words that every notice of its source has; a Han or Kana sign is a word."""


OVERLAP = 80
"""A short text that begins with so many characters of a longer one is its copy, and left out."""


class Question(NamedTuple):
    """A text that comes later.

    Attributes:
        kind: of edit, or why it is no copy.
        text: itself.
        of: number of the article that it copies; -1 if it copies none.
    """

    kind: str
    text: str
    of: int


Answers = list[set[int]]
Asked = tuple[Sequence[str], Sequence[Question]]


def ours(published: Sequence[str], questions: Sequence[Question]) -> Answers:
    """Answer by the representative."""
    keys = key_table(published, [f"first/{n}" for n in range(len(published))])
    numbers = {name: n for n, name in enumerate(keys["article_id"].to_pylist())}
    with tempfile.TemporaryDirectory() as folder:
        known = publish(keys, Path(folder))
        texts = [question.text for question in questions]
        asked = key_table(texts, [f"later/{n}" for n in range(len(texts))])
        answers = []
        # One question at a time would be the same: a night's texts are asked apart by kind.
        for kind in dict.fromkeys(question.kind for question in questions):
            rows = [n for n, question in enumerate(questions) if question.kind == kind]
            answers += list(zip(rows, represented_by(asked.take(rows), known), strict=True))
    return [{numbers[of]} if of in numbers else set() for _, of in sorted(answers)]


def datasketch(published: Sequence[str], questions: Sequence[Question]) -> Answers:
    """Answer by all that share a band."""
    from datasketch import MinHash, MinHashLSH

    def sign(text: str) -> MinHash:
        minhash = MinHash(num_perm=112)
        minhash.update_batch([shingle.encode() for shingle in set(shingle_words(text))])
        return minhash

    lsh = MinHashLSH(num_perm=112, params=(14, 8))
    for number, text in enumerate(published):
        lsh.insert(number, sign(text))
    return [set(lsh.query(sign(question.text))) for question in questions]


def rensa(published: Sequence[str], questions: Sequence[Question]) -> Answers:
    """Answer by all that share a band and are half alike."""
    from rensa import RMinHash, RMinHashLSH

    def sign(text: str) -> RMinHash:
        minhash = RMinHash(num_perm=128, seed=42)
        minhash.update(shingle_words(text))
        return minhash

    lsh = RMinHashLSH(threshold=0.5, num_perm=128, num_bands=16)
    signs = [sign(text) for text in published]
    for number, signed in enumerate(signs):
        lsh.insert(number, signed)
    answers = []
    for question in questions:
        signed = sign(question.text)
        near = lsh.query(signed)
        answers.append({n for n in near if signs[n].jaccard(signed) >= 0.5})
    return answers


def notices(articles: Sequence[str]) -> list[tuple[str, str]]:
    """Put each article over the same boilerplate, cut to as many words as the article has."""
    boilerplate = " ".join(max(articles, key=lambda text: len(TOKEN.findall(text))).split())
    ends = [word.end() for word in TOKEN.finditer(boilerplate)]
    made = []
    for text in articles:
        words = int(len(TOKEN.findall(text)) * BOILERPLATE / (1 - BOILERPLATE))
        if words < len(ends):
            made.append(f"{text}\n\n{boilerplate[: ends[words]]}")
    half = len(made) // 2
    return list(zip(made[:half], made[half : 2 * half], strict=True))


def ask(data: Path, count: int, each: int) -> Asked:
    """Lay out what is published, and what comes later."""
    long, short = corpus(data, count // 2), corpus(data, count // 2, SHORT_PIECE)
    short = [text for text in short if not any(text[:OVERLAP] in other for other in long)]
    articles = list(dict.fromkeys(long + short))
    published = list(articles)
    questions = [
        Question(kind, text, number)
        for kind, texts in edits_of(articles).items()
        for number, text in enumerate(texts)
    ]
    published += [text for _, text in reports("told", each, seed=5)]
    questions += [Question("report", text, -1) for _, text in reports("told", each, seed=6)]
    for earlier, later in notices(corpus(data, count + 400)[count:]):
        published.append(earlier)
        questions.append(Question("notice", later, -1))
    random.Random(7).shuffle(questions)
    return published, questions


def judge(
    name: str, asked: Asked, answer: Callable[[Sequence[str], Sequence[Question]], Answers]
) -> dict[str, float]:
    """Give recall of light edits and of all, and the precision of calling a text a copy."""
    published, questions = asked
    same = {text: number for number, text in reversed(list(enumerate(published)))}
    answers = answer(published, questions)
    found: dict[str, list[bool]] = {}
    right = called = 0
    for question, answered in zip(questions, answers, strict=True):
        own = same.get(question.text, question.of)
        if question.of >= 0:
            found.setdefault(question.kind, []).append(question.of in answered)
        called += bool(answered)
        right += bool(answered) and answered <= {question.of, own}
    recall = {kind: sum(hits) / len(hits) for kind, hits in found.items()}
    return {
        f"duplicates.peers.{name}.light": sum(recall[kind] for kind in LIGHT) / len(LIGHT),
        f"duplicates.peers.{name}.all": sum(recall.values()) / len(LIGHT | HEAVY),
        f"duplicates.peers.{name}.precision": right / called,
        f"duplicates.peers.{name}.wrongly_called": float(called - right),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--articles", type=int, default=600)
    parser.add_argument("--each", type=int, default=20)
    args = parser.parse_args()
    asked = ask(args.data, args.articles, args.each)
    figures = {"duplicates.peers.questions": float(len(asked[1]))}
    for name, answer in (("ours", ours), ("datasketch", datasketch), ("rensa", rensa)):
        figures |= judge(name, asked, answer)
    for what in ("light", "all", "precision"):
        theirs = max(figures[f"duplicates.peers.{name}.{what}"] for name in ("datasketch", "rensa"))
        figures[f"duplicates.peers.ahead.{what}"] = (
            figures[f"duplicates.peers.ours.{what}"] - theirs
        )
    finish(figures, check=args.check)


if __name__ == "__main__":
    main()
