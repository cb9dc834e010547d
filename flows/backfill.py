"""Backfill: old raw files, folder by folder or day by day, each slice a commit of its own.

What a slice has published stays published, and the ledger knows it: a backfill that was stopped is
started again with the same parameters and goes on where it was.
"""

import itertools
import re
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Literal

from prefect import get_run_logger
from prefect.artifacts import create_table_artifact

from flows.ahead import Work
from flows.artifacts import Progress
from flows.defining import define_flow
from flows.options import Options
from flows.stages import take_batch
from ingest import pipeline
from ingest.article import RawFile
from ingest.batch import Choose, discover
from ingest.discover import list_raw

__all__ = ["backfill", "date_of"]

_IN_PATH = re.compile(
    r"(?<!\d)((?:19|20)\d\d)([-_/.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)"
)
_TOLD = "slice %s: %d of %d files taken: %d articles, %d duplicates, %d quarantined"
Step = Literal["day", "month", "folder", "all"]


def date_of(file: RawFile) -> date:
    """Read a file's date in its path; where none is printed, its modification time says it (UTC).

    >>> str(date_of(RawFile("feed/2024/05/31/a.txt", "", 1, 0)))
    '2024-05-31'
    >>> str(date_of(RawFile("feed/2024-99-31.txt", "", 1, 86_400_000_000_000)))
    '1970-01-02'
    """
    for found in _IN_PATH.finditer(file.source_path):
        try:
            return date(int(found[1]), int(found[3]), int(found[4]))
        except ValueError:
            continue
    return datetime.fromtimestamp(file.mtime_ns / 1e9, UTC).date()


def _chosen(slice_of: Callable[[RawFile], str], name: str) -> Choose:
    return lambda file: slice_of(file) == name


@define_flow
def backfill(  # noqa: PLR0913, PLR0917  # every field of the form is a parameter
    raw: Path = Path("data/raw"),
    out: Path = Path("data/processed"),
    folder: str = "",
    since: date | None = None,
    until: date | None = None,
    step: Step = "day",
    options: Options = Options(),  # noqa: B008  # frozen; Prefect shows it as a form
) -> dict[str, Any]:
    """Take in old files; resumable, never mistaken for a night's volume. Records per slice.

    Args:
        raw: folder of raw files.
        out: folder of the datasets.
        folder: only files below this folder of RAW.
        since: only files of this day or later, by the date in their path, else their time.
        until: only files of this day or earlier.
        step: what makes a slice: a day, a month, a folder, or all of it.
        options: settings of these runs.
    """
    settings, progress, logger = options.settings(), Progress(), get_run_logger()
    within = folder.strip("/") + "/" if folder.strip("/") else ""

    def slice_of(file: RawFile) -> str:
        """Name the slice a file belongs to; empty if the backfill is not about it."""
        day = date_of(file)
        wanted = file.source_path.startswith(within)
        if not wanted or (since and day < since) or (until and day > until):
            return ""
        parent = file.source_path.rpartition("/")[0] or "./"
        return {"day": str(day), "month": f"{day:%Y-%m}", "folder": parent, "all": "all"}[step]

    pipeline.check_call(raw, out)
    listing = list_raw(raw)
    files = itertools.chain(listing.files, (entry.file for entry in listing.refused))
    slices = sorted({name for file in files if (name := slice_of(file))})
    progress.expect(len(slices))
    rows: list[dict[str, Any]] = []
    for name in slices:
        with pipeline.writing(raw, out, settings.wait_seconds):
            work = Work(discover(raw, out, settings, _chosen(slice_of, name)))
            counts = take_batch(work, Progress(of=f"slice {name}")).counts
        progress.step()
        took = counts.articles, counts.duplicates, counts.quarantined
        logger.info(_TOLD, name, counts.files_taken, counts.files_listed, *took)
        rows.append({"slice": name, **asdict(counts)})
    create_table_artifact(rows, key="backfill", description="What each slice brought")
    progress.finish()
    return {"slices": rows}
