"""Whole pages within records: what crawlers keep as `{"url": …, "html": …}`."""

from dataclasses import replace

from ingest.article import Given, RawArticle
from ingest.readers.part import Part, Record

__all__ = ["article_in_page", "is_page"]


def is_page(text: str) -> bool:
    """Whether a text is a whole page rather than a piece of one.

    >>> is_page("<!DOCTYPE html><html><body>…"), is_page("<p>One</p>")
    (True, False)
    """
    start = text[:500].lstrip("\ufeff \r\n\t").lower()
    return start.startswith(("<!doctype html", "<html")) or (start[:1] == "<" and "<html" in start)


def article_in_page(part: Part, index: int, text: str, given: Given) -> Record:
    """Answer with the article of a page that stands in a record.

    Args:
        part: where the record was read.
        index: its place in the part.
        text: the page.
        given: what the record states; that goes before what the page states.
    """
    from ingest.readers.pages.page import read_page

    data = text.encode("utf-8", "replace")
    record = read_page(replace(part, data=data, stream=None), index, "utf-8", given.url)
    if not isinstance(record, RawArticle):
        return record
    own = {name: value for name in Given.__slots__ if (value := getattr(given, name))}
    if "authors" in own or "byline" in own:
        own = {"byline": "", "authors": (), **own}
    return replace(record, given=replace(record.given, **own))
