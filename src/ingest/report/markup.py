"""The few pieces of HTML that every section is made of. All text from outside goes through here."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from ingest.report.words import number, shorten

__all__ = [
    "Cell",
    "Json",
    "cell",
    "details",
    "figure",
    "head",
    "safe",
    "script_json",
    "section",
    "table",
]

LONGEST = 160
"""Characters of a text in a table."""


def safe(text: str) -> str:
    """Write any text as HTML text; what no page may hold is replaced.

    >>> safe('<b> & "quotes"')
    '&lt;b&gt; &amp; &quot;quotes&quot;'
    """
    plain = "".join(c if c >= " " or c in "\t\n" else "\ufffd" for c in text)
    return escape(plain.encode("utf-8", "replace").decode("utf-8"))


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_ESCAPED = tuple((sign, f"\\u{ord(sign):04x}") for sign in "<>&\u2028\u2029")


def script_json(value: Any) -> str:
    r"""Write JSON so that no text in it can end the script element or begin another.

    >>> script_json(["</script>"])
    '["\\u003c/script\\u003e"]'
    """
    text = _encode(value)
    if not text.isascii():
        text = text.encode("utf-8", "replace").decode("utf-8")
    for sign, written in _ESCAPED:  # several times as fast as `str.translate`
        text = text.replace(sign, written)
    return text


@dataclass(frozen=True, slots=True)
class Json:
    """Values that `script_json` has written, with commas between, and how many they are."""

    text: str
    count: int


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: its HTML, its class, and what it is sorted by."""

    html: str
    kind: str = ""
    value: str = ""


def cell(value: str | float, kind: str = "") -> Cell:
    """Make a cell of a text, which is cut to some lines, or of a number."""
    if isinstance(value, str):
        return Cell(safe(shorten(value, LONGEST)), kind)
    return Cell(number(value), "n", f"{value:g}")


@dataclass(frozen=True, slots=True)
class Head:
    """A column's heading: its text, its class, and "number" or "text" if it can be sorted."""

    text: str
    kind: str = ""
    sort: str = ""


def head(text: str, kind: str = "", sort: str = "") -> Head:
    """Make a heading."""
    return Head(text, kind, sort)


def table(caption: str, heads: Sequence[Head], rows: Iterable[Sequence[Cell]]) -> str:
    """Write a table; the first cell of each row is its heading."""
    top = "".join(
        f'<th scope="col"{_attribute("class", h.kind)}{_attribute("data-sort", h.sort)}>'
        f"{safe(h.text)}</th>"
        for h in heads
    )
    body = "".join(f"<tr>{_first(row[0])}{''.join(map(_cell, row[1:]))}</tr>" for row in rows)
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-label="{safe(caption)}"><table>'
        f'<caption class="vh">{safe(caption)}</caption><thead><tr>{top}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def _first(item: Cell) -> str:
    return f'<th scope="row"{_attribute("class", item.kind)}>{item.html}</th>'


def _cell(item: Cell) -> str:
    value = _attribute("data-value", item.value)
    return f"<td{_attribute('class', item.kind)}{value}>{item.html}</td>"


def _attribute(name: str, value: str) -> str:
    return f' {name}="{safe(value)}"' if value else ""


def figure(title: str, note: str, inner: str) -> str:
    """Write a picture with a title that says what it shows."""
    words = f"<b>{safe(title)}</b>{safe(note)}"
    return f"<figure><figcaption>{words}</figcaption>{inner}</figure>"


def details(summary: str, inner: str) -> str:
    """Write what opens on demand."""
    return f"<details><summary>{safe(summary)}</summary>{inner}</details>"


def section(name: str, title: str, inner: str) -> str:
    """Write a section of the page; `name` is its anchor."""
    return (
        f'<section id="{name}" aria-labelledby="{name}-head"><h2 id="{name}-head">{safe(title)}'
        f"</h2>{inner}</section>"
    )
