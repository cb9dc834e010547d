"""Feeds as systems write them: where authors, addresses and whole texts stand."""

import json
from pathlib import Path

import pytest

from ingest.article import RawArticle
from readers_made import read_bytes

TEXT = (
    "The council voted on Tuesday to rebuild the old bridge, which has been closed since spring.",
    "Work is to begin in autumn, and the mayor expects that it will take no more than two years.",
)
BODY = "\n\n".join(TEXT)
MARKUP = "".join(f"<p>{text}</p>" for text in TEXT)


def entry(
    folder: Path, inner: str, channel: str = "<link>https://post.example/</link>"
) -> RawArticle:
    data = (
        f"<rss version='2.0'><channel><title>The Post</title>{channel}"
        f"<item><title>A bridge</title>{inner}</item></channel></rss>"
    )
    record = read_bytes(folder, "feed.xml", data.encode())[0]
    assert isinstance(record, RawArticle), record
    return record


@pytest.mark.parametrize("domain", ["post.example", "post.com", "river.media", "a.b.berlin"])
def test_the_author_behind_an_address_is_a_name(domain: str, tmp_path: Path) -> None:
    inner = f"<author>ann@{domain} (Ann Lee)</author><description>{TEXT[0]}</description>"
    assert entry(tmp_path, inner).given.authors == ("Ann Lee",)


def test_an_address_without_a_host_is_of_the_channel(tmp_path: Path) -> None:
    inner = f"<link>/2026/03/04/bridge</link><description>{TEXT[0]}</description>"
    assert entry(tmp_path, inner).given.url == "https://post.example/2026/03/04/bridge"


@pytest.mark.parametrize(
    "name", ["fulltext", 'yandex:full-text xmlns:yandex="http://news.yandex.ru"']
)
def test_an_element_for_the_whole_text_is_the_body(name: str, tmp_path: Path) -> None:
    tag = name.split(maxsplit=1)[0]
    whole = f"<{name}><![CDATA[{MARKUP}]]></{tag}>"
    found = entry(tmp_path, f"<description>In short.</description>{whole}")
    assert (found.text, found.given.teaser, found.flags) == (BODY, "In short.", ())


def test_an_instant_article_is_what_stands_between_header_and_footer(tmp_path: Path) -> None:
    page = (
        "<!doctype html><html><head><title>A bridge</title></head><body><article><header>"
        "<h1>A bridge</h1><address><a>Ann Lee</a></address></header>"
        f"{MARKUP}<figure><figcaption>Pier two</figcaption></figure>"
        "<footer><small>The Post</small></footer></article></body></html>"
    )
    name = "http://purl.org/rss/1.0/modules/content/"
    inner = f"<c:encoded xmlns:c='{name}'><![CDATA[{page}]]></c:encoded>"
    assert entry(tmp_path, inner).text == BODY


def test_a_json_feed_states_for_all_items_who_publishes_them(tmp_path: Path) -> None:
    items = [
        {"id": "1", "title": "A bridge", "content_html": MARKUP, "authors": [{"name": "Bo Ek"}]},
        {"id": "2", "title": "A weir", "content_text": TEXT[0], "language": "fr"},
    ]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "The Post",
        "language": "en",
        "authors": [{"name": "Ann Lee"}],
        "items": items,
    }
    records = read_bytes(tmp_path, "feed.json", json.dumps(feed).encode())
    given = [record.given for record in records if isinstance(record, RawArticle)]
    assert [one.publisher for one in given] == ["The Post", "The Post"]
    assert [one.language for one in given] == ["en", "fr"]
    assert [one.authors for one in given] == [("Bo Ek",), ("Ann Lee",)]
