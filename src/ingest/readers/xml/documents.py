"""Documents in XML of scholars and archives: JATS, TEI, DocBook, and dumps of MediaWiki."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from ingest.article import Given
from ingest.readers.markup import text_of
from ingest.readers.people import names_in
from ingest.readers.rulefiles import either
from ingest.readers.xml.annotated import join_words
from ingest.readers.xmlsafe import children, find, local, text_in

__all__ = ["documents_in"]

Documents = Iterable[tuple[str, Given]]
_AS_HTML = {
    **dict.fromkeys(("para", "simpara", "ab", "l", "lg"), "p"),
    **dict.fromkeys(("title", "head", "bridgehead"), "h2"),
    **dict.fromkeys(("fig", "graphic", "figure", "mediaobject", "table-wrap", "note"), "template"),
    **dict.fromkeys(("ref-list", "formula", "disp-formula", "fn", "footnote"), "template"),
    "sec": "section",
    "lb": "br",
}
"""Elements, and what stands for them in HTML; `template` is not shown."""


def documents_in(root: Any) -> tuple[str, Documents] | None:
    """Give the format of a document and the texts in it; None if it is none of these.

    Args:
        root: its root element; some elements in it are renamed.
    """
    name = local(root)
    if name == "mediawiki":
        return "mediawiki", map(_page, (e for e in root if local(e) == "page" and _is_text(e)))
    if name in {"tei", "teicorpus"}:
        items = [item for item in root.iter() if local(item) == "tei"]
        return "tei", map(_tei, items)
    if name == "article" and find(root, "article-meta") is not None:
        return "jats", [_jats(root)]
    if name in {"article", "book", "chapter"} and find(root, "para") is not None:
        return "docbook", [_docbook(root)]
    return None


def _prose(element: Any) -> str:
    if element is None:
        return ""
    join_words(element)
    for inner in element.iterdescendants():
        if replaced := _AS_HTML.get(local(inner)):
            inner.tag = replaced
    return text_of(element)


def _is_text(page: Any) -> bool:
    """Whether a page is an article: not of a namespace of its own, and no redirection."""
    return (text_in(find(page, "ns")) or "0") == "0" and find(page, "redirect") is None


_FILE = re.compile(r"\[\[(?:File|Image|Datei|Bild|Fichier|Archivo|Imagen|Файл):", re.IGNORECASE)
_LINK = re.compile(r"\[\[(?:[^\[\]|]{0,200}\|)?([^\[\]|]{0,300})\]\]")
_CATEGORY = re.compile(r"\[\[[^\W\d_]{3,20}:[^\[\]|]{1,200}(?:\|[^\[\]]{0,200})?\]\]\n?")
_OUTSIDE = re.compile(r"\[https?://[^\s\[\]]{1,500}\s?([^\[\]]{0,300})\]")
_TEMPLATE = re.compile(r"\{\{([^{}]{0,4000})\}\}")
_REFERENCE = re.compile(
    r"<ref[^<>]{0,200}/>|<ref[^<>]{0,200}>[^<]{0,2000}</ref>|<!--[^<>]{0,2000}-->"
)
_HEADING = re.compile(r"^(={2,5}) {0,3}([^=\n]{1,200}?) {0,3}\1 {0,3}$", re.MULTILINE)
_LATER = re.compile(
    r"^== {0,3}(?:Sources?|References|External links|Related (?:news|articles)|See also|Notes"
    r"|Quellen?|Einzelnachweise|Weblinks|Références|Liens externes|Fuentes?|Referencias|Fonti"
    r"|Źródła|Источники|Ссылки|Примечания) {0,3}==",
    re.MULTILINE | re.IGNORECASE,
)


def _page(page: Any) -> tuple[str, Given]:
    revisions = [item for item in page.iterdescendants() if local(item) == "revision"]
    revision = revisions[-1] if revisions else page
    text = find(revision, "text")
    printed = _day_of_wiki().search((text.text or "")[:2000]) if text is not None else None
    stamp = printed[1].strip() if printed else text_in(find(revision, "timestamp"))
    root = page.getroottree().getroot()
    return _plain_wiki((text.text or "") if text is not None else ""), Given(
        headline=text_in(find(page, "title")),
        publisher=text_in(find(root, "siteinfo", "sitename")),
        published_at=stamp,
        published_at_source="mediawiki" if stamp else "",
        language=root.get("{http://www.w3.org/XML/1998/namespace}lang") or "",
    )


@cache
def _day_of_wiki() -> "re.Pattern[str]":
    """The template that states the day of an article; its revision is often of a later one."""
    return re.compile(
        rf"\{{\{{\s*(?:{either('wikis', 'day')})\s*\|\s*(?:1\s*=)?([^{{}}|]{{6,40}})(?:\||\}}\}})",
        re.IGNORECASE,
    )


def _plain_wiki(text: str) -> str:
    """Take the markup of a wiki out of a text; what follows the text (sources, links) goes."""
    if later := _LATER.search(text):
        text = text[: later.start()]
    text = _REFERENCE.sub("", text)
    for _ in range(4):
        text, count = _TEMPLATE.subn(_shown, text)
        if not count:
            break
    text = "".join(_without_files(text))
    text = _OUTSIDE.sub(r"\1", _LINK.sub(r"\1", _CATEGORY.sub(_category, text)))
    return _HEADING.sub(r"\2", text).replace("'''", "").replace("''", "").strip()


def _shown(template: re.Match[str]) -> str:
    """What a template shows that stands for a word: `{{w|Page|word}}`; else nothing."""
    name, *values = template[1].split("|")
    named = [value for value in values if "=" not in value]
    return named[-1] if name.strip().lower() in {"w", "lang", "nowrap"} and named else ""


def _category(link: re.Match[str]) -> str:
    """A link to a page of another wiki shows its words; a category shows nothing."""
    return link[0] if "|" in link[0] else ""


def _without_files(text: str) -> Iterable[str]:
    """Leave out `[[File:…]]`, whose caption may hold links."""
    at = 0
    for found in _FILE.finditer(text):
        if found.start() < at:
            continue
        yield text[at : found.start()]
        depth, end = 0, found.start()
        for sign in re.finditer(r"\[\[|\]\]", text[found.start() : found.start() + 4000]):
            depth += 1 if sign[0] == "[[" else -1
            end = found.start() + sign.end()
            if not depth:
                break
        at = end
    yield text[at:]


def _jats(root: Any) -> tuple[str, Given]:
    meta = find(root, "article-meta")
    date = find(meta, "pub-date")
    numbers = [text_in(find(date, name)) if date is not None else "" for name in _DATE]
    published = "-".join(number.zfill(2) for number in numbers if number.isdigit())
    abstract = find(meta, "abstract")
    teaser = " ".join(text_of(abstract).split()) if abstract is not None else ""
    given = Given(
        headline=text_in(find(meta, "article-title")),
        teaser=teaser,
        authors=tuple(filter(None, map(_person, _authors(meta)))),
        publisher=text_in(find(root, "journal-title")) or text_in(find(root, "publisher-name")),
        published_at=published,
        published_at_source="jats" if published else "",
        language=root.get("{http://www.w3.org/XML/1998/namespace}lang") or "",
    )
    bodies = children(root, "body")
    return _prose(bodies[0] if bodies else None), given


_DATE = ("year", "month", "day")


def _authors(meta: Any) -> list[Any]:
    return [
        item
        for item in meta.iterdescendants()
        if local(item) == "contrib" and item.get("contrib-type", "author") == "author"
    ]


def _person(element: Any) -> str:
    parts = (find(element, name) for name in ("given-names", "firstname", "surname", "lastname"))
    return " ".join(filter(None, map(text_in, parts))) or text_in(find(element, "string-name"))


def _tei(root: Any) -> tuple[str, Given]:
    header = find(root, "teiheader")
    text = find(root, "text")
    body = find(text, "body") if text is not None else None
    title = published = publisher = ""
    authors: list[str] = []
    if header is not None:
        title = text_in(find(header, "titlestmt", "title"))
        authors = [text_in(e) for e in header.iterdescendants() if local(e) == "author"]
        publisher = text_in(find(header, "publisher"))
        dates = [e for e in header.iterdescendants() if local(e) == "date"]
        published = next((e.get("when") or text_in(e) for e in dates), "")
    language = text.get("{http://www.w3.org/XML/1998/namespace}lang") if text is not None else ""
    return _prose(body if body is not None else text), Given(
        headline=title,
        authors=tuple(dict.fromkeys(name for one in authors for name in names_in(one))),
        publisher=publisher,
        published_at=published,
        published_at_source="tei" if published else "",
        language=language or "",
    )


def _docbook(root: Any) -> tuple[str, Given]:
    titles = [element for element in root.iterdescendants() if local(element) == "title"]
    info = [e for e in root if local(e) in {"info", "articleinfo", "bookinfo", "chapterinfo"}]
    people = [e for one in info for e in one.iterdescendants() if local(e) == "author"]
    names = [_person(one) or text_in(find(one, "personname")) for one in people]
    published = next((text_in(d) for one in info if (d := find(one, "date")) is not None), "")
    headline = text_in(titles[0]) if titles else ""
    for one in [*info, *(title for title in titles[:1] if title.getparent() is root)]:
        if one.getparent() is not None:
            root.remove(one)
    return _prose(root), Given(
        headline=headline,
        authors=tuple(filter(None, names)),
        published_at=published,
        published_at_source="docbook" if published else "",
    )
