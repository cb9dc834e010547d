"""Compaction as a flow, to be scheduled once a week."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

from prefect import flow, get_run_logger

from flows.failing import fail_plainly, notify
from ingest import maintenance
from ingest.settings import load_settings

__all__ = ["compact"]


@flow(name="compact", validate_parameters=True, persist_result=False, on_failure=[notify])
@fail_plainly
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
