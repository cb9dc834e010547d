"""The index is made again from the datasets, and knows what it knew."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest import corrections, maintenance, pipeline, store
from ingest.accounting import RunReport
from ingest.checking import check
from ingest.errors import IndexDamaged, NewerVersion, advise, exit_status
from ingest.settings import Settings
from shipped import SHIPPED, Rows
from store_inline import be_of_version

SAMPLE = (SHIPPED / "000_d20934aba44f93ef.txt").read_text("utf-8")
HARBOUR = (SHIPPED / "harbour_dredging.txt").read_text("utf-8")
NEAR = SAMPLE.replace("Originally, the two leaders were slated", "At first the two were to")
Take = Callable[[], RunReport]


@pytest.fixture
def damaged(raw: Path, out: Path, take: Take) -> Path:
    """Two nights, and then a file of the index that lost its end."""
    (raw / "a.txt").write_text(SAMPLE)
    take()
    (raw / "b.txt").write_text(NEAR)
    (raw / "c.txt").write_text(HARBOUR)
    take()
    path = min((out / ".ingest" / "current" / "index").iterdir())
    content = path.read_bytes()
    path.chmod(0o600)
    path.write_bytes(content[: len(content) // 2])
    return out


def test_damage_is_named_before_any_work(damaged: Path, raw: Path, settings: Settings) -> None:
    (raw / "d.txt").write_text("News\n\nSomething quite new that nobody has printed before.\n")
    before = store.current(damaged)
    with pytest.raises(IndexDamaged) as refused:
        pipeline.run(raw, damaged, settings)
    assert advise(refused.value).count("ingest ") == 1  # one way out, and the right one
    assert "rebuild-index" in advise(refused.value)
    assert store.current(damaged) == before
    assert any("index" in problem for problem in check(damaged)["problems"])


@pytest.fixture
def earlier(
    raw: Path, out: Path, take: Take, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """Two nights, one text taken down, by a program whose fingerprints were others."""
    with monkeypatch.context() as then:
        be_of_version(1, then)
        (raw / "a.txt").write_text(SAMPLE)
        take()
        (raw / "c.txt").write_text(HARBOUR)
        take()
        corrections.takedown(out, ["c.txt"], "asked for", settings, by="source")
    return out


def test_a_night_makes_an_index_of_an_earlier_program_again(
    earlier: Path,
    raw: Path,
    take: Take,
    rows: Callable[[str], Rows],
    caplog: pytest.LogCaptureFixture,
) -> None:
    (raw / "b.txt").write_text(NEAR)
    (raw / "d.txt").write_text(HARBOUR)
    report = take()
    assert (report.counts.duplicates, report.reasons) == (1, {"taken_down": 1})
    [notice] = report.notices
    assert "earlier program" in notice
    assert "knows 1 articles, 0 duplicates and 1 texts taken down" in notice
    assert "earlier program" in caplog.text
    runs = sorted(rows("runs"), key=lambda row: str(row["run_id"]))
    assert [row["kind"] for row in runs] == ["run", "run", "takedown", "reindex", "run"]
    assert runs[-1]["run_id"] == report.run_id
    assert check(earlier, deep=True)["problems"] == []
    (raw / "e.txt").write_text(NEAR)
    assert take().notices == ()


def test_a_night_that_finds_nothing_new_leaves_an_earlier_index_alone(
    earlier: Path, take: Take
) -> None:
    before = store.current(earlier)
    report = take()
    assert (report.committed, report.notices) == (False, ())
    assert store.current(earlier) == before


def test_an_earlier_index_that_is_damaged_is_refused(earlier: Path, raw: Path, take: Take) -> None:
    (raw / "b.txt").write_text(NEAR)
    before = store.current(earlier)
    for path in (earlier / ".ingest" / "current" / "index").iterdir():
        path.chmod(0o600)
        path.write_bytes(b"INGESTIX" + path.read_bytes()[9:])
    with pytest.raises(IndexDamaged, match="header is damaged"):
        take()
    assert store.current(earlier) == before


def test_an_index_of_a_later_program_is_refused(
    raw: Path, out: Path, take: Take, monkeypatch: pytest.MonkeyPatch
) -> None:
    (raw / "a.txt").write_text(SAMPLE)
    take()
    before = store.current(out)
    be_of_version(2, monkeypatch)
    assert not take().committed  # nothing new: nobody asks the index
    (raw / "b.txt").write_text(NEAR)
    with pytest.raises(NewerVersion, match=r"later program.*version 3.*version 2") as refused:
        take()
    assert advise(refused.value).endswith("upgrade article-ingest")
    assert exit_status(refused.value) == 2
    assert store.current(out) == before
    assert any("later program" in problem for problem in check(out)["problems"])


def test_the_command_tells_of_it_and_works_on_with_all_its_workers(
    earlier: Path, raw: Path, rows: Callable[[str], Rows]
) -> None:
    (raw / "b.txt").write_text(NEAR)
    command = [sys.executable, "-m", "ingest", "run", str(raw), str(earlier), "--workers", "2"]
    given = {**os.environ, "INGEST_SETTLE_SECONDS": "0", "COLUMNS": "200"}
    done = subprocess.run(command, env=given, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("\n") == 1
    assert "is made again" in done.stderr
    assert "was made again: it knows 1 articles" in done.stdout
    assert len(rows("duplicates")) == 1


def test_the_new_index_knows_every_text(
    damaged: Path, raw: Path, take: Take, rows: Callable[[str], Rows], settings: Settings
) -> None:
    before = [rows(name) for name in ("articles", "duplicates", "files")]
    done = maintenance.rebuild_index(damaged, settings)
    assert (done.articles, done.duplicates, done.tombstones) == (2, 1, 0)
    assert [rows(name) for name in ("articles", "duplicates", "files")] == before
    assert check(damaged, deep=True)["problems"] == []
    for name, text in [("e", SAMPLE), ("f", NEAR), ("g", HARBOUR)]:
        (raw / f"{name}.txt").write_text(text)
    report = take()
    assert (report.counts.articles, report.counts.duplicates) == (0, 3)


def test_what_was_taken_down_stays_down(
    raw: Path, out: Path, take: Take, rows: Callable[[str], Rows], settings: Settings
) -> None:
    (raw / "a.txt").write_text(SAMPLE)
    (raw / "c.txt").write_text(HARBOUR)
    take()
    [harbour] = [row for row in rows("articles") if row["source_path"] == "c.txt"]
    corrections.takedown(out, [harbour["article_id"]], reason="asked for", settings=settings)
    assert maintenance.rebuild_index(out, settings).tombstones == 1
    assert maintenance.rebuild_index(out, settings).tombstones == 1  # where nothing is amiss
    (raw / "again.txt").write_text(HARBOUR)
    report = take()
    assert (report.counts.articles, report.reasons) == (0, {"taken_down": 1})


def test_what_a_rollback_brings_back_as_taken_down_stays_down(
    raw: Path, out: Path, take: Take, rows: Callable[[str], Rows], settings: Settings
) -> None:
    (raw / "a.txt").write_text(SAMPLE)
    (raw / "c.txt").write_text(HARBOUR)
    take()
    [harbour] = [row for row in rows("articles") if row["source_path"] == "c.txt"]
    down = corrections.takedown(out, [harbour["article_id"]], "asked for", settings)
    corrections.restore(out, [harbour["article_id"]], "a mistake", settings)
    maintenance.rollback(out, down.snapshot, "it was none", settings)
    assert maintenance.rebuild_index(out, settings).tombstones == 1
    (raw / "again.txt").write_text(HARBOUR)
    assert take().reasons == {"taken_down": 1}


def test_it_can_be_made_again_and_again(
    raw: Path, out: Path, take: Take, settings: Settings
) -> None:
    (raw / "a.txt").write_text(SAMPLE)
    take()
    for snapshot in (2, 3, 4):
        assert maintenance.rebuild_index(out, settings).snapshot == snapshot
    assert check(out, deep=True)["problems"] == []
    (raw / "again.txt").write_text(SAMPLE)
    assert take().counts.duplicates == 1
