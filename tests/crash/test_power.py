"""The power fails at any moment of a commit: no committed snapshot ever lacks a file."""

import os
import posixpath
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from faults import Tape, taped
from power import Call, Chooser, Disk, failed
from scenes import play

from ingest import store
from ingest.store import disk
from store_rows import publish

PROVE = os.environ.get("INGEST_PROVE") == "1"
pytestmark = pytest.mark.prove
POINTER = ".ingest/current"
SNAPSHOTS = ".ingest/snapshots/"


class Recording:
    """A commit that was recorded, and the disk as it was before it."""

    def __init__(self, out: Path) -> None:
        self.root = str(out)
        self.before = list(_scan(out))
        self.first = _contents(out)
        tape = Tape()
        with taped(tape):
            play("publish", out)
        self.calls = [(name, paths) for name, paths in tape.calls if self.root in "".join(paths)]
        last = store.current(out)
        assert last is not None
        self.number = last.path.name
        self.contents = {**self.first, **_contents(out)}

    def disk(self) -> Disk:
        made = Disk(self.root)
        made.load(self.before)
        return made


def _scan(out: Path) -> Iterator[tuple[str, str]]:
    for folder, folders, names in os.walk(out):
        for name in (*folders, *names):
            path = os.path.join(folder, name)
            if os.path.islink(path):
                yield path, os.readlink(path)
            else:
                yield path, "/" if os.path.isdir(path) else ""


def _contents(out: Path) -> dict[str, set[str]]:
    """Which files each snapshot must hold, its manifest included."""
    return {
        snapshot.path.name: {*store.read_manifest(snapshot.path).files, "manifest.jsonl"}
        for snapshot in store.snapshots(out)
    }


@pytest.fixture(scope="module", params=["each", "together"])
def recording(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Recording]:
    """A commit that flushes its folders one by one, and one that flushes the file system."""
    out = tmp_path_factory.mktemp("power") / "out"
    publish(out, "a", range(10))
    publish(out, "c", range(10, 20))
    usual = disk.MANY_FOLDERS
    disk.MANY_FOLDERS = 3 if request.param == "together" else usual
    try:
        yield Recording(out)
    finally:
        disk.MANY_FOLDERS = usual


def problems(recording: Recording, disk_: Disk, choose: Chooser) -> list[str]:
    """What is wrong with what the disk holds."""
    state = {path: (says, whole) for path, says, whole in failed(disk_.top, choose)}
    wrong = []
    if POINTER not in state:
        return ["no snapshot is current"]
    for number in {posixpath.basename(state[POINTER][0]), *_listed(state)}:
        for path in recording.contents.get(number, {"an unknown snapshot"}):
            full = f"{SNAPSHOTS}{number}/{path}"
            if full not in state:
                wrong.append(f"{full} is missing")
            elif not state[full][1]:
                wrong.append(f"{full} is not whole")
    return wrong


def _listed(state: dict[str, tuple[str, bool]]) -> set[str]:
    inside = (path.removeprefix(SNAPSHOTS) for path in state if path.startswith(SNAPSHOTS))
    return {path for path in inside if "/" not in path}


def choosers(seeds: int) -> Iterator[Chooser]:
    """Everything that was not flushed, nothing of it, and any part of it."""
    yield lambda _: True
    yield lambda _: False
    for seed in range(seeds):
        dice = random.Random(seed)
        yield lambda _, dice=dice: dice.random() < 0.5


def replay(recording: Recording, calls: list[Call], seeds: int) -> list[str]:
    """Let the power fail after every call; return what is wrong in any state."""
    made = recording.disk()
    wrong = []
    for number, call in enumerate(calls, 1):
        made.play(call)
        for choose in choosers(seeds):
            found = problems(recording, made, choose)
            wrong += [f"after call {number} {call}: {problem}" for problem in found[:1]]
    return wrong


def test_the_power_may_fail_after_any_call(recording: Recording) -> None:
    assert len(recording.calls) > 60
    assert replay(recording, recording.calls, 400 if PROVE else 6) == []


def test_what_was_committed_is_not_lost_by_a_failure_after_the_commit(
    recording: Recording,
) -> None:
    made = recording.disk()
    for call in recording.calls:
        made.play(call)
    for choose in choosers(50):
        state = {path: says for path, says, _ in failed(made.top, choose)}
        assert posixpath.basename(state[POINTER]) == recording.number


def test_every_flush_is_needed_and_its_absence_noticed(recording: Recording) -> None:
    """Without one of its flushes a commit is not safe, and the model sees it."""
    flushes = [i for i, (name, _) in enumerate(recording.calls) if name.startswith("sync")]
    assert len(flushes) >= 5
    unnoticed = []
    for place in flushes:
        calls = recording.calls[:place] + recording.calls[place + 1 :]
        if not replay(recording, calls, 2) and not _is_lost(recording, calls):
            unnoticed.append(recording.calls[place])
    inessential = {"building", "trash", "index", "learned", "corrections"}  # empty, or will be
    together = any(name == "sync_file_system" for name, _ in recording.calls)
    kept = [
        (name, paths[0])
        for name, paths in unnoticed
        if posixpath.basename(paths[0]) not in inessential
        and not (together and name == "sync_file")  # the file system is flushed after them
    ]
    assert kept == []


def _is_lost(recording: Recording, calls: list[Call]) -> bool:
    """Whether a commit can be lost after it was reported."""
    made = recording.disk()
    for call in calls:
        made.play(call)
    state = {path: says for path, says, _ in failed(made.top, lambda _: False)}
    return posixpath.basename(state[POINTER]) != recording.number


def test_a_write_after_the_flush_is_noticed(recording: Recording) -> None:
    """The model itself: a manifest that is written again after its flush is not whole."""
    place = next(
        i
        for i, (name, paths) in enumerate(recording.calls)
        if name == "rename" and paths[1].endswith(recording.number)
    )
    manifest = recording.calls[place][1][0] + "/manifest.jsonl"
    calls = [*recording.calls[:place], ("write_rows", (manifest,)), *recording.calls[place:]]
    assert any("is not whole" in problem for problem in replay(recording, calls, 1))
