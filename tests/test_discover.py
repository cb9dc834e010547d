"""Listing RAW: every entry is a file or has a reason."""

import os
import time
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ingest.discover import list_raw, printable_path, wait_for_young_files
from ingest.errors import RawFolderMissing


def reasons(raw: Path) -> dict[str, str]:
    return {entry.file.source_path: entry.quarantined.reason for entry in list_raw(raw).refused}


def test_files_are_listed_by_path_at_any_depth(raw: Path) -> None:
    (raw / "b" / "deep").mkdir(parents=True)
    (raw / "b" / "deep" / "x.txt").write_text("x")
    (raw / "a.txt").write_text("a")
    assert [file.source_path for file in list_raw(raw).files] == ["a.txt", "b/deep/x.txt"]


def test_a_fifo_is_refused_without_being_opened(raw: Path) -> None:
    os.mkfifo(raw / "pipe")
    assert reasons(raw) == {"pipe": "not_a_file"}


def test_links_are_told_apart_and_not_followed(raw: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("not for RAW")
    (raw / "real.txt").write_text("real")
    (raw / "inside").symlink_to("real.txt")
    (raw / "outside").symlink_to(tmp_path / "secret.txt")
    (raw / "loop").symlink_to("loop")
    (raw / "nothing").symlink_to("gone.txt")
    (raw / "folder").symlink_to(tmp_path)
    assert reasons(raw) == {
        "inside": "link",
        "outside": "link_outside",
        "loop": "link_broken",
        "nothing": "link_broken",
        "folder": "link_outside",
    }
    assert [file.source_path for file in list_raw(raw).files] == ["real.txt"]


def test_a_name_that_is_not_utf8_is_written_out(raw: Path) -> None:
    name = os.fsencode(raw) + b"/caf\xe9.txt"
    with open(name, "w") as file:
        file.write("text")
    [file] = list_raw(raw).files
    assert file.source_path == "caf\\xe9.txt"
    assert os.path.exists(file.os_path)


def test_a_name_with_a_newline_stays_one_name(raw: Path) -> None:
    (raw / "two\nlines.txt").write_text("text")
    assert [file.source_path for file in list_raw(raw).files] == ["two\nlines.txt"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may list every folder")
def test_a_closed_folder_is_a_reason(raw: Path) -> None:
    closed = raw / "closed"
    closed.mkdir(mode=0o000)
    try:
        assert reasons(raw) == {"closed/": "no_permission"}
    finally:
        closed.chmod(0o700)


def test_without_raw_there_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(RawFolderMissing, match="no folder of raw files at"):
        list_raw(tmp_path / "nowhere")


def test_printable_path_leaves_good_names_alone() -> None:
    assert printable_path("文章/überall.txt") == "文章/überall.txt"


NAME = st.binary(max_size=8) | st.text(alphabet="\\x5ce9a", max_size=16).map(str.encode)


@given(NAME, NAME)
@example(b"caf\xe9", rb"caf\xe9")
@example(rb"caf\xe9", rb"caf\x5cxe9")
def test_two_names_are_never_written_alike(one: bytes, other: bytes) -> None:
    written = printable_path(os.fsdecode(one)), printable_path(os.fsdecode(other))
    assert (written[0] == written[1]) == (one == other)
    written[0].encode("utf-8")


def test_a_young_file_waits(raw: Path) -> None:
    (raw / "young.txt").write_text("y")
    (raw / "old.txt").write_text("o")
    os.utime(raw / "old.txt", (time.time() - 3600, time.time() - 3600))
    files, waiting = wait_for_young_files(list_raw(raw).files, settle_seconds=600)
    assert ([file.source_path for file in files], waiting) == (["old.txt"], 1)


def test_a_file_that_is_almost_old_enough_is_waited_for(raw: Path) -> None:
    (raw / "young.txt").write_text("y")
    files, waiting = wait_for_young_files(list_raw(raw).files, settle_seconds=0.2)
    assert ([file.source_path for file in files], waiting) == (["young.txt"], 0)


def test_a_file_that_grows_meanwhile_waits(raw: Path) -> None:
    path = raw / "growing.txt"
    path.write_text("y")
    listed = list_raw(raw).files
    path.write_text("y and more")
    _, waiting = wait_for_young_files(listed, settle_seconds=0.2)
    assert waiting == 1


def test_a_time_in_the_future_does_not_make_a_file_wait_for_ever(raw: Path) -> None:
    (raw / "ahead.txt").write_text("a")
    os.utime(raw / "ahead.txt", (time.time() + 86400, time.time() + 86400))
    files, waiting = wait_for_young_files(list_raw(raw).files, settle_seconds=600)
    assert (len(files), waiting) == (1, 0)
