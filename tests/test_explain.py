"""`ingest explain`: by id, by path, by a part of either; what was set aside, and what to do."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.accounting import RunReport
from ingest.errors import UnknownId
from ingest.explain import body_difference, explain
from ingest.show import show_explanation

GOOD = (
    "Ferry runs again\n\nThe ferry across the sound runs again since Monday, after a winter in"
    " which the islanders had to wait for calm days and for a fisherman with an hour to spare.\n"
)


@pytest.fixture
def published(raw: Path, out: Path, take: Callable[[], RunReport]) -> Path:
    (raw / "north").mkdir()
    (raw / "south").mkdir()
    (raw / "north" / "ferry.txt").write_text(GOOD)
    (raw / "north" / "same.txt").write_text(GOOD.replace("Monday", "Friday") + "It is full.\n")
    (raw / "south" / "same.txt").write_text(GOOD)
    (raw / "empty.txt").write_bytes(b"")
    take()
    return out


def test_a_path_or_its_end_finds_the_article(published: Path) -> None:
    whole = explain(published, "north/ferry.txt")
    assert [row["source_path"] for row in whole["files"]] == ["north/ferry.txt"]
    assert explain(published, "ferry.txt")["asked"] == "north/ferry.txt"


def test_an_id_or_its_beginning_finds_the_article_and_its_duplicates(published: Path) -> None:
    [article] = explain(published, "north/ferry.txt")["articles"]
    identity = article["article_id"]
    found = explain(published, identity)
    assert [row["source_path"] for row in found["duplicates"]] == ["south/same.txt"]
    assert explain(published, identity[:10].upper())["asked"] == identity


def test_a_name_that_fits_several_things_lists_them(published: Path) -> None:
    with pytest.raises(UnknownId, match=r"same.txt fits 2 things: north/same.txt, south/same.txt"):
        explain(published, "same.txt")


def test_an_unknown_name_names_the_nearest(published: Path) -> None:
    with pytest.raises(UnknownId, match=r"did you mean north/ferry.txt\?"):
        explain(published, "north/fery.txt")
    with pytest.raises(UnknownId, match="paths are relative to RAW"):
        explain(published, "something else entirely")


def test_what_was_set_aside_says_why_and_what_to_do(
    published: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    show_explanation(explain(published, "empty.txt"))
    said = " ".join(capsys.readouterr().out.split())
    assert "quarantined at stage read: empty" in said
    assert "empty means: no bytes at all" in said
    assert "mend or replace it, and the next run takes it again" in said


def test_square_brackets_and_markup_in_names_are_shown_as_they_are(
    raw: Path, out: Path, take: Callable[[], RunReport], capsys: pytest.CaptureFixture[str]
) -> None:
    name = "[bold]x[/bold].txt"
    (raw / "[bold]x[").mkdir()
    (raw / name).write_text(GOOD)
    take()
    show_explanation(explain(out, name))
    assert "[bold]x[/bold].txt" in capsys.readouterr().out


def test_only_what_differs_is_listed() -> None:
    one = "It rains. It pours. The old man snores."
    assert body_difference(one, one) == []
    assert body_difference(one, "It rains. The old man snores.") == ["- It pours."]


def test_a_name_that_is_not_unicode_is_found_as_the_shell_gives_it(
    raw: Path, out: Path, take: Callable[[], RunReport]
) -> None:
    name = os.fsdecode(b"caf\xe9.txt")
    try:
        (raw / name).write_text(GOOD)
    except OSError:
        pytest.skip("this file system takes Unicode only")
    take()
    for asked in (name, r"caf\xe9.txt"):
        assert len(explain(out, asked)["articles"]) == 1
