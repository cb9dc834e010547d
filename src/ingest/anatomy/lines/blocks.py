"""Blocks of short lines above and below a body, which are no lines of one paragraph.

In Chinese, Japanese and Korean a headline, a day and a name, one below another, look like the lines
of narrow print.
"""

from ingest.anatomy.draft import Draft
from ingest.anatomy.engine import look
from ingest.anatomy.lines.label_lines import labels_in
from ingest.anatomy.names.names import parse_byline
from ingest.anatomy.names.staff import read_staff
from ingest.typesetting import ends_sentence

__all__ = ["divide_blocks"]

LONGEST, REACH = 240, 3
"""Characters of a block; paragraphs from either end that may be one."""
_FIRST = range(REACH - 1, -1, -1)
_FIRST_WIDE = "\u2e80"
_TELLING = frozenset({"date", "label.source", "label.byline", "label.date", "label.other"})


def divide_blocks(draft: Draft) -> None:
    """Make a paragraph of each line of a block that holds a day, a label or a byline."""
    count = len(draft.parts)
    for index in (*range(count - 1, max(count - REACH, REACH) - 1, -1), *_FIRST):
        if index >= count or draft.parts[index].text[0] < _FIRST_WIDE:
            continue
        part = draft.parts[index]
        if part.end - part.start > LONGEST or ends_sentence(part.text):
            continue
        starts = _lines_of(draft.raw.text, part.start, part.end)
        lines = [draft.text_of(start, part.end).partition("\n")[0] for start in starts]
        if len(lines) > 1 and any(map(_tells, lines)):
            for start in reversed(starts[1:]):
                draft.divide(index, start)


def _lines_of(text: str, start: int, end: int) -> list[int]:
    """Where the lines of a span start, without the white space before them."""
    starts = []
    while start < end:
        line = text[start:end].partition("\n")[0]
        if line.strip():
            starts.append(start + len(line) - len(line.lstrip()))
        start += len(line) + 1
    return starts


def _tells(line: str) -> bool:
    if labels_in(line):
        return True
    seen = look(line)
    if not _TELLING.isdisjoint(seen.rules):
        return True
    if "staff" in seen.rules:
        return read_staff(seen.line) is not None
    return "byline" in seen.rules and bool(parse_byline(seen.part("byline", "names")).authors)
