"""Forms that articles come in now and then: ragged tables, office XML, feeds that break off."""

import io
import json
from pathlib import Path

import pyarrow as pa
import pytest

from ingest.article import RawArticle
from readers_made import BRIDGE, Records, read_bytes, reasons, texts

ONE, TWO = BRIDGE[:2]


def only(records: Records) -> RawArticle:
    (record,) = records
    assert isinstance(record, RawArticle), record
    return record


@pytest.mark.parametrize(
    ("table", "found"),
    [
        (f'title,text\n"One","{ONE}",\n"Two","{TWO}",,\n', [ONE, TWO]),
        (f'title,text,date,author\n"One","{ONE}"\n"Two","{TWO}",2026-03-03,Ann Lee\n', [ONE, TWO]),
        (f'"title"\t"text"\n"1"\t"One"\t"{ONE}"\n"2"\t"Two"\t"{TWO}"\n', [ONE, TWO]),
        (f"title^date^text\nOne^2026-03-03^{ONE}\nTwo^2026-03-03^{TWO}\n", [ONE, TWO]),
        (f"title\x01text\nOne\x01{ONE}\nTwo\x01{TWO}\n", [ONE, TWO]),
    ],
)
def test_a_table_is_read_however_ragged_its_rows_are(
    table: str, found: list[str], tmp_path: Path
) -> None:
    records = read_bytes(tmp_path, "a.csv", table.encode())
    assert texts(records) == found
    assert all(r.given.headline in {"One", "Two"} for r in records)  # type: ignore[union-attr]


def test_a_row_whose_text_may_have_been_cut_is_set_aside(tmp_path: Path) -> None:
    table = f"title,text,date\nOne,It rained\nTwo,{TWO.replace(',', ';')},2026-03-03\n"
    records = read_bytes(tmp_path, "a.csv", table.encode())
    assert reasons(records) == ["malformed"]
    table = f"id,title,text\n1,One,{ONE}\n2,Two,{ONE}\n"
    assert reasons(read_bytes(tmp_path, "a.csv", table.encode())) == ["malformed"] * 2


OFFICE = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
TEXT = 'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
FLAT = f"""<?xml version="1.0"?>
<office:document {OFFICE} {TEXT} {DC}><office:meta><dc:title>Bridge closed again</dc:title>
<dc:creator>Ann Lee</dc:creator></office:meta><office:body><office:text><text:p>{ONE}<text:note>
<text:note-body><text:p>A note.</text:p></text:note-body></text:note></text:p><text:p>{TWO}</text:p>
</office:text></office:body></office:document>"""
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PACKAGE = f"""<?xml version="1.0"?><?mso-application progid="Word.Document"?>
<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"><pkg:part>
<pkg:xmlData><w:document {WORD}><w:body><w:p><w:r><w:t>{ONE[:30]}</w:t></w:r><w:del><w:r>
<w:delText>No. </w:delText></w:r></w:del><w:r><w:t>{ONE[30:]}</w:t></w:r></w:p>
<w:p><w:r><w:t>{TWO}</w:t></w:r></w:p></w:body></w:document></pkg:xmlData></pkg:part>
</pkg:package>"""


@pytest.mark.parametrize(
    ("name", "data", "kind"), [("a.fodt", FLAT, "odt"), ("a.xml", PACKAGE, "docx")]
)
def test_a_document_in_one_file_of_xml_is_read(
    name: str, data: str, kind: str, tmp_path: Path
) -> None:
    found = only(read_bytes(tmp_path, name, data.encode()))
    assert (found.text, found.source_format) == (f"{ONE}\n\n{TWO}", kind)


def row(*cells: str) -> str:
    inner = "".join(f'<Cell><Data ss:Type="String">{cell}</Data></Cell>' for cell in cells)
    return f"<Row>{inner}</Row>"


def test_a_workbook_in_one_file_of_xml_is_a_table(tmp_path: Path) -> None:
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    data = f"""<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
    <Workbook xmlns="{space}" xmlns:ss="{space}"><Worksheet><Table>{row("Title", "Date", "Text")}
    {row("One", "2026-03-03", ONE)}<Row><Cell><Data>Two</Data></Cell>
    <Cell ss:Index="3"><Data>{TWO}</Data></Cell></Row></Table></Worksheet></Workbook>"""
    records = read_bytes(tmp_path, "a.xls", data.encode())
    assert texts(records) == [ONE, TWO]
    assert records[0].given.published_at == "2026-03-03"  # type: ignore[union-attr]


