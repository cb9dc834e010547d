"""Takedown, restoration and correction: each is one commit, and everything still adds up."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ingest import corrections, stages, store
from ingest.checking import check
from ingest.corrections.remove import tombstones
from ingest.errors import OutputUnusable, StoreBusy, UnknownId, UsageError
from ingest.settings import Settings
from ingest.status import read_status
from store_inline import Inline
from store_news import article, body, drop, near

Rows = list[dict[str, Any]]
Read = Callable[[str], Rows]


@pytest.fixture(autouse=True)
def inline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stages, "Workers", Inline)


@pytest.fixture
def published(raw: Path, take: Callable[[], Any]) -> None:
    """Two articles with an exact copy each; one of them also with two near duplicates."""
    drop(raw, "zero.txt", article(0, near(0, 0)))
    drop(raw, "zero-copy.txt", article(0, near(0, 0)))
    drop(raw, "zero-shorter.txt", article(0, body(0)))
    drop(raw, "zero-other.txt", article(0, near(0, 1)))
    drop(raw, "one.txt", article(1))
    drop(raw, "one-copy.txt", article(1))
    take()


def by_path(rows: Read, path: str) -> dict[str, Any]:
    found = [
        {**row, "dataset": name}
        for name in ("articles", "duplicates", "quarantine")
        for row in rows(name)
        if row["source_path"] == path
    ]
    assert len(found) == 1, found
    return found[0]


def representative(rows: Read, path: str) -> str:
    """The id of the article that stands for a raw file."""
    row = by_path(rows, path)
    return str(row.get("duplicate_of") or row["article_id"])


def members(rows: Read, article_id: str) -> set[str]:
    """The raw files whose record has this very text."""
    both = rows("articles") + rows("duplicates")
    return {row["source_path"] for row in both if row["article_id"] == article_id}


@pytest.mark.usefixtures("published")
class TestTakedown:
    def test_every_exact_copy_goes_and_is_accounted_for(
        self, out: Path, rows: Read, settings: Settings
    ) -> None:
        name = representative(rows, "one.txt")
        done = corrections.takedown(out, [name], "court order", settings)
        assert (done.ids, done.records, done.promoted) == ((name,), 2, 0)
        assert done.raw_files == ("one-copy.txt", "one.txt")
        for path in done.raw_files:
            row = by_path(rows, path)
            assert (row["dataset"], row["reason"]) == ("quarantine", "taken_down")
            assert row["excerpt"] == ""
            assert name in row["detail"]
        assert check(out, deep=True)["problems"] == []

    def test_the_run_says_who_went_and_why(self, out: Path, rows: Read, settings: Settings) -> None:
        name = representative(rows, "one.txt")
        corrections.takedown(out, [name], " court order ", settings)
        last = max(rows("runs"), key=lambda row: row["run_id"])
        assert last["kind"] == "takedown"
        assert json.loads(last["detail"]) == {"reason": "court order", "ids": [name]}
        counts = [last[c] for c in ("records", "articles", "duplicates", "quarantined")]
        assert counts == [0, -1, -1, 2]

    def test_it_never_comes_back(
        self, raw: Path, out: Path, rows: Read, take: Callable[[], Any], settings: Settings
    ) -> None:
        name = representative(rows, "one.txt")
        corrections.takedown(out, [name], "asked", settings)
        drop(raw, "later.txt", article(1))
        drop(raw, "one.txt", article(1) + "\n\n")
        take()
        assert members(rows, name) == set()
        reasons = {r["source_path"]: r["reason"] for r in rows("quarantine")}
        assert reasons["later.txt"] == "taken_down"
        assert check(out)["problems"] == []

    def test_a_near_duplicate_takes_the_place_of_an_article_that_goes(
        self, out: Path, rows: Read, settings: Settings
    ) -> None:
        name = representative(rows, "zero.txt")
        gone = members(rows, name)
        stays = {"zero.txt", "zero-copy.txt", "zero-shorter.txt", "zero-other.txt"} - gone
        done = corrections.takedown(out, [name], "asked", settings)
        assert done.promoted == 1
        stands = {representative(rows, path) for path in stays}
        assert len(stands) == 1
        assert members(rows, stands.pop()) <= stays
        new = next(row for row in rows("articles") if row["source_path"] in stays)
        assert new["cluster_size"] == len(stays)
        assert check(out, deep=True)["problems"] == []

    def test_what_comes_later_finds_the_new_representative(
        self, raw: Path, out: Path, rows: Read, take: Callable[[], Any], settings: Settings
    ) -> None:
        name = representative(rows, "zero.txt")
        corrections.takedown(out, [name], "asked", settings)
        drop(raw, "zero-later.txt", article(0, near(0, 7)))
        take()
        later = by_path(rows, "zero-later.txt")
        assert later["dataset"] == "duplicates"
        assert later["duplicate_of"] in {row["article_id"] for row in rows("articles")}

    def test_a_cluster_goes_as_a_whole(self, out: Path, rows: Read, settings: Settings) -> None:
        some = by_path(rows, "zero-shorter.txt")["article_id"]
        done = corrections.takedown(out, [some], "asked", settings, by="cluster")
        assert (len(done.ids), done.records, done.promoted) == (3, 4, 0)
        assert {row["source_path"] for row in rows("articles")} <= {"one.txt", "one-copy.txt"}
        assert check(out)["problems"] == []

    def test_a_raw_file_can_be_named_instead_of_an_id(
        self, out: Path, rows: Read, settings: Settings
    ) -> None:
        name = by_path(rows, "one-copy.txt")["article_id"]
        done = corrections.takedown(out, ["one-copy.txt"], "asked", settings, by="source")
        assert done.ids == (name,)

    def test_what_is_not_there_is_named_and_nothing_happens(
        self, out: Path, settings: Settings
    ) -> None:
        before = store.current(out)
        with pytest.raises(UnknownId, match="address http"):
            corrections.takedown(out, ["http://example.org/x"], "asked", settings, by="url")
        assert store.current(out) == before

    def test_a_reason_is_needed(self, out: Path, settings: Settings) -> None:
        with pytest.raises(UsageError, match="needs a reason"):
            corrections.takedown(out, ["x"], "  ", settings)

    def test_old_snapshots_that_hold_it_are_named_and_purged_on_request(
        self, out: Path, rows: Read, settings: Settings
    ) -> None:
        name = representative(rows, "one.txt")
        done = corrections.takedown(out, [name], "asked", settings)
        assert done.snapshots == (1,)
        assert corrections.purge(out, done.ids) == (1,)
        assert [snapshot.number for snapshot in store.snapshots(out)] == [2]
        text = body(1)[:40].encode()
        files = [path for path in (out / ".ingest" / "snapshots").rglob("*") if path.is_file()]
        assert not any(text in path.read_bytes() for path in files)

    def test_nothing_below_the_folder_still_tells_of_it_after_a_purge(
        self, out: Path, rows: Read, settings: Settings
    ) -> None:
        name = representative(rows, "one.txt")
        headline = "A headline that only a person could write"
        corrections.correct(out, name, {"headline": headline}, "typo", settings)
        assert headline in (out / "report.html").read_text("utf-8")
        done = corrections.takedown(out, [name], "asked", settings)
        corrections.purge(out, done.ids)
        files = [path for path in out.rglob("*") if path.is_file()]
        for words in (headline, "News from Brackwater number 1", body(1)[:40]):
            assert [path for path in files if words.encode() in path.read_bytes()] == []
        tables = [rows(dataset) for dataset in ("articles", "duplicates", "quarantine", "runs")]
        assert headline not in str(tables)
        assert corrections.read_corrections(store.current(out)) == ()

    def test_what_was_said_of_other_articles_is_kept(
        self, out: Path, rows: Read, settings: Settings
    ) -> None:
        names = [representative(rows, path) for path in ("one.txt", "zero.txt")]
        for name in names:
            corrections.correct(out, name, {"credit": "by hand"}, "", settings)
        corrections.takedown(out, names[:1], "asked", settings)
        kept = corrections.read_corrections(store.current(out))
        assert [one.article_id for one in kept] == names[1:]

    def test_it_waits_for_no_other_writer(self, out: Path, settings: Settings) -> None:
        with store.write_lock(out), pytest.raises(StoreBusy):
            corrections.takedown(out, ["x"], "asked", settings)


@pytest.mark.usefixtures("published")
class TestRestore:
    def test_a_restored_article_comes_back_with_the_next_run(
        self, out: Path, rows: Read, take: Callable[[], Any], settings: Settings
    ) -> None:
        name = representative(rows, "one.txt")
        before = members(rows, name)
        corrections.takedown(out, [name], "asked", settings)
        done = corrections.restore(out, [name], "a mistake", settings)
        assert done.raw_files == ("one-copy.txt", "one.txt")
        assert tombstones(store.current(out)).to_pylist() == []
        assert rows("quarantine") == []
        assert check(out)["problems"] == []
        take()
        assert members(rows, name) == before
        assert check(out, deep=True)["problems"] == []
        assert not take().committed

    def test_other_tombstones_stay(self, out: Path, rows: Read, settings: Settings) -> None:
        names = [representative(rows, path) for path in ("one.txt", "zero.txt")]
        for name in names:
            corrections.takedown(out, [name], "asked", settings)
        corrections.restore(out, names[:1], "", settings)
        assert tombstones(store.current(out)).to_pylist() == names[1:]

    def test_what_was_not_taken_down_cannot_be_restored(
        self, out: Path, rows: Read, settings: Settings
    ) -> None:
        with pytest.raises(UnknownId, match="was not taken down"):
            corrections.restore(out, [representative(rows, "one.txt")], "", settings)


@pytest.mark.usefixtures("published")
class TestCorrect:
    def test_every_row_of_the_text_is_corrected_and_nothing_else(
        self, out: Path, rows: Read, settings: Settings
    ) -> None:
        name = representative(rows, "one.txt")
        before = {row["source_path"]: row for row in rows("articles") + rows("duplicates")}
        values = {
            "headline": "A better headline",
            "authors": "Ann Archer; Bo Baker",
            "published_at": "2026-11-22T08:00:00+01:00",
        }
        done = corrections.correct(out, name, values, "typo", settings)
        assert done.rows == 2
        after = {row["source_path"]: row for row in rows("articles") + rows("duplicates")}
        for path in members(rows, name):
            row = after[path]
            assert row["headline"] == "A better headline"
            assert row["authors"] == ["Ann Archer", "Bo Baker"]
            assert row["published_at"].isoformat() == "2026-11-22T07:00:00+00:00"
            assert row["published_at_source"] == "correction"
            assert row["body"] == before[path]["body"]
        others = before.keys() - members(rows, name)
        assert {path: after[path] for path in others} == {path: before[path] for path in others}
        assert check(out, deep=True)["problems"] == []

    def test_a_copy_that_comes_later_is_corrected_too(
        self, raw: Path, out: Path, rows: Read, take: Callable[[], Any], settings: Settings
    ) -> None:
        name = representative(rows, "one.txt")
        moment = "2031-05-06T07:08:09+00:00"
        values = {"headline": "A better headline", "published_at": moment}
        corrections.correct(out, name, values, "typo", settings)
        drop(raw, "later.txt", article(1))
        drop(raw, "other.txt", article(7))
        take()
        later, other = by_path(rows, "later.txt"), by_path(rows, "other.txt")
        assert (later["dataset"], later["headline"]) == ("duplicates", "A better headline")
        assert later["published_at"].isoformat() == moment
        assert other["headline"] == "News from Harrowgate number 7"
        assert check(out, deep=True)["problems"] == []

    def test_what_was_computed_is_kept_beside_it(
        self, out: Path, rows: Read, settings: Settings
    ) -> None:
        row = by_path(rows, "one.txt")
        for headline in ("Better", "Best"):
            corrections.correct(out, row["article_id"], {"headline": headline}, "", settings)
        kept = corrections.read_corrections(store.current(out))
        assert [(one.value, one.computed) for one in kept] == [
            ("Better", row["headline"]),
            ("Best", row["headline"]),
        ]

    def test_nothing_is_a_value_too(self, out: Path, rows: Read, settings: Settings) -> None:
        name = representative(rows, "one.txt")
        corrections.correct(out, name, {"headline": "", "authors": ""}, "", settings)
        row = by_path(rows, "one.txt")
        assert (row["headline"], row["authors"]) == (None, [])

    @pytest.mark.parametrize(
        ("values", "message"),
        [
            ({"body": "x"}, "body cannot be corrected"),
            ({"article_id": "x"}, "article_id cannot be corrected"),
            ({"language": ""}, "language cannot be empty"),
            ({"published_at": "yesterday"}, "ISO 8601"),
            (
                {"published_at": "2026-11-22T08:00:00"},
                r"needs a zone, as in 2026-11-22T08:00\+00:00",
            ),
            ({"published_at": "2026-11-22"}, r"needs a zone, as in 2026-11-22T00:00\+00:00"),
            ({}, "nothing to correct"),
        ],
    )
    def test_what_does_not_fit_is_refused(
        self, out: Path, settings: Settings, values: dict[str, str], message: str
    ) -> None:
        with pytest.raises(UsageError, match=message):
            corrections.correct(out, "x", values, "", settings)
        assert read_status(out)["unfinished"] == []

    def test_an_unknown_article_is_named(self, out: Path, settings: Settings) -> None:
        with pytest.raises(UnknownId, match="has the id 00ff; `ingest explain OUT FILE`"):
            corrections.correct(out, "00ff", {"headline": "x"}, "", settings)
        with pytest.raises(UnknownId, match="has the source path The Post; it is the path of"):
            corrections.takedown(out, ["The Post"], "asked", settings, by="source")
        assert read_status(out)["unfinished"] == []


def test_there_must_be_something_to_correct(out: Path, settings: Settings) -> None:
    with pytest.raises(OutputUnusable, match="there is no such folder"):
        corrections.takedown(out, ["x"], "asked", settings)
    assert not out.exists()
