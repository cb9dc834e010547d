"""Arrow files in a run's staging folder: what one stage hands to the next, memory-mapped."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from operator import attrgetter
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ingest.article import Given, Quarantined, RawArticle
from ingest.fields import CATEGORY, TIMESTAMP
from ingest.run import Run

__all__ = [
    "FILE_READS",
    "KEY_COLUMNS",
    "SetAside",
    "Tables",
    "concat_arrow",
    "count_rows",
    "in_order",
    "quarantine_table",
    "raw_articles_from_table",
    "raw_articles_to_table",
    "read_arrow",
    "write_arrow",
]

_STRINGS = pa.list_(pa.string())
_GIVEN = tuple(field.name for field in fields(Given))
_RAW = pa.schema(
    [
        ("file", pa.string()),
        ("source_path", pa.string()),
        ("record_index", pa.int32()),
        ("source_format", pa.string()),
        ("raw_hash", pa.string()),
        ("encoding", pa.string()),
        ("text", pa.large_string()),
        ("flags", _STRINGS),
        *((f"given_{name}", _STRINGS if name == "authors" else pa.string()) for name in _GIVEN),
    ]
)
_ROWS_IN_MEMORY = 10_000
"""Rows of quarantine in memory while a shard is worked on."""
FILE_READS = pa.schema(
    [
        ("source_path", pa.string()),
        ("size", pa.int64()),
        ("mtime_ns", pa.int64()),
        ("raw_hash", pa.string()),
        ("outcome", pa.string()),
        ("reason", pa.string()),
        ("records", pa.int32()),
        ("quarantined", pa.int32()),
    ]
)
"""One row per raw file after reading; `quarantined` counts what the reader set aside."""

KEY_COLUMNS = (
    "article_id",
    "source_path",
    "record_index",
    "raw_hash",
    "url",
    "publisher",
    "credit",
    "published_at",
    "char_count",
    "language",
    "source_format",
)
"""Columns of a prepared record that deciding about duplicates needs, beside its fingerprint."""

_QUARANTINE = pa.schema(
    [
        ("file", pa.string()),
        ("source_path", pa.string()),
        ("record_index", pa.int32()),
        ("source_format", CATEGORY),
        ("stage", CATEGORY),
        ("reason", CATEGORY),
        ("detail", pa.string()),
        ("raw_hash", pa.string()),
        ("excerpt", pa.string()),
        ("run_id", CATEGORY),
        ("quarantined_at", TIMESTAMP),
    ]
)


def write_arrow(table: pa.Table, path: Path) -> Path:
    """Write a table that a later stage will map into memory."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(f".{os.getpid()}.half")
    with pa.OSFile(str(half), "wb") as sink, pa.ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table)
    half.rename(path)  # a retried shard leaves whole files only
    return path


def read_arrow(path: Path) -> pa.Table:
    """Map a staged table into memory; its columns are read when they are used."""
    with pa.memory_map(str(path)) as source:
        return pa.ipc.open_file(source).read_all()


@dataclass(frozen=True)
class Tables:
    """Staged tables, mapped one after the other each time they are gone through."""

    paths: Sequence[Path]

    def __iter__(self) -> Iterator[pa.Table]:
        """Yield each of them; once it is let go of, nothing of it stays in memory."""
        return map(read_arrow, self.paths)


def in_order(pieces: Sequence[pa.Table | Path], by: Sequence[str], rows: int) -> Iterator[pa.Table]:
    """Yield the rows of tables of one schema in one order, so many at a time.

    Args:
        pieces: tables, or staged ones, which are opened when their rows are wanted.
        by: columns to sort by, ascending.
        rows: at most so many are yielded together.
    """
    places = []
    for number, piece in enumerate(pieces):
        table = _opened(piece).select(by)
        table = table.append_column("piece", pa.array(np.full(len(table), number, np.int32)))
        places.append(table.append_column("row", pa.array(np.arange(len(table), dtype=np.int32))))
    if not places:
        return
    table = pa.concat_tables(places)
    order = pc.sort_indices(table, sort_keys=[(name, "ascending") for name in by])
    table = table.select(["piece", "row"]).take(order)
    for first in range(0, len(table), rows):
        piece, row = (table[name].slice(first, rows).to_numpy() for name in ("piece", "row"))
        back = np.argsort(piece, kind="stable")
        found = [
            _opened(pieces[number]).take(pa.array(row[piece == number]))
            for number in np.unique(piece).tolist()
        ]
        yield pa.concat_tables(found).unify_dictionaries().take(pa.array(np.argsort(back)))


