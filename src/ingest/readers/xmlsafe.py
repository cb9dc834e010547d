"""XML without its dangers: nothing fetched, nothing expanded, no entity of the document's own."""

import codecs
import re
from dataclasses import replace
from html.entities import html5
from typing import Any

from lxml import etree

from ingest.errors import Unreadable
from ingest.readers.decoding import Decoded, decode

__all__ = [
    "children",
    "find",
    "local",
    "numbered",
    "parse_document",
    "parse_xml",
    "refuse_entities",
    "text_in",
]

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


def numbered(data: bytes) -> bytes:
    """Write signs that stand by the name HTML has for them by their numbers.

    A DTD would say what the names mean; none is fetched, and a parser leaves out what it does not
    know. A name that HTML has not stays as it is written.

    >>> numbered(b"caf&eacute; &amp; bar &xyz;")
    b'caf&#233; &amp; bar &amp;xyz;'
    """
    return _NAMED.sub(_number, data)


_NAMED = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]{1,31});")


def _number(found: re.Match[bytes]) -> bytes:
    signs = html5.get(f"{found[1].decode()};", "")
    return "".join(f"&#{ord(sign)};" for sign in signs).encode() or b"&amp;" + found[0][1:]


def parse_document(data: bytes) -> tuple[Any, Decoded]:
    """Parse a document, also one that is not in the encoding it declares.

    As with other texts, UTF-8 that decodes is UTF-8; what claims to be UTF-8 and is not is told by
    its letters. Blank bytes around the document are passed over. Several documents, one behind
    another, are the elements of a root that is called `records`.

    Returns:
        The root element; encoding and flags of the document, without its text.

    Raises:
        Unreadable: as `parse_xml`; `binary` or `undecodable`.
    """
    try:
        return _parsed(data)
    except Unreadable as error:
        if not error.detail.startswith(_SEVERAL) or b"\0" in data[:64]:
            raise
        decoded = decode(data)
        whole = f"<records>{_PROLOG.sub('', decoded.text)}</records>"
        return parse_xml(whole.encode(), "utf-8"), replace(decoded, text="")


_SEVERAL = ("Extra content at the end", "XML declaration allowed only at the start")
_PROLOG = re.compile(r"<\?xml[^<>]{0,200}\?>|<!DOCTYPE[^<>\[\]]{0,300}>")


def _parsed(data: bytes) -> tuple[Any, Decoded]:
    if b"\0" in data[:64] or data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _as_declared(data)
    data = data.strip(b"\0 \t\r\n")
    stated = _ENCODING.match(data)
    declared = stated[1].decode().lower() if stated else "utf-8"
    is_wide = declared.startswith(("utf-", "ucs", "iso-10646"))
    is_known = not is_wide and _is_known(declared)
    if declared not in _UTF8 and is_known and (data.isascii() or not _is_utf8(data)):
        is_windows = declared in _LATIN and _WINDOWS.search(data) and not _NOWHERE.search(data)
        return _as_declared(data, "windows-1252" if is_windows else None)
    if not _is_utf8(data):
        found = decode(data)
        flags = found.flags if found.encoding == "utf-8" else (*found.flags, "charset_mismatch")
        return parse_xml(found.text.encode(), "utf-8"), Decoded("", found.encoding, flags)
    if declared in _UTF8:
        return _as_declared(data)
    flags = () if data.isascii() else ("charset_mismatch",)
    return parse_xml(data, "utf-8"), Decoded("", "utf-8", flags)


_ENCODING = re.compile(
    rb"(?:\xef\xbb\xbf)?<\?xml[^<>]{1,99}encoding\s*=\s*[\"']([\w.:-]{1,40})[\"']"
)
_UTF8 = ("utf-8", "utf8")
_LATIN = ("iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii")
_WINDOWS = re.compile(rb"[\x80-\x9f]")
_NOWHERE = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
"""Bytes that ISO 8859-1 has no signs for but Windows has, and those that both have none for."""


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _is_known(encoding: str) -> bool:
    try:
        codecs.lookup(encoding)
    except LookupError:
        return False
    return True


def _as_declared(data: bytes, encoding: str | None = None) -> tuple[Any, Decoded]:
    root = parse_xml(data, encoding)
    return root, Decoded("", (root.getroottree().docinfo.encoding or "utf-8").lower())


def parse_xml(data: bytes, encoding: str | None = None) -> Any:
    """Parse a document; give the root element.

    Args:
        data: the document.
        encoding: the one it is in, whatever it declares.

    Raises:
        Unreadable: `entities`, `malformed` (with line and column), `truncated`, `too_deep`.
    """
    refuse_entities(data)
    parser = etree.XMLParser(
        encoding=encoding,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(numbered(data), parser)
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
