"""What `ingest status` knows: totals, runs, findings, who is writing, what did not finish."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from ingest import store
from ingest.accounting import RunReport
from ingest.errors import OutputUnusable
from ingest.show import show_report, show_status
from ingest.status import read_status
from past_nights import plant_nights

GOOD = (
    "Ferry runs again\n\nThe ferry across the sound runs again since Monday, after a winter in"
    " which the islanders had to wait for calm days and for a fisherman with an hour to spare.\n"
)
Take = Callable[[], RunReport]


def said(capsys: pytest.CaptureFixture[str]) -> str:
    return " ".join(capsys.readouterr().out.split())


def test_nothing_published_says_how_to_begin(out: Path) -> None:
    with pytest.raises(OutputUnusable, match="there is no such folder"):
        read_status(out)
    store.ensure(out)
    with pytest.raises(OutputUnusable, match="ingest run RAW"):
        read_status(out)


def test_totals_runs_and_findings_are_there(
    raw: Path, out: Path, take: Take, capsys: pytest.CaptureFixture[str]
) -> None:
    plant_nights(out, 40, {("The Daily", "en"): 50})
    (raw / "ferry.txt").write_text(GOOD)
    (raw / "empty.txt").write_bytes(b"")
    report = take()
    status = read_status(out)
    assert status["rows"]["articles"] == 1
    assert status["reasons"] == {"empty": 1}
    assert status["runs"][0]["run_id"] == report.run_id
    silent = [found for found in status["findings"] if found["kind"] == "silent"]
    assert [found["series"] for found in silent] == ["source The Daily"]
    assert status["unfinished"] == []
    show_status(status)
    assert "silent source The Daily: nothing today" in said(capsys)
    show_report(report, out)
    assert "silent source The Daily: nothing today" in said(capsys)


def test_a_run_that_was_killed_is_named(
    raw: Path, out: Path, take: Take, capsys: pytest.CaptureFixture[str]
) -> None:
    (raw / "ferry.txt").write_text(GOOD)
    take()
    with store.write_lock(out):
        store.staging_folder(out, "20260101T000000000000Z-dead")
    status = read_status(out)
    assert status["unfinished"] == ["20260101T000000000000Z-dead"]
    show_status(status)
    assert "the next run sweeps and repeats it" in said(capsys)
    (raw / "more.txt").write_text(GOOD.replace("Monday", "Tuesday") + "More than that.\n")
    take()
    assert read_status(out)["unfinished"] == []


@pytest.mark.skipif(not Path("/proc/locks").exists(), reason="locks are listed by Linux only")
def test_who_is_writing_is_named_and_not_disturbed(raw: Path, out: Path, take: Take) -> None:
    (raw / "ferry.txt").write_text(GOOD)
    take()
    program = (
        "import sys\nfrom pathlib import Path\nfrom ingest import store\n"
        "with store.write_lock(Path(sys.argv[1])):\n"
        "    print('held', flush=True)\n"
        "    sys.stdin.read()\n"
    )
    command = [sys.executable, "-c", program, str(out)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "held\n"
        status: dict[str, Any] = read_status(out)
        assert status["writer"].startswith(f"process {writer.pid} on ")
        writer.communicate("")
    assert read_status(out)["writer"] is None


@pytest.mark.parametrize("width", [80, 120])
def test_no_column_is_cut_in_a_terminal_of_ordinary_width(
    out: Path, width: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    plant_nights(out, 3, {("The Daily", "en"): 12_345})
    monkeypatch.setattr("ingest.show._console", Console(width=width))
    show_status(read_status(out))
    said = capsys.readouterr().out
    assert "…" not in said
    assert max(map(len, said.splitlines())) <= width
    run = read_status(out)["runs"][0]
    assert f"{run['started_at']:%Y-%m-%d %H:%M}" in said
    assert (run["run_id"] in said) == (width == 120)
