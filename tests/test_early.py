"""Workers read before the rest is loaded; each case in a process of its own, which can fork."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from ingest import pipeline
from ingest.api import read_articles
from ingest.settings import load_settings
from shipped import SHIPPED

BEGINNING = """
import multiprocessing, os, signal, sys, threading, time
from pathlib import Path

from ingest import pipeline, store
from ingest.batch import discover
from ingest.early import reading_early
from ingest.settings import load_settings

raw, out, count = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
settings = load_settings(settle_seconds=0, workers=count, shard_files=4)


def pids():
    return {child.pid for child in multiprocessing.active_children()}


preparing = set()


def tell(stage, done, count):
    if stage == "prepare" and not done:
        preparing.update(pids())
        print(early.workers.call(eval, "'ingest.stages' in __import__('sys').modules"))


def take(early, batch, tell=lambda *_: None):
    from ingest.stages import take_batch

    return take_batch(batch, early, tell)


"""


def run(code: str, out: Path, count: int = 2) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", BEGINNING + code, str(SHIPPED), str(out), str(count)],
        env={**os.environ, "PYTHONWARNINGS": "error"},
        capture_output=True,
        text=True,
        check=False,
    )


def said(code: str, out: Path, count: int = 2) -> str:
    done = run(code, out, count)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_who_prepares_was_forked_after_all_was_loaded(tmp_path: Path) -> None:
    code = """
with pipeline.writing(raw, out):
    batch = discover(raw, out, settings)
    with reading_early(batch) as early:
        assert not {"ingest.prepare", "numba"} & set(sys.modules)
        readers = pids()
        report = take(early, batch, tell)
    assert len(readers) == len(preparing) == 2
    assert not readers & preparing
    assert not pids()
print(report.counts.articles, early.workers.losses)
"""
    assert said(code, tmp_path / "out") == "True\n8 0\n"
    assert len(read_articles(tmp_path / "out")) == 8


def test_that_an_index_is_of_this_program_is_seen_before_anything_is_loaded(
    tmp_path: Path,
) -> None:
    copy = tmp_path / "raw"
    shutil.copytree(SHIPPED, copy)
    out = tmp_path / "out"
    pipeline.run(copy, out, load_settings(settle_seconds=0, workers=1))
    for name in ("one.txt", "two.txt"):
        (copy / name).write_text(f"Headline\n\nSomething new in {name} that nobody knew.\n")
    code = f"""
raw = Path({str(copy)!r})
with pipeline.writing(raw, out):
    batch = discover(raw, out, settings)
    with reading_early(batch) as early:
        print(batch.outdated, len(pids()), sorted({{"ingest.index", "numba"}} & set(sys.modules)))
"""
    assert said(code, out) == "False 1 []\n"


def test_kernels_that_are_not_compiled_yet_are_compiled_when_all_is_read(tmp_path: Path) -> None:
    code = """
with pipeline.writing(raw, out):
    batch = discover(raw, out, settings)
    with reading_early(batch) as early:
        from ingest import compiling

        compile_apart = compiling.compile_apart
        compiling._are_compiled = lambda: False
        compiling.compile_apart = lambda: (print(len(pids())), compile_apart())
        report = take(early, batch, tell)
print(report.counts.articles, early.workers.losses)
"""
    assert said(code, tmp_path / "out") == "0\nTrue\n8 0\n"


def test_one_process_works_at_a_time_if_one_is_allowed(tmp_path: Path) -> None:
    code = """
with pipeline.writing(raw, out):
    batch = discover(raw, out, settings)
    with reading_early(batch) as early:
        print(early, pids(), take(early, batch).counts.articles)
"""
    assert said(code, tmp_path / "out", 1) == "None set() 8\n"


def test_a_worker_killed_while_the_rest_is_loaded_costs_nothing(tmp_path: Path) -> None:
    code = """
with pipeline.writing(raw, out):
    batch = discover(raw, out, settings)
    with reading_early(batch) as early:
        for worker in pids():
            os.kill(worker, signal.SIGKILL)
        report = take(early, batch)
print(report.counts.articles, report.counts.quarantined)
"""
    assert said(code, tmp_path / "out") == "8 2\n"


def test_an_error_while_the_rest_is_loaded_ends_the_workers(tmp_path: Path) -> None:
    code = """
try:
    with pipeline.writing(raw, out):
        batch = discover(raw, out, settings)
        with reading_early(batch) as early:
            assert pids()
            raise KeyboardInterrupt
except KeyboardInterrupt:
    print(len(pids()), threading.active_count(), store.current(out))
"""
    assert said(code, tmp_path / "out") == "0 1 None\n"


def in_file(code: str, folder: Path) -> str:
    """What a program prints whose workers come from a fork server, and so need its file."""
    program = folder / "program.py"
    lines = ["if __name__ == '__main__':", *code.strip().splitlines()]
    program.write_text(BEGINNING + "\n    ".join(lines))
    call = [sys.executable, str(program), str(SHIPPED), str(folder / "out"), "2"]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


THREAD = "threading.Thread(target=time.sleep, args=(3600,), daemon=True).start()"


def test_a_process_with_other_threads_reads_when_all_is_loaded(tmp_path: Path) -> None:
    code = f"""
{THREAD}
with pipeline.writing(raw, out):
    batch = discover(raw, out, settings)
    with reading_early(batch) as early:
        print(early, take(early, batch).counts.articles)
"""
    assert in_file(code, tmp_path) == "None 8\n"


def test_a_thread_that_comes_while_workers_read_costs_no_article(tmp_path: Path) -> None:
    code = f"""
with pipeline.writing(raw, out):
    batch = discover(raw, out, settings)
    with reading_early(batch) as early:
        {THREAD}
        print(take(early, batch).counts.articles)
"""
    assert in_file(code, tmp_path) == "8\n"
