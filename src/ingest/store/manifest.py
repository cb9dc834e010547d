"""What a snapshot holds: every file with its size, rows and SHA-256, and who wrote it."""

import contextlib
import functools
import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from ingest.errors import NewerVersion, OutputUnusable, StoreDamaged
from ingest.schema import DATASETS, SCHEMA_VERSION
from ingest.store.schemas import schema_words

__all__ = [
    "MANIFEST",
    "Entry",
    "Manifest",
    "count_rows",
    "describe_file",
    "digest_file",
    "encode",
    "last_run_id",
    "read_committed_at",
    "read_manifest",
]

MANIFEST = "manifest.jsonl"
"""First line: the snapshot. Each further line: path, bytes, rows and SHA-256 of one file; and in
object storage, which commit's folder it lies in."""


class Entry(NamedTuple):
    """One file of a snapshot.

    Attributes:
        bytes: its size.
        sha256: of its content, in hex.
        rows: rows of a Parquet file, else 0.
        place: in object storage, the folder of the commit that wrote it; else empty.
    """

    bytes: int
    sha256: str
    rows: int
    place: str = ""


@dataclass(frozen=True)
class Manifest:
    """Everything a snapshot holds.

    Attributes:
        files: path inside the snapshot, with `/` -> what the file is.
        committed_at: when it was made (UTC).
        version: the program's `SCHEMA_VERSION`.
        schema: dataset -> column -> Arrow type, as text.
    """

    files: Mapping[str, Entry]
    committed_at: datetime
    version: int
    schema: Mapping[str, Mapping[str, str]]


def encode(files: Mapping[str, Entry], number: int) -> bytes:
    """Write down a manifest, one file a line, in the order of their paths."""
    head = {
        "snapshot": number,
        "committed_at": datetime.now(UTC).isoformat(),
        "schema_version": SCHEMA_VERSION,
        "schema": {name: schema_words(schema) for name, schema in DATASETS.items()},
    }
    lines = [json.dumps(head)]
    lines += [
        json.dumps([path, entry.bytes, entry.rows, entry.sha256, *filter(None, [entry.place])])
        for path, entry in sorted(files.items())
    ]
    return ("\n".join(lines) + "\n").encode()


def read_manifest(snapshot: Path) -> Manifest:
    """Read what a snapshot holds.

    Raises:
        StoreDamaged: the manifest is missing or broken.
        NewerVersion: its schema is newer than this program's.
    """
    path = snapshot / MANIFEST
    with _understood(path):
        manifest = _decode(path.read_bytes())
    if manifest.version > SCHEMA_VERSION:
        said = f"{snapshot} has schema {manifest.version}"
        raise NewerVersion(f"{said}; this program knows {SCHEMA_VERSION}")
    return manifest


@functools.lru_cache(4)
def _decode(content: bytes) -> Manifest:
    """Read a manifest; those of the last bytes are remembered, as a run asks for them often."""
    first, *lines = content.splitlines()
    head = json.loads(first)
    listed = json.loads(b"[" + b",".join(lines) + b"]")
    files = {name: Entry(size, digest, rows, *far) for name, size, rows, digest, *far in listed}
    written = datetime.fromisoformat(head["committed_at"])
    return Manifest(files, written, int(head["schema_version"]), head["schema"])


def read_committed_at(snapshot: Path) -> datetime:
    """Read when a snapshot was made (UTC), and nothing else of it.

    Raises:
        StoreDamaged: the manifest is missing, or its first line is broken.
    """
    path = snapshot / MANIFEST
    with _understood(path), path.open("rb") as file:
        return datetime.fromisoformat(json.loads(file.readline())["committed_at"])


@contextlib.contextmanager
def _understood(path: Path) -> Iterator[None]:
    """Let what cannot be read or understood be damage, but for what this user may not read."""
    try:
        yield
    except PermissionError as error:
        raise OutputUnusable(f"{path}: cannot be read: {error.strerror}") from None
    except OSError as error:
        raise StoreDamaged(f"{path} cannot be read: {error.strerror}") from None
    except (ValueError, KeyError, TypeError) as error:
        raise StoreDamaged(f"{path} is broken: {error}") from None


def describe_file(path: Path, schema: pa.Schema | None = None) -> Entry:
    """Measure a file: size, rows and SHA-256.

    Raises:
        ValueError: `schema` is given, and the file is not a Parquet file of that schema.
    """
    rows = 0
    if schema is not None:
        with pq.ParquetFile(path) as parquet:
            fits = parquet.schema_arrow.equals(schema)
            rows = parquet.metadata.num_rows
        if not fits:
            raise ValueError(f"{path} was not written in the schema of its dataset")
    elif path.suffix == ".parquet":
        rows = pq.read_metadata(path).num_rows
    return Entry(path.stat().st_size, digest_file(path), rows)


def digest_file(path: Path) -> str:
    """Compute the SHA-256 of a file's content, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def count_rows(files: Mapping[str, Entry]) -> dict[str, int]:
    """Add up the rows of each dataset."""
    counts = dict.fromkeys(DATASETS, 0)
    for path, entry in files.items():
        folder = path.split("/", 1)[0]
        if folder in counts:
            counts[folder] += entry.rows
    return counts


_OF_RUN = re.compile(r"runs/.*part-(\d{8}T\d{12}Z-[0-9a-f]+)-\d+\.parquet")


def last_run_id(files: Mapping[str, Entry]) -> str:
    """Give the highest id of a run that wrote to the `runs` dataset; "" if none did.

    >>> last_run_id({"runs/ingest_date=2024-05-31/part-20240531T020000000000Z-1f-00000.parquet": 0})
    '20240531T020000000000Z-1f'
    """
    return max((found[1] for path in files if (found := _OF_RUN.fullmatch(path))), default="")
