"""What a run shows in Prefect's UI: progress while it works, then outcomes, volumes, a picture."""

import base64
import time
from collections.abc import Iterator
from datetime import UTC, datetime
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

from flows.picture import clip, draw
from ingest import completeness
from ingest.accounting import RunReport
from ingest.article import REASONS
from ingest.objects import absolute, address_of, named

__all__ = ["Progress", "leave_artifacts"]

_SHOWN_EVERY = 2.0
"""Seconds."""
_WORDS = {
    "exact": "the same body",
    "near": "nearly the same body",
    "update": "a later version of it",
    "syndicated": "the same text at another publisher",
}


class Progress:
    """A progress artifact that moves as tasks are done."""

    def __init__(self, of: str = "shards read and prepared, files published") -> None:
        """Create the artifact in the flow run that is going on.

        Args:
            of: what it counts.
        """
        made: Any = create_progress_artifact(0.0, description=of)
        self.artifact: UUID = made
        self.logger = get_run_logger()
        self.expected = 0
        self.done = 0
        self.shown = time.monotonic()

    def expect(self, steps: int) -> None:
        """Say that so many steps more will come."""
        self.expected += steps

    def step(self) -> None:
        """Say that a step is done; the last per cent is the commit's.

        Steps that come thick and fast are shown together: each showing is a request, and the stage
        that comes next waits for it.
        """
        self.done += 1
        if time.monotonic() - self.shown < _SHOWN_EVERY:
            return
        self.shown = time.monotonic()
        share = self.done / max(self.expected, 1)
        update_progress_artifact(self.artifact, min(99.0, round(100.0 * share, 1)))

    def tell(self, line: str, *values: object) -> None:
        """Log a line on the page of the run that has the artifact."""
        self.logger.info(line, *values)

    def finish(self) -> None:
        """Show that all of it is published."""
        update_progress_artifact(self.artifact, 100.0)


def leave_artifacts(report: RunReport, raw: Path, out: Path) -> None:
    """Show the run's outcome: outcomes by reason, volumes, a picture and a summary with links.

    Args:
        report: of the run.
        raw: folder of raw files.
        out: folder of the datasets.
    """
    rows = list(_outcomes(report)) or [{"outcome": "nothing new", "records": 0}]
    create_table_artifact(rows, key="outcomes", description="What became of the records, and why")
    now = datetime.now(UTC)
    past = completeness.read_past(out, now)
    if not report.committed:
        past = (*past, (now, completeness.Volumes()))
    volumes = completeness.overview(completeness.build_history(past)) if past else ()
    if volumes:
        # An image artifact would print its address, which here is the whole picture, below it.
        data = base64.b64encode(draw(volumes, report.run_id).encode()).decode()
        picture = f"![Volume per source](data:image/svg+xml;base64,{data})"
        create_markdown_artifact(picture, key="picture-of-the-day", description="Volume per source")
    markdown = "\n".join([*_summary(report, raw, out), *_findings(report), *_volumes(volumes)])
    create_markdown_artifact(markdown, key="summary", description="What the run published")


def _outcomes(report: RunReport) -> Iterator[dict[str, Any]]:
    for language, count in report.languages.items():
        yield {"outcome": "article", "reason": language, "records": count, "meaning": "language"}
    for kind, count in report.kinds.items():
        meaning = _WORDS.get(kind, "")
        yield {"outcome": "duplicate", "reason": kind, "records": count, "meaning": meaning}
    for reason, count in report.reasons.items():
        meaning = REASONS.get(reason, "")
        yield {"outcome": "quarantined", "reason": reason, "records": count, "meaning": meaning}
    if report.counts.unchanged:
        meaning = "already taken from an earlier version of its file"
        count = report.counts.unchanged
        yield {"outcome": "unchanged", "reason": "", "records": count, "meaning": meaning}


def _summary(report: RunReport, raw: Path, out: Path) -> Iterator[str]:
    counts = report.counts
    yield f"# {counts.articles:,} articles" if report.committed else "# Nothing new"
    yield ""
    yield "| | count | of these |"
    yield "|---|---:|---|"
    yield (
        f"| files | {counts.files_listed:,} | {counts.files_taken:,} taken,"
        f" {counts.files_unchanged:,} unchanged, {counts.files_waiting:,} waiting |"
    )
    yield (
        f"| records | {counts.records:,} | {counts.articles:,} articles, {counts.duplicates:,}"
        f" duplicates, {counts.quarantined:,} quarantined, {counts.unchanged:,} unchanged |"
    )
    yield ""
    stands = "published" if report.committed else "stands"
    yield f"Snapshot {report.snapshot} {stands}; {report.seconds:,.1f} s; run `{report.run_id}`."
    yield ""
    for notice in report.notices:
        yield f"{_cell(notice[:1].upper() + notice[1:])}."
        yield ""
    folder = absolute(out)
    if address_of(out) is None:
        yield f"- read it: `pd.read_parquet({str(folder / 'articles')!r})`"
    else:
        yield f"- read it: `ingest.read_articles({named(out)!r})`"
    yield f"- ask about a file or an article: `ingest explain {named(folder)} NAME`"
    page = folder / "report.html"
    if page.exists():
        yield f"- the report: [{page}]({page.as_uri()})"
    yield f"- the folders: [RAW]({_link(raw)}), [OUT]({_link(out)})"
    yield ""


def _link(folder: Path) -> str:
    return named(folder) if address_of(folder) else folder.resolve().as_uri()


def _volumes(rows: tuple[completeness.Row, ...]) -> Iterator[str]:
    if not rows:
        return
    yield "## Volume, against its own history"
    yield ""
    known = any(row.expected is not None for row in rows)
    if known:
        yield "| | last two weeks | today | expected | deviations |"
        yield "|---|---|---:|---:|---:|"
    else:
        yield "There is too little history yet to say how much was to be expected."
        yield ""
        yield "| | last two weeks | today |"
        yield "|---|---|---:|"
    for row in rows:
        expected = "" if row.expected is None else f"{row.expected:,.0f}"
        z = "" if row.z is None else f"{row.z:+.1f}"
        line = completeness.sparkline(row.recent)
        more = f" {expected} | {z} |" if known else ""
        yield f"| {_cell(clip(row.series))} | `{line}` | {row.today:,} |{more}"
    yield ""


def _findings(report: RunReport) -> Iterator[str]:
    if not report.findings:
        return
    yield "## Not as it always is"
    yield ""
    for found in report.findings:
        yield f"- **{found['kind']}**: {_cell(found['text'])}"
    yield ""


def _cell(text: str) -> str:
    """Write text so that Markdown takes none of it for a mark or a tag."""
    marked = "".join(f"\\{c}" if c in r"\`*_[]<>|#" else c for c in text)
    return " ".join(marked.split())
