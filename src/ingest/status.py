"""What OUT holds: totals, the last runs, languages, reasons of quarantine."""

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from ingest import store
from ingest.objects import address_of
from ingest.reach import reach
from ingest.schema import DATASETS

__all__ = ["read_status"]

_RUN_COLUMNS = ["run_id", "kind", "started_at", "finished_at", "files_taken", "files_waiting"]
_RUN_COUNTS = ["articles", "duplicates", "quarantined", "findings"]
_PROC_LOCKS = Path("/proc/locks")


def read_status(out: Path, last: int = 7) -> dict[str, Any]:
    """Sum up the current snapshot.

    Args:
        out: folder of the datasets.
        last: how many runs to list, the newest first.

    Returns:
        `snapshot`, `rows` per dataset, `languages`, `reasons`, `kinds`, `runs`; `findings` of the
        newest nightly run; `writer`, who is writing now, or None; and `unfinished`, the runs that
        ended before they published, whose staged files the next run sweeps.

    Raises:
        UsageError, StoreDamaged: nothing is published in OUT, or it cannot be read; see `reach`.
    """
    snapshot = reach(out)
    opened = {name: store.open_snapshot(snapshot, name) for name in DATASETS}
    runs = opened["runs"].to_table(columns=_RUN_COLUMNS + _RUN_COUNTS)
    newest = runs.sort_by([("run_id", "descending")]).slice(0, last).to_pylist()
    for run in newest:
        run["findings"] = json.loads(run["findings"] or "[]")
    writer = _writer(out)
    return {
        "snapshot": snapshot.number,
        "rows": {name: dataset.count_rows() for name, dataset in opened.items()},
        "languages": _tally(opened["articles"].to_table(columns=["language"]), "language"),
        "reasons": _tally(opened["quarantine"].to_table(columns=["reason"]), "reason"),
        "kinds": _tally(opened["duplicates"].to_table(columns=["kind"]), "kind"),
        "runs": newest,
        "findings": next((run["findings"] for run in newest if run["kind"] == "run"), []),
        "writer": writer,
        "unfinished": [] if writer else _unpublished(out, runs["run_id"]),
    }


def _writer(out: Path) -> str | None:
    """Say who holds the write lock, without touching it; None if nobody, or if nothing tells."""
    if address_of(out) is not None:
        return store.writer(out)
    path = store.home(out) / "lock"
    try:
        inode = path.stat().st_ino
        held = any(
            len(fields) > 5 and fields[1] == "FLOCK" and fields[5].endswith(f":{inode}")
            for fields in map(str.split, _PROC_LOCKS.read_text("ascii").splitlines())
        )
        if not held:
            return None
        signed = json.loads(path.read_bytes())
        return f"process {signed['pid']} on {signed['host']} since {signed['since']}"
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _unpublished(out: Path, published: pa.ChunkedArray) -> list[str]:
    """Name the runs that left staged files and no row in `runs`: they were killed, or failed."""
    staging = store.home(out) / "staging"
    staged = {path.name for path in staging.iterdir()} if staging.is_dir() else set()
    return sorted(staged - set(published.to_pylist()))


def _tally(table: pa.Table, column: str) -> dict[str, int]:
    counted = pc.value_counts(table[column].cast(pa.string())).to_pylist()
    pairs = ((row["values"], row["counts"]) for row in counted)
    return dict(sorted(pairs, key=lambda pair: (-pair[1], pair[0])))
