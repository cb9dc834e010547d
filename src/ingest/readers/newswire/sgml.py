"""SGML of newswire collections: Reuters' `<REUTERS>` records and the `<DOC>` records of TREC.

AQUAINT, Gigaword, the collections of AP, FT, LA Times and WSJ, those of CLEF and FIRE, Sogou's of
Chinese sites, the test sets of WMT, and what WikiExtractor writes are all of the second kind: many
records in one file, each with fields in elements of its own.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import replace

from ingest.article import Given
from ingest.errors import Unreadable
from ingest.readers.decoding import Decoded, decode
from ingest.readers.newswire.labels import date_in
from ingest.readers.part import Part, Record
from ingest.readers.people import names_in

__all__ = ["read"]

BLOCK = 1 << 20
_BEGIN = re.compile(rb"<(?:doc|reuters)(?=[\s>])", re.IGNORECASE)
_END = re.compile(rb"</(?:doc|reuters)\s{0,9}>", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([A-Za-z][\w.:-]{0,30})(\s[^<>]{0,2000})?>")
_ATTRIBUTE = re.compile(r"""([A-Za-z][\w-]{0,30})\s{0,9}=\s{0,9}["']([^"']{0,1000})["']""")
_NAMES = {
    "body": ("text", "tx", "te", "short_text", "body", "content"),
    "lead": ("lp", "leadpara", "ld", "le"),
    "headline": ("headline", "title", "head", "hl", "ti", "contenttitle"),
    "dateline": ("dateline",),
    "byline": ("byline", "author", "au"),
    "teaser": ("summary", "abstract", "lead"),
    "published_at": ("date_time", "datetime", "date", "pubdate", "dd", "date1"),
    "publisher": ("pub", "so", "source"),
    "id": ("docno", "docid"),
    "url": ("url",),
}
_INLINE = frozenset(
    [
        *("s", "seg", "sent", "sentence", "w", "a", "b", "i", "u", "em", "strong", "font", "span"),
        *("enamex", "timex", "timex3", "numex", "event", "signal", "entity", "sub", "sup", "q"),
    ]
)
"""Elements within a text or headline whose words are of it: sentences, names, what is set apart."""
_CONTROL = re.compile(r"&#(?:\d|[12]\d|3[01]|127);|[\x00-\x08\x0b\x0c\x0e-\x1f]")
_SIGN = re.compile(r"&(?!amp;|lt;|gt;|quot;|apos;)([A-Za-z][A-Za-z0-9]{1,5});")
_SIGNS = {"MD": "—", "ND": "–", "LQ": "“", "RQ": "”", "AMP": "&", "HT": " ", "LR": " ", "QL": " "}
_INDENTED = re.compile(r"\n(?=[ \t]{2,}\S)")
_DAY_IN_ID = re.compile(r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")
_SHORT_DAY = re.compile(r"^[A-Z]{0,4}[._-]?([6-9]\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")
_MONTH = re.compile(r"^(\d{1,2})[- ]([A-Z]{3})[- ](\d{4}|[4-9]\d)\b", re.IGNORECASE)
_NUMBERS = re.compile(r"\d\d/\d\d/(?:\d\d)?\d\d")
_BYLINE = re.compile(r"^\s{0,40}(By [A-Z][^\n]{2,80}?)\s*$", re.MULTILINE)
_FT = re.compile(r"^FT\s+\d{1,2} [A-Z]{3} \d\d\s*/\s*")


def read(part: Part) -> Iterator[Record]:
    """Yield the records of a file; one without a text is quarantined alone."""
    found = False
    for index, piece in enumerate(_pieces(part)):
        found = True
        try:
            decoded = decode(piece)
        except Unreadable as error:
            yield part.quarantined(index, error.reason, error.detail)
            continue
        yield _article(part, index, decoded)
    if not found:
        raise Unreadable("no_article", "no <DOC> in it")


def _pieces(part: Part) -> Iterator[bytes]:
    """Cut a stream into records, each from its first tag on and without its last.

    Raises:
        Unreadable: `too_large`, `truncated`.
    """
    limit, stream = part.settings.max_article_bytes, part.open()
    buffer, at, looked = b"", 0, 0
    while True:
        if found := _END.search(buffer, max(at, looked)):
            if begin := _BEGIN.search(buffer, at, found.start()):
                yield buffer[begin.start() : found.start()]
            at = found.end()
            continue
        buffer, at = buffer[at:], 0
        looked = max(0, len(buffer) - 32)
        if len(buffer) > limit:
            raise Unreadable("too_large", f"a record is read up to {limit} bytes")
        if not (more := stream.read(BLOCK)):
            break
        buffer += more
    if _BEGIN.search(buffer):
        raise Unreadable("truncated", "its last record does not end")


def _article(part: Part, index: int, decoded: Decoded) -> Record:
    text = _CONTROL.sub("", decoded.text)
    opening = _TAG.match(text)
    stated = dict(_ATTRIBUTE.findall((opening[3] or "") if opening else ""))
    stated = {name.lower(): html.unescape(value) for name, value in stated.items()}
    fields = _fields(text[opening.end() :] if opening else text)
    body = _body(fields)
    given = _given(fields, stated)
    if not body:
        return part.quarantined(index, "no_article", "a record without a text", given.headline)
    return part.article(index, replace(decoded, text=body, sound=False), given)


def _fields(text: str) -> dict[str, list[str]]:
    """What stands in each element, in their order; under "" what stands in none.

    Paragraphs (`<P>`) are no elements of their own, but blank lines where they are; sentences and
    what is marked within them belong to what is around them.
    """
    fields: dict[str, list[str]] = {}
    open_: list[str] = []
    at = 0
    for tag in _TAG.finditer(text):
        name = tag[2].lower()
        fields.setdefault(open_[-1] if open_ else "", []).append(text[at : tag.start()])
        at = tag.end()
        if name in {"p", "br"}:
            fields.setdefault(open_[-1] if open_ else "", []).append("\n\n")
        elif name in _INLINE:
            continue
        elif not tag[1]:
            open_.append(name)
            fields.setdefault(name, []).append("\n\n" if name in _PARAGRAPHS else "\n")
        elif name in open_:
            while open_.pop() != name:
                pass
    fields.setdefault(open_[-1] if open_ else "", []).append(text[at:])
    return fields


_PARAGRAPHS = ("tx", "text", "te")
"""Elements that may stand once for each paragraph."""


def _body(fields: dict[str, list[str]]) -> str:
    """The lead and the text, or what stands in no element; no lead that the text repeats."""
    lead = next(filter(None, (_prose_of(fields, name) for name in _NAMES["lead"])), "")
    text = next(filter(None, (_prose_of(fields, name) for name in _NAMES["body"])), "")
    if lead and text and not text.startswith(lead):
        return f"{lead}\n\n{text}"
    return text or lead or _prose_of(fields, "")


def _prose_of(fields: dict[str, list[str]], name: str) -> str:
    return _prose("".join(fields.get(name, [])))


def _prose(text: str) -> str:
    """Resolve entities; a line that is set in begins a paragraph, unless most lines are."""
    text = _SIGN.sub(_sign, text.replace("\r\n", "\n"))
    text = html.unescape(text).strip("\n")
    if "\n\n" not in text and len(_INDENTED.findall(text)) * 2 < text.count("\n"):
        text = _INDENTED.sub("\n\n", text)
    return text.strip()


def _sign(entity: re.Match[str]) -> str:
    """An entity of HTML, or one of those that wire services had; of others nothing is known."""
    if html.unescape(entity[0]) != entity[0]:
        return entity[0]
    return _SIGNS.get(entity[1], " ")


def _line(fields: dict[str, list[str]], field: str, between: str = " ") -> str:
    for name in _NAMES[field]:
        if name in fields and (text := _prose("".join(fields[name]))):
            lines = (" ".join(line.split()) for line in text.split("\n"))
            return between.join(filter(None, lines))
    return ""


def _given(fields: dict[str, list[str]], stated: dict[str, str]) -> Given:
    byline = _line(fields, "byline", ", ")
    headline, signed = _headline(fields)
    byline = byline or signed
    loose = "\n".join(fields.get("body", [])) if "text" in fields else ""
    if not byline and (found := _BYLINE.search(loose)):
        byline = found[1]
    published = _day(_line(fields, "published_at"), _line(fields, "id") or stated.get("id", ""))
    return Given(
        headline=headline or stated.get("title", ""),
        teaser=_line(fields, "teaser"),
        byline=byline,
        authors=names_in(byline),
        dateline=_line(fields, "dateline").rstrip(" -–—_"),
        publisher=_line(fields, "publisher"),
        published_at=published,
        published_at_source="sgml" if published else "",
        url=stated.get("url", "") or _line(fields, "url"),
    )


def _headline(fields: dict[str, list[str]]) -> tuple[str, str]:
    """The headline, and a byline below it, where lines begin with @ as in the Wall Street Journal.

    Above the headline may stand what paper and day it is of, or a slug.
    """
    found = _SLUG.sub("", _FT.sub("", _line(fields, "headline", "\n")))
    title, *others = (line.strip("@ ") for line in found.split("\n"))
    if "\n@" not in found:
        return " ".join([title, *others]), ""
    rule = next((n for n, line in enumerate(others) if not line.strip("-")), len(others))
    signed = next((line for line in others if _SIGNED.match(line)), "")
    return " ".join([title, *(line for line in others[:rule] if line != signed)]), signed.strip(
        "()"
    )


_SLUG = re.compile(r"\A(?=[^\n]*-)[^\W\d_a-z]{2,20}(?:-[^\W_a-z]{1,20}){1,4}\n")
"""The word with hyphens by which agencies call a story, on a line of its own above the headline."""
_SIGNED = re.compile(r"\(?By [A-Z]")


def _day(date: str, name: str) -> str:
    """The date that a record states, or the day in its number.

    >>> _day("26-FEB-1987 15:01:01.79", ""), _day("", "APW_ENG_19941101.0001")
    ('26 FEB 1987 15:01:01', '1994-11-01')
    >>> _day("03/24/87", "WSJ870324-0001")
    '1987-03-24'
    >>> _day("07 Jun 94", ""), _day("910514", ""), _day("", "AP880212-0001")
    ('07 Jun 1994', '1991-05-14', '1988-02-12')
    """
    if found := _MONTH.match(date):
        year = found[3] if len(found[3]) > 2 else f"19{found[3]}"
        return f"{found[1]} {found[2]} {year}{date[found.end() :].partition('.')[0]}"
    if _NUMBERS.fullmatch(date):  # which of them is the month, the number of the record may say
        return _day("", name) or date
    if date and not date.isdigit():
        return date_in(date) or date
    for text in (date, name):
        if day := _DAY_IN_ID.search(text):
            return f"{day[1]}-{day[2]}-{day[3]}"
        if day := _SHORT_DAY.match(text):
            return f"19{day[1]}-{day[2]}-{day[3]}"
    return date
