"""What deciding and the index say to each other: columns of keys, never text."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from ingest.articleids import Ids, format_ids, parse_ids
from ingest.kernels.facts import NAME_WORDS
from ingest.kernels.minhash import FINGERPRINT, WORDS
from ingest.kernels.pairs import Signatures

__all__ = [
    "ENTRIES",
    "FAMILIES",
    "LESSONS",
    "NO_DATE",
    "RECORD_COLUMNS",
    "Articles",
    "Candidates",
    "Ids",
    "Origin",
    "Texts",
    "Verified",
    "format_ids",
    "no_articles",
    "parse_ids",
    "pick_rows",
]

Array = npt.NDArray[Any]

NO_DATE = int(np.iinfo(np.int64).max)
"""Stands where published_at is unknown, so that it sorts last."""

RECORD_COLUMNS = (
    "article_id",
    "source_path",
    "record_index",
    "url",
    "publisher",
    "credit",
    "published_at",
    "char_count",
)
"""Columns of a record, beside its fingerprint, that deciding about duplicates needs."""

FAMILIES = {
    "article": "the text is published under `id`; its fingerprint finds near duplicates",
    "duplicate": "the text `id` is a near duplicate of `of`",
    "copy": "the text `id` is known already; only the record is new",
    "removed": "`id` is no longer published nor known as a duplicate",
    "taken_down": "the text `id` must not come back",
}
"""What an entry of the index says."""

ENTRIES = pa.schema(
    [
        pa.field("family", pa.dictionary(pa.int32(), pa.string()), nullable=False),
        pa.field("id", pa.string(), nullable=False),
        pa.field("record", pa.uint64(), nullable=False),
        pa.field("of", pa.string()),
        pa.field("jaccard", pa.float32()),
        pa.field("containment", pa.float32()),
        pa.field("numbers", pa.float32()),
        pa.field("shared_keys", pa.int32()),
        pa.field("published", pa.int64()),
        pa.field("chars", pa.int32()),
        pa.field("url", pa.uint32()),
        pa.field("path", pa.uint32()),
        pa.field("publisher", pa.uint16()),
        pa.field("credit", pa.uint16()),
        *(field.with_nullable(True) for field in FINGERPRINT),
    ]
)
"""One row per thing the index learns; `record` is 0 where no record stands behind it."""

LESSONS = pa.schema(
    [*(field for field in ENTRIES if field.name not in FINGERPRINT.names), ("row", pa.int64())]
)
"""The same without fingerprints: `row` says in which row of the batch that of an article lies."""


class Texts(NamedTuple):
    """What is known of n texts.

    Attributes:
        status: uint8 [n], one of `UNKNOWN`, `PUBLISHED`, `DUPLICATE`, `TAKEN_DOWN`.
        of: the article that stands for it; its own id when it is published.
        evidence: float32 [n, 3]: jaccard, containment, numbers.
        shared_keys: int32 [n].
    """

    status: Array
    of: Ids
    evidence: Array
    shared_keys: Array

    def take(self, rows: npt.NDArray[np.int64]) -> "Texts":
        """Pick some of them."""
        return Texts(*(column[rows] for column in self))


UNKNOWN, PUBLISHED, DUPLICATE, TAKEN_DOWN = range(4)


class Candidates(NamedTuple):
    """Pairs that share band keys, ascending by row; for each row the most shared keys first.

    Attributes:
        rows: int64 [p], which of the texts asked about.
        handles: int64 [p], which known article; good for `Index.read_articles` only.
        shared: int32 [p], band keys in common.
    """

    rows: npt.NDArray[np.int64]
    handles: npt.NDArray[np.int64]
    shared: npt.NDArray[np.int32]


class Verified(NamedTuple):
    """What was measured of n pairs.

    Attributes:
        measures: float64 [n, 7], as `kernels.pairs.compare` gives them.
        accepted: bool [n], whether a rule holds.
    """

    measures: npt.NDArray[np.float64]
    accepted: npt.NDArray[np.bool_]


class Origin(NamedTuple):
    """Where n articles come from, as hashes; 0 where nothing is known.

    Attributes:
        url: uint32, of the address without tracking parameters.
        path: uint32, of source_path.
        publisher: uint16.
        credit: uint16.
    """

    url: Array
    path: Array
    publisher: Array
    credit: Array

    def take(self, rows: npt.NDArray[np.int64]) -> "Origin":
        """Pick some of them."""
        return Origin(*(column[rows] for column in self))


class Articles(NamedTuple):
    """What is kept of n known articles.

    Attributes:
        ids: their ids.
        signatures: to verify pairs by.
        published: int64 [n], microseconds since 1970, or `NO_DATE`.
        chars: int32 [n], length of the body.
        origin: where they come from.
    """

    ids: Ids
    signatures: Signatures
    published: npt.NDArray[np.int64]
    chars: npt.NDArray[np.int32]
    origin: Origin


def no_articles() -> Articles:
    """Give the columns of no articles at all."""
    signatures = Signatures(
        np.zeros((0, WORDS), np.uint64),
        np.zeros(0, np.int32),
        np.zeros((0, NAME_WORDS), np.uint64),
        np.zeros(1, np.int64),
        np.zeros(0, np.uint16),
    )
    nowhere = Origin(
        np.zeros(0, np.uint32),
        np.zeros(0, np.uint32),
        np.zeros(0, np.uint16),
        np.zeros(0, np.uint16),
    )
    ids = np.zeros((0, 2), np.uint64)
    return Articles(ids, signatures, np.zeros(0, np.int64), np.zeros(0, np.int32), nowhere)


def pick_rows(
    tables: Iterable[pa.Table], columns: Sequence[str], wanted: npt.NDArray[np.integer[Any]]
) -> Iterator[tuple[Array, pa.Table]]:
    """Copy columns of some rows of tables that lie one behind the other, table by table.

    Args:
        tables: which are not held.
        columns: to copy.
        wanted: a number for each row that is wanted, given back with it; -1 for other rows.

    >>> tables = [pa.table({"a": [1, 2]}), pa.table({"a": [3, 4]})]
    >>> [rows["a"].to_pylist() for _, rows in pick_rows(tables, ["a"], np.array([-1, 0, 2, 1]))]
    [[2], [3, 4]]
    """
    first = 0
    for table in tables:
        numbers = wanted[first : first + len(table)]
        first += len(table)
        rows = np.flatnonzero(numbers >= 0)
        if rows.size:
            yield numbers[rows].astype(np.int64), table.select(columns).take(pa.array(rows))
