"""Plain text: files read per second and core, as a ratio to reading and hashing their bytes.

    python benchmarks/reading_speed.py DATA [--check] [--pin]

The baseline opens each file, reads its bytes, hashes and decodes them: what no reader can do
without. The figure is the share of that speed which is left when a file is also opened safely,
checked for changes, sniffed and made a record.
"""

import hashlib
import os
import time
from pathlib import Path

from reading import parse_arguments, report

from ingest.article import RawFile
from ingest.readers import read_file
from ingest.settings import load_settings

FILES = 3_000


def main() -> None:
    arguments = parse_arguments(__doc__)
    paths = sorted((arguments.data / "text_wikinews_en" / "txt").rglob("*.txt"))
    paths = [path for path in paths if path.stat().st_size < 8_192]
    files = [(path, _listed(path)) for path in (paths * (FILES // len(paths) + 1))[:FILES]]
    settings = load_settings()
    best: dict[str, float] = {}
    for _ in range(5):
        start = time.process_time()
        for path, _ in files:
            data = Path(path).read_bytes()
            hashlib.sha256(data).hexdigest()
            data.decode()
        middle = time.process_time()
        for _, file in files:
            for _ in read_file(file, settings):
                pass
        end = time.process_time()
        best["baseline"] = min(best.get("baseline", 1e9), middle - start)
        best["ours"] = min(best.get("ours", 1e9), end - middle)
    print(f"{FILES / best['ours']:.0f} files/s, baseline {FILES / best['baseline']:.0f}")
    report({"speed.share_of_baseline": best["baseline"] / best["ours"]}, arguments)


def _listed(path: Path) -> RawFile:
    found = path.stat()
    return RawFile(path.name, os.fspath(path), found.st_size, found.st_mtime_ns)


if __name__ == "__main__":
    main()
