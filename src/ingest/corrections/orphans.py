"""Near duplicates whose article goes: one of them takes its place, and stands for the others.

They are decided about as if they came anew, by the same rules and against the same index, from
which only what goes is left out.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from ingest import dedup, index
from ingest.dedup.records import read_records
from ingest.fields import TIMESTAMP
from ingest.kernels.minhash import fingerprint
from ingest.kernels.pairs import Signatures
from ingest.keys import (
    RECORD_COLUMNS,
    UNKNOWN,
    Articles,
    Candidates,
    Ids,
    Texts,
    Verified,
    parse_ids,
)
from ingest.settings import Settings

__all__ = ["decide_again", "record_hashes"]


@dataclass(frozen=True)
class _Without:
    """The index as it would answer if some articles had never been published."""

    known: index.Index
    gone: Ids

    def find_records(self, hashes: npt.NDArray[np.uint64]) -> npt.NDArray[np.bool_]:
        """Say that no record was taken before: each is to be decided about."""
        return np.zeros(hashes.size, np.bool_)

    def find_texts(self, ids: Ids) -> Texts:
        """Forget what the gone articles stood for."""
        texts = self.known.find_texts(ids)
        lost = _among(texts.of, self.gone)
        texts.status[lost] = UNKNOWN
        texts.of[lost] = ids[lost]
        return texts

    def find_candidates(self, keys: npt.NDArray[np.uint64]) -> Candidates:
        """Leave the gone articles out."""
        found = self.known.find_candidates(keys)
        if not found.handles.size:
            return found
        kept = ~_among(self.known.read_articles(found.handles).ids, self.gone)
        return Candidates(found.rows[kept], found.handles[kept], found.shared[kept])

    def verify(
        self,
        signatures: Signatures,
        rows: npt.NDArray[np.int64],
        handles: npt.NDArray[np.int64],
        rules: npt.NDArray[np.float64],
    ) -> Verified:
        """Measure pairs."""
        return self.known.verify(signatures, rows, handles, rules)

    def read_articles(self, handles: npt.NDArray[np.int64]) -> Articles:
        """Read what is kept of candidates."""
        return self.known.read_articles(handles)


def decide_again(
    orphans: pa.Table, known: index.Index, gone: pa.Array, settings: Settings
) -> dedup.Decisions:
    """Decide about near duplicates as if their article had never been there.

    Args:
        orphans: rows of `duplicates` that the gone articles stand for.
        known: the index, as it is.
        gone: ids of the articles that go.
        settings: of the program; what is published stays published whatever `keep` says.
    """
    bodies = orphans["body"].combine_chunks()
    prints = fingerprint(bodies)
    keys = orphans.select(list(RECORD_COLUMNS))
    for name in prints.schema.names:
        keys = keys.append_column(name, prints.column(name))
    standing = settings.model_copy(update={"keep": "first"})
    return dedup.resolve(keys, _Without(known, parse_ids(gone)), standing)


def record_hashes(rows: pa.Table) -> npt.NDArray[np.uint64]:
    """Name records as the index names them.

    Args:
        rows: of `quarantine`, of records that were taken down; all records of a text in a file.
    """
    nothing = pa.nulls(len(rows), pa.string())
    ids = pa.array([detail.split()[1] for detail in rows["detail"].to_pylist()], pa.string())
    columns = {
        "article_id": pa.chunked_array([ids]),
        "source_path": rows["source_path"],
        "record_index": rows["record_index"],
        **dict.fromkeys(("url", "publisher", "credit"), pa.chunked_array([nothing])),
        "published_at": pa.nulls(len(rows), TIMESTAMP),
        "char_count": pa.array([0] * len(rows), pa.int32()),
    }
    return read_records([pa.table(columns)]).hashes


def _among(ids: Ids, chosen: Ids) -> npt.NDArray[np.bool_]:
    """Say which rows of `ids` are rows of `chosen`."""
    wanted = {tuple(row) for row in chosen.tolist()}
    return np.array([tuple(row) in wanted for row in ids.tolist()], np.bool_)
