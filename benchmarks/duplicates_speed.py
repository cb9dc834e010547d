"""Fingerprints from text, per core: this project against datasketch, gaoya and rensa.

    python benchmarks/duplicates_speed.py DATA [--check] [--articles 2000]

Every side starts from the same strings and ends with a signature that can be compared: datasketch
and rensa with 128 permutations of word 5-grams, gaoya with 24 bands of 5 hashes and its own
tokenizer, this project with band keys, sketch, numbers and names. CPU seconds, the best of five;
the peers get fewer articles and the same per-article reckoning. Needs datasketch, gaoya and rensa.
"""

import argparse
import re
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pyarrow as pa
from duplicates_edits import corpus
from measures_floors import finish

from ingest.kernels.minhash import fingerprint

WORD = re.compile(r"\w+")


def shingles(text: str) -> list[str]:
    """Split as the peers' own examples do; no mercy for scripts without spaces."""
    words = WORD.findall(text.lower())
    return [" ".join(words[i : i + 5]) for i in range(max(1, len(words) - 4))]


def with_datasketch(texts: Sequence[str]) -> None:
    from datasketch import MinHash

    for text in texts:
        MinHash(num_perm=128).update_batch([shingle.encode() for shingle in shingles(text)])


def with_rensa(texts: Sequence[str]) -> None:
    from rensa import RMinHash

    for text in texts:
        minhash = RMinHash(num_perm=128, seed=42)
        minhash.update(shingles(text))
        minhash.digest()


def with_gaoya(texts: Sequence[str]) -> None:
    from gaoya.minhash import MinHashStringIndex

    index = MinHashStringIndex(
        hash_size=32,
        jaccard_threshold=0.5,
        num_bands=24,
        band_size=5,
        num_hashes=120,
        analyzer="word",
        lowercase=True,
        ngram_range=(5, 5),
    )
    for number, text in enumerate(texts):
        index.insert_document(number, text)


def with_ours(texts: Sequence[str]) -> None:
    fingerprint(pa.array(texts, pa.large_string()))


def microseconds(work: Callable[[Sequence[str]], None], texts: Sequence[str]) -> float:
    """CPU microseconds per article, the best of five after a warm-up."""
    work(texts[:50])
    spent = []
    for _ in range(5):
        before = time.process_time()
        work(texts)
        spent.append(time.process_time() - before)
    return min(spent) / len(texts) * 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--articles", type=int, default=2000)
    args = parser.parse_args()
    texts = corpus(args.data, args.articles)
    size = sum(len(text.encode()) for text in texts) / len(texts)
    figures = {"duplicates.speed.us_per_article": microseconds(with_ours, texts)}
    figures["duplicates.speed.megabytes_per_second"] = (
        size / figures["duplicates.speed.us_per_article"]
    )
    for name, work in (
        ("datasketch", with_datasketch),
        ("gaoya", with_gaoya),
        ("rensa", with_rensa),
    ):
        theirs = microseconds(work, texts[: args.articles // 10])
        figures[f"duplicates.speed.times_{name}"] = (
            theirs / figures["duplicates.speed.us_per_article"]
        )
    finish(figures, check=args.check)


if __name__ == "__main__":
    main()
