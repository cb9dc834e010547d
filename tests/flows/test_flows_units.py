"""Parts of the flows that need no server: dates of a backfill, the picture, options, the call."""

import json
import os
import signal
import subprocess
import sys
import xml.etree.ElementTree as ET
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
import yaml
from prefect.server.events.schemas.automations import EventTrigger
from prefect.server.events.schemas.events import ReceivedEvent
from prefect.settings import PREFECT_API_URL, temporary_settings
from prefect.states import Completed, Failed
from pydantic import ValidationError

from flows import artifacts, command
from flows.alarms import alarms_of
from flows.alarms import main as set_alarms
from flows.artifacts import Progress, _volumes
from flows.backfill import backfill, date_of
from flows.deployments import deployments_of
from flows.failing import error_of
from flows.nightly import nightly
from flows.options import Options
from flows.picture import draw
from flows.stages import group_shards
from ingest import errors
from ingest.article import RawFile
from ingest.completeness import Row
from ingest.errors import NEXT_STEPS, StoreBusy, UsageError
from ingest.run import Shard
from ingest.settings import load_settings
from shipped import ROOT

DEPLOYED = yaml.safe_load((ROOT / "prefect.yaml").read_text("utf-8"))["deployments"]


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("feed/2024-05-31/a.txt", date(2024, 5, 31)),
        ("feed/2024/05/31/a.txt", date(2024, 5, 31)),
        ("feed_20240531_0200.jsonl", date(2024, 5, 31)),
        ("2024-02-30/19990101.txt", date(1999, 1, 1)),
        ("id-1202405311.txt", date(1970, 1, 2)),
        ("plain.txt", date(1970, 1, 2)),
    ],
)
def test_a_files_day_is_read_in_its_path_else_in_its_time(path: str, day: date) -> None:
    assert date_of(RawFile(path, path, 1, 86_400 * 10**9)) == day


def test_the_picture_is_sound_svg_whatever_sources_are_called() -> None:
    rows = [
        Row("all", (0, 3, 5), 4.0, 0.5),
        Row("source <script>alert('x')</script> & \"co\"", (9, 9, 0), 9.0, -5.0),
        Row("source " + "x" * 200, (0, 0, 1), None, None),
    ]
    svg = ET.fromstring(draw(rows, "run"))
    texts = [element.text or "" for element in svg.iter("{http://www.w3.org/2000/svg}text")]
    assert any("<script>alert" in text for text in texts)
    assert "0 today, expected 9 (z -5.0)" in texts
    assert not list(svg.iter("{http://www.w3.org/2000/svg}script"))


def test_progress_is_shown_now_and_then_and_always_at_the_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown: list[float] = []
    now = [0.0]
    monkeypatch.setattr(artifacts, "create_progress_artifact", lambda *_, **__: uuid4())
    monkeypatch.setattr(artifacts, "update_progress_artifact", lambda _, share: shown.append(share))
    monkeypatch.setattr(artifacts, "get_run_logger", lambda: None)
    monkeypatch.setattr(artifacts.time, "monotonic", lambda: now[0])
    progress = Progress()
    progress.expect(10)
    for second in range(10):
        now[0] = float(second)
        progress.step()
    progress.finish()
    assert shown == [30.0, 50.0, 70.0, 90.0, 100.0]


def test_what_is_done_already_and_small_shards_share_tasks() -> None:
    counts = (5, 5, 5, 3, 2, 1, 1)
    shards = [Shard(index, count, b"") for index, count in enumerate(counts)]
    assert group_shards(shards, 0, 0) == [(place, place + 1) for place in range(len(counts))]
    assert group_shards(shards, 6, 0) == [(0, 6), (6, 7)]
    assert group_shards(shards, 7, 0) == [(0, 7)]
    assert group_shards(shards, 0, 5) == [(0, 1), (1, 2), (2, 3), (3, 5), (5, 7)]
    assert group_shards((), 0, 5) == []


def test_parameters_are_kept_as_the_form_gives_them() -> None:
    given = {"raw": Path("in"), "options": Options(workers=2), "out": Path("out")}
    kept = nightly.serialize_parameters(given)
    assert json.loads(json.dumps(kept)) == kept
    assert (kept["raw"], kept["out"], kept["options"]["workers"]) == ("in", "out", 2)
    assert backfill.serialize_parameters({"since": date(2024, 5, 31)}) == {"since": "2024-05-31"}


