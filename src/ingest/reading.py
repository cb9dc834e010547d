"""Stage 1, per shard: raw files become raw articles in staging, or rows of quarantine."""

import hashlib
import os
import struct
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from ingest.anatomy import edge_lines, source_key, witness
from ingest.article import Quarantined, RawArticle, RawFile
from ingest.fetching import reader_of
from ingest.run import Run, Shard
from ingest.staged import FILE_READS, quarantine_table, raw_articles_to_table, write_arrow

__all__ = ["LINES", "SOURCES", "Marker", "ReadShard", "look_at", "read_shard"]

_CHUNK_CHARACTERS = 16 << 20
_MARK = struct.Struct("<qd")

LINES = pa.schema(
    [("source", pa.string()), ("line", pa.string()), ("key", pa.uint64()), ("core", pa.uint64())]
)
"""A line at the edge of an article: `key` hashes source and line, `core` the article's witness."""

SOURCES = pa.schema([("source", pa.string()), ("articles", pa.int64())])


@dataclass(frozen=True, slots=True)
class ReadShard:
    """What reading a shard left in staging: paths and counts, no texts."""

    index: int
    chunks: tuple[Path, ...]
    files: Path
    quarantine: Path
    lines: Path
    sources: Path
    records: int


class Marker:
    """Tells the process that watches a worker which file it is reading, and since when."""

    def __init__(self, path: Path) -> None:
        """Open the marker's file, which the worker and its watcher share."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self._handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)

    def set(self, position: int) -> None:
        """Say that work on file number `position` goes on now; -1 when between files."""
        os.pwrite(self._handle, _MARK.pack(position, time.monotonic()), 0)

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

    def __init__(self, run: Run, index: int) -> None:
        self.run = run
        self.index = index
        self.chunks: list[Path] = []
        self.articles: list[tuple[str, RawArticle]] = []
        self.characters = 0
        self.records = 0
        self.quarantined: list[tuple[str, Quarantined]] = []
        self.lines: dict[tuple[int, int], tuple[str, str]] = {}
        self.sources: Counter[str] = Counter()
        self.reads: list[dict[str, Any]] = []

    def add(self, file: str, item: RawArticle | Quarantined) -> None:
        self.records += 1
        if isinstance(item, Quarantined):
            self.quarantined.append((file, item))
            return
        source = source_key(item)
        self.sources[source] += 1
        core = _hash64(witness(item))
        for line in edge_lines(item):
            self.lines[_hash64(source + "\0" + line), core] = (source, line)
        self.articles.append((file, item))
        self.characters += len(item.text)
        full = len(self.articles) >= self.run.settings.chunk_records
        if full or self.characters >= _CHUNK_CHARACTERS:
            self.flush()

    def flush(self) -> None:
        if self.articles:
            name = f"{self.index:06d}-{len(self.chunks):04d}.arrow"
            path = self.run.staging / "read" / name
            self.chunks.append(write_arrow(raw_articles_to_table(self.articles), path))
        self.articles = []
        self.characters = 0

    def finish(self) -> ReadShard:
        self.flush()
        stem = f"{self.index:06d}"
        folder = self.run.staging / "read"
        lines = [(*names, *numbers) for numbers, names in sorted(self.lines.items())]
        return ReadShard(
            index=self.index,
            chunks=tuple(self.chunks),
            files=write_arrow(
                pa.Table.from_pylist(self.reads, schema=FILE_READS), folder / f"{stem}-files.arrow"
            ),
            quarantine=write_arrow(
                quarantine_table(self.quarantined, self.run), folder / f"{stem}-quarantine.arrow"
            ),
            lines=write_arrow(_rows(lines, LINES), folder / f"{stem}-lines.arrow"),
            sources=write_arrow(
                _rows(sorted(self.sources.items()), SOURCES), folder / f"{stem}-sources.arrow"
            ),
            records=self.records,
        )


def _hash64(text: str) -> int:
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little")


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
    sink = _Sink(run, shard.index)
    mark = Marker(marker)
    try:
        with reader_of(run, shard, mark.set) as read:
            for position, (file, known) in enumerate(
                zip(shard.files, shard.known_hashes, strict=True)
            ):
                mark.set(position)
                reason = given_up.get(file.source_path)
                items = iter([_give_up(file, reason)]) if reason else read(position)
                _take_file(sink, file, known, _telling(items, mark, position))
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
    sink.reads.append(
        {
            "source_path": file.source_path,
            "size": file.size,
            "mtime_ns": file.mtime_ns,
            "raw_hash": digest,
            "outcome": outcome,
            "reason": reason,
            "records": records,
            "quarantined": quarantined,
        }
    )