def _opened(piece: pa.Table | Path) -> pa.Table:
    return read_arrow(piece) if isinstance(piece, Path) else piece


def count_rows(paths: Iterable[Path]) -> int:
    """Count the rows of staged tables."""
    return sum(len(read_arrow(path)) for path in paths)


def concat_arrow(paths: Iterable[Path], schema: pa.Schema) -> pa.Table:
    """Put staged tables of one schema one behind the other."""
    return pa.concat_tables([schema.empty_table(), *(read_arrow(path) for path in paths)])


def raw_articles_to_table(items: list[tuple[str, RawArticle]]) -> pa.Table:
    """Lay raw articles out as columns.

    Args:
        items: pairs of the raw file's source path and the article read from it.
    """
    columns: dict[str, list[Any]] = {"file": [file for file, _ in items]}
    articles = [article for _, article in items]
    given = [article.given for article in articles]
    for name in _RAW.names:
        if name.startswith("given_"):
            columns[name] = list(map(attrgetter(name.removeprefix("given_")), given))
        elif name != "file":
            columns[name] = list(map(attrgetter(name), articles))
    arrays = [pa.array(columns[field.name], field.type) for field in _RAW]
    return pa.Table.from_arrays(arrays, schema=_RAW)


def raw_articles_from_table(table: pa.Table) -> Iterator[tuple[str, RawArticle]]:
    """Read back what `raw_articles_to_table` laid out."""
    columns = {name: table[name].to_pylist() for name in table.column_names}
    given = zip(*(columns[f"given_{name}"] for name in _GIVEN), strict=True)
    head = zip(*(columns[name] for name in _RAW.names[:8]), strict=True)
    for (file, path, index, kind, digest, encoding, text, flags), values in zip(
        head, given, strict=True
    ):
        stated = Given(*_tupled(values)) if any(values) else _EMPTY
        yield file, RawArticle(path, index, kind, digest, encoding, text, stated, tuple(flags))


_EMPTY = Given()


def _tupled(values: tuple[Any, ...]) -> Iterator[Any]:
    return (tuple(value) if isinstance(value, list) else value for value in values)


class SetAside:
    """Stages rows of quarantine, of which few are in memory: a file may hold a million of them."""

    def __init__(self, run: Run, stem: Path) -> None:
        """Begin without rows; `stem` is how the names of the tables begin."""
        self._run = run
        self._stem = stem
        self._rows: list[tuple[str, Quarantined]] = []
        self._written: list[Path] = []

    def add(self, file: str, item: Quarantined) -> None:
        """Set one file or record aside; `file` is the raw file that it is counted under."""
        self._rows.append((file, item))
        if len(self._rows) >= _ROWS_IN_MEMORY:
            self._write()

    def finish(self) -> tuple[Path, ...]:
        """Write what is left, and tell where all of it is."""
        if self._rows:
            self._write()
        return tuple(self._written)

    def _write(self) -> None:
        path = self._stem.with_name(f"{self._stem.name}-{len(self._written):04d}.arrow")
        self._written.append(write_arrow(quarantine_table(self._rows, self._run), path))
        self._rows.clear()


def quarantine_table(items: list[tuple[str, Quarantined]], run: Run) -> pa.Table:
    """Lay quarantined files and records out as rows of the `quarantine` dataset, plus `file`."""
    rows = [
        {
            "file": file,
            **{name: getattr(item, name) for name in _QUARANTINE.names[1:9]},
            "run_id": run.run_id,
            "quarantined_at": run.started_at,
        }
        for file, item in items
    ]
    return pa.Table.from_pylist(rows, schema=_QUARANTINE)
