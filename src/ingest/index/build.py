"""From the entries of one night to a run; fingerprints are read table by table."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from ingest.container import Draft
from ingest.index.run import ARTICLE_COLUMNS, create_run, finish_run
from ingest.kernels.facts import NAME_WORDS
from ingest.kernels.lookups import copy_lists
from ingest.kernels.minhash import BANDS, FINGERPRINT, WORDS
from ingest.kernels.postings import key_ranges, ordinal_bits, pack
from ingest.keys import Ids, parse_ids, pick_rows
from ingest.memory import give_back

__all__ = ["build_run"]

Array = npt.NDArray[Any]
Tables = Iterable[pa.Table]


def build_run(staging: Path, night: int, entries: pa.Table, keys: Tables | None = None) -> Path:
    """Write a run of one night.

    Args:
        staging: where the file is made.
        night: its number.
        entries: `keys.ENTRIES`, in any order; no id is twice in the same family. Or
            `keys.LESSONS`, if `keys` are given.
        keys: the tables whose rows lessons count; they are read several times.
    """
    places, ids = _sort_families(entries)
    prints, ordinal_of = _prints(entries, keys, places["articles"])
    lengths = np.zeros(len(places["articles"]), np.int64)
    for ordinals, rows in pick_rows(prints, ["number_hashes"], ordinal_of):
        lengths[ordinals] = pc.list_value_length(rows["number_hashes"]).to_numpy()
    records = np.sort(entries["record"].to_numpy())
    records = records[records != 0]
    counts = {name: len(rows) for name, rows in places.items()}
    counts |= {"records": records.size, "numbers": int(lengths.sum())}
    path = staging / f"making-{night:06d}.idx"
    out = create_run(path, (night, night), counts)
    for name in places:
        out[f"{name}_high"][:], out[f"{name}_low"][:] = ids[name][:, 0], ids[name][:, 1]
    out["records"][:] = records
    for name in ARTICLE_COLUMNS:
        if name in entries.column_names and name not in FINGERPRINT.names:
            out[name][:] = entries[name].take(pa.array(places["articles"])).to_numpy()
    out["number_starts"][1:] = np.cumsum(lengths)
    _fill_duplicates(out, entries.take(pa.array(places["duplicates"])))
    del places, ids
    out.release()
    give_back()
    _fill_prints(out, prints, ordinal_of)
    _fill_postings(out, prints, ordinal_of)
    out.release()
    return finish_run(path)


_FAMILIES = {
    "articles": "article",
    "duplicates": "duplicate",
    "removed": "removed",
    "taken_down": "taken_down",
}


def _sort_families(entries: pa.Table) -> tuple[dict[str, Array], dict[str, Ids]]:
    """Give for each family its entries, sorted by id, and these ids."""
    places: dict[str, Array] = {}
    ids: dict[str, Ids] = {}
    for name, family in _FAMILIES.items():
        mine = pc.equal(entries["family"], family).to_numpy()
        rows = np.flatnonzero(mine)
        found = parse_ids(entries["id"].filter(pa.array(mine)))
        order = np.lexsort((found[:, 1], found[:, 0]))
        places[name], ids[name] = rows[order], found[order]
    return places, ids


def _prints(entries: pa.Table, keys: Tables | None, articles: Array) -> tuple[Tables, Array]:
    """Say where the fingerprints are, and for each row there which article it belongs to."""
    rows = articles if keys is None else pc.fill_null(entries["row"], -1).to_numpy()[articles]
    ordinal_of = np.full(rows.max(initial=-1) + 1, -1, np.int64)
    ordinal_of[rows] = np.arange(len(articles))
    return [entries.select(FINGERPRINT.names)] if keys is None else keys, ordinal_of


def _fill_prints(out: Draft, prints: Tables, ordinal_of: Array) -> None:
    names = ["sketch", "names", "shingles", "number_hashes"]
    for ordinals, rows in pick_rows(prints, names, ordinal_of):
        out["sketch"][ordinals] = _matrix(rows["sketch"], WORDS)
        out["names"][ordinals] = _matrix(rows["names"], NAME_WORDS)
        out["shingles"][ordinals] = rows["shingles"].to_numpy()
        offsets = np.zeros(len(rows) + 1, np.uint32)
        np.cumsum(pc.list_value_length(rows["number_hashes"]).to_numpy(), out=offsets[1:])
        numbers = (offsets, np.array(pc.list_flatten(rows["number_hashes"]).to_numpy()))
        starts = out["number_starts"][ordinals].astype(np.int64)
        copy_lists(numbers, np.arange(len(rows)), starts, out["numbers"])
    out.release()


def _fill_postings(out: Draft, prints: Tables, ordinal_of: Array) -> None:
    """Sort the band keys of all articles, one range of keys after the other."""
    articles, offset = out["articles_high"].size, 0
    if not articles:
        return
    bits = np.uint64(ordinal_bits(articles))
    target = (out["directory"], out["posting_low"], out["posting_high"])
    for first, last in key_ranges(BANDS * articles):
        pieces = [np.zeros(0, np.uint64)]
        for ordinals, rows in pick_rows(prints, ["band_keys"], ordinal_of):
            keys = _matrix(rows["band_keys"], BANDS)
            inside = (keys >= np.uint64(first)) & (keys < np.uint64(last))
            postings = (keys << bits) | ordinals.astype(np.uint64)[:, None]
            pieces.append(postings[inside])
        found = np.concatenate(pieces)
        found.sort()
        pack(found, offset, target)
        offset += len(found)
    np.cumsum(out["directory"], out=out["directory"])


def _matrix(column: pa.ChunkedArray, width: int) -> Array:
    """Give the values of a column of lists of one length, none of them null."""
    flat = pc.list_flatten(column)
    return np.asarray(flat.to_numpy()).reshape(-1, width)


def _fill_duplicates(out: Draft, duplicates: pa.Table) -> None:
    out["duplicate_of"][:] = parse_ids(duplicates["of"])
    for place, name in enumerate(("jaccard", "containment", "numbers")):
        out["evidence"][:, place] = duplicates[name].to_numpy()
    out["shared_keys"][:] = duplicates["shared_keys"].to_numpy()
