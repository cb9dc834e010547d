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


def test_who_cannot_write_beside_the_package_begins_with_what_is_compiled_there(
    sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NUMBA_CACHE_DIR", raising=False)
    own = tmp_path / "cache" / "kernels" / "numba-own"
    monkeypatch.setattr(compiled, "_KEPT", own)
    compiled._adopt()
    assert not own.exists()  # nothing is compiled yet
    made = sources / "__pycache__" / "numba-own" / "kernels_12"
    made.mkdir(parents=True)
    (made / "callee.add.nbi").write_text("compiled")
    made.chmod(0o555)
    compiled._adopt()
    assert (own / "kernels_12" / "callee.add.nbi").read_text() == "compiled"
    assert [found.name for found in own.parent.iterdir()] == ["numba-own"]
    assert (own / "kernels_12").stat().st_mode & 0o200  # more can come
    (own / "kernels_12" / "more.nbi").write_text("compiled since")
    compiled._adopt()
    assert len(list(own.rglob("*.nbi"))) == 2
