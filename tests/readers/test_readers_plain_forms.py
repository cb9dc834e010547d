"""Texts with front matter of every kind, plain texts within pages, and pages of many articles."""

from pathlib import Path

import pytest

from ingest.article import RawArticle
from readers_made import read_bytes, reasons, texts

ONE = "The council of Alderholm voted on Monday to close the old mill bridge until the autumn."
TWO = "Its railing had rusted through, engineers said, and the river had taken part of a pier."
TEXT = f"{ONE}\n\n{TWO}"


def only(folder: Path, name: str, text: str) -> RawArticle:
    (record,) = read_bytes(folder, name, text.encode())
    assert isinstance(record, RawArticle), record
    return record


@pytest.mark.parametrize(
    ("name", "head"),
    [
        (
            "a.md",
            '{\n  "title": "Closed",\n  "url": "https://a.example",\n  "date": "2026-03-03"\n}\n\n',
        ),
        ("a.md", "---\ntitle: Closed\nsource: https://a.example\npublished: 2026-03-03\n---\n"),
        ("a.org", "#+TITLE: Closed\n#+URL: https://a.example\n#+DATE: <2026-03-03 Tue>\n\n"),
        (
            "a.txt",
            (
                "Title: Closed\n\nURL Source: https://a.example\n\nPublished Time: 2026-03-03\n\n"
                "Markdown Content:\n"
            ),
        ),
    ],
)
def test_what_stands_before_a_text_states_its_fields(name: str, head: str, tmp_path: Path) -> None:
    record = only(tmp_path, name, f"{head}{TEXT}\n")
    assert record.text.strip() == TEXT
    assert record.given.headline == "Closed"
    assert record.given.url == "https://a.example"
    assert record.given.published_at == "2026-03-03"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", '{"title": "Closed"}'),
        ("a.md", "{braces} at the start of a text that goes on."),
        ("a.txt", "--\nMySQL is no database dump, this text says."),
        ("a.txt", "Lines: how long is a line of text?\n\nThe text goes on."),
        ("a.txt", "Document, please\n\nThe text goes on."),
        ("a.txt", "#+ is how a line of Org mode begins."),
        ("a.txt", "Title: Closed\n\nThe text goes on."),
    ],
)
def test_what_only_looks_like_front_matter_is_text(name: str, text: str, tmp_path: Path) -> None:
    assert only(tmp_path, name, text).text == text


def test_a_plain_text_in_a_page_keeps_its_paragraphs(tmp_path: Path) -> None:
    wrapped = TEXT.replace(" bridge until", "\nbridge until").replace(" the river", "\nthe river")
    text = f"Mill bridge closes\n\nBy Anna Brandt\nMarch 3\n\n{wrapped}\n\n{TWO} {ONE}"
    page = f"<html><head><title>x</title></head><body><pre>{text}</pre></body></html>"
    found = only(tmp_path, "a.html", page).text
    assert found.endswith(f"By Anna Brandt\nMarch 3\n\n{ONE}\n\n{TWO}\n\n{TWO} {ONE}")


CARD = "<article><h2><a href='/{0}'>Bridge number {0} closes</a></h2><p>{1} …</p></article>"
WHOLE = "<article><h2>Bridge {0} closes</h2><p>{0}: {1} {2}</p><p>{0}: {2} {1}</p></article>"


def test_a_list_of_articles_is_no_article_in_silence(tmp_path: Path) -> None:
    cards = "".join(CARD.format(number, f"{number}: {ONE}") for number in range(8))
    page = f"<html><head><title>News</title></head><body><main>{cards}</main></body></html>"
    assert only(tmp_path, "a.html", page).flags == ("list_of_articles",)


def test_several_articles_in_a_page_are_read_one_by_one(tmp_path: Path) -> None:
    wholes = "".join(WHOLE.format(number, ONE, TWO) for number in range(3))
    page = f"<html><head><title>News</title></head><body>{wholes}</body></html>"
    records = read_bytes(tmp_path, "a.html", page.encode())
    assert texts(records) == [f"{n}: {ONE} {TWO}\n\n{n}: {TWO} {ONE}" for n in range(3)]
    given = [record.given for record in records if isinstance(record, RawArticle)]
    assert [one.headline for one in given] == [f"Bridge {n} closes" for n in range(3)]


