"""Reading: one dataset, pinned to one snapshot."""

from pathlib import Path

import pyarrow as pa
import pyarrow.dataset as pads

from ingest.errors import OutputUnusable, UnknownId
from ingest.schema import DATASETS
from ingest.store.layout import Snapshot, current
from ingest.store.manifest import read_manifest

__all__ = ["PARTITION", "open_dataset", "open_snapshot"]

PARTITION = pa.field("ingest_date", pa.date32())
"""The day of the run that took the row, from the folder's name."""


def open_dataset(out: Path, name: str) -> pads.Dataset:
    """Open a dataset as it stands now; commits made later do not change what it reads.

    Args:
        out: the output folder.
        name: "articles", "duplicates", "quarantine", "files" or "runs".

    Raises:
        UnknownId: there is no dataset of that name.
        OutputUnusable: nothing has been published at `out`.
    """
    snapshot = current(Path(out))
    if snapshot is None:
        raise OutputUnusable(f"{out} holds no datasets: nothing has been published there yet")
    return open_snapshot(snapshot, name)


def open_snapshot(snapshot: Snapshot, name: str) -> pads.Dataset:
    """Open a dataset of one snapshot."""
    if name not in DATASETS:
        raise UnknownId(f"no dataset named {name}; there are {', '.join(DATASETS)}")
    files = [
        str(snapshot.path / path)
        for path in read_manifest(snapshot.path).files
        if path.startswith(f"{name}/")
    ]
    schema = DATASETS[name].append(PARTITION)
    return pads.dataset(
        files,
        schema=schema,
        format="parquet",
        partitioning=pads.partitioning(pa.schema([PARTITION]), flavor="hive"),
        partition_base_dir=str(snapshot.path / name),
    )
