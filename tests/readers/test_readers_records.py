"""What one bad record costs: itself, and nothing that follows it in the same file."""

import io
import json
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from ingest.article import Quarantined, RawArticle
from readers_made import read_bytes, reasons, texts

TEXT = "The council voted on Tuesday to rebuild the old bridge, which has been closed since spring."
PAGE = f"<html><body><article><p>{TEXT}</p><p>{TEXT} So it said.</p></article></body></html>"


def message(subject: str, body: bytes, *headers: bytes) -> bytes:
    lines = (b"From a@b.example Mon Jan  1 00:00:00 2024", b"From: a@b.example", *headers)
    return b"\n".join((*lines, b"Subject: " + subject.encode(), b"", body, b"", b""))


def test_a_mailbox_goes_on_after_a_message_of_binary(tmp_path: Path) -> None:
    binary = message("one", b"AAECAwQFBgcI" * 9, b"Content-Transfer-Encoding: base64")
    data = binary + message("two", TEXT.encode()) + message("three", TEXT.encode())
    records = read_bytes(tmp_path, "box.mbox", data)
    assert [type(record) for record in records] == [Quarantined, RawArticle, RawArticle]
    assert [record.record_index for record in records] == [0, 1, 2]
    assert reasons(records) == ["binary"]


def record(url: str, block: bytes, kind: str = "response") -> bytes:
    named = f"WARC-Target-URI: {url}\r\n" if url else ""
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\n{named}Content-Length: {len(block)}\r\n\r\n"
    return head.encode() + block + b"\r\n\r\n"


def response(page: str = PAGE, status: str = "200 OK", headers: str = "") -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Type: text/html\r\n{headers}\r\n{page}".encode()


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (record("https://a.example/", b"no HTTP at all\r\n\r\n"), "malformed"),
        (record("https://a.example/", response(status="404 Not Found")), "no_article"),
        (record("https://a.example/", response("")), "empty"),
        (record("https://a.example/", response("\0" * 400)), "binary"),
        (record("https://a.example/", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"), "empty"),
    ],
)
def test_an_archive_goes_on_after_a_bad_page(bad: bytes, reason: str, tmp_path: Path) -> None:
    data = bad + record("https://a.example/good", response())
    records = read_bytes(tmp_path, "a.warc", data)
    assert reasons(records) == [reason]
    assert texts(records) == [f"{TEXT}\n\n{TEXT} So it said."]


def test_a_record_of_the_wrong_length_is_flagged_and_says_nothing_on_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    short = record("https://a.example/short", response())
    stated = f"Content-Length: {len(response())}".encode()
    short = short.replace(stated, f"Content-Length: {len(response()) - 20}".encode())
    data = short + record("https://a.example/good", response())
    records = read_bytes(tmp_path, "a.warc", data)
    flags = {one.given.url: one.flags for one in records if isinstance(one, RawArticle)}
    assert flags == {"https://a.example/short": ("length_mismatch",), "https://a.example/good": ()}
    assert capsys.readouterr().err == ""


def test_a_page_that_an_archive_ends_in_is_truncated(tmp_path: Path) -> None:
    data = record("https://a.example/good", response()) + record("https://a.example/", response())
    records = read_bytes(tmp_path, "a.warc", data[:-100])
    assert [type(one) for one in records] == [RawArticle, Quarantined]
    assert (reasons(records), records[1].record_index) == (["truncated"], 1)
    assert texts(read_bytes(tmp_path, "b.warc", data[:-4])) == 2 * [f"{TEXT}\n\n{TEXT} So it said."]


def test_a_page_without_an_address_is_read_all_the_same(tmp_path: Path) -> None:
    records = read_bytes(tmp_path, "a.warc", record("", response()))
    assert texts(records) == [f"{TEXT}\n\n{TEXT} So it said."]


@pytest.mark.parametrize("gzipped", [False, True])
def test_records_of_every_kind_are_passed_over_but_pages(gzipped: bool, tmp_path: Path) -> None:
    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=gzipped)
    html = [("Content-Type", "text/html; charset=utf-8")]
    for kind, headers in (("response", html), ("revisit", html), ("response", [("X", "y")])):
        made = writer.create_warc_record(
            f"https://a.example/{kind}",
            kind,
            payload=io.BytesIO(PAGE.encode()),
            http_headers=StatusAndHeaders("200 OK", headers, protocol="HTTP/1.1"),
        )
        writer.write_record(made)
    records = read_bytes(tmp_path, "a.warc.gz" if gzipped else "a.warc", stream.getvalue())
    assert [record.given.url for record in records if isinstance(record, RawArticle)] == [
        "https://a.example/response"
    ]


def test_a_table_of_excel_may_name_its_delimiter(tmp_path: Path) -> None:
    records = read_bytes(tmp_path, "a.csv", f'sep=;\r\ntitle;text\r\nOne;"{TEXT}"\r\n'.encode())
    assert texts(records) == [TEXT]


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-32-be", "utf-8-sig"])
def test_json_is_read_in_every_encoding_of_unicode(codec: str, tmp_path: Path) -> None:
    data = json.dumps({"title": "Grüße", "text": TEXT}, ensure_ascii=False).encode(codec)
    assert texts(read_bytes(tmp_path, "a.json", data)) == [TEXT]


def test_a_list_is_found_within_the_wrappers_of_an_api(tmp_path: Path) -> None:
    data = {"response": {"status": "ok", "data": {"results": [{"title": "One", "text": TEXT}]}}}
    assert texts(read_bytes(tmp_path, "a.json", json.dumps(data).encode())) == [TEXT]


@pytest.mark.parametrize(
    "start", ["RIFF-raff took it.", "ID3 is old.", "GIF87a is older.", "[1] See below.", "OggS."]
)
def test_words_that_a_format_also_begins_with_are_words(start: str, tmp_path: Path) -> None:
    text = f"{start} {TEXT}"
    assert texts(read_bytes(tmp_path, "a.txt", text.encode())) == [text]


def test_json_called_text_is_read_as_json(tmp_path: Path) -> None:
    data = json.dumps([{"title": "One", "text": TEXT}]).encode()
    assert texts(read_bytes(tmp_path, "a.txt", data)) == [TEXT]
