"""Compaction: the many small files of a day become few, and nothing else changes."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from ingest import store
from ingest.accounting import Counts
from ingest.corrections.edit import day_of, editing, read_file
from ingest.schema import DATASETS
from ingest.settings import Settings

__all__ = ["Compacted", "compact"]


_MANY_RUNS = 8
"""Fewer files in `runs` are not worth a commit: it would add one."""


@dataclass(frozen=True)
class Compacted:
    """What a compaction did.

    Attributes:
        snapshot: the current snapshot after it.
        merged: files that were merged.
        made: files that were made of them.
    """

    snapshot: int
    merged: int
    made: int


def compact(out: Path, settings: Settings) -> Compacted:
    """Merge the small files of each day; commit nothing if there is nothing to merge.

    Args:
        out: folder of the datasets.
        settings: `part_rows` and `part_bytes` bound the merged files (bytes as compressed).
    """
    with editing(out, settings) as edit:
        groups = tuple(_groups(edit.files, settings))
        if all(dataset == "runs" and len(paths) < _MANY_RUNS for dataset, paths in groups):
            return Compacted(edit.snapshot.number, 0, 0)
        for dataset, paths in groups:
            tables = [read_file(edit.snapshot, dataset, path) for path in paths]
            edit.add_rows(dataset, day_of(paths[0]), pa.concat_tables(tables))
            for path in paths:
                edit.drop(dataset, path)
        merged = sum(len(paths) for _, paths in groups)
        detail = json.dumps({"merged": merged, "made": len(groups)})
        snapshot = edit.publish("compact", Counts(), detail)
    return Compacted(snapshot.number, merged, len(groups))


def _groups(
    files: Mapping[str, store.Entry], settings: Settings
) -> Iterator[tuple[str, list[str]]]:
    """Find the files of one dataset and day that fit together into one file."""
    days: dict[tuple[str, str], list[str]] = {}
    for path in sorted(files):
        dataset, _, inside = path.partition("/")
        if dataset in DATASETS and files[path].rows:
            days.setdefault((dataset, day_of(inside)), []).append(inside)
    for (dataset, _), paths in sorted(days.items()):
        group: list[str] = []
        rows = size = 0
        for path in paths:
            entry = files[f"{dataset}/{path}"]
            rows, size = rows + entry.rows, size + entry.bytes
            if rows > settings.part_rows or size > settings.part_bytes:
                if len(group) > 1:
                    yield dataset, group
                group, rows, size = [], entry.rows, entry.bytes
            group.append(path)
        if len(group) > 1:
            yield dataset, group
