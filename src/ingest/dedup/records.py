"""The records of a batch as columns of numbers, in an order that their arrival cannot change."""

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from ingest.keys import NO_DATE, Ids, Origin, parse_ids

__all__ = ["Records", "TextGroups", "group_texts", "order_of", "read_records"]

Array = npt.NDArray[Any]


class Records(NamedTuple):
    """The n records of a batch, row for row.

    Attributes:
        ids: of their texts.
        hashes: uint64 [n], which name (source_path, text, how many of it came before in the file).
        path_rank: int64 [n], rank of source_path among those of the batch.
        record_index: int32 [n].
        published: int64 [n], microseconds since 1970, or `NO_DATE`.
        chars: int32 [n].
        origin: where they come from.
    """

    ids: Ids
    hashes: npt.NDArray[np.uint64]
    path_rank: npt.NDArray[np.int64]
    record_index: npt.NDArray[np.int32]
    published: npt.NDArray[np.int64]
    chars: npt.NDArray[np.int32]
    origin: Origin


class TextGroups(NamedTuple):
    """The distinct texts of a batch.

    Attributes:
        first: int64 [m], the record that stands for each text.
        of_record: int64 [n], the text of each record; -1 for records left out.
    """

    first: npt.NDArray[np.int64]
    of_record: npt.NDArray[np.int64]


def read_records(tables: Iterable[pa.Table]) -> Records:
    """Read the columns of a batch, table by table; nothing of a table is held."""
    paths: list[pa.Array] = []
    columns = [np.zeros((0, 2), np.uint64), *(np.zeros(0, kind) for kind in _KINDS)]
    parts = [columns]
    for table in tables:
        paths += (_copy(chunk) for chunk in table["source_path"].chunks)
        parts.append(list(_read_columns(table)))
    ids, path_hash, record_index, published, chars, *origin = map(
        np.concatenate, zip(*parts, strict=True)
    )
    parts.clear()
    ranks = pc.rank(pa.chunked_array(paths, pa.string()), "ascending", tiebreaker="dense")
    rank = ranks.to_numpy().astype(np.int64)
    hashes = _record_hashes(ids, path_hash, _occurrences(ids, rank, record_index))
    url, path, publisher, credit = origin
    return Records(
        ids, hashes, rank, record_index, published, chars, Origin(url, path, publisher, credit)
    )


_KINDS = (np.uint64, np.int32, np.int64, np.int32, np.uint32, np.uint32, np.uint16, np.uint16)


def _read_columns(table: pa.Table) -> Iterator[Array]:
    """Give ids, hashes of source paths, record_index, published, chars, and the origin."""
    yield parse_ids(table["article_id"])
    paths = pc.dictionary_encode(table["source_path"].combine_chunks())
    hashes = np.array([_hash(name) for name in paths.dictionary.to_pylist()], np.uint64)
    path_hash = hashes[paths.indices.to_numpy()]
    yield path_hash
    yield table["record_index"].to_numpy().astype(np.int32)
    published = pc.fill_null(table["published_at"].cast(pa.int64()), NO_DATE)
    yield published.to_numpy().astype(np.int64)
    yield table["char_count"].to_numpy().astype(np.int32)
    yield _hash_column(table["url"], 32, _plain_url)
    yield np.maximum(path_hash >> np.uint64(32), 1).astype(np.uint32)
    yield _hash_column(table["publisher"], 16, str.casefold).astype(np.uint16)
    yield _hash_column(table["credit"], 16, str.casefold).astype(np.uint16)


def _copy(texts: pa.Array) -> pa.Array:
    """Copy strings, which else would keep the file mapped that they lie in."""
    return pa.concat_arrays([texts, texts.slice(0, 0)])


def order_of(records: Records) -> npt.NDArray[np.int64]:
    """Sort the records as rows of published files are: by `prepare.SORT_KEYS`."""
    keys = (records.record_index, records.path_rank, *records.ids.T[::-1], records.published)
    return np.lexsort(keys)


def _hash(text: str) -> int:
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big")


def _hash_column(column: pa.ChunkedArray, bits: int, plain: Any) -> npt.NDArray[np.uint32]:
    """Hash strings to 1 .. 2**bits - 1, null and nothing to 0."""
    encoded = pc.dictionary_encode(column.cast(pa.string()).combine_chunks())
    names = [plain(name) for name in encoded.dictionary.to_pylist()]
    codes = [1 + _hash(name) % ((1 << bits) - 1) if name else 0 for name in names]
    lookup = np.array([*codes, 0], np.uint32)
    places = pc.fill_null(encoded.indices, len(names)).to_numpy()
    return np.asarray(lookup[places])


def _plain_url(url: str) -> str:
    """Leave out of an address what does not say which article it is.

    >>> _plain_url("HTTPS://www.Example.com/a/?utm_source=x&id=1#top")
    'example.com/a?id=1'
    """
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return url
    query = "&".join(part for part in parts.query.split("&") if not part.startswith("utm_"))
    host = parts.netloc.lower().removeprefix("www.")
    return host + parts.path.rstrip("/") + ("?" + query if query else "")


def _occurrences(ids: Ids, path: Array, record_index: Array) -> npt.NDArray[np.int64]:
    """Number the records of the same text in the same file, from 0."""
    order = np.lexsort((record_index, ids[:, 1], ids[:, 0], path))
    same = np.zeros(len(order), np.bool_)
    left, right = order[:-1], order[1:]
    same[1:] = (path[left] == path[right]) & (ids[left] == ids[right]).all(1)
    places = np.arange(len(order))
    begins = np.maximum.accumulate(np.where(same, 0, places))
    numbers = np.empty(len(order), np.int64)
    numbers[order] = places - begins
    return numbers


def _record_hashes(ids: Ids, path_hash: Array, occurrence: Array) -> npt.NDArray[np.uint64]:
    """Name records by 64 bits; 0 stays free to say that there is none."""
    base = np.uint64(0x9E3779B97F4A7C15)
    mixed = (path_hash ^ (ids[:, 0] * base)) * base + ids[:, 1] + occurrence.astype(np.uint64)
    mixed ^= mixed >> np.uint64(29)
    mixed *= base
    return np.asarray(np.maximum(mixed ^ (mixed >> np.uint64(32)), np.uint64(1)))


def group_texts(records: Records, active: Array) -> TextGroups:
    """Find the distinct texts of some records; the record published first stands for its text.

    Args:
        records: of the batch.
        active: int64 [a], the records to look at.
    """
    keys = (
        records.record_index[active],
        records.path_rank[active],
        records.published[active],
        records.ids[active, 1],
        records.ids[active, 0],
    )
    order = active[np.lexsort(keys)]
    ids = records.ids[order]
    begins = np.ones(len(order), np.bool_)
    begins[1:] = (ids[1:] != ids[:-1]).any(1)
    of_record = np.full(len(records.ids), -1, np.int64)
    of_record[order] = np.cumsum(begins) - 1
    return TextGroups(order[begins], of_record)
