"""Parquet and Arrow files of articles: each row is a record, read a batch at a time."""

from collections.abc import Iterable, Iterator

import pyarrow as pa
import pyarrow.parquet as pq

from ingest.errors import Unreadable
from ingest.readers.decoding import Decoded, decode
from ingest.readers.fields.mapping import is_article
from ingest.readers.fields.names import distinct
from ingest.readers.part import Part, Record
from ingest.readers.records.row import article_of

__all__ = ["read", "read_arrow"]

BATCH_ROWS = 1_000


def read(part: Part) -> Iterator[Record]:
    """Yield an article for each row; columns that no field uses are not read."""
    stream = part.seekable()
    try:
        table = pq.ParquetFile(
            pa.PythonFile(stream, mode="r"),
            thrift_string_size_limit=1 << 26,
            thrift_container_size_limit=1 << 20,
        )
        _check(part, table)
        yield from _rows(part, table.iter_batches(BATCH_ROWS, use_threads=False))
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError, pa.ArrowException, OSError) as error:
        raise Unreadable(_reason(str(error)), str(error)) from None


def read_arrow(part: Part) -> Iterator[Record]:
    """Yield an article for each row of a file or stream of Arrow (Feather, Hugging Face)."""
    stream = part.seekable()
    try:
        source = pa.PythonFile(stream, mode="r")
        is_file = part.head.startswith(b"ARROW1")
        table = pa.ipc.open_file(source) if is_file else pa.ipc.open_stream(source)
        _check_names(part, table.schema.names)
        numbers = range(table.num_record_batches) if is_file else ()
        batches = map(table.get_batch, numbers) if is_file else iter(table)
        yield from _rows(part, (small for batch in batches for small in _small(batch)))
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError, pa.ArrowException, OSError) as error:
        raise Unreadable(_reason(str(error)), str(error)) from None


def _small(batch: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
    batch.validate(full=True)
    for start in range(0, batch.num_rows, BATCH_ROWS):
        yield batch.slice(start, BATCH_ROWS)


def _rows(part: Part, batches: Iterable[pa.RecordBatch]) -> Iterator[Record]:
    index = 0
    for batch in batches:
        part.budget.spend(batch.nbytes)
        for row in _values(batch):
            values = {name: _text(value) for name, value in row.items()}
            yield article_of(part, index, values, Decoded(""))
            index += 1
    if not index:
        raise Unreadable("no_article", "a table without rows")


def _check_names(part: Part, names: list[str]) -> None:
    if not is_article(dict.fromkeys(names, "2000-01-01"), part.settings.fields):
        raise Unreadable(
            "no_article", f"no column is known to hold a text: {', '.join(names[:20])}"
        )


def _check(part: Part, table: pq.ParquetFile) -> None:
    _check_names(part, table.schema_arrow.names)
    sizes = [
        table.metadata.row_group(number).total_byte_size
        for number in range(table.metadata.num_row_groups)
    ]
    if max(sizes, default=0) > part.settings.max_file_bytes:
        raise Unreadable("bomb", f"a row group unpacks to {max(sizes)} bytes")


def _values(batch: pa.RecordBatch) -> list[dict[str, object]]:
    """Rows of a batch; a time that no calendar has is its number, and no date in the end."""
    batch = batch.rename_columns(distinct(batch.schema.names))
    try:
        found: list[dict[str, object]] = batch.to_pylist()
    except (OverflowError, ValueError):
        columns = [map(_value, column) for column in batch.columns]
        names = batch.schema.names
        found = [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]
    return found


def _value(scalar: pa.Scalar) -> object:
    try:
        return scalar.as_py()
    except (OverflowError, ValueError):
        return str(getattr(scalar, "value", ""))


def _text(value: object) -> object:
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return decode(value).text if isinstance(value, bytes) and value else value


def _reason(message: str) -> str:
    cut = ("magic bytes", "truncated", "end of", "too small", "footer")
    return "truncated" if any(sign in message.lower() for sign in cut) else "malformed"
