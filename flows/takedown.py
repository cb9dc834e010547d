"""Takedown as a flow, so that it can be triggered from a form or another system."""

from dataclasses import asdict
from pathlib import Path
from typing import Any, Literal

from prefect import get_run_logger
from prefect.artifacts import create_markdown_artifact

from flows.defining import define_flow
from ingest import corrections
from ingest.settings import load_settings

__all__ = ["takedown"]


@define_flow
def takedown(
    names: list[str],
    reason: str,
    by: Literal["id", "url", "source", "cluster"] = "id",
    out: Path = Path("data/processed"),
    purge: bool = False,  # noqa: FBT001, FBT002, RUF100  # a check box of the form
) -> dict[str, Any]:
    """Remove articles, with every copy, and keep them from coming back.

    Args:
        names: what to take down.
        reason: kept in `runs`.
        by: what the names are.
        out: folder of the datasets.
        purge: also remove the old snapshots that hold them.

    Returns:
        What was done, as plain data.
    """
    done = corrections.takedown(out, names, reason, load_settings(), by=by)
    purged = corrections.purge(out, done.ids) if purge else ()
    get_run_logger().info(
        "%d records are gone; snapshot %d is published", done.records, done.snapshot
    )
    lines = [
        f"# {done.records} records taken down",
        "",
        f"{len(done.ids)} articles; {done.promoted} near duplicates are published in their place.",
        "",
        *(f"- still in the raw file `{path}`" for path in done.raw_files),
        *(f"- still in the old snapshot {n}" for n in done.snapshots if n not in purged),
    ]
    create_markdown_artifact("\n".join(lines), description="What was taken down")
    return {**asdict(done), "purged": purged}
