"""Hostile files: what each is called, its bytes, and the reasons that may be given for it.

"article" stands for being read, where that is the right thing to do.
"""

import bz2
import gzip
import io
import json
import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable

import pyarrow as pa
import pyarrow.parquet as pq
import zstandard

MB = 1 << 20
Case = tuple[str, Callable[[], bytes], set[str]]


def zip_of(members: dict[str, bytes], **changes: int) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            for field, value in changes.items():
                setattr(info, field, value)
            archive.writestr(info, data)
    return buffer.getvalue()


def tar_of(name: str, kind: bytes = tarfile.REGTYPE, link: str = "", data: bytes = b"x") -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        info = tarfile.TarInfo(name)
        info.type, info.linkname = kind, link
        info.size = len(data) if kind == tarfile.REGTYPE else 0
        archive.addfile(info, io.BytesIO(data))
    return buffer.getvalue()


def nested(depth: int, wrap: Callable[[bytes], bytes], core: bytes = b"A text.") -> bytes:
    for _ in range(depth):
        core = wrap(core)
    return core


def encrypted_zip() -> bytes:
    data = bytearray(zip_of({"a.txt": b"secret"}))
    for at in (data.find(b"PK\x01\x02") + 8, 6):
        data[at] |= 1
    return bytes(data)


def lying_zip() -> bytes:
    """A member that claims to be small and unpacks to much."""
    data = bytearray(zip_of({"a.txt": b"A" * 8 * MB}))
    for sign, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = data.find(sign) + offset
        data[at : at + 4] = struct.pack("<I", 100)
    return bytes(data)


def parquet(columns: dict[str, list[object]]) -> bytes:
    buffer = io.BytesIO()
    pq.write_table(pa.table(columns), buffer)
    return buffer.getvalue()


def warc(page: bytes, headers: bytes = b"Content-Type: text/html\r\n") -> bytes:
    http = b"HTTP/1.1 200 OK\r\n" + headers + b"\r\n" + page
    head = (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://news.example/\r\n"
        b"WARC-Date: 2026-01-02T03:04:05Z\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        b"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n"
    )
    return head % len(http) + http + b"\r\n\r\n"


def lol(levels: int) -> bytes:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, levels))
    return (
        f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY l0 "lol">{entities}]><rss>&l9;</rss>'.encode()
    )


def _external(what: str) -> bytes:
    return f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{what}">]><rss><channel>&x;</channel></rss>'.encode()


PROSE = b"A perfectly ordinary sentence about nothing at all. " * 20

ARCHIVES: dict[str, Case] = {
    "gzip bomb": ("a.txt.gz", lambda: gzip.compress(b"\0" * 40 * MB), {"bomb", "too_large"}),
    "bzip2 bomb": ("a.txt.bz2", lambda: bz2.compress(b"\0" * 40 * MB), {"bomb"}),
    "xz bomb": ("a.txt.xz", lambda: lzma.compress(b"\0" * 40 * MB), {"bomb"}),
    "zstd bomb": ("a.txt.zst", lambda: zstandard.compress(b"\0" * 40 * MB), {"bomb"}),
    "gzip bomb in gzip": (
        "a.gz",
        lambda: gzip.compress(gzip.compress(b"\0" * 40 * MB)),
        {"bomb", "too_large"},
    ),
    "gzip of gzip of gzip": ("a.gz", lambda: nested(3, gzip.compress), {"too_deep"}),
    "zip bomb": ("a.zip", lambda: zip_of({"a.txt": b"\0" * 40 * MB}), {"bomb"}),
    "zip that lies about sizes": ("a.zip", lying_zip, {"malformed", "truncated"}),
    "zip of many bombs": (
        "a.zip",
        lambda: zip_of({f"{n}.txt": b"A" * 900_000 for n in range(90)}),
        {"article", "bomb"},
    ),
    "zip in zip in zip in zip": (
        "a.zip",
        lambda: nested(4, lambda core: zip_of({"a.zip": core})),
        {"too_deep"},
    ),
    "zip with a climbing path": ("a.zip", lambda: zip_of({"../../x.txt": b"x"}), {"unsafe_member"}),
    "zip with an absolute path": ("a.zip", lambda: zip_of({"/etc/x.txt": b"x"}), {"unsafe_member"}),
    "zip with a drive": ("a.zip", lambda: zip_of({"C:\\x.txt": b"x"}), {"unsafe_member"}),
    "zip with a link": (
        "a.zip",
        lambda: zip_of({"x": b"/etc/passwd"}, external_attr=0o120777 << 16),
        {"unsafe_member"},
    ),
    "zip with a device": (
        "a.zip",
        lambda: zip_of({"x": b""}, external_attr=0o020666 << 16),
        {"unsafe_member"},
    ),
    "zip with a password": ("a.zip", encrypted_zip, {"encrypted"}),
    "zip cut short": ("a.zip", lambda: zip_of({"a.txt": PROSE})[:-30], {"truncated"}),
    "zip of nothing": ("a.zip", lambda: zip_of({}), {"no_article"}),
    "zip with one bad member": (
        "a.zip",
        lambda: zip_of({"a.txt": PROSE, "b.json": b"{", "c.txt": b"Sound."}),
        {"article", "truncated"},
    ),
    "tar with a climbing path": ("a.tar", lambda: tar_of("../x.txt"), {"unsafe_member"}),
    "tar with a link": (
        "a.tar",
        lambda: tar_of("x", tarfile.SYMTYPE, "/etc/passwd"),
        {"unsafe_member"},
    ),
    "tar with a hard link": (
        "a.tar",
        lambda: tar_of("x", tarfile.LNKTYPE, "../x"),
        {"unsafe_member"},
    ),
    "tar with a device": ("a.tar", lambda: tar_of("x", tarfile.CHRTYPE), {"unsafe_member"}),
    "tar with a FIFO": ("a.tar", lambda: tar_of("x", tarfile.FIFOTYPE), {"unsafe_member"}),
    "tar cut short": ("a.tar", lambda: tar_of("a.txt", data=PROSE * 40)[:2_000], {"truncated"}),
    "gzip cut short": ("a.txt.gz", lambda: gzip.compress(PROSE)[:-12], {"truncated"}),
    "gzip with a wrong checksum": (
        "a.txt.gz",
        lambda: gzip.compress(PROSE)[:-8] + b"\0" * 8,
        {"malformed"},
    ),
    "xz cut short": ("a.txt.xz", lambda: lzma.compress(PROSE)[:-20], {"truncated"}),
    "zstd cut short": ("a.txt.zst", lambda: zstandard.compress(PROSE)[:-5], {"truncated"}),
    "deflate garbage": ("a.gz", lambda: b"\x1f\x8b\x08\0" + b"\xff" * 200, {"malformed"}),
}

