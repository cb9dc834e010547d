"""NITF, NewsML-G2 and NewsML 1.2: the XML that agencies send."""

from collections.abc import Iterator
from typing import Any

from ingest.article import Given
from ingest.errors import Unreadable
from ingest.readers.decoding import Decoded
from ingest.readers.markup import fragment_text, text_of
from ingest.readers.part import Part, Record
from ingest.readers.people import names_in
from ingest.readers.xmlsafe import find, local, parse_document, text_in

__all__ = ["read"]

_CREDITS = ("creditline", "copyrightnotice", "copyright")
_G2_ITEMS = {"newsitem", "packageitem", "conceptitem", "knowledgeitem", "planningitem"}


def read(part: Part) -> Iterator[Record]:
    """Yield the articles of an agency's XML file."""
    root, decoded = parse_document(part.read(part.settings.max_document_bytes))
    name = local(root)
    if name == "nitf":
        part.source_format = "nitf"
        items = [root]
    elif name == "records" and (several := [e for e in root if local(e) == "nitf"]):
        part.source_format = "nitf"
        items = several
    elif name == "newsml":
        part.source_format = "newsml"
        items = [item for item in root.iter() if local(item) == "newsitem"]
    else:
        part.source_format = "newsml-g2"
        items = [item for item in root.iter() if local(item) in _G2_ITEMS]
    if not items and name == "contentset":
        items = [root]
    if not items:
        raise Unreadable("no_article", f"<{name}> holds no news item")
    for index, item in enumerate(items):
        yield _article(part, index, item, decoded)


def _article(part: Part, index: int, item: Any, decoded: Decoded) -> Record:
    nitf = item if local(item) == "nitf" else find(item, "nitf")
    if nitf is not None:
        text, given = _nitf(nitf)
        if local(item) != "nitf":
            given = _merged(given, _newsml(item))
    else:
        text, given = _content(item), _newsml(item)
    flags = decoded.flags
    if not text and given.teaser:
        text, flags = given.teaser, (*flags, "summary_only")
    if not text:
        kind = _attribute(find(item, "itemclass"), "qcode") or local(item)
        return part.quarantined(index, "no_article", f"{kind} without a text", given.headline)
    return part.article(index, Decoded(text, decoded.encoding, flags), given)


def _nitf(nitf: Any) -> tuple[str, Given]:
    """NITF 3: headline in body.head/hedline, text in body.content, date in docdata."""
    head = find(nitf, "body.head")
    head = nitf if head is None else head
    content = _whole_text(find(nitf, "body.content"))
    byline = find(head, "byline")
    issued = _attribute(find(nitf, "date.issue"), "norm")
    printed = _attribute(find(nitf, "pubdata"), "date.publication")
    return _shown(content) if content is not None else "", Given(
        headline=text_in(_first(find(head, "hl1"), find(head, "headline"), find(nitf, "title"))),
        teaser=text_in(_first(find(head, "abstract"), find(head, "hl2"))),
        byline=_byline(byline, with_titles=True),
        authors=_names(_persons(byline)) or names_in(_byline(byline, with_titles=False)),
        publisher=_attribute(find(nitf, "pubdata"), "name") or text_in(find(head, "distributor")),
        credit=text_in(find(head, "copyrite")),
        dateline=text_in(find(head, "dateline")),
        published_at=issued or printed,
        published_at_source="nitf" if issued or printed else "",
        url=_attribute(find(nitf, "pubdata"), "ex-ref"),
    )


def _persons(byline: Any) -> list[Any]:
    inner = byline.iterdescendants() if byline is not None else ()
    return [element for element in inner if local(element) == "person"]


def _byline(byline: Any, *, with_titles: bool) -> str:
    """The byline as printed; a person's title stands in an element of its own (`byttl`)."""
    if byline is None:
        return ""
    titles = [text_in(element) for element in byline if local(element) == "byttl"]
    if not titles:
        return text_in(byline)
    others = [text_in(element) for element in byline if local(element) != "byttl"]
    tails = [(element.tail or "").strip() for element in byline]
    printed = [(byline.text or "").strip(), *others, *tails, *(titles if with_titles else ())]
    return ", ".join(filter(None, printed))


