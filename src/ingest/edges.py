"""The lines at the edges of articles, from which is learned what a source repeats."""

import hashlib
from collections import Counter

import numpy as np
import pyarrow as pa

from ingest.anatomy import edge_lines, source_key, witness
from ingest.article import RawArticle

__all__ = ["LINES", "SOURCES", "Edges"]

LINES = pa.schema(
    [("source", pa.string()), ("line", pa.string()), ("key", pa.uint64()), ("core", pa.uint64())]
)
"""A line at the edge of an article: `key` hashes source and line, `core` the article's witness."""

SOURCES = pa.schema([("source", pa.string()), ("articles", pa.int64())])


class Edges:
    """Collects the edge lines of articles, column by column: millions of rows make no objects."""

    def __init__(self) -> None:
        """Begin without an article."""
        self._articles: Counter[str] = Counter()
        self._begun: dict[str, hashlib.blake2b] = {}
        self._sources: list[str] = []
        self._lines: list[str] = []
        self._keys: list[bytes] = []
        self._cores: list[bytes] = []

    def add(self, raw: RawArticle) -> None:
        """Add the lines of one article."""
        source = source_key(raw)
        self._articles[source] += 1
        lines = edge_lines(raw)
        if not lines:
            return
        self._sources += [source] * len(lines)
        self._lines += lines
        self._cores += [_continued(_EMPTY, witness(raw))] * len(lines)
        begun = self._begun.get(source)
        if begun is None:
            begun = self._begun[source] = _EMPTY.copy()
            begun.update(f"{source}\0".encode("utf-8", "surrogatepass"))
        self._keys += [_continued(begun, line) for line in lines]

    def __len__(self) -> int:
        """Count the lines."""
        return len(self._lines)

    def take_lines(self) -> pa.Table:
        """Lay the lines out as `lines` does, and forget them."""
        table = self.lines()
        for column in (self._sources, self._lines, self._keys, self._cores):
            column.clear()
        return table

    def lines(self) -> pa.Table:
        """Lay the lines out as `LINES`, sorted by key and core, each pair of them once."""
        keys, cores = _numbers(self._keys), _numbers(self._cores)
        order = np.lexsort((cores, keys))
        new = np.ones(order.size, np.bool_)
        new[1:] = (np.diff(keys[order]) != 0) | (np.diff(cores[order]) != 0)
        table = pa.Table.from_arrays(
            [
                pa.array(self._sources, pa.string()),
                pa.array(self._lines, pa.string()),
                pa.array(keys),
                pa.array(cores),
            ],
            schema=LINES,
        )
        return table.take(pa.array(order[new]))

    def sources(self) -> pa.Table:
        """Count the articles of each source, as `SOURCES`."""
        names = sorted(self._articles)
        counts = [self._articles[name] for name in names]
        return pa.Table.from_arrays(
            [pa.array(names, pa.string()), pa.array(counts, pa.int64())], schema=SOURCES
        )


_EMPTY = hashlib.blake2b(digest_size=8)
"""Copied for every hash: making one costs four times as much."""


def _continued(begun: "hashlib.blake2b", text: str) -> bytes:
    digest = begun.copy()
    digest.update(text.encode("utf-8", "surrogatepass"))
    return digest.digest()


def _numbers(digests: list[bytes]) -> "np.ndarray[tuple[int], np.dtype[np.uint64]]":
    return np.frombuffer(b"".join(digests), "<u8").astype(np.uint64, copy=False)
