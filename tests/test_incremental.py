"""Night after night: what is new is taken, what was taken is left alone."""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timedelta, tzinfo
from pathlib import Path

import pytest

from ingest import corrections, maintenance, read_articles, store
from ingest.accounting import Counts, RunReport
from ingest.settings import Settings
from shipped import Rows

TOWN = (
    "The council met on Tuesday evening to discuss the harbour wall, which the spring storms had"
    " damaged in three places. Repairs will begin in June and should take about two months.\n\n"
    "Fishermen asked for a temporary berth on the northern side, and the council agreed to pay for"
    " it out of the reserve that had been set aside for the new playground."
)
FARM = (
    "A farmer in the upper valley has planted twelve hundred walnut trees on land that his family"
    " had given up in the nineteen seventies, when the last of the cows were sold.\n\n"
    "It will be ten years before the first real harvest. Until then he means to live on honey, on"
    " school classes who come to visit, and on his wife's wages as a nurse."
)
Take = Callable[[], RunReport]
ReadRows = Callable[[str], Rows]


def published(out: Path) -> set[tuple[str, int]]:
    home = (out / ".ingest" / "current").resolve()
    return {(str(p.relative_to(home)), p.stat().st_ino) for p in home.rglob("*.parquet")}


AGAIN = """
import sys
from pathlib import Path
from ingest.pipeline import run
from ingest.settings import load_settings

raw, out = map(Path, sys.argv[1:])
assert not run(raw, out, load_settings(None, settle_seconds=0)).committed
print(*sorted({"numba", "trafilatura", "ingest.anatomy", "ingest.stages"} & set(sys.modules)))
"""


def test_what_reads_and_measures_is_not_loaded_when_there_is_nothing_new(
    raw: Path, out: Path, take: Take
) -> None:
    (raw / "town.txt").write_text(f"Harbour wall\n\n{TOWN}\n")
    take()
    command = [sys.executable, "-c", AGAIN, str(raw), str(out)]
    assert subprocess.run(command, check=True, capture_output=True, text=True).stdout == "\n"


def test_a_second_run_takes_nothing_and_changes_nothing(raw: Path, out: Path, take: Take) -> None:
    (raw / "town.txt").write_text(f"Harbour wall\n\n{TOWN}\n")
    first = take()
    before = store.current(out)
    second = take()
    assert (first.committed, second.committed) == (True, False)
    assert store.current(out) == before
    assert second.counts == Counts(files_listed=1, files_unchanged=1)


def test_new_files_join_and_old_ones_keep_their_rows(raw: Path, take: Take, rows: ReadRows) -> None:
    (raw / "town.txt").write_text(f"Harbour wall\n\n{TOWN}\n")
    take()
    before = rows("articles")
    (raw / "farm.txt").write_text(f"Walnut trees return\n\n{FARM}\n")
    report = take()
    assert (report.counts.articles, report.counts.files_unchanged) == (1, 1)
    assert [row for row in rows("articles") if row["source_path"] == "town.txt"] == before


def test_a_copy_on_a_later_night_is_found(raw: Path, take: Take, rows: ReadRows) -> None:
    (raw / "town.txt").write_text(f"Harbour wall\n\n{TOWN}\n")
    take()
    (raw / "a_copy.txt").write_text(f"Council to mend harbour\n\n{TOWN}\n")
    report = take()
    assert (report.counts.articles, report.counts.duplicates) == (0, 1)
    assert rows("duplicates")[0]["duplicate_of"] == rows("articles")[0]["article_id"]
    assert rows("articles")[0]["source_path"] == "town.txt"


def test_a_touched_file_is_recognised_by_its_bytes(raw: Path, take: Take, rows: ReadRows) -> None:
    (raw / "town.txt").write_text(f"Harbour wall\n\n{TOWN}\n")
    take()
    os.utime(raw / "town.txt", (1, 1))
    report = take()
    assert (report.counts.records, report.counts.files_unchanged) == (0, 1)
    assert len(rows("articles")) == 1
    assert take().committed is False


