"""What a snapshot holds: every file with its size, rows and SHA-256, and who wrote it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from ingest.errors import NewerVersion, StoreDamaged
from ingest.schema import DATASETS, SCHEMA_VERSION

__all__ = ["Entry", "Manifest", "describe_file", "encode", "read_manifest", "schema_words"]

NAME = "manifest.json"


@dataclass(frozen=True)
class Entry:
    """One file of a snapshot.

    Attributes:
        bytes: its size.
        sha256: of its content, in hex.
        rows: rows of a Parquet file, else 0.
    """

    bytes: int
    sha256: str
    rows: int


@dataclass(frozen=True)
class Manifest:
    """Everything a snapshot holds.

    Attributes:
        files: path inside the snapshot, with `/` -> what the file is.
        committed_at: when it was made (UTC).
        schema: dataset -> column -> Arrow type, as text.
    """

    files: Mapping[str, Entry]
    committed_at: datetime
    schema: Mapping[str, Mapping[str, str]]


def schema_words(schema: pa.Schema) -> dict[str, str]:
    """Spell a schema as text, to compare it with one that another version wrote.

    >>> schema_words(pa.schema([pa.field("n", pa.int32(), nullable=False)]))
    {'n': 'int32 not null'}
    """
    return {field.name: f"{field.type}{'' if field.nullable else ' not null'}" for field in schema}


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
        json.dumps([path, entry.bytes, entry.rows, entry.sha256])
        for path, entry in sorted(files.items())
    ]
    return ("\n".join(lines) + "\n").encode()


def read_manifest(snapshot: Path) -> Manifest:
    """Read what a snapshot holds.

    Raises:
        StoreDamaged: the manifest is missing or broken.
        NewerVersion: its schema is newer than this program's.
    """
    path = snapshot / NAME
    try:
        first, *lines = path.read_bytes().splitlines()
        head = json.loads(first)
        version = int(head["schema_version"])
        files = {
            name: Entry(size, digest, rows) for name, size, rows, digest in map(json.loads, lines)
        }
        manifest = Manifest(files, datetime.fromisoformat(head["committed_at"]), head["schema"])
    except OSError as error:
        raise StoreDamaged(f"{path} cannot be read: {error.strerror}") from None
    except (ValueError, KeyError, TypeError) as error:
        raise StoreDamaged(f"{path} is broken: {error}") from None
    if version > SCHEMA_VERSION:
        raise NewerVersion(f"{snapshot} has schema {version}; this program knows {SCHEMA_VERSION}")
    return manifest


def describe_file(path: Path) -> Entry:
    """Measure a file: size, rows and SHA-256."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    rows = pq.read_metadata(path).num_rows if path.suffix == ".parquet" else 0
    return Entry(path.stat().st_size, digest, rows)
