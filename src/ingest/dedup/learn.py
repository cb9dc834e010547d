"""What the index learns from the verdicts, so that the next run knows this one's texts."""

from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from ingest.dedup.judge import ARTICLE, COPY, Moves, Verdicts
from ingest.dedup.records import Records
from ingest.kernels.minhash import FINGERPRINT
from ingest.keys import ENTRIES, FAMILIES, format_ids

__all__ = ["learn_entries"]

Array = npt.NDArray[Any]

_FAMILY_NAMES = tuple(FAMILIES)
_ARTICLE, _DUPLICATE, _COPY, _REMOVED = (
    _FAMILY_NAMES.index(name) for name in ("article", "duplicate", "copy", "removed")
)


def learn_entries(
    keys: pa.Table, records: Records, verdicts: Verdicts, moves: Moves, fresh: Array
) -> pa.Table:
    """List what the index must learn.

    Args:
        keys: the batch.
        records: the same, read.
        verdicts: on every record.
        moves: published articles that give way.
        fresh: the records that stand for the texts not known before.
    """
    family = np.full(len(keys), _COPY, np.int32)
    family[fresh] = _DUPLICATE
    family[verdicts.outcome == ARTICLE] = _ARTICLE
    rows = np.flatnonzero((verdicts.outcome == ARTICLE) | (verdicts.outcome == COPY))
    learnt = _entries(family[rows], records, verdicts, rows)
    articles = pa.array(np.where(family[rows] == _ARTICLE, rows, -1))
    places = pa.compute.if_else(pa.compute.less(articles, 0), None, articles)
    prints = keys.select(FINGERPRINT.names).take(places)
    for field in FINGERPRINT:
        learnt = learnt.append_column(field.name, prints[field.name])
    return pa.concat_tables([_fit(learnt), *(_fit(table) for table in _moved(moves))])


def _entries(family: Array, records: Records, verdicts: Verdicts, rows: Array) -> pa.Table:
    of = format_ids(verdicts.of[rows])
    near = pa.array(family == _DUPLICATE)
    return pa.table(
        {
            "family": _families(family),
            "id": format_ids(records.ids[rows]),
            "record": records.hashes[rows],
            "of": pa.compute.if_else(near, of, pa.scalar(None, pa.string())),
            **_evidence(verdicts, rows),
            "published": records.published[rows],
            "chars": records.chars[rows],
            **{name: column[rows] for name, column in records.origin._asdict().items()},
        }
    )


def _evidence(verdicts: Verdicts, rows: Array) -> dict[str, Array]:
    columns = verdicts.evidence[rows].T
    names = ("jaccard", "containment", "numbers")
    return {
        **dict(zip(names, columns, strict=True)),
        "shared_keys": verdicts.shared_keys[rows],
    }


def _moved(moves: Moves) -> list[pa.Table]:
    count = len(moves.gone)
    rows = np.arange(count)
    gone = {"id": format_ids(moves.gone), "record": np.zeros(count, np.uint64)}
    return [
        pa.table({"family": _families(np.full(count, _REMOVED)), **gone}),
        pa.table(
            {
                "family": _families(np.full(count, _DUPLICATE)),
                **gone,
                "of": format_ids(moves.verdicts.of),
                **_evidence(moves.verdicts, rows),
            }
        ),
    ]


def _families(codes: Array) -> pa.DictionaryArray:
    indices = pa.array(codes.astype(np.int32))
    return pa.DictionaryArray.from_arrays(indices, pa.array(_FAMILY_NAMES, pa.string()))


def _fit(table: pa.Table) -> pa.Table:
    """Add the columns that are missing, as nulls."""
    columns = [
        table[field.name].cast(field.type)
        if field.name in table.column_names
        else pa.nulls(len(table), field.type)
        for field in ENTRIES
    ]
    return pa.Table.from_arrays(columns, schema=ENTRIES)