def test_a_changed_file_is_taken_again(raw: Path, take: Take, rows: ReadRows) -> None:
    path = raw / "town.txt"
    path.write_text(f"Harbour wall\n\n{TOWN}\n")
    take()
    path.write_text(f"Walnut trees return\n\n{FARM}\n")
    report = take()
    assert report.counts.articles == 1
    assert {row["headline"] for row in rows("articles")} == {"Harbour wall", "Walnut trees return"}
    assert len(rows("files")) == 2


def test_a_file_put_back_as_it_was_counts_no_record_twice(
    raw: Path, take: Take, rows: ReadRows
) -> None:
    path = raw / "town.txt"
    for body in (TOWN, FARM, TOWN):
        path.write_text(f"News of the day\n\n{body}\n")
        last = take()
    assert last.counts.unchanged == 1
    assert (len(rows("articles")), len(rows("duplicates"))) == (2, 0)


def test_no_published_file_is_ever_rewritten(raw: Path, out: Path, take: Take) -> None:
    (raw / "town.txt").write_text(f"Harbour wall\n\n{TOWN}\n")
    take()
    before = published(out)
    (raw / "farm.txt").write_text(f"Walnut trees return\n\n{FARM}\n")
    take()
    kept = {pair for pair in before if "1970-01-01" not in pair[0]}
    assert kept <= published(out)


def test_a_refused_entry_is_listed_once(raw: Path, take: Take, rows: ReadRows) -> None:
    os.mkfifo(raw / "pipe")
    take()
    assert take().committed is False
    assert [(row["reason"], row["stage"]) for row in rows("quarantine")] == [
        ("not_a_file", "discover")
    ]


def test_a_touched_empty_file_is_not_listed_again(raw: Path, take: Take, rows: ReadRows) -> None:
    (raw / "empty.txt").write_bytes(b"")
    take()
    os.utime(raw / "empty.txt", (1, 1))
    assert take().counts.files_unchanged == 1
    assert len(rows("quarantine")) == 1


class ClockAhead(datetime):
    """A clock that is ten years ahead."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:
        return datetime.now(tz) + timedelta(days=3653)


def test_after_a_clock_that_was_ahead_runs_still_follow_one_another(
    raw: Path, out: Path, take: Take, rows: ReadRows, monkeypatch: pytest.MonkeyPatch
) -> None:
    (raw / "town.txt").write_text(f"Harbour wall\n\n{TOWN}\n")
    with monkeypatch.context() as patched:
        patched.setattr("ingest.run.datetime", ClockAhead)
        ahead = take()
    (raw / "town.txt").write_text(f"Walnut trees return\n\n{FARM}\n")
    right = take()
    assert take().committed is False
    assert ahead.run_id < right.run_id
    started = {row["run_id"]: row["started_at"] for row in rows("runs")}
    assert started[right.run_id] < started[ahead.run_id]
    new = read_articles(out, since=ahead.run_id, columns=["headline"])
    assert list(new.headline) == ["Walnut trees return"]


def test_a_takedown_after_a_clock_that_was_ahead_outlives_a_new_index(
    raw: Path, take: Take, rows: ReadRows, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    (raw / "town.txt").write_text(f"Harbour wall\n\n{TOWN}\n")
    take()
    out = raw.parent / "out"
    names = [row["article_id"] for row in rows("articles")]
    with monkeypatch.context() as patched:
        patched.setattr("ingest.run.datetime", ClockAhead)
        corrections.takedown(out, names, "order 12/3", settings)
        corrections.restore(out, names, "a mistake", settings)
    take()
    corrections.takedown(out, names, "none after all", settings)
    maintenance.rebuild_index(out, settings)
    (raw / "again.txt").write_text(f"Harbour wall\n\n{TOWN}\n")
    assert take().reasons == {"taken_down": 1}
