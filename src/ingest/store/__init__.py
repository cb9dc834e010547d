"""The store: what a run publishes is seen whole by every reader, from one moment on, or not at all.

Files are staged, flushed and linked into a new snapshot folder; one rename makes it the current
one. Nothing that readers can see is ever changed in place.
"""

from ingest.store.commit import Change, commit, staging_folder
from ingest.store.layout import Snapshot, current, ensure, snapshots
from ingest.store.lock import write_lock
from ingest.store.parquet import ParquetFile, write_parquet
from ingest.store.read import open_dataset, open_snapshot
from ingest.store.recover import recover, sweep

__all__ = [
    "Change",
    "ParquetFile",
    "Snapshot",
    "commit",
    "current",
    "ensure",
    "open_dataset",
    "open_snapshot",
    "recover",
    "snapshots",
    "staging_folder",
    "sweep",
    "write_lock",
    "write_parquet",
]
