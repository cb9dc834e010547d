"""The head of an article: everything printed above the body, read in five steps from the top."""

import re

from ingest.anatomy.draft import Draft
from ingest.anatomy.engine import look
from ingest.anatomy.furniture import remove_furniture
from ingest.anatomy.furniture_above import skip_furniture
from ingest.anatomy.headlines import teasers
from ingest.anatomy.headlines.decks import is_stopped, last_deck
from ingest.anatomy.headlines.headlines import (
    find_same,
    goes_on_in_title,
    is_prose,
    is_same,
    looks_like_headline,
    without_marks,
)
from ingest.anatomy.headlines.kickers import is_announced, take_kicker
from ingest.anatomy.lines.dateline_fields import keep_told
from ingest.anatomy.lines.dateline_reporters import cut_reporter
from ingest.anatomy.lines.dividing import is_by
from ingest.anatomy.lines.dumps import divide_title, is_row, take_place
from ingest.anatomy.lines.runningtext import is_running_text, is_sentence
from ingest.anatomy.names.names import parse_byline
from ingest.anatomy.names.persons import has_given_name
from ingest.text import fold_space
from ingest.typesetting import ends_sentence, is_wide

__all__ = ["read_above", "read_below", "read_dateline", "read_headline", "read_teaser"]

REPEAT_REACH = 9
LONGEST_TEASER = 900
LONGEST_SIGNED_TEASER = 450
LONGEST_CONFIRMED, SHORTEST_TEASER = 200, 20
MOST_KICKERS, MOST_MORE_LINES, MOST_TEASER_LINES = 5, 2, 4
_CLOCK = re.compile(r"\d{1,2}[:.h]\d{2}(?: ?h)?(?: [A-Z]{2,5})?\s*$")
"""A time of day, which may be all that stands behind a dateline."""
SIGNED = frozenset({"byline", "date"})


def read_above(draft: Draft) -> None:
    """Cut what stands above the headline."""
    divide_title(draft)
    skip_furniture(draft)


def read_headline(draft: Draft) -> None:
    """Cut the headline."""
    _divide_headline(draft)
    _find_headline(draft)


def read_below(draft: Draft) -> None:
    """Cut the headline where it is printed again, and what stands below it."""
    reach = REPEAT_REACH
    while _find_repetition(draft, reach):
        skip_furniture(draft)
        reach = 1  # once more only where nothing is between
    skip_furniture(draft)


def _divide_headline(draft: Draft) -> None:
    """A byline in small letters directly below the headline is no second line of it.

    It names known names or an agency, or the headline above it is in capitals.
    """
    part = draft.parts[draft.first]
    start = draft.raw.text.rfind("\n", part.start, part.end) + 1
    if not start or len(part.text) > LONGEST_CONFIRMED:
        return
    line = draft.text_of(start, part.end).strip()
    seen = look(line)
    names = parse_byline(seen.part("byline", "names"))
    is_apart = draft.raw.text[part.start : start].isupper() and not line.isupper()
    is_sure = is_apart or bool(names.agencies) or all(map(has_given_name, names.authors))
    if is_by(line) or "nobody" in seen.rules or (names.authors and is_sure):
        draft.divide(draft.first, part.end - len(line))


def _find_headline(draft: Draft) -> None:
    if draft.first >= draft.last - 1 or draft.headline:
        return
    text = fold_space(draft.parts[draft.first].text)
    given = draft.raw.given.headline
    if given:
        if is_same(given, text):
            draft.take("headline", draft.first)
            draft.first += 1
        return
    for _ in range(MOST_KICKERS):
        if draft.headline or not take_kicker(draft):
            break
        skip_furniture(draft)
        _divide_headline(draft)
    if draft.first >= draft.last - 1:
        return
    text = fold_space(draft.parts[draft.first].text)
    likely = looks_like_headline(text) and not teasers.is_dated(draft.dateline_of(draft.first))
    likely = (likely and not is_row(draft, draft.first)) or is_announced(draft, draft.first)
    likely = likely or is_stopped(draft, draft.first)
    if likely or _is_confirmed(draft, draft.first):
        last = _last_line(draft, draft.first)
        whole = (draft.parts[index].text for index in range(draft.first, last + 1))
        draft.headline = without_marks(fold_space(" ".join(whole)))
        draft.take("headline", draft.first, last)
        draft.first = last + 1


def _last_line(draft: Draft, index: int) -> int:
    """The last line of a headline: one in capitals, or in mid-sentence, may go on below."""
    last = index
    while last < index + MOST_MORE_LINES and _goes_on(draft, index, last):
        last += 1
    return last


def _goes_on(draft: Draft, first: int, last: int) -> bool:
    """Whether a headline goes on below a line: in capitals, or once in small letters."""
    if last + 2 >= draft.last or draft.parts[last + 1].gap:
        return False
    text, after = draft.parts[last].text, draft.parts[last + 1].text
    size = draft.parts[last].end - draft.parts[first].start + len(after)
    if size > LONGEST_CONFIRMED or is_same(text, after):
        return False
    capitals = all(each.replace("&lt;", "<").isupper() for each in (text, after))
    middle = after[0].islower() and len(after) < len(text) and not ends_sentence(after)
    second = (middle and not is_by(after)) or goes_on_in_title(text, after)
    other = last == first and (second or is_announced(draft, first))
    other = other or (capitals and not is_stopped(draft, last))
    return other and not (draft.dateline_of(last + 1) or draft.kinds(last + 1))


