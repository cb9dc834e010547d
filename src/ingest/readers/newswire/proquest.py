"""Text exports of ProQuest: each document is a headline and labelled paragraphs."""

import re

from ingest.article import Given
from ingest.readers.people import names_in

__all__ = ["is_proquest", "taken_apart"]

_FULL_TEXT = re.compile(
    r"^(?:Full text|Texto completo|Volltext|Texte intégral):[ \t]*", re.MULTILINE
)
_LABEL = re.compile(r"^([A-Z][A-Za-z/ ]{2,40}):(?:[ \t]+(.*)|[ \t]*)$", re.MULTILINE)
_FOOT = frozenset(
    [
        *("links", "subject", "business indexing term", "location", "people", "title", "company"),
        *("publication title", "first page", "last page", "pages", "publication year", "volume"),
        *("publication date", "dateline", "section", "publisher", "identifier keyword", "issn"),
        *("place of publication", "country of publication", "publication subject", "credit"),
        *("source type", "language of publication", "document type", "proquest document id"),
        *("document url", "copyright", "last updated", "database", "company organization", "issue"),
        *("source attribution", "classification", "identifier / keyword", "number of pages"),
    ]
)
"""Labels below the text; a line of the text that has one of these in it is rare."""
_END = re.compile(r"^_{20,}[ \t]*$", re.MULTILINE)


def is_proquest(piece: str) -> bool:
    """Whether a document of an export is one of ProQuest's."""
    return "ProQuest" in piece and _FULL_TEXT.search(piece) is not None


def taken_apart(piece: str) -> tuple[str, Given]:
    """Split a document into its text and what it states.

    Args:
        piece: the document, without the line that counts it.
    """
    if rule := _END.search(piece):
        piece = piece[: rule.start()]
    begin = _FULL_TEXT.search(piece)
    head, rest = (piece[: begin.start()], piece[begin.end() :]) if begin else (piece, "")
    said = {found[1].lower(): (found[2] or "").strip() for found in _LABEL.finditer(head)}
    labels = (found for found in _LABEL.finditer(rest) if found[1].lower() in _FOOT)
    foot = next(labels, None)
    body, rest = (rest[: foot.start()], rest[foot.start() :]) if foot else (rest, "")
    said |= {found[1].lower(): (found[2] or "").strip() for found in _LABEL.finditer(rest)}
    lines = [line.strip() for line in head.split("\n") if line.strip()]
    author = said.get("author", "").partition(". ")[0].rstrip(".")
    return body.strip(), Given(
        headline=lines[0] if lines and not _LABEL.match(lines[0]) else said.get("title", ""),
        teaser=" ".join(said.get("abstract", "").split()),
        byline=author,
        authors=names_in(author if ";" in author else f"{author}; {author}"),
        publisher=said.get("publication title", "").partition(";")[0],
        credit=said.get("copyright", ""),
        dateline=said.get("dateline", ""),
        published_at=said.get("publication date", ""),
        published_at_source="export" if said.get("publication date") else "",
        url=said.get("document url", ""),
        language=said.get("language of publication", ""),
    )
