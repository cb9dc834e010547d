"""Wire messages with their control characters: ANPA 1312 and IPTC 7901."""

from pathlib import Path

from ingest.article import RawArticle
from readers_made import read_bytes, reasons

ONE = "The council of Alderholm voted on Monday to close the old mill bridge until the autumn."
TWO = "Its railing had rusted through, engineers said, and the river had taken part of a pier."

ANPA = (
    "\x16\x16\x01a0123\x1fbc-\x13\x11r i\x10\x13BC-Bridge \x1003-03 0300\r\n"
    f"\x02^Mill bridge closes<\r\n^By ANNA BRANDT=\r\n^Alder News Writer=\r\n"
    f"\tALDERHOLM (AN) _ {ONE}\r\n\t``{TWO}''\r\n"
    "\x03AN-NY-03-03-26 1015EST<\r\n\x04"
)
IPTC = (
    "\x01bdt0123 3 pl 231 abc 0456\n\nBrücke/Kommunen/\n(Zusammenfassung 1015)\nBrücke gesperrt =\n"
    f"\x02Alderholm (abc) - {ONE}\n\n{TWO}\n\x03\n031015 Mär 26\n\x04"
)


def only(folder: Path, data: bytes) -> RawArticle:
    (record,) = read_bytes(folder, "wire.txt", data)
    assert isinstance(record, RawArticle), record
    assert record.source_format == "wire"
    return record


def test_lines_and_paragraphs_of_an_american_message_are_text(tmp_path: Path) -> None:
    record = only(tmp_path, ANPA.encode())
    assert [line.strip() for line in record.text.split("\n") if line.strip()] == [
        "Mill bridge closes",
        "By ANNA BRANDT",
        "Alder News Writer",
        f"ALDERHOLM (AN) _ {ONE}",
        f"“{TWO}”",
    ]
    assert record.given.published_at == "2026-03-03T10:15"
    assert record.flags == ()


def test_the_header_of_a_european_message_holds_its_headline(tmp_path: Path) -> None:
    record = only(tmp_path, IPTC.encode("cp1252"))
    assert record.text == f"Alderholm (abc) - {ONE}\n\n{TWO}"
    assert record.given.headline == "Brücke gesperrt"
    assert record.given.published_at == "3 Mär 2026 10:15"


def test_messages_one_after_another_are_records(tmp_path: Path) -> None:
    data = (ANPA * 2).encode() + b"\x01a0124\x02\x03\x04"
    records = read_bytes(tmp_path, "wire.txt", data)
    assert [record.record_index for record in records] == [0, 1, 2]
    assert reasons(records) == ["no_article"]


def test_records_of_a_collection_of_chinese_sites_have_their_address_and_headline(
    tmp_path: Path,
) -> None:
    text = "市议会星期二决定修缮旧泳池，此前听取了三个小时的市民证言。"
    record = (
        "<doc>\n<url>http://news.example.com/a{0}.html</url>\n<docno>a{0}</docno>\n"
        "<contenttitle>市议会保留旧泳池</contenttitle>\n<content>　　{1}</content>\n</doc>\n"
    )
    data = "".join(record.format(number, text) for number in (1, 2)).encode("gb18030")
    one, two = read_bytes(tmp_path, "news.dat", data)
    assert isinstance(one, RawArticle)
    assert isinstance(two, RawArticle)
    assert (one.text, one.given.headline) == (text, "市议会保留旧泳池")
    assert two.given.url == "http://news.example.com/a2.html"


def test_a_day_of_a_collection_may_have_two_digits_for_its_year(tmp_path: Path) -> None:
    fields = "<DOCNO> F-1 </DOCNO>\n<DATE1>  07 Jun 94 </DATE1>\n<TEXT>\nIt rained.\n</TEXT>"
    (record,) = read_bytes(tmp_path, "a", f"<DOC>\n{fields}\n</DOC>".encode())
    assert isinstance(record, RawArticle)
    assert (record.given.published_at, record.text) == ("07 Jun 1994", "It rained.")
