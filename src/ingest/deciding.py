"""Stage 4: every record becomes article, duplicate or unchanged, by keys alone.

What is looked up in the index is looked up by all workers, each in its range of keys. Key tables
are read one after the other; what stays in memory of a record are some numbers.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pyarrow as pa

from ingest import dedup, index, store
from ingest.kernels.minhash import FINGERPRINT, fingerprint
from ingest.prepare import PreparedShard
from ingest.run import Run
from ingest.spreading import Crew, SpreadIndex
from ingest.staged import Tables, read_arrow

__all__ = ["Decided", "decide", "get_ready"]


@dataclass(frozen=True)
class Decided:
    """What became of every readable record.

    Attributes:
        shards: the prepared shards, in order; records are counted through their key tables.
        decisions: as `dedup.resolve` returned them; None when there is no record.
        known: the index, as it was when the records were decided.
    """

    shards: tuple[PreparedShard, ...]
    decisions: dedup.Decisions | None
    known: index.Index

    @property
    def chunks(self) -> tuple[Path, ...]:
        """The tables of records."""
        return tuple(path for shard in self.shards for path in shard.records)

    @property
    def keys(self) -> Tables:
        """The key tables, one for each table of records."""
        return Tables(tuple(path for shard in self.shards for path in shard.keys))

    def records(self) -> Iterator[pa.Table]:
        """Yield, shard by shard, the keys of its records but for the fingerprints, and outcomes."""
        first = 0
        for shard in self.shards:
            tables = [read_arrow(path).drop_columns(FINGERPRINT.names) for path in shard.keys]
            if self.decisions is None or not tables:
                yield _NO_RECORDS
                continue
            records = pa.concat_tables(tables).unify_dictionaries()
            decisions = self.decisions.table.slice(first, len(records))
            first += len(records)
            for name in ("outcome", "kind"):
                records = records.append_column(name, decisions[name])
            yield records

    def places(self) -> pa.Table:
        """Give chunk, row and bytes of every record, beside what was decided."""
        if self.decisions is None:
            return _NO_RECORDS
        parts = []
        for number, table in enumerate(self.keys):
            columns = [np.full(len(table), number, np.int32)]
            columns += [np.array(table[name].to_numpy()) for name in ("row", "bytes")]
            parts.append(pa.table(columns, ["chunk", "row", "bytes"]))
        places = pa.concat_tables(parts)
        for name in self.decisions.table.column_names:
            places = places.append_column(name, self.decisions.table[name])
        return places


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
    snapshot = store.current(run.out)
    known = index.open_index(store.fetch(snapshot, "index") if snapshot else None)
    decided = Decided(tuple(sorted(prepared, key=lambda shard: shard.index)), None, known)
    if not decided.keys.paths:
        return decided
    spread = SpreadIndex(known, workers, run.staging / "resolve", run.settings.resolve_shard)
    return replace(decided, decisions=dedup.resolve(decided.keys, spread, run.settings))


_NO_RECORDS = pa.table({"file": pa.array([], pa.string()), "outcome": pa.array([], pa.string())})
