"""The draft of an anatomy: fields found so far and spans cut so far, while an article is read."""

from bisect import bisect_left, insort
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from types import MappingProxyType
from typing import NamedTuple

from ingest.anatomy.datelines.datelines import Dateline, find_dateline
from ingest.anatomy.datelines.telling import told_words
from ingest.anatomy.engine import Seen, beginnings, look
from ingest.anatomy.names.names import Byline
from ingest.anatomy.origins import Origin, origin_at_end
from ingest.anatomy.rulebook import Rule
from ingest.anatomy.rulebook import rules as all_rules
from ingest.article import Cut, DateHint, RawArticle
from ingest.kernels.beginnings import AMID, BARE, COLON, DIGIT, UNKNOWN, WORDS, judge
from ingest.kernels.glyphs import glyphs, points_of_all
from ingest.kernels.openingwords import find_sentences
from ingest.layout import Paragraph, paragraphs_at
from ingest.text import replace_surrogates

__all__ = ["MIDDLE", "Draft", "open_drafts"]

MIDDLE = 120
"""Longest prompt or caption cut between paragraphs of the body, where it must not be a sentence."""


_NO_RULES: Mapping[str, Rule] = MappingProxyType({})


class Chosen(NamedTuple):
    """Numbers of rules that may match paragraphs: all of them, and where those of each start."""

    numbers: list[int]
    starts: list[int]

    def of(self, index: int) -> list[int]:
        """Those of one paragraph."""
        return self.numbers[self.starts[index] : self.starts[index + 1]]

    def is_none(self, index: int) -> bool:
        """Whether there is none for a paragraph."""
        return self.starts[index] == self.starts[index + 1]

    def some(self, part: slice) -> "Chosen":
        """Those of some paragraphs."""
        return Chosen(self.numbers, self.starts[part.start : part.stop + 1])


