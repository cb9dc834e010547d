"""Tables are built once, shared, checked, and rebuilt when they cannot be trusted."""

import os
import tempfile
import threading
from pathlib import Path

import numpy as np
import pytest

from ingest import caches
from ingest.caches import cache_folder
from ingest.kernels import tablecache
from ingest.kernels.tablecache import Tables, cached


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "article-ingest"


class Builder:
    def __init__(self) -> None:
        self.calls = 0

    def __call__(self) -> Tables:
        self.calls += 1
        return {"squares": np.arange(10) ** 2, "flags": np.array([True, False])}


def test_the_second_opening_does_not_build(own_cache: Path) -> None:
    build = Builder()
    first, second = cached("t-1", build), cached("t-1", build)
    assert build.calls == 1
    assert first["squares"].tolist() == second["squares"].tolist()
    assert second["flags"].dtype == np.bool_
    assert sorted(path.name for path in own_cache.iterdir()) == ["t-1"]


def test_tables_are_read_only_however_they_came() -> None:
    for tables in (cached("t-1", Builder()), cached("t-1", Builder())):
        with pytest.raises(ValueError, match="read-only"):
            tables["squares"][0] = 1


def test_another_name_is_another_table() -> None:
    build = Builder()
    cached("t-1", build)
    cached("t-2", build)
    assert build.calls == 2


@pytest.mark.parametrize("damage", ["flip", "cut", "list", "lose"])
def test_a_damaged_table_is_rebuilt(own_cache: Path, damage: str) -> None:
    build = Builder()
    cached("t-1", build)
    array = own_cache / "t-1" / "squares.npy"
    content = array.read_bytes()
    if damage == "flip":
        array.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    elif damage == "cut":
        array.write_bytes(content[:-20])
    elif damage == "list":
        (own_cache / "t-1" / "SHA256SUMS").write_bytes(b"\xff nonsense")
    else:
        array.unlink()
    assert cached("t-1", build)["squares"].tolist() == [k * k for k in range(10)]
    assert build.calls == 2
    cached("t-1", build)
    assert build.calls == 2


def test_without_a_folder_to_write_tables_live_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("not a folder")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "file"))
    caches._temporary.cache_clear()
    build = Builder()
    assert cached("t-1", build)["squares"][3] == 9
    assert cached("t-1", build)["squares"][3] == 9
    assert build.calls == 2
    caches._temporary.cache_clear()


def test_builders_at_the_same_time_agree(own_cache: Path) -> None:
    results: list[list[int]] = []

    def work() -> None:
        results.append(cached("t-1", Builder())["squares"].tolist())

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [[k * k for k in range(10)]] * 8
    assert [path.name for path in own_cache.iterdir()] == ["t-1"]


def test_a_failure_in_writing_leaves_nothing(
    own_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(tablecache.np, "save", full)
    assert cached("t-1", Builder())["squares"][2] == 4
    assert list(own_cache.iterdir()) == []


def test_the_folder_follows_the_environment(tmp_path: Path) -> None:
    assert cache_folder() == tmp_path / "article-ingest"
