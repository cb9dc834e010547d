"""`make serve`: Prefect's server, its UI and the schedule on one machine, until Ctrl-C."""

import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ingest.errors import IngestError, UsageError
from ingest.objects import absolute

__all__ = ["ServerFailed", "serve", "serving_server"]

_PATIENCE = 180.0
_HOST = "127.0.0.1"


class ServerFailed(IngestError):
    """Prefect's server does not start."""


def serve(raw: Path, out: Path, cron: str, port: int) -> None:
    """Keep the nightly schedule, and offer the other flows by hand, one run at a time.

    Args:
        raw: folder of raw files.
        out: folder of the datasets.
        cron: when the nightly flow runs, in UTC.
        port: of the UI; a server that answers there, or the one PREFECT_API_URL names, is used.

    Raises:
        UsageError: the cron line or the port cannot be used.
        ServerFailed: the server does not start.
    """
    signal.signal(signal.SIGTERM, _end)  # until Prefect's runner has its own way to end
    with serving_server(port) as api:
        os.environ["PREFECT_API_URL"] = api
        from flows.deployments import deployments_of, run_schedule

        deployments = deployments_of(absolute(raw), absolute(out), cron)
        sys.stderr.write(f"nightly at {cron!r} (UTC); the UI: {api.removesuffix('/api')}\n")
        run_schedule(deployments)


def _end(number: int, _: object) -> None:
    """End as at the end of the program, and so with the server that was started."""
    sys.exit(128 + number)


@contextmanager
def serving_server(port: int) -> Iterator[str]:
    """Find or start a server; yields the address of its API. What was started is stopped."""
    given = os.environ.get("PREFECT_API_URL")
    api = given or f"http://{_HOST}:{port}/api"
    if given or _is_healthy(api):
        yield api
        return
    with tempfile.TemporaryFile() as log:
        server = _start(port, log)
        try:
            _wait(server, api, log)
            yield api
        finally:
            server.terminate()
            try:
                server.wait(timeout=15)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def _start(port: int, log: Any) -> "subprocess.Popen[bytes]":
    sys.stderr.write("starting Prefect's server; this takes half a minute …\n")
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", _HOST]
    environment = {**os.environ, "PREFECT_API_URL": f"http://{_HOST}:{port}/api"}
    # A group of its own: Ctrl-C is for the flows, and the server goes after them.
    return subprocess.Popen(
        [*command, "--port", str(port)],
        stdout=log,
        stderr=log,
        env=environment,
        start_new_session=True,
    )


def _wait(server: "subprocess.Popen[bytes]", api: str, log: Any) -> None:
    deadline = time.monotonic() + _PATIENCE
    while not _is_healthy(api):
        if server.poll() is not None or time.monotonic() > deadline:
            log.seek(0)
            said = log.read().decode("utf-8", "replace").strip().splitlines()
            last = said[-1].strip() if said else "it says nothing"
            if any("already in use" in line for line in said):
                raise UsageError(f"{api} is in use by another program; choose another --port")
            raise ServerFailed(f"Prefect's server does not start at {api}: {last}")
        time.sleep(0.5)


def _is_healthy(api: str) -> bool:
    try:
        with urllib.request.urlopen(f"{api}/health", timeout=5) as answer:
            return bool(answer.read().strip() == b"true")
    except (OSError, urllib.error.URLError, ValueError):
        return False
