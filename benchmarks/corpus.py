"""Make a folder of plain text news articles by resampling the open sets, of any size.

Each file is one article of 3 to 30 paragraphs drawn from real articles of one language, under a
real headline, with a tenth of its words exchanged for others of that language, so that two files
that drew the same paragraph are not near duplicates. About 3 % of the files are byte-for-byte
copies and 5 % lightly edited copies of earlier ones. The same arguments give the same bytes.

    python benchmarks/corpus.py DATA TARGET [--files 20000]
"""

import argparse
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PER_FOLDER = 1_000
EXACT, NEAR = 0.03, 0.05
EXCHANGED = 0.1
MEMORY = 2_000
"""Copies are made of one of so many files before."""
WEIGHTS = {"en": 6.0, "zh": 1.5}
"""How often a language is drawn; every other one 2.5 divided by how many they are."""
OTHERS = 2.5
_LINK = re.compile(r"!?\[([^\[\]]*)\](?:\([^()\s]*\)|\[[^\[\]]{0,20}\])")
_CJK = re.compile(r"[぀-ヿ㐀-鿿가-힯]")


@dataclass(frozen=True)
class Pool:
    """What articles of one language are drawn from."""

    headlines: tuple[str, ...]
    paragraphs: tuple[str, ...]
    words: tuple[str, ...]


def read_pools(data: Path) -> dict[str, Pool]:
    """Read headlines and paragraphs of every language from the open sets.

    Args:
        data: the folder that holds text_wikinews_en, text_lctt_zh_en and html_fundus.
    """
    found: dict[str, list[list[str]]] = {}
    for language, folder, pattern in (
        ("en", data / "text_wikinews_en" / "txt", "*.txt"),
        ("en", data / "text_lctt_zh_en" / "en", "*.md"),
        ("zh", data / "text_lctt_zh_en" / "zh", "*.md"),
    ):
        for path in sorted(folder.rglob(pattern)):
            text = path.read_text("utf-8", "replace")
            found.setdefault(language, []).append([_headline(path), *_paragraphs(text)])
    for path in sorted((data / "html_fundus").glob("*/*.json")):
        found.setdefault(path.parent.name, []).extend(_bodies(json.loads(path.read_text("utf-8"))))
    pools = {language: _pool(articles) for language, articles in sorted(found.items())}
    return {language: pool for language, pool in pools.items() if len(pool.paragraphs) >= 8}


def _headline(path: Path) -> str:
    """Take the headline from the file's name, without date, number and hash."""
    words = re.sub(r"^[\d.\-_ ]+|_[0-9a-f]{6}$", "", path.stem)
    return words.replace("_", " ").strip() or path.stem


def _paragraphs(text: str) -> list[str]:
    """Running text only, as a wire prints it: no lists, code, front matter or mark-up."""
    text = re.sub(r"[*`]+", "", _LINK.sub(r"\1", text))
    parts = re.split(r"\s*\n\s*\n\s*", text.strip())
    return [part for part in parts if len(part) < 2_000 and part[:1].isalnum()]


def _bodies(versions: dict[str, dict[str, object]]) -> Iterator[list[str]]:
    """The paragraphs of each article in a parser's golden file (the last version of each)."""
    last: dict[str, object] = versions[max(versions)]
    for article in (last, *(value for value in last.values() if isinstance(value, dict))):
        body = article.get("body")
        if isinstance(body, dict):
            lines = [line for part in body["sections"] for line in part["paragraphs"]]
            yield [str(article.get("title") or lines[0][:80]), *lines] if lines else []


def _pool(articles: list[list[str]]) -> Pool:
    headlines = tuple(parts[0][:120].replace("\n", " ") for parts in articles if parts)
    paragraphs = tuple(part for parts in articles for part in parts[1:] if len(part) > 40)
    words = tuple(word for part in paragraphs for word in _split(part) if word.strip())
    return Pool(headlines, paragraphs, words)


def _split(paragraph: str) -> list[str]:
    """Cut into words, or into characters where words are not set apart."""
    dense = len(_CJK.findall(paragraph)) * 3 > len(paragraph)
    return list(paragraph) if dense else re.split(r"(\s+)", paragraph)


def write_corpus(data: Path, target: Path, files: int) -> int:
    """Write the files, 1,000 to a folder; return how many bytes they have."""
    pools = read_pools(data)
    rest = OTHERS / max(1, len(pools.keys() - WEIGHTS.keys()))
    weights = [WEIGHTS.get(language, rest) for language in pools]
    chance = random.Random(20_261_123)
    recent: list[str] = []
    size = 0
    for number in range(files):
        text = _next(chance, pools, weights, recent)
        if len(recent) < MEMORY:
            recent.append(text)
        else:
            recent[number % MEMORY] = text
        folder = target / f"{number // PER_FOLDER:04d}"
        if number % PER_FOLDER == 0:
            folder.mkdir(parents=True, exist_ok=True)
        data_ = text.encode()
        (folder / f"{number:07d}.txt").write_bytes(data_)
        size += len(data_)
    return size


def _next(
    chance: random.Random, pools: dict[str, Pool], weights: list[float], recent: list[str]
) -> str:
    kind = chance.random()
    if recent and kind < EXACT:
        return chance.choice(recent)
    if recent and kind < EXACT + NEAR:
        headline, *parts = chance.choice(recent).split("\n\n")
        return "\n\n".join(
            [f"{headline} (updated)", *parts[:-1], parts[-1][: -len(parts[-1]) // 3]]
        )
    pool = pools[chance.choices(list(pools), weights)[0]]
    parts = [_exchange(chance, chance.choice(pool.paragraphs), pool) for _ in range(_count(chance))]
    return "\n\n".join([chance.choice(pool.headlines), *parts]) + "\n"


def _count(chance: random.Random) -> int:
    return min(30, max(3, round(chance.lognormvariate(2.5, 0.5))))


def _exchange(chance: random.Random, paragraph: str, pool: Pool) -> str:
    parts = _split(paragraph)
    return "".join(
        chance.choice(pool.words) if part.strip() and chance.random() < EXCHANGED else part
        for part in parts
    )


def main() -> None:
    """Write the corpus and print its size."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--files", type=int, default=20_000)
    given = parser.parse_args()
    size = write_corpus(given.data, given.target, given.files)
    print(json.dumps({"files": given.files, "bytes": size}))


if __name__ == "__main__":
    main()
