"""The check as a flow: schema, accounting and, if wanted, every byte of what is published."""

from pathlib import Path
from typing import Any

from prefect import get_run_logger
from prefect.artifacts import create_table_artifact

from flows.defining import define_flow
from ingest.checking import check as check_published
from ingest.errors import StoreDamaged

__all__ = ["check"]


@define_flow
def check(
    out: Path = Path("data/processed"),
    deep: bool = False,  # noqa: FBT001, FBT002, RUF100  # a check box of the form
) -> dict[str, Any]:
    """Verify what is published; problems fail the flow.

    Args:
        out: folder of the datasets.
        deep: also read every byte against its checksum.

    Returns:
        Snapshot, rows per dataset, files examined and problems.
    """
    found = check_published(out, deep=deep)
    problems = found["problems"]
    rows = [{"dataset": name, "rows": count} for name, count in found["rows"].items()]
    create_table_artifact(
        [{"problem": problem} for problem in problems] or rows,
        key="check",
        description=f"{len(problems)} problems" if problems else "Sound: rows per dataset",
    )
    if problems:
        raise StoreDamaged(f"{len(problems)} problems, the first: {problems[0]}")
    get_run_logger().info("snapshot %d is sound: %d files", found["snapshot"], found["files"])
    return found
