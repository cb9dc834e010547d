"""Rich text, OpenDocument and exports of news databases that are kept as documents."""

import io
import zipfile
from pathlib import Path

import pytest

from ingest.article import Quarantined, RawArticle
from readers_made import Records, read_bytes, reasons, texts

ONE = "The council of Alderholm voted on Monday to close the old mill bridge until the autumn."
TWO = "Its railing had rusted through, engineers said, and the river had taken part of a pier."
RUSSIAN = "Городской совет закрыл старый мост до осени."


def articles(records: Records) -> list[RawArticle]:
    return [record for record in records if isinstance(record, RawArticle)]


def as_hex(text: str, encoding: str) -> str:
    return "".join(f"\\'{byte:02x}" if byte > 127 else chr(byte) for byte in text.encode(encoding))


def test_rich_text_is_read_without_its_formatting(tmp_path: Path) -> None:
    data = (
        r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fnil\fcharset0 Calibri;}}{\colortbl ;\red0;}"
        r"{\*\generator Riched20}{\info{\title Closed}{\author Anna Brandt}}{\header page 1}"
        "\\pard\\b Mill bridge closes\\b0\\par\n\\par\n"
        rf"{ONE}\par \'93{TWO}\'94 \u8212?{{\pict 89504e47}}{{\field{{\*\fldinst HYPERLINK x}}"
        r"{\fldrslt{ he said}}}\par}"
    )
    (record,) = articles(read_bytes(tmp_path, "a.rtf", data.encode()))
    assert record.text == f"Mill bridge closes\n\n{ONE}\n\n“{TWO}” — he said"
    assert (record.given.headline, record.given.authors) == ("Closed", ("Anna Brandt",))


@pytest.mark.parametrize(
    ("head", "text"),
    [
        (r"{\rtf1\ansi\ansicpg1251 ", as_hex(RUSSIAN, "cp1251")),
        (
            r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset204 B;}}\f1 ",
            as_hex(RUSSIAN, "cp1251"),
        ),
        (r"{\rtf1\ansi\uc1 ", "".join(f"\\u{ord(letter)}?" for letter in RUSSIAN)),
        (r"{\rtf1\ansi\uc2 ", "".join(f"\\u{ord(letter)}\\'3f\\'3f" for letter in RUSSIAN)),
    ],
)
def test_rich_text_is_read_in_the_encoding_of_its_fonts(
    head: str, text: str, tmp_path: Path
) -> None:
    assert texts(read_bytes(tmp_path, "a.rtf", f"{head}{text}}}".encode())) == [RUSSIAN]


def test_rich_text_has_no_text_that_was_deleted_or_hidden(tmp_path: Path) -> None:
    data = (
        rf"{{\rtf1\ansi {ONE}{{\deleted  Gone.}}{{\footnote A note.}} \v Hidden.\v0 \deleted Gone."
        rf"\plain {{\revised {TWO}}}\par}}"
    )
    assert texts(read_bytes(tmp_path, "a.rtf", data.encode())) == [f"{ONE} {TWO}"]


def test_the_two_halves_of_a_sign_in_rich_text_are_one(tmp_path: Path) -> None:
    data = rf"{{\rtf1\ansi {ONE} \u-10179?\u-8704? \u-10179? end.\par}}"
    assert texts(read_bytes(tmp_path, "a.rtf", data.encode())) == [f"{ONE} \U0001f600 \ufffd end."]


def test_a_character_of_two_bytes_may_end_in_a_plain_one(tmp_path: Path) -> None:
    text = "石橋町の議会はアルダー橋の通行を止めた。"
    data = r"{\rtf1\ansi\ansicpg932 " + as_hex(text, "cp932") + "}"
    assert "A" in as_hex(text, "cp932")
    assert texts(read_bytes(tmp_path, "a.rtf", data.encode())) == [text]


EXPORT = [
    line
    for day in (3, 4)
    for line in (
        f"Mill bridge closes, day {day}",
        "The Alderholm Post",
        f"March {day}, 2026 Tuesday",
        "Copyright 2026 The Alderholm Post All Rights Reserved",
        "Section: A; Pg. 1",
        "Length: 31 words",
        "Byline: By ANNA BRANDT",
        "Body",
        ONE,
        TWO,
        "Graphic",
        "PHOTO: The bridge",
        f"Load-Date: March {day}, 2026",
        "End of Document",
    )
]


def word_document() -> bytes:
    docx = pytest.importorskip("docx")
    document, stream = docx.Document(), io.BytesIO()
    for line in EXPORT:
        document.add_paragraph(line)
    document.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("suffix", ["rtf", "docx"])
