"""Reading: one dataset, pinned to one snapshot."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.dataset as pads

from ingest.errors import OutputUnusable, UnknownId
from ingest.schema import DATASETS
from ingest.store.layout import Snapshot, current
from ingest.store.manifest import read_manifest
from ingest.store.pins import pin, pin_for

__all__ = ["PARTITION", "check_name", "locate", "open_dataset", "open_files", "open_snapshot"]

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
    check_name(name)
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
    _, files = locate(snapshot, name)
    return open_files(list(files.values()), name)


def locate(snapshot: Snapshot, name: str) -> tuple[None, Mapping[str, str]]:
    """Say where the files of a dataset lie: for each, its path inside the snapshot, and whole.

    Raises:
        UnknownId: there is no dataset of that name.
    """
    check_name(name)
    paths = [path for path in read_manifest(snapshot.path).files if path.startswith(f"{name}/")]
    return None, {path: f"{snapshot.path}/{path}" for path in paths}


def open_files(files: Sequence[str], name: str, system: Any = None) -> pads.Dataset:
    """Open files of one dataset, which say in their paths on which day they came in.

    Args:
        files: their paths.
        name: of the dataset.
        system: the pyarrow file system on which they lie; that of this machine by default.

    Raises:
        UnknownId: there is no dataset of that name.
    """
    check_name(name)
    return pads.dataset(
        files,
        schema=DATASETS[name].append(PARTITION),
        format="parquet",
        filesystem=system,
        partitioning=pads.partitioning(pa.schema([PARTITION]), flavor="hive"),
    )


def check_name(name: str) -> None:
    """Refuse what is no dataset.

    Raises:
        UnknownId: there is no dataset of that name.
    """
    if name not in DATASETS:
        raise UnknownId(f"no dataset is named {name}; there are {', '.join(DATASETS)}")
