"""Pages that say why there is no other: in many languages, with teasers, without any title."""

from pathlib import Path

import pytest

from ingest.article import Quarantined
from readers_made import BRIDGE, article_of, read_bytes

TEASERS = "".join(f'<div><h3><a href="/n">{t[:40]}</a></h3><p>{t} {t}</p></div>' for t in BRIDGE)
PAGES = {
    "with teasers of others": f"<h1>404</h1><h2>Page not found</h2><p>Read these:</p>{TEASERS}",
    "a server in front of it": "<h1>Connection timed out</h1><p>Error code 522. There was no "
    "answer from the site in time, and so this page is all that there is to see.</p>",
    "of a domain": "<h1>tarn.example</h1><p>This domain is for sale by its owner today.</p>",
    "while it is mended": "<h1>Tarn</h1><p>We are performing some maintenance at the moment.</p>",
    "against machines": "<h1>tarn.example</h1><p>Please verify you are human to see it.</p>",
    "es": "<h1>Lo sentimos, no hemos encontrado la página que buscas</h1><p>Quizá cambió.</p>",
    "tr": "<h1>Aradığınız sayfa mevcut değil</h1><p>Silinmiş ya da taşınmış olabilir.</p>",
    "ar": "<h1>عذراً، الصفحة غير موجودة</h1><p>ربما تم نقلها إلى عنوان آخر قبل أيام.</p>",
    "zh": "<h1>抱歉，您访问的文章已被删除</h1><p>请返回首页，或者使用搜索功能查找其他内容。</p>",
    "for one continent": "<p>We cannot show this to visitors from the European Economic Area.</p>",
}


@pytest.mark.parametrize("body", PAGES.values(), ids=PAGES)
def test_page_that_says_why_there_is_none_is_no_article(tmp_path: Path, body: str) -> None:
    page = f'<html><head><meta charset="utf-8"><title>Tarn</title></head><body>{body}</body></html>'
    (record,) = read_bytes(tmp_path, "page.html", page.encode())
    assert isinstance(record, Quarantined), record
    assert record.reason == "no_article"


SIGNED = '<p class="byline">By Ann Lee</p>'
ARTICLES = {
    "on a domain": "The domain tarn.example is for sale, and nobody in Tarn knows who owns it.",
    "on consent": "The council set cookies without consent, and sent personal data to partners.",
    "on maintenance": "Half of the trains are down for maintenance until Friday, the company said.",
}


@pytest.mark.parametrize("text", ARTICLES.values(), ids=ARTICLES)
def test_short_article_with_an_author_is_one(tmp_path: Path, text: str) -> None:
    page = f"<html><head><title>Tarn</title></head><body><h1>Tarn</h1>{SIGNED}<p>{text}</p></body>"
    assert text in article_of(tmp_path, page).text


ROWS = [(f"Headline number {n} of the news in Tarn", f"{BRIDGE[n % 4]} {n}") for n in range(6)]
LISTS = {
    "of links": "".join(f"<li><a href=/{t[:18]}>{t}</a> 10:00</li>" for t, _ in ROWS),
    "of cards": "".join(
        f"<div class=c><a href=/x><p>{t}</p></a><p>{text}</p></div>" for t, text in ROWS
    ),
    "in a table": "<table>"
    + "".join(f"<tr><td>14.09.<td><a href=/x>{t}</a><br>{text}</tr>" for t, text in ROWS),
}


@pytest.mark.parametrize("rows", LISTS.values(), ids=LISTS)
def test_list_without_headings_is_one(tmp_path: Path, rows: str) -> None:
    page = f"<html><head><title>News</title></head><body><h1>News</h1><div>{rows}</div></body>"
    assert "list_of_articles" in article_of(tmp_path, page).flags


def test_paragraphs_that_begin_with_links_are_no_list(tmp_path: Path) -> None:
    text = "".join(f"<p><a href=/x>{t}</a> {text}</p>" for t, text in ROWS)
    page = f"<html><head><title>Books</title></head><body><h1>Books</h1><div>{text}</div></body>"
    assert article_of(tmp_path, page).flags == ()
