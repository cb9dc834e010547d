"""Row accounting: what went in comes out exactly once, or nothing is published."""

import functools
import importlib.metadata
import json
import platform
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import UTC, datetime
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ingest.discover import Refused
from ingest.errors import AccountingError
from ingest.run import Run, settings_hash
from ingest.schema import FILES, RUNS

__all__ = [
    "Counts",
    "Listed",
    "RunReport",
    "add_counts",
    "check_counts",
    "check_files",
    "count_files",
    "file_rows",
    "run_row",
]

_LIBRARIES = ("article-ingest", "pyarrow", "pandas", "numpy", "numba", "langdetect", "trafilatura")


@dataclass(frozen=True, slots=True)
class Listed:
    """Entries found in RAW, and those that were left out."""

    listed: int
    unchanged: int
    waiting: int
    refused: tuple[Refused, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """What went in and what came out; every number counts files or records of one run."""

    files_listed: int = 0
    files_taken: int = 0
    files_unchanged: int = 0
    files_waiting: int = 0
    records: int = 0
    articles: int = 0
    duplicates: int = 0
    quarantined: int = 0
    unchanged: int = 0


@dataclass(frozen=True, slots=True)
class RunReport:
    """What a run did, for people and for scripts.

    Attributes:
        snapshot: number of the snapshot it committed; the one before if there was nothing to do.
        committed: whether anything changed.
        languages, reasons, kinds: articles per language, quarantined per reason, duplicates per
            kind; the largest first.
        seconds: wall time; `timings` has it per stage.
        volumes: what came per source and language, as JSON.
        findings: where that differs from the past, one dictionary each.
        notices: what else was done, a sentence each.
    """

    run_id: str
    counts: Counts
    snapshot: int
    committed: bool
    languages: dict[str, int] = field(default_factory=dict)
    reasons: dict[str, int] = field(default_factory=dict)
    kinds: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0
    timings: dict[str, float] = field(default_factory=dict)
    volumes: str = ""
    findings: tuple[dict[str, Any], ...] = ()
    notices: tuple[str, ...] = ()

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> "RunReport":
        """Read back what `dataclasses.asdict` made of a report."""
        kept = {name: tuple(values[name]) for name in ("findings", "notices")}
        return cls(**{**values, **kept, "counts": Counts(**values["counts"])})


def file_rows(run: Run, reads: pa.Table, records: pa.Table, quarantine: pa.Table) -> pa.Table:
    """Make the rows of the `files` dataset.

    Args:
        run: the run that took them.
        reads: one row per raw file, `staged.FILE_READS`.
        records: one row per readable record: file, outcome ("article", "duplicate", "unchanged").
        quarantine: one row per quarantined file or record: file.

    Returns:
        A table of `schema.FILES`, sorted by source path.
    """
    ordered = reads.sort_by("source_path")
    paths = ordered["source_path"]
    columns = {name: ordered[name] for name in ordered.column_names}
    for outcome in _OUTCOMES:
        of = records.filter(pc.equal(records["outcome"], outcome))["file"]
        columns["unchanged" if outcome == "unchanged" else f"{outcome}s"] = _tally(paths, of)
    columns["quarantined"] = _tally(paths, quarantine["file"])
    columns["run_id"] = pa.repeat(run.run_id, len(ordered))
    columns["taken_at"] = pa.repeat(
        pa.scalar(run.started_at, FILES.field("taken_at").type), len(ordered)
    )
    return pa.table([columns[field.name].cast(field.type) for field in FILES], schema=FILES)


_OUTCOMES = ("article", "duplicate", "unchanged")


def _tally(paths: pa.ChunkedArray, values: pa.ChunkedArray) -> pa.ChunkedArray:
    """Count how often each path is among the values."""
    counted = pc.value_counts(values.combine_chunks())
    place = pc.index_in(paths, value_set=counted.field("values"))
    return pc.fill_null(pc.take(counted.field("counts"), place), 0)


def count_files(files: pa.Table, listed: int = 0, unchanged: int = 0, waiting: int = 0) -> Counts:
    """Add up a run's files, or some of them.

    Args:
        files: rows of `schema.FILES` of this run.
        listed: entries found in RAW.
        unchanged: of these, left out because they are as they were.
        waiting: of these, left for the next run.
    """
    same = pc.sum(pc.equal(files["outcome"].cast(pa.string()), "unchanged")).as_py() or 0
    sums = {name: pc.sum(files[name]).as_py() or 0 for name in _SUMMED}
    return Counts(listed, len(files) - same, unchanged + same, waiting, **sums)


_SUMMED = ("records", "articles", "duplicates", "quarantined", "unchanged")


def add_counts(several: Iterable[Counts]) -> Counts:
    """Add the counts of several parts of a run.

    >>> add_counts([Counts(files_listed=1, records=2), Counts(records=3)]).records
    5
    """
    names = [each.name for each in fields(Counts)]
    parts = list(several)
    return Counts(*(sum(getattr(part, name) for part in parts) for name in names))


def check_files(files: pa.Table) -> None:
    """Compare what went in with what came out, file by file.

    Args:
        files: rows of `schema.FILES` of this run.

    Raises:
        AccountingError: something was lost, or came out twice.
    """
    out = sum(files[name].to_numpy() for name in _SUMMED[1:])
    for at in np.flatnonzero(files["records"].to_numpy() != out)[:1].tolist():
        path = files["source_path"][at].as_py()
        what = f"records of {path}, and what became of them"
        _require(files["records"][at].as_py(), int(out[at]), what)


def check_counts(counts: Counts, written: Mapping[str, int]) -> None:
    """Compare what went in with what came out, in all.

    Args:
        counts: of the run.
        written: rows in the staged Parquet files, by dataset.

    Raises:
        AccountingError: something was lost, or came out twice.
    """
    _require(
        counts.files_listed,
        counts.files_taken + counts.files_unchanged + counts.files_waiting,
        "files listed, and files taken, unchanged and waiting",
    )
    for name in ("articles", "duplicates", "quarantined"):
        dataset = "quarantine" if name == "quarantined" else name
        _require(getattr(counts, name), written.get(dataset, 0), f"{name}, and rows of {dataset}")


def _require(one: int, other: int, what: str) -> None:
    if one != other:
        raise AccountingError(f"does not add up: {what} ({one} ≠ {other}); nothing was published")


def run_row(run: Run, kind: str, report: RunReport, detail: str = "") -> pa.Table:
    """Make the run's row of the `runs` dataset."""
    row = {
        "run_id": run.run_id,
        "kind": kind,
        "started_at": run.started_at,
        "finished_at": datetime.now(UTC),
        **asdict(report.counts),
        "settings_hash": settings_hash(run.settings),
        "settings": json.dumps(run.settings.model_dump(mode="json"), sort_keys=True),
        "versions": json.dumps(_versions(_LIBRARIES), sort_keys=True),
        "timings": json.dumps(report.timings),
        "detail": detail,
        "volumes": report.volumes or None,
        "findings": json.dumps(report.findings, ensure_ascii=False),
    }
    return pa.Table.from_pylist([row], schema=RUNS)


@functools.cache
def _versions(names: tuple[str, ...]) -> Mapping[str, str]:
    found = {"python": platform.python_version()}
    for name in names:
        try:
            found[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            found[name] = "unknown"
    return found
