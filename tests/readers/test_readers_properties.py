"""Whatever bytes come, rows come out; whatever articles go in, the same come out."""

import bz2
import csv
import gzip
import io
import json
import lzma
import time
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.article import REASONS, Quarantined, RawArticle
from ingest.readers.decoding import repaired
from readers_hostile import tar_of, warc, zip_of
from readers_made import SMALL, read_bytes, reasons, texts

SUFFIXES = (
    *("txt", "md", "html", "json", "jsonl", "csv", "tsv", "xml", "rss", "eml", "mbox", "gz"),
    *("zip", "tar", "warc", "parquet", "pdf", "docx", ""),
)
STARTS = (
    *(
        b"",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"<html>",
        b"<?xml version='1.0'?>",
        b"<rss>",
        b"[{",
        b"{",
    ),
    *(b"WARC/1.0\r\n", b"PK\x03\x04", b"\x1f\x8b\x08", b"PAR1", b"%PDF-1.4", b"---\n", b"+++\n"),
    *(b"From a@b 2026\nFrom: x\n", b"1 of 2 DOCUMENTS\n", b"BZh91AY&SY", b"\xfd7zXZ\0"),
)
PROSE = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), min_size=1).filter(
    lambda text: any(map(str.isalnum, text)) and not set("<&\u00c2\u00c3") & set(text)
)


@settings(max_examples=100)
@given(
    start=st.sampled_from(STARTS), rest=st.binary(max_size=400), suffix=st.sampled_from(SUFFIXES)
)
def test_any_bytes_become_rows(
    tmp_path_factory: pytest.TempPathFactory, start: bytes, rest: bytes, suffix: str
) -> None:
    folder = tmp_path_factory.mktemp("any")
    records = read_bytes(folder, f"a.{suffix}", start + rest, SMALL)
    assert records
    for record in records:
        if isinstance(record, Quarantined):
            assert record.reason in REASONS
            assert record.reason != "reader_failed", record.detail
        else:
            assert isinstance(record, RawArticle)
            assert record.text.encode()


@settings(max_examples=30)
@given(st.lists(PROSE, min_size=1, max_size=5))
def test_articles_go_through_json_jsonl_csv_and_parquet_unchanged(
    tmp_path_factory: pytest.TempPathFactory, bodies: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("same")
    bodies = [repaired(body) for body in bodies]
    rows = [{"title": f"T{n}", "body": body} for n, body in enumerate(bodies)]
    table = io.StringIO()
    writer = csv.DictWriter(table, ["title", "body"])
    writer.writeheader()
    writer.writerows(rows)
    columns = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows), columns)
    forms = {
        "a.json": json.dumps(rows).encode(),
        "a.jsonl": "".join(json.dumps(row) + "\n" for row in rows).encode(),
        "a.csv": table.getvalue().encode(),
        "a.parquet": columns.getvalue(),
    }
    for name, data in forms.items():
        records = read_bytes(folder, name, data)
        assert texts(records) == bodies, name
        assert [record.record_index for record in records] == list(range(len(bodies)))


WRAPS: dict[str, Callable[[bytes], bytes]] = {
    "gz": gzip.compress,
    "bz2": bz2.compress,
    "xz": lzma.compress,
    "zst": zstandard.compress,
}


