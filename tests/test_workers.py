"""Worker processes die and hang for real here."""

import os
import signal
import time
from pathlib import Path

import pytest

from ingest.reading import Marker
from ingest.workers import WorkerLost, Workers


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
