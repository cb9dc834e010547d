"""Stage 7: let one commit publish all datasets."""

import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from ingest import store
from ingest.accounting import RunReport, check_counts, run_row
from ingest.publish import Written, publish_rows, target_name
from ingest.run import Run
from ingest.settling import Accounted
from ingest.staged import read_arrow

__all__ = ["check_written", "commit_run", "last_learned"]

_LEARNED = "lines-"


class Checked(NamedTuple):
    """Staged files of all datasets but `runs`, and the rows that each dataset has in them."""

    files: tuple[Written, ...]
    rows: dict[str, int]


def check_written(accounted: Accounted, parts: Sequence[Written]) -> Checked:
    """Check that all of it adds up.

    Args:
        accounted: as `account` returned it.
        parts: the staged files of articles and duplicates.

    Raises:
        AccountingError: something was lost, or came out twice.
    """
    written = (*parts, *accounted.written)
    rows = _rows_written(written)
    check_counts(accounted.report.counts, rows)
    return Checked(written, rows)


def _rows_written(written: Sequence[Written]) -> dict[str, int]:
    """Count the rows in the staged files themselves."""
    rows: dict[str, int] = {}
    for dataset, _, path in written:
        rows[dataset] = rows.get(dataset, 0) + pq.read_metadata(path).num_rows
    return rows


def commit_run(
    run: Run,
    learned: Path,
    accounted: Accounted,
    written: Checked,
    moved: store.Change | None = None,
) -> RunReport:
    """Publish everything the run staged: readers see all of it at once.

    Args:
        run: the run.
        learned: table of the lines that sources repeat.
        accounted: as `account` returned it, its report with the timings.
        written: as `check_written` returned it.
        moved: what `moving.move_articles` prepared, if articles give way.
    """
    begun, report = time.monotonic(), accounted.report
    snapshot = store.current(run.out)
    target = target_name(run, 0)
    own = publish_rows(run, "runs", run_row(run, run.kind, report), target)
    added: dict[str, list[tuple[str, Path]]] = {}
    for dataset, name, path in (*written.files, own):
        added.setdefault(dataset, []).append((name, path))
    added["learned"] = [(f"{_LEARNED}{run.run_id}.arrow", learned)]
    removed = {"learned": _names_in(snapshot, "learned")}
    if accounted.index is not None:
        added["index"] = [(path.name, path) for path in accounted.index.added]
        removed["index"] = accounted.index.removed
    gained = written.rows | _rows_written([own])
    if moved is not None:
        for folder, pairs in moved.added.items():
            added.setdefault(folder, []).extend(pairs)
        removed |= {folder: tuple(paths) for folder, paths in moved.removed.items()}
        for dataset, rows in moved.gained.items():
            gained[dataset] = gained.get(dataset, 0) + rows
    paths = {name: tuple(pairs) for name, pairs in added.items()}
    change = store.Change(added=paths, removed=removed, gained=gained)
    committed = store.commit(run.out, change)
    timings = {**report.timings, "commit": round(time.monotonic() - begun, 3)}
    return replace(report, snapshot=committed.number, committed=True, timings=timings)


def _names_in(snapshot: store.Snapshot | None, folder: str) -> tuple[str, ...]:
    if snapshot is None:
        return ()
    files = store.read_manifest(snapshot.path).files
    return tuple(sorted(p.removeprefix(f"{folder}/") for p in files if p.startswith(f"{folder}/")))


def last_learned(out: Path) -> pa.Table | None:
    """Read the lines that the runs before have counted; None before the first run."""
    snapshot = store.current(out)
    names = [n for n in _names_in(snapshot, "learned") if n.startswith(_LEARNED)]
    if snapshot is None or not names:
        return None
    return read_arrow(store.fetch(snapshot, f"learned/{names[-1]}"))
