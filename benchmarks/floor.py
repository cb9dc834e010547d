"""The floor: read every file and write zstd Parquet, nothing else.

python benchmarks/floor.py RAW OUT [--processes N]
"""

import argparse
import json
import multiprocessing
import os
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq


def write_part(number: int, paths: list[str], out: Path) -> int:
    """Read some files and write them as one Parquet file."""
    texts = []
    for path in paths:
        with open(path, "rb") as file:
            texts.append(file.read().decode())
    table = pa.table({"path": paths, "text": pa.array(texts, pa.large_string())})
    pq.write_table(table, out / f"part-{number}.parquet", compression="zstd")
    return len(texts)


def main() -> None:
    """Run it and print counts and seconds as JSON."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("raw", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--processes", type=int, default=1)
    given = parser.parse_args()
    begun = time.perf_counter()
    given.out.mkdir(parents=True)
    folders = os.walk(given.raw)
    paths = sorted(os.path.join(folder, name) for folder, _, names in folders for name in names)
    parts = [(n, paths[n :: given.processes], given.out) for n in range(given.processes)]
    with multiprocessing.Pool(given.processes) as pool:
        files = sum(pool.starmap(write_part, parts))
    print(json.dumps({"files": files, "seconds": round(time.perf_counter() - begun, 2)}))


if __name__ == "__main__":
    main()
