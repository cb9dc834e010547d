"""After a rebuild every row keeps the day and the run by which it was first taken."""

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from ingest import store
from ingest.corrections.edit import Edit, files_of, read_file
from ingest.staged import read_arrow, write_arrow

__all__ = ["redate"]

_CLOCK = {
    "articles": "ingested_at",
    "duplicates": "ingested_at",
    "quarantine": "quarantined_at",
    "files": "taken_at",
}
"""The column that says when the run of a row was."""


def redate(edit: Edit, fresh: store.Snapshot) -> None:
    """Stage the rows of a rebuilt snapshot, each on the day on which it was taken before.

    Rows that are new go to the day of the rebuild.

    Args:
        edit: of the snapshot that is rebuilt; grows.
        fresh: the rebuilt one.
    """
    records = _known(edit.snapshot, ("articles", "duplicates", "quarantine"))
    files = _known(edit.snapshot, ("files",))
    for dataset in _CLOCK:
        known = files if dataset == "files" else records
        folder = edit.run.staging / "redated" / dataset
        for number, path in enumerate(files_of(fresh, dataset)):
            for day, table in _by_day(edit, dataset, read_file(fresh, dataset, path), known):
                write_arrow(table, folder / day / f"{number:05d}.arrow")
        for day_folder in sorted(folder.iterdir()) if folder.is_dir() else ():
            _add_day(edit, dataset, day_folder)


def _add_day(edit: Edit, dataset: str, folder: Path) -> None:
    """Put the rows of one day into files of bounded size."""
    tables = [read_arrow(path) for path in sorted(folder.iterdir())]
    table = pa.concat_tables(tables).unify_dictionaries()
    most = edit.run.settings.part_rows
    for start in range(0, len(table), most):
        edit.add_rows(dataset, folder.name, table.slice(start, most))


def _known(snapshot: store.Snapshot, names: tuple[str, ...]) -> pa.Table:
    """List when each record, or raw file, was first taken: source_path, index, run, moment, day."""
    tables = []
    for name in names:
        columns = ["source_path", "run_id", _CLOCK[name], "ingest_date"]
        if name != "files":
            columns.append("record_index")
        rows = store.open_snapshot(snapshot, name).to_table(columns=columns)
        index = rows["record_index"] if name != "files" else pa.array([0] * len(rows), pa.int32())
        tables.append(
            pa.table(
                {
                    "source_path": rows["source_path"],
                    "record_index": index,
                    "known_run": rows["run_id"].cast(pa.string()),
                    "known_at": rows[_CLOCK[name]],
                    "day": rows["ingest_date"].cast(pa.string()),
                }
            )
        )
    keys = ["source_path", "record_index"]
    firsts = [("known_run", "min"), ("known_at", "min"), ("day", "min")]
    grouped = pa.concat_tables(tables).group_by(keys).aggregate(firsts)
    return grouped.rename_columns([*keys, "known_run", "known_at", "day"])


def _by_day(
    edit: Edit, dataset: str, table: pa.Table, known: pa.Table
) -> Iterator[tuple[str, pa.Table]]:
    """Give rows their run and moment, and sort them by day."""
    place = pa.array(range(len(table)), pa.int64())
    zeros = pa.array([0] * len(table), pa.int32())
    keys = pa.table(
        {
            "source_path": table["source_path"],
            "record_index": zeros if dataset == "files" else table["record_index"],
            "place": place,
        }
    )
    found = keys.join(known, ["source_path", "record_index"]).sort_by("place")
    run = pc.fill_null(found["known_run"], edit.run.run_id)
    moment = pc.fill_null(found["known_at"], pa.scalar(edit.run.started_at, found["known_at"].type))
    days = pc.fill_null(found["day"], edit.run.ingest_date)
    for name, values in (("run_id", run.dictionary_encode()), (_CLOCK[dataset], moment)):
        at = table.schema.get_field_index(name)
        table = table.set_column(at, table.schema.field(at), values)
    for day in sorted(pc.unique(days).to_pylist()):
        yield day, table.filter(pc.equal(days, day))
