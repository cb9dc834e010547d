"""Stage 4: every record becomes article, duplicate or unchanged, by keys alone.

What is looked up in the index is looked up by all workers, each in its range of keys.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa

from ingest import dedup, index, store
from ingest.kernels.minhash import FINGERPRINT, fingerprint
from ingest.prepare import PreparedShard
from ingest.run import Run
from ingest.spreading import Crew, SpreadIndex
from ingest.staged import read_arrow

__all__ = ["Decided", "decide", "get_ready"]


@dataclass(frozen=True)
class Decided:
    """What became of every readable record.

    Attributes:
        records: file, chunk, row, bytes, the keys of a record without its fingerprint, outcome and
            evidence.
        chunks: tables of records that the column `chunk` counts from 0.
        decisions: as `dedup.resolve` returned them; None when there is no record.
        known: the index, as it was when the records were decided.
    """

    records: pa.Table
    chunks: tuple[Path, ...]
    decisions: dedup.Decisions | None
    known: index.Index


def get_ready() -> None:
    """Load what the first compiled kernel of a process needs: half a second if no worker forks."""
    fingerprint(pa.array(["One body to load the kernels."], pa.large_string()))


def decide(run: Run, prepared: Sequence[PreparedShard], workers: Crew) -> Decided:
    """Compare the batch with itself and with everything published before.

    Args:
        run: where the datasets and the index lie.
        prepared: the prepared shards, in any order.
        workers: who ask the index.
    """
    shards = sorted(prepared, key=lambda shard: shard.index)
    chunks = tuple(path for shard in shards for path in shard.records)
    tables = []
    for number, path in enumerate(path for shard in shards for path in shard.keys):
        table = read_arrow(path)
        place = pa.array(np.full(len(table), number, dtype=np.int32))
        tables.append(table.append_column("chunk", place))
    keys = pa.concat_tables(tables).unify_dictionaries() if tables else None
    snapshot = store.current(run.out)
    known = index.open_index(store.fetch(snapshot, "index") if snapshot else None)
    if keys is None:
        return Decided(_NO_RECORDS, chunks, None, known)
    spread = SpreadIndex(known, workers, run.staging / "resolve", run.settings.resolve_shard)
    decisions = dedup.resolve(keys, spread, run.settings)
    records = keys.drop_columns(FINGERPRINT.names)  # else every copy of a row would hold them
    for name in decisions.table.column_names:
        records = records.append_column(name, decisions.table[name])
    return Decided(records, chunks, decisions, known)


_NO_RECORDS = pa.table({"file": pa.array([], pa.string()), "outcome": pa.array([], pa.string())})
