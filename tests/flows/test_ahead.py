"""Work that begins before the flow: taken over, or dropped without a trace."""

import multiprocessing
import os
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from flows.ahead import Work, reading_ahead, working
from ingest import store
from ingest.batch import discover
from ingest.errors import StoreBusy
from ingest.settings import Settings, load_settings
from ingest.staged import read_arrow
from shipped import SHIPPED

pytest.importorskip("prefect")


@pytest.fixture
def settings() -> Settings:
    return load_settings(settle_seconds=0, workers=1, wait_seconds=0)


def staged(out: Path) -> list[Path]:
    return list((store.home(out) / "staging").glob("*"))


def records(work: Work) -> list[int]:
    with work.workers() as workers:
        reads = [work.read(workers, shard)[0] for shard in work.batch.shards]
        again = [work.read(workers, shard)[0] for shard in work.batch.shards]
        assert [len(read_arrow(read.files)) for read in reads] == [
            len(shard.files) for shard in work.batch.shards
        ]
        assert again == reads
        learned = work.learn(workers, reads)
        assert learned == work.learn(workers, reads)
        prepared = [work.prepare(workers, read, learned)[0] for read in reads]
        anew = [work.prepare(workers, read, learned)[0] for read in reads]
        assert anew == prepared
        assert sum(len(read_arrow(path)) for one in prepared for path in one.records)
    return [read.records for read in reads]


def test_a_flow_takes_over_what_was_begun_for_it(tmp_path: Path, settings: Settings) -> None:
    out = tmp_path / "out"
    with reading_ahead(SHIPPED, out, settings):
        begun = [path.name for path in staged(out)]
        with working(SHIPPED, out, settings) as work:
            assert [work.batch.run.run_id] == begun
            found = records(work)
            assert work.preparing_since >= work.reading_since
    with working(SHIPPED, tmp_path / "other", settings) as work:
        assert work.batch.run.run_id not in begun
        assert records(work) == found
        assert not work.preparing_since


def test_what_has_been_read_is_told_from_what_is_to_come(
    tmp_path: Path, settings: Settings
) -> None:
    with working(SHIPPED, tmp_path / "other", settings) as work:
        assert work.ahead() == ()
    out = tmp_path / "out"
    with reading_ahead(SHIPPED, out, settings), working(SHIPPED, out, settings) as work:
        end = time.monotonic() + 60
        while work.ahead() != tuple(work.batch.shards) and time.monotonic() < end:
            time.sleep(0.02)
        assert work.ahead() == tuple(work.batch.shards)
        assert records(work)


def test_what_no_flow_takes_over_leaves_no_lock_no_worker_and_no_file(
    tmp_path: Path, settings: Settings
) -> None:
    out = tmp_path / "out"
    before = set(multiprocessing.active_children())
    with suppress(KeyboardInterrupt), reading_ahead(SHIPPED, out, settings):
        assert staged(out)
        raise KeyboardInterrupt
    for child in set(multiprocessing.active_children()) - before:
        child.join(10)
    assert set(multiprocessing.active_children()) <= before
    assert not staged(out)
    with store.write_lock(out):
        pass


def test_a_call_with_other_settings_takes_over_nothing(tmp_path: Path, settings: Settings) -> None:
    out = tmp_path / "out"
    with reading_ahead(SHIPPED, out, settings):
        begun = [path.name for path in staged(out)]
        other = settings.model_copy(update={"keep": "latest"})
        with working(SHIPPED, out, other) as work:
            assert work.batch.run.run_id not in begun
            assert work.batch.run.settings == other
        assert not staged(out)


def test_while_another_run_is_writing_nothing_begins(tmp_path: Path, settings: Settings) -> None:
    out = tmp_path / "out"
    store.ensure(out)
    with store.write_lock(out), reading_ahead(SHIPPED, out, settings):
        assert not staged(out)
        with pytest.raises(StoreBusy), working(SHIPPED, out, settings):
            pass


def test_a_flow_that_fails_stops_the_reading_that_it_took_over(
    tmp_path: Path, settings: Settings
) -> None:
    out = tmp_path / "out"
    before = set(multiprocessing.active_children())
    with (
        pytest.raises(RuntimeError),
        reading_ahead(SHIPPED, out, settings),
        working(SHIPPED, out, settings),
    ):
        raise RuntimeError
    for child in set(multiprocessing.active_children()) - before:
        child.join(10)
    assert set(multiprocessing.active_children()) <= before
    with store.write_lock(out):
        assert discover(SHIPPED, out, settings).shards


BEGINNING = """
import multiprocessing, sys
from pathlib import Path

from flows.ahead import reading_ahead, working
from ingest import prepare, store
from ingest.errors import IngestError
from ingest.settings import load_settings

raw, out = Path(sys.argv[1]), Path(sys.argv[2])
settings = load_settings(settle_seconds=0, workers=2, shard_files=4)


def fail():
    raise IngestError("not now")


"""


def said(code: str, out: Path) -> str:
    """What a program prints; in a process of its own, whose workers can be forked."""
    call = [sys.executable, "-c", BEGINNING + code, str(SHIPPED), str(out)]
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    done = subprocess.run(call, env=env, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_all_is_read_before_prefect_is_imported_and_who_prepares_is_forked_after(
    tmp_path: Path,
) -> None:
    code = """
with reading_ahead(raw, out, settings), working(raw, out, settings) as work:
    print("prefect" in sys.modules, work.ahead() == work.batch.shards)
    with work.workers() as workers:
        print(workers.call(eval, "'ingest.describe' in __import__('sys').modules"))
        reads = [work.read(workers, shard)[0] for shard in work.batch.shards]
        learned = work.learn(workers, reads)
        prepared = [work.prepare(workers, read, learned)[0] for read in reads]
        print(sum(len(one.records) for one in prepared) >= len(work.batch.shards))
"""
    assert said(code, tmp_path / "out") == "False True\nTrue\nTrue\n"


def test_what_fails_while_workers_read_is_dropped_and_met_again(tmp_path: Path) -> None:
    code = """
warm, prepare.warm = prepare.warm, fail
with reading_ahead(raw, out, settings):
    print(multiprocessing.active_children(), list((store.home(out) / "staging").glob("*")))
    prepare.warm = warm
    with working(raw, out, settings) as work:
        print(work.ahead(), len(work.batch.shards))
"""
    assert said(code, tmp_path / "out") == "[] []\n() 4\n"
