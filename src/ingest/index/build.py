"""From the entries of one night to a run."""

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from ingest.index.run import ARTICLE_COLUMNS, create_run, finish_run
from ingest.kernels.facts import NAME_WORDS
from ingest.kernels.minhash import BANDS, WORDS
from ingest.kernels.postings import ordinal_bits, pack
from ingest.keys import Ids, parse_ids

__all__ = ["build_run"]

Array = npt.NDArray[Any]


def build_run(staging: Path, night: int, entries: pa.Table) -> Path:
    """Write a run of one night.

    Args:
        staging: where the file is made.
        night: its number.
        entries: `keys.ENTRIES`, in any order; no id is twice in the same family.
    """
    parts = {
        name: _sorted_by_id(entries.filter(pc.equal(entries["family"], family)))
        for name, family in _FAMILIES.items()
    }
    articles, _ = parts["articles"]
    lengths = pc.list_value_length(articles["number_hashes"]).to_numpy().astype(np.int64)
    records = np.sort(entries["record"].to_numpy())
    records = records[records != 0]
    counts = {name: len(table) for name, (table, _) in parts.items()}
    counts |= {"records": records.size, "numbers": int(lengths.sum())}
    path = staging / f"making-{night:06d}.idx"
    out = create_run(path, (night, night), counts)
    for name, (_, ids) in parts.items():
        out[f"{name}_high"][:], out[f"{name}_low"][:] = ids[:, 0], ids[:, 1]
    out["records"][:] = records
    _fill_articles(out, articles, lengths)
    _fill_duplicates(out, parts["duplicates"][0])
    return finish_run(path)


_FAMILIES = {
    "articles": "article",
    "duplicates": "duplicate",
    "removed": "removed",
    "taken_down": "taken_down",
}


def _sorted_by_id(table: pa.Table) -> tuple[pa.Table, Ids]:
    ids = parse_ids(table["id"])
    order = np.lexsort((ids[:, 1], ids[:, 0]))
    return table.take(order).combine_chunks(), ids[order]


def _fill_articles(out: dict[str, Array], articles: pa.Table, lengths: Array) -> None:
    for name in ARTICLE_COLUMNS:
        out[name][:] = articles[name].to_numpy()
    if not len(articles):
        return
    out["sketch"][:] = _matrix(articles["sketch"], WORDS)
    out["names"][:] = _matrix(articles["names"], NAME_WORDS)
    out["number_starts"][1:] = np.cumsum(lengths)
    out["numbers"][:] = pc.list_flatten(articles["number_hashes"]).to_numpy()
    bits = np.uint64(ordinal_bits(len(articles)))
    ordinals = np.arange(len(articles), dtype=np.uint64)[:, None]
    postings = (_matrix(articles["band_keys"], BANDS) << bits) | ordinals
    pack(
        np.sort(postings.ravel()),
        0,
        (out["directory"], out["posting_low"], out["posting_high"]),
    )
    np.cumsum(out["directory"], out=out["directory"])


def _matrix(column: pa.ChunkedArray, width: int) -> Array:
    """Give the values of a column of lists of one length, none of them null."""
    flat = pc.list_flatten(column)
    return np.asarray(flat.to_numpy()).reshape(-1, width)


def _fill_duplicates(out: dict[str, Array], duplicates: pa.Table) -> None:
    out["duplicate_of"][:] = parse_ids(duplicates["of"])
    for place, name in enumerate(("jaccard", "containment", "numbers")):
        out["evidence"][:, place] = duplicates[name].to_numpy()
    out["shared_keys"][:] = duplicates["shared_keys"].to_numpy()
