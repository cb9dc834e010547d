"""Headlines as old papers print them: in capitals with a full stop, and decks of others below."""

from ingest.anatomy.datelines.datelines import is_dated_place
from ingest.anatomy.draft import Draft
from ingest.anatomy.headlines.headlines import is_prose, is_title_case, looks_like_headline

__all__ = ["is_stopped", "last_deck"]

LONGEST, LONGEST_DECK, MOST_DECKS, REACH = 100, 140, 6, 12
"""Characters of such a headline and of one below it, how many there are, and how far below running
text must begin, in paragraphs."""


def is_stopped(draft: Draft, index: int) -> bool:
    """Whether a line in capitals with a full stop is a headline: text in small letters follows."""
    text = draft.parts[index].text
    if len(text) > LONGEST or text[-1] != "." or not text.isupper():
        return False
    if not looks_like_headline(text.rstrip(". ")) or draft.dateline_of(index):
        return False
    below = draft.parts[index + 1 : min(draft.last, index + REACH)]
    return any(is_prose(part) and not _is_shouted(part.text) for part in below)


def last_deck(draft: Draft, index: int) -> int:
    """The last of the headlines below the first one, above running text; -1 if there are none."""
    if not draft.headline.isupper():
        return -1
    last = index
    while last < min(index + MOST_DECKS, draft.last - 1) and _is_deck(draft, last):
        last += 1
    told = last < draft.last and (draft.dateline_of(last) or _is_text(draft, last))
    return last - 1 if told else -1


def _is_deck(draft: Draft, index: int) -> bool:
    text = draft.parts[index].text
    bare = text.rstrip(". ")
    if len(text) > LONGEST_DECK or " " not in text or not looks_like_headline(bare):
        return False
    if draft.dateline_of(index) or draft.kinds(index) or is_dated_place(text):
        return False
    return _is_shouted(text) or (". " not in bare and is_title_case(bare))


def _is_text(draft: Draft, index: int) -> bool:
    part = draft.parts[index]
    return is_prose(part) and not _is_shouted(part.text) and not is_title_case(part.text)


def _is_shouted(text: str) -> bool:
    return text.isupper()
