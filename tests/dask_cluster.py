"""A Dask cluster on loopback, as an operator starts one by hand."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

SCHEDULER = r"Scheduler at:\s+(tcp://\S+)"


def start(arguments: Sequence[str], log: Path) -> subprocess.Popen[bytes]:
    """Start `dask …`, as an operator does by hand."""
    with log.open("wb") as sink:
        return subprocess.Popen(
            [sys.executable, "-m", "dask", *arguments],
            stdout=sink,
            stderr=subprocess.STDOUT,
            env={**os.environ, "OMP_NUM_THREADS": "1"},
        )


def wait_for(log: Path, pattern: str, times: int = 1) -> list[str]:
    """Wait until a line has been logged so often."""
    for _ in range(600):
        found = re.findall(pattern, log.read_text())
        if len(found) >= times:
            return found
        time.sleep(0.1)
    raise AssertionError(f"never logged {pattern}: {log.read_text()}")


@contextmanager
def cluster(folder: Path) -> Iterator[str]:
    """Run a scheduler and two workers until the context ends; hand out the scheduler's address."""
    processes = [
        start(["scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard"], folder / "s")
    ]
    try:
        found = wait_for(folder / "s", SCHEDULER)[0]
        options = ["--nworkers", "2", "--nthreads", "1", "--no-dashboard", "--host", "127.0.0.1"]
        place = ["--local-directory", str(folder)]
        processes.append(start(["worker", found, *options, *place], folder / "w"))
        wait_for(folder / "w", r"Registered to:", 2)
        yield found
    finally:
        for process in reversed(processes):
            process.terminate()
            process.wait(30)
