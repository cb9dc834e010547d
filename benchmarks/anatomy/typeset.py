"""Real paragraphs printed in columns, with rows and items: which lines are joined again.

A document has paragraphs of the open sets, rows of figures, items of lists, and lines made here
that are full of numbers and capitals. It is printed in one of three ways: paragraphs set in, with
blank lines between them, or justified.
"""

import random
import textwrap
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from benchmarks.anatomy.gold import plain_bodies
from benchmarks.anatomy.wire import FIGURES
from ingest.layout import unwrap

__all__ = ["typeset_figures"]

WAYS = ("inset", "apart", "justified")
ROWS = (
    "Shr 34 cts vs 1.19 dlrs", "Net 807,000 vs 2,858,000", "Revs 12.4 mln vs 11.1 mln",
    "Maize March 48.0, total 48.0 (nil).", "Barley nil (nil)", "Nine months", "OTHER FEED",
)  # fmt: skip
ITEMS = (
    "Close the border to all trucks above 7.5 tonnes until further notice, and tell the drivers.",
    "New schools in each of the twelve districts.",
    "A tax on sugar, paid by those who import it, which goes to the two clinics of the capital.",
)
KINDS, SHORTEST, LONGEST = ("text", "figures", "rows", "items"), 60, 900
_wrap = partial(textwrap.wrap, break_on_hyphens=False, break_long_words=False)


def _paragraphs(data: Path) -> list[str]:
    """Paragraphs of running text in scripts with spaces, none of code or lists."""
    lines = (" ".join(p.split()) for _, text in plain_bodies(data) for p in text.split("\n"))
    marks = ("-", "–", "—", "*", "#", ">", "|", "!", "[", "`", "(", "•")
    return [
        line
        for line in lines
        if SHORTEST < len(line) < LONGEST and line.isprintable() and line[-1] in '.!?"”'
        if sum(map(str.isascii, line)) > 0.9 * len(line) and not line.startswith(marks)
        if "```" not in line and "|" not in line
    ]


def _justify(chance: random.Random, line: str, columns: int) -> str:
    """Fill a line with spaces between its words: as many in each place, or one more."""
    words, indent = line.split(), len(line) - len(line.lstrip())
    places = len(words) - 1
    gap, more = divmod(columns - indent - sum(map(len, words)), max(1, places))
    wider = set(chance.sample(range(places), more)) if places else set()
    gaps = [" " * (gap + (at in wider)) for at in range(places)]
    return " " * indent + "".join(map(str.__add__, words, [*gaps, ""]))


def _document(chance: random.Random, way: str, texts: list[str]) -> tuple[str, list[str]]:
    """A document as printed, and its paragraphs, rows and items."""
    columns = chance.choice((58, 60, 64, 66, 70, 72, 76))
    first = " " * (chance.choice((2, 3, 4, 5)) if way == "inset" else 0)
    printed, whole = [], []
    for place in range(chance.choice((2, 3, 5, 8))):
        kind = chance.choice(KINDS) if place and way != "justified" else "text"
        own = [chance.choice(texts if kind == "text" else FIGURES)]
        if kind in ("rows", "items"):
            own = chance.sample(ROWS if kind == "rows" else [f"- {item}" for item in ITEMS], 3)
        behind = first + "  " if kind == "items" else ""
        blocks = [_wrap(text, columns, initial_indent=first, subsequent_indent=behind)
                  for text in own]  # fmt: skip
        if way == "justified":
            blocks = [[*(_justify(chance, line, columns) for line in block[:-1]), block[-1]]
                      for block in blocks]  # fmt: skip
        printed.append("\n".join(line for block in blocks for line in block))
        whole += own
    return ("\n" if way == "inset" else "\n\n").join(printed), whole


def _documents(data: Path, way: str, count: int) -> Iterator[tuple[str, list[str]]]:
    texts, chance = _paragraphs(data), random.Random(f"typeset/{way}")
    return (_document(chance, way, texts) for _ in range(count))


def typeset_figures(data: Path, count: int = 600) -> dict[str, float]:
    """Share of documents of which every paragraph, row and item is read as it was."""
    figures = {}
    for way in WAYS:
        right = 0
        for text, whole in _documents(data, way, count):
            lines = [" ".join(line.split()) for line in unwrap(text)[0].split("\n")]
            right += [line for line in lines if line] == whole
        figures[f"typeset_{way}"] = right / count
    return figures
