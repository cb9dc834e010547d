"""Nights that never were: rows of `runs` with volumes, so that tonight has a past."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa

from ingest import store
from ingest.completeness import Volumes, encode
from ingest.completeness.volumes import Cell, FolderCount
from ingest.schema import RUNS


def volumes_of(counts: Mapping[tuple[str, str], int]) -> Volumes:
    """Volumes of a night with so many articles of ordinary length per source and language."""
    cells = tuple(
        Cell(source, language, count, count // 10, 8.0 * count, 64.3 * count)
        for (source, language), count in counts.items()
        if count
    )
    return Volumes(cells, (FolderCount("./", sum(counts.values()), 0),))


def plant_nights(
    out: Path, nights: int, counts: Mapping[tuple[str, str], int], until: dt.datetime | None = None
) -> None:
    """Commit `nights` rows of `runs`, one a day, the last one a day before `until` (now)."""
    end = until or dt.datetime.now(dt.UTC)
    rows = [
        _row(end - dt.timedelta(days=nights - number), counts, number) for number in range(nights)
    ]
    store.ensure(out)
    with store.write_lock(out):
        folder = store.staging_folder(out, "planted")
        path = folder / "runs.parquet"
        store.write_parquet(pa.Table.from_pylist(rows, schema=RUNS), path, RUNS)
        target = f"ingest_date={end:%Y-%m-%d}/planted.parquet"
        store.commit(out, store.Change(added={"runs": ((target, path),)}))


def _row(at: dt.datetime, counts: Mapping[tuple[str, str], int], number: int) -> dict[str, object]:
    numbers = {field.name: 0 for field in RUNS if pa.types.is_integer(field.type)}
    texts = {field.name: "" for field in RUNS if not field.nullable and field.name not in numbers}
    wobble = {key: max(0, count + (number * 7) % 5 - 2) for key, count in counts.items()}
    return {
        **texts,
        **numbers,
        "run_id": f"{at:%Y%m%dT%H%M%S}000000Z-0000",
        "kind": "run",
        "started_at": at,
        "finished_at": at,
        "volumes": encode(volumes_of(wobble)),
    }
