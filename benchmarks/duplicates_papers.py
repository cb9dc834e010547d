"""What papers and scanners do to a story: abridge it, lead it themselves, misread and respell it.

    python benchmarks/duplicates_papers.py DATA [--check] [--articles 600]

The articles are those of `duplicates_edits.py`, published first; then each comes again in every
way. In languages whose letters copies change, articles are made of sentences of lid_lingua. Last,
pairs of other articles are put over the same background, as long a part of both: no copies.
"""

# ruff: noqa: ARG001, ARG005 - every change takes the same three arguments
import argparse
import random
import re
import tempfile
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

from duplicates_common import key_table, nothing_known, publish, represented_by
from duplicates_edits import corpus, paragraphs
from measures_floors import finish

LETTERS = "abcdefghijklmnopqrstuvwxyz"

Change = Callable[[str, random.Random, str], str]


def misread(share: float) -> Change:
    """Read so many small letters as others."""

    def change(text: str, rng: random.Random, other: str) -> str:
        return "".join(
            rng.choice(LETTERS) if char in LETTERS and rng.random() < share else char
            for char in text
        )

    return change


def opening(share: float) -> Change:
    """Keep so much of the text, to the end of a sentence."""

    def change(text: str, rng: random.Random, other: str) -> str:
        end = re.search(r"[.!?。！？]", text[int(len(text) * share) :])
        return text[: int(len(text) * share) + (end.end() if end else 0)]

    return change


def own_lead(share: float) -> Change:
    """Put words of another text for so much of the beginning."""
    return lambda text, rng, other: (
        f"{other[: int(len(text) * share)]}\n\n{text[int(len(text) * share) :]}"
    )


def broken(text: str, rng: random.Random, other: str) -> str:
    """Break every fifth long word, as lines do."""
    return re.sub(
        r"\b([a-z]{3,5})([a-z]{3,})",
        lambda word: f"{word[1]}-{word[2]}" if rng.random() < 0.2 else word[0],
        text,
    )


def unstopped(text: str, rng: random.Random, other: str) -> str:
    return re.sub(r"[.,;:!?\"'“”’]", "", text)


CHANGES: dict[str, Change] = {
    "misread_1": misread(0.01),
    "misread_2": misread(0.02),
    "misread_3": misread(0.03),
    "opening_half": opening(0.5),
    "opening_third": opening(0.33),
    "opening_quarter": opening(0.23),
    "own_lead_20": own_lead(0.2),
    "own_lead_35": own_lead(0.35),
    "broken_words": broken,
    "unstopped": unstopped,
}


def without_marks(text: str) -> str:
    kept = (char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))
    return "".join(kept)


LETTERFORMS: dict[str, Callable[[str], str]] = {
    "ar": lambda text: text.translate(str.maketrans("أإآىة", "ااايه")),
    "fa": lambda text: text.translate(str.maketrans("یک", "يك")).replace("\u200c", ""),
    "ur": lambda text: text.translate(str.maketrans("یکہ", "يكه")),
    "he": lambda text: re.sub("([א-ת])", "\\1\u05b8", text),
    "pl": lambda text: without_marks(text).translate(str.maketrans("łŁ", "lL")),
    "vi": lambda text: without_marks(text).translate(str.maketrans("đĐ", "dD")),
}


def respelled(data: Path) -> Iterator[tuple[list[str], list[str]]]:
    """Give articles of twelve sentences, and the same in other letters, language by language."""
    for code, respell in LETTERFORMS.items():
        path = data / "lid_lingua" / "sentences" / f"{code}.open.txt"
        lines = path.read_text(encoding="utf-8").split("\n")
        texts = [" ".join(lines[at : at + 12]) for at in range(0, len(lines) - 12, 12)]
        yield texts, [respell(unicodedata.normalize("NFC", text)) for text in texts]


def found(articles: list[str], copies: list[str]) -> float:
    """Share of the copies that are found to be of their article."""
    keys = key_table(articles, [f"first/{n}" for n in range(len(articles))])
    with tempfile.TemporaryDirectory() as folder:
        truth = represented_by(keys, nothing_known())
        known = publish(keys, Path(folder))
        of = represented_by(key_table(copies, [f"copy/{n}" for n in range(len(copies))]), known)
    return sum(a == b for a, b in zip(of, truth, strict=True)) / len(articles)


def over_one_background(articles: list[str], share: float) -> float:
    """Share of pairs of stories called copies because so much of both is the same background."""
    background = ["\n\n".join(paragraphs(text)[::-1]) for text in articles]
    length = min(map(len, articles)) * 2
    own, shared = int(length * (1 - share)), int(length * share)
    stories = [
        f"{text[:own]}\n\n{background[number // 3 * 3][:shared]}"
        for number, text in enumerate(articles)
    ]
    return found(stories[1::3], stories[2::3])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--articles", type=int, default=600)
    args = parser.parse_args()
    articles = corpus(args.data, args.articles)
    others = articles[1:] + articles[:1]
    figures = {}
    for name, change in CHANGES.items():
        rng = random.Random(name)
        copies = [change(text, rng, other) for text, other in zip(articles, others, strict=True)]
        figures[f"duplicates.papers.{name}"] = found(articles, copies)
    shares = [found(texts, copies) for texts, copies in respelled(args.data)]
    figures["duplicates.papers.respelled"] = sum(shares) / len(shares)
    long = [text for text in articles if len(text) > 2_000]
    for share in (0.4, 0.5):
        part = over_one_background(long[: len(long) // 3 * 3], share)
        figures[f"duplicates.papers.background_{share:.0%}"] = part
    finish(figures, check=args.check)


if __name__ == "__main__":
    main()
