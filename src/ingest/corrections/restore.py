"""Let articles come back that were taken down: the next run reads their raw files again."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from ingest import store
from ingest.accounting import Counts
from ingest.corrections.edit import Edit, editing
from ingest.corrections.orphans import record_hashes
from ingest.corrections.remove import tombstones
from ingest.errors import UnknownId
from ingest.index import open_index
from ingest.index.run import Run, create_run, finish_run
from ingest.keys import parse_ids
from ingest.schema import QUARANTINE
from ingest.settings import Settings

__all__ = ["Restored", "restore"]


@dataclass(frozen=True)
class Restored:
    """What a restoration did.

    Attributes:
        run_id: names it in `runs`.
        snapshot: the snapshot without the tombstones.
        ids: article ids that may come back.
        raw_files: source paths of the raw files that the next run reads again.
    """

    run_id: str
    snapshot: int
    ids: tuple[str, ...]
    raw_files: tuple[str, ...]


def restore(out: Path, ids: Sequence[str], reason: str, settings: Settings) -> Restored:
    """Lift tombstones, so that the next run takes the articles again from their raw files.

    Raises:
        UnknownId: an id was not taken down.
    """
    with editing(out, settings) as edit:
        barred = set(tombstones(edit.snapshot).to_pylist())
        if unknown := sorted(set(ids) - barred):
            where = "what was has the reason `taken_down` in quarantine"
            raise UnknownId(f"{unknown[0]} was not taken down; {where}")
        chosen = pa.array(sorted(set(ids)), pa.string())
        rows, files = _forget_records(edit, chosen)
        records = _forget_files(edit, files)
        _lift(edit, chosen, rows)
        detail = json.dumps({"reason": reason.strip(), "ids": chosen.to_pylist()})
        counts = Counts(records=-records, quarantined=-len(rows), unchanged=len(rows) - records)
        snapshot = edit.publish("restore", counts, detail)
    return Restored(edit.run.run_id, snapshot.number, tuple(chosen.to_pylist()), tuple(files))


def _forget_records(edit: Edit, ids: pa.Array) -> tuple[pa.Table, list[str]]:
    """Take the rows that account for the records out of `quarantine`.

    Returns:
        Those rows, and the raw files that the records came from.
    """
    details = pa.array([f"article {id_} was taken down" for id_ in ids.to_pylist()], pa.string())
    taken: list[pa.Table] = []

    def forget(table: pa.Table) -> pa.Table:
        mine = pc.is_in(table["detail"], details)
        mine = pc.and_(mine, pc.equal(table["reason"].cast(pa.string()), "taken_down"))
        if not pc.any(mine).as_py():
            return table
        taken.append(table.filter(mine))
        return table.filter(pc.invert(mine))

    edit.rewrite("quarantine", forget)
    rows = pa.concat_tables([QUARANTINE.empty_table(), *taken]).unify_dictionaries()
    files = {path.split("!/")[0] for path in rows["source_path"].to_pylist()}
    return rows, sorted(files)


def _forget_files(edit: Edit, files: list[str]) -> int:
    """Take raw files out of the ledger, so that they count as new; return their records."""
    chosen = pa.array(files, pa.string())
    records = 0

    def forget(table: pa.Table) -> pa.Table:
        nonlocal records
        mine = pc.is_in(table["source_path"], chosen)
        if not pc.any(mine).as_py():
            return table
        records += pc.sum(table.filter(mine)["records"]).as_py()
        return table.filter(pc.invert(mine))

    edit.rewrite("files", forget)
    return records


def _lift(edit: Edit, ids: pa.Array, rows: pa.Table) -> None:
    """Write the runs of the index that bar the ids, or know their records, without them."""
    known = open_index(store.fetch(edit.snapshot, "index"))
    folder = edit.run.staging / "index"
    folder.mkdir()
    pairs = {tuple(pair) for pair in parse_ids(ids).tolist()}
    hashes = record_hashes(rows)
    for number, run in enumerate(known.runs):
        barred = zip(run["taken_down_high"].tolist(), run["taken_down_low"].tolist(), strict=True)
        keep = {
            "taken_down": np.array([pair not in pairs for pair in barred], np.bool_),
            "records": ~np.isin(run["records"], hashes),
        }
        if all(kept.all() for kept in keep.values()):
            continue
        path = _copy_run(run, folder / f"lifting-{number:06d}.idx", keep)
        edit.drop("index", run.container.path.name)
        edit.added.setdefault("index", []).append((path.name, path))


def _copy_run(run: Run, path: Path, keep: dict[str, npt.NDArray[np.bool_]]) -> Path:
    """Write a run again, with only some values of some families."""
    counts = dict(run.container.about["counts"])
    counts |= {family: int(kept.sum()) for family, kept in keep.items()}
    fresh = create_run(path, (run.first, run.last), counts)
    for name, values in run.container.arrays.items():
        kept = keep.get(name.removesuffix("_high").removesuffix("_low"))
        fresh[name][...] = values if kept is None else values[kept]
    return finish_run(path)
