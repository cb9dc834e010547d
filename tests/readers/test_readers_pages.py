"""Pages: what is body and what is not, and what a page states about its article."""

from pathlib import Path

import pytest

from ingest.article import Quarantined, RawArticle
from ingest.readers.people import names_in
from readers_made import read_bytes

FIRST = (
    "The council voted on Tuesday to rebuild the old bridge, which has been closed since spring."
)
SECOND = (
    "Work is to begin in autumn, and the mayor expects that it will take no more than two years."
)
THIRD = "Shopkeepers on both banks had asked for a ferry while the bridge is closed to all traffic."


def page(body: str, head: str = "") -> bytes:
    return (
        f"<!doctype html><html lang=en><head><title>Council votes - The Post</title>{head}</head>"
        f"<body><nav><a href=/>Home</a></nav><main><article>{body}</article></main></body></html>"
    ).encode()


def paragraphs(*texts: str, name: str = "text") -> str:
    return f'<div class="{name}">' + "".join(f"<p>{text}</p>" for text in texts) + "</div>"


def read(tmp_path: Path, data: bytes) -> RawArticle:
    record = read_bytes(tmp_path, "page.html", data)[0]
    assert isinstance(record, RawArticle), record
    return record


def test_the_body_is_paragraphs_apart(tmp_path: Path) -> None:
    found = read(tmp_path, page(paragraphs(FIRST, SECOND, THIRD)))
    assert found.text == f"{FIRST}\n\n{SECOND}\n\n{THIRD}"


def test_the_headline_is_not_part_of_the_body(tmp_path: Path) -> None:
    heading = "<h1>Council votes to rebuild the old bridge</h1>"
    stated = '<meta property="og:title" content="Council votes to rebuild the old bridge">'
    found = read(tmp_path, page(heading + paragraphs(FIRST, SECOND, THIRD), stated))
    assert found.given.headline == "Council votes to rebuild the old bridge"
    assert found.text.startswith(FIRST)


@pytest.mark.parametrize(
    "aside",
    [
        "<p><a href=/x>The long and winding history of the bridge that everyone forgot</a></p>",
        "<p>Read more: <a href=/x>The history of the bridge</a></p>",
        "<p>Lesen Sie auch: <a href=/x>Die Geschichte</a></p>",
        "<p>Subscribe to our newsletter</p>",
        "<p>Advertisement</p>",
        "<p>https://www.example.com/the/address/of/this/page</p>",
        '<p style="display: none">What the page does not show to anyone who reads it.</p>',
        '<p><span class="sr-only">Opens in a new window for those who cannot see it.</span></p>',
    ],
)
def test_pointers_promotions_and_hidden_text_are_left_out(aside: str, tmp_path: Path) -> None:
    inner = f'<div class="text"><p>{FIRST}</p>{aside}<p>{SECOND}</p><p>{THIRD}</p></div>'
    assert read(tmp_path, page(inner)).text == f"{FIRST}\n\n{SECOND}\n\n{THIRD}"


def test_containers_cut_by_advertisements_are_joined(tmp_path: Path) -> None:
    third = THIRD.replace("Shopkeepers", "Many shopkeepers")
    body = (
        paragraphs(FIRST, SECOND, THIRD)
        + '<div class="ad"></div>'
        + paragraphs(third, FIRST.replace("Tuesday", "Wednesday"))
    )
    found = read(tmp_path, page(body))
    assert third in found.text
    assert "Wednesday" in found.text


def test_an_inline_link_does_not_make_a_pointer(tmp_path: Path) -> None:
    linked = SECOND.replace("the mayor", '<a href="/mayor">the mayor</a>')
    assert SECOND in read(tmp_path, page(paragraphs(FIRST, linked, THIRD))).text


def test_a_page_of_links_alone_is_kept_as_it_is(tmp_path: Path) -> None:
    links = "".join(f"<p><a href=/{n}>{FIRST} {n}</a></p>" for n in range(4))
    record = read_bytes(tmp_path, "page.html", page(f"<div class=text>{links}</div>"))[0]
    assert isinstance(record, Quarantined) or FIRST in record.text


JSON_LD = (
    '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Bridge: a vote",'
    '"author": {"name": "Ann Lee"}, "datePublished": "2026-01-02T03:04:05Z",'
    '"publisher": {"name": "The Post"}, "inLanguage": "en-GB"}</script>'
)


def test_json_ld_is_believed_before_opengraph(tmp_path: Path) -> None:
    head = JSON_LD + (
        '<meta property="og:title" content="Another title here">'
        '<meta property="article:published_time" content="2020-01-01">'
        '<meta name="author" content="Bo Ek">'
    )
    given = read(tmp_path, page(paragraphs(FIRST, SECOND, THIRD), head)).given
    assert (given.headline, given.authors) == ("Bridge: a vote", ("Ann Lee",))
    assert (given.published_at, given.published_at_source) == ("2026-01-02T03:04:05Z", "json-ld")
    assert (given.publisher, given.language) == ("The Post", "en-GB")


def test_opengraph_and_meta_serve_where_there_is_no_json_ld(tmp_path: Path) -> None:
    head = (
        '<meta property="og:title" content="Council votes again | The Post">'
        '<meta property="og:site_name" content="The Post">'
        '<meta property="article:published_time" content="2026-01-02T03:04:05Z">'
        '<meta name="author" content="By Ann Lee and Bo Ek">'
    )
    given = read(tmp_path, page(paragraphs(FIRST, SECOND, THIRD), head)).given
    assert given.headline == "Council votes again"
    assert given.authors == ("Ann Lee", "Bo Ek")
    assert given.published_at_source == "opengraph"


