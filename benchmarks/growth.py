"""What an article costs in corpora of growing size, apart from the start of a run.

Each corpus is made by `corpus.py`; a run over one file tells what the start costs, and is taken
from the others. Flat is the largest figure by the smallest. Since the start varies by more than a
small corpus takes, small corpora are taken in several times; the run with the median CPU counts.

    python benchmarks/growth.py DATA WORK [--sizes 1000 10000 100000] [--processes 2] [--check]
"""

import argparse
import json
import shutil
import sys
from pathlib import Path

from corpus import write_corpus
from measuring import Measured, measure

HERE = Path(__file__).parent
FLAT = 1.3
REPEAT, REPEATED_FILES = 5, 20_000
"""A corpus is taken in so many times, or as often as makes so many files in all."""


def run_over(raw: Path, out: Path, processes: int) -> Measured:
    """Take a corpus in on a fresh output folder."""
    shutil.rmtree(out, ignore_errors=True)
    command = ["run", str(raw), str(out), "--workers", str(processes), "--json"]
    environment = {"INGEST_SETTLE_SECONDS": "0", "PYTHONPATH": str(HERE.parent)}
    environment["PYTHONDONTWRITEBYTECODE"] = ""
    return measure([sys.executable, "-m", "ingest", *command], environment)


def typical_run(raw: Path, out: Path, processes: int, files: int) -> Measured:
    """Take a corpus in several times; the run with the median CPU time."""
    times = max(1, min(REPEAT, REPEATED_FILES // files))
    runs = sorted((run_over(raw, out, processes) for _ in range(times)), key=lambda run: run.cpu)
    return runs[times // 2]


def corpus_of(data: Path, work: Path, files: int) -> Path:
    """Make a corpus, or find the one made before."""
    raw = work / f"raw-{files}"
    if not raw.exists():
        write_corpus(data, raw, files)
    return raw


def main() -> None:
    """Measure every size and print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--check", action="store_true", help=f"fail above {FLAT}")
    given = parser.parse_args()
    out = given.work / "out"
    start = typical_run(corpus_of(given.data, given.work, 1), out, given.processes, 1)
    figures = {}
    for files in given.sizes:
        raw = corpus_of(given.data, given.work, files)
        found = typical_run(raw, out, given.processes, files)
        figures[files] = {
            "cpu_ms": round(1e3 * (found.cpu - start.cpu) / files, 3),
            "wall_ms": round(1e3 * (found.wall - start.wall) / files, 3),
            "peak_mb": round(found.peak),
        }
        print(f"{files} files: {figures[files]}", file=sys.stderr)
    shutil.rmtree(out, ignore_errors=True)
    costs = [row["cpu_ms"] for row in figures.values()]
    flat = round(max(costs) / min(costs), 3)
    print(json.dumps({"start_cpu_s": start.cpu, "figures": figures, "flat_cpu": flat}, indent=2))
    if given.check and flat > FLAT:
        sys.exit(f"{flat} is above {FLAT}")


if __name__ == "__main__":
    main()
