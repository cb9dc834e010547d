"""Measure a command whole, with every process that it starts; or the CPU time of a call."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

__all__ = ["Measured", "measure", "seconds"]

_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Measured:
    """What a command took.

    Attributes:
        wall: seconds from start to end.
        cpu: seconds of user and system time of all its processes.
        peak: largest resident set of any one of its processes, in MB.
        output: what it printed.
    """

    wall: float
    cpu: float
    peak: float
    output: str


@dataclass
class _Watch:
    """Looks at every process of a session again and again, as processes come and go."""

    session: int
    cpu: dict[str, float] = field(default_factory=dict)
    peak: dict[str, float] = field(default_factory=dict)

    def look(self) -> None:
        for pid in filter(str.isdigit, os.listdir("/proc")):
            try:
                words = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
                if int(words[3]) != self.session:
                    continue
                self.cpu[pid] = (int(words[11]) + int(words[12])) / _TICKS
                status = Path(f"/proc/{pid}/status").read_text()
                found = [line for line in status.splitlines() if line.startswith("VmHWM")]
                if found:
                    self.peak[pid] = int(found[0].split()[1]) / 1024
            except (FileNotFoundError, ProcessLookupError):
                continue


def measure(command: Sequence[str], environment: Mapping[str, str] | None = None) -> Measured:
    """Run a command to its end.

    Raises:
        RuntimeError: it failed.
    """
    begun = time.perf_counter()
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env={**os.environ, **(environment or {})},
    )
    watch, ended = _Watch(process.pid), threading.Event()

    def keep_looking() -> None:
        while not ended.wait(0.25):
            watch.look()

    looking = threading.Thread(target=keep_looking)
    looking.start()
    output, errors = process.communicate()
    wall = time.perf_counter() - begun
    ended.set()
    looking.join()
    if process.returncode:
        sys.stderr.write(errors)
        raise RuntimeError(f"{command[0]} … ended with {process.returncode}")
    return Measured(wall, sum(watch.cpu.values()), max(watch.peak.values(), default=0.0), output)


def seconds(call: Callable[[], object], times: int = 5) -> float:
    """CPU seconds of a call after a first one that warms up, the quickest of several."""
    call()
    best = float("inf")
    for _ in range(times):
        start = time.process_time()
        call()
        best = min(best, time.process_time() - start)
    return best