MARKUP: dict[str, Case] = {
    "billion laughs": ("a.xml", lambda: lol(10), {"entities"}),
    "quadratic entity": (
        "a.xml",
        lambda: b'<!DOCTYPE rss [<!ENTITY a "' + b"A" * 50_000 + b'">]><rss>' + b"&a;" * 9_000,
        {"entities"},
    ),
    "external entity to a file": ("a.rss", lambda: _external("file:///etc/passwd"), {"entities"}),
    "external entity to a host": ("a.rss", lambda: _external("http://x.example/"), {"entities"}),
    "parameter entity": (
        "a.xml",
        lambda: b'<!DOCTYPE r [<!ENTITY % p SYSTEM "http://x.example/d">%p;]><rss/>',
        {"entities"},
    ),
    "DTD at an address": (
        "a.xml",
        lambda: (
            b'<!DOCTYPE nitf SYSTEM "http://x.example/n.dtd"><nitf><body><body.content>'
            b"<p>It is read without the DTD.</p></body.content></body></nitf>"
        ),
        {"article"},
    ),
    "XML 100,000 deep": ("a.xml", lambda: b"<nitf>" + b"<a>" * 100_000, {"too_deep"}),
    "XML that stops": ("a.xml", lambda: b"<nitf><body><body.content><p>So", {"truncated"}),
    "XML text of 10 MB": (
        "a.xml",
        lambda: b"<nitf><body>" + b"A" * 11 * MB + b"</body></nitf>",
        {"too_large"},
    ),
    "HTML 100,000 deep": (
        "a.html",
        lambda: b"<html><body>" + b"<div>" * 100_000 + PROSE,
        {"article", "no_article"},
    ),
    "HTML of a hundred thousand open tags": (
        "a.html",
        lambda: b"<html><body>" + b"<a " * 100_000,
        {"article", "no_article"},
    ),
    "HTML of 50 MB": ("a.html", lambda: b"<html>" + b"<p>word</p>" * 5 * MB, {"too_large"}),
    "HTML without a text": ("a.html", lambda: b"<html><body></body></html>", {"no_article"}),
    "HTML of comments": (
        "a.html",
        lambda: b"<html>" + b"<!-- " * 50_000,
        {"article", "no_article"},
    ),
    "HTML attributes without end": (
        "a.html",
        lambda: b'<html><body><p x="' + b"a" * 500_000,
        {"article", "no_article"},
    ),
    "JSON-LD nested deep": (
        "a.html",
        lambda: (
            b'<html><script type="application/ld+json">'
            + b"[" * 50_000
            + b"</script><p>"
            + PROSE
            + b"</p></html>"
        ),
        {"article"},
    ),
    "feed of nothing": ("a.rss", lambda: b"<rss><channel></channel></rss>", {"no_article"}),
}

