"""Plain text and Markdown, with or without front matter: one file is one article."""

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
    yield part.article(0, decoded, given)


def _may_state(text: str, suffix: str) -> bool:
    """Whether a text may begin with front matter: of all texts few do."""
    start = text[:6].strip("\ufeff\n ")
    if start[:3] in {"---", "+++"} or (start[:1] == "{" and suffix in MARKDOWN):
        return True
    return start[:2] == "#+" or (start[:5] == "Title" and "\nMarkdown Content:" in text[:2000])
