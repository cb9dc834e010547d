"""The reporter whom an agency names between its dateline and the first sentence."""

import re

from ingest.anatomy.draft import Draft
from ingest.anatomy.names.names import parse_byline

__all__ = ["cut_reporter"]

LONGEST = 60
_CAPITALS = re.compile(r"((?:[^\W\d_]{2,20}[ /-]){1,5}[^\W\d_]{2,20}) ?[-–—] (?=\S)")


def cut_reporter(draft: Draft, start: int) -> None:
    """Cut names in capitals and the dash behind them: "LİMAN (AA) - AYŞE YILMAZ - Liman …".

    Args:
        draft: the article.
        start: where the first sentence begins, in the raw text.
    """
    match = _CAPITALS.match(draft.text_of(start, start + LONGEST))
    if not match or not match.group(1).isupper():
        return
    found = parse_byline(match.group(1))
    if found.authors and not found.rest:
        draft.sign(match.group(1), found)
        draft.take_span("byline", start, start + match.end())
