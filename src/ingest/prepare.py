"""Stage 3, per shard: raw articles are taken apart, described and given their fingerprint."""

import functools
import gc
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ingest import anatomy, describe, edges
from ingest.anatomy import dissect_all, source_key
from ingest.article import Anatomy, Quarantined, RawArticle
from ingest.contenthash import article_id_of, content_hashes_of
from ingest.describe.dates import Printed, date_article, is_readable
from ingest.fields import CATEGORY
from ingest.forking import uncollected
from ingest.kernels.minhash import fingerprint
from ingest.learning import learned_by_source
from ingest.reading import ReadShard
from ingest.run import Run
from ingest.schema import RECORD
from ingest.staged import (
    KEY_COLUMNS,
    SetAside,
    raw_articles_from_table,
    read_arrow,
    write_arrow,
)

__all__ = ["PreparedShard", "prepare_shard", "warm", "warm_columns"]

_NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class PreparedShard:
    """What preparing a shard left in staging.

    Attributes:
        records: tables of `schema.RECORD` plus `file`, sorted; one for each chunk read.
        keys: for each of them, the columns that deciding about duplicates needs.
        quarantine: tables of rows of quarantine.
    """

    index: int
    records: tuple[Path, ...]
    keys: tuple[Path, ...]
    quarantine: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class _Dissected:
    file: str
    raw: RawArticle
    anatomy: Anatomy


@functools.cache
def warm() -> None:
    """Load profiles, rules and compiled kernels, so that workers forked from here share them.

    What is loaded stays: no collection need go through its million objects again.
    """
    with uncollected():
        edges.warm()
        warm_columns()
        anatomy.warm()
        gc.freeze()


def warm_columns() -> None:
    """Load what lays articles that have been taken apart out as columns."""
    describe.warm()
    bodies = pa.array(["One body to load the kernels."], pa.large_string())
    fingerprint(bodies)
    content_hashes_of(bodies)


def prepare_shard(run: Run, shard: ReadShard, learned_lines: Path) -> PreparedShard:
    """Prepare every record that reading a shard left.

    Args:
        run: where staging lies.
        shard: what `read_shard` returned.
        learned_lines: table of `learning.LEARNED`.
    """
    learned = learned_by_source(read_arrow(learned_lines))
    folder = run.staging / "prepared"
    records, keys = [], []
    set_aside = SetAside(run, folder / f"{shard.index:06d}-quarantine")
    for number, chunk in enumerate(shard.chunks):
        whole = []
        read = list(raw_articles_from_table(read_arrow(chunk)))
        raws = [raw for _, raw in read]
        lines = [learned.get(source_key(raw), _NOTHING) for raw in raws]
        for (file, raw), found in zip(read, dissect_all(raws, lines), strict=True):
            if isinstance(found, Quarantined):
                set_aside.add(file, found)
            else:
                whole.append(_Dissected(file, raw, found))
        stem = f"{shard.index:06d}-{number:04d}"
        table, prints = _columns(run, whole)
        records.append(write_arrow(table, folder / f"{stem}.arrow"))
        keys.append(write_arrow(_keys(table, prints), folder / f"{stem}-keys.arrow"))
    return PreparedShard(shard.index, tuple(records), tuple(keys), set_aside.finish())


def _columns(run: Run, items: list[_Dissected]) -> tuple[pa.Table, pa.RecordBatch]:
    """Lay a chunk out as columns, sorted as the published files will be."""
    bodies = pa.array([item.anatomy.body for item in items], pa.large_string())
    measured = describe.describe(bodies, run.settings)
    spoken = measured["language"].cast(pa.string()).to_pylist()
    columns = {
        "file": pa.array([item.file for item in items], pa.string()),
        **_identity(run, bodies),
        **_provenance(items),
        **_anatomy(items),
        "body": bodies,
        **measured,
        **_times(run, items, spoken),
    }
    schema = pa.schema([pa.field("file", pa.string()), *RECORD])
    arrays = [_fit(columns[field.name], field) for field in schema]
    table = pa.Table.from_arrays(arrays, schema=schema)
    order = pc.sort_indices(table, sort_keys=SORT_KEYS)
    prints = pa.Table.from_batches([fingerprint(bodies)])
    return table.take(order), prints.take(order)


SORT_KEYS = [
    ("published_at", "ascending"),
    ("article_id", "ascending"),
    ("source_path", "ascending"),
    ("record_index", "ascending"),
]
"""The order of rows in every published file."""


