"""The one way in which a dataset's file is written: checked against its schema, then compressed."""

import contextlib
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pyarrow as pa
import pyarrow.parquet as pq

from ingest.store import disk
from ingest.store.failures import clear_failure

__all__ = ["ROW_GROUP", "ParquetFile", "fit", "write_parquet"]

ROW_GROUP = 10_000
"""Rows per row group: a query for seven days of bodies reads a few of them, not the file."""
ENCODING: dict[str, Any] = {
    "compression": "zstd",
    "compression_level": 3,  # 9 takes five times as long for 11 % less
    "write_page_index": True,
    "write_page_checksum": True,
}


class ParquetFile:
    """A dataset's file in the making: `write` tables into it, in order; `close` finishes it.

    Args:
        path: where it is made; must not exist.
        schema: what every table must fit.
        sorted_by: the columns by which the rows are sorted, ascending, nulls last; noted in the
            file for readers that make use of it.
    """

    def __init__(self, path: Path, schema: pa.Schema, sorted_by: Sequence[str] = ()) -> None:
        """Open the file."""
        if path.exists():
            raise FileExistsError(f"{path} exists; a dataset's file is never written twice")
        ordering = [(name, "ascending") for name in sorted_by]
        self.path = path
        self.rows = 0
        self._schema = schema
        with clear_failure(path):
            self._writer = pq.ParquetWriter(
                path,
                schema,
                **ENCODING,
                sorting_columns=pq.SortingColumn.from_ordering(schema, ordering, "at_end")
                if ordering
                else None,
            )

    def write(self, table: pa.Table) -> None:
        """Append the rows of `table`.

        Raises:
            ValueError: a column is missing or unknown, or has the wrong type or a null.
            StoreFailed: the disk is full, or it fails.
        """
        fitting = fit(table, self._schema)
        with clear_failure(self.path):
            self._writer.write_table(fitting, row_group_size=ROW_GROUP)
        self.rows += fitting.num_rows

    def close(self) -> None:
        """Write the footer and make the file read-only.

        Raises:
            StoreFailed: the disk is full, or it fails.
        """
        with clear_failure(self.path):
            self._writer.close()
            disk.make_read_only(self.path)

    def __enter__(self) -> Self:
        """Hand out the open file."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Finish the file; after an error, remove it: half a file must not pass for a whole one."""
        if kind is None:
            self.close()
            return
        with contextlib.suppress(OSError):
            self._writer.close()
        with contextlib.suppress(OSError):
            disk.remove_file(self.path)


def write_parquet(
    table: pa.Table, path: Path, schema: pa.Schema, sorted_by: Sequence[str] = ()
) -> None:
    """Write `table` as a dataset's file: zstd, row groups of 10,000, page index and checksums.

    Raises:
        ValueError: a column is missing or unknown, or has the wrong type or a null.
        StoreFailed: the disk is full, or it fails.
    """
    with ParquetFile(path, schema, sorted_by) as file:
        file.write(table)


def fit(table: pa.Table, schema: pa.Schema) -> pa.Table:
    """Bring a table into the order and encodings of `schema`, and refuse what does not fit.

    Strings may come as string, large_string or dictionary; every other type must be the same.

    Raises:
        ValueError: a column is missing or unknown, or has the wrong type or a null.

    >>> schema = pa.schema([pa.field("n", pa.int32(), nullable=False)])
    >>> fit(pa.table({"n": pa.array([1, None], pa.int32())}), schema)
    Traceback (most recent call last):
    ValueError: column n must not be null, but 1 of 2 values are
    """
    names = set(table.column_names)
    if len(names) != len(table.column_names) or names != set(schema.names):
        odd = sorted(names.symmetric_difference(schema.names)) or sorted(table.column_names)
        raise ValueError(f"columns differ from the schema: {', '.join(odd)}")
    columns = [_fit_column(table.column(field.name), field) for field in schema]
    return pa.Table.from_arrays(columns, schema=schema)


def _fit_column(column: pa.ChunkedArray, field: pa.Field) -> pa.ChunkedArray:
    if column.type != field.type:
        if not (_is_text(column.type) and _is_text(field.type)):
            raise ValueError(f"column {field.name} must be {field.type}, not {column.type}")
        column = column.cast(field.type)
    if column.null_count or pa.types.is_nested(field.type):
        for chunk in column.chunks:
            _refuse_nulls(chunk, field, field.name)
    return column


def _is_text(kind: pa.DataType) -> bool:
    value = kind.value_type if pa.types.is_dictionary(kind) else kind
    return bool(pa.types.is_string(value) or pa.types.is_large_string(value))


def _refuse_nulls(array: pa.Array, field: pa.Field, name: str) -> None:
    if not field.nullable and array.null_count:
        count = f"{array.null_count} of {len(array)}"
        raise ValueError(f"column {name} must not be null, but {count} values are")
    if pa.types.is_list(field.type):
        _refuse_nulls(array.flatten(), field.type.value_field, f"{name}[]")
    elif pa.types.is_struct(field.type):
        for child, part in zip(field.type, array.flatten(), strict=True):
            _refuse_nulls(part, child, f"{name}.{child.name}")
