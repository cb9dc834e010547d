"""Kernels are compiled in processes of their own, once on a machine."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from ingest import compiling
from ingest.index import open_index


def test_the_rehearsal_compares_articles_of_a_night_and_with_those_before(tmp_path: Path) -> None:
    assert compiling.rehearse(tmp_path) >= 3
    assert len(open_index(tmp_path).runs) == 2


@pytest.mark.parametrize(("misses", "started"), [({}, False), ({"(int64,)": 1}, True)])
def test_another_process_is_started_only_if_something_is_to_be_compiled(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, misses: dict[str, int], started: bool
) -> None:
    class Kernel:
        stats = SimpleNamespace(cache_misses=misses)

        def __call__(self, _: int) -> int:
            return 0

    monkeypatch.setattr(compiling, "scale_of", Kernel())
    for part in ("anatomy", "columns"):
        monkeypatch.setattr(compiling, f"_compile_{part}", (tmp_path / part).touch)
    compiling.compile_apart()
    assert len(list(tmp_path.iterdir())) == 2 * started
