"""Compiled loops over the buffers of a whole shard."""

import os
from pathlib import Path

from ingest.caches import cache_folder

if not os.access(Path(__file__).parent, os.W_OK):  # else numba keeps what it compiles beside it
    os.environ.setdefault("NUMBA_CACHE_DIR", str(cache_folder() / "kernels"))
