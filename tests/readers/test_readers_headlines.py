"""Headlines of pages: which of the several that a page states is the one it prints."""

from pathlib import Path

import pytest

from ingest.article import RawArticle
from readers_made import read_bytes

TEXT = (
    "The council voted on Tuesday to rebuild the old bridge, which has been closed since spring.",
    "Work is to begin in autumn, and the mayor expects that it will take no more than two years.",
    "Shopkeepers on both banks had asked for a ferry while the bridge is closed to all traffic.",
)
SEARCHED = "Old bridge: council votes for rebuilding"
PRINTED = "A bridge for the next hundred years"


def headline_of(tmp_path: Path, heading: str, head: str = "", title: str = "") -> str:
    body = heading + "".join(f"<p>{text}</p>" for text in TEXT)
    page = (
        f"<!doctype html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>"
    )
    record = read_bytes(tmp_path, "page.html", page.encode())[0]
    assert isinstance(record, RawArticle), record
    return record.given.headline


def stated(headline: str, name: str = "") -> str:
    return (
        '<script type="application/ld+json">{"@type": "NewsArticle", '
        f'"headline": "{headline}", "name": "{name}"}}</script>'
    )


def shared(title: str, site: str = "") -> str:
    named = f'<meta property="og:site_name" content="{site}">' if site else ""
    return f'<meta property="og:title" content="{title}">{named}'


def test_the_second_heading_is_the_headline_where_the_first_serves_search_engines(
    tmp_path: Path,
) -> None:
    heading = f"<nav><h1>{SEARCHED}</h1></nav><h2><span>Building</span> <span>{PRINTED}</span></h2>"
    assert headline_of(tmp_path, heading, stated(SEARCHED) + shared(PRINTED)) == PRINTED


def test_a_kicker_printed_as_an_element_of_its_own_is_not_headline(tmp_path: Path) -> None:
    heading = f"<h1>{SEARCHED}</h1><h2><span>Building</span><span>{PRINTED}</span></h2>"
    head = stated(SEARCHED) + shared(f"Building: {PRINTED}")
    assert headline_of(tmp_path, heading, head) == PRINTED


def test_a_second_heading_that_links_elsewhere_is_no_headline(tmp_path: Path) -> None:
    heading = f"<h1>{SEARCHED}</h1><h2><a href=/other>{PRINTED}</a></h2>"
    assert headline_of(tmp_path, heading, stated(SEARCHED) + shared(PRINTED)) == SEARCHED


def test_a_title_made_for_sharing_alone_is_not_believed(tmp_path: Path) -> None:
    head = stated(SEARCHED) + shared("You will not believe what this town did")
    assert headline_of(tmp_path, f"<h1>{SEARCHED}</h1>", head) == SEARCHED


def test_a_kicker_that_heading_and_shared_title_both_have_belongs_to_it(tmp_path: Path) -> None:
    heading = f"<h1><b>Building</b>{PRINTED}</h1>"
    head = stated(PRINTED) + shared(f"Building / {PRINTED}")
    assert headline_of(tmp_path, heading, head) == f"Building / {PRINTED}"


@pytest.mark.parametrize(
    "title",
    [
        f"{PRINTED} | The Post",
        f"{PRINTED} - The Post",
        f"{PRINTED}：The Post",
        f"{PRINTED}ㅣThe Post",
    ],
)
def test_the_name_of_the_site_is_cut_from_the_title(title: str, tmp_path: Path) -> None:
    assert headline_of(tmp_path, "", shared(title, "The Post")) == PRINTED


def test_what_follows_the_printed_headline_after_a_sign_is_cut(tmp_path: Path) -> None:
    head = shared(f"{PRINTED} – Local – The Post")
    assert headline_of(tmp_path, f"<h1>{PRINTED}</h1>", head) == PRINTED


def test_a_short_headline_in_chinese_is_found_within_the_title(tmp_path: Path) -> None:
    found = headline_of(tmp_path, "<h1>市议会决定重建老桥</h1>", title="市议会决定重建老桥-时报网")
    assert found == "市议会决定重建老桥"


def test_a_hyphen_within_the_last_word_is_not_the_sign_before_a_site(tmp_path: Path) -> None:
    head = shared("What became of chain-mail", "Mail")
    assert headline_of(tmp_path, "", head) == "What became of chain-mail"


def test_a_heading_that_names_the_site_is_not_the_headline(tmp_path: Path) -> None:
    found = headline_of(tmp_path, "<h1>Notes from a bridge builder</h1>", title=PRINTED)
    assert found == PRINTED


def test_a_heading_serves_where_the_title_only_names_the_site(tmp_path: Path) -> None:
    head = '<meta property="og:site_name" content="The Riverside Post">'
    found = headline_of(tmp_path, f"<h1>{PRINTED}</h1>", head, title="The Riverside Post")
    assert found == PRINTED


def test_a_name_that_is_printed_stands_before_a_headline_that_is_not(tmp_path: Path) -> None:
    heading = f"<h1>{PRINTED}</h1>"
    assert headline_of(tmp_path, heading, stated("entry of a wiki", PRINTED)) == PRINTED


def test_of_several_articles_at_an_address_the_one_that_is_printed_gives_the_headline(
    tmp_path: Path,
) -> None:
    article = '{{"@type": "NewsArticle", "url": "{}", "headline": "{}"}}'
    address = "post.example/bridge"
    stated = (
        (article.format(f"https://{address}", SEARCHED))
        + ", "
        + (article.format(f"http://www.{address}/#article", PRINTED))
    )
    head = (
        f'<link rel="canonical" href="https://{address}">'
        f'<script type="application/ld+json">[{stated}]</script>'
    )
    assert headline_of(tmp_path, f"<h1>{PRINTED}</h1>", head) == PRINTED
    assert headline_of(tmp_path, "<h1>News</h1>", head) == SEARCHED


def test_a_live_blog_has_the_headline_it_is_shared_by(tmp_path: Path) -> None:
    topic = f"Bridge LIVE: {SEARCHED}"
    live = stated(topic).replace("NewsArticle", "LiveBlogPosting")
    assert headline_of(tmp_path, f"<h1>{topic}</h1>", live + shared(PRINTED)) == PRINTED
    assert headline_of(tmp_path, f"<h1>{topic}</h1>", live) == topic
