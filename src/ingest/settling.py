"""Stage 6: account for every record, shard by shard, while articles and duplicates are written."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from ingest import completeness, index
from ingest.accounting import (
    Counts,
    Listed,
    RunReport,
    add_counts,
    check_files,
    count_files,
    file_rows,
)
from ingest.article import Quarantined
from ingest.deciding import Decided
from ingest.memory import give_back
from ingest.prepare import PreparedShard
from ingest.publish import Written, publish_pieces, target_name
from ingest.reading import ReadShard
from ingest.run import Run
from ingest.staged import FILE_READS, in_order, quarantine_table, read_arrow

__all__ = ["Accounted", "Staged", "account"]


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
        written: the staged files of `quarantine` and `files`.
        index: what the index adds and leaves out; None without records.
    """

    report: RunReport
    written: tuple[Written, ...]
    index: index.IndexChange | None


def account(run: Run, listed: Listed, staged: Staged) -> Accounted:
    """Write the rows of quarantine and files, count, and let the index learn the new records.

    Raises:
        AccountingError: rows of a file were lost or doubled.
    """
    books = _Books(run)
    rows = map(books.enter, _pages(run, listed, staged))
    written = publish_pieces(run, "files", rows, target_name(run, 0))
    quarantine = in_order(books.quarantine, _BY_PLACE, _AT_ONCE)
    written += publish_pieces(run, "quarantine", quarantine, target_name(run, 0))
    volumes = books.volumes.finish()
    counts = Counts(listed.listed, 0, listed.unchanged, listed.waiting)
    report = RunReport(
        run_id=run.run_id,
        counts=add_counts([counts, *books.counts]),
        snapshot=0,
        committed=False,
        languages=_largest_first(books.languages),
        reasons=_largest_first(books.reasons),
        kinds=_largest_first(books.kinds),
        volumes=completeness.encode(volumes),
        findings=completeness.judge_run(run, volumes),
    )
    return Accounted(report, written, _extend_index(run, staged.decided))


_BY_PLACE = ("source_path", "record_index")
_AT_ONCE = 10_000
"""Rows of quarantine in memory."""


class _Page(NamedTuple):
    """What became of some files.

    Attributes:
        reads: rows of `staged.FILE_READS`.
        records: their readable records, with outcomes.
        quarantine: tables, staged or not, of what was set aside.
    """

    reads: pa.Table
    records: pa.Table
    quarantine: tuple[pa.Table | Path, ...]


def _pages(run: Run, listed: Listed, staged: Staged) -> Iterator[_Page]:
    """Give for each shard its files, and those between it and the next that could not be read."""
    refused = sorted(listed.refused, key=lambda entry: entry.file.source_path)
    paths = [entry.file.source_path for entry in refused]
    starts = [_first_path(read) for read in staged.reads]
    ends = [*(bisect_left(paths, start) for start in starts[1:]), len(paths)]
    done = 0
    shards = zip(staged.reads, staged.prepared, staged.decided.records(), strict=True)
    for (read, prepared, records), end in zip(shards, ends, strict=False):
        odd = Listed(0, 0, 0, tuple(refused[done:end]))
        set_aside = (_set_aside(run, odd, records), *read.quarantine, *prepared.quarantine)
        reads = [read_arrow(read.files), _refused_reads(odd)]
        yield _Page(pa.concat_tables(reads), records, set_aside)
        done = end
    if not staged.reads:
        yield _Page(_refused_reads(listed), _NO_RECORDS, (_set_aside(run, listed, _NO_RECORDS),))


_NO_RECORDS = pa.table({"file": pa.array([], pa.string()), "outcome": pa.array([], pa.string())})


def _first_path(read: ReadShard) -> str:
    """Name the first file of a shard; the files of all shards are in the order of their paths."""
    return str(read_arrow(read.files)["source_path"][0])


class _Books:
    """What is added up over the files of a run."""

    def __init__(self, run: Run) -> None:
        """Begin with nothing."""
        self.run = run
        self.counts: list[Counts] = []
        self.languages: Counter[str] = Counter()
        self.kinds: Counter[str] = Counter()
        self.volumes = completeness.Counting()
        self.reasons: Counter[str] = Counter()
        self.quarantine: list[pa.Table | Path] = []

    def enter(self, page: _Page) -> pa.Table:
        """Count what became of some files, and give their rows of `files`."""
        tables = [read_arrow(one) if isinstance(one, Path) else one for one in page.quarantine]
        quarantine = pa.concat_tables(tables).unify_dictionaries()
        files = file_rows(self.run, page.reads, page.records, quarantine)
        check_files(files)
        self.counts.append(count_files(files))
        self.reasons += _tally(quarantine["reason"])
        self.volumes.set_aside(quarantine["source_path"])
        kept = zip(page.quarantine, tables, strict=True)
        self.quarantine += (one for one, table in kept if len(table))
        if "language" in page.records.column_names:
            self.languages += _tally(_where(page.records, "article")["language"])
            self.kinds += _tally(_where(page.records, "duplicate")["kind"])
            self.volumes.add(page.records)
        return files


def _set_aside(run: Run, listed: Listed, records: pa.Table) -> pa.Table:
    """Make rows of quarantine of files that cannot be read, and of records taken down."""
    refused = [(entry.file.source_path, entry.quarantined) for entry in listed.refused]
    return quarantine_table(refused + _taken_down(records), run)


def _where(records: pa.Table, outcome: str) -> pa.Table:
    return records.filter(pc.equal(records["outcome"], outcome))


def _taken_down(records: pa.Table) -> list[tuple[str, Quarantined]]:
    """Set aside records whose content a tombstone keeps out."""
    rows = _where(records, "taken_down").to_pylist()
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


def _tally(values: pa.ChunkedArray) -> Counter[str]:
    counted = pc.value_counts(values.cast(pa.string())).to_pylist()
    return Counter({row["values"]: row["counts"] for row in counted})


def _largest_first(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def _extend_index(run: Run, decided: Decided) -> index.IndexChange | None:
    """Let the index learn the new records, so that the next run knows them."""
    if decided.decisions is None:
        return None
    give_back()
    lessons = decided.decisions.lessons
    return index.extend(decided.known, run.staging / "index", lessons, decided.keys)
