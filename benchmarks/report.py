"""Size, time and memory of the report, the card and the export at a given number of articles.

    python benchmarks/report.py FOLDER [--articles 100000] [--nights 30] [--words 300] [--check]

The corpus is made by the tests' generator in FOLDER, once. Times are ratios to what reading the
same snapshot with pandas costs in the same minute: `pd.read_parquet` of all columns. Seconds are of
the processor, all threads together, so that a busy machine does not change them much.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))
FLOORS = Path(__file__).with_name("floors.json")
TASKS = ("read", "report", "card", "jsonl", "csv", "ninjs", "schema.org")


def make_corpus(out: Path, articles: int, nights: int, words: int) -> None:
    """Publish the corpus if it is not there yet."""
    from news_corpus import Corpus, publish_corpus

    if not out.exists():
        publish_corpus(out, Corpus(articles=articles, nights=nights, words=words))


def do(task: str, out: Path) -> dict[str, Any]:
    """Do one task in this process; report its CPU seconds, peak memory and size in bytes."""
    work, target = prepare(task, out)
    resting = memory()
    begun = time.process_time()
    work()
    seconds = time.process_time() - begun
    size = target.stat().st_size if target.exists() else 0
    return {"seconds": seconds, "megabytes": memory() - resting, "bytes": size}


def prepare(task: str, out: Path) -> tuple[Callable[[], object], Path]:
    """Load what a task needs, so that imports are not counted."""
    if task == "read":
        import pandas as pd

        return lambda: pd.read_parquet(out / "articles"), out / "nothing"
    if task == "report":
        from ingest.report import write_report

        return lambda: write_report(out), out / "report.html"
    if task == "card":
        from ingest.card import write_card

        return lambda: write_card(out), out / "README.md"
    from ingest.export import Wanted, export_file

    target = out.parent / f"export.{task}"
    return lambda: export_file(out, target, Wanted(task)), target


def memory() -> float:
    """Peak resident memory of this process so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(task: str, out: Path, repeats: int) -> dict[str, Any]:
    """Do a task in fresh processes, the quickest of several counts."""
    found = []
    for _ in range(repeats):
        command = [sys.executable, __file__, str(out), "--task", task]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        found.append(json.loads(done.stdout))
    return min(found, key=lambda row: row["seconds"])


def main() -> int:
    """Print the figures; with `--check`, compare them with the floors."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--nights", type=int, default=30)
    parser.add_argument("--words", type=int, default=300)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--task", choices=TASKS)
    given = parser.parse_args()
    if given.task:
        print(json.dumps(do(given.task, given.folder)))
        return 0
    out = given.folder / f"{given.articles}-{given.nights}-{given.words}" / "processed"
    make_corpus(out, given.articles, given.nights, given.words)
    figures = {task: measure(task, out, given.repeats) for task in TASKS}
    base = figures["read"]["seconds"]
    for task, row in figures.items():
        print(
            f"{task:>10}: {row['seconds']:7.2f} s, {row['seconds'] / base:6.2f} times a read,"
            f" {row['megabytes']:6.0f} MB more memory, {row['bytes'] / 1e6:8.2f} MB written"
        )
    return check(figures) if given.check else 0


def check(figures: dict[str, dict[str, Any]]) -> int:
    """Compare sizes, relative times and memory with the floors.

    Returns:
        The exit status: 1 if one is missed.
    """
    floors = json.loads(FLOORS.read_text("utf-8"))
    reached = {
        "report.bytes": figures["report"]["bytes"],
        "report.reads": figures["report"]["seconds"] / figures["read"]["seconds"],
        "report.megabytes": figures["report"]["megabytes"],
        "report.export_megabytes": max(figures[task]["megabytes"] for task in TASKS[3:]),
    }
    missed = [name for name, value in reached.items() if value > floors[name]["at_most"]]
    for name in missed:
        print(f"missed: {name} {reached[name]:.2f} > {floors[name]}", file=sys.stderr)
    return bool(missed)


if __name__ == "__main__":
    sys.exit(main())
