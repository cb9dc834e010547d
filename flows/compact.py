"""Compaction as a flow, to be scheduled once a week."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

from prefect import get_run_logger

from flows.defining import define_flow
from ingest import maintenance
from ingest.settings import load_settings

__all__ = ["compact"]


@define_flow
def compact(out: Path = Path("data/processed")) -> dict[str, Any]:
    """Merge the many small files of each day.

    Args:
        out: folder of the datasets.

    Returns:
        What was done, as plain data.
    """
    done = maintenance.compact(out, load_settings())
    get_run_logger().info("%d files became %d", done.merged, done.made)
    return asdict(done)
