"""The store on object storage: the same commits, without links and renames.

PREFIX/.ingest/current                       names the snapshots that are kept; replaced by a
                                             conditional put: that is the commit
PREFIX/.ingest/snapshots/000123-8f3a2c51/    what commit 123 wrote: its manifest, and the files
                                             that the snapshots before it did not have
PREFIX/.ingest/lease                         says who is writing, for other machines

A manifest says of each file in which commit's folder it lies. Nothing is ever written twice under
one key, so that a reader, and a writer who loses, do no harm. What a writer works with lies in a
folder of this machine: see `place`.
"""

from ingest.store.remote.commit import commit
from ingest.store.remote.place import home
from ingest.store.remote.reading import (
    current,
    fetch,
    locate,
    open_dataset,
    open_snapshot,
    snapshots,
    verify,
)
from ingest.store.remote.sweeping import discard, recover, sweep
from ingest.store.remote.writing import ensure, put_text, staging_folder, write_lock, writer

__all__ = [
    "commit",
    "current",
    "discard",
    "ensure",
    "fetch",
    "home",
    "locate",
    "open_dataset",
    "open_snapshot",
    "put_text",
    "recover",
    "snapshots",
    "staging_folder",
    "sweep",
    "verify",
    "write_lock",
    "writer",
]
