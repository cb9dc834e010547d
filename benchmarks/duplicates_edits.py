"""Planted edits: every real article is published, then comes again in seventeen disguises.

    python benchmarks/duplicates_edits.py DATA [--check] [--articles 4000] [--short 1000]

The articles are bodies of the text sets in DATA; long ones are cut into pieces of the length of
news, and for a second count into the length of wire stories, 40 to 150 words. A copy is found if it
is a duplicate of its article (or of what that is a duplicate of); it is wrong if it is a duplicate
of another.
"""

# ruff: noqa: ARG001, ARG005 - every edit takes the same three arguments
import argparse
import random
import re
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from duplicates_common import (
    key_table,
    nothing_known,
    publish,
    read_bodies,
    represented_by,
)
from measures_floors import finish

SETS = ("text_wikinews_en", "text_freecodecamp_zh", "text_lctt_zh_en", "lid_udhr2")
PIECE, SHORT_PIECE = 2_500, 500
HAN = re.compile(r"[\u4e00-\u9fff]")
WORD = re.compile(r"[\u4e00-\u9fff]|\w+")

Edit = Callable[[str, random.Random, str], str]


def paragraphs(text: str) -> list[str]:
    return [part for part in re.split(r"\n\n+", text) if part.strip()]


def tail_cut(share: float) -> Edit:
    return lambda text, rng, other: text[: int(len(text) * (1 - share))]


def footer(text: str, rng: random.Random, other: str) -> str:
    return (
        f"{text}\n\nRead more: {other[:60]}\n\nSubscribe to our newsletter and follow us on social"
        f" media. Copyright {rng.randint(1999, 2030)}. All rights reserved. This material may not"
        " be published, broadcast, rewritten or redistributed without permission."
    )


def shuffled(text: str, rng: random.Random, other: str) -> str:
    parts = paragraphs(text)
    rng.shuffle(parts)
    return "\n\n".join(parts)


