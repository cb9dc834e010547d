"""The rebuild as a flow: for a change of rules that is to reach what was taken before."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

from prefect import get_run_logger

from flows.defining import define_flow
from ingest import maintenance
from ingest.settings import load_settings

__all__ = ["rebuild"]


@define_flow
def rebuild(
    raw: Path = Path("data/raw"),
    out: Path = Path("data/processed"),
    without_missing: bool = False,  # noqa: FBT001, FBT002, RUF100  # a check box of the form
) -> dict[str, Any]:
    """Make everything again from the raw files, then swap it in.

    Args:
        raw: folder of raw files.
        out: folder of the datasets.
        without_missing: lose the rows whose raw files are gone, instead of refusing.

    Returns:
        What was made, as plain data.
    """
    done = maintenance.rebuild(raw, out, load_settings(), without_missing=without_missing)
    get_run_logger().info("snapshot %d has %d articles", done.snapshot, done.articles)
    return asdict(done)
