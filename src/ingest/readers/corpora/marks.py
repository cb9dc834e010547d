"""Collections whose articles are parts below marks: `.DID`, `＼ＩＤ＼`, `#TITLE :`, `【标题】`.

Each mark stands at the beginning of a line; `rules/marks.toml` tells what each means.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest.article import Given
from ingest.readers.decoding import Decoded, decode
from ingest.readers.part import Part, Record
from ingest.readers.people import names_in
from ingest.readers.rulefiles import rule_file

__all__ = ["is_marked", "read"]


@dataclass(frozen=True, slots=True)
class _Kind:
    """One way to mark the parts of an article.

    Attributes:
        begins: how the first line of an article begins, in an encoding that is not known.
        mark: a mark and what stands behind it on its line.
    """

    begins: re.Pattern[bytes]
    mark: re.Pattern[str]


_KINDS = {
    "dots": _Kind(re.compile(rb"\.DID[ \t]"), re.compile(r"\.(DID|Date|Cat)\b[ \t]*(.*)$")),
    "slashes": _Kind(
        re.compile(
            rb"(?:\\|\x81\x5f|\xa1\xc0|\xef\xbc\xbc)"
            rb"(?:ID|\x82\x68\x82\x63|\xa3\xc9\xa3\xc4|\xef\xbc\xa9\xef\xbc\xa4)"
            rb"(?:\\|\x81\x5f|\xa1\xc0|\xef\xbc\xbc)"
        ),
        re.compile(r"[\\＼]([A-ZＡ-Ｚ][A-Z0-9Ａ-Ｚ０-９]{1,3})[\\＼](.*)$"),
    ),
    "hashes": _Kind(
        re.compile(rb"@DOCUMENT\s{1,4}#"),
        re.compile(r"[#@]([A-Za-z]{2,12})\b[^:\n]{0,12}:?[ \t]*(.*)$"),
    ),
    "brackets": _Kind(
        re.compile(
            rb"(?:\xa1\xbe|\xe3\x80\x90)[^\n]{2,40}(?:\xa1\xbf|\xe3\x80\x91)[^\n]{0,60}\r?\n"
            rb"(?:(?:\xa1\xbe|\xe3\x80\x90)[^\n]{2,40}(?:\xa1\xbf|\xe3\x80\x91)[^\n]{0,200}\r?\n){4}"
        ),
        re.compile(r"【([^【】\n]{1,14})】(.*)$"),
    ),
}
_FIRST = {"dots": "did", "slashes": "id", "hashes": "document"}
"""The mark with which an article begins, where a file may hold several."""
_SHORT_DAY = re.compile(r"(\d\d)[\\/](\d\d)[\\/](\d\d)")
_DAY_IN_ID = re.compile(r"([5-9]\d|[0-4]\d)(0[1-9]|1[0-2])([0-3]\d)\d{2,6}")


def is_marked(raw: bytes) -> bool:
    r"""Whether a file begins with such a mark.

    >>> is_marked(b".DID\t1S1\n.Date\t75\\04\\05\n"), is_marked(b"TI - a\n")
    (True, False)
    """
    return _kind_of(raw) is not None


def _kind_of(raw: bytes) -> str | None:
    start = raw[:1000].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start[:1] not in _SIGNS:
        return None
    return next((name for name, kind in _KINDS.items() if kind.begins.match(start)), None)


_SIGNS = frozenset([b".", b"\\", b"@", b"\x81", b"\xa1", b"\xef", b"\xe3"])


def read(part: Part) -> Iterator[Record]:
    """Yield the articles of a file; one without a text is quarantined alone."""
    name = _kind_of(part.head) or "dots"
    decoded = decode(part.read(part.settings.max_document_bytes))
    for index, parts in enumerate(_articles(decoded.text, name)):
        yield _record(part, index, parts, decoded)


def _articles(text: str, name: str) -> Iterator[dict[str, list[str]]]:
    """Give the lines of each article under the fields that they are of."""
    names, mark = rule_file("marks")[name], _KINDS[name].mark
    parts: dict[str, list[str]] = {}
    field = ""
    for line in map(str.rstrip, text.split("\n")):
        found = mark.match(line)
        if not found:
            parts.setdefault(field, []).append(line)
            continue
        called = _plain(found[1])
        if called == _FIRST.get(name) and parts:
            yield parts
            parts = {}
        field = names.get(called, "")
        parts.setdefault(field, []).append((found[2] or "").strip())
        field = "body" if field == "rest" else field
    if any(map(any, parts.values())):
        yield parts


def _plain(name: str) -> str:
    """A mark in small letters of usual width, without spaces."""
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold()


def _record(part: Part, index: int, parts: dict[str, list[str]], decoded: Decoded) -> Record:
    body = _prose(parts.get("body", []))
    said = {field: next(filter(None, lines), "") for field, lines in parts.items()}
    people = "; ".join(parts.get("authors", []))
    published = _day(said.get("published_at", ""), said.get("id", ""))
    given = Given(
        headline=said.get("headline", ""),
        byline=people,
        authors=names_in(people),
        publisher=said.get("publisher", ""),
        published_at=published,
        published_at_source="corpus" if published else "",
    )
    if not body:
        return part.quarantined(index, "no_article", "a record without a text", given.headline)
    return part.article(index, replace(decoded, text=body), given)


def _prose(lines: list[str]) -> str:
    """Lines as paragraphs where each begins with a space of full width, else as they are."""
    kept = [line for line in lines if line.strip()]
    if kept and sum(line[:1] == "\u3000" for line in kept) * 2 > len(kept):
        return "\n\n".join(map(str.strip, kept))
    return "\n".join(lines).strip()


def _day(date: str, number: str) -> str:
    r"""A day as it is stated, or as the number of an article begins with it.

    >>> _day("75\\04\\05", ""), _day("", "950412001"), _day("2026/03/03/", "")
    ('1375/04/05', '1995-04-12', '2026/03/03')
    """
    if found := _SHORT_DAY.fullmatch(date):
        return f"13{found[1]}/{found[2]}/{found[3]}"
    if not date and (found := _DAY_IN_ID.fullmatch(unicodedata.normalize("NFKC", number))):
        century = "19" if found[1] > "50" else "20"
        return f"{century}{found[1]}-{found[2]}-{found[3]}"
    return date.rstrip("/")
