"""JSON of exports and data sets: what stands between records, and what their fields are called."""

import json
from pathlib import Path
from typing import Any

import pytest

from ingest.article import RawArticle
from readers_made import read_bytes, reasons, texts

TEXT = "The council of Alderholm voted on Monday to close the old mill bridge until the autumn."

MONGO = '{"_id": {"$oid": "5f1a"}, "title": "One", "content": "%s", "publishedAt": {"$date": %s}}'


@pytest.mark.parametrize(
    ("date", "read"),
    [
        ('"2026-03-03T10:15:00Z"', "2026-03-03T10:15:00Z"),
        ('{"$numberLong": "1772532900000"}', "1772532900000"),
    ],
)
def test_dates_of_an_export_of_mongo_are_dates(date: str, read: str, tmp_path: Path) -> None:
    (record,) = read_bytes(tmp_path, "a.json", (MONGO % (TEXT, date)).encode())
    assert isinstance(record, RawArticle)
    assert record.given.published_at == read


@pytest.mark.parametrize("between", ["", " ", "\n", ",\n", "\n,\n"])
def test_objects_are_read_whatever_stands_between_them(between: str, tmp_path: Path) -> None:
    one, two = (json.dumps({"title": name, "text": TEXT}) for name in ("One", "Two"))
    records = read_bytes(tmp_path, "a.json", f"{one}{between}{two}\n".encode())
    assert texts(records) == [TEXT, TEXT]


def test_a_comma_after_a_line_of_json_is_no_harm(tmp_path: Path) -> None:
    line = json.dumps({"title": "One", "text": TEXT}) + ",\n"
    assert texts(read_bytes(tmp_path, "a.jsonl", (line * 2).encode())) == [TEXT, TEXT]


def test_what_elasticsearch_is_told_to_do_is_no_record(tmp_path: Path) -> None:
    lines = [{"index": {"_index": "news", "_id": "1"}}, {"title": "One", "text": TEXT}] * 2
    data = "\n".join(map(json.dumps, lines)).encode()
    records = read_bytes(tmp_path, "a.ndjson", data)
    assert texts(records) == [TEXT, TEXT]
    assert [record.record_index for record in records] == [0, 1]


@pytest.mark.parametrize(
    "row",
    [
        {"document": TEXT, "summary": "Closed."},
        {"row_idx": 0, "row": {"title": "One", "text": TEXT}},
        {"heading": "One", "article_text": TEXT},
        {"post_title": "One", "post_content": TEXT},
        {"title": "One", "selftext": TEXT},
    ],
)
def test_rows_of_data_sets_have_their_texts(row: dict[str, Any], tmp_path: Path) -> None:
    data = json.dumps({"rows": [row]}).encode()
    assert texts(read_bytes(tmp_path, "a.json", data)) == [TEXT]


def test_what_stands_in_metadata_is_stated_too(tmp_path: Path) -> None:
    row = {"text": TEXT, "meta": {"url": "https://a.example/1", "title": "One", "text": "Other"}}
    (record,) = read_bytes(tmp_path, "a.jsonl", json.dumps(row).encode())
    assert isinstance(record, RawArticle)
    assert record.text == TEXT
    assert (record.given.headline, record.given.url) == ("One", "https://a.example/1")
    around = {"meta": {"title": "An API", "description": "It lists."}, "rows": [row, row]}
    assert len(texts(read_bytes(tmp_path, "b.json", json.dumps(around).encode()))) == 2


def test_no_list_of_articles_is_left_behind(tmp_path: Path) -> None:
    row = {"title": "One", "text": TEXT}
    tags = [{"name": "news", "description": "All news"}] * 9
    data = {"featured": [row], "latest": [row, row], "tags": tags}
    assert len(texts(read_bytes(tmp_path, "a.json", json.dumps(data).encode()))) == 3


def test_an_export_of_ghost_holds_its_posts_without_drafts(tmp_path: Path) -> None:
    post = {"title": "One", "html": f"<p>{TEXT}</p>", "published_at": "2026-03-03T10:15:00Z"}
    posts = [post | {"status": "published"}, post | {"status": "draft"}]
    data = {"db": [{"meta": {"version": "5"}, "data": {"posts": posts, "users": [{"name": "A"}]}}]}
    records = read_bytes(tmp_path, "a.json", json.dumps(data).encode())
    assert texts(records) == [TEXT]
    assert reasons(records) == ["no_article"]


