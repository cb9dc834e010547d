"""Real processes, quickly: one that has everything loaded forks a child for each order it gets.

What nobody dies of it can also play itself, without a child.

An order is a line of JSON: the scene to play, its folders, and the fault. The answer is another:
how the child ended (exit status, or minus the signal), its message, and the calls it made.
"""

import contextlib
import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
FAILED = 3
"""Exit status of a child that ended with one of the package's errors."""


@dataclass(frozen=True)
class Ending:
    """How a child ended."""

    status: int
    message: str
    calls: tuple[tuple[str, tuple[str, ...]], ...]
    fired: bool

    @property
    def killed(self) -> bool:
        return self.status == -9


class Zygote:
    """The parent's side."""

    def __init__(self, *, preload: str = "", inline: bool = False) -> None:
        paths = [str(HERE), str(HERE.parent), *filter(None, [os.environ.get("PYTHONPATH")])]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
        if preload:
            environment["LD_PRELOAD"] = preload
        self._process = subprocess.Popen(
            [sys.executable, str(HERE / "zygote.py"), *(["inline"] if inline else [])],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment,
        )

    def play(self, scene: str, out: Path, **order: Any) -> Ending:
        """Let a child play a scene; `order` may have `at`, `kind` and `stays`.

        With `here` it is played by the process that would fork the child; with `bare` there is
        neither card nor report.
        """
        line = json.dumps({"scene": scene, "out": str(out), **order}, default=str)
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        calls = tuple((operation, tuple(paths)) for operation, paths in answer["calls"])
        return Ending(answer["status"], answer["message"], calls, answer["fired"])

    def close(self) -> None:
        self._process.kill()
        self._process.communicate()


def serve() -> None:
    import scenes

    scenes.load(inline="inline" in sys.argv[1:])
    for line in sys.stdin:
        order = json.loads(line)
        report = Path(order["out"] + ".report")
        report.unlink(missing_ok=True)
        status = _perform(order, report) if order.pop("here", False) else _fork(order, report)
        answer = {"message": "", "calls": [], "fired": False}
        if report.exists():
            answer = json.loads(report.read_text())
            report.unlink()
        sys.stdout.write(json.dumps({"status": status, **answer}) + "\n")
        sys.stdout.flush()


def _fork(order: dict[str, Any], report: Path) -> int:
    """Let a child perform it, and say how that ended."""
    child = os.fork()
    if child == 0:
        os.setpgid(0, 0)
        os._exit(_perform(order, report))
    _, status = os.waitpid(child, 0)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)  # its workers
    return os.waitstatus_to_exitcode(status)


def _perform(order: dict[str, Any], report: Path) -> int:
    import scenes
    from faults import Tape, taped

    from ingest.errors import IngestError

    if "system_call" in order:
        return _perform_watched(order, report)
    tape = Tape(order.pop("at", 0), order.pop("kind", "kill"), order.pop("stays", False))
    message, status = "", 0
    try:
        with taped(tape):
            scenes.play(order["scene"], Path(order["out"]), bare=order.get("bare", False))
    except IngestError as error:
        message, status = f"{type(error).__name__}: {error}", FAILED
    except BaseException as error:  # noqa: BLE001
        message, status = f"unforeseen {error!r}", 1
    fired = {"message": message, "calls": tape.calls, "fired": tape.fired}
    report.write_text(json.dumps(fired))
    return status


def _perform_watched(order: dict[str, Any], report: Path) -> int:
    """Play a scene under the preloaded shim, which counts system calls instead of ours."""
    import ctypes

    import scenes
    from faults import ERRORS

    from ingest.errors import IngestError

    shim = ctypes.CDLL(None)
    log = Path(order["out"] + ".log")
    descriptor = os.open(log, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
    failure = ERRORS.get(order.get("kind", "kill"), 0)
    folder = (order["out"] + "/").encode()
    shim.shim_arm(folder, ctypes.c_long(order["system_call"]), failure, descriptor)
    message, status = "", 0
    try:
        scenes.play(order["scene"], Path(order["out"]))
    except IngestError as error:
        message, status = f"{type(error).__name__}: {error}", FAILED
    except BaseException as error:  # noqa: BLE001
        message, status = f"unforeseen {error!r}", 1
    count = shim.shim_count()
    shim.shim_disarm()
    os.close(descriptor)
    lines = [line.partition(" ") for line in log.read_text().splitlines()]
    calls = [(name, [path]) for name, _, path in lines]
    fired = 0 < order["system_call"] <= count
    report.write_text(json.dumps({"message": message, "calls": calls, "fired": fired}))
    return status


if __name__ == "__main__":
    serve()
