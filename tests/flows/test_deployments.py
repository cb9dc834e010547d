"""The deployments of prefect.yaml on a real server: pool, worker, schedule, as operations.md says.

Two nights are due at the same time. Nothing here goes by the clock: runs are waited for, and
what they did is read in the server's own account of their states.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from flows.options import Options
from ingest import store
from prefect_server import PATIENCE, Server, wait_for
from shipped import ROOT, SHIPPED

pytestmark = [pytest.mark.prefect, pytest.mark.xdist_group("prefect")]
DEPLOYED = yaml.safe_load((ROOT / "prefect.yaml").read_text("utf-8"))["deployments"]
EVERY = 30.0
"""Seconds from one scheduled run to the next: the first is due soon, and few pile up."""


@pytest.fixture(scope="module")
def deployed(server: Server) -> dict[str, dict[str, Any]]:
    """What the server says of each deployment, by its name, after the two commands."""
    for command in ("work-pool create ingest --type process", "--no-prompt deploy --all"):
        status, said = server.run("prefect", *command.split())
        assert status == 0, said
    found = {d["name"]: d for d in server.ask("deployments/filter")}
    return {name: found[name] for name in sorted(found)}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a worker, as the deployments' parameters expect it."""
    folder = tmp_path_factory.mktemp("articles")
    raw = folder / "data" / "raw"
    raw.mkdir(parents=True)
    for path in SHIPPED.iterdir():
        (raw / path.name).write_bytes(path.read_bytes())
    (folder / "ingest.toml").write_text("settle_seconds = 0\nworkers = 1\n")
    return folder


@contextmanager
def _worker(server: Server, home: Path) -> Iterator[None]:
    """Let a worker work that would run two at a time."""
    with (home / "worker.log").open("w") as log:
        worker = server.start(
            *("prefect", "worker", "start", "--pool", "ingest", "--limit", "2"),
            log=log,
            ARTICLES_HOME=str(home),
            PREFECT_WORKER_QUERY_SECONDS="2",
        )
        try:
            yield
        finally:
            server.stop(worker)


@pytest.fixture(scope="module")
def nights(server: Server, deployed: dict[str, dict[str, Any]], home: Path) -> list[dict[str, Any]]:
    """A run that a schedule started and one by hand, due together, in the order they ran in."""
    nightly = deployed["nightly"]["id"]
    begin = datetime.now(UTC) + timedelta(seconds=EVERY / 5)
    schedule = {"interval": EVERY, "anchor_date": begin.isoformat()}
    address = f"deployments/{nightly}/schedules"
    [made] = server.send("POST", address, json=[{"schedule": schedule}]).json()
    scheduled = wait_for(lambda: _due(server, nightly))[0]
    given = deployed["nightly"]["parameters"]
    by_hand = server.ask(f"deployments/{nightly}/create_flow_run", parameters=given)
    ids = [scheduled["id"], by_hand["id"]]
    with _worker(server, home):
        wait_for(lambda: all(_has_ended(server, home, run_id) for run_id in ids), 3 * PATIENCE)
        server.send("DELETE", f"{address}/{made['id']}")
    found = [server.look(f"flow_runs/{run_id}") for run_id in ids]
    return sorted(found, key=lambda run: str(run["start_time"]))


def _due(server: Server, deployment: str) -> list[dict[str, Any]]:
    chosen = {"state": {"type": {"any_": ["SCHEDULED"]}}}
    of = {"id": {"any_": [deployment]}}
    found = server.ask("flow_runs/filter", flow_runs=chosen, deployments=of)
    now = datetime.now(UTC)
    return [run for run in found if datetime.fromisoformat(run["expected_start_time"]) <= now]


def _has_ended(server: Server, home: Path, run_id: str) -> bool:
    state = server.look(f"flow_runs/{run_id}")["state"]
    assert state["type"] not in {"FAILED", "CRASHED"}, (state, (home / "worker.log").read_text())
    return bool(state["type"] == "COMPLETED")


def states_of(server: Server, run: dict[str, Any]) -> list[tuple[str, datetime]]:
    found = server.look("flow_run_states/", flow_run_id=run["id"])
    states = [(state["name"], datetime.fromisoformat(state["timestamp"])) for state in found]
    return sorted(states, key=lambda state: state[1])


def test_all_seven_are_there_as_they_are_declared(deployed: dict[str, dict[str, Any]]) -> None:
    assert len(DEPLOYED) == 7
    assert list(deployed) == sorted(declared["name"] for declared in DEPLOYED)
    for declared in DEPLOYED:
        found = deployed[declared["name"]]
        assert found["entrypoint"] == declared["entrypoint"]
        assert found["parameters"] == declared["parameters"]
        assert found["description"] == declared["description"]
        assert found["work_pool_name"] == "ingest"
        crons = [schedule["schedule"]["cron"] for schedule in found["schedules"]]
        assert crons == [schedule["cron"] for schedule in declared.get("schedules", [])]


def test_by_hand_every_parameter_is_a_field_with_a_description(
    deployed: dict[str, dict[str, Any]],
) -> None:
    schema = deployed["manual"]["parameter_openapi_schema"]
    assert list(schema["properties"]) == ["raw", "out", "options"]
    options = schema["definitions"]["Options"]["properties"]
    assert set(options) == set(Options.model_fields)
    for name, field in {**schema["properties"], **options}.items():
        assert len(field.get("description", "")) > 10, name


def test_a_scheduled_night_publishes_and_shows_what_it_did(
    server: Server, home: Path, nights: list[dict[str, Any]]
) -> None:
    [scheduled] = [run for run in nights if run["auto_scheduled"]]
    assert scheduled["name"].startswith("nightly 20")
    shown = server.artifacts(scheduled["id"])
    assert set(shown) >= {"progress", "outcomes", "summary", "picture-of-the-day"}
    assert shown["progress"] == 100.0
    assert shown["summary"].startswith(("# 8 articles", "# Nothing new"))  # if it was the second
    out = home / "data" / "processed"
    assert store.open_dataset(out, "articles").count_rows() == 8
    assert (out / "report.html").exists()


def test_a_night_never_overlaps_another_although_both_are_due(
    server: Server, home: Path, nights: list[dict[str, Any]]
) -> None:
    earlier, later = (states_of(server, run) for run in nights)
    assert any(name == "AwaitingConcurrencySlot" for name, _ in (*earlier, *later))
    assert earlier[-1][0] == later[-1][0] == "Completed"
    begun = next(at for name, at in later if name == "Running")
    assert begun >= earlier[-1][1]
    runs = store.open_dataset(home / "data" / "processed", "runs").to_table(columns=["kind"])
    assert runs["kind"].to_pylist() == ["run"]
