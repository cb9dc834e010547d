"""Writing to object storage: whether it can be, who does, and texts beside the datasets."""

import contextlib
import secrets
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq

from ingest.errors import OutputUnusable
from ingest.objects import Outdated, address_of, open_bucket
from ingest.schema import DATASETS, SCHEMA_VERSION
from ingest.store import disk
from ingest.store.commit import staging_folder as local_staging_folder
from ingest.store.layout import PARTS
from ingest.store.lock import write_lock as local_write_lock
from ingest.store.manifest import read_manifest
from ingest.store.remote.failures import clear
from ingest.store.remote.lease import holding, read_lease
from ingest.store.remote.place import Place, home, place_of
from ingest.store.remote.pointer import read_pointer
from ingest.store.remote.reading import RemoteSnapshot, _held, current, locate
from ingest.store.schemas import check_columns, schema_words

__all__ = ["ensure", "put_text", "staging_folder", "write_lock", "writer"]

_KINDS = {".md": "text/markdown; charset=utf-8", ".html": "text/html; charset=utf-8"}


def ensure(out: Path) -> None:
    """Find out whether OUT can be written, and make the folder of this machine.

    Raises:
        OutputUnusable: it cannot be written, or conditional puts do not hold there.
        NewerVersion: a newer program has written to it.
        UsageError: what is there cannot be brought to the schema of this program.
    """
    place = place_of(out)
    with clear(place):
        for part in PARTS:
            disk.make_folder(home(out) / part)
        if read_pointer(place).tag is None:
            _probe(place)
        last = current(out)
        if last is not None:
            _check_schemas(last)


def _probe(place: Place) -> None:
    """Try what a commit needs: a put that happens only if nobody else was first."""
    key, token = place.key(f"probe-{secrets.token_hex(8)}"), secrets.token_bytes(8)
    refused = 0
    try:
        tag = place.bucket.put_if(key, token, None)
        for wrong in (None, '"00000000000000000000000000000000"'):
            try:
                place.bucket.put_if(key, token + b"?", wrong)
            except Outdated:
                refused += 1
        place.bucket.put_if(key, token + b"!", tag)
    except Outdated:
        refused = 0
    finally:
        place.bucket.remove([key])
    if refused != 2:
        raise OutputUnusable(f"{place}: its store does not keep to conditions of a put (If-Match)")


def _check_schemas(last: RemoteSnapshot) -> None:
    manifest = read_manifest(last.path)
    if manifest.version != SCHEMA_VERSION:
        return
    for name, schema in DATASETS.items():
        if manifest.schema.get(name) in (None, schema_words(schema)):
            continue
        system, files = locate(last, name)
        if files:
            check_columns(
                name, pq.read_schema(next(iter(files.values())), filesystem=system), schema
            )


@contextlib.contextmanager
def write_lock(out: Path, wait_seconds: float = 0) -> Iterator[None]:
    """Be the only writer of OUT for as long as the context lasts; it sees one state of it.

    Raises:
        StoreBusy: another run is writing; says which.
    """
    place = place_of(out)
    with local_write_lock(place.work, wait_seconds), contextlib.ExitStack() as stack:
        with clear(place):
            stack.enter_context(holding(place, wait_seconds))
            _held[place.work] = read_pointer(place)
        try:
            yield
        finally:
            del _held[place.work]


def writer(out: Path) -> str | None:
    """Say who is writing to OUT; None if nobody is."""
    place = place_of(out)
    with clear(place):
        return read_lease(place)


def staging_folder(out: Path, run_id: str) -> Path:
    """Make a fresh folder on this machine in which a run can prepare its files."""
    return local_staging_folder(place_of(out).work, run_id)


def put_text(path: Path, text: str) -> None:
    """Write a text beside the datasets; whoever reads meanwhile sees one or the other, whole.

    Raises:
        OutputUnusable: it cannot be written.
    """
    address = address_of(path)
    if address is None:
        raise ValueError(f"{path} is not in object storage")
    kind = _KINDS.get(path.suffix, "text/plain; charset=utf-8")
    try:
        open_bucket(address.bucket).put(address.prefix, text.encode(), kind)
    except OSError as error:
        raise OutputUnusable(f"{address}: cannot be written: {error.strerror or error}") from error
