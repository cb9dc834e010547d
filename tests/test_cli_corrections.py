"""The commands that change what is published, as a person or a script calls them."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from ingest import stages
from ingest.cli_corrections import app
from ingest.errors import UnknownId, UsageError
from store_inline import Inline
from store_news import article, drop

Call = Callable[..., str]


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Call:
    """Call a command, as in a folder with these settings; return what it prints."""
    monkeypatch.setattr(stages, "Workers", Inline)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ingest.toml").write_text("settle_seconds = 0\nworkers = 1\n")

    def call_(*words: object) -> str:
        result = CliRunner().invoke(app, [str(word) for word in words])
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert result.exit_code == 0, result.output
        return result.output

    return call_


@pytest.fixture
def published(raw: Path, take: Callable[[], Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stages, "Workers", Inline)
    drop(raw, "one.txt", article(1))
    drop(raw, "copy.txt", article(1))
    take()
    drop(raw, "two.txt", article(2))
    take()


@pytest.fixture
def one(published: None, rows: Callable[[str], Any]) -> str:
    found = [row for row in rows("articles") if row["source_path"] in ("one.txt", "copy.txt")]
    return str(found[0]["article_id"])


def test_a_takedown_says_what_is_left(call: Call, out: Path, one: str) -> None:
    said = call("takedown", out, one, "--reason", "asked")
    assert "2 records of 1 articles are gone; snapshot 3 is published." in said
    assert "Old snapshots that still hold them: 1, 2 (--purge)." in said
    assert "Still in the raw file copy.txt" in said


def test_a_takedown_with_purge_leaves_no_snapshot(call: Call, out: Path, one: str) -> None:
    words = ("takedown", out, "one.txt", "--by", "source", "--reason", "asked", "--purge")
    said = json.loads(call(*words, "--json"))
    assert said["ids"] == [one]
    assert said["purged"] == [1, 2]


def test_a_restoration_names_the_files_that_are_read_again(call: Call, out: Path, one: str) -> None:
    call("takedown", out, one, "--reason", "asked")
    said = call("restore", out, one, "--reason", "a mistake")
    assert "1 tombstones are lifted." in said
    assert "The next run reads again: one.txt" in said


def test_a_correction_takes_pairs(call: Call, out: Path, one: str, rows: Any) -> None:
    said = call("correct", out, one, "headline=A = B", "authors=Ann; Bo")
    assert said == "2 rows are corrected.\n"
    row = next(row for row in rows("articles") if row["article_id"] == one)
    assert (row["headline"], row["authors"]) == ("A = B", ["Ann", "Bo"])


def test_a_correction_without_a_sign_is_refused(call: Call, out: Path, one: str) -> None:
    with pytest.raises(UsageError, match="not FIELD=VALUE: headline"):
        call("correct", out, one, "headline")


@pytest.mark.usefixtures("published")
def test_compaction_listing_and_rollback(call: Call, out: Path) -> None:
    assert "files became" in call("compact", out)
    listed = json.loads(call("snapshots", out, "--json"))
    assert [one["number"] for one in listed] == [1, 2, 3]
    lines = call("snapshots", out).splitlines()
    assert [line.endswith("current") for line in lines] == [False, False, True]
    assert call("rollback", out, 1) == "Snapshot 4 holds what snapshot 1 holds.\n"
    with pytest.raises(UnknownId, match="snapshot 77 is not kept"):
        call("rollback", out, 77)


@pytest.mark.usefixtures("published")
def test_a_rebuild_says_what_it_made(call: Call, raw: Path, out: Path) -> None:
    said = call("rebuild", raw, out)
    assert said.startswith("Snapshot 3: 2 articles, 1 duplicates, 0 quarantined;")


def test_every_command_explains_itself(call: Call) -> None:
    for name in (
        "takedown",
        "restore",
        "correct",
        "compact",
        "rebuild",
        "snapshots",
        "rollback",
    ):
        assert "Usage" in call(name, "--help")
