"""Killed, out of space, or with a failing disk, at every change a commit makes.

Readers see the state before or the state after, whole; the next run arrives where a run without
the fault arrives.
"""

import os
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

import pytest
from scenes import SCENES, State, copy, observe, prepare, whole
from zygote import FAILED, Ending, Zygote

from ingest import store

PROVE = os.environ.get("INGEST_PROVE") == "1"
pytestmark = pytest.mark.prove
WORDS = {"ENOSPC": "No space left on device", "EIO": "Input/output error"}


@dataclass(frozen=True)
class Stage:
    """A prepared output folder, and what it looks like before and after a scene."""

    scene: str
    folder: Path
    zygote: Zygote
    before: State
    after: State
    calls: int

    def strike(self, **fault: object) -> tuple[Path, Ending]:
        """Play the scene on a copy, with a fault."""
        out = copy(self.folder / "base", self.folder / "struck")
        return out, self.zygote.play(self.scene, out, bare=True, **fault)

    def check(self, out: Path) -> None:
        """Old or new, whole; after the next run new, whole, and nothing lies about."""
        assert whole(out) == ()
        seen = observe(out)
        assert seen in (self.before, self.after)
        if seen == self.before:
            again = self.zygote.play(self.scene, out, here=True, bare=True)
            assert again.status == 0, again.message
        with store.write_lock(out):
            store.recover(out)
        assert observe(out) == self.after
        assert whole(out) == ()
        for part in ("building", "trash", "staging"):
            assert os.listdir(out / ".ingest" / part) == []

    def points(self, share: int) -> range:
        """Every change in a proof, in the sample about `share` of them, spread evenly."""
        return range(1, self.calls + 1, 1 if PROVE else max(1, self.calls // share))


@pytest.fixture(scope="module", params=list(SCENES))
def stage(request: pytest.FixtureRequest, memory: Path, zygote: Zygote) -> Stage:
    folder = Path(mkdtemp(prefix=f"{request.param}-", dir=memory))  # it may be set up again
    out = prepare(request.param, folder)
    struck = copy(out, folder / "struck")
    ending = zygote.play(request.param, struck, bare=True)
    assert ending.status == 0, ending.message
    assert len(ending.calls) > 50
    return Stage(request.param, folder, zygote, observe(out), observe(struck), len(ending.calls))


def test_a_kill_at_any_change_leaves_the_old_or_the_new_state(stage: Stage) -> None:
    for at in stage.points(6):
        out, ending = stage.strike(at=at)
        assert ending.killed, f"call {at} was never made"
        stage.check(out)


@pytest.mark.parametrize("kind", WORDS)
def test_an_error_at_any_change_leaves_the_old_or_the_new_state(stage: Stage, kind: str) -> None:
    for at in stage.points(3):
        out, ending = stage.strike(at=at, kind=kind)
        assert ending.fired, f"call {at} was never made"
        if ending.status != 0:  # clearing away after a commit may fail without harm
            assert ending.status == FAILED, ending.message
            assert ending.message.count(WORDS[kind]) == 1
            assert "\n" not in ending.message
        stage.check(out)


def test_a_disk_that_stays_full_leaves_the_old_or_the_new_state(stage: Stage) -> None:
    for at in stage.points(2):
        out, ending = stage.strike(at=at, kind="ENOSPC", stays=True)
        assert ending.fired
        assert ending.status in (0, FAILED), ending.message
        stage.check(out)
