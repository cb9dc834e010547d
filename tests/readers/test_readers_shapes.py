"""JSON and tables as services and tools write them: where articles are, which field is what."""

import json
from html import escape
from pathlib import Path
from typing import Any

import pytest

from ingest.article import RawArticle
from readers_made import Records, read_bytes, reasons

ONE = "The council voted on Tuesday to rebuild the old bridge, which has been closed since spring."
TWO = "Work is to begin in autumn, and the mayor expects that it will take no more than two years."


def read(tmp_path: Path, value: Any) -> Records:
    return read_bytes(tmp_path, "news.json", json.dumps(value).encode())


def articles(records: Records) -> list[RawArticle]:
    return [record for record in records if isinstance(record, RawArticle)]


ROWS = [{"title": "Bridge", "text": ONE}, {"title": "Ferry", "text": TWO}]
SHAPES = {
    "a list": ROWS,
    "a list under a name": {"count": 2, "articles": ROWS},
    "a list in an answer": {"status": "ok", "response": {"total": 2, "results": ROWS}},
    "a list of hits": {"payload": {"hits": {"hits": [{"_id": 1, "_source": row} for row in ROWS]}}},
    "edges of nodes": {"data": {"stories": {"edges": [{"node": row} for row in ROWS]}}},
    "fields within": {"data": [{"id": 1, "type": "story", "attributes": row} for row in ROWS]},
    "texts beside their headlines": {
        "results": [{"webTitle": row["title"], "fields": {"bodyText": row["text"]}} for row in ROWS]
    },
    "an object of articles": {"a": ROWS[0], "b": ROWS[1]},
    "columns": {name: {str(n): row[name] for n, row in enumerate(ROWS)} for name in ROWS[0]},
    "names and rows": {"columns": ["title", "text"], "data": [list(row.values()) for row in ROWS]},
    "a list beside longer ones": {"tags": [{"name": str(n)} for n in range(9)], "found": ROWS},
}


@pytest.mark.parametrize("value", SHAPES.values(), ids=SHAPES)
def test_articles_are_found_wherever_they_lie(value: Any, tmp_path: Path) -> None:
    found = articles(read(tmp_path, value))
    assert [(record.given.headline, record.text) for record in found] == [
        ("Bridge", ONE),
        ("Ferry", TWO),
    ]


def test_objects_one_after_another_are_articles(tmp_path: Path) -> None:
    data = "\n".join(json.dumps(row, indent=1) for row in ROWS).encode()
    assert [record.text for record in articles(read_bytes(tmp_path, "news.json", data))] == [
        ONE,
        TWO,
    ]


