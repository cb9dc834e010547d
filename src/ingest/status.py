"""What OUT holds: totals, the last runs, languages, reasons of quarantine."""

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from ingest import store
from ingest.errors import UnknownId
from ingest.schema import DATASETS

__all__ = ["read_status"]

_RUN_COLUMNS = ["run_id", "kind", "started_at", "finished_at", "files_taken", "files_waiting"]
_RUN_COUNTS = ["articles", "duplicates", "quarantined"]


def read_status(out: Path, last: int = 7) -> dict[str, Any]:
    """Sum up the current snapshot.

    Args:
        out: folder of the datasets.
        last: how many runs to list, the newest first.

    Raises:
        UnknownId: nothing is published in OUT.
    """
    snapshot = store.current(out)
    if snapshot is None:
        raise UnknownId(f"nothing is published in {out} yet; `ingest run RAW {out}` makes it")
    opened = {name: store.open_snapshot(snapshot, name) for name in DATASETS}
    runs = opened["runs"].to_table(columns=_RUN_COLUMNS + _RUN_COUNTS)
    newest = runs.sort_by([("run_id", "descending")]).slice(0, last)
    return {
        "snapshot": snapshot.number,
        "rows": {name: dataset.count_rows() for name, dataset in opened.items()},
        "languages": _tally(opened["articles"].to_table(columns=["language"]), "language"),
        "reasons": _tally(opened["quarantine"].to_table(columns=["reason"]), "reason"),
        "kinds": _tally(opened["duplicates"].to_table(columns=["kind"]), "kind"),
        "runs": newest.to_pylist(),
    }


def _tally(table: pa.Table, column: str) -> dict[str, int]:
    counted = pc.value_counts(table[column].cast(pa.string())).to_pylist()
    pairs = ((row["values"], row["counts"]) for row in counted)
    return dict(sorted(pairs, key=lambda pair: (-pair[1], pair[0])))
