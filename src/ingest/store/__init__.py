"""The store: what a run publishes is seen whole by every reader, from one moment on, or not at all.

Files are staged, flushed and linked into a new snapshot folder; one rename makes it the current
one. Nothing that readers can see is ever changed in place.
"""

from ingest.store.change import Change, renamed
from ingest.store.either import (
    commit,
    current,
    discard,
    ensure,
    fetch,
    home,
    locate,
    open_dataset,
    open_snapshot,
    put_text,
    recover,
    snapshots,
    staging_folder,
    sweep,
    verify,
    write_lock,
    writer,
)
from ingest.store.failures import clear_failure
from ingest.store.layout import FOLDERS, Snapshot
from ingest.store.manifest import Entry, Manifest, count_rows, last_run_id, read_manifest
from ingest.store.parquet import ROW_GROUP, ParquetFile, write_parquet
from ingest.store.schemas import rewrite, schema_mark, schema_words, upgrade

__all__ = [
    "FOLDERS",
    "ROW_GROUP",
    "Change",
    "Entry",
    "Manifest",
    "ParquetFile",
    "Snapshot",
    "clear_failure",
    "commit",
    "count_rows",
    "current",
    "discard",
    "ensure",
    "fetch",
    "home",
    "last_run_id",
    "locate",
    "open_dataset",
    "open_snapshot",
    "put_text",
    "read_manifest",
    "recover",
    "renamed",
    "rewrite",
    "schema_mark",
    "schema_words",
    "snapshots",
    "staging_folder",
    "sweep",
    "upgrade",
    "verify",
    "write_lock",
    "write_parquet",
    "writer",
]
