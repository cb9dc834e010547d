"""Reading: one dataset, pinned to one snapshot."""

from pathlib import Path

import pyarrow as pa
import pyarrow.dataset as pads

from ingest.errors import OutputUnusable, UnknownId
from ingest.schema import DATASETS
from ingest.store.layout import Snapshot, current
from ingest.store.manifest import read_manifest
from ingest.store.pins import pin, pin_for

__all__ = ["PARTITION", "open_dataset", "open_snapshot"]

PARTITION = pa.field("ingest_date", pa.date32())
"""The day of the run that took the row, from the folder's name."""


def open_dataset(out: Path, name: str) -> pads.Dataset:
    """Open a dataset as it stands now; what is committed later does not change what it reads.

    The snapshot is kept for as long as the result is in use.

    Args:
        out: the output folder.
        name: "articles", "duplicates", "quarantine", "files" or "runs".

    Raises:
        UnknownId: there is no dataset of that name.
        OutputUnusable: nothing has been published at `out`.
    """
    _check_name(name)
    while (snapshot := current(Path(out))) is not None:
        held = pin(snapshot)
        if held is not None:  # else it was swept between the two calls: there is a newer one
            dataset = open_snapshot(snapshot, name)
            pin_for(dataset, held)
            return dataset
    raise OutputUnusable(f"{out} holds no datasets: nothing has been published there yet")


def open_snapshot(snapshot: Snapshot, name: str) -> pads.Dataset:
    """Open a dataset of one snapshot.

    Raises:
        UnknownId: there is no dataset of that name.
    """
    _check_name(name)
    files = [
        str(snapshot.path / path)
        for path in read_manifest(snapshot.path).files
        if path.startswith(f"{name}/")
    ]
    return pads.dataset(
        files,
        schema=DATASETS[name].append(PARTITION),
        format="parquet",
        partitioning=pads.partitioning(pa.schema([PARTITION]), flavor="hive"),
    )


def _check_name(name: str) -> None:
    if name not in DATASETS:
        raise UnknownId(f"no dataset is named {name}; there are {', '.join(DATASETS)}")
