"""The draft of an anatomy: fields found so far and spans cut so far, while an article is read."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from types import MappingProxyType

from ingest.anatomy.datelines import Dateline, find_dateline
from ingest.anatomy.engine import Seen, beginnings, look
from ingest.anatomy.names import Byline
from ingest.anatomy.rulebook import Rule
from ingest.article import Cut, DateHint, RawArticle
from ingest.kernels.beginnings import AMID, UNKNOWN, judge
from ingest.kernels.glyphs import glyphs, points_of
from ingest.kernels.linebreaks import find_spans
from ingest.layout import Paragraph, paragraphs_at

__all__ = ["MIDDLE", "Draft", "open_draft"]

MIDDLE = 120
"""Longest prompt or caption cut between paragraphs of the body, where it must not be a sentence."""


_NONE: list[int] = []
_NO_RULES: Mapping[str, Rule] = MappingProxyType({})


@dataclass(slots=True)
class Draft:
    """An article while it is taken apart.

    Attributes:
        parts: its paragraphs, in order.
        traits: what `judge` says of each of them.
        rules: which rules it says may match each of them; None if that is not known.
        learned: line keys that its source repeats.
        first: index of the first paragraph that may still be body.
        last: index after the last one that may still be body.
        contributors: who edited or helped; they stand as authors if nobody else does.
        cut: the cuts so far, by start.
    """

    raw: RawArticle
    parts: list[Paragraph]
    traits: list[int]
    rules: list[list[int] | None]
    learned: frozenset[str]
    first: int = 0
    last: int = 0
    headline: str = ""
    teaser: str = ""
    dateline: str = ""
    byline: str = ""
    authors: tuple[str, ...] = ()
    contributors: tuple[str, ...] = ()
    publisher: str = ""
    credit: str = ""
    syndicated_from: str = ""
    notes: list[str] = field(default_factory=list)
    day: DateHint | None = None
    cut: dict[int, Cut] = field(default_factory=dict)
    _seen: dict[int, Seen] = field(default_factory=dict)
    _datelines: dict[int, Dateline | None] = field(default_factory=dict)

    def seen(self, index: int) -> Seen:
        """What the engine says of a paragraph; asked once."""
        if index not in self._seen:
            self._seen[index] = look(self.parts[index].text, self.rules[index])
        return self._seen[index]

    def kinds(self, index: int) -> Mapping[str, Rule]:
        """The rules that match a paragraph, by kind."""
        return _NO_RULES if self.rules[index] == _NONE else self.seen(index).rules

    def adopt(self, trial: "Draft") -> None:
        """Take over what a copy of this draft has found."""
        for entry in fields(self):
            setattr(self, entry.name, getattr(trial, entry.name))

    def dateline_of(self, index: int) -> Dateline | None:
        """The dateline at the start of a paragraph; asked once."""
        if index not in self._datelines:
            self._datelines[index] = find_dateline(self.parts[index].text)
        return self._datelines[index]

    def divide(self, index: int, start: int) -> None:
        """Make two paragraphs of one; the second begins at a place in the raw text."""
        part = self.parts[index]
        length = len(self.raw.text[part.start : start].rstrip())
        above = part._replace(end=part.start + length, text=part.text[:length])
        below = Paragraph(start, part.end, part.text[start - part.start :], gap=False)
        self.parts[index : index + 1] = [above, below]
        self.traits[index : index + 1] = [UNKNOWN | AMID] * 2
        self.rules[index : index + 1] = [None, None]
        self.last += 1
        self._seen.clear()
        self._datelines.clear()

    def keep(self, name: str, value: str) -> None:
        """Set a field that is still empty."""
        if value and not getattr(self, name):
            setattr(self, name, value)

    def take(self, rule: str, index: int, through: int | None = None) -> None:
        """Cut one paragraph, or several in a row, whole."""
        end = self.parts[index if through is None else through].end
        self.take_span(rule, self.parts[index].start, end)

    def take_span(self, rule: str, start: int, end: int) -> None:
        """Cut a span of the raw text, unless a cut begins there already."""
        if start < end and start not in self.cut:
            self.cut[start] = Cut(rule, start, end, self.raw.text[start:end])

    def sign(self, printed: str, found: Byline) -> None:
        """Keep what a byline says; the first byline with authors stands."""
        if found.authors and not self.authors:
            self.authors, self.byline = found.authors, printed
        self.keep("byline", printed)
        self.keep("publisher", found.publisher)
        self.keep("credit", found.agencies[0] if found.agencies else "")

    def is_cut(self, index: int) -> bool:
        """Whether a cut begins with a paragraph."""
        return self.parts[index].start in self.cut


def open_draft(raw: RawArticle, text: str, learned: frozenset[str]) -> Draft:
    """Divide an article into paragraphs, with nothing cut yet."""
    points, bits = points_of(text), glyphs()
    spans = find_spans(points, bits)
    found, pairs = (a.tolist() for a in judge(points, spans, bits, beginnings(), MIDDLE))
    rules: list[list[int] | None] = [None if own & UNKNOWN else [] for own in found]
    for index, rule in pairs:
        known = rules[index]
        if known is not None:
            known.append(rule)
    return Draft(raw, paragraphs_at(text, spans), found, rules, learned, 0, len(spans))
