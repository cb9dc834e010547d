"""The afternoon's script: what an engineer would write to do the job once.

Read every file, strip it, `langdetect` it, count words, MinHash it with datasketch, keep the first
of each group that LSH reports, write one Parquet file. It is the yardstick for `ingest run`.

    python benchmarks/baseline.py RAW OUT [--processes N]
"""

import argparse
import json
import multiprocessing
import time
from pathlib import Path
from typing import Any

import pandas as pd
from datasketch import MinHash, MinHashLSH
from langdetect import DetectorFactory, LangDetectException, detect

DetectorFactory.seed = 0
PERMUTATIONS = 112
BANDS = (14, 8)


def read_article(path: Path) -> dict[str, Any] | None:
    """Read one file as UTF-8 and describe it; None when it has no text."""
    text = path.read_text("utf-8", errors="replace").strip()
    if not text:
        return None
    try:
        language = detect(text)
    except LangDetectException:
        language = "und"
    words = text.lower().split()
    minhash = MinHash(num_perm=PERMUTATIONS)
    minhash.update_batch(
        [" ".join(words[i : i + 5]).encode() for i in range(max(1, len(words) - 4))]
    )
    return {
        "path": str(path),
        "text": text,
        "language": language,
        "words": len(words),
        "minhash": minhash,
    }


def run(raw: Path, out: Path, processes: int) -> dict[str, Any]:
    """Do the whole job and return its counts."""
    paths = sorted(path for path in raw.rglob("*") if path.is_file())
    with multiprocessing.Pool(processes) as pool:
        read = pool.map(read_article, paths, chunksize=64)
    articles = [article for article in read if article]
    index = MinHashLSH(num_perm=PERMUTATIONS, params=BANDS)
    kept = []
    for number, article in enumerate(articles):
        minhash = article.pop("minhash")
        if index.query(minhash):
            continue
        index.insert(str(number), minhash)
        kept.append(article)
    out.mkdir(parents=True, exist_ok=True)
    pd.DataFrame(kept).to_parquet(out / "articles.parquet")
    return {"files": len(paths), "articles": len(kept), "duplicates": len(articles) - len(kept)}


def main() -> None:
    """Run it and print counts and seconds as JSON."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("raw", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--processes", type=int, default=1)
    given = parser.parse_args()
    begun = time.perf_counter()
    counts = run(given.raw, given.out, given.processes)
    print(json.dumps({**counts, "seconds": round(time.perf_counter() - begun, 2)}))


if __name__ == "__main__":
    main()