def test_roles_in_a_list_of_authors_are_no_names(tmp_path: Path) -> None:
    row = {"title": "One", "text": TEXT, "authors": ["By Anna Brandt", "Senior Reporter", "Bo Ek"]}
    (record,) = read_bytes(tmp_path, "a.json", json.dumps(row).encode())
    assert isinstance(record, RawArticle)
    assert record.given.authors == ("Anna Brandt", "Bo Ek")


@pytest.mark.parametrize("name", ["article", "story", "post", "news", "berita", "Items"])
def test_a_list_of_articles_is_no_body_whatever_it_is_called(name: str, tmp_path: Path) -> None:
    row = {"title": "One", "text": TEXT}
    data = json.dumps({name: [row, row]}).encode()
    assert texts(read_bytes(tmp_path, "a.json", data)) == [TEXT, TEXT]


def test_a_page_in_a_record_is_read_as_a_page(tmp_path: Path) -> None:
    page = (
        "<!DOCTYPE html><html><head><title>Mill bridge closes | Alder</title></head><body><nav>"
        f"<a href='/'>Home</a></nav><article><h1>Mill bridge closes</h1><p>{TEXT}</p><p>{TEXT} It"
        " said so again.</p></article><footer>Contact</footer></body></html>"
    )
    row = {"url": "https://a.example/1", "html": page, "author": "Anna Brandt"}
    (record,) = read_bytes(tmp_path, "a.jsonl", json.dumps(row).encode())
    assert isinstance(record, RawArticle)
    assert record.text == f"{TEXT}\n\n{TEXT} It said so again."
    assert record.given.headline == "Mill bridge closes"
    assert (record.given.url, record.given.authors) == ("https://a.example/1", ("Anna Brandt",))


@pytest.mark.parametrize(
    "row",
    [
        {"title": {"en": "One"}, "text": {"en": TEXT}},
        {"attributes": {"title": "One", "body": {"processed": f"<p>{TEXT}</p>"}}},
    ],
)
def test_a_text_may_stand_one_level_deeper(row: dict[str, Any], tmp_path: Path) -> None:
    data = json.dumps({"data": [row]}).encode()
    (record,) = read_bytes(tmp_path, "a.json", data)
    assert isinstance(record, RawArticle)
    assert (record.text, record.given.headline) == (TEXT, "One")


PROQUEST = f"""{"_" * 60}

Report Information from ProQuest

{"_" * 60}

Document 1 of 2

Mill bridge closes

Author: Brandt, Anna. Alder Times; Alderholm [Alderholm]. 03 Mar 2026: A.1.

ProQuest document link

Abstract: It closes.

Full text: {TEXT}

{TEXT}

Links: Check for full text

Subject: Bridges

Publication title: Alder Times; Alderholm

Publication date: Mar 3, 2026

Document URL: https://proquest.example/1

Last updated: 2026-03-04

{"_" * 60}

Document 2 of 2

A pier is lost

Author: Ek, Bo; Brandt, Anna

Full text: {TEXT}

Publication date: Mar 4, 2026

ProQuest document ID: 7

{"_" * 60}

Contact ProQuest
"""


def test_an_export_of_proquest_is_read_document_by_document(tmp_path: Path) -> None:
    records = read_bytes(tmp_path, "ProQuestDocuments.txt", PROQUEST.encode())
    assert texts(records) == [f"{TEXT}\n\n{TEXT}", TEXT]
    one, two = (record.given for record in records if isinstance(record, RawArticle))
    assert (one.headline, one.authors) == ("Mill bridge closes", ("Anna Brandt",))
    assert (one.publisher, one.published_at) == ("Alder Times", "Mar 3, 2026")
    assert (two.headline, two.authors) == ("A pier is lost", ("Bo Ek", "Anna Brandt"))


def test_pages_that_an_api_keeps_by_their_numbers_are_records(tmp_path: Path) -> None:
    pages = {str(n): {"pageid": n, "title": "One", "extract": TEXT} for n in (7, 8)}
    data = json.dumps({"batchcomplete": "", "query": {"pages": pages}}).encode()
    assert texts(read_bytes(tmp_path, "a.json", data)) == [TEXT, TEXT]


def test_lines_that_python_printed_are_read(tmp_path: Path) -> None:
    data = f"{ {'title': 'One', 'text': TEXT, 'author': None} }\n{{'title': open('a')}}\n"
    records = read_bytes(tmp_path, "a.jsonl", data.encode())
    assert texts(records) == [TEXT]
    assert reasons(records) == ["malformed"]


