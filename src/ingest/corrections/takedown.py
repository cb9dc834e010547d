"""Take articles down: every copy goes, and a tombstone keeps them from coming back.

The records are still accounted for: each becomes a row of `quarantine` that holds none of its text.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from ingest import store
from ingest.accounting import Counts
from ingest.corrections.edit import editing
from ingest.corrections.remove import remove
from ingest.discover import as_stored
from ingest.errors import UnknownId, UsageError
from ingest.run import Run
from ingest.schema import QUARANTINE
from ingest.settings import Settings

__all__ = ["By", "Takedown", "purge", "set_aside", "takedown"]

By = Literal["id", "url", "source", "cluster"]
_TEXTS = ("articles", "duplicates")
_SPOKEN = {"id": "id", "cluster": "id", "url": "address", "source": "source path"}
_ADVICE = {
    "id": "; `ingest explain OUT FILE` tells the ids of a raw file",
    "cluster": "; `ingest explain OUT FILE` tells the ids of a raw file",
    "url": "; it must be written as in the column url",
    "source": "; it is the path of a raw file, as it lies in RAW",
}


@dataclass(frozen=True)
class Takedown:
    """What a takedown did, and what still holds what was taken down.

    Attributes:
        run_id: names it in `runs`.
        snapshot: the snapshot without the articles.
        ids: article ids that are gone and will not come back.
        records: rows of `articles` and `duplicates` that became rows of `quarantine`.
        promoted: near duplicates that were published in place of an article that went.
        raw_files: source paths of the raw files; removing those is for a person.
        snapshots: older snapshots that still hold rows of them; none after a purge.
    """

    run_id: str
    snapshot: int
    ids: tuple[str, ...]
    records: int
    promoted: int
    raw_files: tuple[str, ...]
    snapshots: tuple[int, ...]


def takedown(
    out: Path, names: Sequence[str], reason: str, settings: Settings, *, by: By = "id"
) -> Takedown:
    """Take articles down.

    Args:
        out: folder of the datasets.
        names: what to take down: ids, addresses, source paths, or ids of any cluster's member.
        reason: kept in the run's row.
        settings: of the program.
        by: what the names are.

    Raises:
        UnknownId: a name fits nothing that is published.
        UsageError: no reason is given.
    """
    if not reason.strip():
        raise UsageError("a takedown needs a reason")
    with editing(out, settings) as edit:
        gone = _select(edit.snapshot, names, by)
        went = remove(edit, gone, settings)
        edit.add_rows("quarantine", edit.run.ingest_date, set_aside(edit.run, went.rows))
        counts = Counts(
            articles=went.promoted - len(went.articles),
            duplicates=-went.promoted - len(went.duplicates),
            quarantined=len(went.rows),
        )
        detail = json.dumps({"reason": reason.strip(), "ids": gone.to_pylist()})
        snapshot = edit.publish("takedown", counts, detail)
    return Takedown(
        run_id=edit.run.run_id,
        snapshot=snapshot.number,
        ids=tuple(gone.to_pylist()),
        records=len(went.rows),
        promoted=went.promoted,
        raw_files=tuple(sorted({row["source_path"].split("!/")[0] for row in went.rows})),
        snapshots=tuple(old.number for old in _holding(out, gone)),
    )


def purge(out: Path, ids: Sequence[str]) -> tuple[int, ...]:
    """Remove the old snapshots that still hold articles, whether somebody reads them or not.

    Returns:
        Their numbers.
    """
    with store.write_lock(out):
        found = _holding(out, pa.array(ids, pa.string()))
        store.discard(out, found)
    return tuple(snapshot.number for snapshot in found)


def set_aside(run: Run, rows: Iterable[dict[str, Any]]) -> pa.Table:
    """Make the rows of `quarantine` that account for records that were taken down."""
    found = [
        {
            **{name: row[name] for name in ("source_path", "record_index", "source_format")},
            "raw_hash": row["raw_hash"],
            "stage": "resolve",
            "reason": "taken_down",
            "detail": f"article {row['article_id']} was taken down",
            "excerpt": "",
            "run_id": run.run_id,
            "quarantined_at": run.started_at,
        }
        for row in rows
    ]
    return pa.Table.from_pylist(found, schema=QUARANTINE)


def _select(snapshot: store.Snapshot, names: Sequence[str], by: By) -> pa.Array:
    """Find the ids of all articles that are meant."""
    columns = ["article_id", "url", "source_path"]
    articles = store.open_snapshot(snapshot, "articles").to_table(columns=columns)
    articles = articles.append_column("duplicate_of", articles["article_id"])
    columns.append("duplicate_of")
    duplicates = store.open_snapshot(snapshot, "duplicates").to_table(columns=columns)
    rows = pa.concat_tables([articles, duplicates], promote_options="permissive")
    chosen: set[str] = set()
    for name in map(as_stored, names):
        found = rows.filter(_fits(rows, name, by))["article_id"].to_pylist()
        if not found:
            raise UnknownId(f"nothing that is published has the {_SPOKEN[by]} {name}{_ADVICE[by]}")
        chosen.update(found)
    return pa.array(sorted(chosen), pa.string())


def _fits(rows: pa.Table, name: str, by: By) -> pa.ChunkedArray:
    if by == "url":
        return pc.fill_null(pc.equal(rows["url"], name), False)
    if by == "source":
        inside = pc.starts_with(rows["source_path"], f"{name}!/")
        return pc.or_(pc.equal(rows["source_path"], name), inside)
    own = pc.equal(rows["article_id"], name)
    if by == "id":
        return own
    return pc.is_in(rows["duplicate_of"], pc.unique(rows.filter(own)["duplicate_of"]))


def _holding(out: Path, gone: pa.Array) -> tuple[store.Snapshot, ...]:
    """Find the snapshots that hold a row of any of these articles."""
    seen: dict[str, bool] = {}  # of one name there is only one content

    def holds(snapshot: store.Snapshot, name: str) -> bool:
        system, files = store.locate(snapshot, name)
        for path in files.keys() - seen.keys():
            with pq.ParquetFile(files[path], filesystem=system) as file:
                column = file.read(columns=["article_id"])["article_id"]
            seen[path] = bool(pc.any(pc.is_in(column, gone)).as_py())
        return any(seen[path] for path in files)

    return tuple(
        snapshot
        for snapshot in store.snapshots(out)
        if any(holds(snapshot, name) for name in _TEXTS)
    )