def test_a_page_that_is_called_a_workbook_is_a_table(tmp_path: Path) -> None:
    rows = "".join(f"<tr><td>{title}</td><td>{text}</td></tr>" for title, text in
                   (("Title", "Text"), ("One", ONE), ("Two", TWO)))  # fmt: skip
    page = f"<html><body><table>{rows}</table></body></html>"
    assert texts(read_bytes(tmp_path, "a.xls", page.encode())) == [ONE, TWO]
    page = f"<html><body><h1>One</h1><p>{ONE}</p><p>{TWO}</p></body></html>"
    assert ONE in only(read_bytes(tmp_path, "b.xls", page.encode())).text


def test_line_ends_in_cells_of_a_workbook_are_line_ends(tmp_path: Path) -> None:
    found = only(read_bytes(tmp_path, "a.json", b'{"text": "One._x000D_\\n_x000D_\\nTwo."}'))
    assert found.text == "One.\n\nTwo."


ITEM = "<item><title>{}</title><description>{}</description></item>"
FEED = "<rss version='2.0'><channel><title>Post</title>{}{}</channel></rss>".format(
    ITEM.format("One", ONE), ITEM.format("Two", TWO)
)


@pytest.mark.parametrize("cut", [-60, -16])
def test_what_is_whole_of_a_feed_that_breaks_off_is_read(cut: int, tmp_path: Path) -> None:
    records = read_bytes(tmp_path, "a.rss", FEED[:cut].encode())
    assert texts(records) == ([ONE] if cut == -60 else [ONE, TWO])
    assert reasons(records) == ["truncated"]


def test_what_a_feed_says_of_a_picture_is_not_the_text(tmp_path: Path) -> None:
    picture = "<media:content url='a.jpg'><media:description>The bridge.</media:description>"
    item = f"<item><title>One</title><description>{ONE}</description>{picture}</media:content>"
    data = f"<rss version='2.0' xmlns:media='http://search.yahoo.com/mrss/'><channel>{item}"
    found = only(read_bytes(tmp_path, "a.rss", f"{data}</item></channel></rss>".encode()))
    assert (found.text, found.given.teaser) == (ONE, "")


def test_persons_and_titles_in_a_byline_of_nitf_are_told_apart(tmp_path: Path) -> None:
    def authors(byline: str) -> tuple[str, ...]:
        head = f"<body.head><hedline><hl1>One</hl1></hedline><byline>{byline}</byline></body.head>"
        body = f"<body.content><p>{ONE}</p></body.content>"
        data = f"<nitf><head/><body>{head}{body}</body></nitf>"
        return only(read_bytes(tmp_path, "a.xml", data.encode())).given.authors

    assert authors("By Ann Lee<byttl>Staff Writer</byttl>") == ("Ann Lee",)
    assert authors("<person>Ann Lee</person> and <person>Bo Ek</person>") == ("Ann Lee", "Bo Ek")


def test_a_page_of_a_wiki_of_news_is_of_the_day_that_it_states(tmp_path: Path) -> None:
    text = f"{{{{date|March 3, 2026}}}}\n{ONE}"
    page = (
        f"<page><title>One</title><ns>0</ns><revision><timestamp>2026-05-06T07:08:09Z</timestamp>\
<text>{text}</text></revision></page>"
    )
    found = only(read_bytes(tmp_path, "a.xml", f"<mediawiki>{page}</mediawiki>".encode()))
    assert (found.given.published_at, found.text) == ("March 3, 2026", ONE)


@pytest.mark.parametrize("kind", ["srt", "vtt"])
def test_subtitles_are_what_is_said(kind: str, tmp_path: Path) -> None:
    cues = [("01", "02", "The <i>council</i> met"), ("02", "03", "The council met\nand voted."),
            ("09", "11", "{\\an8}The mayor agreed.")]  # fmt: skip
    data = "WEBVTT\n\n" if kind == "vtt" else ""
    for number, (begin, end, words) in enumerate(cues, 1):
        data += f"{number}\n00:00:{begin},000 --> 00:00:{end},500\n{words}\n\n"
    data = data.replace("<i>council</i>", "council")
    found = only(read_bytes(tmp_path, f"a.{kind}", data.encode()))
    assert found.text == "The council met and voted.\n\nThe mayor agreed."
    assert found.source_format == "subtitles"


def test_parts_below_marks_are_fields(tmp_path: Path) -> None:
    marks = f"[SN]URL[SN]\nhttps://post.example/1\n\n[SN]TITLE[SN]\nOne\n\n[SN]FIRST-SENTENCE[SN]\n\
{ONE}\n\n[SN]RESTBODY[SN]\n{TWO}\n"
    found = only(read_bytes(tmp_path, "1.summary", marks.encode()))
    assert (found.given.headline, found.given.url) == ("One", "https://post.example/1")
    assert found.text == f"{ONE}\n\n{TWO}"


