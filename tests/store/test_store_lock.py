"""One writer at a time, and a lock that dies with its holder."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from ingest import store
from ingest.errors import OutputUnusable, StoreBusy
from ingest.store import lock

HOLD = """
import sys, time
from pathlib import Path
from ingest import store
with store.write_lock(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(600)
"""


@pytest.fixture
def holder(tmp_path: Path) -> "subprocess.Popen[str]":
    store.ensure(tmp_path)
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def test_a_second_writer_is_told_who_holds_the_lock(
    tmp_path: Path, holder: "subprocess.Popen[str]"
) -> None:
    with (
        pytest.raises(StoreBusy, match=rf"process {holder.pid} on .+ since 20"),
        store.write_lock(tmp_path),
    ):
        pytest.fail("two writers at once")


def test_a_writer_killed_while_it_holds_the_lock_does_not_keep_it(
    tmp_path: Path, holder: "subprocess.Popen[str]"
) -> None:
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    with store.write_lock(tmp_path):
        assert lock.is_locked_here(tmp_path)
    assert not lock.is_locked_here(tmp_path)


def test_a_second_writer_can_wait_its_turn(tmp_path: Path) -> None:
    store.ensure(tmp_path)
    release = threading.Event()
    order: list[str] = []

    def hold() -> None:
        with store.write_lock(tmp_path):
            order.append("first in")
            started.set()
            release.wait()
            order.append("first out")

    started = threading.Event()
    thread = threading.Thread(target=hold)
    thread.start()
    started.wait()
    with pytest.raises(StoreBusy), store.write_lock(tmp_path):
        pytest.fail("two writers at once")
    release.set()
    with store.write_lock(tmp_path, wait_seconds=60):
        order.append("second in")
    thread.join()
    assert order == ["first in", "first out", "second in"]


def test_a_worker_that_outlives_its_parent_does_not_hold_the_lock(tmp_path: Path) -> None:
    store.ensure(tmp_path)
    reader, writer = os.pipe()
    with store.write_lock(tmp_path):
        child = os.fork()
        if child == 0:  # a worker: waits until the test is over
            os.close(writer)
            os.read(reader, 1)
            os._exit(0)
    try:
        with store.write_lock(tmp_path):
            pass
    finally:
        os.close(writer)
        os.waitpid(child, 0)
        os.close(reader)


def test_a_worker_that_outlives_a_killed_writer_does_not_hold_the_lock(tmp_path: Path) -> None:
    store.ensure(tmp_path)
    reader, writer = os.pipe()
    ready, forked = os.pipe()
    killed = os.fork()
    if killed == 0:
        with store.write_lock(tmp_path):
            if os.fork() == 0:  # a worker: waits until the test is over
                os.close(writer)
                os.write(forked, b"1")
                os.read(reader, 1)
                os._exit(0)
            time.sleep(600)
    try:
        os.read(ready, 1)
        os.kill(killed, signal.SIGKILL)
        os.waitpid(killed, 0)
        with store.write_lock(tmp_path):
            pass
    finally:
        for descriptor in (reader, writer, ready, forked):
            os.close(descriptor)


def test_a_lock_that_cannot_be_opened_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / ".ingest" / "lock").mkdir(parents=True)
    with (
        pytest.raises(OutputUnusable, match="cannot be opened for writing"),
        store.write_lock(tmp_path),
    ):
        pytest.fail("locked a folder")


def test_an_error_inside_lets_the_lock_go(tmp_path: Path) -> None:
    store.ensure(tmp_path)
    with pytest.raises(ZeroDivisionError), store.write_lock(tmp_path):
        raise ZeroDivisionError
    with store.write_lock(tmp_path):
        pass
