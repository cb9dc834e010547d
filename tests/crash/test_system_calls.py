"""The whole proof: a fault at every system call of a real process that changes the store.

The calls are counted by a preloaded shim, and so are those that libraries make; nothing can hide
from it. It needs a C compiler and Linux; `test_faults.py` needs neither.

What a worker does is done by the same process here, so that its calls are struck too. Who is killed
is a child; an error is met, and the next run made, by a process that lives on.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from scenes import SCENES, State, copy, observe, prepare, whole
from zygote import FAILED, Zygote

from ingest import store

PROVE = os.environ.get("INGEST_PROVE") == "1"
EACH = int(os.environ.get("INGEST_EACH", "1"))
"""Every so many calls; 1 is the whole proof."""
COMPILER = shutil.which("cc") or shutil.which("gcc")
pytestmark = [
    pytest.mark.prove,
    pytest.mark.skipif(not PROVE, reason="part of make prove"),
    pytest.mark.skipif(
        sys.platform != "linux" or not COMPILER, reason="needs Linux and a compiler"
    ),
]


@pytest.fixture(scope="module")
def shimmed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Zygote]:
    library = tmp_path_factory.mktemp("shim") / "shim.so"
    source = Path(__file__).with_name("shim.c")
    command = [str(COMPILER), "-O1", "-shared", "-fPIC", "-o", str(library), str(source), "-ldl"]
    subprocess.run(command, check=True)
    started = Zygote(preload=str(library), inline=True)
    yield started
    started.close()


def settle(zygote: Zygote, scene: str, out: Path, before: State, after: State) -> None:
    """Old or new, whole; after the next run new, whole."""
    assert whole(out) == ()
    seen = observe(out)
    assert seen in (before, after)
    if seen == before:
        again = zygote.play(scene, out, here=True, bare=True)
        assert again.status == 0, again.message
    with store.write_lock(out):
        store.recover(out)
    assert observe(out) == after
    assert whole(out) == ()


@pytest.mark.parametrize("kind", ["kill", "ENOSPC", "EIO"])
@pytest.mark.parametrize("scene", SCENES)
def test_a_fault_at_any_system_call_leaves_the_old_or_the_new_state(
    shimmed: Zygote, memory: Path, scene: str, kind: str
) -> None:
    folder = memory / f"{scene}-{kind}"
    folder.mkdir()
    out = prepare(scene, folder)
    before = observe(out)
    struck = copy(out, folder / "struck")
    ending = shimmed.play(scene, struck, system_call=0)
    assert ending.status == 0, ending.message
    after, count = observe(struck), len(ending.calls)
    assert count > 100
    unclear, points = [], range(1, count + 1, EACH)
    for at in points:
        struck = copy(out, folder / "struck")
        ending = shimmed.play(scene, struck, system_call=at, kind=kind, here=kind != "kill")
        if kind == "kill":
            assert ending.killed, f"call {at} was never made"
        else:
            assert ending.fired, f"call {at} was never made"
            if ending.status not in (0, FAILED):
                unclear.append((at, ending.calls[at - 1], ending.message))
        settle(shimmed, scene, struck, before, after)
    sys.stdout.write(
        f"{scene}: {count} system calls, {kind}: struck at {len(points)}, 0 wrong states, "
        f"{len(unclear)} unclear errors\n"
    )
    assert unclear == []
