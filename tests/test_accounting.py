"""What does not add up is not published."""

from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pytest

from ingest.accounting import (
    Counts,
    RunReport,
    check_counts,
    check_files,
    count_files,
    file_rows,
    run_row,
)
from ingest.errors import AccountingError
from ingest.run import Run
from ingest.schema import FILES, RUNS
from ingest.settings import Settings
from ingest.staged import FILE_READS

RUN = Run("run-1", datetime(2026, 1, 2, tzinfo=UTC), Path("r"), Path("o"), Path("s"), Settings())


def reads(**records: int) -> pa.Table:
    rows = [
        {
            "source_path": path,
            "size": 10,
            "mtime_ns": 1,
            "raw_hash": "ab",
            "outcome": "taken",
            "reason": None,
            "records": count,
            "quarantined": 0,
        }
        for path, count in records.items()
    ]
    return pa.Table.from_pylist(rows, schema=FILE_READS)


def outcomes(*pairs: tuple[str, str]) -> pa.Table:
    return pa.table({"file": [file for file, _ in pairs], "outcome": [what for _, what in pairs]})


SET_ASIDE = pa.table({"file": pa.array(["b"], pa.string())})
DECIDED = outcomes(("a", "article"), ("a", "duplicate"), ("a", "unchanged"), ("b", "article"))


def test_every_record_of_a_file_is_counted_by_what_became_of_it() -> None:
    files = file_rows(RUN, reads(a=3, b=2), DECIDED, SET_ASIDE)
    assert files.schema.equals(FILES)
    columns = ["source_path", "records", "articles", "duplicates", "quarantined", "unchanged"]
    assert [tuple(row.values()) for row in files.select(columns).to_pylist()] == [
        ("a", 3, 1, 1, 0, 1),
        ("b", 2, 1, 0, 1, 0),
    ]


def test_the_counts_of_a_run_are_the_sums_of_its_files() -> None:
    files = file_rows(RUN, reads(a=3, b=2), DECIDED, SET_ASIDE)
    assert count_files(files, listed=9, unchanged=4, waiting=3) == Counts(
        files_listed=9,
        files_taken=2,
        files_unchanged=4,
        files_waiting=3,
        records=5,
        articles=2,
        duplicates=1,
        quarantined=1,
        unchanged=1,
    )


def test_what_adds_up_passes() -> None:
    files = file_rows(RUN, reads(a=3, b=2), DECIDED, SET_ASIDE)
    counts = count_files(files, 2, 0, 0)
    check_files(files)
    check_counts(counts, {"articles": 2, "duplicates": 1, "quarantine": 1})


def test_a_file_that_was_forgotten_is_noticed() -> None:
    files = file_rows(RUN, reads(a=3, b=2), DECIDED, SET_ASIDE)
    with pytest.raises(AccountingError, match="files listed"):
        check_counts(count_files(files, 3, 0, 0), {})


def test_a_lost_record_is_named_with_its_file() -> None:
    files = file_rows(RUN, reads(a=4, b=2), DECIDED, SET_ASIDE)
    with pytest.raises(AccountingError, match="records of a"):
        check_files(files)


@pytest.mark.parametrize("dataset", ["articles", "duplicates", "quarantine"])
def test_a_row_lost_in_writing_is_noticed(dataset: str) -> None:
    files = file_rows(RUN, reads(a=3, b=2), DECIDED, SET_ASIDE)
    written = {"articles": 2, "duplicates": 1, "quarantine": 1}
    written[dataset] -= 1
    with pytest.raises(AccountingError, match=dataset):
        check_counts(count_files(files, 2, 0, 0), written)


def test_the_row_of_a_run_says_with_what_it_was_made() -> None:
    report = RunReport("run-1", Counts(articles=2), snapshot=1, committed=True)
    [row] = run_row(RUN, "run", report).to_pylist()
    assert run_row(RUN, "run", report).schema.equals(RUNS)
    assert (row["articles"], row["kind"]) == (2, "run")
    assert "pyarrow" in row["versions"]
    assert '"keep": "first"' in row["settings"]


def test_a_report_survives_the_way_through_plain_data() -> None:
    from dataclasses import asdict, replace

    report = RunReport("run-1", Counts(records=7), 3, committed=True, languages={"en": 7})
    report = replace(report, findings=({"kind": "new"},), notices=("The index was made again.",))
    assert RunReport.from_dict(asdict(report)) == report
