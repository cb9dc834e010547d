"""Keeping house: compaction, old snapshots and the way back to them, and the rebuild from raw."""

from ingest.maintenance.compact import Compacted, compact
from ingest.maintenance.history import Kept, RolledBack, list_snapshots, rollback
from ingest.maintenance.rebuild import Rebuilt, rebuild
from ingest.reindexing import Reindexed, rebuild_index

__all__ = [
    "Compacted",
    "Kept",
    "Rebuilt",
    "Reindexed",
    "RolledBack",
    "compact",
    "list_snapshots",
    "rebuild",
    "rebuild_index",
    "rollback",
]
