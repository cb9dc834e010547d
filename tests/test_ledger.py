"""Which files are read again."""

from pathlib import Path

import pyarrow as pa
import pytest

from ingest.article import RawFile
from ingest.fields import CATEGORY
from ingest.ledger import Taken, choose_files, read_ledger

FILE = RawFile("a.txt", "/raw/a.txt", 10, 1_000)


def taken(size: int = 10, mtime_ns: int = 1_000, reason: str = "") -> dict[str, Taken]:
    return {"a.txt": Taken(size, mtime_ns, "ab", reason)}


def test_a_new_file_is_chosen() -> None:
    assert choose_files([FILE], {}) == ((FILE,), 0)


def test_a_file_as_it_was_is_left_alone() -> None:
    assert choose_files([FILE], taken()) == ((), 1)


@pytest.mark.parametrize("ledger", [taken(size=11), taken(mtime_ns=999)])
def test_another_size_or_time_is_reason_to_look(ledger: dict[str, Taken]) -> None:
    assert choose_files([FILE], ledger) == ((FILE,), 0)


@pytest.mark.parametrize("reason", ["vanished", "changed", "io_error"])
def test_what_failed_for_the_moment_is_tried_again(reason: str) -> None:
    assert choose_files([FILE], taken(reason=reason)) == ((FILE,), 0)


def test_a_bad_file_is_not_tried_again() -> None:
    assert choose_files([FILE], taken(reason="binary")) == ((), 1)


def test_a_file_that_may_be_opened_by_now_is_tried_again(tmp_path: Path) -> None:
    path = tmp_path / "open.txt"
    path.write_text("text")
    file = RawFile("a.txt", str(path), 10, 1_000)
    assert choose_files([file], taken(reason="no_permission")) == ((file,), 0)
    gone = RawFile("a.txt", str(tmp_path / "gone.txt"), 10, 1_000)
    assert choose_files([gone], taken(reason="no_permission")) == ((), 1)


def test_the_last_run_decides() -> None:
    rows = pa.table(
        {
            "source_path": ["a.txt", "b.txt", "a.txt"],
            "size": [2, 5, 1],
            "mtime_ns": [20, 50, 10],
            "raw_hash": ["new", "b", "old"],
            "reason": pa.array([None, "empty", None]).cast(CATEGORY),
            "run_id": pa.array(["2", "1", "1"]).cast(CATEGORY),
        }
    )
    assert read_ledger(rows) == {
        "a.txt": Taken(2, 20, "new", ""),
        "b.txt": Taken(5, 50, "b", "empty"),
    }
