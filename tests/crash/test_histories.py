"""Random histories of everything that can happen, against a model in memory.

Files are dropped, changed, renamed and deleted; runs are made, killed and made again; articles are
taken down, restored and corrected; the store is compacted, rebuilt, rolled back and indexed again.

A proof is ten thousand histories in twenty parts, each with a seed of its own, so that two
processes can share them and a failure can be played again.
"""

import atexit
import copy
import gc
import os
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, ClassVar

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from faults import Halted, Tape, taped
from hypothesis import HealthCheck, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from model import EMPTY, File, Model
from scenes import FAST

from ingest import accounting, card, corrections, maintenance, pipeline, prepare, stages, store
from ingest.checking import check
from ingest.errors import UsageError
from ingest.settings import load_settings
from ingest.store import parquet
from store_inline import Inline
from store_news import article, body

PROVE = os.environ.get("INGEST_PROVE") == "1"
PARTS = 20
HISTORIES = int(os.environ.get("INGEST_HISTORIES", "10000")) if PROVE else 8 * PARTS
TEXTS = range(5)
NAMES = ("a", "b", "c", "d")
BODIES = {number: body(number, 4) for number in TEXTS}
PLAIN = {"compression": "none", "use_dictionary": False, "write_statistics": False}
"""How Parquet is written here: more would take long, and says nothing of a commit."""
SETTINGS = load_settings(settle_seconds=0, workers=1)
DEATHS = st.just(0) | st.integers(1, 160)
"""At which change of the file system a verb is killed; 0, or more than it makes: not at all."""


class Histories(RuleBasedStateMachine):
    """Each rule does to the store and to the model what its name says."""

    first: "Histories | None" = None
    """How every history begins: made once, then copied."""
    counted: ClassVar[Counter[str]] = Counter()
    spelled: ClassVar[dict[tuple[str, int, int], list[tuple[Any, ...]]]] = {}
    """Rows by the file they were read from: files never change, but for their being replaced."""

    @initialize()
    def begin(self) -> None:
        if Histories.first is None:
            Histories.first = self._first()
        self.home = Path(tempfile.mkdtemp(prefix="histories-", dir=FAST))
        self._begin_at(self.home)
        shutil.copytree(self.first.home, self.home, symlinks=True, dirs_exist_ok=True)
        for name in ("files", "model", "clock", "ids"):
            setattr(self, name, copy.deepcopy(getattr(self.first, name)))
        self.counted["histories"] += 1

    def _begin_at(self, home: Path) -> None:
        self.home, self.raw, self.out = home, home / "raw", home / "out"
        self.files: dict[str, File] = {}
        self.model = Model()
        self.clock = 1_700_000_000
        self.ids: dict[int, str] = {}

    @classmethod
    def _first(cls) -> "Histories":
        made = cls()
        made._begin_at(Path(tempfile.mkdtemp(prefix="histories-", dir=FAST)))
        atexit.register(shutil.rmtree, made.home)
        made.raw.mkdir()
        for name, text in zip(NAMES, (0, 1, 0, EMPTY), strict=True):
            made._write(name, text)
        made.run(0)
        made.agrees()
        return made

    def teardown(self) -> None:
        if hasattr(self, "home"):
            self.spelled.clear()
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
        self.counted["steps"] += 1
        try:
            with taped(Tape(at, "halt")):
                act()
        except Halted:
            self.counted["killed"] += 1
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

    @precondition(lambda self: self.model.number)
    @rule(at=DEATHS)
    def rebuild_index(self, at: int) -> None:
        self._do(lambda: maintenance.rebuild_index(self.out, SETTINGS), at)
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
        for path in _parquet_files(self.out / name):
            state = os.stat(path)
            known = (path, state.st_ino, state.st_mtime_ns)
            if known not in self.spelled:
                with pq.ParquetFile(path) as file:
                    table = file.read(columns=columns, use_threads=False)
                rows = zip(*(table[column].to_pylist() for column in columns), strict=True)
                self.spelled[known] = list(rows)
            yield from self.spelled[known]

    def _spell(self, path: str, body: str, headline: str, name: str) -> tuple[str, str, str]:
        text = next(number for number, whole in BODIES.items() if whole[:60] == body[:60])
        self.ids[text] = name
        return path, str(text), headline if headline in ("Better", "Best") else ""


def _parquet_files(folder: Path) -> Iterator[str]:
    for below, _, names in os.walk(folder):
        yield from (os.path.join(below, name) for name in names if name.endswith(".parquet"))


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Leave out what takes long, is the same each time, and is no part of a commit."""
    prepare.warm()
    monkeypatch.setattr(stages, "Workers", Inline)
    monkeypatch.setattr(stages, "warm", lambda: None)
    monkeypatch.setattr(card, "refresh", lambda *_: None)
    monkeypatch.setattr(accounting, "_versions", lambda _: {})
    monkeypatch.setattr(parquet, "ENCODING", PLAIN)
    threads, waiting = pa.cpu_count(), pa.io_thread_count()
    pa.set_cpu_count(1)
    pa.set_io_thread_count(1)
    gc.freeze()
    yield
    gc.unfreeze()
    pa.set_cpu_count(threads)
    pa.set_io_thread_count(waiting)


@pytest.mark.prove
@pytest.mark.parametrize("part", range(PARTS if PROVE else 1))
def test_any_history_leaves_what_the_model_says(quick: None, part: int) -> None:
    chosen = settings(
        max_examples=HISTORIES // PARTS,
        stateful_step_count=14 if PROVE else 10,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    Histories.counted.clear()
    run_state_machine_as_test(seed(part)(Histories), settings=chosen)
    sys.stdout.write(f"part {part}: {dict(Histories.counted)}\n")
    assert Histories.counted["histories"] >= HISTORIES // PARTS
    assert Histories.counted["killed"] > 0
