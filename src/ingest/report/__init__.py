"""The report: one self-contained HTML page about what is published."""

from pathlib import Path

from ingest.objects import absolute
from ingest.reach import hold, replace_text
from ingest.report.count import count_snapshot
from ingest.report.page import render
from ingest.report.selection import read_day

__all__ = ["FILE_NAME", "make_report", "write_report"]

FILE_NAME = "report.html"


def make_report(out: Path) -> str:
    """Describe the current snapshot of `out` as one HTML page, below 5 MB.

    The page needs no network and no other file. The same snapshot gives the same page.

    Raises:
        UsageError: there is nothing to read at `out`.
    """
    with hold(out) as snapshot:
        facts = count_snapshot(snapshot, absolute(out))
        return render(facts, read_day(snapshot, facts.totals.last_taken))


def write_report(out: Path, target: Path | None = None) -> Path:
    """Write the report to `target`, by default `OUT/report.html`; it is replaced in one step.

    Returns:
        Where it was written.

    Raises:
        UsageError: there is nothing to read at `out`, or `target` cannot be written.
    """
    path = out / FILE_NAME if target is None else target
    replace_text(path, make_report(out))
    return path
