"""The index is made again from the datasets, and knows what it knew."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest import corrections, maintenance, pipeline, store
from ingest.accounting import RunReport
from ingest.checking import check
from ingest.errors import StoreDamaged
from ingest.index import run as index_run
from ingest.settings import Settings
from shipped import SHIPPED, Rows

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
    with pytest.raises(StoreDamaged, match="rebuild-index"):
        pipeline.run(raw, damaged, settings)
    assert store.current(damaged) == before
    assert any("index" in problem for problem in check(damaged)["problems"])


def test_an_index_of_an_earlier_program_is_made_again(
    raw: Path, out: Path, take: Take, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    (raw / "a.txt").write_text(SAMPLE)
    with monkeypatch.context() as earlier:
        earlier.setattr(index_run, "ALGORITHM_VERSION", 1)
        take()
    (raw / "b.txt").write_text(NEAR)
    with pytest.raises(StoreDamaged, match=r"earlier program.*rebuild-index"):
        pipeline.run(raw, out, settings)
    maintenance.rebuild_index(out, settings)
    assert take().counts.duplicates == 1


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
