"""What object storage refuses, as one line that a person can act on."""

import contextlib
from collections.abc import Iterator

from ingest.errors import OutputUnusable, StoreFailed
from ingest.store.remote.place import Place

__all__ = ["clear"]


@contextlib.contextmanager
def clear(place: Place) -> Iterator[None]:
    """Turn an error of the object store, or of this machine's folder, into ours.

    Raises:
        OutputUnusable: it refuses us: there is no such bucket, or no permission.
        StoreFailed: it does not answer, or it fails.
    """
    try:
        yield
    except (PermissionError, FileNotFoundError) as error:
        raise OutputUnusable(f"{place}: {error.strerror or error}") from error
    except OSError as error:
        reason = error.strerror or str(error).splitlines()[0]
        raise StoreFailed(f"{place}: the object store failed: {reason}") from error