@dataclass(slots=True)
class Draft:
    """An article while it is taken apart.

    Attributes:
        parts: its paragraphs, in order.
        traits: what `judge` says of each of them.
        rules: which rules it says may match them, unless they are `UNKNOWN`.
        origins: which notes of origin it says may be in them.
        learned: line keys that its source repeats.
        first: index of the first paragraph that may still be body.
        last: index after the last one that may still be body.
        contributors: who edited or helped; they stand as authors if nobody else does.
        cut: the cuts so far, by start.
    """

    raw: RawArticle
    parts: list[Paragraph]
    traits: list[int]
    rules: Chosen
    origins: Chosen
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
    _starts: list[int] = field(default_factory=list)
    _seen: dict[int, Seen] = field(default_factory=dict)
    _datelines: dict[int, Dateline | None] = field(default_factory=dict)

    def seen(self, index: int) -> Seen:
        """What the engine says of a paragraph; asked once."""
        seen = self._seen.get(index)
        if seen is None:
            traits = self.traits[index]
            known = None if traits & UNKNOWN else self.rules.of(index)
            seen = look(self.parts[index].text, known, is_bare=traits & BARE != 0)
            self._seen[index] = seen
        return seen

    def kinds(self, index: int) -> Mapping[str, Rule]:
        """The rules that match a paragraph, by kind."""
        if self.rules.is_none(index) and not self.traits[index] & UNKNOWN:
            return _NO_RULES
        return self.seen(index).rules

    def copy(self) -> "Draft":
        """A draft of which more may be cut, to see what it comes to."""
        trial = Draft(*_fields(self))
        trial.cut, trial.notes = dict(self.cut), list(self.notes)
        trial._starts = list(self._starts)
        return trial

    def adopt(self, trial: "Draft") -> None:
        """Take over what a copy of this draft has found."""
        for name in self.__slots__:
            setattr(self, name, getattr(trial, name))

    def dateline_of(self, index: int) -> Dateline | None:
        """The dateline at the start of a paragraph; asked once."""
        if self.traits[index] & WORDS:
            return None
        if index not in self._datelines:
            self._datelines[index] = find_dateline(self.parts[index].text)
        return self._datelines[index]

    def origin_of(self, index: int) -> Origin | None:
        """The note of origin at the end of a paragraph."""
        known = None if self.traits[index] & UNKNOWN else self.origins.of(index)
        return origin_at_end(self.parts[index].text, known)

    def divide(self, index: int, start: int) -> None:
        """Make two paragraphs of one; the second begins at a place in the raw text."""
        part = self.parts[index]
        length = len(self.raw.text[part.start : start].rstrip())
        above = part._replace(end=part.start + length, text=part.text[:length])
        below = Paragraph(start, part.end, part.text[start - part.start :], gap=False)
        self.parts[index : index + 1] = [above, below]
        self.traits[index : index + 1] = [UNKNOWN | AMID | DIGIT | COLON] * 2
        for chosen in (self.rules, self.origins):
            chosen.starts.insert(index, chosen.starts[index])
        self.last += 1
        self._seen.clear()
        self._datelines.clear()

    def keep_lines(self, part: slice) -> None:
        """Go on with some of the paragraphs alone; what else there is has been cut."""
        self.parts, self.traits = self.parts[part], self.traits[part]
        self.rules, self.origins = self.rules.some(part), self.origins.some(part)
        self.first, self.last = 0, len(self.parts)
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
        """Cut a span of the raw text, unless a cut begins there already.

        Cuts within it become part of it; where one reaches into it, it begins behind.
        """
        if start >= end or start in self.cut:
            return
        if self._starts and start < self.cut[self._starts[-1]].end:
            start, end = self._make_room(start, end)
            if start == end:
                return
        insort(self._starts, start)
        self.cut[start] = Cut(rule, start, end, self.raw.text[start:end])

    def _make_room(self, start: int, end: int) -> tuple[int, int]:
        """Leave out the cuts within a span, and return what of it is in no other cut."""
        starts = self._starts
        place = bisect_left(starts, start)
        if place:
            start = max(start, min(self.cut[starts[place - 1]].end, end))
        last = place
        while last < len(starts) and self.cut[starts[last]].end <= end:
            last += 1
        if last < len(starts):
            end = min(end, starts[last])
        if start >= end or start in self.cut:
            return end, end
        for at in starts[place:last]:
            del self.cut[at]
        del starts[place:last]
        return start, end

    def text_of(self, start: int, end: int) -> str:
        """A span of the raw text, without the lone surrogates that nothing can write."""
        return replace_surrogates(self.raw.text[start:end])

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


_fields = attrgetter(*Draft.__slots__)
"""All fields of a draft, in their order."""


def open_drafts(raws: Sequence[RawArticle], learned: Sequence[frozenset[str]]) -> list[Draft]:
    """Divide articles into paragraphs, with nothing cut yet.

    Args:
        raws: the articles.
        learned: of each, the line keys that its source repeats.
    """
    texts = [replace_surrogates(raw.text) for raw in raws]
    points, starts = points_of_all(texts)
    spans, firsts, traits, rules, origins = judge(points, starts, glyphs(), beginnings(), MIDDLE)
    traits[find_sentences(points, spans, (firsts, starts), glyphs(), told_words())] |= WORDS
    columns, begins, said = spans.T.tolist(), firsts.tolist(), traits.tolist()
    known = Chosen(rules[0].tolist(), rules[1].tolist())
    named = Chosen((origins[0] - len(all_rules())).tolist(), origins[1].tolist())
    drafts = []
    for at, (raw, text) in enumerate(zip(raws, texts, strict=True)):
        part = slice(begins[at], begins[at + 1])
        parts = paragraphs_at(text, *[column[part] for column in columns])
        own = known.some(part), named.some(part)
        draft = Draft(raw, parts, said[part], *own, learned[at], 0, len(parts))
        drafts.append(draft)
    return drafts
