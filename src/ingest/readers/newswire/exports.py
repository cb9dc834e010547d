"""Text exports of news databases (LexisNexis, Factiva): many articles in one file.

Four layouts are known, by the order of the lines above the body:
older LexisNexis   publisher, date, edition, headline, then TAG: lines
Nexis Uni          headline, publisher, date, copyright, then Tag: lines and a line "Body"
Factiva            headline, byline, "N words", date, publisher, code, language, copyright
Factiva, indexed   lines that begin with HD, BY, WC, PD, SN, LP, TD and the like
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest.article import Given
from ingest.errors import Unreadable
from ingest.readers.decoding import Decoded, decode
from ingest.readers.newswire.labels import (
    FOOT_TAGS,
    HEAD_TAGS,
    date_in,
    is_body,
    is_copyright,
    is_date,
    is_words,
    tag_in,
)
from ingest.readers.newswire.proquest import is_proquest, taken_apart
from ingest.readers.part import Part, Record
from ingest.readers.people import is_byline, names_in

__all__ = ["COVER", "documents_in", "looks_like_export", "read"]

_LEXIS = re.compile(
    r"^[ \t]*(?:Dokument |Document )?\d{1,6} (?:of|von|sur|de|di|van) \d{1,6}"
    r"(?: DOCUMENTS?| DOKUMENTEN?)?[ \t]*\r?$",
    re.MULTILINE,
)
_FACTIVA = re.compile(
    r"^[ \t]*(?:AN[ \t]+)?(?:Documento?|Dokument)[ \t]+(?=\D*\d)[A-Z][A-Za-z0-9]{9,39}[ \t]*\r?$",
    re.MULTILINE,
)
_END = re.compile(
    r"^[ \t]*(?:End of Document|Ende des Dokuments|Fin du document)[ \t]*\r?$", re.MULTILINE
)
_INDEXED = re.compile(
    r"^(HD|CLM|BY|CR|WC|PD|ET|SN|SC|ED|PG|LA|CY|LP|TD|NS|RE|IN|CO|PUB|AN|SE|CT|ART)(?:[ \t]+|$)"
)
_TIME = re.compile(r"\d{1,2}:\d{2}")
_ALONE = {"Classification", "Graphic", "Grafik", "Graphique", "Gráfico"}
"""Lines that begin the foot of a document without saying anything."""
_TOLD, _FIRST = {"HD", "WC", "PD", "SN"}, {"HD", "SE", "CLM"}
HEAD_LINES, FEWEST_TOLD = 40, 2
COVER = 600
"""The first document is announced within so many characters."""


def looks_like_export(start: str) -> bool:
    r"""Whether a text begins as an export of several documents does.

    >>> looks_like_export("1 of 2 DOCUMENTS\n\nThe Post\n")
    True
    >>> looks_like_export("HD Bridge opens\nWC 423 words\nPD 3 March 2026\nSN The Post\nLP\n")
    True
    """
    if _LEXIS.search(start[:COVER]) or len(_FACTIVA.findall(start)) > 1:
        return True
    if start[:3].strip() in _FIRST and _is_indexed(start.splitlines()[:HEAD_LINES]):
        return True
    return _END.search(start) is not None and any(map(is_body, start.splitlines()))


def read(part: Part) -> Iterator[Record]:
    """Yield the documents of an export; what stands before the first one is its cover."""
    yield from documents_in(part, decode(part.read(part.settings.max_document_bytes)))


def documents_in(part: Part, decoded: Decoded) -> Iterator[Record]:
    """Yield the documents of an export whose text is known.

    Args:
        part: where it was read.
        decoded: its text, and how that was decoded.
    """
    pieces = [piece for piece in _pieces(decoded.text) if piece.strip()]
    if not pieces:
        raise Unreadable("no_article", "an export without documents")
    for index, piece in enumerate(pieces):
        body, given = taken_apart(piece) if is_proquest(piece) else _taken_apart(piece)
        yield part.article(index, replace(decoded, text=body), given)


def _pieces(text: str) -> list[str]:
    """Cut an export by the lines that begin its documents, or else by those that end them."""
    heads = list(_LEXIS.finditer(text))
    if heads:
        ends = [*(found.start() for found in heads[1:]), len(text)]
        return [text[found.end() : end] for found, end in zip(heads, ends, strict=True)]
    feet = list(_FACTIVA.finditer(text)) or list(_END.finditer(text))
    starts = [0, *(found.end() for found in feet)]
    rest = text[starts[-1] :]
    pieces = [text[a : found.start()] for a, found in zip(starts, feet, strict=False)]
    return [*pieces, rest] if any(map(is_words, map(str.strip, rest.splitlines()))) else pieces


def _taken_apart(piece: str) -> tuple[str, Given]:
    """Split one document into its body and what its head and foot state."""
    if end := _END.search(piece):
        piece = piece[: end.start()]
    lines = [line.strip() for line in piece.splitlines()]
    if _is_indexed(lines):
        return _by_index(lines)
    tags = {
        name: (number, value)
        for number, line in enumerate(lines)
        for name, value in tag_in(line)
        if name in HEAD_TAGS | FOOT_TAGS
    }
    first = _body_start(lines, tags)
    feet = [at for name, (at, _) in tags.items() if name in FOOT_TAGS and at >= first]
    feet += [at for at in range(first, len(lines)) if lines[at] in _ALONE]
    last = min(feet, default=len(lines))
    if not feet:
        last = next((n for n in range(first, last) if is_copyright(lines[n])), last)
    body = "\n".join(lines[first:last]).strip()
    return body, _given([line for line in lines[:first] if line], tags, lines[last:])


def _is_indexed(lines: list[str]) -> bool:
    """Whether lines begin with the letters that tell headline, length, day and publisher."""
    return len(_TOLD & {line[:2] for line in lines if _INDEXED.match(line)}) > FEWEST_TOLD


def _by_index(lines: list[str]) -> tuple[str, Given]:
    """A document whose parts begin with two letters each."""
    parts: dict[str, list[str]] = {}
    name = ""
    for line in lines:
        if found := _INDEXED.match(line):
            name = found[1]
        parts.setdefault(name, []).append(line[found.end() :] if found else line)
    said = {name: " ".join(" ".join(lines).split()) for name, lines in parts.items()}
    body = "\n".join(line for name in ("LP", "TD") for line in [*parts.get(name, []), ""])
    byline = said.get("BY", "")
    date = f"{said.get('PD', '')} {said.get('ET', '')}".strip()
    return body.strip(), Given(
        headline=said.get("HD", ""),
        byline=byline,
        authors=names_in(byline),
        publisher=said.get("SN", ""),
        credit=said.get("CR", "") or said.get("CY", ""),
        published_at=date,
        published_at_source="export" if date else "",
        language=said.get("LA", ""),
    )


def _body_start(lines: list[str], tags: dict[str, tuple[int, str]]) -> int:
    head = range(min(len(lines), HEAD_LINES))
    if at := next((n for n in head if is_body(lines[n])), 0):
        return at + 1
    marks = [at for name, (at, _) in tags.items() if name in HEAD_TAGS and at in head]
    marks = marks or [n for n in head if is_copyright(lines[n])]
    marks = marks or _after_codes(
        lines, [n for n in head if is_words(lines[n]) or is_date(lines[n])]
    )
    return max(marks, default=-1) + 1


def _after_codes(lines: list[str], marks: list[int]) -> list[int]:
    """Skip what follows the date without an empty line: hour, publisher, code, language."""
    if marks and any(is_words(lines[n]) for n in marks):
        last = max(marks)
        while last + 1 < len(lines) and lines[last + 1]:
            last += 1
        return [last]
    return marks


def _sections_in(top: list[str]) -> int:
    """Count the lines above a headline: at most one, that names a section of the paper."""
    if len(top) < 2 or len(top[0]) > _LONGEST_SECTION or len(top[0].split()) > 3:
        return 0
    is_headline = len(top[1].split()) > 4 and len(top[1]) > len(top[0])
    return int(is_headline and not is_byline(top[1]))


_LONGEST_SECTION = 30


def _given(head: list[str], tags: dict[str, tuple[int, str]], foot: list[str]) -> Given:
    at = next((n for n, line in enumerate(head) if is_date(line)), -1)
    words = next((n for n, line in enumerate(head) if is_words(line)), -1)
    byline = ""
    if words >= 0:
        after = [line for line in head[at + 1 :] if not _TIME.match(line)]
        top = head[_sections_in(head[:words]) : words]
        headline, publisher = top[0] if top else head[0], after[0] if after and at >= 0 else ""
        between = [line for line in top[1:] if len(line) < 80]
        byline = between[-1] if between else ""
    elif at == 1:
        after = [line for line in head[2:] if "Edition" not in line and not list(tag_in(line))]
        headline, publisher = after[0] if after else "", head[0]
    else:
        headline = head[0] if head else ""
        publisher = head[at - 1] if at > 1 else ""
    said = {name: value for name, (_, value) in tags.items()}
    credits_ = [line for line in [*head, *foot] if is_copyright(line)]
    byline = said.get("byline", byline)
    return Given(
        headline=headline,
        teaser=said.get("highlight", ""),
        byline=byline,
        authors=names_in(byline),
        publisher=publisher,
        credit=credits_[0] if credits_ else "",
        dateline=said.get("dateline", ""),
        published_at=date_in(head[at]) if at >= 0 else "",
        published_at_source="export" if at >= 0 else "",
        language=said.get("language", "").split(";")[0].strip(),
    )
