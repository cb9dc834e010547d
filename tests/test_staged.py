"""What one stage hands to the next comes back as it was."""

from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.article import Given, Quarantined, RawArticle
from ingest.run import Run
from ingest.settings import Settings
from ingest.staged import (
    SetAside,
    concat_arrow,
    count_rows,
    in_order,
    quarantine_table,
    raw_articles_from_table,
    raw_articles_to_table,
    read_arrow,
    write_arrow,
)

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
given_parts = st.builds(
    Given,
    headline=words,
    authors=st.lists(words, max_size=3).map(tuple),
    published_at=words,
    url=words,
)
articles = st.builds(
    RawArticle,
    source_path=words,
    record_index=st.integers(0, 2**31 - 1),
    source_format=st.just("text"),
    raw_hash=st.just("ab" * 32),
    encoding=st.just("utf-8"),
    text=words,
    given=given_parts,
    flags=st.lists(words, max_size=2).map(tuple),
)


@given(st.lists(st.tuples(words, articles), max_size=5))
def test_raw_articles_survive_the_way_through_columns(items: list[tuple[str, RawArticle]]) -> None:
    assert list(raw_articles_from_table(raw_articles_to_table(items))) == items


def test_a_staged_table_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    table = pa.table({"n": [1, 2, 3]})
    path = write_arrow(table, tmp_path / "deep" / "numbers.arrow")
    assert read_arrow(path).equals(table)
    assert [found.name for found in path.parent.iterdir()] == ["numbers.arrow"]


def test_a_retried_shard_writes_over_what_it_left(tmp_path: Path) -> None:
    write_arrow(pa.table({"n": [1]}), tmp_path / "numbers.arrow")
    write_arrow(pa.table({"n": [2]}), tmp_path / "numbers.arrow")
    assert read_arrow(tmp_path / "numbers.arrow")["n"].to_pylist() == [2]


def test_tables_are_put_one_behind_the_other(tmp_path: Path) -> None:
    schema = pa.schema([("n", pa.int64())])
    paths = [write_arrow(pa.table({"n": [n]}), tmp_path / f"{n}.arrow") for n in (1, 2)]
    assert concat_arrow(paths, schema)["n"].to_pylist() == [1, 2]
    assert concat_arrow([], schema).schema == schema


@pytest.mark.parametrize("rows", [1, 3, 100])
def test_rows_of_several_tables_come_in_one_order(tmp_path: Path, rows: int) -> None:
    numbers = [[5, 1, 9], [], [4, 4, 2], [8, 0], [3]]
    tables = [
        pa.table({"n": pa.array(each, pa.int64()), "text": [f"{number}-{n}" for n in each]})
        for number, each in enumerate(numbers)
    ]
    tables[1] = tables[0].slice(0, 0)
    pieces = [write_arrow(tables[0], tmp_path / "0.arrow"), *tables[1:]]
    found = list(in_order(pieces, ["n", "text"], rows))
    whole = pa.concat_tables(tables).sort_by([("n", "ascending"), ("text", "ascending")])
    assert pa.concat_tables(found).to_pylist() == whole.to_pylist()
    assert max(map(len, found)) <= rows


@pytest.mark.parametrize("count", [0, 2])
def test_quarantined_records_become_rows(count: int) -> None:
    settings = Settings()
    run = Run("r", datetime(2026, 1, 2, tzinfo=UTC), Path("a"), Path("b"), Path("c"), settings)
    one = Quarantined("a.zip!/b.txt", 3, "text", "ab", "read", "malformed", "line 7", "excerpt")
    table = quarantine_table([("a.zip", one)] * count, run)
    assert len(table) == count
    for row in table.to_pylist():
        assert (row["file"], row["source_path"], row["reason"]) == (
            "a.zip",
            "a.zip!/b.txt",
            "malformed",
        )


def test_rows_set_aside_are_staged_in_pieces_and_stay_in_order(tmp_path: Path) -> None:
    run = Run("r", datetime(2026, 1, 2, tzinfo=UTC), Path("a"), Path("b"), tmp_path, Settings())
    aside = SetAside(run, tmp_path / "000000-quarantine")
    for number in range(25_000):
        aside.add("a.jsonl", Quarantined("a.jsonl", number, "jsonl", "ab", "read", "no_text"))
    paths = aside.finish()
    assert len(paths) == 3
    assert count_rows(paths) == 25_000
    places = [place for path in paths for place in read_arrow(path)["record_index"].to_pylist()]
    assert places == list(range(25_000))


def test_nothing_set_aside_leaves_no_table(tmp_path: Path) -> None:
    run = Run("r", datetime(2026, 1, 2, tzinfo=UTC), Path("a"), Path("b"), tmp_path, Settings())
    assert SetAside(run, tmp_path / "000000-quarantine").finish() == ()
