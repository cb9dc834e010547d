"""Pages that hold several whole articles, one after another: each is a record."""

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from typing import Any
from urllib.parse import urljoin

from lxml import html

from ingest.article import Given, RawArticle
from ingest.readers.decoding import Decoded
from ingest.readers.markup import parse_html, text_of
from ingest.readers.pages.blocks import key_of
from ingest.readers.pages.body import body_of
from ingest.readers.pages.classes import names_a
from ingest.readers.pages.forms import heading_of, whole_articles
from ingest.readers.pages.given import given_of_page, meta_of
from ingest.readers.pages.jsonld import article_object, objects_in, types_of
from ingest.readers.part import Part, Record

__all__ = ["one_by_one", "says_one", "settle"]

_LIVE = re.compile(r"(?:^|[\s_-])live-?(?:blog|ticker|post|update|entry)", re.IGNORECASE)
"""Classes of the entries of a live blog."""
MIN_OWN = 400
"""Letters of the article that a page says it is of, to do without the others in it."""


def settle(root: Any, headline: str) -> None:
    """Make one article of a page that says that it is of one, and holds several elements of these.

    The entries of a live blog belong together. What is loaded behind an article, to read on, is
    taken out.

    Args:
        root: the page; it is changed.
        headline: what it states.
    """
    articles = list(root.iter("article"))
    if len(articles) < 2:
        return
    if any(map(_is_entry, articles)) or _is_live(root):
        for element in articles:
            element.tag = "div"
        return
    whole = whole_articles(root)
    own = [element for element in whole if _has_heading(element, key_of(headline))]
    if len(own) == 1 and _says_one(root) and len(own[0].text_content()) >= MIN_OWN:
        for element in whole:
            if element is not own[0]:
                element.drop_tree()


def _is_live(root: Any) -> bool:
    return any("liveblogposting" in types_of(item) for item in objects_in(root))


def _is_entry(element: Any) -> bool:
    """Whether an element says that it is an entry of a live blog."""
    named = element.get("class") or ""
    return element.get("itemprop") == "liveBlogUpdate" or _LIVE.search(named) is not None


def _has_heading(element: Any, key: str) -> bool:
    return any(key == key_of(heading.text_content()) for heading in element.iter("h1", "h2"))


def says_one(root: Any, given: Given) -> bool:
    """Say whether a page states that it is of one article, or who wrote it.

    Args:
        root: the page.
        given: what it states.
    """
    return bool(given.authors) or given.published_at_source == "json-ld" or _says_one(root)


def _says_one(root: Any) -> bool:
    return bool(
        meta_of(root).get("og:type") == "article" or article_object(objects_in(root), set())
    )


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
    stated = given_of_page(page)
    given = replace(
        stated,
        headline=headline,
        publisher=_without_imprint(page) or around.publisher,
        language=around.language,
        url=urljoin(around.url, address) if address.strip("#") else around.url,
    )
    return body_of(page, given) or text_of(page), given


def _without_imprint(page: Any) -> str:
    """Take out what a database prints above an article; the paper that it names, without number."""
    elements = [e for e in page.find("body").iterdescendants() if isinstance(e.tag, str)]
    papers = [e for e in elements if names_a("paper", e.get("class") or "")]
    named = " ".join(papers[-1].text_content().split()) if papers else ""
    for element in [e for e in elements if papers and names_a("imprint", e.get("class") or "")]:
        if element.getparent() is not None and len(element.text_content()) < _LONGEST_IMPRINT:
            element.drop_tree()
    return _NUMBER.sub("", named)


_NUMBER = re.compile(r",? (?:no|nr|n°|#)\.? ?\d.*$", re.IGNORECASE)
_LONGEST_IMPRINT = 300
