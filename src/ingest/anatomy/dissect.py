"""Take an article apart: what is printed around the body goes into columns, the rest is body."""

from collections.abc import Sequence
from dataclasses import replace
from operator import itemgetter

import pyarrow as pa

from ingest.anatomy.draft import Draft, open_drafts
from ingest.anatomy.engine import look
from ingest.anatomy.head import (
    read_above,
    read_below,
    read_dateline,
    read_headline,
    read_teaser,
)
from ingest.anatomy.headlines.suffixes import publisher_key, without_suffix
from ingest.anatomy.learned import edges_of
from ingest.anatomy.lines.blocks import divide_blocks
from ingest.anatomy.names.stated import read_stated
from ingest.anatomy.navigation import leave_page
from ingest.anatomy.tail import read_end, read_middle, read_tail
from ingest.article import Anatomy, Cut, Quarantined, RawArticle
from ingest.clean import clean_all, mend_line

__all__ = ["SPECIMENS", "dissect", "dissect_all", "kept_pieces", "warm"]

SPECIMENS = (
    """Council opens the harbour

The council said so. Read more at Example.com.

By Jane Doe and John Roe, staff reporters

Friday, June 28, 2019 | Source: Harbour News

PORT ELLERY, Feb 26 (Reuters) - The council opened the [harbour](https://example.org) on Monday.

It rained, and 3 boats came.

Jane Doe is a reporter at Harbour News
""",
    """市议会开放港口

来源：海港报 作者：王小明

新华社北京10月11日电（记者 张三）市议会开放了港口。

下雨了。
""",
)
"""Articles that have every part, so that taking them apart loads what reading the parts needs."""


STEPS = (
    leave_page,
    divide_blocks,
    read_above,
    read_headline,
    read_below,
    read_teaser,
    read_dateline,
    read_tail,
    read_end,
    read_middle,
)
"""What is done with an article, in its order; each step with all that are taken apart together."""
TOGETHER, LONGEST_TOGETHER = 256, 1 << 20
"""Articles that are taken apart together, and how many characters they have, at most."""
BEGIN = 400
"""Characters by which the letters of a text are told."""


def warm() -> None:
    """Load the rules, and what reads the parts of an article, so that forked workers share it."""
    edges_of(pa.array(SPECIMENS, pa.large_string()))
    for text in SPECIMENS:
        dissect(RawArticle("", 0, "text", "", "utf-8", text), frozenset())


def dissect(raw: RawArticle, learned: frozenset[str]) -> Anatomy | Quarantined:
    """Take one raw article apart.

    Args:
        raw: the article as read.
        learned: the lines that its source repeats (`learn`).

    Returns:
        The anatomy, or the row for quarantine (`blank`, `no_body`) when no body is left.
    """
    return _step_by_step([raw], [learned])[0]


def dissect_all(
    raws: Sequence[RawArticle], learned: Sequence[frozenset[str]]
) -> list[Anatomy | Quarantined]:
    """Take raw articles apart; an error that no rule foresaw costs one article alone.

    A few are taken together, step by step: kernels take them at one go, and what a step needs
    stays at hand; so does what the letters of a language need, since those of a kind follow one
    another.

    Args:
        raws: the articles as read.
        learned: of each, the lines that its source repeats.

    Returns:
        Of each, what `dissect` gives, or a row of quarantine with the reason `anatomy_failed`.
    """
    order = sorted(range(len(raws)), key=lambda at: _width(raws[at].text))
    raws, learned = [raws[at] for at in order], [learned[at] for at in order]
    found: list[Anatomy | Quarantined] = []
    while len(found) < len(raws):
        first, last = len(found), _last_together(raws, len(found))
        some, lines = raws[first:last], learned[first:last]
        try:
            found += _step_by_step(some, lines)
        except Exception:  # noqa: BLE001
            found += map(_dissect_safely, some, lines)
    ordered = sorted(zip(order, found, strict=True), key=itemgetter(0))
    return [each for _, each in ordered]


def _width(text: str) -> float:
    """Bytes of a character, on average, where a text begins: from 1 in ASCII to 3 in Chinese."""
    start = text[:BEGIN]
    return len(start.encode(errors="surrogatepass")) / max(1, len(start))


def _last_together(raws: Sequence[RawArticle], first: int) -> int:
    """The end of those that are taken apart together with one, itself among them."""
    last, size = first + 1, len(raws[first].text)
    while last < min(len(raws), first + TOGETHER):
        size += len(raws[last].text)
        if size > LONGEST_TOGETHER:
            break
        last += 1
    return last


def _step_by_step(
    raws: Sequence[RawArticle], learned: Sequence[frozenset[str]]
) -> list[Anatomy | Quarantined]:
    drafts = open_drafts(raws, learned)
    for read in STEPS:
        for draft in drafts:
            if draft.parts:
                read(draft)
    cuts = [tuple(draft.cut[start] for start in sorted(draft.cut)) for draft in drafts]
    pieces = [kept_pieces(raw.text, own) for raw, own in zip(raws, cuts, strict=True)]
    return list(map(_anatomy, drafts, cuts, clean_all(pieces)))


def _dissect_safely(raw: RawArticle, learned: frozenset[str]) -> Anatomy | Quarantined:
    try:
        return dissect(raw, learned)
    except Exception as error:  # noqa: BLE001
        detail = f"{type(error).__name__}: {error}"[:200]
        return replace(_no_body(raw), reason="anatomy_failed", detail=detail)


def kept_pieces(text: str, cuts: tuple[Cut, ...]) -> list[str]:
    """The pieces of a raw text between its cuts.

    >>> kept_pieces("one two three", (Cut("x", 4, 7, "two"),))
    ['one ', ' three']
    """
    pieces = []
    at = 0
    for cut in cuts:
        pieces.append(text[at : cut.start])
        at = cut.end
    pieces.append(text[at:])
    return pieces


def _no_body(raw: RawArticle) -> Quarantined:
    excerpt = raw.text.strip()[:500]
    return Quarantined(
        raw.source_path,
        raw.record_index,
        raw.source_format,
        raw.raw_hash,
        stage="anatomy",
        reason="no_body" if any(map(str.isprintable, excerpt)) else "blank",
        excerpt=excerpt,
    )


def _anatomy(
    draft: Draft, cuts: tuple[Cut, ...], cleaned: tuple[str, tuple[str, ...]]
) -> Anatomy | Quarantined:
    body, mended = cleaned
    if not any(map(str.isalnum, body)):
        return _no_body(draft.raw)
    given, stated = draft.raw.given, read_stated(draft.raw.given)
    publishers = {given.publisher, draft.publisher, draft.syndicated_from}
    headline, publisher = without_suffix(
        given.headline or draft.headline,
        frozenset(map(publisher_key, filter(None, publishers))),
        sent=bool(given.credit or draft.credit),
    )
    if publisher and "sections" in look(publisher).rules:
        publisher = ""
    return Anatomy(
        headline=mend_line(headline),
        teaser=mend_line(given.teaser or draft.teaser),
        dateline=mend_line(given.dateline or draft.dateline),
        byline=mend_line(given.byline or draft.byline or stated.byline),
        authors=tuple(map(mend_line, stated.persons or draft.authors or draft.contributors)),
        publisher=mend_line(given.publisher or draft.publisher or publisher or stated.house),
        credit=mend_line(given.credit or draft.credit or stated.agency),
        syndicated_from=mend_line(draft.syndicated_from.removesuffix(f": {draft.headline}")),
        notes=tuple(map(mend_line, draft.notes)),
        body=body,
        removed=cuts,
        mended=mended,
        date_hint=draft.day,
    )
