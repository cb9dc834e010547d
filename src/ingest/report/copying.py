"""Who repeats whom: the duplicates of a snapshot as columns of numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as pads

from ingest.articleids import Ids, format_ids, parse_ids
from ingest.report.facts import Copying, Ints
from ingest.report.gather import NAMING, NO_SOURCE, Names, batches, source_names

__all__ = ["Copies", "Originals", "count_pairs", "list_copied", "most_copied", "read_copies"]

MOST_PAIRS = 40
MOST_COPIED = 12
EXAMPLES = 5


@dataclass(frozen=True)
class Copies:
    """The n duplicates, and the k articles that they repeat.

    Attributes:
        originals: ids of those articles, ascending.
        of: int32 [n], the number of the article that each repeats.
        source: int32 [n], the number of its own source in `sources`.
        jaccard: float32 [n].
        kinds: how many there are of each kind, the most frequent first.
    """

    originals: Ids
    of: npt.NDArray[np.int32]
    source: npt.NDArray[np.int32]
    jaccard: npt.NDArray[np.float32]
    sources: Names
    kinds: dict[str, int]

    def by_source(self) -> dict[str, int]:
        """Count the duplicates of each source."""
        counts = np.bincount(self.source, minlength=len(self.sources.numbers))
        return dict(zip(self.sources.list, counts.tolist(), strict=True))


class Originals(NamedTuple):
    """The articles that are repeated.

    Attributes:
        source: int32 [k], the number of the source of each in `sources`; -1 if it is not published.
        sources: the names of sources by number.
        headlines: by number, of those that were asked for.
    """

    source: npt.NDArray[np.int32]
    sources: Sequence[str]
    headlines: dict[int, str]


def read_copies(dataset: pads.Dataset) -> Copies:
    """Read the duplicates, 28 bytes of each."""
    sources, kinds = Names(), dict[str, int]()
    ids, numbers = [np.zeros((0, 2), np.uint64)], [np.zeros(0, np.int32)]
    jaccard = [np.zeros(0, np.float32)]
    for batch in batches(dataset, [*NAMING, "duplicate_of", "kind", "jaccard"]):
        for row in pc.value_counts(batch["kind"].cast(pa.string())).to_pylist():
            kinds[row["values"]] = kinds.get(row["values"], 0) + row["counts"]
        named = source_names(pa.Table.from_batches([batch.select(NAMING)]))
        numbers.append(sources.code(named.combine_chunks()).astype(np.int32))
        ids.append(parse_ids(batch["duplicate_of"]))
        jaccard.append(batch["jaccard"].to_numpy(zero_copy_only=False).astype(np.float32))
    originals, of = np.unique(np.concatenate(ids), axis=0, return_inverse=True)
    return Copies(
        originals,
        of.ravel().astype(np.int32),
        np.concatenate(numbers),
        np.concatenate(jaccard),
        sources,
        dict(sorted(kinds.items(), key=lambda pair: (-pair[1], pair[0]))),
    )


def most_copied(copies: Copies) -> Ints:
    """Number the articles that are repeated most, the most repeated first."""
    counts = np.bincount(copies.of, minlength=len(copies.originals))
    found: Ints = np.argsort(-counts, kind="stable")[:MOST_COPIED]
    return found


def list_copied(copies: Copies, originals: Originals) -> tuple[dict[str, Any], ...]:
    """List the articles that are repeated most, with how many records and sources repeat them."""
    rows: list[dict[str, Any]] = []
    top = most_copied(copies)
    for number, id_ in zip(
        top.tolist(), format_ids(copies.originals[top]).to_pylist(), strict=True
    ):
        copiers = copies.source[copies.of == number]
        source = originals.source[number]
        rows.append(
            {
                "id": id_,
                "headline": originals.headlines.get(number, ""),
                "source": originals.sources[source] if source >= 0 else NO_SOURCE,
                "records": len(copiers),
                "sources": len(np.unique(copiers)),
            }
        )
    often = [row for row in rows if row["records"] > 1]
    return tuple(often or rows[:EXAMPLES])


def count_pairs(copies: Copies, originals: Originals) -> tuple[Copying, ...]:
    """Count which source repeats which, and how closely; the most frequent pairs first."""
    source, copiers = originals.source[copies.of], copies.sources.list
    published = source >= 0
    pair = source[published].astype(np.int64) * len(copiers) + copies.source[published]
    jaccard = copies.jaccard[published].astype(np.float64)
    order = np.lexsort((jaccard, pair))
    pair, jaccard = pair[order], jaccard[order]
    starts = np.flatnonzero(np.diff(pair, prepend=-1))
    counts = np.diff(np.append(starts, len(pair)))
    medians = (jaccard[starts + (counts - 1) // 2] + jaccard[starts + counts // 2]) / 2
    rows = [
        Copying(
            originals.sources[code // len(copiers)], copiers[code % len(copiers)], count, median
        )
        for code, count, median in zip(
            pair[starts].tolist(), counts.tolist(), medians.tolist(), strict=True
        )
    ]
    return tuple(sorted(rows, key=lambda r: (-r.count, r.original, r.copier))[:MOST_PAIRS])