def _fit(values: Any, field: pa.Field) -> pa.Array:
    array = values if isinstance(values, pa.Array | pa.ChunkedArray) else pa.array(values)
    return array if array.type == field.type else array.cast(field.type)


def _identity(run: Run, bodies: pa.Array) -> dict[str, pa.Array]:
    hashes = content_hashes_of(bodies)
    return {
        "article_id": pa.array([article_id_of(digest) for digest in hashes], pa.string()),
        "content_hash": pa.array(hashes, pa.string()),
        "run_id": _constant(run.run_id, len(bodies)),
        "ingested_at": pa.array([run.started_at] * len(bodies), pa.timestamp("us", tz="UTC")),
    }


def _constant(value: str, count: int) -> pa.Array:
    return pa.DictionaryArray.from_arrays(
        pa.array(np.zeros(count, dtype=np.int32)), pa.array([value], pa.string())
    )


def _category(values: Iterable[str | None]) -> pa.Array:
    return pa.array(list(values), pa.string()).cast(CATEGORY)


def _text(values: Iterable[str]) -> pa.Array:
    """Strings with null where there is nothing."""
    return pa.array([value or None for value in values], pa.string())


def _provenance(items: list[_Dissected]) -> dict[str, pa.Array]:
    raws = [item.raw for item in items]
    return {
        "source_path": pa.array([raw.source_path for raw in raws], pa.string()),
        "source_format": _category(raw.source_format for raw in raws),
        "record_index": pa.array([raw.record_index for raw in raws], pa.int32()),
        "raw_hash": pa.array([raw.raw_hash for raw in raws], pa.string()),
        "encoding": _category(raw.encoding for raw in raws),
        "read_flags": pa.array([raw.flags for raw in raws], pa.list_(pa.string())),
        "url": _text(raw.given.url for raw in raws),
    }


def _anatomy(items: list[_Dissected]) -> dict[str, pa.Array]:
    parts = [item.anatomy for item in items]
    single = ("headline", "teaser", "dateline", "byline", "publisher", "credit", "syndicated_from")
    lists = ("authors", "notes", "mended")
    return {
        **{name: _text(getattr(part, name) for part in parts) for name in single},
        **{
            name: pa.array([getattr(part, name) for part in parts], pa.list_(pa.string()))
            for name in lists
        },
        "removed": _removed(parts),
    }


def _removed(parts: list[Anatomy]) -> pa.Array:
    cuts = [cut for part in parts for cut in part.removed]
    offsets = np.cumsum([0, *(len(part.removed) for part in parts)], dtype=np.int32)
    kind = RECORD.field("removed").type.value_type
    values = pa.StructArray.from_arrays(
        [
            pa.array([cut.rule for cut in cuts], pa.string()),
            pa.array([cut.start for cut in cuts], pa.int32()),
            pa.array([cut.end for cut in cuts], pa.int32()),
            pa.array([cut.text for cut in cuts], pa.string()),
        ],
        fields=list(kind),
    )
    return pa.ListArray.from_arrays(pa.array(offsets), values)


def _times(run: Run, items: list[_Dissected], languages: list[str]) -> dict[str, pa.Array]:
    times = [
        date_article(item.raw, _printed(item, language), run.settings, run.started_at)
        for item, language in zip(items, languages, strict=True)
    ]
    return {
        "published_at": pa.array([time.at for time in times], pa.timestamp("us", tz="UTC")),
        "published_at_source": _category(time.source for time in times),
        "published_at_flag": _category(time.flag or None for time in times),
    }


def _printed(item: _Dissected, language: str) -> Printed:
    """What the article and its metadata print of the day."""
    given = None if is_readable(item.raw) else anatomy.find_moment(item.raw.given.published_at)
    return Printed(item.anatomy.date_hint, given, language)


def _keys(table: pa.Table, prints: pa.Table) -> pa.Table:
    """The columns that decide, with the place of each row, and the bytes it will take."""
    columns = {"file": table["file"], **{name: table[name] for name in KEY_COLUMNS}}
    columns["row"] = pa.array(np.arange(len(table), dtype=np.int32))
    columns["bytes"] = pc.binary_length(table["body"]).cast(pa.int64())
    for name in prints.column_names:
        columns[name] = prints[name]
    return pa.table(columns)