ON_LINES = {
    "objects of several lines": "\n".join(json.dumps(row, indent=1) for row in ROWS),
    "a list of several lines": "[\n" + ",\n".join(map(json.dumps, ROWS)) + "\n]\n",
    "one a line": "\n".join(map(json.dumps, ROWS)),
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be"])
@pytest.mark.parametrize("lines", ON_LINES.values(), ids=ON_LINES)
def test_what_is_called_jsonl_is_read_however_it_is_laid_out(
    lines: str, encoding: str, tmp_path: Path
) -> None:
    found = articles(read_bytes(tmp_path, "news.jsonl", lines.encode(encoding)))
    assert [record.text for record in found] == [ONE, TWO]
    assert {record.encoding[:6] for record in found} == {encoding[:6].replace("utf-8-", "utf-8")}


def test_a_text_that_a_service_cut_is_flagged(tmp_path: Path) -> None:
    (record,) = articles(read(tmp_path, {"title": "One", "content": f"{ONE}… [+1234 chars]"}))
    assert (record.text, record.flags) == (ONE, ("summary_only",))


def test_brackets_are_not_counted_anew_for_each_object(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = []

    def count(text: str, start: int) -> bool:
        counted.append(start)
        return False

    monkeypatch.setattr("ingest.readers.fields.strictjson.is_flat", count)
    monkeypatch.setattr("ingest.readers.records.jsonwindow.is_flat", count)
    for data in (json.dumps(ROWS * 300), " ".join(map(json.dumps, ROWS * 300))):
        counted.clear()
        assert len(articles(read_bytes(tmp_path, "news.json", f" {data}".encode()))) == 600
        assert len(counted) < 20


BODIES = {
    "strings": [ONE, TWO],
    "blocks of an editor": [
        {"type": "paragraph", "data": {"text": ONE}},
        {"type": "image", "data": {"url": "https://post.example/a.jpg", "caption": "The bridge"}},
        {"type": "paragraph", "data": {"text": TWO}},
    ],
    "elements": [{"type": "text", "content": ONE}, {"type": "text", "content": f"<p>{TWO}</p>"}],
    "a tree of nodes": {
        "type": "doc",
        "content": [
            {
                "type": "paragraph",
                "content": [{"type": "text", "text": ONE[:9]}, {"type": "text", "text": ONE[9:]}],
            },
            {"type": "paragraph", "content": [{"type": "text", "text": TWO}]},
        ],
    },
    "spans": [
        {"_type": "block", "children": [{"_type": "span", "text": text}]} for text in (ONE, TWO)
    ],
    "sections": {"sections": [{"paragraphs": [ONE]}, {"paragraphs": [TWO]}]},
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_a_body_in_pieces_is_paragraphs(body: Any, tmp_path: Path) -> None:
    (found,) = articles(read(tmp_path, {"title": "Bridge", "content": body}))
    assert found.text == f"{ONE}\n\n{TWO}"


@pytest.mark.parametrize(
    ("authors", "names"),
    [
        ("Ann Lee, Bo Ek", ("Ann Lee", "Bo Ek")),
        ("By Ann Lee and Bo Ek", ("Ann Lee", "Bo Ek")),
        (["Ann Lee", "Bo Ek"], ("Ann Lee", "Bo Ek")),
        ([{"name": "Ann Lee"}, {"person": {"fullName": "Bo Ek"}}], ("Ann Lee", "Bo Ek")),
        ({"firstName": "Ann", "lastName": "Lee"}, ("Ann Lee",)),
        ({"name": {"first": "Ann", "last": "Lee"}}, ("Ann Lee",)),
        ({"by": [{"type": "author", "name": "Ann Lee"}]}, ("Ann Lee",)),
        (17, ()),
    ],
)
def test_authors_are_named_in_any_form(
    authors: Any, names: tuple[str, ...], tmp_path: Path
) -> None:
    (found,) = articles(read(tmp_path, {"title": "Bridge", "text": ONE, "author": authors}))
    assert found.given.authors == names


@pytest.mark.parametrize(
    "header",
    [
        "Titel;Text;Datum;Autor;Quelle",
        "Titre;Texte;Date de publication;Auteur;Source",
        "Título;Cuerpo;Fecha;Autor;Fuente",
        "Titolo;Testo;Data;Autore;Testata",
        "Tytuł;Treść;Data;Autor;Źródło",
        "Заголовок;Текст;Дата;Автор;Источник",
        "标题;正文;发布时间;作者;来源",
        "見出し;本文;掲載日;記者;出典",
        "제목;본문;일자;기자;언론사",
        "العنوان;النص;التاريخ;الكاتب;المصدر",
        "शीर्षक;सामग्री;दिनांक;लेखक;स्रोत",
    ],
)
def test_columns_are_known_in_many_languages(header: str, tmp_path: Path) -> None:
    row = f'"A bridge";"{ONE}";2026-03-03;Ann Lee;The Post'
    (found,) = articles(read_bytes(tmp_path, "news.csv", f"{header}\r\n{row}\r\n".encode()))
    given = found.given
    assert (given.headline, found.text) == ("A bridge", ONE)
    assert (given.published_at, given.authors, given.publisher) == (
        "2026-03-03",
        ("Ann Lee",),
        "The Post",
    )


@pytest.mark.parametrize("name", ["news.json", "news.jsonl"])
def test_a_field_that_is_no_number_costs_no_article(name: str, tmp_path: Path) -> None:
    rows = [{"title": "One", "text": ONE, "score": float("nan"), "likes": [float("-inf"), 1]}]
    data = json.dumps(rows if name == "news.json" else rows[0]).encode()
    (article,) = articles(read_bytes(tmp_path, name, data))
    assert (article.text, article.flags) == (ONE, ("not_a_number",))


def test_a_time_in_utc_is_taken_before_one_without_a_zone(tmp_path: Path) -> None:
    times = {"date": "2026-03-03T11:00:00", "date_gmt": "2026-03-03T10:00:00"}
    (found,) = articles(read(tmp_path, {"title": "Bridge", "text": ONE, **times}))
    assert found.given.published_at == "2026-03-03T10:00:00Z"


@pytest.mark.parametrize("times", [0, 1, 2])
def test_a_body_of_which_the_markup_was_escaped_is_paragraphs(times: int, tmp_path: Path) -> None:
    body = f"<p>{ONE}</p><p>Food &amp; drink: {ONE}</p>"
    for _ in range(times):
        body = escape(body)
    (article,) = articles(read(tmp_path, {"title": "One", "text": body}))
    assert article.text == f"{ONE}\n\nFood & drink: {ONE}"


def test_signs_of_markup_that_a_text_speaks_of_stay(tmp_path: Path) -> None:
    body = f"&lt;p&gt; begins a paragraph. {ONE}"
    (article,) = articles(read(tmp_path, {"title": "One", "text": body}))
    assert article.text == f"<p> begins a paragraph. {ONE}"


def test_without_a_body_the_longest_teaser_stands_for_it(tmp_path: Path) -> None:
    (found,) = articles(read(tmp_path, {"headline": {"main": "A"}, "abstract": "B", "lead": ONE}))
    assert (found.text, found.flags) == (ONE, ("summary_only",))


def test_a_schema_of_json_is_no_article(tmp_path: Path) -> None:
    schema = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "A",
        "description": "B",
    }
    assert reasons(read(tmp_path, schema)) == ["no_article"]


@pytest.mark.parametrize("sign", ["\t", ";", "|", ","])
def test_a_table_is_known_by_its_names_whatever_the_file_is_called(
    sign: str, tmp_path: Path
) -> None:
    data = sign.join(("date", "headline", "body")) + "\n"
    data += sign.join(("2026-03-03", "Bridge", f'"{ONE}"')) + "\n"
    (found,) = articles(read_bytes(tmp_path, "export.txt", data.encode()))
    assert (found.source_format, found.given.headline, found.text) == ("csv", "Bridge", ONE)


def test_a_line_with_commas_makes_no_table(tmp_path: Path) -> None:
    text = f"Title, text and a picture: how a page is made\n\n{ONE}\n"
    (found,) = articles(read_bytes(tmp_path, "story.txt", text.encode()))
    assert (found.source_format, found.text) == ("text", text)


@pytest.mark.parametrize("start", ["{{Short description|Bridge}}\n", "[[File:Bridge.jpg|thumb]]\n"])
def test_a_text_that_begins_with_signs_of_a_wiki_is_no_json(start: str, tmp_path: Path) -> None:
    (found,) = read_bytes(tmp_path, "a.txt", (start + ONE).encode())
    assert isinstance(found, RawArticle)
    assert found.source_format == "text"
