"""Articles that a message forwards: their text, and what the lines before it say of them."""

import re
from dataclasses import replace
from functools import cache

from ingest.article import Given
from ingest.readers.decoding import Decoded
from ingest.readers.mail.heads import sender_of, without_forwarding
from ingest.readers.rulefiles import either, rule_file

__all__ = ["forwarded"]

LONGEST_COVER = 600
"""A note before a forwarded article is no longer than that."""
_LABEL = re.compile(
    r"[ \t>*]{0,9}(?P<name>[^\W\d_][\w -]{0,24}?)[ \t  ]?[:：]\**[ \t]*(?P<value>.*)$"
)


@cache
def _mark() -> "re.Pattern[str]":
    """The line that announces a forwarded message."""
    between, alone = either("mails", "announced"), either("mails", "announced_with_colon")
    return re.compile(
        rf"^[ \t>]{{0,9}}(?:-{{2,20}}[ \t]?(?:{between})[ \t]?-{{2,20}}|{alone})[ \t]*$",
        re.MULTILINE | re.IGNORECASE,
    )


@cache
def _bare() -> "re.Pattern[str]":
    """Where the headers of a forwarded message begin that no line announces."""
    first, second = either("mails", "from"), either("mails", "sent")
    return re.compile(rf"^(?=(?:{first}):[ \t][^\n]{{1,300}}\n{{1,2}}(?:{second})\b)", re.MULTILINE)


@cache
def _fields() -> dict[str, str]:
    """The field in which each header is kept; "" for one that is stepped over."""
    headers = rule_file("mails")["headers"].items()
    return {
        label: "" if field == "other" else field for field, labels in headers for label in labels
    }


def forwarded(decoded: Decoded, given: Given) -> tuple[Decoded, Given]:
    """Give the text that a message forwards, and what is said of it; else what was given.

    Args:
        decoded: the text of the message.
        given: what its headers state.
    """
    subject = without_forwarding(given.headline)
    is_marked = subject != given.headline
    given = replace(given, headline=subject)
    start = decoded.text[: 2 * LONGEST_COVER]
    mark = _mark().search(start) or (_bare().search(start) if is_marked else None)
    if mark is None or len(decoded.text[: mark.start()].strip()) > LONGEST_COVER:
        return decoded, given
    is_sure = not re.search(either("mails", "above_answers"), mark[0].lower())
    said, rest = _block(decoded.text[mark.end() :])
    if not (is_sure or is_marked) or "from" not in said or len(rest) < LONGEST_COVER // 3:
        return decoded, given
    name, address = sender_of(said["from"].replace("[mailto:", "<").replace("]", ">"))
    date = said.get("published_at", "")
    return replace(decoded, text=rest, sound=False), replace(
        given,
        headline=without_forwarding(said.get("headline", "")) or given.headline,
        authors=(),
        publisher=name or address.rpartition("@")[2] or given.publisher,
        published_at=date or given.published_at,
    )


def _meant(label: str) -> str | None:
    """The field that a label is of, by its whole or by its first word: Gesendet am."""
    words = label.lower().split()
    return _fields().get(" ".join(words), _fields().get(words[0]) if len(words) == 2 else None)


def _block(text: str) -> tuple[dict[str, str], str]:
    """Split the headers of a forwarded message from its text; lines may be one or two apart."""
    said: dict[str, str] = {}
    lines = text.split("\n")
    for number, line in enumerate(lines[:30]):
        if not line.strip(" \t>"):
            if said and "headline" in said:
                return said, "\n".join(lines[number:]).strip()
            continue
        found = _LABEL.match(line)
        meant = _meant(found["name"]) if found else None
        if found is None or meant is None:
            return said, "\n".join(lines[number:]).strip()
        said.setdefault(meant, found["value"].strip(" *"))
    return said, ""
