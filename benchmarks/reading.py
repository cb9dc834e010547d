"""What the evaluations of reading share: the floors, the score of bodies, reading a file.

Figures are printed as `name value`; with --check the script exits with 1 when one is below its
floor in floors.json (keys `reading.*`). --pin writes today's figures, rounded down, as floors.
"""

import argparse
import json
import math
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from statistics import mean

from ingest.article import Quarantined, RawArticle, RawFile
from ingest.readers import read_file
from ingest.settings import Settings, load_settings

FLOORS = Path(__file__).with_name("floors.json")
_WORD = re.compile(r"\w+")

Match = tuple[int, int, int]
"""Shingles that are in both, only in what was found, only in what was expected."""


def parse_arguments(doc: str | None) -> argparse.Namespace:
    """Parse the arguments every evaluation has: the folder of the sets, --check, --pin."""
    parser = argparse.ArgumentParser(description=doc)
    parser.add_argument("data", type=Path, help="the folder that holds the open sets")
    parser.add_argument("--check", action="store_true", help="exit with 1 below a floor")
    parser.add_argument("--pin", action="store_true", help="write the figures as floors")
    return parser.parse_args()


def report(figures: Mapping[str, float], arguments: argparse.Namespace) -> None:
    """Print the figures; check them against the floors, or pin them."""
    floors = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    below = []
    for name, value in figures.items():
        floor = floors.get(f"reading.{name}")
        print(f"{name:40} {value:.4f}" + (f"   floor {floor}" if floor is not None else ""))
        if floor is not None and value < floor:
            below.append(name)
    if arguments.pin:
        pinned = {f"reading.{k}": math.floor(v * 1000) / 1000 for k, v in figures.items()}
        text = json.dumps(dict(sorted({**floors, **pinned}.items())), indent=2)
        FLOORS.write_text(text + "\n", "utf-8")
    if arguments.check and below:
        sys.exit(f"below the floor: {', '.join(below)}")


def records_of(
    path: Path, root: Path, settings: Settings | None = None
) -> Iterator[RawArticle | Quarantined]:
    """Read one file as a run would."""
    found = path.lstat()
    name = path.relative_to(root).as_posix()
    file = RawFile(name, os.fspath(path), found.st_size, found.st_mtime_ns)
    return read_file(file, settings or load_settings())


def match(expected: str, found: str) -> Match:
    """Compare two texts by their 4-word shingles, as article-extraction-benchmark does."""
    wanted, got = _shingles(expected), _shingles(found)
    both = sum((wanted & got).values())
    return both, got.total() - both, wanted.total() - both


def f1_of(matches: list[Match]) -> float:
    """F1 of the mean precision and the mean recall over pages, as that benchmark scores."""
    precision = mean(both / (both + extra) for both, extra, _ in matches if both + extra)
    recall = mean(both / (both + lost) for both, _, lost in matches if both + lost)
    return 2 * precision * recall / (precision + recall)


def _shingles(text: str, size: int = 4) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    return Counter(
        shingle
        for start in range(max(1, len(words) - size + 1))
        if (shingle := tuple(words[start : start + size]))
    )


def first_words(text: str, count: int) -> str:
    """Cut a text after so many words."""
    ends = [found.end() for found in _WORD.finditer(text)]
    return text[: ends[count - 1]] if 0 < count <= len(ends) else text


def count_words(text: str) -> int:
    """Count words as the shingles do."""
    return len(_WORD.findall(text))
