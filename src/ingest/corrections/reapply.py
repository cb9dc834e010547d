"""A correction holds for a text, so it also holds for the copies of it that a run takes later."""

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from ingest import store
from ingest.corrections.correct import Correction, correct_rows, read_corrections
from ingest.corrections.edit import in_order
from ingest.run import Run
from ingest.schema import DATASETS

__all__ = ["correct_staged"]

Written = tuple[str, str, Path]


def correct_staged(
    run: Run, parts: Sequence[Written], snapshot: store.Snapshot | None
) -> tuple[Written, ...]:
    """Write what people said of a text into the rows that a run has staged of it.

    Args:
        run: whose staging it is.
        parts: dataset, target inside its folder, staged file.
        snapshot: the one that knows the corrections; None before the first run.

    Returns:
        The parts, those with corrected rows as new files.
    """
    corrections = read_corrections(snapshot) if snapshot else ()
    if not corrections:
        return tuple(parts)
    return tuple(_correct(run, part, corrections) for part in parts)


def _correct(run: Run, part: Written, corrections: Sequence[Correction]) -> Written:
    dataset, target, path = part
    ids = pa.array({one.article_id for one in corrections}, pa.string())
    with pq.ParquetFile(path) as file:
        staged = file.read(columns=["article_id"])["article_id"]
        if not pc.any(pc.is_in(staged, ids)).as_py():
            return part
        table, _ = correct_rows(file.read(), corrections)
    fresh = run.staging / "corrected" / dataset / target
    fresh.parent.mkdir(parents=True, exist_ok=True)
    store.write_parquet(in_order(dataset, table), fresh, DATASETS[dataset])
    return dataset, target, fresh
