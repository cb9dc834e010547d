"""Verify what is published: schema, nulls, identities, references and the accounting."""

from collections import Counter
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from ingest import index, store
from ingest.errors import NewerVersion, StoreDamaged, advise
from ingest.reach import reach
from ingest.schema import DATASETS

__all__ = ["check"]

_COUNTED = {"articles": "articles", "duplicates": "duplicates", "quarantined": "quarantine"}
"""Columns of `runs`, and the datasets whose rows they count."""
_ADDED = {
    "runs": tuple(_COUNTED),
    "files": ("records", "articles", "duplicates", "quarantined", "unchanged"),
}
_TOLD = {"articles": "article_id", "duplicates": "duplicate_of"}
"""Columns whose values are compared with each other."""


def check(out: Path, *, deep: bool = False) -> dict[str, Any]:
    """Re-verify the current snapshot.

    Args:
        out: folder of the datasets.
        deep: also read every byte against its checksum.

    Returns:
        `snapshot`, `rows` per dataset, `files` examined, and `problems`, one line each.

    Raises:
        UsageError, StoreDamaged: nothing is published in OUT, or it cannot be read; see `reach`.
    """
    snapshot = reach(out)
    books = _Books()
    examined = 0
    for name in DATASETS:
        system, files = store.locate(snapshot, name)
        examined += len(files)
        for path, where in files.items():
            books.enter(name, path, (where, system))
    problems = books.problems or books.balance()
    if deep:
        problems += store.verify(snapshot, deep=True)
    problems += _check_index(snapshot, deep=deep)
    rows = {} if problems else books.rows
    return {"snapshot": snapshot.number, "rows": rows, "files": examined, "problems": problems}


class _Books:
    """What is added up over the files of a snapshot, each of which is read once.

    Attributes:
        problems: files that cannot be read, or have not the schema of their dataset.
        rows: of each dataset.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self.problems: list[str] = []
        self.rows = dict.fromkeys(DATASETS, 0)
        self._nulls: Counter[tuple[str, str]] = Counter()
        self._sums: Counter[tuple[str, str]] = Counter()
        self._ids: dict[str, list[pa.Array]] = {"article_id": [], "duplicate_of": []}

    def enter(self, name: str, path: str, where: tuple[str, Any]) -> None:
        """Enter one file; of its rows only what can have no null, and none if any file is odd."""
        try:
            file = pq.ParquetFile(where[0], filesystem=where[1], pre_buffer=where[1] is not None)
        except (OSError, pa.ArrowException) as error:
            self.problems.append(f"{path}: cannot be read: {str(error).splitlines()[0]}")
            return
        with file:
            self.problems += _compare(path, file.schema_arrow, DATASETS[name])
            if self.problems:
                return
            columns = [field.name for field in DATASETS[name] if not field.nullable]
            for batch in file.iter_batches(store.ROW_GROUP, columns=columns):
                self._add(name, batch)

    def _add(self, name: str, batch: pa.RecordBatch) -> None:
        self.rows[name] += len(batch)
        for column, values in zip(batch.schema.names, batch.columns, strict=True):
            self._nulls[name, column] += values.null_count
            if column in _ADDED.get(name, ()):
                self._sums[name, column] += pc.sum(values).as_py() or 0
            elif column == _TOLD.get(name):
                self._ids[column].append(values)

    def balance(self) -> list[str]:
        """Say what is wrong with the rows."""
        nulls = ((*place, count) for place, count in self._nulls.items() if count)
        problems = [f"{name}: {count} nulls in {column}" for name, column, count in nulls]
        return problems + self._check_identities() + self._check_accounting()

    def _check_identities(self) -> list[str]:
        """Article ids are unique, and every duplicate points to an article."""
        problems = []
        ids, pointed = (pa.chunked_array(each, pa.string()) for each in self._ids.values())
        doubled = len(ids) - pc.count_distinct(ids).as_py()
        if doubled:
            problems.append(f"articles: {doubled} rows repeat an article_id")
        lost = pc.sum(pc.invert(pc.is_in(pointed, ids.combine_chunks()))).as_py()
        if lost:
            problems.append(f"duplicates: {lost} rows point to an article that is not there")
        return problems

    def _check_accounting(self) -> list[str]:
        """What the runs say they published is there; each file's records are accounted for."""
        problems = []
        for column, dataset in _COUNTED.items():
            said, there = self._sums["runs", column], self.rows[dataset]
            if said != there:
                problems.append(f"{dataset}: {there} rows, but the runs add up to {said}")
        records, *came_out = (self._sums["files", column] for column in _ADDED["files"])
        if records != sum(came_out):
            problems.append(f"files: {records} records, but {sum(came_out)} came out")
        return problems


def _compare(path: str, found: pa.Schema, schema: pa.Schema) -> list[str]:
    """Compare one file's schema with the definition."""
    if found.names != schema.names:
        odd = sorted(set(found.names) ^ set(schema.names))
        return [f"{path}: columns differ from the schema: {', '.join(odd) or 'other order'}"]
    return [
        f"{path}: column {field.name} is {kind}, not {field.type}"
        for field, kind in zip(schema, found.types, strict=True)
        if kind != field.type
    ]


def _check_index(snapshot: store.Snapshot, *, deep: bool) -> list[str]:
    """The index can be opened, and with `deep` every byte of it is as it was written."""
    try:
        known = index.open_index(store.fetch(snapshot, "index"))
        if deep:
            index.verify(known)
    except (StoreDamaged, NewerVersion) as error:
        return [f"index: {advise(error)}"]
    return []
