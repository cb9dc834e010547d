"""Give memory back to the system: what is freed stays with the process until someone asks for it.

The C library keeps freed pieces in its heap, and Arrow in its pool. Between steps that need much
memory each, both are told to let go; that takes some milliseconds.
"""

import ctypes
import sys

import pyarrow as pa

__all__ = ["give_back"]


def give_back() -> None:
    """Let the system have what this process has freed, where its C library can do that (glibc)."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
    if trim is not None:
        trim(0)
    pa.default_memory_pool().release_unused()
