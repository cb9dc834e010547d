"""The lines at the edges of articles, from which is learned what a source repeats."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from ingest.anatomy import edges_of, source_key
from ingest.article import Given, RawArticle
from ingest.kernels.edgelines import mixed
from ingest.reading import ReadShard
from ingest.run import Run
from ingest.staged import read_arrow, write_arrow

__all__ = ["LINES", "SOURCES", "Edges", "ShardEdges", "take_edges", "warm"]

_IN_MEMORY = 1 << 17
"""So many lines at the edges of articles are in memory, and those of one chunk more."""

LINES = pa.schema(
    [("source", pa.string()), ("line", pa.string()), ("key", pa.uint64()), ("core", pa.uint64())]
)
"""A line at the edge of an article: `key` hashes source and line, `core` the article's witness."""

SOURCES = pa.schema([("source", pa.string()), ("articles", pa.int64())])


class ShardEdges(NamedTuple):
    """What `take_edges` left in staging: tables of `LINES`, and one of `SOURCES`."""

    lines: tuple[Path, ...]
    sources: Path


def take_edges(run: Run, shard: ReadShard) -> ShardEdges:
    """Take the lines at the edges of every article that reading a shard left, at one go a chunk."""
    edges, folder = Edges(), run.staging / "edges"
    lines: list[Path] = []

    def write_lines() -> None:
        path = folder / f"{shard.index:06d}-lines-{len(lines):04d}.arrow"
        lines.append(write_arrow(edges.take_lines(), path))

    for chunk in shard.chunks:
        table = read_arrow(chunk)
        edges.add(_sources_of(table), table["text"].combine_chunks())
        if len(edges) >= _IN_MEMORY:
            write_lines()
    write_lines()
    sources = write_arrow(edges.sources(), folder / f"{shard.index:06d}-sources.arrow")
    return ShardEdges(tuple(lines), sources)


def _sources_of(table: pa.Table) -> list[str]:
    """Name the source of every raw article of a staged table."""
    names = ("given_publisher", "given_url", "source_path")
    columns = (table[name].to_pylist() for name in names)
    return [
        _source(publisher, url, path.rpartition("/")[0])
        for publisher, url, path in zip(*columns, strict=True)
    ]


@lru_cache(maxsize=1024)
def _source(publisher: str, url: str, folder: str) -> str:
    given = Given(publisher=publisher, url=url)
    return source_key(RawArticle(f"{folder}/", 0, "", "", "", "", given))


class Edges:
    """Collects the edge lines of articles, column by column: millions of rows make no objects."""

    def __init__(self) -> None:
        """Begin without an article."""
        self._articles: Counter[str] = Counter()
        self._tables: list[pa.Table] = []

    def add(self, sources: Sequence[str], texts: pa.Array) -> None:
        """Add the lines of articles: the source of each, and the texts as large_string array."""
        self._articles.update(sources)
        found = edges_of(texts)
        numbers = np.fromiter(map(_number, sources), np.uint64, len(sources))
        columns = [
            pa.array(sources, pa.string()).take(pa.array(found.rows)),
            found.lines,
            pa.array(mixed(found.hashes, numbers[found.rows])),
            pa.array(found.witnesses[found.rows]),
        ]
        self._tables.append(pa.Table.from_arrays(columns, schema=LINES))

    def __len__(self) -> int:
        """Count the lines."""
        return sum(map(len, self._tables))

    def take_lines(self) -> pa.Table:
        """Lay the lines out as `lines` does, and forget them."""
        table = self.lines()
        self._tables.clear()
        return table

    def lines(self) -> pa.Table:
        """Lay the lines out as `LINES`, sorted by key and core, each pair of them once."""
        table = pa.concat_tables([LINES.empty_table(), *self._tables]).combine_chunks()
        keys, cores = table["key"].to_numpy(), table["core"].to_numpy()
        order = np.lexsort((cores, keys))
        new = np.ones(order.size, np.bool_)
        new[1:] = (np.diff(keys[order]) != 0) | (np.diff(cores[order]) != 0)
        return table.take(pa.array(order[new]))

    def sources(self) -> pa.Table:
        """Count the articles of each source, as `SOURCES`."""
        names = sorted(self._articles)
        counts = [self._articles[name] for name in names]
        return pa.Table.from_arrays(
            [pa.array(names, pa.string()), pa.array(counts, pa.int64())], schema=SOURCES
        )


def warm() -> None:
    """Load the kernels that find edge lines, so that forked workers share them."""
    edges = Edges()
    edges.add(["folder:"], pa.array(["One line."], pa.large_string()))
    edges.lines()


@lru_cache(maxsize=1024)
def _number(source: str) -> int:
    """A hash of a source, the same in every process."""
    digest = hashlib.blake2b(source.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little")
