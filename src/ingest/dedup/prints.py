"""Fingerprints of a batch, read table by table: of band keys, never all are in memory at once."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from ingest.kernels.clusters import Groups
from ingest.kernels.facts import NAME_WORDS
from ingest.kernels.lookups import copy_lists
from ingest.kernels.minhash import BANDS, KEY_BITS, WORDS
from ingest.kernels.pairs import Signatures
from ingest.kernels.postings import key_ranges
from ingest.keys import pick_rows

__all__ = [
    "Gathered",
    "Prints",
    "find_groups",
    "read_keys",
    "read_prints",
    "read_signatures",
    "starts_of",
]

Array = npt.NDArray[Any]

_OWNER_BITS = 64 - KEY_BITS


class Prints(NamedTuple):
    """The fingerprints of some texts: their numbers, and what is known of each."""

    texts: Array
    signatures: Signatures
    band_keys: npt.NDArray[np.uint64]


def read_prints(tables: Iterable[pa.Table], text_of: Array) -> Iterator[Prints]:
    """Yield the fingerprints of a batch's texts, table by table.

    Args:
        tables: with the columns of `FINGERPRINT`.
        text_of: for each row, the text that it stands for; -1 for none.
    """
    for texts, table in pick_rows(tables, _COLUMNS, text_of):
        yield Prints(texts, *read_signatures(table, np.arange(len(table))))


def read_keys(
    tables: Iterable[pa.Table], text_of: Array
) -> Iterator[tuple[Array, npt.NDArray[np.uint64]]]:
    """Yield texts and their band keys, table by table; a text without a shingle has none."""
    for texts, table in pick_rows(tables, ["shingles", "band_keys"], text_of):
        worded = table["shingles"].to_numpy() > 0
        yield texts[worded], _flat(table["band_keys"]).reshape(-1, BANDS)[worded]


_COLUMNS = ["sketch", "shingles", "names", "number_hashes", "band_keys"]


def read_signatures(keys: pa.Table, rows: Array) -> tuple[Signatures, npt.NDArray[np.uint64]]:
    """Read signatures and band keys ([n, BANDS]) of some rows of a batch."""
    table = keys.select(_COLUMNS)
    table = table.take(pa.array(rows)).combine_chunks()
    lengths = pc.list_value_length(table["number_hashes"]).to_numpy().astype(np.int64)
    starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths)])
    signatures = Signatures(
        _flat(table["sketch"]).reshape(-1, WORDS),
        table["shingles"].to_numpy().astype(np.int32),
        _flat(table["names"]).reshape(-1, NAME_WORDS),
        starts,
        _flat(table["number_hashes"]),
    )
    return signatures, _flat(table["band_keys"]).reshape(-1, BANDS)


def _flat(lists: pa.ChunkedArray) -> Array:
    """Copy the values of all lists, so that kernels see writable arrays only."""
    return np.array(pc.list_flatten(lists).to_numpy())


class Gathered:
    """Gathers the signatures of n texts that come in any order."""

    def __init__(self, count: int) -> None:
        """Make room."""
        self._sketches = np.zeros((count, WORDS), np.uint64)
        self._shingles = np.zeros(count, np.int32)
        self._names = np.zeros((count, NAME_WORDS), np.uint64)
        self._starts = np.zeros(count + 1, np.int64)
        self._came = [np.zeros(0, np.int64)]
        self._numbers = [np.zeros(0, np.uint16)]

    def add(self, prints: Prints) -> None:
        """Take some texts in."""
        texts, signatures = prints.texts, prints.signatures
        self._sketches[texts] = signatures.sketches
        self._shingles[texts] = signatures.shingles
        self._names[texts] = signatures.names
        self._starts[texts + 1] = np.diff(signatures.starts)
        self._came.append(texts)
        self._numbers.append(signatures.numbers)

    def finish(self) -> Signatures:
        """Lay the numbers out in the order of the texts."""
        came, numbers = np.concatenate(self._came), np.concatenate(self._numbers)
        offsets = np.zeros(len(came) + 1, np.uint32)
        np.cumsum(self._starts[came + 1], out=offsets[1:])
        np.cumsum(self._starts, out=self._starts)
        out = np.empty_like(numbers)
        copy_lists((offsets, numbers), np.arange(len(came)), self._starts[came], out)
        return Signatures(self._sketches, self._shingles, self._names, self._starts, out)


def find_groups(prints: Callable[[], Iterator[tuple[Array, Array]]], texts: int) -> Groups:
    """List the band keys that more than one text has, by text; one range of keys after the other.

    Args:
        prints: gives, each time it is called, numbers of texts and their band keys.
        texts: how many there are; those that `prints` does not give have no keys.
    """
    found, rooms = [np.zeros(0, np.uint64)], [np.zeros(1, np.int64)]
    for keys in key_ranges(texts * BANDS):
        both = np.concatenate(
            [np.zeros(0, np.uint64), *(_in_range(keys, *each) for each in prints())]
        )
        both.sort()
        owners, group, sizes = _shared(both)
        group += sum(map(len, rooms)) - 1
        found.append(owners << np.uint64(32) | group)
        rooms.append(sizes)
    listed = np.concatenate(found)
    found.clear()
    listed.sort()
    owners = (listed >> np.uint64(32)).astype(np.int32)
    groups = listed.astype(np.uint32).view(np.int32)
    return Groups(starts_of(owners, texts), groups, np.cumsum(np.concatenate(rooms)))


def _in_range(wanted: tuple[int, int], texts: Array, keys: Array) -> npt.NDArray[np.uint64]:
    """Write key and text as one integer, for the keys that are wanted."""
    both = (keys << np.uint64(_OWNER_BITS)) | texts.astype(np.uint64)[:, None]
    inside = (keys >= np.uint64(wanted[0])) & (keys < np.uint64(wanted[1]))
    return both[inside]


def _shared(both: npt.NDArray[np.uint64]) -> tuple[Array, Array, Array]:
    """Of sorted keys and texts, find the keys of several texts.

    Returns:
        For each text of such a key, the text and the number of the key; and how many texts each
        key has.
    """
    same = np.diff(both >> np.uint64(_OWNER_BITS)) == 0
    common = np.zeros(both.size, np.bool_)
    common[:-1] = same
    common[1:] |= same
    both = both[common]
    keys = both >> np.uint64(_OWNER_BITS)
    first = np.flatnonzero(np.diff(keys, prepend=~keys[:1]))
    sizes = np.diff(np.append(first, keys.size))
    group = np.repeat(np.arange(len(first), dtype=np.uint64), sizes)
    return both & np.uint64((1 << _OWNER_BITS) - 1), group, sizes


def starts_of(owners: Array, count: int) -> npt.NDArray[np.int64]:
    """Say where the rows of each owner begin once they are sorted by owner."""
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(np.bincount(owners, minlength=count))])
