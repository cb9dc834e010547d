"""Planted edits: every real article is published, then comes again in seventeen disguises.

    python benchmarks/duplicates_edits.py DATA [--check] [--articles 4000] [--peers 300]

The articles are bodies of the text sets in DATA; long ones are cut into pieces of the length of
news. A copy is found if it is a duplicate of its article (or of what that is a duplicate of); it is
wrong if it is a duplicate of another. datasketch (14 x 8 of word 5-grams, unverified) and rensa
answer for the first `--peers` articles and all edits.
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
    shingle_words,
)
from measures_floors import finish

SETS = ("text_wikinews_en", "text_freecodecamp_zh", "text_lctt_zh_en", "lid_udhr2")
PIECE = 2_500
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
    parts.insert(rng.randint(0, len(parts)), max(paragraphs(other), key=len)[:500])
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
    "other_headline": lambda text, rng, other: f"{other[:80]}\n\n{text}",
    "teaser_added": lambda text, rng, other: f"{other[:300]}\n\n{text}",
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


def pieces(body: str) -> Iterator[str]:
    """Cut a long body at paragraphs into pieces of about `PIECE` characters."""
    size = PIECE // 2 if len(HAN.findall(body)) > len(body) / 5 else PIECE
    piece: list[str] = []
    for part in paragraphs(body):
        piece.append(part)
        if sum(map(len, piece)) >= size:
            yield "\n\n".join(piece)
            piece = []
    if sum(map(len, piece)) >= size // 3:
        yield "\n\n".join(piece)


def corpus(data: Path, wanted: int) -> list[str]:
    """Take so many articles, evenly from all sets."""
    found: list[str] = []
    for name in SETS:
        root = data / name
        paths = sorted(path for path in root.rglob("*") if path.suffix in {".txt", ".md"})
        paths = [path for path in paths if not path.name.startswith("_")]
        found += [piece for _, body in read_bodies(paths, root) for piece in pieces(body)]
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


def answer_sets(hits: list[list[int]], same: list[int]) -> tuple[float, float]:
    """Give recall, and the share of copies with any wrong answer."""
    good = sum(any(same[h] == same[i] for h in found) for i, found in enumerate(hits))
    bad = sum(any(same[h] != same[i] for h in found) for i, found in enumerate(hits))
    return good / len(hits), bad / len(hits)


def datasketch_answers(articles: list[str], edits: dict[str, list[str]], same: list[int]):  # noqa: ANN201
    from datasketch import MinHash, MinHashLSH

    def sign(text: str) -> MinHash:
        minhash = MinHash(num_perm=112)
        minhash.update_batch([shingle.encode() for shingle in set(shingle_words(text))])
        return minhash

    lsh = MinHashLSH(num_perm=112, params=(14, 8))
    for number, text in enumerate(articles):
        lsh.insert(number, sign(text))
    return {
        name: answer_sets([lsh.query(sign(text)) for text in texts], same)
        for name, texts in edits.items()
    }


def rensa_answers(articles: list[str], edits: dict[str, list[str]], same: list[int]):  # noqa: ANN201
    from rensa import RMinHash, RMinHashLSH

    def sign(text: str) -> RMinHash:
        minhash = RMinHash(num_perm=128, seed=42)
        minhash.update(shingle_words(text))
        return minhash

    lsh = RMinHashLSH(threshold=0.5, num_perm=128, num_bands=16)
    signs = [sign(text) for text in articles]
    for number, signed in enumerate(signs):
        lsh.insert(number, signed)
    answers = {}
    for name, texts in edits.items():
        hits = []
        for text in texts:
            signed = sign(text)
            near = lsh.query(signed)
            hits.append([n for n in near if signs[n].jaccard(signed) >= 0.5])
        answers[name] = answer_sets(hits, same)
    return answers


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--articles", type=int, default=4000)
    parser.add_argument("--peers", type=int, default=300)
    args = parser.parse_args()
    articles = corpus(args.data, args.articles)
    edits = edits_of(articles)
    figures = {"duplicates.edits.articles": float(len(articles))}
    found = ours(articles, edits)
    figures |= summary("duplicates.edits.", found)
    if args.peers:
        few = articles[: args.peers]
        some = {name: texts[: args.peers] for name, texts in edits.items()}
        truth = represented_by(key_table(few, list(map(str, range(len(few))))), nothing_known())
        same = [truth.index(one) for one in truth]
        figures |= summary("duplicates.edits.subset.", ours(few, some))
        figures |= summary("duplicates.edits.datasketch.", datasketch_answers(few, some, same))
        figures |= summary("duplicates.edits.rensa.", rensa_answers(few, some, same))
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