RECORDS: dict[str, Case] = {
    "JSON 100,000 deep": ("a.json", lambda: b"[" * 100_000, {"too_deep"}),
    "JSON objects 100,000 deep": ("a.json", lambda: b'{"a":' * 100_000, {"too_deep"}),
    "JSON strings without end": ("a.json", lambda: b'["' + b'\\"' * 200_000, {"truncated"}),
    "JSON integer of a million digits": (
        "a.json",
        lambda: b'{"id": ' + b"9" * 1_000_000 + b', "text": "Read."}',
        {"article"},
    ),
    "JSON NaN": ("a.json", lambda: b"[NaN]", {"malformed"}),
    "JSON Infinity": ("a.json", lambda: b"-Infinity", {"malformed"}),
    "JSON text that is NaN": ("a.json", lambda: b'{"text": NaN}', {"no_article"}),
    "JSON duplicate keys": ("a.json", lambda: b'{"text": "One", "text": "Two"}', {"article"}),
    "JSON lone surrogate": ("a.json", lambda: b'{"text": "A \\ud800 B"}', {"article"}),
    "JSON with NULs": ("a.json", lambda: b'{"text": "a\0b"}', {"malformed"}),
    "JSON that stops": (
        "a.json",
        lambda: b'[{"text": "One"}, {"text": "Tw',
        {"article", "truncated"},
    ),
    "JSON number only": ("a.json", lambda: b"123", {"no_article"}),
    "JSONL with a line too long": (
        "a.jsonl",
        lambda: b'{"text": "' + b"x" * 3 * MB + b'"}\n{"text": "Next."}\n',
        {"article", "too_large"},
    ),
    "JSONL with more records than allowed": (
        "a.jsonl",
        lambda: b'{"text": "x"}\n' * 3_000,
        {"article", "too_many_records"},
    ),
    "CSV of a million columns": ("a.csv", lambda: b"text," * 1_000_000, {"too_large"}),
    "CSV field of 2 MB": ("a.csv", lambda: b"title,text\na," + b"x" * 2 * MB, {"too_large"}),
    "CSV quote that never ends": (
        "a.csv",
        lambda: b'title,text\na,"' + b"line\n" * 500_000,
        {"too_large"},
    ),
    "CSV without a text": ("a.csv", lambda: b"id,price\n1,2\n", {"no_article"}),
    "CSV with NULs": (
        "a.csv",
        lambda: b"title,text\nOne,A body with one \0 NUL in it\n",
        {"article"},
    ),
    "Parquet cut short": (
        "a.parquet",
        lambda: parquet({"text": ["One"]})[:-20],
        {"truncated", "malformed"},
    ),
    "Parquet of garbage": (
        "a.parquet",
        lambda: b"PAR1" + b"\xff" * 500,
        {"truncated", "malformed"},
    ),
    "Parquet with a forged footer": (
        "a.parquet",
        lambda: b"PAR1" + b"\x15" * 100 + struct.pack("<I", 2_000_000_000) + b"PAR1",
        {"truncated", "malformed"},
    ),
    "Parquet without a text": ("a.parquet", lambda: parquet({"n": [1]}), {"no_article"}),
    "WARC cut short": (
        "a.warc",
        lambda: warc(b"<html><p>" + PROSE + b"</p>")[:-400],
        {"article", "truncated"},
    ),
    "WARC page that is a bomb": (
        "a.warc",
        lambda: warc(
            zlib.compress(b"\0" * 40 * MB),
            b"Content-Type: text/html\r\nContent-Encoding: deflate\r\n",
        ),
        {"too_large"},
    ),
    "WARC of garbage": (
        "a.warc",
        lambda: b"WARC/1.0\r\n" + b"\xff" * 500,
        {"malformed", "no_article", "truncated"},
    ),
    "mail of three thousand parts": (
        "a.eml",
        lambda: (
            b"From: a@b.example\nSubject: x\nMIME-Version: 1.0\n"
            b'Content-Type: multipart/mixed; boundary="b"\n\n' + b"--b\n\nx\n" * 3_000
        ),
        {"article"},
    ),
    "mail nested deep": (
        "a.eml",
        lambda: b"".join(
            b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n)
            for n in range(500)
        ),
        {"no_article", "too_deep", "malformed", "article"},
    ),
    "mail in an unknown charset": (
        "a.eml",
        lambda: (
            b"From: a@b.example\nMessage-ID: <1>\nSubject: x\n"
            b"Content-Type: text/plain; charset=nonsense-9\n\nStill read.\n"
        ),
        {"article"},
    ),
    "PDF of garbage": ("a.pdf", lambda: b"%PDF-1.7\n" + b"\xff" * 500, {"malformed", "truncated"}),
    "DOCX of garbage": (
        "a.docx",
        lambda: zip_of({"word/document.xml": b"<a", "[Content_Types].xml": b"<"}),
        {"malformed", "reader_failed", "truncated"},
    ),
    "DOCX bomb": ("a.docx", lambda: zip_of({"word/document.xml": b" " * 40 * MB}), {"bomb"}),
    "YAML aliases": (
        "a.md",
        lambda: (
            b"---\na: &a [x,x,x,x,x,x,x,x,x]\n"
            + b"".join(b"%c: &%c [*%c,*%c]\n" % (n + 1, n + 1, n, n) for n in range(97, 120))
            + b"---\nBody.\n"
        ),
        {"article"},
    ),
}

