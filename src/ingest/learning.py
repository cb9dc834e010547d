"""Stage 2, once per run: which lines a source repeats across its articles, with the evidence."""

import heapq
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from ingest.anatomy import learn
from ingest.edges import SOURCES
from ingest.staged import concat_arrow, read_arrow, write_arrow

__all__ = ["LEARNED", "learn_lines", "learned_by_source"]

_WITNESSES = 3
"""A line of which fewer articles are known says nothing yet; it is not kept."""
_KEPT_LINES = 200_000
_ROWS_AT_ONCE = 1 << 20

Pair = tuple[str, str]
"""Source and line."""
Keys = npt.NDArray[np.uint64]
Counts = npt.NDArray[np.int64]

LEARNED = pa.schema(
    [
        ("source", pa.string()),
        ("line", pa.string()),
        ("articles", pa.int64()),
        ("source_articles", pa.int64()),
        ("learned", pa.bool_()),
    ]
)
"""Lines seen at the edges of several articles of a source: in how many, and whether they count."""


def learn_lines(
    lines: Iterable[Path], sources: Iterable[Path], earlier: pa.Table | None, target: Path
) -> Path:
    """Count the lines of all shards, add the counts of earlier runs, and decide.

    Args:
        lines: staged tables of `edges.LINES`.
        sources: staged tables of `edges.SOURCES`.
        earlier: what the last snapshot knows, a table of `LEARNED`.
        target: where to write the new table of `LEARNED`.
    """
    before = _lines_known(earlier) if earlier is not None else {}
    counts = _count_witnesses(list(lines), before)
    articles = _sum_articles(sources)
    for pair, known in before.items():
        counts[pair] = counts.get(pair, 0) + known
    if earlier is not None:
        for source, known in _articles_known(earlier).items():
            articles[source] = articles.get(source, 0) + known
    learned = learn(counts, articles)
    return write_arrow(_table(counts, articles, learned), target)


def learned_by_source(table: pa.Table) -> dict[str, frozenset[str]]:
    """Read the lines that count as boilerplate, by source."""
    known: dict[str, set[str]] = {}
    chosen = table.filter(table["learned"])
    for source, line in zip(chosen["source"].to_pylist(), chosen["line"].to_pylist(), strict=True):
        known.setdefault(source, set()).add(line)
    return {source: frozenset(found) for source, found in known.items()}


def _count_witnesses(lines: list[Path], before: Mapping[Pair, int]) -> dict[Pair, int]:
    """Count in how many different articles each line stands; first by hash, then by name.

    Of the lines that earlier runs do not know, those are left out that cannot be kept.
    """
    keys, counts = _count_keys(lines)
    border, room = _border(counts)
    found: dict[Pair, int] = {}
    level: set[Pair] = set()
    for path in lines:
        for pair, count in _lines_among(read_arrow(path), keys, counts):
            if count > border or pair in before:
                found[pair] = count
            elif count == border:
                level.add(pair)
        if len(level) > 2 * _KEPT_LINES:
            level = set(heapq.nsmallest(room, level))
    return found | dict.fromkeys(heapq.nsmallest(room, level), border)


def _border(counts: Counts) -> tuple[int, int]:
    """Say which count the last line has that can be kept, and how many of that count can."""
    if counts.size <= _KEPT_LINES:
        return 0, 0
    border = int(np.partition(counts, -_KEPT_LINES)[-_KEPT_LINES])
    return border, _KEPT_LINES - int((counts > border).sum())


def _lines_among(table: pa.Table, keys: Keys, counts: Counts) -> Iterator[tuple[Pair, int]]:
    """Yield each line of a table that has one of the (sorted) keys, once, and the key's count."""
    if not keys.size:
        return
    mine, first = np.unique(table["key"].to_numpy(), return_index=True)
    places = np.minimum(np.searchsorted(keys, mine), keys.size - 1)
    known = keys[places] == mine
    rows = table.select(["source", "line"]).take(pa.array(first[known]))
    pairs = zip(rows["source"].to_pylist(), rows["line"].to_pylist(), strict=True)
    yield from zip(pairs, counts[places[known]].tolist(), strict=True)


def _count_keys(lines: list[Path]) -> tuple[Keys, Counts]:
    """Count the witnesses of every key, and keep the keys that have enough, sorted.

    One range of keys after the other is read from the tables, which are sorted by them.
    """
    rows = sum(len(read_arrow(path)) for path in lines)
    bits = (rows // _ROWS_AT_ONCE).bit_length()
    found = [(np.zeros(0, np.uint64), np.zeros(0, np.int64))]
    for part in range(1 << bits):
        pairs = [_in_range(read_arrow(path), part, bits) for path in lines]
        key = np.concatenate([np.zeros(0, np.uint64), *(keys for keys, _ in pairs)])
        core = np.concatenate([np.zeros(0, np.uint64), *(cores for _, cores in pairs)])
        order = np.lexsort((core, key))
        key, core = key[order], core[order]
        new = np.ones(key.size, np.bool_)
        new[1:] = (key[1:] != key[:-1]) | (core[1:] != core[:-1])
        keys, counts = np.unique(key[new], return_counts=True)
        often = counts >= _WITNESSES
        found.append((keys[often], counts[often]))
    return np.concatenate([keys for keys, _ in found]), np.concatenate([n for _, n in found])


def _in_range(table: pa.Table, part: int, bits: int) -> tuple[Keys, Keys]:
    """Give key and core of the rows whose key has `part` as its upper bits."""
    keys = table["key"].combine_chunks().to_numpy()
    step = 1 << (64 - bits)
    first = int(np.searchsorted(keys, np.uint64(part * step)))
    last = int(np.searchsorted(keys, np.uint64((part + 1) * step - 1), "right"))
    return keys[first:last].copy(), table["core"].slice(first, last - first).to_numpy()


def _sum_articles(sources: Iterable[Path]) -> dict[str, int]:
    table = concat_arrow(sources, SOURCES)
    summed = table.group_by("source", use_threads=False).aggregate([("articles", "sum")])
    return dict(zip(summed["source"].to_pylist(), summed["articles_sum"].to_pylist(), strict=True))


def _lines_known(earlier: pa.Table) -> dict[Pair, int]:
    pairs = zip(earlier["source"].to_pylist(), earlier["line"].to_pylist(), strict=True)
    return dict(zip(pairs, earlier["articles"].to_pylist(), strict=True))


def _articles_known(earlier: pa.Table) -> dict[str, int]:
    pairs = zip(earlier["source"].to_pylist(), earlier["source_articles"].to_pylist(), strict=True)
    return dict(pairs)


def _table(
    counts: Mapping[Pair, int],
    articles: Mapping[str, int],
    learned: Mapping[str, frozenset[str]],
) -> pa.Table:
    ordered = heapq.nsmallest(_KEPT_LINES, counts.items(), key=lambda item: (-item[1], item[0]))
    nothing: frozenset[str] = frozenset()
    columns = [
        [source for (source, _), _ in ordered],
        [line for (_, line), _ in ordered],
        [count for _, count in ordered],
        [articles.get(source, 0) for (source, _), _ in ordered],
        [line in learned.get(source, nothing) for (source, line), _ in ordered],
    ]
    arrays = [pa.array(column, field.type) for column, field in zip(columns, LEARNED, strict=True)]
    return pa.Table.from_arrays(arrays, schema=LEARNED)