def test_a_page_that_says_it_is_one_article_is_one_and_flagged(tmp_path: Path) -> None:
    wholes = "".join(WHOLE.format(number, ONE, TWO) for number in range(3))
    head = '<title>News</title><meta property="og:type" content="article">'
    page = f"<html><head>{head}</head><body>{wholes}</body></html>"
    assert only(tmp_path, "a.html", page).flags == ("several_articles",)


def test_an_article_with_links_to_others_below_it_is_one(tmp_path: Path) -> None:
    body = f"<h1>Bridge closes</h1><p>{ONE} {TWO} {ONE}</p><p>{TWO} {ONE} {TWO}</p>"
    cards = "".join(CARD.format(number, "More.") for number in range(8))
    page = f"<html><body><article>{body}</article><section>{cards}</section></body></html>"
    assert only(tmp_path, "a.html", page).flags == ()


def test_a_page_of_frames_has_no_text(tmp_path: Path) -> None:
    page = "<html><frameset cols='20%,80%'><frame src=a.html><frame src=b.html></frameset></html>"
    assert reasons(read_bytes(tmp_path, "a.html", page.encode())) == ["no_article"]


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ("<!-- saved from url=(0024)https://a.example/bridge -->", "https://a.example/bridge"),
        (
            (
                "<!DOCTYPE html> <html><!--\n Page saved with SingleFile \n"
                " url: https://a.example/b \n saved date: Thu Mar 05 2026 10:15:00 GMT\n-->"
            ),
            "https://a.example/b",
        ),
        (
            (
                '<html><link rel="canonical" href="https://web.archive.org/web/20260304101500/'
                'https://a.example/c">'
            ),
            "https://a.example/c",
        ),
    ],
)
def test_a_saved_page_tells_where_it_comes_from(head: str, url: str, tmp_path: Path) -> None:
    page = f"{head}<article><h1>Mill bridge closes</h1><p>{ONE}</p><p>{TWO}</p></article>"
    assert only(tmp_path, "a.html", page).given.url == url


@pytest.mark.parametrize(
    "title",
    [
        *(
            "404 Not Found",
            "Error 403: Forbidden",
            "Page not found | The Alder",
            "Just a moment...",
        ),
        *("Access Denied", "Seite nicht gefunden – Alder", "502 Bad Gateway", "403 - Forbidden"),
    ],
)
def test_a_page_that_says_there_is_none_is_no_article(title: str, tmp_path: Path) -> None:
    page = (
        f"<html><head><title>{title}</title></head><body><h1>Sorry</h1><p>{ONE}</p></body></html>"
    )
    assert reasons(read_bytes(tmp_path, "a.html", page.encode())) == ["no_article"]


@pytest.mark.parametrize(
    "note",
    [
        "You need to enable JavaScript to run this app.",
        "We're sorry but this doesn't work properly without JavaScript enabled. Please enable it.",
        "JavaScript is disabled in your browser.",
        "Bitte aktivieren Sie JavaScript in Ihrem Browser.",
        "Veuillez activer JavaScript pour continuer.",
    ],
)
def test_a_page_that_only_asks_for_scripts_is_no_article(note: str, tmp_path: Path) -> None:
    page = (
        "<!doctype html><html><head><title>The Alder</title></head><body>"
        f"<noscript>{note}</noscript><div id='root'></div></body></html>"
    )
    assert reasons(read_bytes(tmp_path, "a.html", page.encode())) == ["no_article"]


def test_an_article_about_scripts_is_one(tmp_path: Path) -> None:
    said = f"{ONE} {TWO} Its site works without JavaScript. {ONE} {TWO}"
    page = f"<html><body><h1>Mill bridge closes</h1><p>{said}</p></body></html>"
    assert only(tmp_path, "a.html", page).text == said


@pytest.mark.parametrize(
    "title",
    [
        *(
            "Forbidden love on the mill bridge",
            "404 pupils take the bridge",
            "Not found in the river",
        ),
        "500 signatures for the bridge",
    ],
)
def test_a_headline_with_such_words_is_a_headline(title: str, tmp_path: Path) -> None:
    page = (
        f"<html><head><title>{title}</title></head><body><h1>{title}</h1><p>{ONE}</p></body></html>"
    )
    assert only(tmp_path, "a.html", page).text == ONE


def test_a_long_text_is_no_error_whatever_it_is_called(tmp_path: Path) -> None:
    paragraphs = "".join(f"<p>{number}: {ONE} {TWO}</p>" for number in range(5))
    page = f"<html><head><title>Access denied</title></head><body>{paragraphs}</body></html>"
    assert only(tmp_path, "a.html", page).given.headline == "Access denied"