def inserted(text: str, rng: random.Random, other: str) -> str:
    parts = paragraphs(text)
    parts.insert(
        rng.randint(0, len(parts)), max(paragraphs(other), key=len)[: min(500, len(text) // 4)]
    )
    return "\n\n".join(parts)


def dropped(text: str, rng: random.Random, other: str) -> str:
    parts = paragraphs(text)
    for _ in range(max(1, len(parts) // 8)):
        if len(parts) > 2:
            parts.pop(rng.randrange(len(parts)))
    return "\n\n".join(parts)


def damaged(text: str, rng: random.Random, other: str) -> str:
    """UTF-8 read as Windows-1252; where most of it would be lost, two characters in a hundred."""
    if len(HAN.findall(text)) < len(text) / 20 and sum(map(str.isascii, text)) > len(text) * 0.8:
        return text.replace("'", "’").encode().decode("cp1252", "replace")
    return "".join("\ufffd" if rng.random() < 0.02 else char for char in text)


def replaced(share: float) -> Edit:
    def edit(text: str, rng: random.Random, other: str) -> str:
        words = WORD.findall(other)
        return WORD.sub(lambda m: rng.choice(words) if rng.random() < share else m[0], text)

    return edit


def requoted(text: str, rng: random.Random, other: str) -> str:
    marks = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "..."})
    return text.translate(marks).replace('"', "'")


def rewrapped(text: str, rng: random.Random, other: str) -> str:
    return re.sub(r"(.{60,72}) ", r"\1\n", text.replace("\n\n", "\n"))


def wrapped(text: str, rng: random.Random, other: str) -> str:
    """Put as much again around it, which is like nothing else."""
    words = WORD.findall(other)
    rng.shuffle(words)
    return f"{text[:40]}\n\n{' '.join(words)[: len(text)]}\n\n{text}"


LIGHT: dict[str, Edit] = {
    "other_headline": lambda text, rng, other: f"{other[: min(80, len(text) // 4)]}\n\n{text}",
    "teaser_added": lambda text, rng, other: f"{other[: min(300, len(text) // 3)]}\n\n{text}",
    "byline_added": lambda text, rng, other: f"By Jane Q. Correspondent for The Daily\n\n{text}",
    "footer_added": footer,
    "quotes_changed": requoted,
    "rewrapped": rewrapped,
    "tail_cut_15": tail_cut(0.15),
    "head_cut_10": lambda text, rng, other: text[len(text) // 10 :],
    "paragraphs_reordered": shuffled,
    "paragraph_inserted": inserted,
    "paragraphs_dropped": dropped,
    "encoding_damage": damaged,
    "all_caps": lambda text, rng, other: text.upper(),
    "words_replaced_2": replaced(0.02),
}
HEAVY: dict[str, Edit] = {
    "tail_cut_40": tail_cut(0.40),
    "words_replaced_10": replaced(0.10),
    "wrapped": wrapped,
}


def pieces(body: str, length: int) -> Iterator[str]:
    """Cut a long body at paragraphs into pieces of about so many characters."""
    size = length // 2 if len(HAN.findall(body)) > len(body) / 5 else length
    piece: list[str] = []
    for part in paragraphs(body):
        piece.append(part)
        if sum(map(len, piece)) >= size:
            yield "\n\n".join(piece)
            piece = []
    if sum(map(len, piece)) >= size // 3:
        yield "\n\n".join(piece)


def corpus(data: Path, wanted: int, length: int = PIECE) -> list[str]:
    """Take so many articles, evenly from all sets."""
    found: list[str] = []
    for name in SETS:
        root = data / name
        paths = sorted(path for path in root.rglob("*") if path.suffix in {".txt", ".md"})
        paths = [path for path in paths if not path.name.startswith("_")]
        found += [piece for _, body in read_bodies(paths, root) for piece in pieces(body, length)]
    found = sorted(set(found))
    random.Random(3).shuffle(found)
    return found[:wanted]


def edits_of(articles: list[str]) -> dict[str, list[str]]:
    """Make every edit of every article."""
    made = {}
    for name, edit in (LIGHT | HEAVY).items():
        rng = random.Random(name)
        others = articles[1:] + articles[:1]
        made[name] = [edit(text, rng, other) for text, other in zip(articles, others, strict=True)]
    return made


def ours(articles: list[str], edits: dict[str, list[str]]) -> dict[str, tuple[float, float]]:
    """Give recall and the share of wrong answers per edit."""
    keys = key_table(articles, [f"first/{i}" for i in range(len(articles))])
    with tempfile.TemporaryDirectory() as folder:
        truth = represented_by(keys, nothing_known())
        known = publish(keys, Path(folder))
        found = {}
        for name, texts in edits.items():
            copies = key_table(texts, [f"{name}/{i}" for i in range(len(texts))])
            of = represented_by(copies, known)
            own = copies["article_id"].to_pylist()
            hits = sum(a == b for a, b in zip(of, truth, strict=True))
            strange = sum(a not in (b, c) for a, b, c in zip(of, truth, own, strict=True))
            found[name] = (hits / len(texts), strange / len(texts))
    print(f"   {len(set(truth))} distinct articles of {len(articles)}")
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--articles", type=int, default=4000)
    parser.add_argument("--short", type=int, default=1000)
    args = parser.parse_args()
    figures = {}
    for prefix, count, length in (("", args.articles, PIECE), ("short.", args.short, SHORT_PIECE)):
        articles = corpus(args.data, count, length)
        if length == SHORT_PIECE:
            articles = [text for text in articles if len(text) < 4 * SHORT_PIECE]
        found = ours(articles, edits_of(articles))
        figures[f"duplicates.edits.{prefix}articles"] = float(len(articles))
        figures |= summary(f"duplicates.edits.{prefix}", found)
    finish(figures, check=args.check)


def summary(prefix: str, found: dict[str, tuple[float, float]]) -> dict[str, float]:
    """Average over the light edits and over all, and print each."""
    for name, (recall, wrong) in found.items():
        print(f"   {prefix}{name:24} found {recall:.4f}   wrong {wrong:.5f}")
    light = [found[name][0] for name in LIGHT]
    return {
        f"{prefix}light": sum(light) / len(light),
        f"{prefix}all": sum(recall for recall, _ in found.values()) / len(found),
        f"{prefix}wrong": sum(wrong for _, wrong in found.values()) / len(found),
    }


if __name__ == "__main__":
    main()
