"""A correction is a commit like any other: files are rewritten under new names, then published."""

import contextlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from ingest import card, index, store
from ingest.accounting import Counts, RunReport, run_row
from ingest.errors import OutputUnusable, UsageError
from ingest.objects import named
from ingest.prepare import SORT_KEYS
from ingest.reach import reach
from ingest.run import Run, begin_run
from ingest.schema import DATASETS
from ingest.settings import Settings

__all__ = ["ORDER", "Edit", "begin_edit", "editing", "files_of", "in_order", "read_file"]

ORDER: dict[str, list[tuple[str, str]]] = {
    "articles": SORT_KEYS,
    "duplicates": SORT_KEYS,
    "quarantine": [("source_path", "ascending"), ("record_index", "ascending")],
    "files": [("source_path", "ascending"), ("taken_at", "ascending")],
    "runs": [("run_id", "ascending")],
}
"""The order of the rows in the files of each dataset."""


@dataclass
class Edit:
    """What a correction has prepared so far.

    Attributes:
        run: names the correction, as a run is named.
        snapshot: the one that is corrected.
        added: folder -> (path inside it, staged file).
        removed: folder -> paths inside it.
        rows: dataset -> how many more rows the staged files have than the removed ones.
    """

    run: Run
    snapshot: store.Snapshot
    added: dict[str, list[tuple[str, Path]]] = field(default_factory=dict)
    removed: dict[str, list[str]] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)

    @cached_property
    def files(self) -> Mapping[str, store.Entry]:
        """The files of the snapshot that is corrected."""
        return store.read_manifest(self.snapshot.path).files

    def add_rows(self, dataset: str, day: str, table: pa.Table) -> None:
        """Stage rows as a new file of one day; no rows make no file."""
        if not len(table):
            return
        number = len(self.added.setdefault(dataset, []))
        target = f"ingest_date={day}/part-{self.run.run_id}-{number:05d}.parquet"
        path = self.run.staging / f"{dataset}-{number:05d}.parquet"
        store.write_parquet(in_order(dataset, table), path, DATASETS[dataset])
        self.added[dataset].append((target, path))
        self._count(dataset, len(table))

    def add_file(self, folder: str, target: str, path: Path, rows: int = 0) -> None:
        """Take over a file that is written already."""
        self.added.setdefault(folder, []).append((target, path))
        self._count(folder, rows)

    def drop(self, folder: str, path: str) -> None:
        """Leave a file out of the next snapshot."""
        self.removed.setdefault(folder, []).append(path)
        self._count(folder, -self.files[f"{folder}/{path}"].rows)

    def _count(self, folder: str, rows: int) -> None:
        self.rows[folder] = self.rows.get(folder, 0) + rows

    def rewrite(
        self, dataset: str, change: Callable[[pa.Table], pa.Table], of: pa.Array | None = None
    ) -> None:
        """Write those files of a dataset again that `change` makes a difference to.

        Args:
            dataset: which.
            change: returns the very table it was given where there is nothing to do.
            of: article ids; `change` is given no row of files that hold none of them.
        """
        for path in files_of(self.snapshot, dataset):
            wanted = None if of is None else ("article_id", of)
            table = read_file(self.snapshot, dataset, path, of=wanted)
            changed = change(table)
            if changed is not table:
                self.drop(dataset, path)
                self.add_rows(dataset, day_of(path), changed)

    def learn(self, entries: pa.Table) -> None:
        """Let the index learn `keys.ENTRIES`."""
        known = index.open_index(store.fetch(self.snapshot, "index"))
        change = index.extend(known, self.run.staging / "index", entries)
        self.added.setdefault("index", []).extend((path.name, path) for path in change.added)
        self.removed.setdefault("index", []).extend(change.removed)

    def publish(self, kind: str, counts: Counts, detail: str) -> store.Snapshot:
        """Commit, with a row in `runs` whose counts say what became more or fewer."""
        report = RunReport(self.run.run_id, counts, self.snapshot.number, committed=True)
        self.add_rows("runs", self.run.ingest_date, run_row(self.run, kind, report, detail))
        gained = {
            "articles": counts.articles,
            "duplicates": counts.duplicates,
            "quarantine": counts.quarantined,
            "runs": 1,
        }
        return store.commit(self.run.out, self._change(gained))

    def _change(self, gained: dict[str, int]) -> store.Change:
        """Say what differs from the current snapshot, whichever snapshot was edited."""
        last = store.current(self.run.out)
        added, removed = self.added, self.removed
        if last is not None and last != self.snapshot:
            added, removed = against(last, self)
        return store.Change(
            added={name: tuple(pairs) for name, pairs in added.items()},
            removed={name: tuple(paths) for name, paths in removed.items()},
            gained=gained,
        )


