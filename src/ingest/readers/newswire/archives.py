"""Text exports of national archives of the press: Retriever, Infomedia, GENIOS and Gallica.

Retriever   headline, "paper, day", page, byline, body, "© paper", an address; many below rules of =
Infomedia   headline, "paper | day | page | words | number", body, a note of rights
GENIOS      "paper vom day, page", headline, byline, body, then "Quelle: paper vom day" and labels
Gallica     a record of labels, a note on the OCR, then the pages of an issue
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from ingest.article import Given
from ingest.errors import Unreadable
from ingest.readers.decoding import decode
from ingest.readers.part import Part, Record
from ingest.readers.people import is_byline, names_in
from ingest.readers.rulefiles import either

__all__ = ["is_archive_export", "looks_like_archive", "read"]

_DAY = r"(?P<day>\d{4}-\d\d-\d\d|\d{1,2}\.\d{1,2}\.\d{4})"
_CLOCK = r"(?:,? (?:kl\.? ?)?(?P<clock>\d\d[:.]\d\d))?"
_DATED = re.compile(rf"(?P<paper>[^\n,|]{{2,60}}), {_DAY}{_CLOCK}(?:,[^\n]{{1,60}})?\s*")
_BARRED = re.compile(
    rf"(?P<paper>[^\n|]{{2,60}}) \| {_DAY}{_CLOCK} \|"
    rf"(?=[^\n]{{0,160}}(?i:{either('archives', 'counted')}))[^\n]{{1,200}}"
)
_SOURCE = re.compile(
    rf"(?:Quelle: )?(?P<paper>[^\n]{{2,60}}?) vom {_DAY}(?:[,/ ][^\n]{{0,80}})?\s*"
)
_RULE = re.compile(r"^[=_-]{20,}[ \t]*\r?$", re.MULTILINE)
_RECORD = "rappel de votre demande"
_TITLE = re.compile(r"^Titre : ([^\n]{1,200})$", re.MULTILINE)
_ISSUED = re.compile(r"^Date d['’]édition : (\d{4}-\d\d-\d\d)$", re.MULTILINE)
_RECOGNISED = re.compile(r"(?:taux de reconnaissance|mode texte de ce document)[^\n]{0,400}\n")
_LONGEST_NAME = 60
LINES = 8
"""A document begins with so many lines at most before its body."""


_ARCHIVE = re.compile(
    rb"rappel de votre demande|[^\n]{2,60} vom \d\d\.\d\d\.\d{4}"
    rb"|[^\n]{3,300}\n\s{0,3}[^\n,|]{2,60}(?:,| \|) (?:\d{4}-\d\d-\d\d|\d{1,2}\.\d{1,2}\.\d{4})"
)


def is_archive_export(start: bytes, raw: bytes) -> bool:
    """Whether a file is such an export.

    Args:
        start: its first bytes in small letters, without white space before them.
        raw: its first bytes.
    """
    if not _ARCHIVE.match(start):
        return False
    return looks_like_archive(raw.decode("utf-8", "replace"))


def looks_like_archive(start: str) -> bool:
    r"""Whether a text begins as such an export does, and says whose it is.

    >>> looks_like_archive("Bron stängs\nKusten, 2026-03-03 05:12\n\nDet regnade.\n\n© Kusten\n")
    True
    >>> looks_like_archive("Bridge closes\nAlderholm, 2026-03-03\n\nIt rained.\n")
    False
    """
    lines = [line.strip() for line in start[:1500].split("\n", 12) if line.strip()][:3]
    if len(lines) < 3:
        return False
    if lines[0].lower().startswith(_RECORD) or _BARRED.fullmatch(lines[1]):
        return True
    if found := _DATED.fullmatch(lines[1]):
        return f"© {found['paper']}" in start or "ret.nu/" in start or "retriever" in start
    return bool(_SOURCE.fullmatch(lines[0])) and "\nQuelle: " in start


def read(part: Part) -> Iterator[Record]:
    """Yield the documents of an export."""
    decoded = decode(part.read(part.settings.max_document_bytes))
    whole = decoded.text.replace("\r\n", "\n").strip()
    is_issue = whole.lower().startswith(_RECORD)  # a newspaper prints such rules itself
    pieces = [piece for piece in ([whole] if is_issue else _RULE.split(whole)) if piece.strip()]
    if not pieces:
        raise Unreadable("no_article", "an export without documents")
    for index, piece in enumerate(pieces):
        text, given = _taken_apart(piece.strip())
        if text:
            yield part.article(index, replace(decoded, text=text), given)
        else:
            yield part.quarantined(index, "no_article", "a document without a text", piece)


def _taken_apart(piece: str) -> tuple[str, Given]:
    if piece.lower().startswith(_RECORD):
        return _issue(piece)
    lines = [line.strip() for line in piece.split("\n")]
    head = [n for n, line in enumerate(lines) if line][:LINES]
    told = next((n for n in head[:3] if _meta(lines[n])), -1)
    found = _meta(lines[told]) if told >= 0 else None
    if found is None:
        return piece, Given()
    kept = [n for n in head if n != told]
    headline = lines[kept[0]] if kept else ""
    first, byline = _below(lines, max(told, kept[0]) + 1 if kept else told + 1)
    return "\n".join(lines[first : _foot(lines, first)]).strip(), Given(
        headline=headline,
        byline=byline,
        authors=names_in(byline),
        publisher=found["paper"].strip(),
        published_at=_moment(found),
        published_at_source="export",
    )


def _meta(line: str) -> re.Match[str] | None:
    return next(filter(None, (one.fullmatch(line) for one in (_DATED, _BARRED, _SOURCE))), None)


def _below(lines: list[str], at: int) -> tuple[int, str]:
    """Where the body begins, and the byline above it: page and name stand directly below."""
    byline = ""
    while at < len(lines) and lines[at]:
        if not _page().match(lines[at]):
            if byline or not _may_be_byline(lines[at]):
                return at, byline
            byline = lines[at]
        at += 1
    while at < len(lines) and (not lines[at] or (not byline and is_byline(lines[at]))):
        byline = byline or (lines[at] if len(lines[at]) < _LONGEST_NAME else "")
        at += 1
    return at, byline


def _may_be_byline(line: str) -> bool:
    return len(line) < _LONGEST_NAME and bool(names_in(line)) and line[-1:] not in ".!?"


@cache
def _page() -> re.Pattern[str]:
    return re.compile(either("archives", "pages"), re.IGNORECASE)


@cache
def _end() -> re.Pattern[str]:
    return re.compile(either("archives", "feet"), re.IGNORECASE)


def _foot(lines: list[str], first: int) -> int:
    """Where a body ends: above a source, rights or an address."""
    return next((n for n in range(first, len(lines)) if _end().match(lines[n])), len(lines))


def _moment(found: re.Match[str]) -> str:
    day = found["day"]
    if "." in day:
        number, month, year = day.split(".")
        day = f"{year}-{month.zfill(2)}-{number.zfill(2)}"
    clock = found.groupdict().get("clock")
    return f"{day} {clock.replace('.', ':')}" if clock else day


def _issue(piece: str) -> tuple[str, Given]:
    """An issue as the text of its pages."""
    ends = list(_RECOGNISED.finditer(piece))
    title, issued = _TITLE.search(piece), _ISSUED.search(piece)
    return piece[ends[-1].end() if ends else 0 :].strip(), Given(
        publisher=title[1].strip() if title else "",
        published_at=issued[1] if issued else "",
        published_at_source="export" if issued else "",
    )
