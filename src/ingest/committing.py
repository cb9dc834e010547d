"""Stages 6 and 7: account for every record, then let one commit publish all datasets."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from ingest import completeness, index, store
from ingest.accounting import Listed, RunReport, check_counts, count_files, file_rows, run_row
from ingest.article import Quarantined
from ingest.deciding import Decided
from ingest.prepare import PreparedShard
from ingest.publish import publish_rows, target_name
from ingest.reading import ReadShard
from ingest.run import Run
from ingest.staged import FILE_READS, concat_arrow, quarantine_table, read_arrow

__all__ = [
    "Accounted",
    "Staged",
    "Written",
    "account",
    "check_written",
    "commit_run",
    "last_learned",
]

Written = tuple[str, str, Path]
"""Dataset, target inside its folder, staged file."""
_LEARNED = "lines-"


@dataclass(frozen=True, slots=True)
class Staged:
    """Everything the stages left for the commit, but for the files of articles and duplicates."""

    reads: tuple[ReadShard, ...]
    learned: Path
    prepared: tuple[PreparedShard, ...]
    decided: Decided


@dataclass(frozen=True, slots=True)
class Accounted:
    """What is known of a run before its articles and duplicates are written.

    Attributes:
        report: all but the snapshot and what it took.
        files: rows of `schema.FILES`.
        written: the staged files of `quarantine` and `files`.
        index: what the index adds and leaves out; None without records.
    """

    report: RunReport
    files: pa.Table
    written: tuple[Written, ...]
    index: index.IndexChange | None


def account(run: Run, listed: Listed, staged: Staged) -> Accounted:
    """Write the rows of quarantine and files, count, and let the index learn the new records."""
    quarantine = _quarantine(run, listed, staged)
    reads = pa.concat_tables(
        [concat_arrow([read.files for read in staged.reads], FILE_READS), _refused_reads(listed)]
    )
    files = file_rows(run, reads, staged.decided.records, quarantine)
    written = [
        publish_rows(run, dataset, rows, target_name(run, 0))
        for dataset, rows in (("quarantine", quarantine), ("files", files))
        if len(rows)
    ]
    volumes = completeness.measure(staged.decided.records, quarantine)
    report = RunReport(
        run_id=run.run_id,
        counts=count_files(files, listed.listed, listed.unchanged, listed.waiting),
        snapshot=0,
        committed=False,
        languages=_tally(staged.decided.records, "article", "language"),
        reasons=_value_counts(quarantine["reason"]),
        kinds=_tally(staged.decided.records, "duplicate", "kind"),
        volumes=completeness.encode(volumes),
        findings=completeness.judge_run(run, volumes),
    )
    return Accounted(report, files, tuple(written), _extend_index(run, staged.decided))


def check_written(accounted: Accounted, parts: Sequence[Written]) -> tuple[Written, ...]:
    """Check that all of it adds up.

    Args:
        accounted: as `account` returned it.
        parts: the staged files of articles and duplicates.

    Returns:
        The staged files of all datasets but `runs`.

    Raises:
        AccountingError: something was lost, or came out twice.
    """
    written = (*parts, *accounted.written)
    check_counts(accounted.report.counts, accounted.files, _rows_written(written))
    return written


def _quarantine(run: Run, listed: Listed, staged: Staged) -> pa.Table:
    refused = [(entry.file.source_path, entry.quarantined) for entry in listed.refused]
    tables = [quarantine_table(refused + _taken_down(staged.decided.records), run)]
    tables += [read_arrow(read.quarantine) for read in staged.reads]
    tables += [read_arrow(shard.quarantine) for shard in staged.prepared]
    rows = pa.concat_tables(tables).unify_dictionaries()
    return rows.sort_by([("source_path", "ascending"), ("record_index", "ascending")])


def _taken_down(records: pa.Table) -> list[tuple[str, Quarantined]]:
    """Set aside records whose content a tombstone keeps out."""
    rows = records.filter(pc.equal(records["outcome"], "taken_down")).to_pylist()
    return [
        (
            row["file"],
            Quarantined(
                source_path=row["source_path"],
                record_index=row["record_index"],
                source_format=row["source_format"],
                raw_hash=row["raw_hash"],
                stage="resolve",
                reason="taken_down",
                detail=f"article {row['article_id']} was taken down",
            ),
        )
        for row in rows
    ]


def _refused_reads(listed: Listed) -> pa.Table:
    rows = [
        {
            "source_path": entry.file.source_path,
            "size": entry.file.size,
            "mtime_ns": entry.file.mtime_ns,
            "raw_hash": "",
            "outcome": "quarantined",
            "reason": entry.quarantined.reason,
            "records": 1,
            "quarantined": 1,
        }
        for entry in listed.refused
    ]
    return pa.Table.from_pylist(rows, schema=FILE_READS)


def _rows_written(written: Sequence[Written]) -> dict[str, int]:
    """Count the rows in the staged files themselves."""
    rows: dict[str, int] = {}
    for dataset, _, path in written:
        rows[dataset] = rows.get(dataset, 0) + pq.read_metadata(path).num_rows
    return rows


def _tally(records: pa.Table, outcome: str, column: str) -> dict[str, int]:
    if column not in records.column_names:
        return {}
    return _value_counts(records.filter(pc.equal(records["outcome"], outcome))[column])


def _value_counts(values: pa.ChunkedArray) -> dict[str, int]:
    counted = pc.value_counts(values.cast(pa.string())).to_pylist()
    pairs = ((row["values"], row["counts"]) for row in counted)
    return dict(sorted(pairs, key=lambda pair: (-pair[1], pair[0])))


def commit_run(
    run: Run,
    learned: Path,
    accounted: Accounted,
    written: tuple[Written, ...],
    moved: store.Change | None = None,
) -> RunReport:
    """Publish everything the run staged: readers see all of it at once.

    Args:
        run: the run.
        learned: table of the lines that sources repeat.
        accounted: as `account` returned it, its report with the timings.
        written: the staged files.
        moved: what `moving.move_articles` prepared, if articles give way.
    """
    begun, report = time.monotonic(), accounted.report
    snapshot = store.current(run.out)
    target = target_name(run, 0)
    files = (*written, publish_rows(run, "runs", run_row(run, run.kind, report), target))
    added: dict[str, list[tuple[str, Path]]] = {}
    for dataset, name, path in files:
        added.setdefault(dataset, []).append((name, path))
    added["learned"] = [(f"{_LEARNED}{run.run_id}.arrow", learned)]
    removed = {"learned": _names_in(snapshot, "learned")}
    if accounted.index is not None:
        added["index"] = [(path.name, path) for path in accounted.index.added]
        removed["index"] = accounted.index.removed
    gained = _rows_written(files)
    if moved is not None:
        for folder, pairs in moved.added.items():
            added.setdefault(folder, []).extend(pairs)
        removed |= {folder: tuple(paths) for folder, paths in moved.removed.items()}
        for dataset, rows in moved.gained.items():
            gained[dataset] = gained.get(dataset, 0) + rows
    paths = {name: tuple(pairs) for name, pairs in added.items()}
    change = store.Change(added=paths, removed=removed, gained=gained)
    committed = store.commit(run.out, change)
    timings = {**report.timings, "commit": round(time.monotonic() - begun, 3)}
    return replace(report, snapshot=committed.number, committed=True, timings=timings)


def _names_in(snapshot: store.Snapshot | None, folder: str) -> tuple[str, ...]:
    if snapshot is None:
        return ()
    files = store.read_manifest(snapshot.path).files
    return tuple(sorted(p.removeprefix(f"{folder}/") for p in files if p.startswith(f"{folder}/")))


def _extend_index(run: Run, decided: Decided) -> index.IndexChange | None:
    """Let the index learn the new records, so that the next run knows them."""
    if decided.decisions is None:
        return None
    return index.extend(decided.known, run.staging / "index", decided.decisions.entries)


def last_learned(out: Path) -> pa.Table | None:
    """Read the lines that the runs before have counted; None before the first run."""
    snapshot = store.current(out)
    names = [n for n in _names_in(snapshot, "learned") if n.startswith(_LEARNED)]
    if snapshot is None or not names:
        return None
    return read_arrow(store.fetch(snapshot, f"learned/{names[-1]}"))
