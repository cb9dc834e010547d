"""Snapshots that are kept, and the way back to one of them."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from ingest import store
from ingest.accounting import Counts
from ingest.corrections.edit import Edit, editing, files_of
from ingest.corrections.remove import remove, tombstones
from ingest.corrections.takedown import set_aside
from ingest.errors import UnknownId, UsageError
from ingest.schema import DATASETS
from ingest.settings import Settings

__all__ = ["Kept", "RolledBack", "difference", "list_snapshots", "rollback"]


@dataclass(frozen=True)
class Kept:
    """One snapshot that is kept.

    Attributes:
        rows: of each dataset.
        bytes: of all its files; those it shares with other snapshots are stored once.
        current: whether it is the one that readers see.
    """

    number: int
    committed_at: datetime
    rows: dict[str, int]
    bytes: int
    current: bool


@dataclass(frozen=True)
class RolledBack:
    """What a rollback did.

    Attributes:
        snapshot: the new snapshot; it holds what snapshot `target` holds.
        barred: records of articles that were taken down since, and so did not come back.
    """

    snapshot: int
    target: int
    barred: int


def list_snapshots(out: Path) -> tuple[Kept, ...]:
    """List the snapshots that are kept, oldest first."""
    last = store.current(out)
    found = []
    for snapshot in store.snapshots(out):
        if last is None or snapshot.number > last.number:
            continue  # half made by a run that died
        manifest = store.read_manifest(snapshot.path)
        size = sum(entry.bytes for entry in manifest.files.values())
        rows = store.count_rows(manifest.files)
        current = snapshot == last
        found.append(Kept(snapshot.number, manifest.committed_at, rows, size, current))
    return tuple(found)


def rollback(out: Path, number: int, reason: str, settings: Settings) -> RolledBack:
    """Publish again what an earlier snapshot holds, as a new snapshot.

    What was taken down since stays down, what was restored since is down again, and the history
    in `runs` stays whole. Raw files that were taken since count as new again.

    Raises:
        UnknownId: no such snapshot is kept.
        UsageError: it is the current one.
    """
    with editing(out, settings) as edit:
        target = next((s for s in store.snapshots(out) if s.number == number), None)
        if target is None:
            raise UnknownId(f"snapshot {number} is not kept; see `ingest snapshots OUT`")
        if target == edit.snapshot:
            raise UsageError(f"snapshot {number} is the current one")
        back = Edit(edit.run, target)
        barred = _barred_since(target, edit.snapshot)
        again = _barred_since(edit.snapshot, target)
        went = remove(back, barred, settings) if len(barred) else None
        rows = went.rows if went else ()
        back.add_rows("quarantine", edit.run.ingest_date, set_aside(edit.run, rows))
        _upgrade(back)
        about = {"reason": reason.strip(), "snapshot": number, "ids": again.to_pylist()}
        detail = json.dumps(about)
        snapshot = back.publish("rollback", difference(edit.snapshot, back), detail)
    return RolledBack(snapshot.number, number, len(rows))


def _barred_since(target: store.Snapshot, last: store.Snapshot) -> pa.Array:
    """List what is taken down in `last` and not in `target`."""
    old, new = set(tombstones(target).to_pylist()), set(tombstones(last).to_pylist())
    return pa.array(sorted(new - old), pa.string())


def _upgrade(edit: Edit) -> None:
    """Write the files of an older schema again in the one of today."""
    manifest = store.read_manifest(edit.snapshot.path)
    for name, schema in DATASETS.items():
        if name == "runs" or manifest.schema.get(name) == store.schema_words(schema):
            continue
        for path in set(files_of(edit.snapshot, name)) - set(edit.removed.get(name, ())):
            target = store.renamed(path, store.schema_mark(schema))
            staged = edit.run.staging / "upgraded" / name / target.replace("/", "-")
            staged.parent.mkdir(parents=True, exist_ok=True)
            store.rewrite(store.fetch(edit.snapshot, f"{name}/{path}"), staged, schema)
            edit.add_file(name, target, staged, manifest.files[f"{name}/{path}"].rows)
            edit.drop(name, path)


def difference(last: store.Snapshot, edit: Edit) -> Counts:
    """Count what the edit of another snapshot has more than the last one."""
    old = store.count_rows(store.read_manifest(last.path).files)
    base = store.count_rows(store.read_manifest(edit.snapshot.path).files)
    more = {name: base[name] + edit.rows.get(name, 0) - old[name] for name in old}
    there = set(files_of(last, "files"))
    kept = set(files_of(edit.snapshot, "files")) - set(edit.removed.get("files", ()))
    after = [store.fetch(edit.snapshot, f"files/{path}") for path in kept - there]
    after += [path for _, path in edit.added.get("files", ())]
    before = [store.fetch(last, f"files/{path}") for path in there - kept]
    records = _records(after) - _records(before)
    known = more["articles"] + more["duplicates"] + more["quarantine"]
    return Counts(
        records=records,
        articles=more["articles"],
        duplicates=more["duplicates"],
        quarantined=more["quarantine"],
        unchanged=records - known,
    )


def _records(paths: Iterable[Path]) -> int:
    """Add up the records of raw files, as files of the dataset `files` have them."""
    total = 0
    for path in paths:
        with pq.ParquetFile(path) as file:
            total += pc.sum(file.read(columns=["records"])["records"]).as_py() or 0
    return total
