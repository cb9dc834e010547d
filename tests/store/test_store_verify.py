"""Checking the published files against what was written."""

from pathlib import Path

import pytest

from ingest import store
from ingest.errors import NewerVersion, StoreDamaged
from ingest.store.manifest import MANIFEST
from store_rows import publish

PART = "articles/ingest_date=2026-11-02/part-a.parquet"


@pytest.fixture
def snapshot(tmp_path: Path) -> store.Snapshot:
    return publish(tmp_path, "a", [1])


def test_untouched_files_verify(snapshot: store.Snapshot) -> None:
    assert store.verify(snapshot) == ()


def test_every_flipped_byte_is_found(snapshot: store.Snapshot) -> None:
    path = snapshot.path / PART
    path.chmod(0o644)
    content = path.read_bytes()
    for place in range(0, len(content), len(content) // 40):
        path.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
        assert store.verify(snapshot) == (
            f"snapshot 1: {PART}: its content is not what was written",
        )
        assert store.verify(snapshot, deep=False) == ()


def test_a_shorter_file_is_found_without_reading_it(snapshot: store.Snapshot) -> None:
    path = snapshot.path / PART
    path.chmod(0o644)
    size = path.stat().st_size
    path.write_bytes(path.read_bytes()[:-1])
    expected = (f"snapshot 1: {PART}: {size - 1} bytes instead of {size}",)
    assert store.verify(snapshot, deep=False) == expected


def test_a_missing_file_is_found(snapshot: store.Snapshot) -> None:
    (snapshot.path / PART).unlink()
    assert store.verify(snapshot) == (f"snapshot 1: {PART}: No such file or directory",)


def test_a_file_that_no_commit_made_is_found(snapshot: store.Snapshot) -> None:
    (snapshot.path / "articles" / "mine.csv").write_text("a,b")
    assert store.verify(snapshot) == ("snapshot 1: articles/mine.csv: not made by this program",)


@pytest.mark.parametrize("content", [b"", b"{}\n", b"not json\n", b'{"schema_version": 1}\n[1]\n'])
def test_a_broken_manifest_is_damage(snapshot: store.Snapshot, content: bytes) -> None:
    (snapshot.path / MANIFEST).write_bytes(content)
    with pytest.raises(StoreDamaged, match="is broken"):
        store.verify(snapshot)


def test_a_missing_manifest_is_damage(snapshot: store.Snapshot) -> None:
    (snapshot.path / MANIFEST).unlink()
    with pytest.raises(StoreDamaged, match="cannot be read"):
        store.verify(snapshot)


def test_a_snapshot_of_a_newer_schema_is_refused(snapshot: store.Snapshot) -> None:
    path = snapshot.path / MANIFEST
    path.write_text(path.read_text().replace('"schema_version": 1', '"schema_version": 2'))
    with pytest.raises(NewerVersion, match="has schema 2"):
        store.verify(snapshot)
