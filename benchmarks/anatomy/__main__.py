"""Measure the anatomy on gold articles in many layouts, on real texts, and on speed.

Usage: python -m benchmarks.anatomy DATA [--check] [--show KIND]
"""

import argparse
import json
import re
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path

from benchmarks.anatomy.gold import gold_articles, plain_bodies, wikinews
from benchmarks.anatomy.layouts import Page, lay_out
from ingest.anatomy import dissect
from ingest.article import Anatomy, RawArticle

FLOORS = Path(__file__).parents[1] / "floors.json"
FIELDS = ("authors", "dateline", "credit", "syndicated_from")


def take_apart(text: str) -> Anatomy | None:
    found = dissect(RawArticle("gold/a.txt", 0, "text", "", "utf-8", text), frozenset())
    return found if isinstance(found, Anatomy) else None


def fold(text: str) -> str:
    return " ".join(text.split()).strip(" -–—.")


def grams(text: str) -> Counter[str]:
    dense = re.sub(r"\s+", "", text)
    return Counter(dense[i : i + 6] for i in range(max(1, len(dense) - 5)))


def f1(right: float, found: float, wanted: float) -> float:
    return 2 * right / (found + wanted) if found + wanted else 1.0


def body_f1(found: str, wanted: str) -> float:
    a, b = grams(found), grams(wanted)
    return f1((a & b).total(), a.total(), b.total())


def values(item: Page | Anatomy, name: str) -> set[str]:
    value = getattr(item, name)
    return {fold(v).casefold() for v in ([value] if isinstance(value, str) else value) if v}


class Score:
    """Counts of right, found and wanted values, and bodies, per layout."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.found: Counter[str] = Counter()
        self.wanted: Counter[str] = Counter()
        self.bodies: dict[str, list[float]] = defaultdict(list)
        self.headlines: dict[str, list[bool]] = defaultdict(list)
        self.misses: list[tuple[str, str, str, object, object]] = []

    def add(self, name: str, layout: str, page: Page) -> None:
        found = take_apart(page.text) or Anatomy("", "", "", "", (), "", "", "", (), "", (), ())
        self.headlines[layout].append(found.headline == fold_space(page.headline))
        if found.headline != fold_space(page.headline):
            self.misses.append(("headline", layout, name, found.headline, page.headline))
        score = body_f1(found.body, page.body)
        self.bodies[layout].append(score)
        if score < 0.985:
            self.misses.append(
                (
                    "body",
                    layout,
                    name,
                    round(score, 3),
                    [(c.rule, c.text[:90]) for c in found.removed],
                )
            )
        for field in FIELDS:
            got, want = values(found, field), values(page, field)
            if got != want:
                self.misses.append((field, layout, name, sorted(got), sorted(want)))
            for key in (field, f"{field}.{layout}"):
                self.right[key] += len(got & want)
                self.found[key] += len(got)
                self.wanted[key] += len(want)

    def figures(self) -> dict[str, float]:
        every = [score for scores in self.bodies.values() for score in scores]
        heads = [right for scores in self.headlines.values() for right in scores]
        figures = {"headline_exact": sum(heads) / len(heads), "body_f1": sum(every) / len(every)}
        for field in FIELDS:
            figures[f"{field}_f1"] = f1(self.right[field], self.found[field], self.wanted[field])
        return figures


def fold_space(text: str) -> str:
    return " ".join(text.split())


def body_loss(data: Path, show: bool) -> float:
    lost = total = 0
    for name, text in plain_bodies(data):
        found = take_apart(text)
        cuts = found.removed if found else ()
        gone = len(text) if found is None else sum(len(cut.text) for cut in cuts)
        lost += gone
        total += len(text)
        if show and gone:
            print(name[:40], [(cut.rule, cut.text[:100]) for cut in cuts])
    return lost / total


def speed(pages: list[str]) -> tuple[float, float]:
    """(articles of 3 kB a second, the same as a ratio to splitting and folding the text)."""
    texts = [
        RawArticle("a.txt", 0, "text", "", "utf-8", text[:3000])
        for text in pages
        if len(text) >= 3000
    ]
    for raw in texts:
        dissect(raw, frozenset())
    start = time.perf_counter()
    for raw in texts:
        dissect(raw, frozenset())
    taken = time.perf_counter() - start
    start = time.perf_counter()
    for raw in texts:
        re.sub(r"[ \t]+", " ", raw.text).strip().split("\n\n")
        re.findall(r"(?m)^(?:By|Von|Por) .+$|^.*(?i:all rights reserved).*$", raw.text)
    baseline = time.perf_counter() - start
    return len(texts) / taken, taken / baseline


def check(figures: dict[str, float]) -> int:
    floors = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    failed = 0
    for name, value in figures.items():
        floor = floors.get(f"anatomy.{name}")
        if floor is None:
            continue
        below = value > floor if name.endswith("_lost") else value < floor
        if below:
            print(f"anatomy.{name} = {value:.4f}, floor {floor}")
            failed = 1
    return failed


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--show", default="")
    options = parser.parse_args()
    score = Score()
    pages = []
    golds = gold_articles(options.data)
    for gold in golds:
        for layout, page in lay_out(gold).items():
            pages.append(page.text)
            score.add(gold.name, layout, page)
    figures = score.figures()
    figures["body_lost"] = body_loss(options.data, options.show == "lost")
    news = list(wikinews(options.data))
    results = [(take_apart(text), head, body) for text, head, body in news]
    figures["wikinews_headline_exact"] = sum(
        bool(f) and f.headline == head for f, head, _ in results
    ) / max(1, len(news))
    figures["wikinews_body_f1"] = sum(
        body_f1(f.body if f else "", body) for f, _, body in results
    ) / max(1, len(news))
    figures["languages"] = len({gold.language for gold in golds})
    figures["pages"] = len(pages)
    rate, ratio = speed(pages)
    print(json.dumps({k: round(v, 5) for k, v in figures.items()}, indent=1))
    print(f"speed {rate:.0f} articles/s at 3 kB, {ratio:.1f} times the baseline")
    for layout in score.bodies:
        bodies, heads = score.bodies[layout], score.headlines[layout]
        parts = [
            f"{field} {f1(score.right[k], score.found[k], score.wanted[k]):.3f}"
            for field in FIELDS
            for k in [f"{field}.{layout}"]
        ]
        print(
            f"{layout:15} headline {sum(heads) / len(heads):.3f} body {sum(bodies) / len(bodies):.4f} {' '.join(parts)}"
        )
    for kind, layout, name, got, want in score.misses:
        if kind == options.show:
            print(layout, name, "\n   got ", got, "\n   want", want)
    return check(figures) if options.check else 0


if __name__ == "__main__":
    sys.exit(main())
