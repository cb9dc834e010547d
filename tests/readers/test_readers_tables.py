"""Tables as people and programs write them: without a header, with odd quotes, in workbooks."""

import csv
import io
import zipfile
from pathlib import Path

import pytest

from ingest.article import Quarantined, RawArticle
from readers_made import Records, read_bytes, reasons, texts

ONE = "The council of Alderholm voted on Monday to close the old mill bridge until the autumn."
TWO = "Its railing had rusted through, engineers said, and the river had taken part of a pier."
LONG = f"{ONE} {TWO} {ONE}"


def articles(records: Records) -> list[RawArticle]:
    return [record for record in records if isinstance(record, RawArticle)]


def table(*rows: tuple[str, ...], delimiter: str = ",") -> bytes:
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter).writerows(rows)
    return stream.getvalue().encode()


def test_a_table_without_a_header_is_read_by_what_is_in_its_columns(tmp_path: Path) -> None:
    data = table(("3", "Mill bridge closes", ONE), ("1", "A pier is lost", TWO))
    records = articles(read_bytes(tmp_path, "train.csv", data))
    assert [record.text for record in records] == [ONE, TWO]
    assert [record.given.headline for record in records] == ["Mill bridge closes", "A pier is lost"]
    assert {record.flags for record in records} == {("guessed_columns",)}


def test_dates_and_addresses_without_a_header_are_known(tmp_path: Path) -> None:
    data = table(
        ("Mill bridge closes", "2026-03-03", "https://a.example/1", ONE),
        ("A pier is lost", "2026-03-04", "https://a.example/2", TWO),
    )
    given = articles(read_bytes(tmp_path, "a.csv", data))[1].given
    assert (given.published_at, given.url) == ("2026-03-04", "https://a.example/2")


def test_a_column_of_long_texts_is_the_body_whatever_it_is_called(tmp_path: Path) -> None:
    data = table(("nr", "titel", "Langfassung"), ("1", "Zu", LONG), ("2", "Weg", f"{LONG} {TWO}"))
    records = articles(read_bytes(tmp_path, "a.csv", data))
    assert [record.given.headline for record in records] == ["Zu", "Weg"]
    assert records[0].text == LONG


def test_a_table_of_numbers_and_words_is_no_table_of_articles(tmp_path: Path) -> None:
    data = table(("time", "level", "what"), ("2026-03-03", "INFO", "started"))
    assert reasons(read_bytes(tmp_path, "a.csv", data)) == ["no_article"]


def test_no_row_of_a_long_table_is_lost(tmp_path: Path) -> None:
    rows = [(f"Bridge {number}", f"{ONE} {number}") for number in range(40)]
    data = table(("title", "text"), *rows)
    assert texts(read_bytes(tmp_path, "a.csv", data)) == [text for _, text in rows]
    bare = table(*((f"The bridge number {number}", text) for number, (_, text) in enumerate(rows)))
    assert texts(read_bytes(tmp_path, "b.csv", bare)) == [text for _, text in rows]


def test_lines_above_the_header_are_passed_over(tmp_path: Path) -> None:
    data = b"Export of articles\nmade 2026-03-03\n\n" + table(("title", "text"), ("One", ONE))
    assert texts(read_bytes(tmp_path, "a.csv", data)) == [ONE]


def test_quotes_may_have_a_backslash_before_them(tmp_path: Path) -> None:
    data = f'title,text\n"The \\"old\\" bridge, closed","{ONE}"\n'.encode()
    (record,) = articles(read_bytes(tmp_path, "a.csv", data))
    assert record.given.headline == 'The "old" bridge, closed'


def test_a_space_may_stand_before_a_quote(tmp_path: Path) -> None:
    data = f'title , text, date\n"No bridge, again", "{ONE}\n\n{TWO}", "2026-03-03"\n'.encode()
    (record,) = articles(read_bytes(tmp_path, "a.csv", data))
    assert (record.given.headline, record.text) == ("No bridge, again", f"{ONE}\n\n{TWO}")
    assert record.given.published_at == "2026-03-03"


def test_a_space_before_quotes_within_a_cell_stays(tmp_path: Path) -> None:
    said = f'Engineers said, "shut it". {ONE}'
    (record,) = articles(read_bytes(tmp_path, "a.csv", table(("title", "text"), ("One", said))))
    assert record.text == said


def test_a_table_of_names_alone_says_so(tmp_path: Path) -> None:
    (record,) = read_bytes(tmp_path, "a.csv", table(("title", "text")))
    assert isinstance(record, Quarantined)
    assert (record.reason, record.detail) == ("no_article", "a table without rows")


def test_a_quote_too_many_makes_no_article_of_several(tmp_path: Path) -> None:
    rows = (
        f'"No bridge\t{ONE}\t2026-03-03',
        f"Two\t{TWO}\t2026-03-04",
        f"Three\t{ONE}\t2026-03-05",
    )
    data = "title\ttext\tdate\n" + "\n".join(rows) + "\n"
    records = articles(read_bytes(tmp_path, "a.tsv", data.encode()))
    assert [record.text for record in records] == [ONE, TWO, ONE]
    assert [record.given.headline for record in records] == ["No bridge", "Two", "Three"]


def test_a_table_that_ends_within_a_cell_is_truncated(tmp_path: Path) -> None:
    data = table(("title", "text"), ("One", ONE), ("Two", f"{ONE}\n\n{TWO}"))
    records = read_bytes(tmp_path, "a.csv", data[:-30])
    assert texts(records) == [ONE]
    assert reasons(records) == ["truncated"]


