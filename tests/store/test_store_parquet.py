"""The one way in which a dataset's file is written."""

import os
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest import store
from ingest.schema import DATASETS
from ingest.store.parquet import fit
from store_rows import make_table

SCHEMA = pa.schema(
    [
        pa.field("name", pa.dictionary(pa.int32(), pa.string()), nullable=False),
        pa.field("count", pa.int32(), nullable=False),
        pa.field(
            "spans",
            pa.list_(pa.struct([pa.field("start", pa.int32(), nullable=False)])),
            nullable=False,
        ),
        pa.field("note", pa.string()),
    ]
)


def _table(**columns: pa.Array) -> pa.Table:
    whole = {
        "name": pa.array(["a", "b"], SCHEMA.field("name").type),
        "count": pa.array([1, 2], pa.int32()),
        "spans": pa.array([[{"start": 1}], []], SCHEMA.field("spans").type),
        "note": pa.array([None, "x"], pa.string()),
    }
    return pa.table({**whole, **columns})


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    store.write_parquet(_table(), tmp_path / "file.parquet", SCHEMA)
    found = pq.read_table(tmp_path / "file.parquet")
    assert found.schema.equals(SCHEMA)
    assert found.to_pylist() == _table().to_pylist()


def test_columns_in_another_order_are_put_in_order(tmp_path: Path) -> None:
    table = _table().select(["note", "spans", "count", "name"])
    store.write_parquet(table, tmp_path / "file.parquet", SCHEMA)
    assert pq.read_schema(tmp_path / "file.parquet").names == SCHEMA.names


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (_table(extra=pa.array([1, 2])), "columns differ from the schema: extra"),
        (_table().drop_columns("note"), "columns differ from the schema: note"),
        (_table(count=pa.array([1, None], pa.int32())), "column count must not be null"),
        (_table(count=pa.array([1, 2], pa.int64())), "column count must be int32, not int64"),
        (_table(count=pa.array(["1", "2"])), "column count must be int32, not string"),
        (
            _table(spans=pa.array([[{"start": None}], []], SCHEMA.field("spans").type)),
            r"column spans\[\]\.start must not be null",
        ),
        (_table(spans=pa.array([None, []], SCHEMA.field("spans").type)), "column spans must not"),
    ],
)
def test_what_does_not_fit_the_schema_is_refused(
    tmp_path: Path, table: pa.Table, message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        store.write_parquet(table, tmp_path / "file.parquet", SCHEMA)


def test_strings_may_come_in_any_encoding() -> None:
    plain = _table(name=pa.array(["a", "b"]), note=pa.array([None, "x"], pa.large_string()))
    assert fit(plain, SCHEMA).to_pylist() == _table().to_pylist()


def test_a_file_is_never_written_twice(tmp_path: Path) -> None:
    store.write_parquet(_table(), tmp_path / "file.parquet", SCHEMA)
    with pytest.raises(FileExistsError):
        store.write_parquet(_table(), tmp_path / "file.parquet", SCHEMA)


def test_files_are_compressed_checked_and_cut_into_row_groups(tmp_path: Path) -> None:
    numbers = range(25_000)
    table = pa.table(
        {
            "name": pa.array(["a"] * len(numbers), SCHEMA.field("name").type),
            "count": pa.array(numbers, pa.int32()),
            "spans": pa.array([[]] * len(numbers), SCHEMA.field("spans").type),
            "note": pa.array([None] * len(numbers), pa.string()),
        }
    )
    path = tmp_path / "file.parquet"
    store.write_parquet(table, path, SCHEMA, sorted_by=["count"])
    metadata = pq.read_metadata(path)
    sizes = [metadata.row_group(i).num_rows for i in range(metadata.num_row_groups)]
    assert sizes == [10_000, 10_000, 5_000]
    column = metadata.row_group(0).column(1)
    assert column.compression == "ZSTD"
    assert column.has_column_index
    assert column.has_offset_index
    assert metadata.row_group(0).sorting_columns[0].column_index == 1
    assert not os.access(path, os.W_OK) or os.geteuid() == 0


def test_a_flipped_bit_in_a_page_is_noticed_when_checksums_are_verified(tmp_path: Path) -> None:
    path = tmp_path / "file.parquet"
    store.write_parquet(make_table("articles", range(2_000)), path, DATASETS["articles"])
    start = pq.read_metadata(path).row_group(0).column(1).data_page_offset
    path.chmod(0o644)
    content = bytearray(path.read_bytes())
    content[start + 60] ^= 0x10
    path.write_bytes(content)
    with pytest.raises(OSError, match=r"CRC|checksum|[Cc]orrupt"):
        pq.read_table(path, page_checksum_verification=True)


def test_tables_can_be_written_one_after_the_other(tmp_path: Path) -> None:
    with store.ParquetFile(tmp_path / "file.parquet", SCHEMA) as file:
        file.write(_table())
        file.write(_table())
        assert file.rows == 4
    assert pq.read_metadata(tmp_path / "file.parquet").num_rows == 4


def test_a_file_left_by_an_error_cannot_be_taken_for_a_whole_one(tmp_path: Path) -> None:
    def fail() -> None:
        with store.ParquetFile(tmp_path / "file.parquet", SCHEMA) as file:
            file.write(_table())
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert not (tmp_path / "file.parquet").exists()


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(st.text(max_size=5), st.integers(-(2**31), 2**31 - 1), st.none() | st.text()),
        max_size=20,
    )
)
def test_any_fitting_values_survive_fitting(rows: list[tuple[str, int, str | None]]) -> None:
    table = pa.table(
        {
            "name": pa.array([name for name, _, _ in rows], pa.string()),
            "count": pa.array([count for _, count, _ in rows], pa.int32()),
            "spans": pa.array([[] for _ in rows], SCHEMA.field("spans").type),
            "note": pa.array([note for _, _, note in rows], pa.large_string()),
        }
    )
    assert fit(table, SCHEMA).to_pylist() == table.to_pylist()
