"""What the index learns: from the verdicts of a run, from the datasets, from a person."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from ingest.dedup.judge import ARTICLE, COPY, Moves, Verdicts
from ingest.dedup.records import Records, read_records
from ingest.kernels.minhash import FINGERPRINT, fingerprint
from ingest.keys import (
    ENTRIES,
    FAMILIES,
    LESSONS,
    RECORD_COLUMNS,
    format_ids,
    parse_ids,
    pick_rows,
)

__all__ = ["learn_entries", "relearn", "remove", "take_down", "with_fingerprints"]

Array = npt.NDArray[Any]

_FAMILY_NAMES = tuple(FAMILIES)
_ARTICLE, _DUPLICATE, _COPY, _REMOVED, _TAKEN_DOWN = range(len(_FAMILY_NAMES))
_MEASURES = ("jaccard", "containment", "numbers")


def learn_entries(records: Records, verdicts: Verdicts, moves: Moves, fresh: Array) -> pa.Table:
    """List what the index must learn of a run, as `keys.LESSONS`.

    Args:
        records: of the batch.
        verdicts: on every record.
        moves: published articles that give way.
        fresh: the records that stand for the texts not known before.
    """
    family = np.full(len(records.ids), _COPY, np.int32)
    family[fresh] = _DUPLICATE
    family[verdicts.outcome == ARTICLE] = _ARTICLE
    rows = np.flatnonzero((verdicts.outcome == ARTICLE) | (verdicts.outcome == COPY))
    learnt = _entries(family[rows], records, verdicts, rows)
    learnt["row"] = pa.array(rows, mask=family[rows] != _ARTICLE)
    gone = np.full(len(moves.gone), _REMOVED)
    demoted = _marks(np.full(len(moves.gone), _DUPLICATE), moves.gone)
    demoted["of"] = format_ids(moves.verdicts.of)
    demoted |= _evidence(moves.verdicts, np.arange(len(moves.gone)))
    parts = (learnt, _marks(gone, moves.gone), demoted)
    return pa.concat_tables([_fit(part, LESSONS) for part in parts])


def relearn(articles: pa.Table, duplicates: pa.Table) -> pa.Table:
    """List what an index that was lost had learnt, from the rows that it led to.

    Args:
        articles: rows of the dataset, with the columns that `resolve` takes and `body`. All
            records of a raw file must be in the same call, here or in `duplicates`.
        duplicates: the same, with duplicate_of and the evidence; needs no `body`.
    """
    names = [*RECORD_COLUMNS]
    keys = pa.concat_tables(
        [_plain(articles.select(names)), _plain(duplicates.select(names))],
        promote_options="permissive",
    )
    records = read_records([keys])
    count, copies = len(articles), len(duplicates)
    of, evidence = records.ids.copy(), np.ones((count + copies, 3), np.float32)
    of[count:] = parse_ids(duplicates["duplicate_of"])
    evidence[count:] = np.stack([duplicates[name].to_numpy() for name in _MEASURES], 1)
    shared = np.zeros(count + copies, np.int32)
    shared[count:] = duplicates["shared_keys"].to_numpy()
    nothing = np.zeros(count + copies, np.uint8)
    verdicts = Verdicts(nothing, of, nothing, evidence, shared)
    family = np.full(count + copies, _COPY, np.int32)
    near = count + np.flatnonzero((of != records.ids).any(1)[count:])
    _, first = np.unique(records.ids[near], axis=0, return_index=True)
    family[near[first]] = _DUPLICATE
    family[:count] = _ARTICLE
    prints = [fingerprint(chunk) for chunk in articles["body"].chunks]
    rows = np.arange(count + copies)
    learnt = _entries(family, records, verdicts, rows)
    learnt["row"] = pa.array(rows, mask=rows >= count)
    return with_fingerprints(_fit(learnt, LESSONS), [pa.Table.from_batches(prints, FINGERPRINT)])


def remove(ids: Sequence[str]) -> pa.Table:
    """List what the index must learn when articles are no longer published."""
    return _fit(_marks(np.full(len(ids), _REMOVED), parse_ids(pa.array(ids, pa.string()))))


def take_down(ids: Sequence[str]) -> pa.Table:
    """List what the index must learn when texts must not come back, in this form or exact copies.

    >>> take_down(["0" * 32])["family"].to_pylist()
    ['removed', 'taken_down']
    """
    barred = np.full(len(ids), _TAKEN_DOWN)
    marks = _fit(_marks(barred, parse_ids(pa.array(ids, pa.string()))))
    return pa.concat_tables([remove(ids), marks])


def _plain(table: pa.Table) -> pa.Table:
    """Spell dictionary columns out, so that tables of other partitions fit."""
    columns = [
        column.cast(column.type.value_type) if pa.types.is_dictionary(column.type) else column
        for column in table.columns
    ]
    return pa.table(columns, names=table.column_names)


def _entries(family: Array, records: Records, verdicts: Verdicts, rows: Array) -> dict[str, Any]:
    near = pa.array(family == _DUPLICATE)
    nothing = pa.scalar(None, pa.string())
    return {
        "family": _families(family),
        "id": format_ids(records.ids[rows]),
        "record": records.hashes[rows],
        "of": pc.if_else(near, format_ids(verdicts.of[rows]), nothing),
        **_evidence(verdicts, rows),
        "published": records.published[rows],
        "chars": records.chars[rows],
        **{name: column[rows] for name, column in records.origin._asdict().items()},
    }


def with_fingerprints(lessons: pa.Table, keys: Iterable[pa.Table]) -> pa.Table:
    """Put the fingerprints in that lessons point to: `keys.LESSONS` become `keys.ENTRIES`.

    Args:
        lessons: what the index must learn.
        keys: tables with the columns of `FINGERPRINT`; `row` counts their rows.
    """
    total = sum(len(table) for table in keys)
    rows = pc.fill_null(lessons["row"], -1).to_numpy()
    wanted = np.full(total, -1, np.int64)
    wanted[rows[rows >= 0]] = np.flatnonzero(rows >= 0)
    parts = list(pick_rows(keys, FINGERPRINT.names, wanted))
    found = [table.cast(FINGERPRINT) for _, table in parts]
    prints = pa.concat_tables([FINGERPRINT.empty_table(), *found])
    places = np.full(len(lessons), -1, np.int64)
    mine = np.concatenate([np.zeros(0, np.int64), *(numbers for numbers, _ in parts)])
    places[mine] = np.arange(len(mine))
    taken = prints.take(pa.array(places, mask=places < 0))
    columns = {name: lessons[name] for name in lessons.column_names if name != "row"}
    return _fit(columns | {name: taken[name] for name in FINGERPRINT.names})


def _evidence(verdicts: Verdicts, rows: Array) -> dict[str, Any]:
    columns = dict(zip(_MEASURES, verdicts.evidence[rows].T, strict=True))
    return {**columns, "shared_keys": verdicts.shared_keys[rows]}


def _marks(family: Array, ids: Array) -> dict[str, Any]:
    """Lay out entries that no record stands behind."""
    nothing = np.zeros(len(ids), np.uint64)
    return {"family": _families(family), "id": format_ids(ids), "record": nothing}


def _families(codes: Array) -> pa.DictionaryArray:
    indices = pa.array(codes.astype(np.int32))
    return pa.DictionaryArray.from_arrays(indices, pa.array(_FAMILY_NAMES, pa.string()))


def _fit(columns: dict[str, Any], schema: pa.Schema = ENTRIES) -> pa.Table:
    """Lay columns out as entries; those that are missing are null."""
    table = pa.table(columns)
    fitted = [
        table[field.name].cast(field.type)
        if field.name in columns
        else pa.nulls(len(table), field.type)
        for field in schema
    ]
    return pa.Table.from_arrays(fitted, schema=schema)
