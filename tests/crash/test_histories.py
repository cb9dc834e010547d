"""Random histories of everything that can happen, against a model in memory.

Files are dropped, changed, renamed and deleted; runs are made, killed and made again; articles are
taken down, restored and corrected; the store is compacted, rebuilt and rolled back.
"""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from faults import Halted, Tape, taped
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from model import EMPTY, File, Model

from ingest import accounting, corrections, maintenance, pipeline, store
from ingest.checking import check
from ingest.errors import UsageError
from ingest.settings import load_settings
from store_inline import Inline
from store_news import article, body

PROVE = os.environ.get("INGEST_PROVE") == "1"
TEXTS = range(5)
NAMES = ("a", "b", "c", "d")
BODIES = {number: body(number, 6) for number in TEXTS}
SETTINGS = load_settings(settle_seconds=0, workers=1)
DEATHS = st.just(0) | st.integers(1, 160)
"""At which change of the file system a verb is killed; 0, or more than it makes: not at all."""


class Histories(RuleBasedStateMachine):
    """Each rule does to the store and to the model what its name says."""

    @initialize()
    def begin(self) -> None:
        fast = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
        self.home = Path(tempfile.mkdtemp(prefix="histories-", dir=fast))
        self.raw, self.out = self.home / "raw", self.home / "out"
        self.raw.mkdir()
        self.files: dict[str, File] = {}
        self.model = Model()
        self.clock = 1_700_000_000
        self.ids: dict[int, str] = {}
        for name, text in zip(NAMES, (0, 1, 0, EMPTY), strict=True):
            self._write(name, text)
        self.run(0)

    def teardown(self) -> None:
        if hasattr(self, "home"):
            problems = check(self.out)["problems"]
            shutil.rmtree(self.home)
            assert problems == []

    def _write(self, name: str, text: int) -> None:
        path = self.raw / name / "article.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text("" if text == EMPTY else article(text, BODIES[text]), "utf-8")
        self.clock += 10
        os.utime(path, (self.clock, self.clock))
        self.files[f"{name}/article.txt"] = (text, self.clock)

    @rule(
        changes=st.dictionaries(
            st.sampled_from(NAMES), st.sampled_from([*TEXTS, EMPTY]), min_size=1, max_size=3
        ),
        at=DEATHS,
    )
    def drop_or_change(self, changes: dict[str, int], at: int) -> None:
        for name, text in changes.items():
            self._write(name, text)
        self.run(at)

    @rule(name=st.sampled_from(NAMES), onto=st.sampled_from(NAMES))
    def rename(self, name: str, onto: str) -> None:
        if name != onto and f"{name}/article.txt" in self.files:
            (self.raw / onto).mkdir(exist_ok=True)
            (self.raw / name / "article.txt").rename(self.raw / onto / "article.txt")
            self.files[f"{onto}/article.txt"] = self.files.pop(f"{name}/article.txt")

    @rule(name=st.sampled_from(NAMES))
    def delete(self, name: str) -> None:
        if self.files.pop(f"{name}/article.txt", None) is not None:
            (self.raw / name / "article.txt").unlink()

    @rule(at=DEATHS)
    def run(self, at: int) -> None:
        self._do(lambda: pipeline.run(self.raw, self.out, SETTINGS), at)
        self.model.run(self.files)

    @rule()
    def run_twice(self) -> None:
        self.run(0)
        assert not pipeline.run(self.raw, self.out, SETTINGS).committed

    def _do(self, act: Callable[[], Any], at: int) -> None:
        """Act, and be killed at some change of the disk; if that was in vain, act again."""
        before = self._number()
        try:
            with taped(Tape(at, "halt")):
                act()
        except Halted:
            if self._number() == before:
                self.agrees()
                act()

    def _number(self) -> int:
        if not os.path.lexists(self.out / ".ingest" / "current"):
            return 0
        snapshot = store.current(self.out)
        return snapshot.number if snapshot else 0

    def _published(self) -> list[int]:
        return sorted({*self.model.articles, *(row.text for row in self.model.duplicates)})

    @precondition(lambda self: self.model.articles)
    @rule(data=st.data(), by=st.sampled_from(["id", "cluster"]), at=DEATHS)
    def take_down(self, data: st.DataObject, by: str, at: int) -> None:
        text = data.draw(st.sampled_from(self._published()))
        names = [self.ids[text]]
        self._do(lambda: corrections.takedown(self.out, names, "asked", SETTINGS, by=by), at)
        self.model.take_down(text)

    @precondition(lambda self: self.model.barred)
    @rule(data=st.data(), at=DEATHS)
    def restore(self, data: st.DataObject, at: int) -> None:
        text = data.draw(st.sampled_from(sorted(self.model.barred)))
        self._do(lambda: corrections.restore(self.out, [self.ids[text]], "", SETTINGS), at)
        self.model.restore(text)

    @precondition(lambda self: self.model.articles)
    @rule(data=st.data(), headline=st.sampled_from(["Better", "Best"]), at=DEATHS)
    def correct(self, data: st.DataObject, headline: str, at: int) -> None:
        text = data.draw(st.sampled_from(self._published()))
        name, values = self.ids[text], {"headline": headline}
        self._do(lambda: corrections.correct(self.out, name, values, "", SETTINGS), at)
        self.model.correct(text, headline)

    @precondition(lambda self: self.model.number)
    @rule(at=DEATHS)
    def compact(self, at: int) -> None:
        before = self._number()
        self._do(lambda: maintenance.compact(self.out, SETTINGS), at)
        if self._number() > before:
            self.model.committed()

    @precondition(lambda self: self.model.number > 1)
    @rule(data=st.data(), at=DEATHS)
    def roll_back(self, data: st.DataObject, at: int) -> None:
        number = data.draw(st.integers(1, self.model.number - 1))
        self._do(lambda: maintenance.rollback(self.out, number, "", SETTINGS), at)
        self.model.roll_back(number)

    @precondition(lambda self: self.model.number)
    @rule(at=DEATHS)
    def rebuild(self, at: int) -> None:
        if set(self.model.ledger) - set(self.files):
            with pytest.raises(UsageError, match="raw files are gone"):
                maintenance.rebuild(self.raw, self.out, SETTINGS)
        else:
            self._do(lambda: maintenance.rebuild(self.raw, self.out, SETTINGS), at)
            self.model.rebuild(self.files)

    @invariant()
    def agrees(self) -> None:
        if not hasattr(self, "out") or not self.model.number:
            return
        assert self._number() == self.model.number
        assert self._rows() == self.model.rows()

    def _rows(self) -> dict[str, list[tuple[str, ...]]]:
        found: dict[str, list[tuple[str, ...]]] = {}
        for name in ("articles", "duplicates"):
            columns = ["source_path", "body", "headline", "article_id"]
            found[name] = sorted(self._spell(*row) for row in self._read(name, columns))
        found["quarantine"] = sorted(self._read("quarantine", ["source_path", "reason"]))
        return found

    def _read(self, name: str, columns: list[str]) -> Iterator[tuple[Any, ...]]:
        """Read columns of a dataset by its plain path, file by file."""
        for path in (self.out / name).rglob("*.parquet"):
            with pq.ParquetFile(path) as file:
                table = file.read(columns=columns, use_threads=False)
            yield from zip(*(table[column].to_pylist() for column in columns), strict=True)

    def _spell(self, path: str, body: str, headline: str, name: str) -> tuple[str, str, str]:
        text = next(number for number, whole in BODIES.items() if whole[:60] == body[:60])
        self.ids[text] = name
        return path, str(text), headline if headline in ("Better", "Best") else ""


@pytest.mark.prove
def test_any_history_leaves_what_the_model_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "Workers", Inline)
    monkeypatch.setattr(
        accounting, "_versions", lambda _: {}
    )  # slow to find out, and always the same
    count = int(os.environ.get("INGEST_HISTORIES", "10000")) if PROVE else 8
    Histories.TestCase.settings = settings(
        max_examples=count,
        stateful_step_count=14 if PROVE else 10,
        deadline=None,
        derandomize=not PROVE,
        suppress_health_check=list(HealthCheck),
    )
    Histories.TestCase("runTest").runTest()