def test_options_are_checked_before_anything_runs() -> None:
    with pytest.raises(ValidationError):
        Options.model_validate({"workers": -1})
    with pytest.raises(ValidationError):
        Options.model_validate({"wrokers": 1})
    assert Options(workers=3, keep="latest").settings().workers == 3
    assert Options().settings().keep == "first"


def test_a_failed_state_names_its_error() -> None:
    error = error_of(Failed(message="StoreBusy: written by process 1"))
    assert isinstance(error, StoreBusy)
    assert str(error) == "written by process 1"
    assert error_of(Failed(message="a bug: 1")) is None
    assert error_of(Failed()) is None
    assert error_of(Completed(message="StoreBusy: no")) is None


def test_every_next_step_is_of_an_error_that_exists() -> None:
    assert set(NEXT_STEPS) <= set(errors.__all__)


def test_one_machine_offers_what_a_server_does(tmp_path: Path) -> None:
    served = deployments_of(tmp_path / "raw", tmp_path / "out", "30 3 * * *")
    assert [d.name for d in served] == [deployment["name"] for deployment in DEPLOYED]
    assert [d.entrypoint for d in served] == [d["entrypoint"] for d in DEPLOYED]
    assert served[0].description == "Take in what is new in RAW and publish it to OUT."
    nightly = served[0]
    assert [str(schedule.schedule.cron) for schedule in nightly.schedules] == ["30 3 * * *"]
    assert all(d.concurrency_limit == 1 for d in served)
    assert all(d.concurrency_options.collision_strategy.value == "ENQUEUE" for d in served)


@pytest.mark.parametrize("cron", ["tomorrow", "61 * * * *", ""])
def test_a_cron_line_that_means_nothing_is_refused(tmp_path: Path, cron: str) -> None:
    with pytest.raises(UsageError, match="an example is '0 2"):
        deployments_of(tmp_path, tmp_path, cron)


def test_every_deployment_takes_the_parameters_it_is_given() -> None:
    import importlib

    for deployment in DEPLOYED:
        module, _, name = deployment["entrypoint"].rpartition(".")
        flow = getattr(importlib.import_module(module), name)
        flow.validate_parameters(
            {"names": ["x"], "reason": "y", **deployment["parameters"]}
            if name == "takedown"
            else deployment["parameters"]
        )
        assert deployment["concurrency_limit"] == {"limit": 1, "collision_strategy": "ENQUEUE"}
        assert deployment["work_pool"] == {"name": "ingest"}


def event(name: str, flow: str) -> ReceivedEvent:
    """What a server sees when a run of a flow enters a state."""
    return ReceivedEvent(
        occurred=datetime.now(UTC),
        event=f"prefect.flow-run.{name}",
        resource={"prefect.resource.id": f"prefect.flow-run.{uuid4()}"},
        related=[
            {
                "prefect.resource.id": f"prefect.flow.{uuid4()}",
                "prefect.resource.role": "flow",
                "prefect.resource.name": flow,
            }
        ],
        id=uuid4(),
    )


@pytest.mark.parametrize(
    ("alarm", "name", "flow", "rings"),
    [
        ("ingest: a run failed", "Failed", "nightly", True),
        ("ingest: a run failed", "Crashed", "takedown", True),
        ("ingest: a run failed", "Completed", "nightly", False),
        ("ingest: a run failed", "Failed", "somebody-elses", False),
        ("ingest: no nightly run", "Completed", "nightly", True),
        ("ingest: no nightly run", "Completed", "backfill", False),
        ("ingest: a dead run", "heartbeat", "rebuild", True),
        ("ingest: a dead run", "heartbeat", "somebody-elses", False),
    ],
)
def test_alarms_listen_to_our_flows_alone(alarm: str, name: str, flow: str, *, rings: bool) -> None:
    alarms = alarms_of(uuid4(), timedelta(hours=26), timedelta(seconds=400))
    [chosen] = [made for made in alarms if made.name == alarm]
    trigger = EventTrigger.model_validate_json(chosen.trigger.model_dump_json())
    heard = event(name, flow)
    assert (trigger.covers(heard) and trigger.expects(heard.event)) == rings


