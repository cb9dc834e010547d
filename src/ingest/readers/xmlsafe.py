"""XML without its dangers: nothing fetched, nothing expanded, no entity of the document's own."""

import re
from typing import Any

from lxml import etree

from ingest.errors import Unreadable

__all__ = ["children", "find", "local", "parse_xml", "refuse_entities", "text_in"]

_DECLARATION = re.compile(rb"<!\s*ENTITY", re.IGNORECASE)


def refuse_entities(data: bytes) -> None:
    """Refuse a document that declares entities, before any parser sees it.

    Raises:
        Unreadable: `entities`.
    """
    start = data[: 1 << 20]
    if b"\0" in start[:64]:
        start = start.replace(b"\0", b"")
    if (at := start.lower().find(b"<!doctype")) < 0:
        return
    if found := _DECLARATION.search(start, at):
        raise Unreadable("entities", f"offset {found.start()}: it declares entities of its own")


def parse_xml(data: bytes) -> Any:
    """Parse a document; give the root element.

    Raises:
        Unreadable: `entities`, `malformed` (with line and column), `truncated`, `too_deep`.
    """
    refuse_entities(data)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable(_reason(str(error)), str(error)) from None
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and any(True for _ in dtd.iterentities()):
        raise Unreadable("entities", "it declares entities of its own")
    return root


def _reason(message: str) -> str:
    if "depth" in message:
        return "too_deep"
    if "Premature end" in message or "unclosed" in message.lower():
        return "truncated"
    return "too_large" if "huge" in message.lower() else "malformed"


def local(element: Any) -> str:
    """Name of an element without its namespace, in lower case; "" for comments and the like."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def find(element: Any, *path: str) -> Any:
    """Give the first descendant along a path of local names, or None.

    An empty name in the path stands for any number of levels.
    """
    found = [element]
    for name in path:
        found = [
            child for parent in found for child in parent.iterdescendants() if local(child) == name
        ]
        if not found:
            return None
    return found[0]


def children(element: Any, name: str) -> list[Any]:
    """Give the child elements with a local name."""
    return [child for child in element if local(child) == name]


def text_in(element: Any) -> str:
    """All text below an element, on one line; "" if it is None."""
    return " ".join("".join(element.itertext()).split()) if element is not None else ""
