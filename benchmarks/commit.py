"""What a commit costs: in time as the days pile up, and in bytes.

    python benchmarks/commit.py FOLDER [--days 10 1000 3000] [--articles 100000] [--check]

FOLDER is emptied; its file system is the one that is measured. A snapshot is one hard link per
file and one folder per day, so that is what the time is compared with: the same links and folders
made bare, in the same run.
"""

import argparse
import resource
import shutil
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa
from measures_floors import finish

from ingest import store
from ingest.schema import DATASETS

REPEATS = 7
DAY = datetime(2018, 1, 1, tzinfo=UTC)


def make_rows(dataset: str, count: int, seed: int = 0) -> pa.Table:
    """Rows of any dataset, with bodies of the length of news that do not compress into nothing."""
    dice = np.random.default_rng(seed)
    words = np.array([f"{dice.integers(1 << 40):x}"[: dice.integers(2, 9)] for _ in range(20_000)])
    schema = DATASETS[dataset]
    bodies = [" ".join(dice.choice(words, 400)) for _ in range(count)]
    columns = []
    for field in schema:
        kind = field.type
        if field.name == "body":
            column = pa.array(bodies, kind)
        elif pa.types.is_timestamp(kind):
            column = pa.array([DAY] * count, kind)
        elif pa.types.is_list(kind):
            column = pa.array([[]] * count, kind)
        elif pa.types.is_dictionary(kind):
            column = pa.array([field.name] * count).cast(kind)
        elif pa.types.is_string(kind):
            column = pa.array([f"{dice.integers(1 << 62):032x}" for _ in range(count)], kind)
        else:
            column = pa.array([0] * count, pa.int32()).cast(kind)
        columns.append(column)
    return pa.Table.from_arrays(columns, schema=schema)


def begin(out: Path, days: int) -> None:
    """Publish so many days, each with a file in every dataset."""
    store.ensure(out)
    with store.write_lock(out):
        folder = store.staging_folder(out, "begin")
        added = {}
        for name in DATASETS:
            path = folder / f"{name}.parquet"
            store.write_parquet(make_rows(name, 5), path, DATASETS[name])
            names = (f"{DAY + timedelta(days=n):%Y-%m-%d}" for n in range(days))
            added[name] = tuple((f"ingest_date={day}/part-0.parquet", path) for day in names)
        store.commit(out, store.Change(added=added))
        store.sweep(out, 0)


def commit_ten(out: Path, number: int) -> float:
    """Commit 10 articles as a run would, and time the commit alone."""
    with store.write_lock(out):
        folder = store.staging_folder(out, f"run-{number}")
        added = {}
        for name, count in (("articles", 10), ("files", 10), ("runs", 1)):
            path = folder / f"{name}.parquet"
            store.write_parquet(make_rows(name, count, number), path, DATASETS[name])
            added[name] = ((f"ingest_date=2026-11-23/part-{number}.parquet", path),)
        begun = time.process_time()
        store.commit(out, store.Change(added=added))
        spent = time.process_time() - begun
        store.sweep(out, 0)
    return spent


def link_bare(out: Path, target: Path) -> float:
    """Make the folders and links of the current snapshot, and nothing else."""
    last = store.current(out)
    assert last is not None
    paths = list(store.read_manifest(last.path).files)
    folders = sorted({(target / path).parent for path in paths})
    begun = time.process_time()
    for folder in folders:
        folder.mkdir(parents=True)
    for path in paths:
        (target / path).hardlink_to(last.path / path)
    spent = time.process_time() - begun
    shutil.rmtree(target)
    return spent


def best(measure: Callable[[int], float]) -> float:
    """The least of some repetitions: the others had to wait for somebody else."""
    return min(measure(number) for number in range(1, REPEATS + 1))


def measure_days(folder: Path, days: list[int]) -> dict[str, float]:
    """Cost of a commit of 10 articles by the days that are there, in CPU seconds.

    The ratio compares it with what a commit would cost that is flat but for its links: the commit
    onto the fewest days, and the bare links.
    """
    figures = {}
    flat = 0.0
    for count in days:
        out = folder / f"days-{count}"
        begin(out, count)
        whole = best(lambda number, out=out: commit_ten(out, number))
        links = best(lambda _, out=out: link_bare(out, folder / "bare"))
        print(
            f"{count:5} days: commit {whole * 1e3:8.1f} ms, its links alone {links * 1e3:8.1f} ms"
        )
        if count == days[0]:
            flat = whole - links
        else:
            figures[f"store.commit_{count}_days_ratio"] = whole / (flat + links)
        shutil.rmtree(out)
    return figures


def written_bytes() -> int:
    """Bytes that this process has sent to the disk so far (Linux)."""
    lines = Path("/proc/self/io").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("write_bytes")).split()[1])


def measure_bytes(folder: Path, articles: int) -> dict[str, float]:
    """Bytes written to publish one day on top of others, against the new rows' own."""
    out = folder / "bytes"
    begin(out, 100)
    with store.write_lock(out):
        staging = store.staging_folder(out, "run")
        before = written_bytes()
        added = []
        for number in range(articles // 10_000):
            path = staging / f"{number}.parquet"
            store.write_parquet(make_rows("articles", 10_000, number), path, DATASETS["articles"])
            added.append((f"ingest_date=2026-11-23/part-{number}.parquet", path))
        store.commit(out, store.Change(added={"articles": tuple(added)}))
        spent = written_bytes() - before
        own = sum(path.stat().st_size for _, path in added)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{articles:,} articles: {spent / 1e6:.1f} MB written for {own / 1e6:.1f} MB of rows, "
        f"peak {peak:.0f} MB"
    )
    return {"store.bytes_written_ratio": spent / own}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--days", type=int, nargs="+", default=[10, 1000, 3000])
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--check", action="store_true")
    given = parser.parse_args()
    shutil.rmtree(given.folder, ignore_errors=True)
    given.folder.mkdir(parents=True)
    figures = measure_days(given.folder, given.days)
    figures |= measure_bytes(given.folder, given.articles)
    shutil.rmtree(given.folder)
    finish(figures, check=given.check)


if __name__ == "__main__":
    main()
