"""Speed from raw files to Parquet, against a baseline, a peer and the floor, in one run.

Contenders take turns on the same corpus (made by `corpus.py`) with the same number of processes.
Wall time tells what a person waits; CPU time is comparable on a machine that others use too. The
slow contenders may be given a part of the corpus (`--slow-files`); all figures are per article.
The flow is measured twice: with the start and end of Prefect's server, and on one that runs. With
`--in-turn` ours runs before and after every other contender, which is compared with the mean of
these two: on a machine whose speed changes from minute to minute nothing else can be compared.

    python benchmarks/end_to_end.py DATA [--files 20000] [--slow-files 4000] [--processes 2]
        [--repeat 3] [--without baseline,datatrove,flow] [--work FOLDER] [--check] [--in-turn]
"""

import argparse
import importlib.util
import json
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from corpus import write_corpus
from measuring import Measured, measure
from serving import prefect_server

HERE = Path(__file__).parent
PYTHON = sys.executable
SLOW = ("baseline", "datatrove")
ALL = ("floor", "ours", "ours-one-process", "ours-first-run", "flow", "flow-on-server", *SLOW)


def command_of(name: str, raw: Path, out: Path, processes: int) -> list[str]:
    """The command line of a contender."""
    script = {"baseline": "baseline.py", "datatrove": "datatrove_peer.py", "floor": "floor.py"}
    if name in script:
        return [PYTHON, str(HERE / script[name]), str(raw), str(out), "--processes", str(processes)]
    if name.startswith("flow"):
        return [PYTHON, "-m", "flows", str(raw), str(out)]
    count = 1 if name == "ours-one-process" else processes
    return [PYTHON, "-m", "ingest", "run", str(raw), str(out), "--workers", str(count), "--json"]


def take_part(raw: Path, files: int, target: Path) -> Path:
    """Link the first files of the corpus into a folder of their own."""
    for path in sorted(raw.rglob("*.txt"))[:files]:
        link = target / path.relative_to(raw)
        link.parent.mkdir(parents=True, exist_ok=True)
        os.link(path, link)
    return target


def forget(raw: Path) -> None:
    """Let the system drop the corpus from its cache, so that it is read from the disk."""
    os.sync()
    for path in raw.rglob("*.txt"):
        descriptor = os.open(path, os.O_RDONLY)
        os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
        os.close(descriptor)


def run_once(name: str, raw: Path, work: Path, processes: int) -> Measured:
    """Measure a contender on a fresh output folder."""
    out = Path(tempfile.mkdtemp(dir=work, prefix="out-")) / "out"
    environment = {"INGEST_SETTLE_SECONDS": "0", "INGEST_WORKERS": str(processes)}
    environment |= {"PYTHONPATH": str(HERE.parent), "PYTHONDONTWRITEBYTECODE": ""}
    if name == "ours-first-run":
        environment["NUMBA_CACHE_DIR"] = str(out.parent / "kernels")
        environment["XDG_CACHE_HOME"] = str(out.parent / "cache")
        forget(raw)
    try:
        if name == "flow-on-server":
            with prefect_server() as server:
                return measure(command_of(name, raw, out, processes), environment | server)
        return measure(command_of(name, raw, out, processes), environment)
    finally:
        shutil.rmtree(out.parent)


def corpora(given: argparse.Namespace, work: Path) -> dict[str, tuple[Path, int]]:
    """Make the corpus, and find who takes part: where each reads, and how many files."""
    full = work / "raw"
    if not full.exists():
        write_corpus(given.data, full, given.files)
    slow_files = min(given.slow_files, given.files)
    slow = full if slow_files == given.files else work / f"raw-{slow_files}"
    if not slow.exists():
        take_part(full, slow_files, slow)
    without = {"datatrove"} if importlib.util.find_spec("datatrove") is None else set()
    without |= set(filter(None, given.without.split(",")))
    parts = {name: (slow, slow_files) if name in SLOW else (full, given.files) for name in ALL}
    return {name: part for name, part in parts.items() if name not in without}


