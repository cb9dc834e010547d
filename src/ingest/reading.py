"""Stage 1, per shard: raw files become raw articles in staging, or rows of quarantine."""

import os
import struct
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from ingest.article import Quarantined, RawArticle, RawFile
from ingest.fetching import reader_of
from ingest.run import Run, Shard
from ingest.staged import FILE_READS, SetAside, raw_articles_to_table, write_arrow

__all__ = ["Marker", "ReadShard", "look_at", "read_shard"]

_CHUNK_CHARACTERS = 16 << 20
_MARK = struct.Struct("<qd")

_PULSE = 0.05
"""Seconds between signs of life from the same file: one is a call of the system."""


@dataclass(frozen=True, slots=True)
class ReadShard:
    """What reading a shard left in staging: paths and counts, no texts."""

    index: int
    chunks: tuple[Path, ...]
    files: Path
    quarantine: tuple[Path, ...]
    records: int


class Marker:
    """Tells the process that watches a worker which file it is reading, and since when."""

    def __init__(self, path: Path) -> None:
        """Open the marker's file, which the worker and its watcher share."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self._handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        self._position, self._since = -1, 0.0

    def set(self, position: int) -> None:
        """Say that work on file number `position` goes on now; -1 when between files."""
        now = time.monotonic()
        if position != self._position or now > self._since + _PULSE:
            os.pwrite(self._handle, _MARK.pack(position, now), 0)
            self._position, self._since = position, now

    def get(self) -> tuple[int, float]:
        """Return the file's position and the seconds since its last sign of life."""
        data = os.pread(self._handle, _MARK.size, 0)
        if len(data) < _MARK.size:
            return -1, 0.0
        position, since = _MARK.unpack(data)
        return position, time.monotonic() - since

    def close(self) -> None:
        """Close the file."""
        os.close(self._handle)


def look_at(marker: Path | None) -> tuple[int, float]:
    """Return what a marker says, as `Marker.get` does; (-1, 0.0) if there is none."""
    if marker is None or not marker.exists():
        return -1, 0.0
    mark = Marker(marker)
    try:
        return mark.get()
    finally:
        mark.close()


class _Sink:
    """Collects what a shard's files yield and writes it to staging in bounded chunks."""

    def __init__(self, run: Run, index: int, mark: Marker) -> None:
        self.run = run
        self.index = index
        self.mark = mark
        self.position = -1
        self.chunks: list[Path] = []
        self.articles: list[tuple[str, RawArticle]] = []
        self.characters = 0
        self.records = 0
        self.set_aside = SetAside(run, run.staging / "read" / f"{index:06d}-quarantine")
        self.reads: list[tuple[Any, ...]] = []

    def add(self, file: str, item: RawArticle | Quarantined) -> None:
        self.records += 1
        if isinstance(item, Quarantined):
            self.set_aside.add(file, item)
            return
        self.articles.append((file, item))
        self.characters += len(item.text)
        full = len(self.articles) >= self.run.settings.chunk_records
        if full or self.characters >= _CHUNK_CHARACTERS:
            self.flush()

    def flush(self) -> None:
        """Write a chunk."""
        if self.articles:
            name = f"{self.index:06d}-{len(self.chunks):04d}.arrow"
            table = raw_articles_to_table(self.articles)
            self.chunks.append(write_arrow(table, self.run.staging / "read" / name))
        self.articles = []
        self.characters = 0

    def finish(self) -> ReadShard:
        stem = f"{self.index:06d}"
        folder = self.run.staging / "read"
        return ReadShard(
            index=self.index,
            chunks=tuple(self.chunks),
            files=write_arrow(_rows(self.reads, FILE_READS), folder / f"{stem}-files.arrow"),
            quarantine=self.set_aside.finish(),
            records=self.records,
        )


def _rows(rows: list[Any], schema: pa.Schema) -> pa.Table:
    columns: list[Any] = list(zip(*rows, strict=True)) if rows else [[] for _ in schema]
    arrays = [pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema)


def read_shard(run: Run, shard: Shard, given_up: Mapping[str, str], marker: Path) -> ReadShard:
    """Read every file of a shard into staging.

    Args:
        run: where from and where to.
        shard: the files.
        given_up: source paths that are not to be opened any more, with the reason code: reading
            them has killed or hung a worker.
        marker: where to tell which file is being read.
    """
    mark = Marker(marker)
    sink = _Sink(run, shard.index, mark)
    try:
        with reader_of(run, shard, mark.set) as read:
            for position, (file, known) in enumerate(
                zip(shard.files, shard.known_hashes, strict=True)
            ):
                mark.set(position)
                sink.position = position
                reason = given_up.get(file.source_path)
                items = iter([_give_up(file, reason)]) if reason else read(position)
                _take_file(sink, file, known, _telling(items, mark, position))
        sink.flush()
        mark.set(-1)
    finally:
        mark.close()
    return sink.finish()


def _telling(
    items: Iterator[RawArticle | Quarantined], mark: Marker, position: int
) -> Iterator[RawArticle | Quarantined]:
    """Give a sign of life for each record, so that a large file is not taken for a hung one."""
    for item in items:
        yield item
        mark.set(position)


def _give_up(file: RawFile, reason: str) -> Quarantined:
    return Quarantined(
        file.source_path, -1, "unknown", "", "read", reason, "tried twice; the file is untouched"
    )


def _take_file(
    sink: _Sink, file: RawFile, known: str, items: Iterator[RawArticle | Quarantined]
) -> None:
    """Take one file's records, or none of them when its bytes are those taken before."""
    outcome, reason, digest = "taken", None, ""
    records = quarantined = 0
    for item in items:
        digest = item.raw_hash
        if known and digest == known:
            outcome, records, quarantined = "unchanged", 0, 0
            break
        records += 1
        if isinstance(item, Quarantined):
            quarantined += 1
            if item.record_index < 0 and records == 1:
                outcome, reason = "quarantined", item.reason
        elif outcome == "quarantined":
            outcome, reason = "taken", None
        sink.add(file.source_path, item)
    found = (digest, outcome, reason, records, quarantined)
    sink.reads.append((file.source_path, file.size, file.mtime_ns, *found))
