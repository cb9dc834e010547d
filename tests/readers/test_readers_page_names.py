"""Who wrote, for which site, and what of JSON-LD is the page's, as pages say it in their ways."""

from pathlib import Path

import pytest

from readers_made import BRIDGE, article_of

TEXT = "".join(f"<p>{text}</p>" for text in BRIDGE)


def page(line: str = "", head: str = "", top: str = "", title: str = "A bridge for Tarn") -> str:
    return (
        f'<html><head><meta charset="utf-8"><title>{title}</title>{head}</head><body>{top}'
        f"<h1>A bridge for Tarn</h1>{line}<div class=entry-content>{TEXT}</div></body></html>"
    )


BYLINES = {
    "with its day": "<p class=byline>By Ann Lee on September 14, 2021</p>",
    "with its day and no word": "<p class=byline>Ann Lee 14 September 2021</p>",
    "without a class": "<p>By Ann Lee</p>",
    "without a class, with its day": "<div><i>Von Ann Lee, 14. Mai 2021</i></div>",
    "with a name in an element": "<p class=byline>Interview: <span class=author>Ann Lee</span></p>",
    "of a journalist": "<em class=head_journalist_name>Ann Lee</em>",
    "of one without a biography": "<div class=hasnt-bio><p class=byline>By Ann Lee</p></div>",
}


@pytest.mark.parametrize("line", BYLINES.values(), ids=BYLINES)
def test_byline(tmp_path: Path, line: str) -> None:
    assert article_of(tmp_path, page(line)).given.authors == ("Ann Lee",)


def test_authors_of_other_articles_above_are_none(tmp_path: Path) -> None:
    top = "<ul><li><div class=author>Bo Ek The Trouble With Ferries</div></li></ul>"
    found = article_of(tmp_path, page("<div class=author>Ann Lee</div>", top=top))
    assert found.given.authors == ("Ann Lee",)


def test_sentence_that_begins_like_a_byline_is_none(tmp_path: Path) -> None:
    lines = "<p>By the sea</p><p>By Tuesday</p><p class=meta>Last updated: 3 May 2021</p>"
    assert article_of(tmp_path, page(lines)).given.authors == ()


SITES = {
    "in microdata": (
        "A bridge for Tarn",
        "<i itemprop=publisher itemscope><meta itemprop=name content='The Post'></i>",
    ),
    "as a theme calls it": (
        "A bridge for Tarn",
        '<p class="site-title"><a href=/>The Post</a></p>',
    ),
    "in the title and its logo": (
        "A bridge for Tarn | The Post",
        "<a href=/><img alt='The Post'></a>",
    ),
    "first in the title": (
        "The Post: A bridge for Tarn",
        "<a href='https://a.example/'>The Post</a>",
    ),
}


@pytest.mark.parametrize(("title", "top"), SITES.values(), ids=SITES)
def test_site_that_a_page_only_prints(tmp_path: Path, title: str, top: str) -> None:
    assert article_of(tmp_path, page(title=title, top=top)).given.publisher == "The Post"


def test_headline_is_the_heading_where_the_title_names_the_site_alone(tmp_path: Path) -> None:
    page = f"<title>The Post Online: News</title><h1>Tarn builds a bridge</h1>{TEXT}"
    assert article_of(tmp_path, page).given.headline == "Tarn builds a bridge"


def test_section_in_a_title_is_no_site(tmp_path: Path) -> None:
    top = "<a href='https://local.a.example/'>Local</a>"
    found = article_of(tmp_path, page(title="A bridge for Tarn | Local | Post", top=top))
    assert found.given.publisher == ""


def script(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


def test_json_with_bare_quotes_in_its_values(tmp_path: Path) -> None:
    stated = (
        '{"@type": "NewsArticle", "headline": "A "bridge" for Tarn", "datePublished": "2021-09-14",'
        ' "author": {"name": "Ann Lee"}}'
    )
    given = article_of(tmp_path, page(head=script(stated))).given
    assert (given.headline, given.authors) == ('A "bridge" for Tarn', ("Ann Lee",))
    assert given.published_at == "2021-09-14"


def test_json_of_another_page_says_nothing_of_this_one(tmp_path: Path) -> None:
    other = (
        '{"@type": "NewsArticle", "headline": "Mayor opens pool", "datePublished": "2020-01-01",'
        ' "author": {"name": "Bo Ek"}, "url": "https://a.example/pool"}'
    )
    own = '<link rel="canonical" href="https://a.example/bridge">'
    line = "<p class=byline>Ann Lee</p><time datetime=2021-09-14>Tuesday</time>"
    given = article_of(tmp_path, page(line, head=own + script(other))).given
    assert (given.headline, given.authors) == ("A bridge for Tarn", ("Ann Lee",))
    assert given.published_at == "2021-09-14"