def test_an_export_kept_as_a_document_is_read_article_by_article(
    suffix: str, tmp_path: Path
) -> None:
    rich = (r"{\rtf1\ansi " + "\\par\n".join(EXPORT) + r"\par}").encode()
    data = rich if suffix == "rtf" else word_document()
    records = articles(read_bytes(tmp_path, f"Files (2).{suffix}", data))
    assert [record.text.split("\n\n") for record in records] == [[ONE, TWO]] * 2
    assert [record.given.published_at for record in records] == ["March 3, 2026", "March 4, 2026"]
    assert {record.given.authors for record in records} == {("ANNA BRANDT",)}
    assert {record.given.publisher for record in records} == {"The Alderholm Post"}


NAMES = (
    'xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:t="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:d="http://purl.org/dc/elements/1.1/"'
)


def test_a_text_of_opendocument_is_an_article(tmp_path: Path) -> None:
    stream = io.BytesIO()
    body = (
        f"<t:h>Mill bridge closes</t:h><t:p>{ONE}<t:note>1</t:note></t:p>"
        f"<t:list><t:list-item><t:p>{TWO.replace(' river', '<t:s/>river')}</t:p></t:list-item>"
        "</t:list>"
    )
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        content = f"<o:x {NAMES}><o:body><o:text>{body}</o:text></o:body></o:x>"
        package.writestr("content.xml", content)
        meta = f"<o:x {NAMES}><d:title>Closed</d:title><d:creator>Anna Brandt</d:creator></o:x>"
        package.writestr("meta.xml", meta)
    (record,) = articles(read_bytes(tmp_path, "a.odt", stream.getvalue()))
    assert record.text == f"Mill bridge closes\n\n{ONE}\n\n{TWO}"
    assert (record.given.headline, record.given.authors) == ("Closed", ("Anna Brandt",))


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.msg", OLE + "__substg1.0_0037001F".encode("utf-16-le"), "Outlook (.msg)"),
        ("a", OLE + "WordDocument".encode("utf-16-le"), "Word before 2007 (.doc)"),
        ("a.xls", OLE, "Excel before 2007 (.xls)"),
        ("a.7z", b"7z\xbc\xaf\x27\x1c" + b"\0" * 40, "unpack it"),
        ("a.css", b"body { color: red }", "a style sheet"),
        ("a.js.download", b"(function(){console.log('a, b')})();", "a script"),
        ("a.sql", b"INSERT INTO posts VALUES (1, 'One');", "a dump of a database"),
        ("a.txt", b"--\n-- PostgreSQL database dump\n--\n\nSET x;\n", "a dump of a database"),
        ("a.url", b"[InternetShortcut]\r\nURL=https://a.example/\r\n", "a shortcut"),
        ("a.webp", b"RIFF\x24\0\0\0WEBPVP8 " + b"\0" * 90, "it is an image"),
        ("a.mp4", b"\0\0\0\x18ftypmp42" + b"\0" * 90, "it is a video"),
        ("a.woff2", b"wOF2\0\1\0\0" + b"\0" * 90, "it is a font"),
    ],
)
def test_what_is_not_read_is_called_by_its_name(
    name: str, data: bytes, said: str, tmp_path: Path
) -> None:
    (record,) = read_bytes(tmp_path, name, data)
    assert isinstance(record, Quarantined)
    assert record.reason in {"unsupported", "binary"}
    assert said in record.detail


