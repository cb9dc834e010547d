"""The deployments of prefect.yaml on a real server, work pool and worker; the alarms with them."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any, ClassVar

import httpx
import pytest

from ingest import store
from prefect_server import Server, wait_for
from shipped import SHIPPED
from test_flows import hang, is_reading

pytestmark = [pytest.mark.prefect, pytest.mark.xdist_group("prefect")]
ENDED = {"COMPLETED", "FAILED", "CRASHED", "CANCELLED"}


@pytest.fixture(scope="module")
def home(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """As docs/operations.md says: a pool, all deployments, and a worker in its own folder."""
    folder = tmp_path_factory.mktemp("articles")
    raw = folder / "data" / "raw"
    raw.mkdir(parents=True)
    for path in SHIPPED.iterdir():
        (raw / path.name).write_bytes(path.read_bytes())
    for command in ("work-pool create ingest --type process", "--no-prompt deploy --all"):
        status, said = server.run("prefect", *command.split())
        assert status == 0, said
    (folder / "ingest.toml").write_text("settle_seconds = 0\nworkers = 1\n")
    with (folder / "worker.log").open("w") as log:
        worker = server.start(
            *("prefect", "worker", "start", "--pool", "ingest", "--limit", "1"),
            ARTICLES_HOME=str(folder),
            PREFECT_WORKER_QUERY_SECONDS="1",
            log=log,
        )
        yield folder
        server.stop(worker)


def start(server: Server, deployment: str, **parameters: Any) -> str:
    found = httpx.get(f"{server.api}/deployments/name/{deployment}", timeout=60).json()
    given = {**found["parameters"], **parameters}
    made = server.ask(f"deployments/{found['id']}/create_flow_run", parameters=given)
    return str(made["id"])


def state(server: Server, run_id: str) -> dict[str, Any]:
    found: dict[str, Any] = httpx.get(f"{server.api}/flow_runs/{run_id}", timeout=60).json()
    return found["state"] or {"type": "NONE"}


def end_of(server: Server, run_id: str) -> dict[str, Any]:
    return wait_for(lambda: (s := state(server, run_id))["type"] in ENDED and s)


def kinds(out: Path) -> list[str]:
    rows = store.open_dataset(out, "runs").to_table().sort_by("run_id").to_pylist()
    return [row["kind"] for row in rows]


@pytest.fixture(scope="module")
def taken(server: Server, home: Path) -> Path:
    """OUT after the first run by hand."""
    ended = end_of(server, start(server, "nightly/manual"))
    assert ended["type"] == "COMPLETED", (ended, (home / "worker.log").read_text())
    return home / "data" / "processed"


def test_a_backfill_is_kept_as_one_and_says_nothing_of_a_nights_volume(
    server: Server, home: Path, taken: Path
) -> None:
    old = home / "data" / "raw" / "archive" / "2019-03-04"
    old.mkdir(parents=True)
    text = (SHIPPED / "lighthouse.md").read_text("utf-8").replace("lighthouse", "windmill")
    (old / "mill.md").write_text(text)
    ended = end_of(
        server, start(server, "backfill/backfill", since="2019-01-01", until="2019-12-31")
    )
    assert ended["type"] == "COMPLETED", ended
    assert kinds(taken)[-1] == "backfill"


def test_what_is_taken_down_is_gone_and_the_other_flows_do_their_work(
    server: Server, home: Path, taken: Path
) -> None:
    articles = store.open_dataset(taken, "articles").to_table(columns=["article_id", "source_path"])
    [gone] = [
        row["article_id"] for row in articles.to_pylist() if row["source_path"] == "bridge.txt"
    ]
    given: dict[str, dict[str, Any]] = {
        "takedown/takedown": {"names": [gone], "reason": "order 12/3"},
        "compact/compact": {},
        "rebuild/rebuild": {},
        "check/check": {"deep": True},
    }
    for deployment, parameters in given.items():
        ended = end_of(server, start(server, deployment, **parameters))
        assert ended["type"] == "COMPLETED", (deployment, ended)
    left = store.open_dataset(taken, "articles").to_table(columns=["article_id"])
    assert gone not in left["article_id"].to_pylist()
    assert kinds(taken)[-3:] == ["takedown", "compact", "rebuild"]


def test_a_cancelled_run_ends_and_publishes_nothing(
    server: Server, home: Path, taken: Path
) -> None:
    (home / "data" / "raw" / "many").mkdir()
    hang(home / "data" / "raw" / "many")
    before = store.current(taken)
    run_id = start(server, "nightly/manual")
    wait_for(lambda: is_reading(taken))
    status, said = server.run("prefect", "flow-run", "cancel", run_id)
    assert status == 0, said
    assert end_of(server, run_id)["type"] == "CANCELLED"
    assert store.current(taken) == before


class Receiver(BaseHTTPRequestHandler):
    """A webhook that keeps what it is told."""

    told: ClassVar[list[str]] = []

    def do_POST(self) -> None:
        length = int(self.headers["content-length"])
        self.told.append(json.loads(self.rfile.read(length))["text"])
        self.send_response(200)
        self.end_headers()

    def log_message(self, *words: object) -> None:
        pass


def test_a_failed_run_is_told_to_the_webhook(server: Server, home: Path, taken: Path) -> None:
    with HTTPServer(("127.0.0.1", 0), Receiver) as hook:
        threading.Thread(target=hook.serve_forever, daemon=True).start()
        for _ in range(2):
            status, said = server.run("flows.alarms", f"http://127.0.0.1:{hook.server_port}/")
            assert status == 0, said
        names = [found["name"] for found in server.ask("automations/filter")]
        assert sorted(names) == sorted(said.splitlines())
        ended = end_of(server, start(server, "check/check", out=str(home / "nowhere")))
        assert ended["type"] == "FAILED"
        wait_for(lambda: Receiver.told)
        hook.shutdown()
    assert Receiver.told[0].startswith("A run failed: check: check 20")
    assert "nothing is published in" in Receiver.told[0]
