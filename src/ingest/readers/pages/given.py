"""What a page states about its article: JSON-LD, OpenGraph, microdata, meta, then its headings."""

import re
from collections.abc import Iterable, Mapping
from html import unescape
from itertools import chain
from typing import Any
from urllib.parse import urljoin

from ingest.article import Given
from ingest.readers.markup import fragment_text
from ingest.readers.pages.address import original
from ingest.readers.pages.blocks import key_of
from ingest.readers.pages.byline import printed_authors
from ingest.readers.pages.dates import published_in
from ingest.readers.pages.headline import headline_of, is_same_name
from ingest.readers.pages.jsonld import article_object, name_of_site, objects_in, text_value
from ingest.readers.pages.site import printed_site
from ingest.readers.people import is_account, names_in

__all__ = ["given_of_page", "meta_of", "stated_body"]


def given_of_page(root: Any, url: str = "") -> Given:
    """Collect what a page states.

    Args:
        root: the page.
        url: where it was fetched from, if that is known.
    """
    meta = meta_of(root)
    address = _first(_link(root, "canonical"), meta.get("og:url", ""), url)
    printed = {key_of(heading.text_content()) for heading in root.iter("h1")}
    objects = objects_in(root)
    item = article_object(objects, {address, meta.get("og:url", ""), url} - {""}, printed)
    stated = _first(
        text_value(item.get("publisher")), *_named(meta, _PUBLISHERS), name_of_site(objects)
    ) or printed_site(root)
    publisher = _site_name(stated)
    headline = headline_of(root, meta, item, (publisher, stated))
    date, source = published_in(root, meta, item, headline)
    return Given(
        headline=headline,
        teaser=_first(text_value(item.get("description")), *_named(meta, _TEASERS)),
        authors=_authors(root, meta, item, (publisher, headline)),
        publisher=publisher,
        published_at=date,
        published_at_source=source,
        url=original(urljoin(url, address) if url else address),
        language=_language(root, meta, item),
    )


def stated_body(root: Any) -> str:
    """Give the `articleBody` of a page's JSON-LD, if it is a whole one; else ""."""
    bodies = [item.get("articleBody") for item in objects_in(root)]
    texts = [fragment_text(unescape(body)) for body in bodies if isinstance(body, str)]
    return max(texts, key=len, default="")


_PUBLISHERS = ("og:site_name", "dc.publisher", "publisher", "application-name", "twitter:site")
_TEASERS = ("og:description", "description", "twitter:description", "dc.description")
_AUTHORS = (
    *("author", "parsely-author", "sailthru.author", "dc.creator", "article:author", "byl"),
    *("dcterms.creator", "citation_author", "article:author_name", "cxenseparse:author", "creator"),
)


def meta_of(root: Any) -> dict[str, str]:
    """Give the page's meta elements, the first of each name; names in lower case."""
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        content = " ".join((element.get("content") or "").split())
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = (element.get(attribute) or "").strip().lower()
            if name and content:
                found.setdefault(name, content)
    return found


def _all_named(root: Any, names: Iterable[str]) -> dict[str, list[str]]:
    """Give all that meta elements of some names say, for each author may have one."""
    found: dict[str, list[str]] = {name: [] for name in names}
    for element in root.iter("meta"):
        name = (element.get("property") or element.get("name") or "").strip().lower()
        if name in found and (content := element.get("content")):
            found[name].append(" ".join(content.split()))
    return found


def _named(meta: Mapping[str, str], names: Iterable[str]) -> list[str]:
    return [text_value(meta.get(name, "")) for name in names]


def _first(*values: str) -> str:
    return next(filter(None, values), "")


def _link(root: Any, kind: str) -> str:
    for element in root.iter("link"):
        if (element.get("rel") or "").lower() == kind:
            return str(element.get("href") or "").strip()
    return ""


def _site_name(name: str) -> str:
    """Take from a name of a site what is none: "@harbour", "www.example.org", "Quay | Fish"."""
    bare = _NO_NAME.sub("", name.partition(" | ")[0]).strip(" _/")
    return bare or name


_NO_NAME = re.compile(r"^(?:(?:https?:)?//(?:www\.)?|www\.|@)(?=\w+)")


def _authors(
    root: Any, meta: Mapping[str, str], item: Mapping[str, Any], known: tuple[str, str]
) -> tuple[str, ...]:
    """Persons first; publisher and accounts are authors only where nobody else is."""
    publisher, headline = known
    stated = item.get("author") or item.get("creator") or []
    listed = [
        text_value(name)
        for author in (stated if isinstance(stated, list) else [stated])
        for name in _names_of(author)
    ]
    named = _all_named(root, _AUTHORS) if any(name in meta for name in _AUTHORS) else {}
    stated_by = [listed, *(named.get(name) or [meta.get(name, "")] for name in _AUTHORS)]
    sources = chain(stated_by, (printed_authors(root, headline) for _ in range(1)))
    institution: tuple[str, ...] = ()
    for source in sources:
        names = tuple(dict.fromkeys(name for text in source for name in names_in(text)))
        persons = (name for name in names if not is_same_name(name, publisher))
        if found := tuple(name for name in persons if not is_account(name)):
            return found
        institution = institution or names
    return institution


def _names_of(author: Any) -> list[Any]:
    """A person's name, or the names of several persons that one object has."""
    names = author.get("name") if isinstance(author, dict) else None
    return names if isinstance(names, list) else [author]


def _language(root: Any, meta: Mapping[str, str], item: Mapping[str, Any]) -> str:
    top = root if root.tag == "html" else root.find(".//html")
    declared = (top.get("lang") or top.get("xml:lang") or "") if top is not None else ""
    found = _first(text_value(item.get("inLanguage")), declared, meta.get("og:locale", ""))
    return _first(found, meta.get("content-language", ""), meta.get("language", "")).strip()
