"""Sweeping: what dead runs left behind goes, what was published stays."""

import os
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ingest import store
from ingest.errors import StoreFailed
from ingest.store import disk, manifest
from store_rows import numbers_in, publish


def test_a_whole_store_needs_no_cleaning(tmp_path: Path) -> None:
    publish(tmp_path, "a", [1])
    with store.write_lock(tmp_path):
        store.recover(tmp_path)
        assert store.recover(tmp_path) == ()


def test_leftovers_of_a_dead_run_are_removed_and_named(tmp_path: Path) -> None:
    publish(tmp_path, "a", [1])
    home = tmp_path / ".ingest"
    with store.write_lock(tmp_path):
        store.recover(tmp_path)
        (store.staging_folder(tmp_path, "dead") / "part").write_text("x")
        (home / "building" / "000002" / "articles").mkdir(parents=True)
        (home / "snapshots" / "000002").mkdir()
        (home / "trash" / "000000").mkdir()
        (home / "current.new").symlink_to("snapshots/000002")
        done = store.recover(tmp_path)
    assert done == (
        "removed snapshot 2, which was never committed",
        "removed a half-made snapshot 000002",
        "removed staged files of dead",
    )
    left = {part: os.listdir(home / part) for part in ("building", "staging", "trash")}
    assert left == {"building": [], "staging": [], "trash": []}
    assert not os.path.lexists(home / "current.new")
    assert numbers_in(tmp_path) == [1]


def test_a_staging_folder_is_fresh_every_time(tmp_path: Path) -> None:
    store.ensure(tmp_path)
    (store.staging_folder(tmp_path, "run") / "old").write_text("x")
    assert list(store.staging_folder(tmp_path, "run").iterdir()) == []


def test_snapshots_are_kept_for_days_after_they_were_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = datetime(2026, 11, 1, tzinfo=UTC)

    class Clock(datetime):
        moment = start

        @classmethod
        def now(cls, tz: object = None) -> datetime:  # noqa: ARG003
            return cls.moment

    monkeypatch.setattr(manifest, "datetime", Clock)
    monkeypatch.setattr(time, "time", lambda: Clock.moment.timestamp())  # noqa: PLW0108
    publish(tmp_path, "a", [1])
    Clock.moment = start + timedelta(days=30)
    publish(tmp_path, "b", [2])
    with store.write_lock(tmp_path):
        assert store.sweep(tmp_path, 7) == 0, "it was current until a moment ago"
        Clock.moment += timedelta(days=8)
        assert store.sweep(tmp_path, 7) == 1
        assert store.sweep(tmp_path, 7) == 0
    assert [snapshot.number for snapshot in store.snapshots(tmp_path)] == [2]
    assert numbers_in(tmp_path) == [1, 2]


def test_numbers_go_on_after_a_sweep(tmp_path: Path) -> None:
    publish(tmp_path, "a", [1])
    publish(tmp_path, "b", [2])
    with store.write_lock(tmp_path):
        store.sweep(tmp_path, 0)
    assert publish(tmp_path, "c", [3]).number == 3


def test_the_current_snapshot_is_never_discarded(tmp_path: Path) -> None:
    last = publish(tmp_path, "a", [1])
    with store.write_lock(tmp_path), pytest.raises(ValueError, match="current"):
        store.discard(tmp_path, (last,))


def test_a_sweep_that_fails_is_one_clear_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(tmp_path, "a", [1])
    publish(tmp_path, "b", [2])

    def fail(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(disk, "remove_file", fail)
    with store.write_lock(tmp_path), pytest.raises(StoreFailed, match="Input/output error"):
        store.sweep(tmp_path, 0)
    assert numbers_in(tmp_path) == [1, 2]