def test_a_document_that_is_encrypted_says_so(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    data = bytearray(stream.getvalue())
    for at in (data.find(b"PK\x01\x02") + 8, 6):
        data[at] |= 1
    assert reasons(read_bytes(tmp_path, "a.odt", bytes(data))) == ["encrypted"]


FACTIVA = """<div class="article enArticle"><div id="hd"><span class="enHeadline">Mill bridge closes
</span></div><div class="author">By Anna Brandt </div><div>31 words</div><div>{0} March 2026</div>
<div>The Alderholm Post</div><div>ALDPST</div><div>English</div>
<div>(c) 2026 The Alderholm Post</div><p class="articleParagraph enarticleParagraph">{1}</p>
<p class="articleParagraph enarticleParagraph">{2}</p>
<p>Document ALDPST0020260303em330000{0}</p></div>
"""
LEXIS = """<!-- Hide XML section from browser
<DOC NUMBER=1> --><DIV><P>{0} of 2 DOCUMENTS</P></DIV><DIV><P>The Alderholm Post</P></DIV>
<DIV><P>March {0}, 2026 Tuesday</P></DIV><DIV><P>Mill bridge closes</P></DIV>
<DIV><P><SPAN>BYLINE: </SPAN><SPAN>Anna Brandt</SPAN></P></DIV><DIV><P>LENGTH: 31 words</P></DIV>
<DIV><P>{1}</P><P>{2}</P></DIV><DIV><P>LOAD-DATE: March {0}, 2026</P></DIV>
"""


@pytest.mark.parametrize("document", [FACTIVA, LEXIS])
def test_a_page_that_a_database_exports_is_read_document_by_document(
    document: str, tmp_path: Path
) -> None:
    body = "".join(document.format(number, ONE, TWO) for number in (1, 2))
    page = f"<html><head><title>Export</title></head><body>{body}</body></html>"
    records = articles(read_bytes(tmp_path, "a.html", page.encode()))
    assert [record.text.split("\n\n") for record in records] == [[ONE, TWO]] * 2
    assert {record.given.headline for record in records} == {"Mill bridge closes"}
    assert {record.given.authors for record in records} == {("Anna Brandt",)}
    assert {record.given.publisher for record in records} == {"The Alderholm Post"}


def test_what_programs_put_for_a_title_and_an_author_is_neither(tmp_path: Path) -> None:
    head = r"{\rtf1\ansi{\info{\title Microsoft Word - bridge2.doc}{\author Windows User}}"
    (record,) = articles(read_bytes(tmp_path, "a.rtf", f"{head} {ONE}}}".encode()))
    assert (record.given.headline, record.given.authors) == ("", ())


@pytest.mark.parametrize("folder", ["word", "a/xl", "ppt"])
def test_an_archive_with_documents_in_it_is_an_archive(folder: str, tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.txt", ONE)
        archive.writestr(f"{folder}/b.txt", TWO)
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("c.docx", word_document())
    records = read_bytes(tmp_path, "a.zip", stream.getvalue())
    assert [record.source_path for record in records][:2] == [
        "a.zip!/a.txt",
        f"a.zip!/{folder}/b.txt",
    ]
    assert texts(records)[:2] == [ONE, TWO]
    assert len(articles(records)) == 5


def test_chapters_of_a_book_of_news_are_articles(tmp_path: Path) -> None:
    chapter = (
        "<html><head><title>{0}</title></head><body><h1>{0}</h1><p>{1}</p><p>{2}</p></body></html>"
    )
    items = [("nav", "nav.xhtml"), ("one", "a/1.xhtml"), ("two", "a/2.xhtml"), ("css", "a.css")]
    manifest = "".join(
        f'<item id="{name}" href="{path}" media-type="application/xhtml+xml"/>'
        for name, path in items
    )
    spine = "".join(f'<itemref idref="{name}"/>' for name in ("nav", "two", "one", "gone"))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("mimetype", "application/epub+zip")
        package.writestr(
            "META-INF/container.xml",
            '<container><rootfiles><rootfile full-path="o/b.opf"/></rootfiles></container>',
        )
        package.writestr(
            "o/b.opf",
            f"<package><metadata><title>The Alder</title></metadata><manifest>{manifest}</manifest>"
            f"<spine>{spine}</spine></package>",
        )
        package.writestr("o/nav.xhtml", "<html><body><p>Contents</p></body></html>")
        package.writestr("o/a/1.xhtml", chapter.format("Mill bridge closes", ONE, TWO))
        package.writestr("o/a/2.xhtml", chapter.format("A pier is lost", TWO, ONE))
    records = articles(read_bytes(tmp_path, "a.epub", stream.getvalue()))
    assert [record.source_path for record in records] == [
        "a.epub!/o/a/2.xhtml",
        "a.epub!/o/a/1.xhtml",
    ]
    assert [record.given.headline for record in records] == ["A pier is lost", "Mill bridge closes"]
    assert records[1].text == f"{ONE}\n\n{TWO}"
    assert records[1].given.publisher == "The Alder"


@pytest.mark.parametrize("suffix", ["xlsx", "odt", "epub"])
def test_a_package_with_a_damaged_member_is_malformed(suffix: str, tmp_path: Path) -> None:
    rows = "".join(
        f'<row><c t="inlineStr"><is><t>{cell}</t></is></c></row>' for cell in ("body", ONE, TWO)
    )
    members = {
        "xlsx": {"xl/workbook.xml": "<workbook/>", "xl/worksheets/sheet1.xml": f"<s>{rows}</s>"},
        "odt": {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": rows},
        "epub": {"mimetype": "application/epub+zip", "a.xhtml": f"<html><p>{ONE}</p></html>"},
    }[suffix]
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, text in members.items():
            package.writestr(name, text)
    damaged = stream.getvalue().replace(ONE.encode(), ONE.upper().encode())
    found = read_bytes(tmp_path, f"a.{suffix}", damaged)
    assert "malformed" in reasons(found)
    assert "reader_failed" not in reasons(found)
