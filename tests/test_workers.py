"""Worker processes die and hang for real here."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Generator
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any, cast

import pytest

from ingest.reading import Marker
from ingest.workers import WorkerLost, Workers, WorkersStopped


def die(marker: str) -> None:
    Marker(Path(marker)).set(7)
    os.kill(os.getpid(), signal.SIGKILL)


def hang(marker: str) -> None:
    Marker(Path(marker)).set(3)
    time.sleep(3600)


def die_once(flag: str) -> str:
    if os.path.exists(flag):
        return "second try"
    with open(flag, "w"):
        os.kill(os.getpid(), signal.SIGKILL)
    return "unreachable"


def fail() -> None:
    raise ValueError("of the function")


def test_a_death_is_known_with_the_file_it_was_reading(tmp_path: Path) -> None:
    marker = tmp_path / "mark"
    with Workers(1) as workers, pytest.raises(WorkerLost) as lost:
        workers.call_once(die, str(marker), marker=marker, limit=60)
    assert (lost.value.reason, lost.value.position) == ("reader_crashed", 7)


def test_a_worker_without_a_sign_of_life_is_killed(tmp_path: Path) -> None:
    marker = tmp_path / "mark"
    with Workers(1) as workers, pytest.raises(WorkerLost) as lost:
        workers.call_once(hang, str(marker), marker=marker, limit=0.2)
    assert (lost.value.reason, lost.value.position) == ("reader_timeout", 3)


def test_a_call_survives_the_death_of_its_worker(tmp_path: Path) -> None:
    with Workers(1) as workers:
        assert workers.call(die_once, str(tmp_path / "flag")) == "second try"
        assert workers.call(len, "and on it goes") == 14


def test_an_error_of_the_function_is_raised_to_the_caller() -> None:
    with Workers(1) as workers, pytest.raises(ValueError, match="of the function"):
        workers.call(fail)


def test_map_gives_every_result_once() -> None:
    with Workers(2) as workers:
        items = [(workers_input,) for workers_input in ("a", "bb", "ccc", "dddd")]
        assert sorted(workers.map(len, items)) == [1, 2, 3, 4]


def sleep_long(flag: str) -> None:
    Path(flag).touch()
    time.sleep(3600)


def wait_for(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline, "it does not happen"
        time.sleep(0.05)


def is_gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return Path(f"/proc/{pid}/stat").exists() and " Z " in Path(f"/proc/{pid}/stat").read_text()


def test_stopping_kills_what_is_being_worked_on_and_refuses_more(tmp_path: Path) -> None:
    flag = tmp_path / "begun"
    with Workers(1) as workers, ThreadPoolExecutor(1) as threads:
        working = threads.submit(workers.call, sleep_long, str(flag))
        wait_for(flag.exists)
        workers.stop()
        with pytest.raises(WorkersStopped):
            working.result(timeout=60)
        with pytest.raises(WorkersStopped):
            workers.call(len, "more")


def test_an_error_in_one_task_does_not_wait_for_the_others(tmp_path: Path) -> None:
    flag = tmp_path / "begun"
    with Workers(2) as workers:
        tasks: list[tuple[Any, ...]] = [(sleep_long, str(flag)), (len, "done at once")]
        results = workers.map(workers.call, tasks)
        assert next(results) == 12
        wait_for(flag.exists)
        with pytest.raises(KeyboardInterrupt):
            cast(Generator[int], results).throw(KeyboardInterrupt())


def test_losses_are_counted(tmp_path: Path) -> None:
    with Workers(1) as workers:
        workers.call(die_once, str(tmp_path / "flag"))
        assert workers.losses == 1


@pytest.mark.parametrize("threads", [0, 1], ids=["forked", "from a fork server"])
def test_workers_end_when_their_parent_is_killed(tmp_path: Path, threads: int) -> None:
    program = (
        "import sys; from pathlib import Path; from ingest.workers import Workers\n"
        "import os, time, threading\n"
        "def busy(flag):\n"
        "    Path(flag).write_text(str(os.getpid())); time.sleep(3600)\n"
        "if __name__ == '__main__':\n"
        f"    for _ in range({threads}):\n"
        "        threading.Thread(target=time.sleep, args=(3600,), daemon=True).start()\n"
        "    workers = Workers(1)\n"
        "    workers.call(busy, sys.argv[1])\n"
    )
    script, flag = tmp_path / "program.py", tmp_path / "pid"
    script.write_text(program)
    parent = subprocess.Popen([sys.executable, str(script), str(flag)])
    try:
        wait_for(lambda: flag.exists() and flag.read_text() != "")
        worker = int(flag.read_text())
        parent.kill()
        wait_for(lambda: is_gone(worker))
    finally:
        parent.kill()
        parent.wait()


def test_a_marker_tells_at_once_of_another_file_and_keeps_telling_of_the_same(
    tmp_path: Path,
) -> None:
    mark = Marker(tmp_path / "mark")
    mark.set(0)
    mark.set(1)
    assert mark.get()[0] == 1
    time.sleep(0.1)
    mark.set(1)
    assert mark.get()[1] < 0.1
    mark.set(-1)
    assert mark.get()[0] == -1
    mark.close()


def pid_of(workers: Workers) -> int:
    return workers.call(os.getpid)


def test_a_process_that_is_held_back_works_when_it_is_let_go_and_ends_with_the_others() -> None:
    with Workers(2) as workers:
        workers.hold_one()
        calls = [(os.getpid,)] * 4
        assert len(set(workers.map(workers.call, calls))) == 1
        held = workers._held[0].submit(os.getpid).result()
        workers.let_go()
        assert held in {pid_of(workers) for _ in range(2)}
        workers.hold_one()
    wait_for(lambda: is_gone(held))


def test_one_process_alone_is_not_held_back() -> None:
    with Workers(1) as workers:
        workers.hold_one()
        assert workers.call(len, "four") == 4


def test_renewed_workers_are_other_processes_and_the_old_ones_are_gone() -> None:
    with Workers(1) as workers:
        before = pid_of(workers)
        workers.renew()
        assert pid_of(workers) != before
        wait_for(lambda: is_gone(before))
    assert workers.losses == 0


def test_a_worker_that_died_while_nothing_was_to_do_is_renewed_too() -> None:
    with Workers(2) as workers:
        os.kill(pid_of(workers), signal.SIGKILL)
        workers.renew()
        calls = [(len, "a"), (len, "bb"), (len, "ccc")]
        assert sorted(workers.map(workers.call, calls)) == [1, 2, 3]


class DyingAtBirth(Workers):
    """Workers of which the next to be started is killed at once."""

    dying = False

    def _start(self) -> tuple[ProcessPoolExecutor, "Future[int]"]:
        executor, ready = super()._start()
        if self.dying:
            self.dying = False
            executor.submit(os.kill, ready.result(), signal.SIGKILL).exception(timeout=60)
            ready = Future()
            ready.set_exception(BrokenProcessPool())
        return executor, ready


def test_a_worker_that_dies_as_it_is_renewed_is_replaced() -> None:
    with DyingAtBirth(2) as workers:
        workers.dying = True
        workers.renew()
        calls = [(len, "a"), (len, "bb"), (len, "ccc")]
        assert sorted(workers.map(workers.call, calls)) == [1, 2, 3]
        assert workers.losses == 1


def test_workers_are_renewed_after_a_loss(tmp_path: Path) -> None:
    with Workers(2) as workers:
        workers.call(die_once, str(tmp_path / "flag"))
        workers.renew()
        calls = [(len, "a"), (len, "bb"), (len, "ccc")]
        assert sorted(workers.map(workers.call, calls)) == [1, 2, 3]
        assert workers.losses == 1


def test_stopped_workers_are_not_renewed() -> None:
    with Workers(1) as workers:
        workers.stop()
        with pytest.raises(WorkersStopped):
            workers.renew()
