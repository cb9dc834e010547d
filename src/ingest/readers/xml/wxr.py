"""WordPress exports (WXR): the published posts and pages of a site, one by one."""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from ingest.article import Given
from ingest.errors import Unreadable
from ingest.readers.decoding import Decoded
from ingest.readers.markup import fragment_text
from ingest.readers.part import Part, Record
from ingest.readers.xmlsafe import local, refuse_entities

__all__ = ["read"]


def read(part: Part) -> Iterator[Record]:
    """Yield the posts; attachments, menus and drafts are quarantined as `no_article`."""
    refuse_entities(part.head)
    site: dict[str, str] = {}
    authors: dict[str, str] = {}
    events = etree.iterparse(
        part.open(),
        events=("end",),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        huge_tree=False,
    )
    index = 0
    try:
        for _, element in events:
            name = local(element)
            if name == "author" and "wordpress" in element.tag:
                values = _values(element)
                authors[values.get("author_login", "")] = values.get("author_display_name", "")
            elif name in {"title", "language"} and local(element.getparent()) == "channel":
                site[name] = (element.text or "").strip()
            elif name == "item":
                yield _article(part, index, _values(element), site, authors)
                index += 1
                _forget(element)
    except etree.XMLSyntaxError as error:
        reason = "truncated" if "Premature end" in str(error) else "malformed"
        raise Unreadable(reason, str(error)) from None
    if not index:
        raise Unreadable("no_article", "an export without items")


def _values(element: Any) -> dict[str, str]:
    """Text of each child by its name; the two kinds of `encoded` by their namespaces."""
    values: dict[str, str] = {}
    for child in element:
        name = local(child)
        if name == "encoded":
            name = "excerpt" if "excerpt" in child.tag else "content"
        values.setdefault(name, (child.text or "").strip())
    return values


def _article(
    part: Part, index: int, values: dict[str, str], site: dict[str, str], authors: dict[str, str]
) -> Record:
    kind, status = values.get("post_type", "post"), values.get("status", "publish")
    headline = values.get("title", "")
    if kind not in {"post", "page", "article"} or status != "publish":
        return part.quarantined(index, "no_article", f"a {kind} with status {status}", headline)
    text = fragment_text(_paragraphs(values.get("content", "")))
    date = values.get("post_date_gmt", "")
    date = f"{date.replace(' ', 'T')}Z" if date[:1] in {"1", "2"} else values.get("pubdate", "")
    login = values.get("creator", "")
    given = Given(
        headline=" ".join(fragment_text(headline).split()),
        teaser=" ".join(fragment_text(values.get("excerpt", "")).split()),
        authors=(authors.get(login) or login,) if login else (),
        publisher=site.get("title", ""),
        published_at=date,
        published_at_source="wxr" if date else "",
        url=values.get("link", ""),
        language=site.get("language", ""),
    )
    return part.article(index, Decoded(text), given)


_SHORTCODE = re.compile(
    r"\[caption\b[^\[\]]{0,500}\][^\[\]]{0,3000}\[/caption\]"
    r"|\[/?(?:gallery|embed|audio|video|playlist|caption)\]"
    r"|\[[a-z][a-z_-]{2,30} [a-z_-]{1,30}=[^\[\]]{0,500}\]"
)
"""What WordPress puts something else for: pictures with captions, galleries, players."""


def _paragraphs(content: str) -> str:
    """Make paragraphs of blank lines, as WordPress does when it shows a post."""
    content = _SHORTCODE.sub("", content) if "[" in content else content
    if "<p" in content or "\n\n" not in content:
        return content
    pieces = [piece.strip() for piece in content.replace("\r\n", "\n").split("\n\n")]
    return "".join(f"<p>{piece}</p>" for piece in pieces if piece)


def _forget(element: Any) -> None:
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]
