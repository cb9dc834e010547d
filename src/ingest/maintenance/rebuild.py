"""Rebuild: everything again from the raw files, aside, and then one commit.

Tombstones hold, corrections are applied again, each row keeps the day on which it was first taken,
and the history in `runs` stays.
"""

import json
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from ingest import pipeline, store
from ingest.accounting import Counts
from ingest.corrections.correct import apply, read_corrections
from ingest.corrections.edit import Edit, editing, files_of
from ingest.corrections.remove import bar, tombstones
from ingest.discover import list_raw
from ingest.errors import UsageError
from ingest.maintenance.history import difference
from ingest.maintenance.redate import redate
from ingest.settings import Settings

__all__ = ["Rebuilt", "rebuild"]


@dataclass(frozen=True)
class Rebuilt:
    """What a rebuild made."""

    snapshot: int
    articles: int
    duplicates: int
    quarantined: int
    corrected: int


def rebuild(raw: Path, out: Path, settings: Settings, *, without_missing: bool = False) -> Rebuilt:
    """Make all datasets anew from the raw files, and publish them in place of the old ones.

    Args:
        raw: folder of the raw files.
        out: folder of the datasets.
        settings: of the program.
        without_missing: go on although raw files are gone, and lose the rows made of them.

    Raises:
        UsageError: raw files are gone that published rows were made of.
    """
    with editing(out, settings) as edit:
        if not without_missing:
            _require_raw_files(raw, edit.snapshot)
        fresh = edit.run.staging / "rebuilt"
        made = _take_again(raw, fresh, edit, settings)
        corrected = _correct_again(fresh, edit, settings)
        made = store.current(fresh) or made
        redate(edit, made)
        _replace(edit, made)
        counts = difference(edit.snapshot, edit)
        detail = json.dumps({"corrected": corrected})
        snapshot = edit.publish("rebuild", counts, detail)
    rows = store.count_rows(store.read_manifest(snapshot.path).files)
    return Rebuilt(
        snapshot.number, rows["articles"], rows["duplicates"], rows["quarantine"], corrected
    )


def _require_raw_files(raw: Path, snapshot: store.Snapshot) -> None:
    """Make sure that nothing is published that could not be made again."""
    listing = list_raw(raw)
    there = set(listing.files.paths)
    there |= {entry.file.source_path for entry in listing.refused}
    files = store.open_snapshot(snapshot, "files").to_table(columns=["source_path"])
    missing = sorted(set(pc.unique(files["source_path"]).to_pylist()) - there)
    if missing:
        raise UsageError(
            f"{len(missing)} raw files are gone, {missing[0]} for one: their rows would be lost"
        )


def _take_again(raw: Path, fresh: Path, edit: Edit, settings: Settings) -> store.Snapshot:
    """Take in all raw files, but for what is taken down."""
    barred = tombstones(edit.snapshot)
    if len(barred):
        _bar(fresh, edit, barred)
    pipeline.run(raw, fresh, settings.model_copy(update={"settle_seconds": 0.0}))
    return store.current(fresh) or _bar(fresh, edit, barred)


def _bar(fresh: Path, edit: Edit, barred: pa.Array) -> store.Snapshot:
    """Let the output folder of the rebuild hold the tombstones, and no rows."""
    store.ensure(fresh)
    with store.write_lock(fresh):
        added = bar(barred, edit.run.staging / "tombstones")
        return store.commit(fresh, store.Change(added={"index": tuple((p.name, p) for p in added)}))


def _correct_again(fresh: Path, edit: Edit, settings: Settings) -> int:
    """Apply what people corrected to the rebuilt rows."""
    corrections = read_corrections(edit.snapshot)
    if not corrections:
        return 0
    with editing(fresh, settings) as inner:
        corrected = apply(inner, corrections)
        if corrected:
            inner.publish("correct", Counts(), "")
    return corrected


def _replace(edit: Edit, made: store.Snapshot) -> None:
    """Put what was rebuilt in the place of what was there."""
    for folder in ("articles", "duplicates", "quarantine", "files"):
        for path in files_of(edit.snapshot, folder):
            edit.drop(folder, path)
    for folder in ("index", "learned"):
        old, new = set(files_of(edit.snapshot, folder)), set(files_of(made, folder))
        for path in sorted(new - old):
            edit.add_file(folder, path, store.fetch(made, f"{folder}/{path}"))
        for path in sorted(old - new):
            edit.drop(folder, path)