def against(
    last: store.Snapshot, edit: Edit
) -> tuple[dict[str, list[tuple[str, Path]]], dict[str, list[str]]]:
    """Turn the edit of an older snapshot into a change of the last one; `runs` only ever grows."""
    added = {"runs": list(edit.added.get("runs", ()))}
    removed: dict[str, list[str]] = {}
    for folder in store.FOLDERS:
        if folder == "runs":
            continue
        there = set(files_of(last, folder))
        wanted = set(files_of(edit.snapshot, folder)) - set(edit.removed.get(folder, ()))
        staged = dict(edit.added.get(folder, ()))  # of one name there is only one content
        after = wanted | staged.keys()
        added[folder] = [
            (path, staged.get(path) or store.fetch(edit.snapshot, f"{folder}/{path}"))
            for path in sorted(after - there)
        ]
        removed[folder] = sorted(there - after)
    return added, removed


@contextlib.contextmanager
def editing(out: Path, settings: Settings) -> Iterator[Edit]:
    """Be the one writer of OUT, with a fresh correction of its current snapshot.

    Raises:
        UsageError, StoreDamaged: nothing is published at OUT, or it cannot be read; see `reach`.
        StoreBusy: another run is writing.
    """
    reach(out)
    store.ensure(out)
    with store.write_lock(out), store.clear_failure(out):
        store.recover(out)
        edit = begin_edit(out, settings)
        try:
            yield edit
        except UsageError:  # it was refused: no trace of it, as if it had not been asked
            store.recover(out)
            raise
        store.sweep(out, settings.keep_snapshots_days)
        if store.current(out) != edit.snapshot:  # card and report must not show what went
            card.refresh(out, settings.licence)


def begin_edit(out: Path, settings: Settings) -> Edit:
    """Begin a correction of the current snapshot of OUT, whose lock is held.

    Raises:
        OutputUnusable: nothing is published at OUT.
    """
    snapshot = store.current(out)
    if snapshot is None:
        raise OutputUnusable(f"{named(out)} holds no datasets any more")
    last = store.last_run_id(store.read_manifest(snapshot.path).files)
    run = begin_run(Path(), out, store.home(out) / "staging", settings, last)
    store.staging_folder(out, run.run_id)
    return Edit(run, snapshot)


def files_of(snapshot: store.Snapshot, folder: str) -> list[str]:
    """List the files of one folder of a snapshot, by their paths inside it."""
    prefix = f"{folder}/"
    files = store.read_manifest(snapshot.path).files
    return [path.removeprefix(prefix) for path in files if path.startswith(prefix)]


def read_file(
    snapshot: store.Snapshot,
    dataset: str,
    path: str,
    columns: list[str] | None = None,
    of: tuple[str, pa.Array] | None = None,
) -> pa.Table:
    """Read one file of a dataset.

    Args:
        snapshot: in which it lies.
        dataset: which.
        path: inside the dataset.
        columns: all, if not given.
        of: a column, and values; of a file that holds none of them there nothing else is read,
            and no row is given.
    """
    with pq.ParquetFile(store.fetch(snapshot, f"{dataset}/{path}")) as file:
        if of is not None and not _holds(file, *of):
            return DATASETS[dataset].empty_table()
        table = file.read(columns=columns)
    return table if columns else store.upgrade(table, DATASETS[dataset])


def _holds(file: pq.ParquetFile, column: str, values: pa.Array) -> bool:
    return bool(pc.any(pc.is_in(file.read(columns=[column])[column], values)).as_py())


def day_of(path: str) -> str:
    """Tell the day of a file from its path inside the dataset.

    >>> day_of("ingest_date=2026-11-23/part-1.parquet")
    '2026-11-23'
    """
    return path.split("/", 1)[0].removeprefix("ingest_date=")


def in_order(dataset: str, table: pa.Table) -> pa.Table:
    """Sort rows as the files of their dataset are sorted."""
    whole = table.unify_dictionaries()
    return whole.take(pc.sort_indices(whole, sort_keys=ORDER[dataset]))