PIECES: dict[str, Any] = {
    "a list of sentences in lists": {"title": "One", "text": [[{"index": 0, "sentence": TEXT}]]},
    "paragraphs with forms": {
        "metadata": {"title": "One"},
        "paragraph": [{"id": "1", "form": TEXT}],
    },
    "pieces that say who wrote it": {
        "title": "One",
        "contents": [
            {"type": "kicker", "content": "Local"},
            {"type": "byline", "content": "By Ann Lee"},
            {"type": "sanitized_html", "content": TEXT},
            {"type": "author_info", "name": "Ann Lee", "bio": "Ann Lee writes."},
        ],
    },
    "fields by name and value": {
        "id": "1",
        "fields": [{"field": "title", "value": "One"}, {"field": "body", "value": [TEXT]}],
    },
    "a document of a service": {
        "Title": "One",
        "Document": {
            "DocumentId": "1",
            "Content": "<entry><title>One</title><n:nitf><n:body><n:body.content>"
            f"<bodyText><p>{TEXT}</p></bodyText></n:body.content></n:body></n:nitf></entry>",
        },
    },
}


@pytest.mark.parametrize("form", PIECES)
def test_texts_in_pieces_are_whole_and_clean(form: str, tmp_path: Path) -> None:
    (record,) = read_bytes(tmp_path, "a.json", json.dumps(PIECES[form]).encode())
    assert isinstance(record, RawArticle)
    assert (record.text, record.given.headline) == (TEXT, "One")


def test_articles_of_an_event_are_records_of_their_own(tmp_path: Path) -> None:
    event = {
        "id": 7,
        "summary": "The bridge is closed.",
        "articles": [{"title": "One", "text": TEXT}],
    }
    data = (json.dumps(event) + "\n" + json.dumps({"id": 8, **event}) + "\n").encode()
    assert texts(read_bytes(tmp_path, "test.jsonl", data)) == [TEXT, TEXT]


def test_a_title_with_an_id_beside_a_heading_is_that_of_a_paper(tmp_path: Path) -> None:
    values = {"heading": "One", "title": {"id": "35", "value": "The Mercury"}, "articleText": TEXT}
    (record,) = read_bytes(tmp_path, "a.json", json.dumps(values).encode())
    assert isinstance(record, RawArticle)
    assert (record.given.headline, record.given.publisher) == ("One", "The Mercury")


def test_a_source_is_known_by_its_domain_and_a_byline_by_its_name(tmp_path: Path) -> None:
    values = {"title": "One", "content": TEXT, "medium": "Article", "authorsByline": "Ann Lee"}
    values |= {"source": {"domain": "post.example", "location": None}}
    (record,) = read_bytes(tmp_path, "a.json", json.dumps(values).encode())
    assert isinstance(record, RawArticle)
    assert (record.given.publisher, record.given.authors) == ("post.example", ("Ann Lee",))


def test_the_summary_of_sections_is_a_teaser(tmp_path: Path) -> None:
    body = {"summary": ["It is closed."], "sections": [{"headline": [], "paragraphs": [TEXT]}]}
    (record,) = read_bytes(tmp_path, "a.json", json.dumps({"title": "One", "body": body}).encode())
    assert isinstance(record, RawArticle)
    assert (record.text, record.given.teaser) == (TEXT, "It is closed.")


def test_no_column_of_objects_holds_the_texts(tmp_path: Path) -> None:
    entities = json.dumps([{"Label": "Alderholm Mill Bridge of the old town", "Type": "G"}] * 3)
    row = f"N1\tnews\tBridge closed until autumn\t{TEXT}\t{entities}\t[]\n"
    records = read_bytes(tmp_path, "news.tsv", (row * 3).encode())
    assert texts(records) == [TEXT] * 3


def test_a_text_that_joomla_keeps_in_two_columns_is_whole(tmp_path: Path) -> None:
    names = "id,title,introtext,fulltext,created_by_alias,created"
    for rest, whole in ((f"<p>{TEXT}</p>", f"It rained.\n\n{TEXT}"), ("", "It rained.")):
        data = f"{names}\n1,One,<p>It rained.</p>,{rest},Ann Lee,2026-03-03 10:15:00\n"
        (record,) = read_bytes(tmp_path, "content.csv", data.encode())
        assert isinstance(record, RawArticle)
        assert (record.text, record.given.authors) == (whole, ("Ann Lee",))