def test_tables_of_arrow_are_read(tmp_path: Path) -> None:
    table = pa.table({"title": ["One", "Two"], "text": [ONE, TWO]})
    for is_file in (True, False):
        out = io.BytesIO()
        new = pa.ipc.new_file if is_file else pa.ipc.new_stream
        with new(out, table.schema) as writer:
            writer.write_table(table)
        data = out.getvalue()
        records = read_bytes(tmp_path, "a.arrow", data)
        assert texts(records) == [ONE, TWO]
        assert {record.source_format for record in records} == {"arrow"}
        cut = read_bytes(tmp_path, "cut.arrow", data[: len(data) // 2])
        assert reasons(cut) in (["malformed"], ["truncated"])
    numbers = io.BytesIO()
    with pa.ipc.new_stream(numbers, pa.schema([("size", pa.int64())])) as writer:
        writer.write_table(pa.table({"size": [1]}))
    assert reasons(read_bytes(tmp_path, "n.arrow", numbers.getvalue())) == ["no_article"]


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("winmail.dat", b"\x78\x9f\x3e\x22" + b"\0" * 40, "winmail.dat"),
        (
            "a.xml",
            b"<?xml version='1.0'?><urlset><url><loc>https://a/</loc></url></urlset>",
            "sitemap",
        ),
        ("a.opml", b"<?xml version='1.0'?><opml><body><outline/></body></opml>", "feeds"),
    ],
)
def test_what_holds_no_texts_is_called_by_its_name(
    name: str, data: bytes, says: str, tmp_path: Path
) -> None:
    (record,) = read_bytes(tmp_path, name, data)
    assert reasons([record]) == ["unsupported"]
    assert says in record.detail  # type: ignore[union-attr]


def test_the_section_above_a_headline_is_none(tmp_path: Path) -> None:
    def headline(*top: str) -> tuple[str, str]:
        head = "\n".join([*top, "312 words", "3 March 2026", "Alder Post", "ALDP", "English"])
        text = f"{head}\n\n{ONE}\n\nDocument ALDP000020260303em3300001\n\n"
        records = read_bytes(tmp_path, "a.txt", (text * 2).encode())
        assert texts(records) == [ONE, ONE]
        given = records[0].given  # type: ignore[union-attr]
        return given.headline, given.byline

    long = "Council votes to rebuild the bridge"
    assert headline("Metro", long, "By Ann Lee") == (long, "By Ann Lee")
    assert headline("Metro", long) == (long, "")
    assert headline(long, "Ann Lee") == (long, "Ann Lee")
    assert headline("Bridge again", "By Ann Lee of the Alder Post") == (
        "Bridge again",
        "By Ann Lee of the Alder Post",
    )


def test_a_table_that_is_called_json_is_a_table(tmp_path: Path) -> None:
    data = f'id,headline,body\n1,One,"{ONE}"\n'
    assert texts(read_bytes(tmp_path, "a.json", data.encode())) == [ONE]


def test_a_draft_is_no_article(tmp_path: Path) -> None:
    text = f"---\ntitle: One\ndraft: true\n---\n{ONE}\n"
    assert reasons(read_bytes(tmp_path, "a.md", text.encode())) == ["no_article"]
    text = text.replace("true", "false")
    assert texts(read_bytes(tmp_path, "a.md", text.encode())) == [f"{ONE}\n"]


def test_names_of_columns_may_stand_in_two_rows_and_again(tmp_path: Path) -> None:
    table = f'Article,,Meta\ntitle,text,date\n"One","{ONE}",2026-03-03\ntitle,text,date\n'
    first, second = read_bytes(tmp_path, "a.csv", f'{table}"Two","{TWO}",'.encode())[:2]
    assert isinstance(first, RawArticle)
    assert (first.given.headline, first.text) == ("One", ONE)
    assert reasons([second]) == ["no_article"]


def test_sections_of_an_article_are_its_text_and_those_of_a_paper_are_not(tmp_path: Path) -> None:
    parts = [{"heading": "A", "text": ONE}, {"heading": "B", "text": TWO}]
    value = {"headline": "One", "sections": parts}
    found = only(read_bytes(tmp_path, "a.json", json.dumps(value).encode()))
    assert found.given.headline == "One"
    assert ONE in found.text
    assert TWO in found.text
    value = {"headline": "One", "sections": ["Metro", "News"], "summary": ONE}
    assert only(read_bytes(tmp_path, "b.json", json.dumps(value).encode())).text == ONE