def test_the_article_of_several_objects_is_the_one_with_the_pages_address(tmp_path: Path) -> None:
    other = '{"@type": "NewsArticle", "headline": "Other", "url": "https://post.example/other"}'
    own = '{"@type": "NewsArticle", "headline": "Own one", "url": "https://post.example/own"}'
    head = (
        f'<script type="application/ld+json">[{other}, {own}]</script>'
        '<link rel="canonical" href="https://post.example/own">'
    )
    assert read(tmp_path, page(paragraphs(FIRST, SECOND, THIRD), head)).given.headline == "Own one"


def test_broken_json_ld_costs_nothing_but_itself(tmp_path: Path) -> None:
    head = '<script type="application/ld+json">{"@type": "NewsArticle", </script>'
    assert FIRST in read(tmp_path, page(paragraphs(FIRST, SECOND, THIRD), head)).text


def test_a_byline_is_found_by_its_class(tmp_path: Path) -> None:
    byline = '<div class="article-byline">By <a href="/ann">Ann Lee</a></div>'
    given = read(tmp_path, page(byline + paragraphs(FIRST, SECOND, THIRD))).given
    assert given.authors == ("Ann Lee",)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By Ann Lee", ("Ann Lee",)),
        ("Von Jan Beispiel und Eva Muster", ("Jan Beispiel", "Eva Muster")),
        ("Ann Lee, Bo Ek & Cy Oh", ("Ann Lee", "Bo Ek", "Cy Oh")),
        ("ann@post.example", ()),
        ("https://post.example/ann", ()),
        ("105092", ()),
        ("Ann Lee, More Articles, View Profile", ("Ann Lee",)),
        ("Thomas More", ("Thomas More",)),
        ("山田太郎", ("山田太郎",)),
    ],
)
def test_names_are_taken_from_bylines(text: str, names: tuple[str, ...]) -> None:
    assert names_in(text) == names


def teaser(number: int) -> str:
    return (
        f'<li class="card"><h3><a href="/news/{number}">Another headline of today, no. {number}</a>'
        f"</h3><p>What happened elsewhere is told in {number} words on a page of its own.</p></li>"
    )


def test_a_stream_of_teasers_around_the_article_is_left_out(tmp_path: Path) -> None:
    stream = "<ul>" + "".join(map(teaser, range(8))) + "</ul>"
    text = paragraphs(FIRST, SECOND, THIRD, FIRST.replace("bridge", "mill"), SECOND + " So be it.")
    found = read(tmp_path, page(stream + text + stream))
    assert "elsewhere" not in found.text
    assert found.text.startswith(FIRST)


def test_a_page_of_teasers_alone_keeps_them(tmp_path: Path) -> None:
    found = read(tmp_path, page("<ul>" + "".join(map(teaser, range(8))) + "</ul>"))
    assert "elsewhere is told in 7 words" in found.text


def test_a_list_of_things_with_links_to_other_sites_is_an_article(tmp_path: Path) -> None:
    things = "".join(
        f"<div><h3><a href='https://shop.example/{n}'>A folding bicycle for the commuter, {n} gears"
        f"</a></h3><p>{n} gears are what one needs in a town of hills; it brakes well.</p></div>"
        for n in range(2, 8)
    )
    head = '<link rel="canonical" href="https://www.post.example/bicycles">'
    found = read(tmp_path, page(paragraphs(FIRST, SECOND, THIRD, FIRST + SECOND) + things, head))
    assert "7 gears are what one needs" in found.text


def test_what_an_article_says_twice_is_read_twice(tmp_path: Path) -> None:
    found = read(tmp_path, page(f"<p>{FIRST}</p><p>{SECOND}</p><p>{FIRST}</p>"))
    assert found.text == f"{FIRST}\n\n{SECOND}\n\n{FIRST}"


def test_parents_are_told_apart_that_nobody_holds(tmp_path: Path) -> None:
    """lxml makes their objects anew at the same address; bodies differed from run to run."""
    texts = (FIRST, SECOND, THIRD, "The mill, too, is to be rebuilt by the town in some years.")
    again = "".join(f"<div><div class=b{n}><p>{t}</p></div></div>" for n, t in enumerate(texts))
    found = read(tmp_path, page(f"{paragraphs(*texts)}</article><section>{again}</section>"))
    assert found.text == "\n\n".join(texts)


@pytest.mark.parametrize(
    ("stated", "publisher"),
    [
        ("https://www.harbourpost.com", "harbourpost.com"),
        ("www.harbourpost.com/", "harbourpost.com"),
        ("@harbourpost", "harbourpost"),
        ("Harbour Post | Fish | Boats", "Harbour Post"),
        ("Harbour | Post", "Harbour"),
        ("The Harbour Post", "The Harbour Post"),
    ],
)
def test_a_publisher_is_a_name(tmp_path: Path, stated: str, publisher: str) -> None:
    head = f'<meta property="og:site_name" content="{stated}">'
    assert read(tmp_path, page(paragraphs(FIRST, SECOND, THIRD), head)).given.publisher == publisher


def test_a_date_that_nobody_set_gives_way_to_the_next(tmp_path: Path) -> None:
    head = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "A harbour",'
        ' "datePublished": "0001-01-01T00:00:00Z"}</script>'
        '<meta property="article:published_time" content="2026-03-02T10:00:00Z">'
    )
    given = read(tmp_path, page(paragraphs(FIRST, SECOND, THIRD), head)).given
    assert (given.published_at, given.published_at_source) == ("2026-03-02T10:00:00Z", "opengraph")
