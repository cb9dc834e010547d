"""Measure the anatomy on gold articles in many layouts, on real texts, and on speed.

Usage: python -m benchmarks.anatomy DATA [--check] [--show KIND]
"""

import argparse
import gc
import json
import re
import sys
import time
from pathlib import Path

import langdetect

from benchmarks.anatomy.drops import lay_out_drops, phrases
from benchmarks.anatomy.gold import Gold, gold_articles, made_articles, plain_bodies, wikinews
from benchmarks.anatomy.layouts import Page, lay_out
from benchmarks.anatomy.scoring import Score, body_f1, take_apart
from benchmarks.anatomy.typeset import typeset_figures
from benchmarks.anatomy.wire import stories
from ingest.anatomy import dissect_all
from ingest.article import RawArticle
from ingest.memory import keep_freed

FLOORS = Path(__file__).parents[1] / "floors.json"

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
    """Articles of 3 kB in a second of CPU, and how many times that is langdetect's rate.

    As in a worker: what is loaded is no garbage, and what is freed is kept.
    """
    texts = [RawArticle("a.txt", 0, "text", "", "utf-8", text[:3000]) for text in pages]
    texts = [raw for raw in texts if len(raw.text) == 3000][:600]
    learned = [frozenset[str]()] * len(texts)
    dissect_all(texts, learned)
    gc.freeze()
    keep_freed()
    start = time.process_time()
    dissect_all(texts, learned)
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


def wire_figures(count: int = 600) -> dict[str, float]:
    """Stories of the wire: the fields, and how many have every paragraph and row as it was."""
    score, whole = Score(), 0
    for story in stories(count):
        score.add("", "wire", story.page)
        found = take_apart(story.page.text)
        lines = found.body.split("\n") if found else []
        whole += tuple(" ".join(line.split()) for line in lines if line) == story.paragraphs
    kept = ("headline_exact", "body_f1", "dateline_f1", "day_f1", "authors_f1", "credit_f1")
    figures = {f"wire_{name}": score.figures()[name] for name in kept}
    return figures | {"wire_paragraphs": whole / count}


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


def _score(score: Score, gold: Gold, pages: dict[str, Page]) -> list[str]:
    for layout, page in pages.items():
        score.add(gold.name, layout, page)
    return [page.text for page in pages.values()]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--show", default="")
    options = parser.parse_args()
    score, drops = Score(), Score()
    golds = gold_articles(options.data)
    pages = [page for gold in golds for page in _score(score, gold, lay_out(gold))]
    words = phrases()
    made = [*golds, *made_articles(options.data, list(words))]
    count = sum(len(_score(drops, gold, lay_out_drops(gold, words))) for gold in made)
    figures = score.figures() | {f"drops_{k}": value for k, value in drops.figures().items()}
    show = options.show == "lost"
    figures["body_lost"], figures["any_cut_lost"] = body_loss(options.data, show=show)
    figures |= markdown_figures(options.data) | wikinews_figures(options.data) | wire_figures()
    figures |= typeset_figures(options.data)
    figures["languages"] = len({gold.language for gold in golds})
    figures["drops_languages"] = len({gold.language for gold in made})
    figures |= {"pages": len(pages), "drops_pages": count}
    rate, ratio = speed(pages)
    bare, bare_ratio = speed(["\n\n".join((gold.headline, *gold.paragraphs)) for gold in golds])
    print(json.dumps({k: round(v, 5) for k, v in figures.items()}, indent=1))
    print(f"speed {rate:.0f} articles of 3 kB a second of CPU, {ratio:.1f} times langdetect")
    print(f"of a headline and a body alone {bare:.0f}, {bare_ratio:.1f} times langdetect")
    for layout in score.bodies:
        print(f"{layout:15}", score.line(layout))
    for layout in drops.bodies:
        print(f"{layout:15}", drops.line(layout))
    for kind, layout, name, got, want in [*score.misses, *drops.misses]:
        if kind == options.show:
            print(layout, name, "\n   got ", got, "\n   want", want)
    return check(figures) if options.check else 0


if __name__ == "__main__":
    sys.exit(main())