def _is_confirmed(draft: Draft, index: int) -> bool:
    """A line with a full stop is a headline when it is printed again, or a dateline follows."""
    text = draft.parts[index].text
    if len(text) > LONGEST_CONFIRMED:
        return False
    ahead = draft.parts[index + 1 : min(draft.last, index + REPEAT_REACH)]
    below = draft.dateline_of(index + 1) if index + 1 < draft.last else None
    if teasers.is_dated(below) and not draft.dateline_of(index):
        return True
    return text.startswith("# ") or find_same(text, ahead) >= 0


def _find_repetition(draft: Draft, reach: int) -> bool:
    """Cut the headline where it is printed again, a few lines below; whether more may follow."""
    headline = draft.raw.given.headline or draft.headline
    first = draft.first
    if not headline:
        return False
    ahead = draft.parts[first : min(draft.last - 1, first + reach)]
    index = first + find_same(headline, ahead)
    if index < first or teasers.is_told_between(draft, first, index):
        return False
    draft.take("repeated_headline", index)
    if not any(cut.rule == "headline" for cut in draft.cut.values()):
        return False
    _between(draft, first, index)
    draft.first = index + 1
    return True


def _between(draft: Draft, first: int, last: int) -> None:
    """What stands between a headline and its repetition is furniture or teaser."""
    rest = [i for i in range(first, last) if not remove_furniture(draft, i, edge="head")]
    size = sum(len(draft.parts[i].text) for i in rest)
    if rest and size <= LONGEST_TEASER and rest[-1] - rest[0] == len(rest) - 1:
        teasers.take_teaser(draft, rest[0], rest[-1])


def read_teaser(draft: Draft) -> None:
    """A paragraph above a byline, date line or dateline, or one that ends with "Read full …"."""
    index = draft.first
    headline = draft.headline or draft.raw.given.headline
    if index >= draft.last - 1 or draft.teaser or not headline:
        return
    part = draft.parts[index]
    dateline = draft.dateline_of(index)
    if len(part.text) > LONGEST_SIGNED_TEASER or teasers.is_dated(dateline):
        return
    if part.text.startswith("> ") and not draft.parts[index + 1].text.startswith(">"):
        teasers.take_teaser(draft, index, index)
        draft.teaser = draft.teaser.removeprefix("> ")
        draft.first += 1
        skip_furniture(draft)
    elif (last := max(teasers.last_point(draft, index), last_deck(draft, index))) >= 0:
        teasers.take_teaser(draft, index, last)
        draft.first = last + 1
        skip_furniture(draft)
    elif teasers.is_told_below(draft, index):
        teasers.take_teaser(draft, index, index)
        draft.first += 1
        skip_furniture(draft)
    else:
        _teaser_above_byline(draft, index)  # also one that begins "Berlin. …", as the body may


def _teaser_above_byline(draft: Draft, index: int) -> None:
    """A paragraph above a byline or a day, or a few short lines that end no sentence."""
    for last in range(index, min(index + MOST_TEASER_LINES, draft.last - 1)):
        if is_running_text(draft, last + 1) or is_sentence(draft, last + 1):
            return
        trial = draft.copy()
        trial.first = last + 1
        if not SIGNED.isdisjoint(skip_furniture(trial, below_teaser=is_prose(draft.parts[last]))):
            _adopt_teaser(draft, trial, index, last)
            return
        if not (teasers.is_line(draft, last) and teasers.is_line(draft, last + 1)):
            return


def _adopt_teaser(draft: Draft, trial: Draft, first: int, last: int) -> None:
    """Take the lines above what a trial has cut as the teaser, if more than they are is left."""
    follows = sum(len(part.text) for part in trial.parts[trial.first : trial.last])
    text = draft.text_of(draft.parts[first].start, draft.parts[last].end)
    if follows > 2 * len(text):
        draft.adopt(trial)
        if len(text) * (2 if is_wide(text[0]) else 1) < SHORTEST_TEASER:
            draft.take("kicker", first, last)
        else:
            teasers.take_teaser(draft, first, last)


def read_dateline(draft: Draft) -> None:
    """Cut the dateline from the first paragraph of the body, and keep what it says."""
    if draft.first >= draft.last:
        return
    keep_told(draft, draft.raw.given.dateline)
    part = draft.parts[draft.first]
    found = draft.dateline_of(draft.first)
    if not found:
        take_place(draft)
        return
    draft.keep("dateline", found.text)
    draft.keep("credit", found.agency)
    draft.authors = draft.authors or found.authors
    draft.day = draft.day if draft.day and draft.day.year else found.day or draft.day
    timed = _CLOCK.match(part.text, found.end) is not None
    end = len(part.text) if timed and draft.first < draft.last - 1 else found.end
    draft.take_span("dateline", part.start, part.start + end)
    if found.agency:
        cut_reporter(draft, part.start + end)
    if end >= len(part.text.rstrip()) and draft.first < draft.last - 1:
        draft.first += 1
        skip_furniture(draft)
