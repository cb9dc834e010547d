"""Which files are read again."""

from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from ingest.fields import CATEGORY
from ingest.ledger import Known, read_ledger
from ingest.rawfiles import lay_out

A = ("a.txt", 10, 1_000)


def row(path: str = "a.txt", **given: Any) -> dict[str, Any]:
    last = {"size": 10, "mtime_ns": 1_000, "raw_hash": "ab", "reason": None, "run_id": "1"}
    return {"source_path": path, **last, **given}


def look_up(*tables: list[dict[str, Any]], files: tuple[Any, ...] = (A,), base: str = "/") -> Known:
    """Look files up in a ledger that comes in pieces."""
    kinds = {"size": pa.int64(), "mtime_ns": pa.int64(), "reason": CATEGORY, "run_id": CATEGORY}
    schema = pa.schema([(name, kinds.get(name, pa.string())) for name in row()])
    pieces = [pa.Table.from_pylist(rows, schema=schema) for rows in tables]
    runs = [one["run_id"] for rows in tables for one in rows]
    return read_ledger(
        runs, pieces, lay_out(base, ((path, *each) for path, *each in _named(files)))
    )


def _named(files: tuple[Any, ...]) -> list[tuple[Any, ...]]:
    return [(path, path, size, mtime_ns) for path, size, mtime_ns in files]


def chosen(known: Known) -> list[str]:
    return [file.source_path for file in known.choose()]


def test_a_new_file_is_chosen() -> None:
    assert chosen(look_up()) == ["a.txt"]


def test_a_file_as_it_was_is_left_alone() -> None:
    assert chosen(look_up([row()])) == []


@pytest.mark.parametrize("given", [{"size": 11}, {"mtime_ns": 999}])
def test_another_size_or_time_is_reason_to_look(given: dict[str, int]) -> None:
    known = look_up([row(**given)])
    assert chosen(known) == ["a.txt"]
    assert known.hashes == {"a.txt": "ab"}


@pytest.mark.parametrize("reason", ["vanished", "changed", "io_error"])
def test_what_failed_for_the_moment_is_tried_again(reason: str) -> None:
    assert chosen(look_up([row(reason=reason)])) == ["a.txt"]


def test_a_bad_file_is_not_tried_again() -> None:
    assert chosen(look_up([row(reason="binary")])) == []


def test_a_file_that_may_be_opened_by_now_is_tried_again(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("text")
    closed = [row(reason="no_permission"), row("gone.txt", reason="no_permission")]
    known = look_up(closed, files=(A, ("gone.txt", 10, 1_000)), base=f"{tmp_path}/")
    assert chosen(known) == ["a.txt"]


@pytest.mark.parametrize("pieces", [1, 2, 5])
def test_the_last_run_decides_however_the_rows_lie(pieces: int) -> None:
    rows = [
        row("a.txt", size=2, raw_hash="new", run_id="3"),
        row("b.txt", reason="empty"),
        row("a.txt", raw_hash="old"),
        row("c.txt", size=7, raw_hash="first", run_id="1"),
        row("c.txt", size=8, raw_hash="second", run_id="2"),
    ]
    files = (A, ("b.txt", 10, 1_000), ("c.txt", 9, 1_000), ("d.txt", 1, 1))
    for order in (rows, rows[::-1]):
        known = look_up(*(order[start::pieces] for start in range(pieces)), files=files)
        assert chosen(known) == ["a.txt", "c.txt", "d.txt"]
        assert known.hashes == {"a.txt": "new", "c.txt": "second"}


def test_files_that_are_gone_from_raw_and_new_ones_between_them_are_told_apart() -> None:
    ledger = [row(name) for name in ("b", "d", "e", "g")]
    files = tuple((name, 10, 1_000) for name in ("a", "b", "c", "e", "f", "g", "h"))
    assert chosen(look_up(ledger, files=files)) == ["a", "c", "f", "h"]
