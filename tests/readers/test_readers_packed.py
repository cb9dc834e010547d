"""What lies in archives, tables and documents: cut or broken packing, strange types, tables."""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from pathlib import Path

import docx
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard

from ingest.article import RawArticle
from readers_made import Records, read_bytes, reasons, texts

ONE = "The council voted on Tuesday to rebuild the old bridge, which has been closed since spring."
TWO = "Work is to begin in autumn, and the mayor expects that it will take no more than two years."


def tar() -> bytes:
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w") as archive:
        for number, text in enumerate((ONE, TWO)):
            info = tarfile.TarInfo(f"{number}.txt")
            info.size = len(text)
            archive.addfile(info, io.BytesIO(text.encode()))
    return target.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [(tar()[:1500], "truncated"), (tar()[:1024] + b"\xff" * 512 + tar()[1536:], "malformed")],
    ids=["cut in a header", "a broken header"],
)
def test_a_tar_that_breaks_off_says_so(data: bytes, reason: str, tmp_path: Path) -> None:
    found = read_bytes(tmp_path, "a.tar", data)
    assert texts(found) == [ONE]
    assert reasons(found) == [reason]


def test_names_in_a_zip_that_are_utf8_without_saying_so_are_read(tmp_path: Path) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("мост.txt", ONE)
    flagged = target.getvalue()
    data = flagged.replace(b"\x14\x00\x00\x08", b"\x14\x00\x00\x00")
    assert data != flagged
    (found,) = read_bytes(tmp_path, "a.zip", data)
    assert found.source_path == "a.zip!/мост.txt"


def read_table(folder: Path, table: pa.Table) -> Records:
    target = io.BytesIO()
    pq.write_table(table, target)
    return read_bytes(folder, "a.parquet", target.getvalue())


def test_a_time_that_no_calendar_has_costs_no_article(tmp_path: Path) -> None:
    times = pa.array([10**17, 1_772_532_000_000], pa.timestamp("ms"))
    found = read_table(tmp_path, pa.table({"text": [ONE, TWO], "date": times}))
    assert texts(found) == [ONE, TWO]
    assert isinstance(found[1], RawArticle)
    assert found[1].given.published_at == "2026-03-03T10:00:00"


def test_of_columns_with_the_same_name_the_first_is_read(tmp_path: Path) -> None:
    table = pa.table([pa.array([ONE]), pa.array(["x"])], names=["text", "text"])
    assert texts(read_table(tmp_path, table)) == [ONE]
    rows = f'text,text\n"{ONE}",x\n'.encode()
    assert texts(read_bytes(tmp_path, "a.csv", rows)) == [ONE]


def test_bytes_in_a_column_are_decoded(tmp_path: Path) -> None:
    text = "Le café près du vieux pont a été fermé; le conseil a décidé de le rouvrir en été."
    table = pa.table({"text": pa.array([text.encode("cp1252")])})
    assert texts(read_table(tmp_path, table)) == [text]


def test_a_document_keeps_its_tables_in_their_place(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Bridge to be rebuilt", 0)
    document.add_paragraph(ONE)
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Cost", "12 million"
    document.add_paragraph(TWO)
    target = io.BytesIO()
    document.save(target)
    (found,) = read_bytes(tmp_path, "a.docx", target.getvalue())
    assert isinstance(found, RawArticle)
    assert found.text.split("\n\n")[1:] == [ONE, "Cost | 12 million", TWO]
    assert found.given.headline == "Bridge to be rebuilt"


def test_a_schema_of_xml_is_no_article(tmp_path: Path) -> None:
    schema = b'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="a"/>'
    assert reasons(read_bytes(tmp_path, "a.xsd", schema + b"</xs:schema>")) == ["unsupported"]


PACKERS = {"gz": gzip.compress, "bz2": bz2.compress, "xz": lzma.compress, "zst": zstandard.compress}


@pytest.mark.parametrize("suffix", PACKERS)
def test_what_follows_packed_data_costs_nothing_but_itself(suffix: str, tmp_path: Path) -> None:
    pack = PACKERS[suffix]
    found = read_bytes(tmp_path, f"a.txt.{suffix}", pack(ONE.encode()) + b"<html>oops</html>")
    assert texts(found) == [ONE]
    assert reasons(found) == ["malformed"]
    assert [record.record_index for record in found] == [0, -1]
    padded = read_bytes(tmp_path, f"b.txt.{suffix}", pack(ONE.encode()) + b"\0" * 600 + b"\n")
    assert (texts(padded), reasons(padded)) == ([ONE], [])
    both = read_bytes(tmp_path, f"c.txt.{suffix}", pack(ONE.encode()) + pack(f" {TWO}".encode()))
    assert (texts(both), reasons(both)) == ([f"{ONE} {TWO}"], [])


def test_a_member_set_aside_does_not_hide_what_follows_packed_data(tmp_path: Path) -> None:
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("../outside.txt"))
    found = read_bytes(tmp_path, "a.tar.gz", gzip.compress(target.getvalue()) + b"oops")
    assert reasons(found) == ["unsafe_member", "malformed"]
    assert [record.source_path for record in found] == ["a.tar.gz!/../outside.txt", "a.tar.gz"]