TEXTS: dict[str, Case] = {
    "nothing": ("a.txt", lambda: b"", {"empty"}),
    "white space": ("a.txt", lambda: b" \r\n\t \n" * 100, {"blank"}),
    "invisible characters": ("a.txt", lambda: "\u200b\ufeff\u2060\u202e".encode() * 50, {"blank"}),
    "a mark and nothing": ("a.txt", lambda: b"\xef\xbb\xbf", {"blank"}),
    "random bytes": (
        "a.txt",
        lambda: bytes((n * n * 31 + n // 7) % 256 for n in range(5_000)),
        {"binary"},
    ),
    "a picture called .txt": ("a.txt", lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 50, {"binary"}),
    "a program called .html": ("a.html", lambda: b"\x7fELF" + b"\0" * 500, {"binary"}),
    "a page called .txt": (
        "a.txt",
        lambda: b"<!DOCTYPE html><html><body><p>" + PROSE + b"</p></body></html>",
        {"article"},
    ),
    "text called .json": ("a.json", lambda: PROSE, {"malformed"}),
    "text called .zip": ("a.zip", lambda: PROSE, {"article"}),
    "text with NULs": ("a.txt", lambda: b"A text \0 with one NUL in it, and words.", {"article"}),
    "bidi overrides": ("a.txt", "abc \u202e\u2066 def".encode, {"article"}),
    "private use": ("a.txt", "text \ue000\uf8ff text".encode, {"article"}),
    "one line of many megabytes": ("a.txt", lambda: b"word " * MB, {"too_large"}),
    "UTF-8 with one bad byte": (
        "a.txt",
        lambda: "Grüße an alle ".encode() * 9 + b"\xff",
        {"article"},
    ),
    "UTF-16 cut in a character": ("a.txt", lambda: "Grüße".encode("utf-16") + b"\x41", {"article"}),
    "overlong UTF-8": ("a.txt", lambda: b"Text \xc0\xaf\xe0\x80\xaf more text", {"article"}),
    "surrogates in UTF-8": ("a.txt", lambda: b"Text \xed\xa0\x80 more text", {"article"}),
    "an old Word file": (
        "a.doc",
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99,
        {"unsupported"},
    ),
    "rich text": ("a.rtf", lambda: b"{\\rtf1 Text}", {"article"}),
    "rich text nested deep": ("a.rtf", lambda: b"{\\rtf1 " + b"{" * 9_000, {"too_deep"}),
    "rich text of braces": ("a.rtf", lambda: b"{\\rtf1 " + b"{}" * 9_000, {"no_article"}),
    "SGML without an end": (
        "a.sgm",
        lambda: b"<DOC><DOCNO>1<TEXT>" + b"<P>" * 9_000,
        {"truncated"},
    ),
    "SGML of open elements": (
        "a.sgm",
        lambda: b"<DOC><DOCNO>1<TEXT>" + b"<A>" * 90_000 + b"</DOC>",
        {"no_article"},
    ),
    "a workbook of nothing": (
        "a.xlsx",
        lambda: zip_of({"xl/worksheets/sheet1.xml": b"<worksheet>"}),
        {"malformed", "no_article"},
    ),
    "a workbook that unpacks to much": (
        "a.xlsx",
        lambda: zip_of({"xl/worksheets/sheet1.xml": b" " * (8 << 20)}),
        {"bomb"},
    ),
    "a list in a cell that is deep": (
        "a.csv",
        lambda: b"title,text,author\nOne,Two,\"['" + b"[" * 90_000 + b']"\n',
        {"article"},
    ),
    "unknown XML": (
        "a.xml",
        lambda: b"<?xml version='1.0'?><menu><dish>Soup</dish></menu>",
        {"unsupported"},
    ),
    "a date of the year 0": (
        "a.json",
        lambda: json.dumps({"text": "Old.", "date": "0000-00-00"}).encode(),
        {"article"},
    ),
}

CASES: dict[str, Case] = {**ARCHIVES, **MARKUP, **RECORDS, **TEXTS}
