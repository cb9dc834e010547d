"""Bring a part to the reader of its format, and let nothing that goes wrong there go further."""

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from types import ModuleType

from ingest.errors import Unreadable
from ingest.readers.part import Part, Record
from ingest.readers.sniff import sniff

__all__ = ["read_part"]


def read_part(part: Part) -> Iterator[Record]:
    """Sniff the format of a part and yield its records; bad input never raises.

    What a reader could not foresee becomes one quarantined record after those it has yielded.
    """
    count = 0
    try:
        if not part.head:
            raise Unreadable("empty")
        found = sniff(part)
        part.source_format = found.name
        module, _, function = found.reader.partition(":")
        for record in getattr(_module(module), function)(part):
            if count >= part.settings.max_records:
                raise Unreadable("too_many_records", f"more than {count}")
            count += 1
            yield record
        if not count:
            raise Unreadable("no_article")
    except Unreadable as error:
        yield part.quarantined(count or -1, error.reason, error.detail)
    except Exception as error:  # noqa: BLE001 - parsers of others raise what they like
        yield part.quarantined(count or -1, *_blame(error))


@cache
def _module(name: str) -> ModuleType:
    """Load the module of a reader when the first file asks for it."""
    return import_module(f"ingest.readers.{name}")


def _blame(error: Exception) -> tuple[str, str]:
    """Say for which reason a record is set aside, and in which detail."""
    if isinstance(error, RecursionError):
        return "too_deep", "nested deeper than the parser goes"
    if isinstance(error, MemoryError):
        return "too_large", "it does not fit into memory"
    if isinstance(error, ImportError):
        return "extra_missing", f"a package is missing: {error}"
    if isinstance(error, OSError):
        return "io_error", str(error)
    return "reader_failed", f"{type(error).__name__}: {error}"
