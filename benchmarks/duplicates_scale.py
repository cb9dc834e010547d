"""What a night costs as the corpus grows: 50,000 new articles against 100k, 1M and 4M known ones.

    python benchmarks/duplicates_scale.py WORK [--check] [--sizes 100000 1000000 4000000] [--plot F]

Signatures are generated, no text is needed: each article draws 24 band keys, a sketch of the load
that news has, 0 to 16 numbers and names; one new article in ten is a near copy of a known one, and
every article holds one key of a phrase that others use too, few or many of them. SQLite does the
same look-ups and inserts on the same keys. WORK is a folder with about 10 GB of room. With
`--workers 2` the index is asked by that many worker processes, as in a run: the memory of the
largest of them is told beside that of the process that decides, and CPU counts all of them.
"""

import argparse
import resource
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from duplicates_common import SETTINGS
from duplicates_plot import draw_plot
from measures_floors import finish

from ingest import dedup, index
from ingest.kernels.facts import NAME_WORDS
from ingest.kernels.minhash import BANDS, KEY_BITS, WORDS
from ingest.keys import ENTRIES, format_ids
from ingest.spreading import SpreadIndex
from ingest.workers import Workers

NEW = 50_000
NIGHT = 500_000
PHRASES = 1 << 24
COPIES = 0.1

Array = npt.NDArray[np.uint64]


def generate(first: int, count: int) -> dict[str, Array]:
    """Draw articles `first` to `first + count`; the same number gives the same article."""
    number = np.arange(first, first + count, dtype=np.uint64)

    def draw(salt: int, width: int) -> Array:
        value = number[:, None] * np.uint64(0x9E3779B97F4A7C15) + np.uint64(salt * 1_000_003)
        value = value + np.arange(width, dtype=np.uint64)[None, :] * np.uint64(0xD6E8FEB86659FD93)
        for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
            value = (value ^ (value >> np.uint64(shift))) * np.uint64(factor)
        return value ^ (value >> np.uint64(31))

    keys = draw(1, BANDS) >> np.uint64(64 - KEY_BITS)
    phrase = (draw(2, 1)[:, 0] >> np.uint64(11)) / float(1 << 53)
    keys[:, 0] = (phrase**4 * PHRASES).astype(np.uint64)
    return {
        "ids": draw(3, 2),
        "keys": keys,
        "sketch": draw(4, WORDS) & draw(5, WORDS) | draw(6, WORDS) & draw(7, WORDS),
        "names": draw(8, NAME_WORDS) & draw(9, NAME_WORDS) & draw(10, NAME_WORDS),
        "numbers": np.sort(draw(11, 16) >> np.uint64(48), axis=1),
        "lengths": draw(12, 1)[:, 0] % np.uint64(17),
        "records": draw(13, 1)[:, 0],
    }


def fingerprints(drawn: dict[str, Array]) -> dict[str, pa.Array]:
    """Lay out the columns of `kernels.minhash.FINGERPRINT`."""
    lengths = drawn["lengths"].astype(np.int64)
    kept = np.arange(16)[None, :] < lengths[:, None]
    offsets = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32)
    numbers = drawn["numbers"][kept].astype(np.uint16)

    def lists(name: str, width: int) -> pa.Array:
        return pa.FixedSizeListArray.from_arrays(pa.array(drawn[name].ravel()), width)

    return {
        "band_keys": lists("keys", BANDS),
        "sketch": lists("sketch", WORDS),
        "shingles": pa.array(np.full(len(lengths), 450), pa.int32()),
        "names": lists("names", NAME_WORDS),
        "number_hashes": pa.ListArray.from_arrays(pa.array(offsets), pa.array(numbers)),
    }


