"""One zygote for all tests of a worker process."""

import os
from collections.abc import Iterator

import pytest
from zygote import Zygote

PROVE = os.environ.get("INGEST_PROVE") == "1"


@pytest.fixture(scope="session")
def zygote() -> Iterator[Zygote]:
    started = Zygote()
    yield started
    started.close()
