"""Word documents and PDF: read with the extra `documents`, named without it."""

import io
import sys
from pathlib import Path

import pytest

from ingest.article import RawArticle
from readers_made import read_bytes, reasons, texts

docx = pytest.importorskip("docx")
pypdf = pytest.importorskip("pypdf")


def word_document() -> bytes:
    document = docx.Document()
    document.core_properties.title = "Bridge reopens"
    document.core_properties.author = "Ann Lee"
    document.add_paragraph("The bridge reopened on Monday.")
    document.add_paragraph("Traffic was light.")
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def pdf(lines: list[str]) -> bytes:
    shown = " ".join(f"({line}) Tj 0 -20 Td" for line in lines)
    content = f"BT /F1 12 Tf 72 720 Td {shown} ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
            b" /Resources << /Font << /F1 5 0 R >> >> >>"
        ),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        table,
    )
    return bytes(out)


def test_a_word_document_is_read_with_its_properties(tmp_path: Path) -> None:
    record = read_bytes(tmp_path, "a.docx", word_document())[0]
    assert isinstance(record, RawArticle)
    assert record.source_format == "docx"
    assert record.text == "The bridge reopened on Monday.\n\nTraffic was light."
    assert record.given.headline == "Bridge reopens"
    assert record.given.authors == ("Ann Lee",)


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def test_what_stands_in_wrappers_of_a_word_document_is_read_in_its_place(tmp_path: Path) -> None:
    run = "<w:r><w:t xml:space='preserve'>{}</w:t></w:r>".format
    wrapped = (
        f"<w:p {W}>{run('The bridge in ')}<w:smartTag>{run('Alder')}</w:smartTag>{run(' is ')}"
        f"<w:del><w:r><w:delText>shut</w:delText></w:r></w:del><w:ins>{run('open ')}</w:ins>"
        f"<w:moveFrom>{run('at last')}</w:moveFrom><w:fldSimple>{run('again')}</w:fldSimple>"
        f"{run('.')}</w:p>"
    )
    control = (
        f"<w:sdt {W}><w:sdtPr/><w:sdtContent><w:p>{run('It was ')}<w:ins>{run('Monday.')}</w:ins>"
        "</w:p></w:sdtContent></w:sdt>"
    )
    contents = (
        f"<w:sdt {W}><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/>"
        f"</w:docPartObj></w:sdtPr><w:sdtContent><w:p>{run('Contents 1')}</w:p></w:sdtContent>"
        "</w:sdt>"
    )
    document, buffer = docx.Document(), io.BytesIO()
    document.add_paragraph("Traffic was light.")
    for xml in (contents, wrapped, control):
        document.element.body[-2].addprevious(docx.oxml.parse_xml(xml))
    document.save(buffer)
    assert texts(read_bytes(tmp_path, "a.docx", buffer.getvalue())) == [
        "The bridge in Alder is open again.\n\nIt was Monday.\n\nTraffic was light."
    ]


def test_tables_within_tables_of_a_word_document_are_read(tmp_path: Path) -> None:
    document, buffer = docx.Document(), io.BytesIO()
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "The bridge reopened on Monday."
    inner = cell.add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "Cars", "1,200"
    document.save(buffer)
    (text,) = texts(read_bytes(tmp_path, "a.docx", buffer.getvalue()))
    assert text.split("\n") == ["The bridge reopened on Monday.", "Cars | 1,200"]


@pytest.mark.parametrize("before", [b"", b"\r\n\r\n", b"\xef\xbb\xbf\n"])
def test_a_pdf_may_begin_with_blank_lines(tmp_path: Path, before: bytes) -> None:
    [record] = read_bytes(tmp_path, "a.pdf", before + pdf(["The bridge reopened."]))
    assert isinstance(record, RawArticle)
    assert (record.source_format, record.text) == ("pdf", "The bridge reopened.")


def test_a_pdf_is_read_by_its_text_layer(tmp_path: Path) -> None:
    records = read_bytes(tmp_path, "a.pdf", pdf(["The bridge reopened.", "Traffic was light."]))
    assert [text.split() for text in texts(records)] == [
        ["The", "bridge", "reopened.", "Traffic", "was", "light."]
    ]


def test_a_pdf_of_pictures_has_no_article(tmp_path: Path) -> None:
    assert reasons(read_bytes(tmp_path, "a.pdf", pdf([]))) == ["no_article"]


def test_a_pdf_with_a_password_is_named(tmp_path: Path) -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf(["Secret."])))
    writer.encrypt("password", algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    assert reasons(read_bytes(tmp_path, "a.pdf", buffer.getvalue())) == ["encrypted"]


@pytest.mark.parametrize(("name", "module"), [("a.docx", "docx"), ("a.pdf", "pypdf")])
def test_without_the_extra_the_reason_says_what_to_install(
    name: str, module: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    data = word_document() if name == "a.docx" else pdf(["Text."])
    records = read_bytes(tmp_path, name, data)
    assert reasons(records) == ["extra_missing"]
    assert "article-ingest[documents]" in str(records[0])


def test_a_page_read_without_its_library_is_no_fault_of_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    page = b"<html><body><p>The ferry came back to the pier this morning.</p></body></html>"
    records = read_bytes(tmp_path, "a.html", page)
    assert reasons(records) == ["extra_missing"]
    assert "trafilatura" in str(records[0])


@pytest.mark.parametrize("place", range(0, 40, 4))
def test_a_damaged_document_is_malformed_wherever_it_is_damaged(place: int, tmp_path: Path) -> None:
    data = bytearray(word_document())
    at = data.index(b"word/document.xml") + 60 + place
    data[at : at + 8] = bytes(255 - byte for byte in data[at : at + 8])
    assert reasons(read_bytes(tmp_path, "a.docx", bytes(data))) in (["malformed"], ["truncated"])
