"""What many tests share: folders, settings without waiting, and reading a dataset as rows."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from ingest.settings import Settings, load_settings
from object_server import object_store, objects  # noqa: F401  # fixtures
from shipped import Rows

if TYPE_CHECKING:
    from ingest.accounting import RunReport
    from prefect_server import Server


# The machine's speed decides no test, and `make test` gives one answer; `make prove` looks further.
hypothesis_settings.register_profile(
    "ingest",
    deadline=None,
    derandomize="INGEST_PROVE" not in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)
hypothesis_settings.load_profile("ingest")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest test, so that no worker is left alone with it at the end."""
    items.sort(key=lambda item: item.get_closest_marker("install") is None)


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    folder.mkdir()
    return folder


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


@pytest.fixture
def settings() -> Settings:
    return load_settings(settle_seconds=0, workers=1)


@pytest.fixture
def take(raw: Path, out: Path, settings: Settings) -> "Callable[[], RunReport]":
    """Run the pipeline over `raw` into `out`."""
    from ingest import pipeline

    return lambda: pipeline.run(raw, out, settings)


@pytest.fixture
def rows(out: Path) -> Callable[[str], Rows]:
    """Read a dataset of `out` as a list of rows."""
    from ingest import store

    return lambda name: store.open_dataset(out, name).to_table().to_pylist()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> "Iterator[Server]":
    """One Prefect server for all tests that need one."""
    from prefect_server import start_server

    with start_server(tmp_path_factory.mktemp("prefect")) as running:
        yield running
