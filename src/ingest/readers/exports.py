"""Text exports of news databases (LexisNexis, Factiva): many articles in one file.

Three layouts are known, by the order of the lines above the body:
older LexisNexis   publisher, date, edition, headline, then TAG: lines
Nexis Uni          headline, publisher, date, copyright, then Tag: lines and a line "Body"
Factiva            headline, byline, "N words", date, publisher, code, language, copyright
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest.article import Given
from ingest.errors import Unreadable
from ingest.readers.decoding import decode
from ingest.readers.part import Part, Record

__all__ = ["COVER", "looks_like_export", "read"]

_LEXIS = re.compile(
    r"^[ \t]*(?:Document )?\d{1,6} of \d{1,6}(?: DOCUMENTS?)?[ \t]*\r?$", re.MULTILINE
)
_FACTIVA = re.compile(r"^[ \t]*Document [A-Za-z0-9]{10,40}[ \t]*\r?$", re.MULTILINE)
_END = re.compile(r"^[ \t]*End of Document[ \t]*\r?$", re.MULTILINE)
_TAG = re.compile(r"(?P<name>[A-Z][A-Za-z-]{2,20})[ \t]*:[ \t]*(?P<value>.*)$")
_WORDS = re.compile(r"\d[\d,.]* (?:words|palabras|mots|Wörter|parole|palavras)$")
_DATE = re.compile(
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?"
    r"(?:\d{1,2} [A-Z][a-zé]{2,8} \d{4}|[A-Z][a-z]{2,8} \d{1,2}, \d{4})\b.{0,40}$"
)
_TIME = re.compile(r"\d{1,2}:\d{2}")
_COPYRIGHT = ("(c)", "©", "copyright")
_HEAD_TAGS = {"byline", "section", "length", "dateline", "highlight", "series", "copyright"}
_FOOT_TAGS = {
    *("load-date", "language", "publication-type", "graphic", "journal-code", "subject"),
    *("industry", "geographic", "classification", "correction", "correction-date"),
}
HEAD_LINES = 40
COVER = 600
"""The first document is announced within so many characters."""


def looks_like_export(start: str) -> bool:
    r"""Whether a text begins as an export of several documents does.

    >>> looks_like_export("1 of 2 DOCUMENTS\n\nThe Post\n")
    True
    """
    return _LEXIS.search(start[:COVER]) is not None or len(_FACTIVA.findall(start)) > 1


def read(part: Part) -> Iterator[Record]:
    """Yield the documents of an export; what stands before the first one is its cover."""
    decoded = decode(part.read(part.settings.max_document_bytes))
    pieces = [piece for piece in _pieces(decoded.text) if piece.strip()]
    if not pieces:
        raise Unreadable("no_article", "an export without documents")
    for index, piece in enumerate(pieces):
        body, given = _taken_apart(piece)
        yield part.article(index, replace(decoded, text=body), given)


def _pieces(text: str) -> list[str]:
    heads = list(_LEXIS.finditer(text))
    if heads:
        ends = [*(found.start() for found in heads[1:]), len(text)]
        return [text[found.end() : end] for found, end in zip(heads, ends, strict=True)]
    feet = list(_FACTIVA.finditer(text))
    starts = [0, *(found.end() for found in feet)]
    return [text[a : found.start()] for a, found in zip(starts, feet, strict=False)]


def _taken_apart(piece: str) -> tuple[str, Given]:
    """Split one document into its body and what its head and foot state."""
    if end := _END.search(piece):
        piece = piece[: end.start()]
    lines = [line.strip() for line in piece.splitlines()]
    tags = {
        found["name"].lower(): (number, found["value"].strip())
        for number, line in enumerate(lines)
        if (found := _TAG.match(line)) and found["name"].lower() in _HEAD_TAGS | _FOOT_TAGS
    }
    first = _body_start(lines, tags)
    feet = [at for name, (at, _) in tags.items() if name in _FOOT_TAGS and at >= first]
    last = min(feet, default=len(lines))
    if not feet:
        last = next((n for n in range(first, last) if _is_copyright(lines[n])), last)
    body = "\n".join(lines[first:last]).strip()
    return body, _given([line for line in lines[:first] if line], tags, lines[last:])


def _body_start(lines: list[str], tags: dict[str, tuple[int, str]]) -> int:
    head = range(min(len(lines), HEAD_LINES))
    if "Body" in lines:
        return lines.index("Body") + 1
    marks = [at for name, (at, _) in tags.items() if name in _HEAD_TAGS and at in head]
    marks = marks or [n for n in head if _is_copyright(lines[n])]
    marks = marks or [n for n in head if _WORDS.match(lines[n]) or _DATE.match(lines[n])]
    return max(marks, default=-1) + 1


def _is_copyright(line: str) -> bool:
    return line.lower().startswith(_COPYRIGHT)


def _given(head: list[str], tags: dict[str, tuple[int, str]], foot: list[str]) -> Given:
    at = next((n for n, line in enumerate(head) if _DATE.match(line)), -1)
    if any(_WORDS.match(line) for line in head):
        after = [line for line in head[at + 1 :] if not _TIME.match(line)]
        headline, publisher = head[0], after[0] if after and at >= 0 else ""
        byline = next((line for line in head[1:3] if line.lower().startswith("by ")), "")
    elif at == 1:
        after = [line for line in head[2:] if "Edition" not in line and not _TAG.match(line)]
        headline, publisher, byline = after[0] if after else "", head[0], ""
    else:
        headline = head[0] if head else ""
        publisher, byline = head[at - 1] if at > 1 else "", ""
    said = {name: value for name, (_, value) in tags.items()}
    credits_ = [line for line in [*head, *foot] if _is_copyright(line)]
    return Given(
        headline=headline,
        byline=said.get("byline", byline),
        publisher=publisher,
        credit=credits_[0] if credits_ else "",
        dateline=said.get("dateline", ""),
        published_at=head[at] if at >= 0 else "",
        published_at_source="export" if at >= 0 else "",
        language=said.get("language", "").split(";")[0].strip(),
    )