@pytest.mark.parametrize("nothing", ["nan", "NaN", "None", "null", "N/A", "NaT", "[]"])
def test_what_data_frames_write_for_nothing_is_nothing(nothing: str, tmp_path: Path) -> None:
    data = table(("title", "author", "date", "text"), (nothing, nothing, nothing, ONE))
    given = articles(read_bytes(tmp_path, "a.csv", data))[0].given
    assert (given.headline, given.authors, given.byline, given.published_at) == ("", (), "", "")
    empty = table(("title", "text"), ("One", nothing))
    assert reasons(read_bytes(tmp_path, "b.csv", empty)) == ["no_article"]


def test_lists_and_objects_that_were_written_as_text_are_read(tmp_path: Path) -> None:
    values = (
        "['Anna Brandt', 'Bo Ek']",
        "{'id': None, 'name': 'The Alder'}",
        f"['{ONE}', '{TWO}']",
    )
    data = table(("author", "source", "text"), values)
    (record,) = articles(read_bytes(tmp_path, "a.csv", data))
    assert record.given.authors == ("Anna Brandt", "Bo Ek")
    assert record.given.publisher == "The Alder"
    assert record.text == f"{ONE}\n\n{TWO}"


def test_a_source_that_is_an_address_is_the_address(tmp_path: Path) -> None:
    data = table(("source", "hostname", "text"), ("https://a.example/1", "a.example", ONE))
    given = articles(read_bytes(tmp_path, "a.csv", data))[0].given
    assert (given.url, given.publisher) == ("https://a.example/1", "a.example")


SHEET = """<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
<row r="1"><c r="A1" t="inlineStr"><is><t>Export of March</t></is></c></row>
<row r="3"><c r="A3" t="s"><v>0</v></c><c r="B3" t="s"><v>1</v></c><c r="D3" t="s"><v>2</v></c>
</row>
<row r="4"><c r="A4" t="s"><v>3</v></c><c r="B4" s="1"><v>46084.5</v></c>
<c r="D4" t="s"><v>4</v></c></row></sheetData></worksheet>"""
OTHER = """<worksheet><sheetData><row><c t="str"><v>code</v></c><c><v>7</v></c></row></sheetData>
</worksheet>"""
STYLES = """<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>
<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>"""


def workbook(*sheets: str) -> bytes:
    shared = "".join(
        f"<si><t>{text}</t></si>" for text in ("Title", "Date", "Text", "Mill bridge closes", ONE)
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("xl/styles.xml", STYLES)
        package.writestr("xl/sharedStrings.xml", f"<sst>{shared}</sst>")
        for number, sheet in enumerate(sheets, 1):
            package.writestr(f"xl/worksheets/sheet{number}.xml", sheet)
    return stream.getvalue()


def test_each_row_of_a_workbook_is_a_record(tmp_path: Path) -> None:
    (record,) = articles(read_bytes(tmp_path, "a.xlsx", workbook(OTHER, SHEET)))
    assert record.text == ONE
    assert record.given.headline == "Mill bridge closes"
    assert record.given.published_at == "2026-03-03T12:00:00"


def test_no_row_of_a_long_sheet_is_lost(tmp_path: Path) -> None:
    rows = "".join(
        f'<row><c t="str"><v>{a}</v></c><c t="inlineStr"><is><t>{b}</t></is></c></row>'
        for a, b in [("title", "text"), *((f"Bridge {n}", f"{ONE} {n}") for n in range(40))]
    )
    sheet = f"<worksheet><sheetData>{rows}</sheetData></worksheet>"
    records = read_bytes(tmp_path, "a.xlsx", workbook(sheet, sheet))
    assert texts(records) == [f"{ONE} {n}" for n in range(40)] * 2
    assert [record.record_index for record in records] == list(range(80))


def test_a_workbook_without_texts_is_no_article(tmp_path: Path) -> None:
    assert reasons(read_bytes(tmp_path, "a.xlsx", workbook(OTHER))) == ["no_article"]


def test_a_workbook_that_is_cut_off_says_so(tmp_path: Path) -> None:
    assert reasons(read_bytes(tmp_path, "a.xlsx", workbook(SHEET)[:-200])) == ["truncated"]


def test_single_quotes_may_stand_around_cells(tmp_path: Path) -> None:
    text = "Der Stadtrat stimmte am Dienstag zu; Gutachter hatten Risse gefunden. Es dauert lange."
    data = f"label;text\nPanorama;'{text}'\nSport;'{text.replace('Risse', 'Schäden')}'\n"
    found = texts(read_bytes(tmp_path, "a.csv", data.encode()))
    assert found == [text, text.replace("Risse", "Schäden")]
    apostrophes = f"title,text\nOne,'Tis late. {text.replace(';', ',')}\n".replace(",'", ",\"'")
    assert (
        texts(read_bytes(tmp_path, "b.csv", (apostrophes.rstrip() + '"\n').encode()))[0][:5]
        == "'Tis "
    )


def test_cells_within_single_quotes_may_hold_the_delimiter_without_a_header(tmp_path: Path) -> None:
    rows = (f"Stadt;'{ONE}; so it was said, twice.'", f"Sport;'{TWO}'", f"Stadt;'{TWO}; {ONE}'")
    data = "".join(f"{row}\n" for row in rows).encode()
    wanted = [f"{ONE}; so it was said, twice.", TWO, f"{TWO}; {ONE}"]
    assert texts(read_bytes(tmp_path, "articles.csv", data)) == wanted