def figures_of(name: str, files: int, found: Measured) -> dict[str, float]:
    """What one run took, an article."""
    print(f"{name}: {found.wall:.1f} s, {found.cpu:.1f} s CPU", file=sys.stderr)
    return {
        "files": files,
        "wall_ms": 1e3 * found.wall / files,
        "cpu_ms": 1e3 * found.cpu / files,
        "peak_mb": found.peak,
    }


def contest(given: argparse.Namespace, work: Path) -> dict[str, dict[str, float]]:
    """Let every contender run; the best of its turns counts."""
    figures: dict[str, dict[str, float]] = {}
    for turn in range(given.repeat):
        for name, (raw, count) in corpora(given, work).items():
            if turn and name in (*SLOW, "ours-first-run"):
                continue
            one = figures_of(name, count, run_once(name, raw, work, given.processes))
            before = figures.setdefault(name, one)
            figures[name] = {key: min(value, one[key]) for key, value in before.items()}
    return figures


def in_turn(given: argparse.Namespace, work: Path) -> dict[str, float]:
    """Set every contender against ours directly before and after it."""
    parts = corpora(given, work)

    def one(name: str) -> dict[str, float]:
        raw, count = parts[name]
        return figures_of(name, count, run_once(name, raw, work, given.processes))

    ratios, before = {}, one("ours")
    for name in parts:
        if name in ("ours", "ours-first-run"):
            continue
        other, after = one(name), one("ours")
        for kind in ("wall_ms", "cpu_ms"):
            mean = (before[kind] + after[kind]) / 2
            ratios[f"{name} / ours ({kind.removesuffix('_ms')})"] = round(other[kind] / mean, 3)
        before = after
    return ratios


def ratios_of(figures: dict[str, dict[str, float]]) -> dict[str, float]:
    """Set contenders against each other, by wall and by CPU times."""
    pairs = {
        "baseline / ours": ("baseline", "ours"),
        "datatrove / ours": ("datatrove", "ours"),
        "ours / floor": ("ours", "floor"),
        "flow / ours": ("flow-on-server", "ours"),
        "flow with its server / ours": ("flow", "ours"),
        "one process / two": ("ours-one-process", "ours"),
    }
    found = {}
    for label, (above, below) in pairs.items():
        if above in figures and below in figures:
            for kind in ("wall_ms", "cpu_ms"):
                ratio = figures[above][kind] / figures[below][kind]
                found[f"{label} ({kind.removesuffix('_ms')})"] = round(ratio, 2)
    return found


def check(ratios: dict[str, float]) -> list[str]:
    """Compare with the floors pinned for this benchmark."""
    floors: dict[str, Any] = json.loads((HERE / "floors.json").read_text())
    return [
        f"{name}: {ratios[key]} is below {floor}"
        for name, floor in floors.items()
        if name.startswith("end_to_end.")
        and (key := name.removeprefix("end_to_end.")) in ratios
        and ratios[key] < floor
    ]


def main() -> None:
    """Run the contest and print its figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--files", type=int, default=20_000)
    parser.add_argument("--slow-files", type=int, default=20_000)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--without", default="")
    parser.add_argument("--work", type=Path, help="a folder to keep the corpus in")
    parser.add_argument("--check", action="store_true", help="fail below the pinned floors")
    parser.add_argument("--in-turn", action="store_true", help="compare with ours around it")
    given = parser.parse_args()
    work = given.work or Path(tempfile.mkdtemp(prefix="end-to-end-"))
    figures = {} if given.in_turn else contest(given, work)
    ratios = in_turn(given, work) if given.in_turn else ratios_of(figures)
    if not given.work:
        shutil.rmtree(work)
    rounded = {n: {k: round(v, 3) for k, v in row.items()} for n, row in figures.items()}
    print(json.dumps({"figures": rounded, "ratios": ratios}, indent=2))
    if given.check and (broken := check(ratios)):
        sys.exit("\n".join(broken))


if __name__ == "__main__":
    main()
