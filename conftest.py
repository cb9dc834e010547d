"""What the examples in docstrings need, and the tests too: a folder with published datasets."""

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped raw articles, taken in once."""
    from ingest import pipeline
    from ingest.settings import load_settings

    out = tmp_path_factory.mktemp("published") / "processed"
    raw = Path(__file__).parent / "data" / "raw"
    pipeline.run(raw, out, load_settings(settle_seconds=0, workers=1))
    return out
