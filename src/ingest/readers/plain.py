"""Plain text and Markdown, with or without front matter: one file is one article."""

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest.article import Given
from ingest.errors import Unreadable
from ingest.readers.decoding import decode
from ingest.readers.part import Part, Record, is_blank
from ingest.readers.suffixes import MARKDOWN

__all__ = ["read"]


def read(part: Part) -> Iterator[Record]:
    """Yield the file's one article; front matter goes to `given` and is not part of the text."""
    decoded = decode(part.read())
    if is_blank(decoded.text):
        raise Unreadable("blank")
    given: Given | None = None
    if _may_state(decoded.text, part.suffix):
        from ingest.readers.frontmatter import split

        text, given = split(decoded.text)
        if given is not None:
            part.source_format = "markdown"
            decoded = replace(decoded, text=text)
    if given is None and decoded.text[:4] == "[SN]":
        from ingest.readers.marked import taken_apart

        text, given = taken_apart(decoded.text)
        decoded = replace(decoded, text=text)
    if not decoded.text.isascii() and _SEGMENTED.search(decoded.text, 0, _HEAD):
        from ingest.readers.corpora.words import JOINED, without_segments

        joined = without_segments(decoded.text)
        if joined != decoded.text:
            decoded = replace(decoded, text=joined, flags=(*decoded.flags, JOINED))
    yield part.article(0, decoded, given)


_SEGMENTED = re.compile("[\u3400-\u9fff] {1,3}[\u3400-\u9fff]{1,5} {1,3}[\u3400-\u9fff]")
"""A short Chinese word between spaces: words of a corpus, or initials set apart."""
_HEAD = 500


def _may_state(text: str, suffix: str) -> bool:
    """Whether a text may begin with front matter: of all texts few do."""
    start = text[:6].strip("\ufeff\n ")
    if start[:3] in {"---", "+++"} or (start[:1] == "{" and suffix in MARKDOWN):
        return True
    return start[:2] == "#+" or (start[:5] == "Title" and "\nMarkdown Content:" in text[:2000])
