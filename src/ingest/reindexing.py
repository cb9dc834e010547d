"""Make the index again from the datasets, when it is damaged, lost or of another version.

A run does it by itself for an index of an earlier version: as a commit of its own, before it takes
anything. For all else a person asks.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from ingest import dedup, index, store
from ingest.accounting import Counts
from ingest.compiling import get_ready
from ingest.corrections.edit import Edit, begin_edit, editing, files_of
from ingest.keys import RECORD_COLUMNS
from ingest.memory import give_back
from ingest.settings import Settings

__all__ = ["Reindexed", "rebuild_index", "renew_index"]

_EVIDENCE = ["duplicate_of", "jaccard", "containment", "numbers", "shared_keys"]


@dataclass(frozen=True)
class Reindexed:
    """What a rebuild of the index did.

    Attributes:
        snapshot: the current snapshot after it.
        articles, duplicates: rows from which the index was made.
        tombstones: texts that stay taken down.
    """

    snapshot: int
    articles: int
    duplicates: int
    tombstones: int


def rebuild_index(out: Path, settings: Settings) -> Reindexed:
    """Replace the index by one that the published rows lead to; nothing else changes.

    Raises:
        OutputUnusable: nothing is published at OUT.
        StoreBusy: another run is writing.
    """
    with editing(out, settings) as edit:
        return _learn_again(edit)


def renew_index(out: Path, settings: Settings) -> Reindexed:
    """Do the same for a run that holds the lock of OUT, and sweeps when it has ended."""
    get_ready()
    done = _learn_again(begin_edit(out, settings))
    store.recover(out)
    give_back()
    return done


def _learn_again(edit: Edit) -> Reindexed:
    """Make the index, and commit.

    A day is learnt at a time, so that memory holds one day's bodies. Tombstones are read from the
    takedowns, restorations and rollbacks that `runs` lists.
    """
    staging = edit.run.staging / "index"
    articles = duplicates = 0
    for day_articles, day_duplicates in _days(edit.snapshot):
        _extend(edit, staging, dedup.relearn(day_articles, day_duplicates))
        articles, duplicates = articles + len(day_articles), duplicates + len(day_duplicates)
    barred = _tombstones(edit.snapshot)
    if len(barred):
        _extend(edit, staging, dedup.take_down(barred))
    _swap(edit, staging)
    detail = json.dumps({"articles": articles, "duplicates": duplicates})
    snapshot = edit.publish("reindex", Counts(), detail)
    return Reindexed(snapshot.number, articles, duplicates, len(barred))


def _days(snapshot: store.Snapshot) -> Iterator[tuple[pa.Table, pa.Table]]:
    """Yield the articles and duplicates of each day; a raw file's records lie in one of them."""
    datasets = {name: store.open_snapshot(snapshot, name) for name in ("articles", "duplicates")}
    days: set[str] = set()
    for name in datasets:
        days.update(path.split("/", 1)[0].partition("=")[2] for path in files_of(snapshot, name))
    for day in sorted(days):
        mine = pc.field("ingest_date") == pa.scalar(day).cast(pa.date32())
        yield (
            datasets["articles"].to_table(columns=[*RECORD_COLUMNS, "body"], filter=mine),
            datasets["duplicates"].to_table(columns=[*RECORD_COLUMNS, *_EVIDENCE], filter=mine),
        )


def _extend(edit: Edit, staging: Path, entries: pa.Table) -> None:
    """Let the index in staging learn one more day.

    A file of the index is named after its content, and no name is used twice: one that would be
    named like a file of the old index, which may be damaged, also bars the text of nobody.
    """
    known = index.open_index(staging if staging.is_dir() else None)
    change = index.extend(known, staging, entries)
    if any(f"index/{path.name}" in edit.files for path in change.added):
        for path in change.added:
            path.unlink()
        nobody = hashlib.sha256(edit.run.run_id.encode()).hexdigest()[:32]
        told = pa.concat_tables([entries, dedup.take_down([nobody])]).unify_dictionaries()
        change = index.extend(known, staging, told)
    for name in change.removed:
        (staging / name).unlink()


def _tombstones(snapshot: store.Snapshot) -> list[str]:
    """List the ids that were taken down and not restored since."""
    runs = store.open_snapshot(snapshot, "runs").to_table(columns=["run_id", "kind", "detail"])
    barred: set[str] = set()
    for row in sorted(runs.to_pylist(), key=lambda row: str(row["run_id"])):
        if row["kind"] in ("takedown", "rollback"):  # which may go back behind a restoration
            barred.update(json.loads(row["detail"]).get("ids", ()))
        elif row["kind"] == "restore":
            barred.difference_update(json.loads(row["detail"])["ids"])
    return sorted(barred)


def _swap(edit: Edit, staging: Path) -> None:
    for name in files_of(edit.snapshot, "index"):
        edit.drop("index", name)
    for path in sorted(staging.iterdir()) if staging.is_dir() else ():
        edit.add_file("index", path.name, path)
