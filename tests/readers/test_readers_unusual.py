"""Files as programs write them that few look at: text boxes, deltas, strict forms, sequences."""

import base64
import io
import json
import struct
import zipfile
from pathlib import Path

import pytest
import zstandard

from ingest.article import RawArticle
from readers_made import Records, read_bytes

HEADLINE = "Mill bridge closes until the autumn"
ONE = "The council of Alderholm voted on Monday to close the old mill bridge until the autumn."
TWO = "Its railing had rusted through, engineers said, and the river had taken part of a pier."
THREE = "Those who live on the far bank have to go round by the weir, which takes half an hour."
TEXT = f"{HEADLINE}\n\n{ONE}\n\n{TWO}\n\n{THREE}"

LOOSE = "http://schemas.openxmlformats.org"
STRICT = "http://purl.oclc.org/ooxml"


def articles(records: Records) -> list[RawArticle]:
    return [record for record in records if isinstance(record, RawArticle)]


def only(records: Records) -> RawArticle:
    (record,) = records
    assert isinstance(record, RawArticle)
    return record


def package(**members: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as written:
        for name, text in members.items():
            written.writestr(name, text)
    return out.getvalue()


def word(body: str, words: str, relations: str) -> bytes:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    relation = f'Type="{relations}/officeDocument" Target="word/document.xml"'
    boxes = (
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
        'xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    held = "http://schemas.openxmlformats.org/package/2006/relationships"
    return package(
        **{
            "[Content_Types].xml": (
                f'<Types xmlns="{types}"><Default Extension="rels" ContentType='
                '"application/vnd.openxmlformats-package.relationships+xml"/>'
                f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>'
            ),
            "_rels/.rels": (
                f'<Relationships xmlns="{held}"><Relationship Id="r1" {relation}/></Relationships>'
            ),
            "word/document.xml": (
                f'<w:document xmlns:w="{words}" {boxes}><w:body>{body}</w:body></w:document>'
            ),
        }
    )


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def test_a_text_box_of_word_is_read_once_below_its_paragraph(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{paragraph(TWO)}</w:txbxContent>"
    drawn = (
        f"<w:p><w:r><w:t>{ONE}</w:t></w:r><w:r><mc:AlternateContent>"
        f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )
    body = paragraph(HEADLINE) + drawn + paragraph(THREE)
    data = word(
        body, f"{LOOSE}/wordprocessingml/2006/main", f"{LOOSE}/officeDocument/2006/relationships"
    )
    assert only(read_bytes(tmp_path, "a.docx", data)).text == TEXT


def test_the_strict_form_of_word_is_read(tmp_path: Path) -> None:
    body = "".join(map(paragraph, (HEADLINE, ONE, TWO, THREE)))
    data = word(body, f"{STRICT}/wordprocessingml/main", f"{STRICT}/officeDocument/relationships")
    assert only(read_bytes(tmp_path, "a.docx", data)).text == TEXT


def test_a_text_box_of_opendocument_is_text_and_a_picture_is_none(tmp_path: Path) -> None:
    text, draw = "urn:oasis:names:tc:opendocument:xmlns:text:1.0", "urn:x:drawing"
    content = (
        f'<o:document-content xmlns:o="urn:x:office" xmlns:t="{text}" xmlns:d="{draw}"><o:body>'
        f"<o:text><t:h>{HEADLINE}</t:h><t:p>{ONE}</t:p><t:p><d:frame><d:text-box><t:p>{TWO}</t:p>"
        f"</d:text-box></d:frame></t:p><t:p><d:frame><d:image/><d:desc>A bridge</d:desc></d:frame>"
        f"</t:p><t:p>{THREE}</t:p></o:text></o:body></o:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.text"
    data = package(**{"mimetype": kind, "content.xml": content})
    assert only(read_bytes(tmp_path, "a.odt", data)).text == TEXT


def test_a_text_box_of_rich_text_is_text_and_one_in_a_header_is_none(tmp_path: Path) -> None:
    box = r"{\shp{\*\shpinst{\sp{\sn x}{\sv 1}}{\shptxt %s\par}}}"
    data = (
        rf"{{\rtf1\ansi{{\header {box % 'Page 1'}}}\pard {HEADLINE}\par {ONE}{box % TWO}\par "
        rf"{THREE}\par}}"
    )
    assert only(read_bytes(tmp_path, "a.rtf", data.encode())).text == TEXT


OPS = [
    {"insert": HEADLINE},
    {"attributes": {"header": 1}, "insert": "\n"},
    {"insert": f"{ONE}\n{TWO[:20]}"},
    {"attributes": {"bold": True}, "insert": TWO[20:]},
    {"insert": "\n"},
    {"insert": {"image": "https://example.org/a.png"}},
    {"insert": f"\n{THREE}\n"},
]


@pytest.mark.parametrize(
    "value",
    [{"ops": OPS}, {"body": {"ops": OPS}}, {"content": json.dumps({"ops": OPS})}, {"text": OPS}],
)
def test_what_quill_keeps_is_text(tmp_path: Path, value: object) -> None:
    assert only(read_bytes(tmp_path, "a.json", json.dumps(value).encode())).text == TEXT


def test_the_paragraphs_of_an_article_are_no_articles(tmp_path: Path) -> None:
    nodes = [
        {"nodeType": "paragraph", "content": [{"nodeType": "text", "value": text}]}
        for text in (ONE, TWO, THREE)
    ]
    body = {"en-US": {"nodeType": "document", "content": nodes}, "de-DE": None}
    title = {"en-US": HEADLINE, "de-DE": "Mühlbrücke bis Herbst geschlossen"}
    data = json.dumps({"fields": {"title": title, "body": body}}).encode()
    found = only(read_bytes(tmp_path, "a.json", data))
    assert (found.given.headline, found.text) == (HEADLINE, f"{ONE}\n\n{TWO}\n\n{THREE}")


def test_lists_of_headlines_and_texts_are_as_many_articles(tmp_path: Path) -> None:
    data = json.dumps({"title": ["One", "Two"], "text": [ONE, TWO], "count": 2}).encode()
    found = articles(read_bytes(tmp_path, "a.json", data))
    assert [(one.given.headline, one.text) for one in found] == [("One", ONE), ("Two", TWO)]


def test_a_sequence_of_json_texts_is_read(tmp_path: Path) -> None:
    data = "".join(f"\x1e{json.dumps({'title': 'x', 'text': text})}\n" for text in (ONE, TWO))
    found = articles(read_bytes(tmp_path, "a.json", data.encode()))
    assert [one.text for one in found] == [ONE, TWO]


def test_zstd_that_begins_with_a_frame_to_skip_is_unpacked(tmp_path: Path) -> None:
    packed = zstandard.ZstdCompressor().compress(TEXT.encode())
    data = struct.pack("<II", 0x184D2A50, 4) + b"sign" + packed
    assert only(read_bytes(tmp_path, "a.txt.zst", data)).text == TEXT


def test_a_subject_of_very_many_encoded_words_is_read(tmp_path: Path) -> None:
    coded = f"=?utf-8?b?{base64.b64encode('Brücke '.encode()).decode()}?="
    coded += "\r\n =?iso-8859-1?q?gr=FCn_?=\r\n =?unknown?q?a?=\r\n =?utf-8?b?!?="
    subject = "\r\n ".join([coded] * 10_000)
    data = f"From: Ann Lee <ann@example.org>\r\nSubject: {subject}\r\n\r\n{ONE}\r\n"
    found = only(read_bytes(tmp_path, "a.eml", data.encode()))
    assert found.given.headline.startswith("Brücke grün a")
    assert found.given.headline.count("Brücke") == 10_000


def test_the_texts_of_pages_in_a_wet_file_are_articles(tmp_path: Path) -> None:
    payload = TEXT.encode()
    head = (
        "WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: https://example.org/bridge\r\n"
        "WARC-Date: 2026-03-03T09:12:00Z\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        f"Content-Type: text/plain\r\nContent-Length: {len(payload)}\r\n\r\n"
    )
    data = head.encode() + payload + b"\r\n\r\n"
    found = only(read_bytes(tmp_path, "a.warc.wet", data))
    assert (found.text, found.given.url) == (TEXT, "https://example.org/bridge")
    assert found.flags == ("fetched:2026-03-03T09:12:00Z",)


ENGLISH = f"{ONE} {TWO}"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (
            f"{ENGLISH} Un café.\n".encode() + "À côté, un naïf.".encode("cp1252"),
            f"{ENGLISH} Un café.\nÀ côté, un naïf.",
        ),
        (ENGLISH.encode() + b" \xed\xa0\xbd\xed\xb8\x80", f"{ENGLISH} 😀"),
        (f"{ENGLISH} The café’s too.".encode("cp1252"), f"{ENGLISH} The café’s too."),
        (f"{ENGLISH} It is André—who else?".encode("cp1252"), f"{ENGLISH} It is André—who else?"),
        (
            "议会星期二投票决定维修A座旧桥，B座不动。".encode("gb18030"),
            "议会星期二投票决定维修A座旧桥，B座不动。",
        ),
    ],
)
def test_a_damaged_text_is_not_read_as_another_script(
    tmp_path: Path, data: bytes, text: str
) -> None:
    assert only(read_bytes(tmp_path, "a.txt", data)).text == text


def test_articles_joined_by_bars_are_paragraphs_and_a_row_of_a_table_stays(tmp_path: Path) -> None:
    data = f"{ONE} ||||| {TWO}\n|||||\n{THREE}\n\n|||||\n|---|---|\n"
    assert only(read_bytes(tmp_path, "a.txt", data.encode())).text == (
        f"{ONE}\n\n{TWO}\n\n\n\n{THREE}\n\n|||||\n|---|---|\n"
    )
