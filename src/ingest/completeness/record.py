"""Where the history lies: in the `runs` dataset, two JSON columns wide."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, Literal

import pyarrow.compute as pc

from ingest import store
from ingest.completeness.findings import Finding, assess
from ingest.completeness.history import build_history
from ingest.completeness.volumes import Volumes, decode
from ingest.errors import Incomplete
from ingest.run import Run

__all__ = [
    "DAYS",
    "FailOn",
    "Past",
    "breaks_the_run",
    "judge",
    "judge_run",
    "read_past",
    "require_complete",
]

DAYS = 63
"""Nine weeks of history are looked at."""

FailOn = Literal["never", "silent", "loss", "any"]
Past = tuple[tuple[dt.datetime, Volumes], ...]
"""When each run started (UTC), and what it took in."""

_BREAKS: dict[str, frozenset[str]] = {
    "never": frozenset(),
    "silent": frozenset({"silent"}),
    "loss": frozenset({"silent", "loss"}),
    "any": frozenset({"silent", "loss", "spike", "length", "language", "duplicates", "quarantine"}),
}


def read_past(out: Path, now: dt.datetime, days: int = DAYS) -> Past:
    """Read the volumes of the nightly runs of the last days; backfills and takedowns don't count.

    Args:
        out: folder of the datasets; nothing published there yet is an empty past.
        now: aware; the end of the time looked at.
        days: how far back.
    """
    snapshot = store.current(out)
    if snapshot is None:
        return ()
    recent = (pc.field("kind") == "run") & (pc.field("started_at") >= now - dt.timedelta(days=days))
    columns = ["started_at", "volumes"]
    rows = (
        store.open_snapshot(snapshot, "runs").to_table(columns=columns, filter=recent).to_pylist()
    )
    known = [row for row in rows if row["volumes"]]
    return tuple((row["started_at"], decode(row["volumes"])) for row in known)


def judge_run(run: Run, volumes: Volumes) -> tuple[dict[str, Any], ...]:
    """Compare what a run took in with what comes in as a rule; backfills are beyond all rules."""
    if run.kind != "run" or not run.settings.completeness_z:
        return ()
    past = read_past(run.out, run.started_at)
    found = judge(past, run.started_at, volumes, run.settings.completeness_z)
    return tuple(asdict(finding) for finding in found)


def judge(past: Past, now: dt.datetime, today: Volumes, threshold: float) -> tuple[Finding, ...]:
    """Compare today, earlier runs of the day included, with the past.

    Args:
        past: as `read_past` gives it.
        now: when the run started.
        today: what it took in.
        threshold: robust standard deviations; 0 or less means that nothing is compared.
    """
    if threshold <= 0:
        return ()
    return assess(build_history([*past, (now, today)]), threshold)


def require_complete(findings: Iterable[Mapping[str, Any]], fail_on: FailOn) -> None:
    """Let a run that is published fail, if what came in differs from the past too much.

    Args:
        findings: of the run's report.
        fail_on: the setting.

    Raises:
        Incomplete: the settings say that such a run counts as failed.
    """
    broken = breaks_the_run((Finding(**found) for found in findings), fail_on)
    if broken:
        more = f" and {len(broken) - 1} more" if len(broken) > 1 else ""
        raise Incomplete(f"{broken[0].kind}: {broken[0].text}{more}")


def breaks_the_run(findings: Iterable[Finding], fail_on: FailOn) -> tuple[Finding, ...]:
    """Choose the findings for which the settings say that the run counts as failed."""
    return tuple(finding for finding in findings if finding.kind in _BREAKS[fail_on])
