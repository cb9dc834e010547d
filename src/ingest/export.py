"""Export: rows of a dataset as ninjs, schema.org, JSON Lines or CSV, a batch at a time."""

import contextlib
import csv
import gzip
import io
import json
import math
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import pyarrow as pa
import pyarrow.dataset as pads

from ingest import store
from ingest.errors import UsageError
from ingest.newsformats import NINJS_COLUMNS, SCHEMA_ORG_COLUMNS, to_ninjs, to_schema_org
from ingest.reach import reach
from ingest.where import parse_where

__all__ = ["FORMATS", "Wanted", "export", "export_file"]

BATCH_ROWS = 1_000
"""Rows that are turned into text at a time."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to export.

    Attributes:
        format: a key of `FORMATS`.
        where: a condition for `where.parse_where`; empty means every row.
        columns: for jsonl and csv; empty means every column.
        dataset: for jsonl and csv any of the datasets, else "articles".
    """

    format: str = "jsonl"
    where: str = ""
    columns: tuple[str, ...] = ()
    dataset: str = "articles"


def export(out: Path, target: IO[str], wanted: Wanted) -> int:
    """Write rows to an open text stream.

    The rows come in the order of the dataset's files; the same snapshot gives the same bytes.

    Args:
        out: the output folder.
        target: opened with `newline=""`, so that every format keeps its own line ends.
        wanted: which rows, how.

    Returns:
        How many rows were written.

    Raises:
        UsageError: the format, the condition or a column is unknown, or there is nothing at `out`.
    """
    schema, batches = _open(out, wanted)
    return FORMATS[wanted.format].write(schema, batches, target)


def export_file(out: Path, path: Path, wanted: Wanted) -> int:
    """Write rows to a file; it appears when it is complete, compressed if its name ends in `.gz`.

    Raises:
        UsageError: as for `export`, or the file cannot be written.
    """
    _open(out, wanted)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with _create(part, compress=path.suffix == ".gz") as target:
            count = export(out, target, wanted)
        part.replace(path)
    except OSError as error:
        raise UsageError(f"{path}: cannot be written: {error.strerror or error}") from error
    finally:
        part.unlink(missing_ok=True)
    return count


@contextlib.contextmanager
def _create(path: Path, *, compress: bool) -> Iterator[IO[str]]:
    with contextlib.ExitStack() as stack:
        raw: Any = stack.enter_context(path.open("xb"))
        if compress:  # no name and no time inside, so that the same rows give the same bytes
            raw = stack.enter_context(gzip.GzipFile("", "wb", fileobj=raw, mtime=0))
        text = io.TextIOWrapper(raw, "utf-8", newline="")
        yield text
        text.flush()
        text.detach()


def _open(out: Path, wanted: Wanted) -> tuple[pa.Schema, Iterator[pa.RecordBatch]]:
    """Check the whole call before the first row is written."""
    if wanted.format not in FORMATS:
        raise UsageError(f"no format is named {wanted.format}; there are {', '.join(FORMATS)}")
    form = FORMATS[wanted.format]
    if form.columns and (wanted.columns or wanted.dataset != "articles"):
        raise UsageError(f"{wanted.format} has its own columns, and is for articles only")
    reach(out)
    dataset = store.open_dataset(out, wanted.dataset)
    columns = list(form.columns or wanted.columns or dataset.schema.names)
    for name in columns:
        if name not in dataset.schema.names:
            known = ", ".join(dataset.schema.names)
            raise UsageError(f"{wanted.dataset} has no column {name}; there are {known}")
    which = parse_where(wanted.where, dataset.schema) if wanted.where else None
    return pa.schema([dataset.schema.field(name) for name in columns]), _scan(
        dataset, columns, which
    )


def _scan(dataset: pads.Dataset, columns: list[str], which: Any) -> Iterator[pa.RecordBatch]:
    """Read in order, without running far ahead: memory stays that of a few row groups."""
    yield from dataset.to_batches(
        columns=columns,
        filter=which,
        batch_size=BATCH_ROWS,
        batch_readahead=1,
        fragment_readahead=1,
    )


def _rows(batch: pa.RecordBatch) -> list[dict[str, Any]]:
    """Turn a batch into rows of what JSON knows: times as ISO 8601, no number that is none."""
    rows: list[dict[str, Any]] = batch.to_pylist()
    for field in batch.schema:
        plain = _PLAIN.get(field.type.id)
        if plain:
            for row in rows:
                if row[field.name] is not None:
                    row[field.name] = plain(row[field.name])
    return rows


_PLAIN: dict[int, Callable[[Any], Any]] = {
    pa.timestamp("us").id: lambda value: value.isoformat().replace("+00:00", "Z"),
    pa.date32().id: lambda value: value.isoformat(),
    pa.float32().id: lambda value: float(f"{value:.7g}") if math.isfinite(value) else None,
    pa.float64().id: lambda value: value if math.isfinite(value) else None,
}


def _to_json(value: Any) -> str:
    """Write JSON on one line, also for readers that take U+2028 and the like for line ends."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for sign in "\x85\u2028\u2029":
        if sign in text:
            text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def _write_json_lines(
    change: Callable[[dict[str, Any]], dict[str, Any]] = lambda row: row,
) -> "_Write":
    def write(_: pa.Schema, batches: Iterable[pa.RecordBatch], target: IO[str]) -> int:
        count = 0
        for batch in batches:
            target.writelines(_to_json(change(row)) + "\n" for row in _rows(batch))
            count += batch.num_rows
        return count

    return write


def _write_csv(schema: pa.Schema, batches: Iterable[pa.RecordBatch], target: IO[str]) -> int:
    """Write CSV as in RFC 4180; null is an empty field, a list stands as JSON."""
    writer = csv.writer(target)
    writer.writerow(schema.names)
    count = 0
    for batch in batches:
        for row in _rows(batch):
            writer.writerow(
                [_to_json(value) if isinstance(value, list) else value for value in row.values()]
            )
        count += batch.num_rows
    return count


_Write = Callable[[pa.Schema, Iterable[pa.RecordBatch], IO[str]], int]


@dataclass(frozen=True, slots=True)
class _Format:
    """How a format is written.

    Attributes:
        columns: the columns it is made of; empty where the caller chooses.
    """

    write: _Write
    columns: Sequence[str] = ()


FORMATS: dict[str, _Format] = {
    "jsonl": _Format(_write_json_lines()),
    "csv": _Format(_write_csv),
    "ninjs": _Format(_write_json_lines(to_ninjs), NINJS_COLUMNS),
    "schema.org": _Format(_write_json_lines(to_schema_org), SCHEMA_ORG_COLUMNS),
}
"""Every format, by the name that `--format` takes."""
