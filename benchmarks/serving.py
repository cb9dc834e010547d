"""Prefect's server on loopback, started and ended around what is measured."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.error import URLError

__all__ = ["prefect_server"]

PATIENCE = 180.0
"""Seconds that a server may take to answer."""


@contextmanager
def prefect_server() -> Iterator[dict[str, str]]:
    """Start a server with a database of its own.

    Yields:
        The environment in which flows find it.

    Raises:
        TimeoutError: it did not answer.
    """
    home = tempfile.mkdtemp(prefix="prefect-")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    found = {
        "PREFECT_HOME": home,
        "PREFECT_API_URL": f"http://127.0.0.1:{port}/api",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
    }
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1"]
    server = subprocess.Popen(
        [*command, "--port", port],
        env={**os.environ, **found},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        _wait(f"{found['PREFECT_API_URL']}/health")
        yield found
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait()
        shutil.rmtree(home, ignore_errors=True)


def _wait(address: str) -> None:
    begun = time.monotonic()
    while time.monotonic() - begun < PATIENCE:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (URLError, TimeoutError, ConnectionError):
            time.sleep(0.5)
    raise TimeoutError(f"Prefect's server did not answer at {address}")
