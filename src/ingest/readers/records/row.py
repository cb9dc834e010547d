"""An object or a row to the article that it stands for."""

import re
from collections.abc import Mapping
from typing import Any

from ingest.readers.decoding import Decoded
from ingest.readers.fields.mapping import find_fields, given_in, is_failure, longest_teaser
from ingest.readers.fields.richtext import body_text
from ingest.readers.fields.values import plain
from ingest.readers.part import Part, Record
from ingest.readers.records.pageinside import article_in_page, is_page

__all__ = ["article_of"]

_UNPUBLISHED = ("draft", "auto-draft", "trash")
_CUT = re.compile(r"(?:…|\.\.\.)? ?\[\+?\d{1,6} chars\]$")
"""What NewsAPI and GNews put where they cut a text."""


def article_of(part: Part, index: int, values: Mapping[str, Any], decoded: Decoded) -> Record:
    """Answer with the article that an object or row stands for.

    Args:
        part: where it was read.
        index: its place in the part.
        values: its names and values.
        decoded: encoding and flags of the file; its text is not looked at.

    Returns:
        The article; quarantined as `no_article` when no field holds text.
    """
    found = find_fields(values, part.settings.fields)
    flags = decoded.flags
    status = str(values.get("status") or values.get("Status") or "")
    if status in _UNPUBLISHED or is_failure(values):
        detail = "a service that answers with an error" if is_failure(values) else ""
        detail = detail or f"its status is {status}"
        return part.quarantined(index, "no_article", detail, plain(found.get("headline")))
    body = found.get("body")
    if isinstance(body, str) and is_page(body):
        return article_in_page(part, index, body, given_in(found, part.source_format))
    text = body_text(body)
    text, cut = _CUT.subn("", text) if text.endswith("chars]") else (text, 0)
    flags = (*flags, "summary_only") if cut else flags
    if not text and "teaser" in found:
        text, flags = longest_teaser(values), (*flags, "summary_only")
    if not text:
        names = ", ".join(str(name) for name in list(values)[:20])
        shown = " · ".join(filter(None, (plain(value) for value in list(values.values())[:20])))
        return part.quarantined(index, "no_article", f"no field holds a text: {names}", shown)
    given = given_in(found, part.source_format)
    return part.article(index, Decoded(text, decoded.encoding, flags), given)
