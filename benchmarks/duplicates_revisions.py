"""Real revisions of real articles: are both versions found to be one, and nothing else?

    python benchmarks/duplicates_revisions.py DATA [--check] [--misses]

DATA holds dup_lctt_revisions and dup_freecodecamp_revisions: pairs of versions out of git, graded
by the Jaccard similarity of their character 5-grams. Pairs of different articles that are reported
as duplicates are printed, to be looked at.
"""

import argparse
import json
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path

from duplicates_common import key_table, read_bodies, represented_by
from measures_floors import finish

from ingest import index

SETS = ("dup_lctt_revisions", "dup_freecodecamp_revisions")
_SPEED = "seven-ways-to-optimize-your-site-for-speed"
LOOKED_AT = {f"{_SPEED}-final": _SPEED}
"""Files looked at and found to be the same article under two names."""


def article_of(name: str) -> str:
    """Say which article a file is a version of: git follows it under one name in all languages."""
    stem = name.rpartition("/")[2].partition("__")[0]
    return LOOKED_AT.get(stem, stem)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--misses", action="store_true", help="list the revised pairs not found")
    args = parser.parse_args()
    listed, found = Counter[str](), Counter[str]()
    articles = unlisted = 0
    for name in SETS:
        root = args.data / name
        lines = (root / "pairs_open.jsonl").read_text().splitlines()
        pairs = [json.loads(line) for line in lines]
        names = sorted({pair[side] for pair in pairs for side in "ab"})
        bodies = dict(read_bodies((root / each for each in names), root))
        articles += len(bodies)
        keys = key_table(list(bodies.values()), list(bodies))
        of = dict(zip(bodies, represented_by(keys, index.open_index(None)), strict=True))
        for pair in pairs:
            listed[pair["grade"]] += 1
            if of.get(pair["a"], "a") == of.get(pair["b"], "b"):
                found[pair["grade"]] += 1
            elif args.misses and pair["grade"] == "revised":
                print("missed:", pair["char5_jaccard"], pair["b"])
        strangers = find_strangers(of)
        unlisted += len(strangers)
        for one, other in strangers:
            print("unlisted:", one, "|", other)
    figures = {f"duplicates.revisions.{grade}": found[grade] / listed[grade] for grade in listed}
    figures["duplicates.revisions.unlisted_per_10000"] = unlisted / articles * 10_000
    finish(figures, check=args.check)


def find_strangers(of: dict[str, str]) -> list[tuple[str, str]]:
    """List pairs of one cluster that are not versions of one article."""
    clusters = defaultdict(list)
    for name, representative in of.items():
        clusters[representative].append(name)
    pairs = (pair for cluster in clusters.values() for pair in combinations(sorted(cluster), 2))
    return [pair for pair in pairs if article_of(pair[0]) != article_of(pair[1])]


if __name__ == "__main__":
    main()