@pytest.mark.parametrize(
    ("url", "server", "said"),
    [
        ("hooks.example.org/articles", "http://127.0.0.1:9/api", "no address of a webhook"),
        ("ftp://hooks.example.org", "http://127.0.0.1:9/api", "no address of a webhook"),
        ("https://hooks.example.org", "", "let PREFECT_API_URL name its API"),
        ("https://hooks.example.org", "http://127.0.0.1:9/api", "does not answer: start it"),
    ],
)
def test_alarms_that_cannot_be_set_are_one_line_and_status_2(
    url: str, server: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with temporary_settings({PREFECT_API_URL: server or None}), pytest.raises(SystemExit) as ended:
        set_alarms([url])
    assert ended.value.code == 2
    lines = capsys.readouterr().err
    assert lines.startswith("ingest: ")
    assert said in lines
    assert lines.count("\n") == 1


def test_a_long_name_pushes_no_figure_out_of_sight() -> None:
    long = Row("source " + "a name of many words " * 5, (1, 2), 1.5, 0.2)
    [line] = [line for line in _volumes((long,)) if "many words" in line]
    assert len(line) < 90
    assert line.endswith("| `▄█` | 2 | 2 | +0.2 |")
    without = Row("source s", (1, 2), None, None)
    assert [line.count("|") for line in _volumes((without,)) if "source s |" in line] == [4]


def test_settings_named_in_the_call_are_those_of_everything_that_it_starts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "own.toml").write_text('notify_command = "told"')
    monkeypatch.setenv("INGEST_SETTINGS", "")
    monkeypatch.chdir(tmp_path)
    command._settings_of(command._parse(["raw", "out", "--serve", "--settings", "own.toml"]))
    monkeypatch.chdir("/")
    assert load_settings().notify_command == "told"
    assert Options().settings().notify_command == "told"


@pytest.mark.parametrize(("home", "own"), [("/dev/null/home", True), ("", False)])
def test_prefect_keeps_house_elsewhere_for_a_user_who_has_none(
    tmp_path: Path, home: str, *, own: bool
) -> None:
    given = {"HOME": home or str(tmp_path), "TMPDIR": str(tmp_path), "PYTHONPATH": str(ROOT)}
    code = "import flows, os; print(os.environ.get('PREFECT_HOME', ''))"
    done = subprocess.run(
        [sys.executable, "-c", code], env=given, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip().startswith(str(tmp_path)) is own


def test_a_home_of_prefect_that_is_named_stays() -> None:
    given = {"HOME": "/dev/null", "PREFECT_HOME": "/elsewhere", "PYTHONPATH": str(ROOT)}
    code = "import flows, os; print(os.environ['PREFECT_HOME'])"
    done = subprocess.run(
        [sys.executable, "-c", code], env=given, capture_output=True, text=True, check=True
    )
    assert done.stdout == "/elsewhere\n"


def test_a_schedule_that_is_stopped_while_its_server_starts_ends_the_server(tmp_path: Path) -> None:
    code = """
import subprocess, sys
from pathlib import Path
from flows import serving

server = subprocess.Popen(["sleep", "600"])
asked = []

def ask(_):
    asked.append(1)
    if len(asked) == 2:  # it is waited for
        print(server.pid, flush=True)

serving._start, serving._is_healthy = lambda *_: server, ask
serving.serve(Path("raw"), Path("out"), "0 2 * * *", 0)
"""
    environment = {k: v for k, v in os.environ.items() if k != "PREFECT_API_URL"}
    environment["PYTHONPATH"] = str(ROOT)
    with subprocess.Popen(
        [sys.executable, "-c", code], env=environment, stdout=subprocess.PIPE, text=True
    ) as serving:
        assert serving.stdout is not None
        server = int(serving.stdout.readline())
        serving.terminate()
        assert serving.wait(60) == 128 + signal.SIGTERM
    with pytest.raises(ProcessLookupError):
        os.kill(server, 0)