def entries(drawn: dict[str, Array]) -> pa.Table:
    """Lay out what the index learns of published articles."""
    count = len(drawn["ids"])
    zeros = np.zeros(count, np.int64)
    columns = {
        "family": pa.DictionaryArray.from_arrays(pa.array(zeros, pa.int32()), ["article"]),
        "id": format_ids(drawn["ids"]),
        "record": pa.array(drawn["records"]),
        **{name: pa.array(zeros) for name in ("published", "chars", "url", "path")},
        **{name: pa.array(zeros) for name in ("publisher", "credit")},
        **fingerprints(drawn),
    }
    return pa.table(
        [
            columns[field.name].cast(field.type)
            if field.name in columns
            else pa.nulls(count, field.type)
            for field in ENTRIES
        ],
        schema=ENTRIES,
    )


def new_articles(known: int) -> tuple[pa.Table, dict[str, Array]]:
    """Draw a night: nine in ten are new, one is a near copy of a known article."""
    drawn = generate(1 << 40, NEW)
    copies = int(NEW * COPIES)
    rng = np.random.default_rng(1)
    for first, of in enumerate(rng.integers(0, known, copies)):
        original = generate(int(of), 1)
        for name in ("sketch", "names", "numbers", "lengths"):
            drawn[name][first] = original[name][0]
        drawn["keys"][first, : BANDS // 2] = original["keys"][0, : BANDS // 2]
    nothing = pa.nulls(NEW, pa.string())
    return pa.table(
        {
            **fingerprints(drawn),
            "article_id": format_ids(drawn["ids"]),
            "source_path": pa.array([f"new/{i}" for i in range(NEW)]),
            "record_index": pa.array(np.zeros(NEW, np.int32)),
            "url": nothing,
            "publisher": nothing,
            "credit": nothing,
            "published_at": pa.nulls(NEW, pa.timestamp("us", tz="UTC")),
            "char_count": pa.array(np.full(NEW, 2400, np.int32)),
        }
    ), drawn


def build(folder: Path, known: int) -> None:
    """Make an index of so many articles, in nights of half a million, merged into one run."""
    for first in range(0, known, NIGHT):
        drawn = entries(generate(first, min(NIGHT, known - first)))
        move(index.extend(index.open_index(folder), folder / "staging", drawn), folder)
    opened = index.open_index(folder)
    if len(opened.runs) > 1:
        move(index.merge(opened, folder / "staging"), folder)


def move(change: index.IndexChange, folder: Path) -> None:
    for path in change.added:
        path.rename(folder / path.name)
    for name in change.removed:
        (folder / name).unlink()


def cpu_seconds() -> float:
    """CPU of this process, and of its workers that have ended."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + ended.ru_utime + ended.ru_stime


def peak_megabytes() -> float:
    """Largest resident memory of this program; `ru_maxrss` would count its parent's too."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


def resolve(keys: pa.Table, known: index.Index, staging: Path, workers: int) -> dedup.Decisions:
    """Decide in this process, or with workers that ask the index."""
    if not workers:
        return dedup.resolve(keys, known, SETTINGS)
    with Workers(workers) as crew:
        spread = SpreadIndex(known, crew, staging / "resolve", SETTINGS.resolve_shard)
        return dedup.resolve(keys, spread, SETTINGS)


def measure(folder: Path, known: int, workers: int) -> dict[str, float]:
    """Run one night; CPU seconds, peak memory, bytes and work per article."""
    keys, _ = new_articles(known)
    warm = folder.parent / "warm"
    if not warm.exists():
        warm.mkdir()
        build(warm, 10_000)
    dedup.resolve(keys.slice(0, 500), index.open_index(warm), SETTINGS)
    before = cpu_seconds()
    known_keys = index.open_index(folder)
    decisions = resolve(keys, known_keys, folder / "staging", workers)
    resolved = cpu_seconds() - before
    change = index.extend(known_keys, folder / "staging", decisions.lessons, decisions.keys)
    spent = cpu_seconds() - before
    outcomes = decisions.table["outcome"].to_pylist()
    found = outcomes[: int(NEW * COPIES)].count("duplicate") / (NEW * COPIES)
    size = sum(path.stat().st_size for path in folder.glob("*.idx"))
    for path in change.added:
        path.unlink()
    peak = peak_megabytes()
    peak_worker = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return {
        "cpu": spent,
        "cpu_resolve": resolved,
        "peak_mb": peak,
        "peak_worker_mb": peak_worker,
        "bytes_per_article": size / known,
        "found": found,
        "compared_per_article": decisions.compared / NEW,
    }


def measure_sqlite(path: Path, known: int) -> float:
    """Look up and insert the same keys in SQLite; CPU seconds."""
    if not path.exists():
        base = sqlite3.connect(path)
        base.execute("PRAGMA journal_mode = OFF")
        base.execute("PRAGMA synchronous = OFF")
        base.execute("CREATE TABLE postings (key INTEGER, article INTEGER)")
        for first in range(0, known, NIGHT):
            drawn = generate(first, min(NIGHT, known - first))["keys"].astype(np.int64)
            rows = np.repeat(np.arange(first, first + len(drawn)), BANDS)
            pairs = zip(drawn.ravel().tolist(), rows.tolist(), strict=True)
            base.executemany("INSERT INTO postings VALUES (?, ?)", pairs)
        base.execute("CREATE INDEX by_key ON postings (key, article)")
        base.commit()
        base.close()
    keys = np.sort(new_articles(known)[1]["keys"].astype(np.int64).ravel()).tolist()
    base = sqlite3.connect(path, isolation_level=None)
    base.execute("PRAGMA mmap_size = 17179869184")
    before = time.process_time()
    base.execute("BEGIN")
    for key in keys:
        base.execute("SELECT article FROM postings WHERE key = ? LIMIT 64", (key,)).fetchall()
    base.executemany("INSERT INTO postings VALUES (?, 0)", ((key,) for key in keys))
    spent = time.process_time() - before
    base.execute("ROLLBACK")
    return spent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--sizes", type=int, nargs="+", default=[100_000, 1_000_000, 4_000_000])
    parser.add_argument("--sqlite", type=int, default=4_000_000, help="compare up to this size")
    parser.add_argument("--times", type=int, default=3, help="fresh processes; the best counts")
    parser.add_argument("--plot", type=Path, help="write the plot of cost against corpus size here")
    parser.add_argument("--workers", type=int, default=0, help="who ask the index; 0: no others")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    if args.one:
        figures = measure(args.work / f"index-{args.one}", args.one, args.workers)
        print(*(f"{name}={value}" for name, value in figures.items()))
        return
    figures = {}
    rows = []
    for known in args.sizes:
        folder = args.work / f"index-{known}"
        if not folder.exists():
            folder.mkdir()
            build(folder, known)
        best = best_of(args.work, known, args.times, args.workers)
        if known <= args.sqlite:
            base = args.work / f"{known}.sqlite"
            best["cpu_sqlite"] = min(measure_sqlite(base, known) for _ in range(2))
            best["share_of_sqlite"] = best["cpu"] / best["cpu_sqlite"]
        rows.append((known, best))
        figures |= {f"duplicates.scale.{known}.{name}": value for name, value in best.items()}
    if len(rows) > 1:
        figures["duplicates.scale.growth"] = rows[-1][1]["cpu"] / rows[-2][1]["cpu"]
    shares = [row["share_of_sqlite"] for _, row in rows if "share_of_sqlite" in row]
    figures["duplicates.scale.share_of_sqlite"] = max(shares, default=0.0)
    if args.plot:
        draw_plot(args.plot, rows)
    finish(figures, check=args.check)


def best_of(work: Path, known: int, times: int, workers: int) -> dict[str, float]:
    """Measure in fresh processes, and keep the one that took the least CPU."""
    command = [sys.executable, __file__, str(work), "--one", str(known), "--workers", str(workers)]
    runs = []
    for _ in range(times):
        line = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        pairs = (pair.split("=") for pair in line.split())
        runs.append({name: float(value) for name, value in pairs})
    return min(runs, key=lambda run: run["cpu"])


if __name__ == "__main__":
    main()
