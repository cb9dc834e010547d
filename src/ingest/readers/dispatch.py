"""Bring a part to the reader of its format, and let nothing that goes wrong there go further."""

from collections.abc import Iterator
from importlib import import_module

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
        read = getattr(import_module(f"ingest.readers.{module}"), function)
        for record in read(part):
            if count >= part.settings.max_records:
                raise Unreadable("too_many_records", f"more than {count}")
            count += 1
            yield record
        if not count:
            raise Unreadable("no_article")
    except Unreadable as error:
        yield part.quarantined(count or -1, error.reason, error.detail)
    except RecursionError:
        yield part.quarantined(count or -1, "too_deep", "nested deeper than the parser goes")
    except MemoryError:
        yield part.quarantined(count or -1, "too_large", "it does not fit into memory")
    except OSError as error:
        yield part.quarantined(count or -1, "io_error", str(error))
    except Exception as error:  # noqa: BLE001 - parsers of others raise what they like
        detail = f"{type(error).__name__}: {error}"
        yield part.quarantined(count or -1, "reader_failed", detail)
