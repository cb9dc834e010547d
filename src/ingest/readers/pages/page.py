"""HTML pages: the body by trafilatura and our corrections, the rest by what the page states."""

import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from lxml import etree

from ingest.article import RawArticle
from ingest.errors import Unreadable
from ingest.readers.decoding import Decoded, decode
from ingest.readers.markup import parse_html, strip_tags, text_of
from ingest.readers.newswire.exports import documents_in, looks_like_export
from ingest.readers.pages.address import saved_from
from ingest.readers.pages.beneath import name_beneath
from ingest.readers.pages.blocks import key_of
from ingest.readers.pages.body import body_of
from ingest.readers.pages.errors import is_error
from ingest.readers.pages.filled import filled_in
from ingest.readers.pages.forms import flags_of, rows_in, teasers_in, unfold
from ingest.readers.pages.given import given_of_page, stated_body
from ingest.readers.pages.loose import wrap_loose_text
from ingest.readers.pages.own import leave_own, leave_own_post
from ingest.readers.pages.several import one_by_one, says_one, settle
from ingest.readers.pages.state import MIN_BODY
from ingest.readers.pages.wrappers import unwrap
from ingest.readers.part import Part, Record, is_blank

__all__ = ["declared_charset", "known_encoding", "read", "read_page"]

# What they would warn of ends in a row with a reason.
for _name in ("trafilatura", "htmldate"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)

_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}["']?([\w:.-]{2,40})""", re.IGNORECASE
)


_EXPORT = re.compile(rb"enArticle|articleParagraph|Hide XML section from browser")
"""What the pages have that news databases export: many documents in one."""


def read(part: Part) -> Iterator[Record]:
    """Yield the page's one article, or its several."""
    data = part.read()
    if _EXPORT.search(data) and (root := parse_html(decode(data).text)) is not None:
        text = text_of(root)
        if looks_like_export(text):
            part.source_format = "export"
            yield from documents_in(part, Decoded(text))
            return
    record = read_page(part, 0)
    if isinstance(record, RawArticle) and "several_articles" in record.flags:
        text = data.decode(record.encoding, "replace")
        yield from one_by_one(part, record, text)
    else:
        yield record


def read_page(part: Part, index: int, charset: str = "", url: str = "") -> Record:
    """Answer with the article of a page.

    Args:
        part: the page, in memory.
        index: its place in the raw file.
        charset: what a server said of its encoding.
        url: where it was fetched from, if that is known.
    """
    data, answered = _without_answer(part.read())
    try:
        declared = known_encoding(charset or answered) or declared_charset(data)
        decoded = _flagged(decode(data, declared), declared)
        if is_blank(decoded.text):
            raise Unreadable("blank")
    except Unreadable as error:
        return part.quarantined(index, error.reason, error.detail)
    root = parse_html(decoded.text)
    if root is None:
        return part.quarantined(index, "no_article", "no element in it")
    if _is_too_deep(root):
        return part.article(index, Decoded(strip_tags(decoded.text), decoded.encoding, _DEEP))
    unwrap(root)
    unfold(root)
    given = given_of_page(root, url or saved_from(decoded.text))
    teasers = teasers_in(root) | (frozenset() if says_one(root, given) else rows_in(root))
    name = name_beneath(root, given)
    settle(root, given.headline)
    leave_own_post(root, given.headline)
    wrap_loose_text(root)
    leave_own(root)
    text = body_of(root, given, stated_body(root))
    if not text or (len(text) < MIN_BODY and is_error(root, text, given)):
        found, given = filled_in(root, given)
        text = found or text
    if not text:
        shown = strip_tags(decoded.text[:4096])
        return part.quarantined(index, "no_article", "no text of an article in it", shown)
    if is_error(root, text, given, teasers):
        detail = "a page that says there is none, or none without scripts"
        return part.quarantined(index, "no_article", detail, text)
    if name and key_of(name) not in key_of(text[:WITHIN]):
        text = f"{name}\n\n{text}"
    flags = (*decoded.flags, *flags_of(root, text, teasers))
    return part.article(index, Decoded(text, decoded.encoding, flags), given)


_ANSWER = re.compile(
    rb"HTTP/[\d.]{1,3} \d{3}[^\n]{0,200}\n(?:[\w-]{1,80}:[^\n]{0,4000}\n){0,90}\r?\n"
)
_ANSWERED = re.compile(rb"\ncontent-type:[^\n]{0,99}charset=[\"']?([\w:.-]{2,40})", re.IGNORECASE)


def _without_answer(data: bytes) -> tuple[bytes, str]:
    r"""Take off what a server said before a page, where it was saved too; with its encoding.

    >>> _without_answer(b"HTTP/1.1 200 OK\nContent-Type: text/html; charset=utf-8\n\n<p>One")
    (b'<p>One', 'utf-8')
    """
    head = _ANSWER.match(data) if data.startswith(b"HTTP/") else None
    if head is None:
        return data, ""
    found = _ANSWERED.search(head[0])
    return data[head.end() :], found[1].decode("ascii", "ignore") if found else ""


def _flagged(decoded: Decoded, declared: str) -> Decoded:
    """Say so when a page is in another encoding than it declares, and that makes a difference."""
    if not declared or decoded.text.isascii() or decoded.encoding == declared:
        return decoded
    return replace(decoded, flags=(*decoded.flags, "charset_mismatch"))


WITHIN = 400
"""Letters at the start of a body where the name beneath the headline stands, if it is in it."""
_DEEP = ("nested_too_deep",)
DEEPEST = 200


def _is_too_deep(root: Any) -> bool:
    """Whether a page is nested so deep that the parser left its text out, or is near to it."""
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > DEEPEST:
            return True
    return False


def declared_charset(data: bytes) -> str:
    """Give the encoding a page declares about itself; "" if none.

    >>> declared_charset(b'<meta charset="iso-8859-1">')
    'cp1252'
    """
    found = _CHARSET.search(data[:4096])
    return known_encoding(found[1].decode("ascii", "ignore")) if found else ""


def known_encoding(label: str) -> str:
    """Translate a label of the Encoding Standard to the Python codec that browsers would use."""
    label = label.strip().lower().replace("_", "-")
    return _LABELS.get(label, label)


_LABELS = {
    **dict.fromkeys(("iso-8859-1", "latin1", "us-ascii", "ascii", "windows-1252"), "cp1252"),
    **dict.fromkeys(("gb2312", "gbk", "gb-2312", "x-gbk", "gb18030"), "gb18030"),
    **dict.fromkeys(("shift-jis", "sjis", "x-sjis", "windows-31j", "ms932"), "cp932"),
    **dict.fromkeys(("euc-kr", "ks-c-5601-1987", "ksc5601", "windows-949"), "cp949"),
    **dict.fromkeys(("big5", "big5-hkscs", "x-x-big5"), "cp950"),
    **{f"windows-125{n}": f"cp125{n}" for n in range(9) if n != 2},
    **{f"iso-8859-{n}": f"iso8859-{n}" for n in range(2, 17) if n not in {9, 12}},
    "iso-8859-9": "cp1254",
    "euc-jp": "euc_jp",
    "koi8-r": "koi8-r",
    "koi8-u": "koi8-u",
    "tis-620": "cp874",
    "windows-874": "cp874",
    "utf-8": "utf-8",
}
"""Labels of pages, by the table of the WHATWG Encoding Standard, to the names in `CANDIDATES`."""
