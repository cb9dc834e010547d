"""The index of everything published: sorted runs on disk, looked up, appended to and merged.

Every night adds one immutable file, and the runs are merged when there are eight of a size. The
files are the whole state: the index of a snapshot is what lies in its folder.
"""

from ingest.index.files import IndexChange, extend, merge, open_index, verify
from ingest.index.lookup import Index, rank_candidates

__all__ = ["Index", "IndexChange", "extend", "merge", "open_index", "rank_candidates", "verify"]
