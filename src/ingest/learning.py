"""Stage 2, once per run: which lines a source repeats across its articles, with the evidence."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ingest.anatomy import learn
from ingest.edges import LINES, SOURCES
from ingest.staged import concat_arrow, read_arrow, write_arrow

__all__ = ["LEARNED", "learn_lines", "learned_by_source"]

_WITNESSES = 3
"""A line of which fewer articles are known says nothing yet; it is not kept."""
_KEPT_LINES = 200_000

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
    lines = list(lines)
    counts = _count_witnesses(lines)
    articles = _sum_articles(sources)
    if earlier is not None:
        for row in earlier.to_pylist():
            pair = (row["source"], row["line"])
            counts[pair] = counts.get(pair, 0) + row["articles"]
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


def _count_witnesses(lines: list[Path]) -> dict[tuple[str, str], int]:
    """Count in how many different articles each line stands; first by hash, then by name."""
    pairs = [read_arrow(path).select(["key", "core"]) for path in lines]
    both = pa.concat_tables([LINES.empty_table().select(["key", "core"]), *pairs])
    distinct = both.group_by(["key", "core"], use_threads=False).aggregate([])
    keys, counts = np.unique(distinct["key"].to_numpy(), return_counts=True)
    often = counts >= _WITNESSES
    number = dict(zip(keys[often].tolist(), counts[often].tolist(), strict=True))
    wanted = pa.array(keys[often], pa.uint64())
    found: dict[tuple[str, str], int] = {}
    for path in lines:
        table = read_arrow(path)
        for row in table.filter(pc.is_in(table["key"], wanted)).to_pylist():
            found[row["source"], row["line"]] = number[row["key"]]
    return found


def _sum_articles(sources: Iterable[Path]) -> dict[str, int]:
    table = concat_arrow(sources, SOURCES)
    summed = table.group_by("source", use_threads=False).aggregate([("articles", "sum")])
    return dict(zip(summed["source"].to_pylist(), summed["articles_sum"].to_pylist(), strict=True))


def _articles_known(earlier: pa.Table) -> dict[str, int]:
    pairs = zip(earlier["source"].to_pylist(), earlier["source_articles"].to_pylist(), strict=True)
    return dict(pairs)


def _table(
    counts: Mapping[tuple[str, str], int],
    articles: Mapping[str, int],
    learned: Mapping[str, frozenset[str]],
) -> pa.Table:
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:_KEPT_LINES]
    rows = [
        {
            "source": source,
            "line": line,
            "articles": count,
            "source_articles": articles.get(source, 0),
            "learned": line in learned.get(source, frozenset()),
        }
        for (source, line), count in ordered
    ]
    return pa.Table.from_pylist(rows, schema=LEARNED)
