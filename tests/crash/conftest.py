"""One zygote for all tests of a worker process, and folders that are quickly copied."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from scenes import FAST
from zygote import Zygote

PROVE = os.environ.get("INGEST_PROVE") == "1"


@pytest.fixture(scope="module")
def memory() -> Iterator[Path]:
    """A folder in memory, where there is such a thing."""
    with tempfile.TemporaryDirectory(prefix="crash-", dir=FAST) as folder:
        yield Path(folder)


@pytest.fixture(scope="session")
def zygote() -> Iterator[Zygote]:
    started = Zygote()
    yield started
    started.close()
