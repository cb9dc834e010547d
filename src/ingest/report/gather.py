"""Read one snapshot, a batch at a time, into columns of numbers: no text is kept but names."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as pads

from ingest.articleids import Ids, parse_ids
from ingest.completeness.volumes import name_sources
from ingest.report.facts import Ints

__all__ = [
    "NAMING",
    "NO_DAY",
    "NO_SOURCE",
    "Articles",
    "Names",
    "batches",
    "read_articles",
    "source_names",
]

NO_DAY = np.iinfo(np.int32).min
"""Stands for an unknown day of publication."""
DAY = 86_400_000_000
"""Microseconds."""
NO_SOURCE = "(no source named)"
EPOCH = dt.date(1970, 1, 1)

_KNOWN = (
    "headline",
    "teaser",
    "dateline",
    "byline",
    "publisher",
    "credit",
    "url",
    "published_at",
)
NAMING = ["publisher", "url", "source_path"]
"""Columns of which a source's name is made."""


class Names:
    """Gives numbers to names, in the order in which they come."""

    def __init__(self) -> None:
        """Begin without a name."""
        self.numbers: dict[str, int] = {}

    def code(self, values: pa.Array) -> Ints:
        """Number every value of a column of strings."""
        coded = values.dictionary_encode()
        seen = [self.number(name) for name in coded.dictionary.to_pylist()]
        found: Ints = np.array([*seen, -1], np.int64)[coded.indices.fill_null(len(seen)).to_numpy()]
        return found

    def number(self, name: str) -> int:
        """Number one name."""
        return self.numbers.setdefault(name, len(self.numbers))

    @property
    def list(self) -> list[str]:
        """The names in the order of their numbers."""
        return list(self.numbers)


@dataclass
class Articles:
    """Columns of numbers, one value per article; `known` counts rows in which a column is set.

    Attributes:
        days, taken: days since 1970 of published_at (`NO_DAY` if unknown) and of the run.
        flagged: whether published_at is in the future or too old.
        origin: number of the source of each article asked for; -1 if it is not there.
        headlines: of some of them, by their place among those asked for.
    """

    sources: Names = field(default_factory=Names)
    languages: Names = field(default_factory=Names)
    source: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    language: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    unsure: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    days: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    taken: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    flagged: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    words: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    known: dict[str, int] = field(default_factory=dict)
    origin: npt.NDArray[np.int32] = field(default_factory=lambda: np.zeros(0, np.int32))
    headlines: dict[int, str] = field(default_factory=dict)


_COLUMNS = {
    "source": np.int32,
    "language": np.int32,
    "unsure": np.bool_,
    "days": np.int32,
    "taken": np.int32,
    "flagged": np.bool_,
    "words": np.int32,
}
"""In as few bytes as will do: there is a value for every article that was ever published."""


def read_articles(dataset: pads.Dataset, wanted: Ids, named: Ints) -> Articles:
    """Read what the page counts.

    Args:
        dataset: the articles.
        wanted: ids of which the source is wanted, ascending.
        named: places of those of which the headline is wanted too.
    """
    all_ = Articles(known=dict.fromkeys((*_KNOWN, "language"), 0))
    all_.origin = np.full(len(wanted), -1, np.int32)
    parts: dict[str, list[npt.NDArray[Any]]] = {name: [] for name in _COLUMNS}
    extra = ["article_id", "language", "language_flag", "published_at_flag", "word_count"]
    columns = list(dict.fromkeys([*_KNOWN, *NAMING, *extra, "ingest_date"]))
    for batch in batches(dataset, columns):
        for (name, kind), values in zip(_COLUMNS.items(), _measure(batch, all_), strict=True):
            parts[name].append(values.astype(kind))
        for name in _KNOWN:
            all_.known[name] += len(batch) - batch[name].null_count
        if not len(wanted):
            continue
        places = _places(wanted, parse_ids(batch["article_id"]))
        rows = np.flatnonzero(places >= 0)
        all_.origin[places[rows]] = parts["source"][-1][rows]
        for row in rows[np.isin(places[rows], named)].tolist():
            all_.headlines[int(places[row])] = batch["headline"][row].as_py() or ""
    for name, arrays in parts.items():
        setattr(all_, name, np.concatenate([np.zeros(0, _COLUMNS[name]), *arrays]))
        arrays.clear()
    certain = len(all_.language) - int(all_.unsure.sum())
    all_.known["language"] = certain
    return all_


def _places(wanted: Ids, ids: Ids) -> Ints:
    """Say at which place of the wanted ids, which are ascending, each id lies; -1 for nowhere."""
    places = np.minimum(np.searchsorted(wanted[:, 0], ids[:, 0]), len(wanted) - 1)
    return np.where((wanted[places] == ids).all(axis=1), places, -1)


def batches(
    dataset: pads.Dataset, columns: Sequence[str], which: pc.Expression | None = None
) -> Iterator[pa.RecordBatch]:
    """Read columns without reading far ahead: bodies would fill the memory."""
    yield from dataset.to_batches(
        columns=columns, filter=which, batch_size=8_192, batch_readahead=1, fragment_readahead=1
    )


def _measure(batch: pa.RecordBatch, all_: Articles) -> Iterator[Ints]:
    sources = source_names(pa.Table.from_batches([batch.select(NAMING)]))
    yield all_.sources.code(sources.combine_chunks())
    languages = batch["language"].cast(pa.string())
    yield all_.languages.code(languages)
    yield _integers(pc.or_(batch["language_flag"].is_valid(), pc.equal(languages, "und")))
    days = batch["published_at"].cast(pa.int64())
    yield np.where(
        batch["published_at"].is_valid().to_numpy(zero_copy_only=False),
        days.fill_null(0).to_numpy() // DAY,
        NO_DAY,
    )
    yield batch["ingest_date"].cast(pa.int32()).to_numpy().astype(np.int64)
    flags = batch["published_at_flag"].cast(pa.string())
    yield _integers(pc.is_in(flags, pa.array(["future", "too_old"])))
    yield batch["word_count"].to_numpy().astype(np.int64)


def source_names(table: pa.Table) -> pa.ChunkedArray:
    """Name the source of every row; rows of the top folder without publisher and url have none.

    >>> columns = {"publisher": ["The Post", None], "url": [None, None], "source_path": ["a", "b"]}
    >>> source_names(pa.table(columns, pa.schema([(c, pa.string()) for c in columns]))).to_pylist()
    ['The Post', '(no source named)']
    """
    names = name_sources(table)
    return pc.if_else(pc.is_in(names, pa.array(["", "./", None])), NO_SOURCE, names)


def _integers(flags: pa.Array) -> Ints:
    found: Ints = flags.fill_null(False).to_numpy(zero_copy_only=False).astype(np.int64)
    return found
