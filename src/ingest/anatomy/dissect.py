"""Take an article apart: what is printed around the body goes into columns, the rest is body."""

from dataclasses import replace

import pyarrow as pa

from ingest.anatomy.draft import Draft, open_draft
from ingest.anatomy.engine import look
from ingest.anatomy.head import read_head
from ingest.anatomy.headlines import without_suffix
from ingest.anatomy.learned import edges_of
from ingest.anatomy.tail import read_middle, read_tail
from ingest.article import Anatomy, Cut, Quarantined, RawArticle
from ingest.clean import clean, mend_line
from ingest.text import loose_key, replace_surrogates

__all__ = ["SPECIMENS", "dissect", "dissect_safely", "kept_pieces", "warm"]

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
    draft = open_draft(raw, replace_surrogates(raw.text), learned)
    if draft.parts:
        read_head(draft)
        read_tail(draft)
        read_middle(draft)
    cuts = tuple(draft.cut[start] for start in sorted(draft.cut))
    body, mended = clean(kept_pieces(raw.text, cuts))
    if not any(map(str.isalnum, body)):
        return _no_body(raw)
    return _anatomy(draft, cuts, body, mended)


def dissect_safely(raw: RawArticle, learned: frozenset[str]) -> Anatomy | Quarantined:
    """Take one raw article apart; an error that no rule foresaw costs that article alone.

    Returns:
        As `dissect`, or a row of quarantine with the reason `anatomy_failed`.
    """
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


def _anatomy(draft: Draft, cuts: tuple[Cut, ...], body: str, mended: tuple[str, ...]) -> Anatomy:
    given = draft.raw.given
    publishers = {given.publisher, draft.publisher, draft.syndicated_from}
    headline, publisher = without_suffix(
        given.headline or draft.headline, frozenset(loose_key(name) for name in publishers if name)
    )
    if publisher and "sections" in look(publisher).rules:
        publisher = ""
    return Anatomy(
        headline=mend_line(headline),
        teaser=mend_line(given.teaser or draft.teaser),
        dateline=mend_line(given.dateline or draft.dateline),
        byline=mend_line(given.byline or draft.byline),
        authors=tuple(map(mend_line, given.authors or draft.authors or draft.contributors)),
        publisher=mend_line(given.publisher or draft.publisher or publisher),
        credit=mend_line(given.credit or draft.credit),
        syndicated_from=mend_line(draft.syndicated_from),
        notes=tuple(map(mend_line, draft.notes)),
        body=body,
        removed=cuts,
        mended=mended,
        date_hint=draft.day,
    )
