"""Pages that hold several whole articles, one after another: each is a record."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from typing import Any
from urllib.parse import urljoin

from lxml import html

from ingest.article import Given, RawArticle
from ingest.readers.decoding import Decoded
from ingest.readers.jsonld import article_object, objects_in
from ingest.readers.markup import parse_html, text_of
from ingest.readers.pagebody import body_of
from ingest.readers.pageforms import heading_of, whole_articles
from ingest.readers.pagegiven import given_of_page, meta_of
from ingest.readers.part import Part, Record

__all__ = ["one_by_one"]


def one_by_one(part: Part, record: RawArticle, text: str) -> Iterator[Record]:
    """Yield the articles of a page; the page's own record where it says that it is of one.

    Args:
        part: the page.
        record: what was made of it as one article.
        text: the page.
    """
    root = parse_html(text)
    is_one = root is None or meta_of(root).get("og:type") == "article"
    if is_one or article_object(objects_in(root), {record.given.url}, set()):
        yield record
        return
    for index, element in enumerate(whole_articles(root)):
        found, given = _article(element, record.given)
        flags = tuple(flag for flag in record.flags if flag != "several_articles")
        if found:
            yield part.article(index, Decoded(found, record.encoding, flags), given)
        else:
            yield part.quarantined(index, "no_article", "without a text", given.headline)


def _article(element: Any, around: Given) -> tuple[str, Given]:
    """Take an article out of its page as a page of its own."""
    heading = heading_of(element)
    link = next(heading.iter("a"), None)
    address = str(link.get("href") or "") if link is not None else ""
    headline = " ".join(heading.text_content().split())
    page = html.fromstring("<html><head><title></title></head><body></body></html>")
    page.find(".//title").text = headline
    page.find("body").append(deepcopy(element))
    given = replace(
        given_of_page(page),
        headline=headline,
        publisher=around.publisher,
        language=around.language,
        url=urljoin(around.url, address) if address.strip("#") else around.url,
    )
    return body_of(page, given) or text_of(page), given
