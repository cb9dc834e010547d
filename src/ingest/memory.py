"""Give memory back to the system: what is freed stays with the process until someone asks for it.

The C library keeps freed pieces in its heap, and Arrow in its pool. Between steps that need much
memory each, both are told to let go; that takes some milliseconds. Within a step that needs the
same pieces again and again, nothing is to be given back: the system clears every page anew.
"""

import ctypes
import sys
from typing import Any

import pyarrow as pa

__all__ = ["give_back", "keep_freed"]

_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3
"""Numbers of glibc's options: from how many free bytes on the heap shrinks by itself, and from how
many on a piece is not of the heap."""
_NEVER = 2**31 - 1
_LARGE = 32 << 20
"""The most that glibc takes for the second."""


def give_back() -> None:
    """Let the system have what this process has freed, where its C library can do that (glibc)."""
    trim = _of_libc("malloc_trim")
    if trim is not None:
        trim(0)
    pa.default_memory_pool().release_unused()


def keep_freed() -> None:
    """Let this process keep what it frees until it calls `give_back`, where that can be said."""
    set_option = _of_libc("mallopt")
    if set_option is not None:
        set_option(_TRIM_THRESHOLD, _NEVER)
        set_option(_MMAP_THRESHOLD, _LARGE)


def _of_libc(name: str) -> Any:
    return getattr(ctypes.CDLL(None), name, None) if sys.platform == "linux" else None
