"""Schemas over time: what an older version wrote is brought to today's schema, never mixed with it.

A snapshot has one schema. The first commit of a program with a wider schema rewrites every file
of that dataset, under new names; a program with a narrower one is refused before it starts.
"""

import functools
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from ingest.errors import NewerVersion, UsageError
from ingest.store.parquet import ParquetFile

__all__ = ["check_columns", "rewrite", "schema_mark", "schema_words", "upgrade"]

_FROM_FEWER_BITS = (
    pa.types.is_signed_integer,
    pa.types.is_unsigned_integer,
    pa.types.is_floating,
)


@functools.lru_cache(16)
def schema_words(schema: pa.Schema) -> Mapping[str, str]:
    """Spell a schema as text, to compare it with one that another version wrote.

    >>> schema_words(pa.schema([pa.field("n", pa.int32(), nullable=False)]))
    {'n': 'int32 not null'}
    """
    return {field.name: f"{field.type}{'' if field.nullable else ' not null'}" for field in schema}


def schema_mark(schema: pa.Schema) -> str:
    """Name a schema by eight hex digits, for the names of files that were rewritten to fit it."""
    words = json.dumps(schema_words(schema))
    return hashlib.sha256(words.encode()).hexdigest()[:8]


def check_columns(name: str, written: pa.Schema, schema: pa.Schema) -> None:
    """Make sure, before any work is done, that what was written can be brought to `schema`.

    Raises:
        NewerVersion: it has a column that this program does not know, or a wider type.
        UsageError: it lacks a column that only a rebuild can fill.
    """
    if unknown := sorted(set(written.names) - set(schema.names)):
        raise NewerVersion(f"{name} has a column {unknown[0]}, which this program does not know")
    upgrade(written.empty_table(), schema)


def rewrite(source: Path, target: Path, schema: pa.Schema) -> None:
    """Write the rows of a file again, in the schema of today."""
    with pq.ParquetFile(source) as old, ParquetFile(target, schema) as new:
        for batch in old.iter_batches(10_000):
            new.write(upgrade(pa.Table.from_batches([batch]), schema))


def upgrade(table: pa.Table, schema: pa.Schema) -> pa.Table:
    """Bring rows of an older schema to `schema`: new columns are null or empty, types widen.

    Raises:
        UsageError: a new column has no natural value, so that only a rebuild can fill it.
        NewerVersion: a type would become narrower: the rows are those of a newer program.

    >>> old = pa.table({"n": pa.array([1], pa.int32())})
    >>> upgrade(old, pa.schema([("n", pa.int64()), ("tags", pa.list_(pa.string()))])).to_pylist()
    [{'n': 1, 'tags': None}]
    """
    if table.schema.equals(schema):
        return pa.Table.from_arrays(table.columns, schema=schema)
    there = set(table.column_names)
    columns = [
        _widen(table.column(field.name), field)
        if field.name in there
        else _fill(field, table.num_rows)
        for field in schema
    ]
    return pa.Table.from_arrays(columns, schema=schema)


def _widen(column: pa.ChunkedArray, field: pa.Field) -> pa.ChunkedArray:
    if column.type == field.type:
        return column
    if not _holds(field.type, column.type):
        raise NewerVersion(f"column {field.name} is {column.type}; this program has {field.type}")
    return column.cast(field.type)


def _holds(wide: pa.DataType, narrow: pa.DataType) -> bool:
    """Say whether every value of `narrow` is also one of `wide`."""
    if _text_width(narrow) and _text_width(wide) >= _text_width(narrow):
        return True
    if pa.types.is_list(narrow) and pa.types.is_list(wide):
        return narrow == wide or _holds(wide.value_type, narrow.value_type)
    return any(
        same(narrow) and same(wide) and wide.bit_width >= narrow.bit_width
        for same in _FROM_FEWER_BITS
    )


def _text_width(kind: pa.DataType) -> int:
    value = kind.value_type if pa.types.is_dictionary(kind) else kind
    if pa.types.is_large_string(value):
        return 64
    return 32 if pa.types.is_string(value) else 0


def _fill(field: pa.Field, count: int) -> pa.Array:
    if field.nullable:
        return pa.nulls(count, field.type)
    if pa.types.is_list(field.type):
        return pc.fill_null(pa.nulls(count, field.type), pa.scalar([], field.type))
    raise UsageError(f"column {field.name} is new and cannot be empty: run `ingest rebuild`")
