"""What is kept of compiled kernels: only what was made from these very sources is used."""

import os
import time
from pathlib import Path

import pytest

from ingest.kernels import compiled


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "caller.py").write_text("from callee import add\n")
    (tmp_path / "callee.py").write_text("def add(a, b): return a + b\n")
    monkeypatch.setattr(compiled, "_HERE", tmp_path)
    return tmp_path


def test_a_change_of_any_source_is_another_state_and_back_is_the_first(sources: Path) -> None:
    first = compiled._digest()
    callee = sources / "callee.py"
    before = callee.read_text()
    callee.write_text(before.replace("+", "-"))
    os.utime(callee, (1, 1))  # whatever the clock says of it
    changed = compiled._digest()
    callee.write_text(before)
    assert first != changed
    assert compiled._digest() == first


def test_a_new_source_is_another_state(sources: Path) -> None:
    first = compiled._digest()
    (sources / "more.py").write_text("")
    assert compiled._digest() != first


def test_the_users_own_folder_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))
    assert compiled.kept_in() == tmp_path


def test_old_states_are_swept_and_the_others_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = time.time()
    for name, days in (("numba-own", 200), ("numba-old", 100), ("numba-new", 10), ("other", 200)):
        (tmp_path / name).mkdir()
        os.utime(tmp_path / name, (now, now - days * 86_400))
    monkeypatch.setattr(compiled, "_KEPT", tmp_path / "numba-own")
    compiled.sweep()
    assert sorted(found.name for found in tmp_path.iterdir()) == ["numba-new", "numba-own", "other"]