def _shown(content: Any) -> str:
    """The text of a content without what stands below its pictures."""
    for element in content.iterdescendants():
        if local(element) in _PICTURED:
            element.tag = "template"
    return text_of(content)


_PICTURED = ("media", "figcaption")


def _whole_text(content: Any) -> Any:
    """The block that is the full text, where another repeats how it begins."""
    blocks = content.iterdescendants() if content is not None else ()
    return next((block for block in blocks if block.get("class") == "full_text"), content)


def _newsml(item: Any) -> Given:
    """Fields of NewsML-G2's itemMeta and contentMeta, or of NewsML 1.2's NewsComponent."""
    published = _first(
        *(find(item, name) for name in ("firstcreated", "contentcreated", "versioncreated")),
        *(find(item, name) for name in ("dateandtime", "firstcreated", "thisrevisioncreated")),
    )
    creators = [node for node in item.iterdescendants() if local(node) == "creator"]
    language = find(item, "language")
    byline = text_in(_first(find(item, "by"), find(item, "byline")))
    date = text_in(published) or _attribute(item, "date")
    return Given(
        headline=text_in(_first(find(item, "headline"), find(item, "title"))),
        teaser=_prose(_first(find(item, "description"), find(item, "subheadline"))),
        byline=byline,
        authors=_names([_first(find(node, "name")) for node in creators]) or names_in(byline),
        publisher=_provider(item),
        credit=text_in(_first(*(find(item, name) for name in _CREDITS))),
        dateline=text_in(find(item, "dateline")),
        published_at=date,
        published_at_source="newsml" if date else "",
        url=_url(item),
        language=_attribute(language, "tag")
        or _attribute(language, "formalname")
        or _attribute(item, "{http://www.w3.org/xml/1998/namespace}lang"),
    )


def _provider(item: Any) -> str:
    """Who provides an item: by name, or else by the code that the item has for them."""
    provider = find(item, "provider")
    code = _attribute(provider, "literal") or _attribute(provider, "qcode").rpartition(":")[2]
    return text_in(_first(find(item, "provider", "name"), find(item, "providerid"))) or code


def _content(item: Any) -> str:
    """The text of inlineXML, inlineData or a ContentItem's DataContent; the longest if several."""
    found = []
    for node in item.iterdescendants():
        if local(node) in {"inlinexml", "inlinedata", "datacontent"}:
            body = find(node, "body")
            text = _shown(body if body is not None else node) if len(node) else text_in_lines(node)
            found.append(fragment_text(text) if not len(node) else text)
    texts = [node for node in item if local(node) == "text"] if not found else []
    return max([*found, *map(text_of, texts)], key=len, default="").strip()


def text_in_lines(element: Any) -> str:
    """Text of an element without children, its lines as they are."""
    return (element.text or "").strip()


def _prose(element: Any) -> str:
    return " ".join(fragment_text(text_in(element)).split())


def _url(item: Any) -> str:
    for node in item.iterdescendants():
        if local(node) in {"remoteinfo", "link"} and node.get("href", "").startswith("http"):
            return str(node.get("href")) if node.get("rel", "") in {"irel:seeAlso", "self"} else ""
    return ""


def _first(*elements: Any) -> Any:
    return next((element for element in elements if element is not None and text_in(element)), None)


def _attribute(element: Any, name: str) -> str:
    if element is None:
        return ""
    return next((str(v) for key, v in element.attrib.items() if key.lower() == name), "")


def _names(elements: list[Any]) -> tuple[str, ...]:
    return tuple(filter(None, map(text_in, elements)))


def _merged(inner: Given, outer: Given) -> Given:
    fields = {name: getattr(inner, name) or getattr(outer, name) for name in Given.__slots__}
    return Given(**fields)
