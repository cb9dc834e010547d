"""One Prefect server on loopback for all tests that need one; it takes 20 s to start, once."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import httpx

from shipped import ROOT

PATIENCE = 600.0


class Server:
    """What its tests ask a server, and how they start flows against it."""

    def __init__(self, api: str, home: Path) -> None:
        self.api = api
        self.home = home
        self.client = httpx.Client(timeout=60)  # one: each makes certificates ready, for 50 ms

    @property
    def environment(self) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("PREFECT_", "INGEST_"))}
        return {
            **kept,
            "PREFECT_HOME": str(self.home),
            "PREFECT_API_URL": self.api,
            "PREFECT_UI_URL": self.api.removesuffix("/api"),
            "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
            "PREFECT_SERVER_DATABASE_TIMEOUT": "60",
            "PREFECT_SERVER_DATABASE_CONNECTION_TIMEOUT": "60",
            "PREFECT_SERVER_DEPLOYMENTS_CONCURRENCY_SLOT_WAIT_SECONDS": "5",
            "DO_NOT_TRACK": "1",
            "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tests")]),
            "COLUMNS": "200",
        }

    def ask(self, what: str, **body: Any) -> Any:
        return self.send("POST", what, json=body).json()

    def look(self, what: str, **params: Any) -> Any:
        return self.send("GET", what, params=params).json()

    def send(self, method: str, what: str, **given: Any) -> httpx.Response:
        """Send a request, again while the server is too busy for it."""
        for _ in range(10):
            try:
                answer = self.client.request(method, f"{self.api}/{what}", **given)
            except httpx.ReadTimeout:
                continue  # the machine is busy
            if answer.status_code != httpx.codes.SERVICE_UNAVAILABLE:
                break
            time.sleep(1)  # its database is busy: it asks for another try
        return answer.raise_for_status()

    def runs(self, flow: str) -> list[dict[str, Any]]:
        """Runs of a flow that no deployment asked for, the newest first."""
        chosen = {"name": {"any_": [flow]}}
        found: list[dict[str, Any]] = self.ask(
            "flow_runs/filter", flows=chosen, sort="EXPECTED_START_TIME_DESC"
        )
        return [run for run in found if not run["deployment_id"]]

    def artifacts(self, flow_run_id: str) -> dict[str, Any]:
        """Data of a run's artifacts by key, or by type where they have none."""
        chosen = {"flow_run_id": {"any_": [flow_run_id]}}
        found = self.ask("artifacts/filter", artifacts=chosen)
        return {item["key"] or item["type"]: item["data"] for item in found}

    def logs(self, flow_run_id: str) -> list[str]:
        chosen = {"flow_run_id": {"any_": [flow_run_id]}}
        return [log["message"] for log in self.ask("logs/filter", logs=chosen)]

    def start(
        self, *command: object, log: IO[str] | None = None, **environment: str
    ) -> "subprocess.Popen[str]":
        """Start a Python module in a process group of its own."""
        return subprocess.Popen(
            [sys.executable, "-m", *map(str, command)],
            cwd=ROOT,
            env={**self.environment, **environment},
            stdout=log or subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def stop(self, process: "subprocess.Popen[Any]") -> None:
        """Kill a process that `start` started, and its group."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(timeout=60)

    def run(self, *command: object, **environment: str) -> tuple[int, str]:
        """Run a Python module to its end: its exit status and what it said."""
        process = self.start(*command, **environment)
        said, _ = process.communicate(timeout=PATIENCE)
        return process.returncode, said


def wait_for(condition: Callable[[], Any], patience: float = PATIENCE) -> Any:
    """Wait until something is so, and return it."""
    deadline = time.monotonic() + patience
    while not (found := condition()):
        if time.monotonic() > deadline:
            raise TimeoutError(str(condition))
        time.sleep(0.5)
    return found


@contextmanager
def start_server(home: Path) -> Iterator[Server]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Server(f"http://127.0.0.1:{port}/api", home)
    command = ["prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port)]
    with (home / "server.log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", *command],
            env=server.environment,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        try:
            wait_for(lambda: _is_up(server, process))
            yield server
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=60)
            server.stop(process)


def _is_up(server: Server, process: "subprocess.Popen[bytes]") -> bool:
    assert process.poll() is None, (server.home / "server.log").read_text()
    try:
        return server.client.get(f"{server.api}/health", timeout=5).text == "true"
    except httpx.HTTPError:
        return False
