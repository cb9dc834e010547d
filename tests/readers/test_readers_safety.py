"""Hostile files: each ends in rows with a reason, nothing is fetched, nothing is written."""

import os
import socket
import stat
import sys
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ingest.article import REASONS, Quarantined, RawArticle, RawFile
from ingest.readers import read_file
from readers_hostile import CASES, MB
from readers_made import SMALL, Records, listed, read, read_bytes, reasons, texts

FORBIDDEN: list[str] = []
WATCHING: list[bool] = []


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    if not WATCHING:
        return
    if event in {"socket.connect", "socket.getaddrinfo", "subprocess.Popen", "os.system"}:
        FORBIDDEN.append(event)
    if event == "open" and isinstance(arguments[2], int):
        writes = arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        if writes and not str(arguments[0]).endswith((".pyc", ".nbi", ".nbc")):
            FORBIDDEN.append(f"open {arguments[0]} for writing")


sys.addaudithook(_watch)


@pytest.fixture
def watched() -> Iterator[list[str]]:
    FORBIDDEN.clear()
    WATCHING.append(True)
    yield FORBIDDEN
    WATCHING.clear()


def test_there_are_at_least_sixty_cases() -> None:
    assert len(CASES) >= 60


@pytest.mark.parametrize("name", CASES)
def test_a_hostile_file_ends_in_rows_with_a_reason(
    name: str, tmp_path: Path, watched: list[str]
) -> None:
    file_name, make, allowed = CASES[name]
    path = tmp_path / file_name
    WATCHING.clear()
    path.write_bytes(make())
    WATCHING.append(True)
    records = read(path, SMALL)
    found = {r.reason if isinstance(r, Quarantined) else "article" for r in records}
    assert found
    assert found <= allowed
    assert found <= {*REASONS, "article"}
    _assert_storable(records)
    assert not watched
    assert sorted(os.listdir(tmp_path)) == [file_name]


def _assert_storable(records: Records) -> None:
    keys = [(record.source_path, record.record_index) for record in records]
    assert len(set(keys)) == len(keys)
    for record in records:
        assert record.source_path.encode()
        assert record.source_format.encode()
        if isinstance(record, RawArticle):
            assert record.text.encode()
            assert all(name.encode() for name in record.given.authors)
        else:
            assert len(record.detail) <= 500
            assert "\n" not in record.detail
            assert len(record.excerpt) <= 500


@pytest.mark.parametrize(
    "name", ["gzip bomb", "xz bomb", "zstd bomb", "zip bomb", "HTML of 50 MB", "billion laughs"]
)
def test_memory_stays_bounded(name: str, tmp_path: Path) -> None:
    file_name, make, _ = CASES[name]
    path = tmp_path / file_name
    path.write_bytes(make())
    tracemalloc.start()
    try:
        for _ in read_file(listed(path), SMALL):
            pass
        assert tracemalloc.get_traced_memory()[1] < 48 * MB
    finally:
        tracemalloc.stop()


def test_a_zip_goes_on_after_a_bad_member(tmp_path: Path) -> None:
    file_name, make, _ = CASES["zip with one bad member"]
    records = read_bytes(tmp_path, file_name, make(), SMALL)
    assert [r.source_path for r in records] == ["a.zip!/a.txt", "a.zip!/b.json", "a.zip!/c.txt"]
    assert texts(records)[-1] == "Sound."


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    target = tmp_path / "target.txt"
    target.write_text("Secret.")
    link = tmp_path / "link.txt"
    link.symlink_to(target)
    assert reasons(read(link)) == ["link"]


def test_a_fifo_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert reasons(read(tmp_path / "pipe")) == ["not_a_file"]


def test_a_device_and_a_folder_are_not_files(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    assert reasons(read(tmp_path / "folder")) == ["not_a_file"]
    device = RawFile("null", os.devnull, 0, 0)
    assert reasons(list(read_file(device, SMALL))) == ["not_a_file"]


def test_a_socket_is_not_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("s")
        assert reasons(read(tmp_path / "s")) == ["not_a_file"]


def test_a_file_that_is_gone_is_named(tmp_path: Path) -> None:
    gone = RawFile("gone.txt", str(tmp_path / "gone.txt"), 5, 0)
    assert reasons(list(read_file(gone, SMALL))) == ["vanished"]


def test_a_refused_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Text.")
    file = listed(path)

    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("ingest.readers.opening.os.open", refuse)
    assert reasons(list(read_file(file, SMALL))) == ["no_permission"]


def test_a_file_that_grows_while_it_is_read_is_left_for_the_next_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Text.")
    whole = os.read

    def grow(descriptor: int, size: int) -> bytes:
        data = whole(descriptor, size)
        if data and path.stat().st_size < 20:
            path.write_text("Text that is longer now.")
        return data

    monkeypatch.setattr("ingest.readers.opening.os.read", grow)
    assert reasons(list(read_file(listed(path), SMALL))) == ["changed"]


def test_a_file_over_the_limit_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"")
    os.truncate(path, SMALL.max_file_bytes + 1)
    records = read(path, SMALL)
    assert reasons(records) == ["too_large"]
    assert records[0].raw_hash == ""


def test_an_error_nobody_foresaw_costs_one_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: object) -> Iterator[RawArticle]:
        raise ZeroDivisionError("surprise")
        yield

    monkeypatch.setattr("ingest.readers.plain.read", fail)
    records = read_bytes(tmp_path, "a.txt", b"Text.")
    assert reasons(records) == ["reader_failed"]
    assert "surprise" in str(records[0])


def test_reading_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Text.")
    os.chmod(path, stat.S_IRUSR)
    before = path.stat()
    read(path)
    after = path.stat()
    assert (before.st_mtime_ns, before.st_mode, before.st_size) == (
        after.st_mtime_ns,
        after.st_mode,
        after.st_size,
    )
