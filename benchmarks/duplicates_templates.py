"""Reports from templates that differ in numbers or names only: none of them copies another.

    python benchmarks/duplicates_templates.py [--check] [--each 60] [--peers]

Company, market, weather, sports, police and earthquake reports of 6 to 250 words in eight languages
(`reports.toml`) are filled with other numbers and names each time, and decided as one batch. Those
that only names without a capital tell apart are counted for themselves.
"""

import argparse
import random
import re
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path

from duplicates_common import key_table, represented_by, shingle_words
from measures_floors import finish

from ingest import index

REPORTS = tomllib.loads(Path(__file__).with_name("reports.toml").read_text("utf-8"))
WORDS = {letter: words.split() for letter, words in REPORTS["words"].items()}
NAMES_ONLY = ("names_only", "director", "merger_done", "visit_ru")
"""In capitals nothing tells these apart."""

Report = tuple[str, str]
"""Name of the template, and the text."""


def fill(template: str, rng: random.Random) -> str:
    """Fill a template with fresh numbers and names."""
    makers: dict[str, Callable[[], str]] = {
        "i": lambda: str(rng.randint(1, 49)),
        "s": lambda: str(rng.randint(1, 31)),
        "c": lambda: str(rng.randint(2, 199)),
        "o": lambda: f"{rng.randint(4, 89)}th",
        "e": lambda: f"{rng.uniform(1, 99):.1f}",
        "d": lambda: f"{rng.uniform(0.1, 99):.2f}",
        "n": lambda: f"{rng.randint(1_000, 9_999_999):,}",
        "t": lambda: f"{rng.randint(0, 23)}:{rng.randint(0, 59):02}",
    }

    def draw(place: re.Match[str]) -> str:
        letter = place[1]
        return rng.choice(WORDS[letter]) if letter in WORDS else makers[letter]()

    return re.sub(r"\{(\w)\}", draw, template)


def reports(group: str, each: int, seed: int = 5) -> list[Report]:
    """Fill every template of a group so many times; equal texts are left out."""
    rng = random.Random(seed)
    made = [(name, fill(text, rng)) for name, text in REPORTS[group].items() for _ in range(each)]
    return list(dict.fromkeys(made))


def apart(made: Sequence[Report], label: str) -> float:
    """Share of the reports that stay articles of their own; those that do not are printed."""
    keys = key_table([text for _, text in made], [str(i) for i in range(len(made))])
    of = represented_by(keys, index.open_index(None))
    names = [name for name, _ in made]
    own = [a == b for a, b in zip(keys["article_id"].to_pylist(), of, strict=True)]
    for name in dict.fromkeys(names):
        kept = [good for good, each in zip(own, names, strict=True) if each == name]
        if not all(kept):
            print(f"   {label} {name:20} {sum(kept)} of {len(kept)} kept apart")
    return sum(own) / len(own)


def apart_by_datasketch(texts: Sequence[str]) -> float:
    """Share of reports for which datasketch (14 x 8, unverified) finds none before it."""
    from datasketch import MinHash, MinHashLSH

    lsh = MinHashLSH(num_perm=112, params=(14, 8))
    alone = 0
    for number, text in enumerate(texts):
        minhash = MinHash(num_perm=112)
        minhash.update_batch([shingle.encode() for shingle in shingle_words(text)])
        alone += not lsh.query(minhash)
        lsh.insert(number, minhash)
    return alone / len(texts)


def apart_by_rensa(texts: Sequence[str]) -> float:
    """Share of reports for which rensa, verified at a Jaccard of 0.5, finds none before it."""
    from rensa import RMinHash, RMinHashLSH

    lsh = RMinHashLSH(threshold=0.5, num_perm=128, num_bands=16)
    signed = []
    alone = 0
    for number, text in enumerate(texts):
        minhash = RMinHash(num_perm=128, seed=42)
        minhash.update(shingle_words(text))
        alone += not any(signed[n].jaccard(minhash) >= 0.5 for n in lsh.query(minhash))
        lsh.insert(number, minhash)
        signed.append(minhash)
    return alone / len(texts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--each", type=int, default=60)
    parser.add_argument("--peers", action="store_true", help="ask datasketch and rensa too")
    args = parser.parse_args()
    told, untold = reports("told", args.each), reports("untold", args.each)
    capitals = [(name, text.upper()) for name, text in told if name not in NAMES_ONLY]
    figures = {
        "duplicates.templates.not_merged": apart(told, "told"),
        "duplicates.templates.not_merged_in_capitals": apart(capitals, "capitals"),
        "duplicates.templates.untold_not_merged": apart(untold, "untold"),
    }
    if args.peers:
        texts = [text for _, text in told]
        figures["duplicates.templates.datasketch"] = apart_by_datasketch(texts)
        figures["duplicates.templates.rensa"] = apart_by_rensa(texts)
    finish(figures, check=args.check)


if __name__ == "__main__":
    main()
