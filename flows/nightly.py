"""The nightly flow: take in what is new, publish it, and show what came of it."""

import time
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from prefect import get_run_logger

from flows.ahead import working
from flows.artifacts import Progress, leave_artifacts
from flows.beating import beating
from flows.defining import define_flow
from flows.options import Options
from flows.stages import take_batch
from ingest import completeness
from ingest.accounting import RunReport
from ingest.settings import Settings

__all__ = ["Options", "nightly"]


@define_flow
def nightly(
    raw: Path = Path("data/raw"),
    out: Path = Path("data/processed"),
    options: Options = Options(),  # noqa: B008  # frozen; Prefect shows it as a form
) -> dict[str, Any]:
    """Take in what is new in RAW and publish it to OUT.

    Args:
        raw: folder of raw files.
        out: folder of the datasets.
        options: settings of this run.

    Returns:
        The run's report as plain data.
    """
    settings = options.settings()
    progress = Progress()
    with beating(), working(raw, out, settings) as work:
        report = take_batch(work, progress)
    seconds = round(time.monotonic() - work.since, 3)
    report = replace(report, seconds=seconds, notices=work.batch.notices)
    _tell(report)
    leave_artifacts(report, raw, out)
    judge(report, settings)
    return asdict(report)


def _tell(report: RunReport) -> None:
    """Log what came out, on the run's own page: the shards' lines stand on those of its tasks."""
    counts, done = report.counts, "published" if report.committed else "stands, for nothing is new"
    took = (counts.articles, counts.duplicates, counts.quarantined)
    said = "%d articles, %d duplicates, %d quarantined; snapshot %d %s"
    get_run_logger().info(said, *took, report.snapshot, done)


def judge(report: RunReport, settings: Settings) -> None:
    """Log what is not as it always is.

    Raises:
        Incomplete: the settings say that such a run counts as failed.
    """
    for finding in report.findings:
        get_run_logger().warning("%s: %s", finding["kind"], finding["text"])
    completeness.require_complete(report.findings, settings.fail_on)


if __name__ == "__main__":  # as a module, so that workers and deployments find it by its name
    import os
    import sys

    os.execv(sys.executable, [sys.executable, "-m", "flows", *sys.argv[1:]])
