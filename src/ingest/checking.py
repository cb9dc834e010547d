"""Verify what is published: schema, nulls, identities, references and the accounting."""

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from ingest import index, store
from ingest.errors import StoreDamaged
from ingest.reach import reach
from ingest.schema import DATASETS

__all__ = ["check"]

_COUNTED = {"articles": "articles", "duplicates": "duplicates", "quarantine": "quarantined"}


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
    problems: list[str] = []
    rows: dict[str, int] = {}
    examined = 0
    for name, schema in DATASETS.items():
        system, files = store.locate(snapshot, name)
        examined += len(files)
        for path, where in files.items():
            problems += _check_file(path, schema, (where, system))
    if not problems:
        rows = _row_counts(snapshot)
        problems += _check_rows(snapshot, rows)
    if deep:
        problems += store.verify(snapshot, deep=True)
    problems += _check_index(snapshot, deep=deep)
    rows = {} if problems else rows
    return {"snapshot": snapshot.number, "rows": rows, "files": examined, "problems": problems}


def _check_file(name: str, schema: pa.Schema, where: tuple[str, Any]) -> list[str]:
    """Compare one file's schema with the definition."""
    try:
        found = pq.read_schema(where[0], filesystem=where[1])
    except (OSError, pa.ArrowException) as error:
        return [f"{name}: cannot be read: {str(error).splitlines()[0]}"]
    if found.names != schema.names:
        odd = sorted(set(found.names) ^ set(schema.names))
        return [f"{name}: columns differ from the schema: {', '.join(odd) or 'other order'}"]
    return [
        f"{name}: column {field.name} is {found.field(field.name).type}, not {field.type}"
        for field in schema
        if found.field(field.name).type != field.type
    ]


def _check_rows(snapshot: store.Snapshot, rows: dict[str, int]) -> list[str]:
    problems = []
    for name in DATASETS:
        for column, count in _count_nulls(snapshot, name).items():
            if count:
                problems.append(f"{name}: {count} nulls in {column}")
    return problems + _check_identities(snapshot) + _check_accounting(snapshot, rows)


def _count_nulls(snapshot: store.Snapshot, name: str) -> dict[str, int]:
    """Count the nulls of the columns that may have none, reading the dataset once."""
    counts = {field.name: 0 for field in DATASETS[name] if not field.nullable}
    dataset = store.open_snapshot(snapshot, name)
    for batch in dataset.to_batches(columns=list(counts), batch_readahead=1, fragment_readahead=1):
        for column in counts:
            counts[column] += batch[column].null_count
    return counts


def _check_identities(snapshot: store.Snapshot) -> list[str]:
    """Article ids are unique, and every duplicate points to an article."""
    ids = store.open_snapshot(snapshot, "articles").to_table(columns=["article_id"])["article_id"]
    problems = []
    doubled = len(ids) - pc.count_distinct(ids).as_py()
    if doubled:
        problems.append(f"articles: {doubled} rows repeat an article_id")
    duplicates = store.open_snapshot(snapshot, "duplicates").to_table(columns=["duplicate_of"])
    lost = pc.sum(pc.invert(pc.is_in(duplicates["duplicate_of"], ids.combine_chunks()))).as_py()
    if lost:
        problems.append(f"duplicates: {lost} rows point to an article that is not there")
    return problems


def _check_accounting(snapshot: store.Snapshot, rows: dict[str, int]) -> list[str]:
    """What the runs say they published is what is there; each file's records are accounted for."""
    runs = store.open_snapshot(snapshot, "runs").to_table(columns=list(_COUNTED.values()))
    problems = []
    for dataset, column in _COUNTED.items():
        said = pc.sum(runs[column]).as_py() or 0
        if said != rows[dataset]:
            problems.append(f"{dataset}: {rows[dataset]} rows, but the runs add up to {said}")
    names = ["records", "articles", "duplicates", "quarantined", "unchanged"]
    files = store.open_snapshot(snapshot, "files").to_table(columns=names)
    sums = [pc.sum(files[name]).as_py() or 0 for name in names]
    if sums[0] != sum(sums[1:]):
        problems.append(f"files: {sums[0]} records, but {sum(sums[1:])} came out")
    return problems


def _check_index(snapshot: store.Snapshot, *, deep: bool) -> list[str]:
    """The index can be opened, and with `deep` every byte of it is as it was written."""
    try:
        known = index.open_index(store.fetch(snapshot, "index"))
        if deep:
            index.verify(known)
    except StoreDamaged as error:
        return [f"index: {error}"]
    return []


def _row_counts(snapshot: store.Snapshot) -> dict[str, int]:
    return {name: store.open_snapshot(snapshot, name).count_rows() for name in DATASETS}
