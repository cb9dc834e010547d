"""Compaction, the way back, and the rebuild: what they change, and what they must not."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ingest import corrections, maintenance, stages, store
from ingest.checking import check
from ingest.errors import UnknownId, UsageError
from ingest.schema import DATASETS
from ingest.settings import Settings, load_settings
from store_inline import Inline
from store_news import article, drop, near
from store_rows import publish

Rows = list[dict[str, Any]]
Read = Callable[[str], Rows]
TEXTS = ("articles", "duplicates", "quarantine", "files")


@pytest.fixture(autouse=True)
def inline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stages, "Workers", Inline)


@pytest.fixture
def nights(raw: Path, take: Callable[[], Any]) -> None:
    """Three runs: articles, a copy, a near duplicate and an empty file in each."""
    for night in range(3):
        for number in range(2):
            drop(raw, f"{night}/{number}.txt", article(10 * night + number))
        drop(raw, f"{night}/copy.txt", article(10 * night))
        drop(raw, f"{night}/near.txt", article(10 * night + 1, near(10 * night + 1, 1)))
        drop(raw, f"{night}/empty.txt", "")
        take()


def spelled(rows: Read, *, without: frozenset[str] = frozenset()) -> dict[str, list[str]]:
    """Every row of the datasets, in words, to be compared."""
    return {
        name: sorted(repr({k: v for k, v in row.items() if k not in without}) for row in rows(name))
        for name in TEXTS
    }


def parts(out: Path, name: str) -> int:
    return len(list((out / name).rglob("*.parquet")))


@pytest.mark.usefixtures("nights")
class TestCompact:
    def test_the_files_of_a_day_become_one_and_no_row_changes(
        self, out: Path, rows: Read, settings: Settings
    ) -> None:
        before = spelled(rows)
        assert parts(out, "articles") == 3
        done = maintenance.compact(out, settings)
        assert (done.merged, done.made) == (15, 5)
        days = len({row["ingest_date"] for row in rows("articles")})
        assert parts(out, "articles") == days
        assert spelled(rows) == before
        assert check(out, deep=True)["problems"] == []

    def test_a_second_compaction_finds_nothing_to_do(self, out: Path, settings: Settings) -> None:
        first = maintenance.compact(out, settings)
        again = maintenance.compact(out, settings)
        assert (again.made, again.snapshot) == (0, first.snapshot)

    def test_merged_files_stay_within_their_bounds(self, out: Path, rows: Read) -> None:
        before = spelled(rows)
        maintenance.compact(out, load_settings(settle_seconds=0, part_rows=4))
        assert parts(out, "articles") == 2
        assert spelled(rows) == before

    def test_the_next_run_goes_on_as_if_nothing_had_happened(
        self, raw: Path, out: Path, take: Callable[[], Any], settings: Settings
    ) -> None:
        maintenance.compact(out, settings)
        assert not take().committed
        drop(raw, "later.txt", article(0))
        assert take().counts.duplicates == 1


@pytest.mark.usefixtures("nights")
class TestRollback:
    def test_an_earlier_snapshot_is_published_again(
        self, out: Path, rows: Read, settings: Settings
    ) -> None:
        last = spelled(rows)
        second = store.snapshots(out)[1]
        done = maintenance.rollback(out, 2, "a bad delivery", settings)
        assert (done.snapshot, done.target, done.barred) == (4, 2, 0)
        for name in TEXTS:
            assert rows(name) == store.open_snapshot(second, name).to_table().to_pylist()
        assert [row["kind"] for row in rows("runs")] == ["run"] * 3 + ["rollback"]
        assert check(out, deep=True)["problems"] == []
        maintenance.rollback(out, 3, "it was good", settings)
        assert spelled(rows) == last

    def test_the_next_run_takes_again_what_came_after(
        self, out: Path, rows: Read, take: Callable[[], Any], settings: Settings
    ) -> None:
        times = frozenset({"run_id", "ingested_at", "taken_at", "quarantined_at", "ingest_date"})
        before = spelled(rows, without=times)
        maintenance.rollback(out, 2, "", settings)
        assert take().counts.records == 5
        assert spelled(rows, without=times) == before

    def test_what_was_taken_down_stays_down(
        self, out: Path, rows: Read, settings: Settings
    ) -> None:
        name = rows("articles")[0]["article_id"]
        done = corrections.takedown(out, [name], "asked", settings)
        back = maintenance.rollback(out, 3, "", settings)
        assert back.barred == done.records
        texts = rows("articles") + rows("duplicates")
        assert name not in {row["article_id"] for row in texts}
        assert check(out)["problems"] == []

    def test_a_snapshot_that_is_not_kept_is_refused(self, out: Path, settings: Settings) -> None:
        with pytest.raises(UnknownId, match="snapshot 99 is not kept"):
            maintenance.rollback(out, 99, "", settings)
        with pytest.raises(UsageError, match="is the current one"):
            maintenance.rollback(out, 3, "", settings)

    def test_kept_snapshots_are_listed(self, out: Path) -> None:
        kept = maintenance.list_snapshots(out)
        assert [(one.number, one.rows["files"], one.current) for one in kept] == [
            (1, 5, False),
            (2, 10, False),
            (3, 15, True),
        ]


def test_a_rollback_over_a_change_of_schema_has_one_schema(
    out: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pyarrow as pa

    publish(out, "a", [1, 2])
    mood = pa.field("mood", pa.string(), metadata={"description": "how it reads"})
    newer = DATASETS["articles"].append(mood)
    monkeypatch.setitem(DATASETS, "articles", newer)
    publish(out, "b", [3])
    maintenance.rollback(out, 1, "", settings)
    table = store.open_dataset(out, "articles").to_table()
    assert sorted(table["record_index"].to_pylist()) == [1, 2]
    assert table["mood"].to_pylist() == [None, None]


@pytest.mark.usefixtures("nights")
class TestRebuild:
    def test_it_arrives_at_the_same_rows_on_the_same_days(
        self, raw: Path, out: Path, rows: Read, settings: Settings
    ) -> None:
        counted = frozenset({"cluster_size"})
        before = spelled(rows, without=counted)
        done = maintenance.rebuild(raw, out, settings)
        assert (done.articles, done.quarantined, done.corrected) == (6, 3, 0)
        assert spelled(rows, without=counted) == before
        assert [row["kind"] for row in rows("runs")] == ["run"] * 3 + ["rebuild"]
        assert check(out, deep=True)["problems"] == []

    def test_tombstones_hold_and_corrections_are_applied_again(
        self, raw: Path, out: Path, rows: Read, settings: Settings
    ) -> None:
        gone, said = [row["article_id"] for row in rows("articles")[:2]]
        corrections.takedown(out, [gone], "asked", settings)
        corrections.correct(out, said, {"headline": "By hand"}, "", settings)
        done = maintenance.rebuild(raw, out, settings)
        texts = rows("articles") + rows("duplicates")
        assert gone not in {row["article_id"] for row in texts}
        headlines = {row["headline"] for row in texts if row["article_id"] == said}
        assert headlines == {"By hand"}
        assert done.corrected == sum(row["article_id"] == said for row in texts)
        assert check(out, deep=True)["problems"] == []

    def test_the_next_run_has_nothing_to_do(
        self, raw: Path, out: Path, take: Callable[[], Any], settings: Settings
    ) -> None:
        maintenance.rebuild(raw, out, settings)
        assert not take().committed

    def test_rows_whose_raw_files_are_gone_are_not_lost_unasked(
        self, raw: Path, out: Path, rows: Read, settings: Settings
    ) -> None:
        (raw / "1" / "0.txt").unlink()
        (raw / "1" / "copy.txt").unlink()
        before = spelled(rows)
        with pytest.raises(UsageError, match=r"2 raw files are gone, 1/0\.txt for one"):
            maintenance.rebuild(raw, out, settings)
        assert spelled(rows) == before
        maintenance.rebuild(raw, out, settings, without_missing=True)
        assert len(rows("articles")) == 5
        assert check(out)["problems"] == []

    def test_where_nothing_is_left_nothing_is_published(
        self, raw: Path, out: Path, settings: Settings
    ) -> None:
        shutil.rmtree(raw)
        raw.mkdir()
        done = maintenance.rebuild(raw, out, settings, without_missing=True)
        assert (done.articles, done.duplicates, done.quarantined) == (0, 0, 0)
        assert check(out, deep=True)["problems"] == []

    def test_its_history_says_what_changed(
        self, raw: Path, out: Path, rows: Read, settings: Settings
    ) -> None:
        (raw / "1" / "0.txt").unlink()
        (raw / "1" / "copy.txt").unlink()
        maintenance.rebuild(raw, out, settings, without_missing=True)
        last = max(rows("runs"), key=lambda row: row["run_id"])
        assert json.loads(last["detail"]) == {"corrected": 0}
        assert [last[c] for c in ("records", "articles", "duplicates")] == [-2, -1, -1]
