"""The command line as its user types it: real processes, their output and exit status."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

GOOD = (
    "Ferry runs again\n\nThe ferry across the sound runs again since Monday, after a winter in"
    " which the islanders had to wait for calm days and for a fisherman with an hour to spare.\n"
)
Ingest = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def ingest(tmp_path: Path) -> Ingest:
    """Run the command in a folder of its own, as a new process."""

    def call(*args: object) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "ingest", *map(str, args)],
            cwd=tmp_path,
            env={**os.environ, "COLUMNS": "200", "INGEST_SETTLE_SECONDS": "0"},
            capture_output=True,
            text=True,
            check=False,
        )

    return call


def as_json(done: "subprocess.CompletedProcess[str]") -> Any:
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_run_says_what_came_out_and_how_to_read_it(raw: Path, out: Path, ingest: Ingest) -> None:
    (raw / "ferry.txt").write_text(GOOD)
    (raw / "empty.txt").write_bytes(b"")
    done = ingest("run", raw, out)
    assert done.returncode == 0, done.stderr
    for expected in ("1 articles", "en 1", "empty 1", f'pd.read_parquet("{out}/articles")'):
        assert expected.split()[0] in done.stdout
    assert "Traceback" not in done.stderr


def test_run_status_explain_and_check_speak_json(raw: Path, out: Path, ingest: Ingest) -> None:
    (raw / "ferry.txt").write_text(GOOD)
    (raw / "zz_copy.txt").write_text(GOOD)
    report = as_json(ingest("run", raw, out, "--json"))
    assert report["counts"]["articles"] == report["counts"]["duplicates"] == 1
    assert as_json(ingest("status", out, "--json"))["rows"]["articles"] == 1
    explained = as_json(ingest("explain", out, "zz_copy.txt", "--json"))
    assert explained["duplicates"][0]["kind"] == "exact"
    assert as_json(ingest("check", out, "--json"))["problems"] == []
    assert as_json(ingest("check", out, "--deep", "--json"))["problems"] == []


def test_check_finds_what_was_tampered_with(raw: Path, out: Path, ingest: Ingest) -> None:
    (raw / "ferry.txt").write_text(GOOD)
    as_json(ingest("run", raw, out, "--json"))
    [path] = (out / "articles").resolve().rglob("part-*.parquet")
    data = bytearray(path.read_bytes())
    data[len(data) // 3] ^= 0xFF
    path.chmod(0o600)
    path.write_bytes(data)
    done = ingest("check", out, "--deep")
    assert done.returncode == 1
    assert path.name in done.stdout


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("run", "nowhere", "out"), "no folder of raw files at nowhere; create the folder, or"),
        (("status", "nowhere"), "nowhere: there is no such folder"),
        (("explain", "nowhere", "x"), "nowhere: there is no such folder"),
        (("check", "nowhere"), "nowhere: there is no such folder"),
        (("run", "", "out"), "the name of a folder is empty"),
        (("run", ".", ""), "the name of a folder is empty"),
        (("status", ""), "the name of a folder is empty"),
        (("status", "."), "holds no datasets of this program; `ingest run RAW .` makes them"),
    ],
)
def test_a_call_that_cannot_work_is_one_line_and_status_2(
    command: tuple[str, ...], said: str, ingest: Ingest
) -> None:
    done = ingest(*command)
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


def test_an_unknown_id_is_one_line_and_status_2(raw: Path, out: Path, ingest: Ingest) -> None:
    (raw / "ferry.txt").write_text(GOOD)
    as_json(ingest("run", raw, out, "--json"))
    done = ingest("explain", out, "no/such/file.txt")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "no/such/file.txt" in done.stderr


def test_a_wrong_setting_is_one_line_and_status_2(
    raw: Path, out: Path, tmp_path: Path, ingest: Ingest
) -> None:
    (tmp_path / "ingest.toml").write_text('keep = "newest"\n')
    done = ingest("run", raw, out)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "setting keep (ingest.toml): " in done.stderr
    assert "mend the value, then run again" in done.stderr
    assert not out.exists()


def test_one_of_the_datasets_is_not_taken_for_out(raw: Path, out: Path, ingest: Ingest) -> None:
    (raw / "ferry.txt").write_text(GOOD)
    as_json(ingest("run", raw, out, "--json"))
    before = sorted((out / "articles").iterdir())
    for call in ("run", raw), ("status",), ("check",), ("report",), ("takedown", "--reason", "x"):
        names = ("00ff",) if call[0] == "takedown" else ()
        done = ingest(*call, out / "articles", *names)
        assert (done.returncode, done.stderr.count("\n")) == (2, 1), call
        assert f"give the folder that holds all of them, {out}" in done.stderr, call
    assert sorted((out / "articles").iterdir()) == before


def test_nothing_to_take_and_nothing_published_says_so(
    raw: Path, out: Path, ingest: Ingest
) -> None:
    done = ingest("run", raw, out)
    assert done.returncode == 0
    assert "nothing new; no snapshot stands" in done.stdout


def test_a_second_writer_is_told_and_leaves(raw: Path, out: Path, ingest: Ingest) -> None:
    from ingest import store

    (raw / "ferry.txt").write_text(GOOD)
    store.ensure(out)
    with store.write_lock(out):
        done = ingest("run", raw, out)
    assert done.returncode == 3
    assert done.stderr.count("\n") == 1
    assert ingest("run", raw, out).returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a file that is always full")
@pytest.mark.parametrize("options", [[], ["--json"]])
def test_a_run_whose_log_is_full_says_that_it_is_done(
    raw: Path, out: Path, options: list[str]
) -> None:
    (raw / "ferry.txt").write_text(GOOD)
    command = [sys.executable, "-m", "ingest", "run", raw, out, *options]
    environment = os.environ | {"INGEST_SETTLE_SECONDS": "0"}
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            command, stdout=full, stderr=subprocess.PIPE, text=True, env=environment, check=False
        )
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("ingest: the run is done, OUT is at snapshot 1; ")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a file that is always full")
@pytest.mark.parametrize("command", [["status"], ["explain", "--json"]])
def test_what_cannot_be_printed_is_one_line(
    ingest: Ingest, raw: Path, out: Path, command: list[str]
) -> None:
    (raw / "ferry.txt").write_text(GOOD)
    ingest("run", raw, out)
    names = ["ferry.txt"] if command[0] == "explain" else []
    call = [sys.executable, "-m", "ingest", command[0], out, *names, *command[1:]]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(call, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert done.stderr.startswith("ingest: what it found could not be printed: ")


@pytest.mark.parametrize("options", ["", "--json"])
def test_a_caller_may_have_closed_what_is_printed_to(raw: Path, out: Path, options: str) -> None:
    (raw / "ferry.txt").write_text(GOOD)
    command = f'exec "{sys.executable}" -m ingest run "{raw}" "{out}" {options} >&- 2>&-'
    environment = os.environ | {"INGEST_SETTLE_SECONDS": "0"}
    assert subprocess.run(["sh", "-c", command], env=environment, check=False).returncode == 0
    signed = json.loads((out / ".ingest" / "lock").read_bytes())
    assert "pid" in signed  # and nothing else was printed into the first file that was opened


def test_a_narrow_terminal_breaks_nothing_that_is_to_be_copied(raw: Path, out: Path) -> None:
    (raw / "ferry.txt").write_text(GOOD)
    call = [sys.executable, "-m", "ingest"]
    environment = os.environ | {"INGEST_SETTLE_SECONDS": "0", "COLUMNS": "20"}
    done = subprocess.run(
        [*call, "run", raw, out], capture_output=True, text=True, env=environment, check=True
    )
    assert f'\nread it: pd.read_parquet("{out}/articles")\n' in done.stdout


@pytest.mark.parametrize("options", [[], ["--json"]])
def test_a_terminal_without_the_letters_shows_all_it_can(
    raw: Path, out: Path, ingest: Ingest, options: list[str]
) -> None:
    (raw / "ferry.txt").write_text(GOOD.replace("Ferry", "Fähre „Anna“"))
    ingest("run", raw, out)
    call = [sys.executable, "-m", "ingest", "explain", out, "ferry.txt", *options]
    ascii_only = os.environ | {"PYTHONIOENCODING": "ascii", "COLUMNS": "200"}
    done = subprocess.run(call, capture_output=True, env=ascii_only, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    if options:
        assert json.loads(done.stdout)["articles"][0]["headline"].startswith("Fähre „Anna“")
    else:
        assert rb"F\xe4hre \u201eAnna\u201c" in done.stdout


@pytest.mark.parametrize(("folder", "file"), [("", ""), ("snapshots", "manifest.jsonl")])
def test_what_a_user_may_not_read_is_one_line(
    raw: Path, out: Path, ingest: Ingest, folder: str, file: str
) -> None:
    (raw / "ferry.txt").write_text(GOOD)
    ingest("run", raw, out)
    place = str(out / ".ingest" / folder)
    code = f"""
import pathlib
from ingest.cli import main

def refusing(usual):
    def look(path, *rest, **more):
        if str(path).startswith({place!r}) and str(path).endswith({file!r}):
            raise PermissionError(13, "Permission denied", str(path))
        return usual(path, *rest, **more)
    return look

pathlib.Path.stat = refusing(pathlib.Path.stat)
pathlib.Path.read_bytes = refusing(pathlib.Path.read_bytes)
main()
"""
    call = [sys.executable, "-c", code, "status", out]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert done.stderr.startswith(f"ingest: {place}")
    assert "Permission denied" in done.stderr


def test_who_interrupts_a_command_is_told_what_that_leaves() -> None:
    code = """
from ingest import status
from ingest.cli import main

def interrupted(out):
    raise KeyboardInterrupt

status.read_status = interrupted
main()
"""
    call = [sys.executable, "-c", code, "status", "."]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (130, "")
    assert done.stderr == "ingest: interrupted; what was not yet published is left as it was\n"


def test_the_dictionary_can_be_printed(ingest: Ingest) -> None:
    assert ingest("dictionary").stdout.startswith("# Data dictionary")
