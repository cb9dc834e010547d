"""Take an article apart: what is printed around the body goes into columns, the rest is body."""

import re2

from ingest.anatomy.learned import line_key
from ingest.article import Anatomy, Cut, Quarantined, RawArticle
from ingest.clean import clean
from ingest.text import fold_space, loose_key

__all__ = ["dissect"]

_READ_FULL = re2.compile(r"(?i)\s*\bread (?:the )?full (?:article|story) (?:at|on) (.+?)\.?$")
_FOR = re2.compile(r"^(\p{Lu}[\p{L}.'-]+(?: \p{Lu}[\p{L}.'-]*){0,4}) for (\p{Lu}.{1,60})$")
_BY = re2.compile(r"^(?:By|BY) (\p{Lu}[\p{L}.'-]+(?:,? (?:and )?\p{Lu}[\p{L}.'-]*){0,8})$")


def dissect(raw: RawArticle, learned: frozenset[str]) -> Anatomy | Quarantined:
    """Take one raw article apart.

    Args:
        raw: the article as read.
        learned: the lines that its source repeats.

    Returns:
        The anatomy, or the quarantine row (`blank`, `no_body`) when no body is left.
    """
    lines = []
    at = 0
    for part in raw.text.splitlines(keepends=True):
        text = part.strip()
        if text:
            start = at + part.index(text)
            lines.append((start, start + len(text), text))
        at += len(part)
    cuts: list[Cut] = []
    headline = teaser = byline = publisher = syndicated = ""
    authors: tuple[str, ...] = ()
    rest = list(lines)
    if len(rest) > 1 and len(rest[0][2]) <= 200 and not rest[0][2].endswith("."):
        start, end, headline = rest.pop(0)
        cuts.append(Cut("headline", start, end, raw.text[start:end]))
        key = loose_key(headline)
        for i, (start, end, text) in enumerate(rest[:4]):
            if loose_key(text) == key:
                if i:
                    first, last = rest[0][0], rest[i - 1][1]
                    teaser = fold_space(raw.text[first:last])
                    found = _READ_FULL.search(teaser)
                    if found:
                        syndicated = found.group(1)
                        teaser = teaser[: found.start()]
                    cuts.append(Cut("teaser", first, last, raw.text[first:last]))
                cuts.append(Cut("repeated_headline", start, end, raw.text[start:end]))
                rest = rest[i + 1 :]
                break
    for start, end, text in rest[:1] + rest[-1:]:
        found = _FOR.match(text)
        if found:
            byline, authors, publisher = text, (found.group(1),), found.group(2)
        elif found := _BY.match(text):
            byline, authors = text, (found.group(1),)
        if found and not any(cut.start == start for cut in cuts):
            cuts.append(Cut("byline", start, end, raw.text[start:end]))
    for start, end, text in rest:
        if line_key(text) in learned and not any(cut.start == start for cut in cuts):
            cuts.append(Cut("boilerplate", start, end, raw.text[start:end]))
    cuts.sort(key=lambda cut: cut.start)
    pieces, at = [], 0
    for cut in cuts:
        pieces.append(raw.text[at : cut.start])
        at = cut.end
    pieces.append(raw.text[at:])
    body, mended = clean(pieces)
    if not body:
        return Quarantined(
            raw.source_path,
            raw.record_index,
            raw.source_format,
            raw.raw_hash,
            "anatomy",
            "no_body" if lines else "blank",
            excerpt=raw.text.strip()[:500],
        )
    given = raw.given
    return Anatomy(
        headline=given.headline or headline,
        teaser=given.teaser or teaser,
        dateline=given.dateline,
        byline=given.byline or byline,
        authors=given.authors or authors,
        publisher=given.publisher or publisher,
        credit=given.credit,
        syndicated_from=syndicated,
        notes=(),
        body=body,
        removed=tuple(cuts),
        mended=mended,
    )