@pytest.mark.parametrize("suffix", WRAPS)
@pytest.mark.parametrize("size", [1, 70_000, 900_000])
def test_a_compressed_file_reads_as_the_file_in_it(suffix: str, size: int, tmp_path: Path) -> None:
    body = "".join(f"Sentence number {n}. " for n in range(size // 20 + 1))
    records = read_bytes(tmp_path, f"a.txt.{suffix}", WRAPS[suffix](body.encode()))
    assert texts(records) == [body]
    assert records[0].source_path == f"a.txt.{suffix}"


@pytest.mark.parametrize("suffix", WRAPS)
def test_a_file_of_several_compressed_members_is_read_whole(suffix: str, tmp_path: Path) -> None:
    wrap = WRAPS[suffix]
    records = read_bytes(tmp_path, f"a.txt.{suffix}", wrap(b"One, ") + wrap(b"two."))
    assert texts(records) == ["One, two."]


def test_members_of_archives_are_named_by_their_path(tmp_path: Path) -> None:
    inner = zip_of({"deep/b.json": b'[{"text": "B"}, {"text": "C"}]'})
    records = read_bytes(tmp_path, "a.zip", zip_of({"x/a.txt": b"A", "inner.zip": inner}))
    assert [(r.source_path, r.record_index) for r in records] == [
        ("a.zip!/x/a.txt", 0),
        ("a.zip!/inner.zip!/deep/b.json", 0),
        ("a.zip!/inner.zip!/deep/b.json", 1),
    ]
    assert len({record.raw_hash for record in records}) == 1


def test_members_of_one_name_stay_apart(tmp_path: Path) -> None:
    data = tar_of("a.txt", data=b"One")[:1024] + tar_of("a.txt", data=b"Two")
    records = read_bytes(tmp_path, "a.tar", data)
    assert [record.source_path for record in records] == ["a.tar!/a.txt", "a.tar!/a.txt#2"]


def test_a_tar_in_gzip_is_a_folder_of_files(tmp_path: Path) -> None:
    records = read_bytes(tmp_path, "a.tgz", gzip.compress(tar_of("n/a.txt", data=b"Text.")))
    assert records[0].source_path == "a.tgz!/n/a.txt"


def test_a_page_in_a_warc_keeps_its_address_and_day(tmp_path: Path) -> None:
    page = b"<html><body><article>" + b"<p>A long enough sentence to be read.</p>" * 20
    for name, data in (("a.warc", warc(page)), ("a.warc.gz", gzip.compress(warc(page)) * 2)):
        records = read_bytes(tmp_path, name, data)
        assert [r.given.url for r in records if isinstance(r, RawArticle)] == [
            "http://news.example/"
        ] * len(records)
        assert isinstance(records[0], RawArticle)
        assert "fetched:2026-01-02T03:04:05Z" in records[0].flags


def test_names_of_your_own_are_mapped_by_a_setting(tmp_path: Path) -> None:
    given_names = SMALL.model_copy(update={"fields": {"inhalt.lang": "body", "kopf": "headline"}})
    data = b'{"kopf": "Titel", "inhalt": {"lang": "Der ganze Text."}}'
    record = read_bytes(tmp_path, "a.json", data, given_names)[0]
    assert isinstance(record, RawArticle)
    assert (record.given.headline, record.text) == ("Titel", "Der ganze Text.")


def test_a_long_json_list_is_read_piece_by_piece(tmp_path: Path) -> None:
    rows = [{"text": f"Body {n}. " + "word " * 200} for n in range(1_500)]
    data = json.dumps(rows).encode()
    assert len(data) > SMALL.max_article_bytes
    assert len(texts(read_bytes(tmp_path, "a.json", data, SMALL))) == 1_500
    cut = read_bytes(tmp_path, "b.json", data[:-300], SMALL)
    assert len(texts(cut)) >= 1_498
    assert reasons(cut) == ["truncated"]


LD = b'<html><script type="application/ld+json">'
WXR = b'<rss xmlns:wp="http://wordpress.org/export/1.2/"><item><encoded><![CDATA['
LINEAR: dict[str, tuple[str, Callable[[int], bytes]]] = {
    "spaces": ("a.txt", lambda n: b" " * n + b"x"),
    "open tags": ("a.html", lambda n: b"<html><p>" + b"<" * n),
    "at signs": (
        "a.html",
        lambda n: b'<html><meta name="author" content="' + b"a@" * n + b'"><p>x',
    ),
    "backslashes": ("a.json", lambda n: b'["' + b'\\"' * n),
    "brackets": ("a.json", lambda n: b'{"text": "' + b"[" * n + b'"}'),
    "header lines": ("a.txt", lambda n: b"From: x\n" * (n // 8)),
    "documents": ("a.txt", lambda n: b"1 of 2 DOCUMENTS\n" + b" " * n + b"\nDocument " + b"A" * n),
    "front matter": ("a.md", lambda n: b"---\n" + b"a: b\n" * (n // 5)),
    "mojibake": ("a.txt", lambda n: "Ã".encode() * n),
    "quotes": ("a.csv", lambda n: b'text\n"' + b'""' * n),
    "charset": ("a.html", lambda n: b"<html>" + b"<meta " * n),
    "strings of a script": ("a.html", lambda n: b"<html><script>" + b'\\"' * n),
    "JSON-LD without end": ("a.html", lambda n: LD + b'{"a":"' + b'\\"' * n),
    "commas in JSON-LD": ("a.html", lambda n: LD + b'{"a":[' + b",   " * n),
    "objects in JSON": ("a.json", lambda n: b'{"a":' + b'{"b":[{}]},"a":' * (n // 15) + b"1}"),
    "ends of documents": ("a.txt", lambda n: b"Body\nEnd of Document\n" * (n // 200)),
    "shortcodes": ("a.xml", lambda n: WXR + b"[caption " * n + b"]]></encoded></item></rss>"),
    "records of SGML": ("a.sgm", lambda n: b"<DOC><DOCNO>1</DOCNO>x</DOC>" * (n // 200)),
    "elements of SGML": ("a.sgm", lambda n: b"<DOC><DOCNO>1" + b"<a>" * (n // 3) + b"</DOC>"),
    "a date in a feed": (
        "a.rss",
        lambda n: (
            b"<rss><channel><item><description>" + b"the post " * (n // 9) + b"</description>"
            b"</item></channel></rss>"
        ),
    ),
    "groups of rich text": ("a.rtf", lambda n: b"{\\rtf1 " + b"{\\b x}" * (n // 6)),
    "backslashes of rich text": ("a.rtf", lambda n: b"{\\rtf1 " + b"\\" * n),
    "templates of a wiki": (
        "a.xml",
        lambda n: (
            b"<mediawiki><page><revision><text>" + b"{{" * (n // 2) + b"</text></revision>"
            b"</page></mediawiki>"
        ),
    ),
    "files of a wiki": (
        "a.xml",
        lambda n: (
            b"<mediawiki><page><revision><text>" + b"[[File:" * (n // 7) + b"</text>"
            b"</revision></page></mediawiki>"
        ),
    ),
    "elements of XML": ("a.xml", lambda n: b"<?xml?><a>" + b"<b c='d'/>" * (n // 10) + b"</a>"),
    "open quotes": ("a.tsv", lambda n: b"title\ttext\n" + b'"a\tb\n' * (n // 5)),
    "lists in cells": ("a.csv", lambda n: b"title,text\n" + b"a,\"['" + b"[" * n + b']"\n'),
    "marks of forwarding": (
        "a.eml",
        lambda n: (
            b"From: a@b.example\nMessage-ID: <1>\n\n" + b"-" * n + b"\n" + b"a: b\n" * (n // 5)
        ),
    ),
    "armour": (
        "a.eml",
        lambda n: b"Message-ID: <1>\n\n" + b"-----BEGIN PGP SIGNED MESSAGE-----\n" * (n // 36),
    ),
    "text within a page": ("a.html", lambda n: b"<html><body><pre>" + b"a\n\n" * (n // 3)),
    "legacy letters": ("a.txt", lambda n: "été à la plage ".encode("cp1252") * (n // 15)),
}


@pytest.mark.parametrize("name", LINEAR)
def test_eight_times_the_length_takes_no_more_than_that_much_longer(
    name: str, tmp_path: Path
) -> None:
    """Eight times as long is 8 times the work if it is linear, and 64 if it is quadratic."""
    file_name, make = LINEAR[name]
    read_bytes(tmp_path, file_name, make(100))
    spent = []
    for length in (20_000, 160_000):
        data = make(length)
        best = float("inf")
        for _ in range(3):
            start = time.process_time()
            read_bytes(tmp_path, file_name, data)
            best = min(best, time.process_time() - start)
        spent.append(best)
    assert spent[1] < 30 * spent[0] + 0.05
