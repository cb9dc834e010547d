"""What processes load, and how they end; each in a real process."""

import os
import subprocess
import sys
from pathlib import Path


def python(code: str, *args: object) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, args)],
        env={**os.environ, "INGEST_SETTLE_SECONDS": "0"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_library_that_is_done_without_counts_as_not_installed() -> None:
    code = """
from ingest.forking import do_without
do_without("pandas")
import pyarrow as pa
assert pa.array([1.5, None]).to_pylist() == [1.5, None]
try:
    import pandas
except ModuleNotFoundError as error:
    print(error.name)
"""
    done = python(code)
    assert (done.stdout, done.stderr) == ("pandas\n", "")


def test_a_run_from_the_command_line_loads_no_library_that_it_does_not_use(
    raw: Path, out: Path
) -> None:
    code = """
import atexit, sys
atexit.register(lambda: print({"pandas", "scipy", "rich"} & {*sys.modules}))
from ingest.cli import main
main()
"""
    (raw / "ferry.txt").write_text("Ferry runs again\n\nThe ferry across the sound runs again.\n")
    done = python(code, "run", raw, out, "--workers", 1, "--json")
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith("set()\n")


def test_a_run_from_a_program_leaves_libraries_to_the_program(raw: Path, out: Path) -> None:
    code = """
import sys
from pathlib import Path
import ingest
from ingest.pipeline import run
from ingest.settings import Settings
raw, out = map(Path, sys.argv[1:])
run(raw, out, Settings(settle_seconds=0))
print(list(ingest.read_articles(out).columns)[:1])
"""
    (raw / "ferry.txt").write_text("Ferry runs again\n\nThe ferry across the sound runs again.\n")
    done = python(code, raw, out)
    assert (done.stdout, done.returncode) == ("['article_id']\n", 0), done.stderr


LEAVING = """
import atexit, sys, threading, time
from ingest.forking import leave
atexit.register(print, "at the end")
print("before")
"""


def test_a_process_that_leaves_does_what_is_to_be_done_at_its_end() -> None:
    done = python(f"{LEAVING}\nleave(3)\nprint('still here')")
    assert (done.stdout, done.stderr, done.returncode) == ("before\nat the end\n", "", 3)


def test_a_process_that_leaves_waits_for_threads_that_work_but_not_for_those_that_serve() -> None:
    code = """
threading.Thread(target=lambda: (time.sleep(0.2), print("thread"))).start()
threading.Thread(target=lambda: time.sleep(60), daemon=True).start()
leave(3)
sys.exit(4)
"""
    done = python(LEAVING + code)
    assert (done.stdout, done.returncode) == ("before\nthread\nat the end\n", 3)


def test_what_cannot_be_printed_at_the_end_is_told_as_always() -> None:
    buffered = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-c", f"{LEAVING}\nleave(0)\nsys.exit(0)"],
            env=buffered,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 120
    assert "No space left" in done.stderr


def test_a_command_ends_with_its_status(raw: Path, out: Path) -> None:
    code = "from ingest.cli import main\nmain()\n"
    assert python(code, "status", out).returncode == 2
    assert python(code, "run", raw, out).returncode == 0
    assert python(code, "--help").stdout.startswith("Usage")
