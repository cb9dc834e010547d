"""What the operating system refuses, as one line that a person can act on."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from ingest.errors import StoreFailed

__all__ = ["clear_failure"]


@contextlib.contextmanager
def clear_failure(place: Path) -> Iterator[None]:
    """Turn an error of the operating system into `StoreFailed`.

    Args:
        place: what was worked on, for the message.

    Raises:
        StoreFailed: the file system failed; what is published is as it was, or as it is to be.
    """
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error).splitlines()[0]
        raise StoreFailed(f"{place}: the file system failed: {reason}") from error
