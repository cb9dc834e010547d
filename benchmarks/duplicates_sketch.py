"""How far a sketch is off: ours, and the bottom-128 sketch that it stands for, on real pairs.

    python benchmarks/duplicates_sketch.py DATA [--check] [--articles 400]

Pairs are listed revisions, and articles of 40 to 4,000 words with planted edits, wrapped or cut to
a part, so that likeness lies anywhere between nothing and one. The truth is the exact Jaccard and
containment of the sets of 5-token shingles, by a plain Python reference. Both sketches get the
same truth; the bottom-128 sketch keeps the 128 smallest 64-bit hashes (Broder 1997; 1,024 bytes, or
512 if it keeps 32 bits) and knows the sizes of both sets, as ours does (80 bytes).
"""

import argparse
import hashlib
import json
import random
import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from duplicates_common import key_table, read_bodies
from duplicates_edits import HEAVY, LIGHT, SHORT_PIECE, corpus
from duplicates_revisions import SETS
from measures_floors import finish

from ingest.dedup.prints import read_signatures
from ingest.dedup.rules import as_array
from ingest.kernels.pairs import measure

K = 128
SPAN = 5
SIZES = ((1, 60), (60, 150), (150, 640), (640, 1 << 40))
_TOKEN = re.compile(r"[\u2e80-\u9fff]|[^\W_]+")

Pair = tuple[str, str]


def shingles(text: str) -> frozenset[int]:
    """Hash the 5-token shingles of a text: words without case and accents, single Han and Kana."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    words = _TOKEN.findall("".join(char for char in plain if not unicodedata.combining(char)))
    runs = [" ".join(words[n : n + SPAN]) for n in range(max(1, len(words) - SPAN + 1))]
    return frozenset(
        int.from_bytes(hashlib.blake2b(run.encode(), digest_size=8).digest(), "big")
        for run in runs
        if run
    )


def exact(one: frozenset[int], other: frozenset[int]) -> tuple[float, float]:
    """Give Jaccard, and the containment of the smaller set."""
    shared = len(one & other)
    return shared / max(len(one | other), 1), shared / max(min(len(one), len(other)), 1)


def bottom_k(one: frozenset[int], other: frozenset[int]) -> tuple[float, float]:
    """Estimate both from the smallest hashes of each set, and from the sizes of the sets."""
    low, lower = set(sorted(one)[:K]), set(sorted(other)[:K])
    union = sorted(low | lower)[:K]
    jaccard = sum(each in low and each in lower for each in union) / max(len(union), 1)
    shared = jaccard / (1 + jaccard) * (len(one) + len(other))
    return jaccard, min(shared / max(min(len(one), len(other)), 1), 1.0)


def revised(data: Path) -> Iterator[Pair]:
    """Yield the listed revisions."""
    for name in SETS:
        root = data / name
        lines = (root / "pairs_open.jsonl").read_text("utf-8").splitlines()
        pairs = [json.loads(line) for line in lines][::4]
        names = sorted({pair[side] for pair in pairs for side in "ab"})
        bodies = dict(read_bodies((root / each for each in names), root))
        yield from (
            (bodies[pair["a"]], bodies[pair["b"]])
            for pair in pairs
            if pair["a"] in bodies and pair["b"] in bodies
        )


def edited(data: Path, count: int) -> Iterator[Pair]:
    """Yield articles of three lengths, each with one edit, and with a random part of it."""
    rng = random.Random(9)
    for length in (SHORT_PIECE, 2_500, 20_000):
        articles = corpus(data, count, length)
        edits = list((LIGHT | HEAVY).values())
        for place, text in enumerate(articles):
            other = articles[place - 1]
            yield text, edits[place % len(edits)](text, rng, other)
            yield text, other[: len(text) // 3] + text[: int(len(text) * rng.random())]


def errors(pairs: Sequence[Pair]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Give the size of the smaller set, our errors and those of bottom-128, pair by pair."""
    texts = [text for pair in pairs for text in pair]
    keys = key_table(texts, [str(n) for n in range(len(texts))])
    signatures, _ = read_signatures(keys, np.arange(len(texts)))
    left = np.arange(0, len(texts), 2)
    measured, _ = measure(signatures, left, signatures, left + 1, as_array())
    sets = [shingles(text) for text in texts]
    couples = list(zip(sets[::2], sets[1::2], strict=True))
    truth = np.array([exact(*couple) for couple in couples])
    theirs = np.array([bottom_k(*couple) for couple in couples])
    # A script whose tokens the reference does not know would measure the tokens, not the sketch.
    ours = np.minimum(signatures.shingles[left], signatures.shingles[left + 1])
    size = np.array([min(map(len, couple)) for couple in couples])
    fits = np.abs(ours - size) <= 0.02 * size + 1
    return size[fits], (measured[:, :2] - truth)[fits], (theirs - truth)[fits]


def root_mean_square(values: np.ndarray) -> float:
    return float(np.sqrt(np.mean(values**2))) if values.size else 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--articles", type=int, default=400)
    args = parser.parse_args()
    pairs = [*revised(args.data), *edited(args.data, args.articles)]
    size, ours, theirs = errors(pairs)
    figures = {"duplicates.sketch.pairs": float(size.size)}
    for first, last in (*SIZES, (1, 1 << 40)):
        inside = (size >= first) & (size < last)
        label = "all" if (first, last) == (1, 1 << 40) else f"from_{first}"
        print(f"   {label}: {inside.sum()} pairs")
        for name, found in (("ours", ours), ("bottom_128", theirs)):
            for place, what in enumerate(("jaccard", "containment")):
                value = root_mean_square(found[inside, place])
                figures[f"duplicates.sketch.{name}.{what}.{label}"] = value
    finish(figures, check=args.check)


if __name__ == "__main__":
    main()
