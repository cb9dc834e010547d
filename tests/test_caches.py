"""Where caches lie: in the user's folder, and where there is none, in one that is theirs alone."""

import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest import caches
from ingest.caches import cache_folder

NOWHERE = "/dev/null/home"


@pytest.fixture(autouse=True)
def own_temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    for found in (caches._writable, caches._temporary):
        found.cache_clear()
    yield folder
    for found in (caches._writable, caches._temporary):
        found.cache_clear()


def test_the_users_cache_folder_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert cache_folder() == tmp_path / "home/.cache/article-ingest"
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert cache_folder() == tmp_path / "xdg/article-ingest"


def test_a_user_without_a_home_has_a_folder_that_stays_and_is_private(
    own_temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", NOWHERE)
    first = cache_folder()
    caches._temporary.cache_clear()
    assert cache_folder() == first
    assert first.parent == own_temporary
    assert stat.S_IMODE(first.stat().st_mode) == 0o700


@pytest.mark.parametrize("taken_by", ["a file", "a folder for all", "a link"])
def test_a_folder_that_someone_else_may_have_made_is_not_trusted(
    taken_by: str, own_temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", NOWHERE)
    place = cache_folder()
    place.rmdir()
    if taken_by == "a file":
        place.write_text("")
    elif taken_by == "a folder for all":
        place.mkdir()
        place.chmod(0o777)
    else:
        elsewhere = own_temporary / "elsewhere"
        elsewhere.mkdir(mode=0o700)
        place.symlink_to(elsewhere)
    caches._temporary.cache_clear()
    other = cache_folder()
    assert other != place
    assert stat.S_IMODE(other.stat().st_mode) == 0o700


def test_kernels_of_a_package_that_cannot_be_written_are_kept_there(
    own_temporary: Path,
) -> None:
    code = (
        "import os; os.access = lambda *_: False\n"
        "from ingest.kernels import compiled; print(compiled.kept_in().parent)"
    )
    environment = {"HOME": NOWHERE, "TMPDIR": str(own_temporary)}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    folder = Path(done.stdout.strip())
    assert folder.name == "kernels"
    assert folder.parent.parent == own_temporary
