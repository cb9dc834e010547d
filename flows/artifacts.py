"""What a run shows in Prefect's UI: progress while it works, outcomes and a summary after it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from prefect import get_run_logger
from prefect.artifacts import (
    create_markdown_artifact,
    create_progress_artifact,
    create_table_artifact,
    update_progress_artifact,
)
from prefect.futures import PrefectFuture, as_completed

from ingest.accounting import RunReport

__all__ = ["Progress", "leave_artifacts"]


class Progress:
    """Moves the flow's progress artifact; reading and preparing are its two halves."""

    def __init__(self, shards: int) -> None:
        """Create the artifact."""
        made: Any = create_progress_artifact(0.0, description="shards read and prepared")
        self.artifact: UUID = made
        self.steps = max(1, 2 * shards)
        self.done = 0

    def collect(self, stage: str, futures: Sequence[PrefectFuture[Any]]) -> list[Any]:
        """Wait for tasks, moving the artifact by each; a failed task's error is raised."""
        logger = get_run_logger()
        results = []
        for future in as_completed(list(futures)):
            results.append(future.result())
            if stage != "publish":
                self.done += 1
                update_progress_artifact(self.artifact, 95.0 * self.done / self.steps)
        logger.info("%s: %d of %d tasks done", stage, len(results), len(futures))
        return results

    def finish(self) -> None:
        """Show that all of it is published."""
        update_progress_artifact(self.artifact, 100.0)


def leave_artifacts(report: RunReport, out: Path) -> None:
    """Show the run's outcome in Prefect's UI: a table of outcomes by reason and a summary."""
    counts = report.counts
    rows = [
        {"outcome": "article", "reason": language, "records": count}
        for language, count in report.languages.items()
    ]
    rows += [
        {"outcome": "duplicate", "reason": kind, "records": n} for kind, n in report.kinds.items()
    ]
    rows += [
        {"outcome": "quarantined", "reason": why, "records": n} for why, n in report.reasons.items()
    ]
    create_table_artifact(rows or [{"outcome": "nothing new", "reason": "", "records": 0}])
    lines = [
        f"# {counts.articles:,} articles",
        "",
        (
            f"{counts.files_listed:,} files: {counts.files_taken:,} taken,"
            f" {counts.files_unchanged:,} unchanged, {counts.files_waiting:,} waiting."
        ),
        "",
        (
            f"{counts.records:,} records: {counts.articles:,} articles, {counts.duplicates:,}"
            f" duplicates, {counts.quarantined:,} quarantined, {counts.unchanged:,} unchanged."
        ),
        "",
        f"Snapshot {report.snapshot} in `{out}`; {report.seconds:.1f} s; run `{report.run_id}`.",
        "",
        f'`pd.read_parquet("{out}/articles")`',
    ]
    create_markdown_artifact("\n".join(lines), description="What the run published")
