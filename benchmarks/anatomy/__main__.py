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

import langdetect

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
        """Start with nothing counted."""
        self.right: Counter[str] = Counter()
        self.found: Counter[str] = Counter()
        self.wanted: Counter[str] = Counter()
        self.bodies: dict[str, list[float]] = defaultdict(list)
        self.headlines: dict[str, list[bool]] = defaultdict(list)
        self.misses: list[tuple[str, str, str, object, object]] = []

    def add(self, name: str, layout: str, page: Page) -> None:
        """Take one page apart and count what is right."""
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
        """The figures over all layouts."""
        every = [score for scores in self.bodies.values() for score in scores]
        heads = [right for scores in self.headlines.values() for right in scores]
        figures = {"headline_exact": sum(heads) / len(heads), "body_f1": sum(every) / len(every)}
        for field in FIELDS:
            figures[f"{field}_f1"] = f1(self.right[field], self.found[field], self.wanted[field])
        return figures

    def line(self, layout: str) -> str:
        """The figures of one layout, on one line."""
        heads, bodies = self.headlines[layout], self.bodies[layout]
        keys = [f"{field}.{layout}" for field in FIELDS]
        parts = [f"{k} {f1(self.right[k], self.found[k], self.wanted[k]):.3f}" for k in keys]
        mean = [sum(values) / len(values) for values in (heads, bodies)]
        return f"headline {mean[0]:.3f} body {mean[1]:.4f} " + " ".join(parts)


def fold_space(text: str) -> str:
    return " ".join(text.split())


PRINTED_PARTS = frozenset(
    {"dateline", "credit", "byline", "syndication", "note", "markup", "caption"}
)
"""What gold bodies themselves hold of an article's other parts; cutting it is no loss of body."""


def body_loss(data: Path, *, show: bool) -> tuple[float, float]:
    """Characters cut out of bodies with nothing around them: (body lost, anything cut)."""
    lost = cut_out = total = 0
    for name, text in plain_bodies(data):
        found = take_apart(text)
        total += len(text)
        if found is None:
            lost += len(text)
            continue
        cut_out += sum(len(cut.text) for cut in found.removed)
        eaten = [cut for cut in found.removed if cut.rule not in PRINTED_PARTS]
        lost += sum(len(cut.text) for cut in eaten)
        if show and eaten:
            print(name[:40], [(cut.rule, cut.text[:100]) for cut in eaten])
    return lost / total, cut_out / total


def speed(pages: list[str]) -> tuple[float, float]:
    """Articles of 3 kB in a second of CPU, and how many times that is langdetect's rate."""
    texts = [RawArticle("a.txt", 0, "text", "", "utf-8", text[:3000]) for text in pages]
    texts = [raw for raw in texts if len(raw.text) == 3000][:600]
    for raw in texts:
        dissect(raw, frozenset())
    start = time.process_time()
    for raw in texts:
        dissect(raw, frozenset())
    taken = (time.process_time() - start) / len(texts)
    start = time.process_time()
    for raw in texts[:60]:
        langdetect.detect(raw.text)
    baseline = (time.process_time() - start) / 60
    return 1 / taken, baseline / taken


FOOTER = re.compile(r"(?m)^(?:译者|校对|via) ?[:：]|^\[[0-9a-z]{1,3}\]: ?http|^\[#\]:")


def markdown_figures(data: Path) -> dict[str, float]:
    """Real Markdown articles as they are: how many have a headline, and remains in the body."""
    figures = {}
    for name in ("text_lctt_zh_en", "text_freecodecamp_zh"):
        paths = sorted((data / name).glob("**/*.md"))
        texts = [path.read_text("utf-8", errors="replace") for path in paths]
        found = [anatomy for text in texts if (anatomy := take_apart(text))]
        figures[f"{name}_read"] = len(found) / max(1, len(texts))
        figures[f"{name}_headline"] = sum(bool(a.headline) for a in found) / max(1, len(found))
        remains = sum(bool(FOOTER.search(a.body)) for a in found)
        figures[f"{name}_clean"] = 1 - remains / max(1, len(found))
    return figures


def wikinews_figures(data: Path) -> dict[str, float]:
    """Real news as it is, with headline and date line above it."""
    texts = [(take_apart(text), head, body) for text, head, body in wikinews(data)]
    heads = [bool(found) and found.headline == head for found, head, _ in texts]
    bodies = [body_f1(found.body if found else "", body) for found, _, body in texts]
    count = max(1, len(texts))
    return {
        "wikinews_headline_exact": sum(heads) / count,
        "wikinews_body_f1": sum(bodies) / count,
    }


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
    show = options.show == "lost"
    figures["body_lost"], figures["any_cut_lost"] = body_loss(options.data, show=show)
    figures |= markdown_figures(options.data) | wikinews_figures(options.data)
    figures["languages"] = len({gold.language for gold in golds})
    figures["pages"] = len(pages)
    rate, ratio = speed(pages)
    print(json.dumps({k: round(v, 5) for k, v in figures.items()}, indent=1))
    print(f"speed {rate:.0f} articles of 3 kB a second of CPU, {ratio:.1f} times langdetect")
    for layout in score.bodies:
        print(f"{layout:15}", score.line(layout))
    for kind, layout, name, got, want in score.misses:
        if kind == options.show:
            print(layout, name, "\n   got ", got, "\n   want", want)
    return check(figures) if options.check else 0


if __name__ == "__main__":
    sys.exit(main())
