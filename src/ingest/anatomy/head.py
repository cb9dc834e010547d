"""The head of an article: everything printed above the body."""

from ingest.anatomy.datelines import find_dateline
from ingest.anatomy.draft import Draft
from ingest.anatomy.furniture import remove_furniture, tidy_source
from ingest.anatomy.headlines import is_prose, is_same, looks_like_headline
from ingest.anatomy.names import has_given_name, parse_byline
from ingest.anatomy.origins import origin_at_end
from ingest.layout import is_wide
from ingest.text import fold_space

__all__ = ["read_head"]

REACH = 14
REPEAT_REACH = 9
LONGEST_TEASER = 900
SIGNED = frozenset({"byline", "date"})


def read_head(draft: Draft) -> None:
    """Cut headline, teaser, byline and furniture from the start, then the dateline."""
    _find_headline(draft)
    _find_repetition(draft)
    _skip_furniture(draft)
    _find_teaser(draft)
    _find_dateline(draft)


def _skip_furniture(draft: Draft) -> list[str]:
    rules = []
    while draft.first < min(draft.last - 1, REACH * 2):
        rule = remove_furniture(draft, draft.first, edge="head") or _bare_names(draft)
        if not rule:
            break
        rules.append(rule)
        draft.first += 1
    return rules


def _bare_names(draft: Draft) -> str:
    """A line of names without "by", below a headline."""
    index = draft.first
    text = fold_space(draft.parts[index].text)
    if not draft.headline or draft.authors or len(text) > 120 or text.endswith((".", "。", ":")):
        return ""
    found = parse_byline(text)
    names = sum(len(name) for name in found.authors)
    if not found.authors or (names < 0.6 * len(text) and not found.publisher):
        return ""
    if (
        not all(has_given_name(name) or is_wide(name[0]) for name in found.authors)
        and not found.publisher
    ):
        return ""
    if is_wide(text[0]) and len(text) > 8:
        return ""
    draft.sign(text, found)
    draft.take("byline", index)
    return "byline"


def _find_headline(draft: Draft) -> None:
    given = draft.raw.given.headline
    _skip_furniture(draft)
    if draft.first >= draft.last - 1 or draft.headline:
        return
    index = draft.first
    text = fold_space(draft.parts[index].text)
    if given:
        if is_same(given, text):
            draft.take("headline", index)
            draft.first += 1
        return
    if _is_kicker(draft, index):
        draft.take("kicker", index)
        draft.first = index = index + 1
        text = fold_space(draft.parts[index].text)
    if (looks_like_headline(text) and not find_dateline(text)) or _is_confirmed(draft, index):
        draft.headline = text.lstrip("# ").strip()
        draft.take("headline", index)
        draft.first += 1


def _is_kicker(draft: Draft, index: int) -> bool:
    if index + 2 >= draft.last:
        return False
    text, after = draft.parts[index].text, draft.parts[index + 1].text
    if "sections" not in draft.seen(index).rules and not (
        text.isupper() and len(text.split()) <= 2 and not after.isupper()
    ):
        return False
    return looks_like_headline(after) and len(after) > len(text) and not find_dateline(after)


def _is_confirmed(draft: Draft, index: int) -> bool:
    """A line with a full stop is a headline if it is printed again, or signed below."""
    text = draft.parts[index].text
    if len(text) > 200:
        return False
    ahead = range(index + 1, min(draft.last, index + REPEAT_REACH))
    if any(is_same(text, draft.parts[i].text) for i in ahead):
        return True
    return False


def _find_repetition(draft: Draft) -> None:
    headline = draft.raw.given.headline or draft.headline
    if not headline:
        return
    first = draft.first
    for index in range(first, min(draft.last - 1, first + REPEAT_REACH)):
        if not is_same(headline, fold_space(draft.parts[index].text)):
            continue
        draft.take("repeated_headline", index)
        if not draft.headline:
            draft.headline = headline
        _between(draft, first, index)
        draft.first = index + 1
        return


def _between(draft: Draft, first: int, last: int) -> None:
    """What stands between a headline and its repetition is furniture or teaser."""
    rest = [i for i in range(first, last) if not remove_furniture(draft, i, edge="head")]
    size = sum(len(draft.parts[i].text) for i in rest)
    if rest and size <= LONGEST_TEASER and rest == list(range(rest[0], rest[-1] + 1)):
        _take_teaser(draft, rest[0], rest[-1])


def _take_teaser(draft: Draft, first: int, last: int) -> None:
    text = draft.raw.text[draft.parts[first].start : draft.parts[last].end]
    origin = origin_at_end(text)
    if origin:
        draft.syndicated_from = draft.syndicated_from or tidy_source(origin.source)
        text = text[: origin.start]
    draft.teaser = draft.teaser or fold_space(text)
    draft.take("teaser", first, last)


def _find_teaser(draft: Draft) -> None:
    """A paragraph above a byline or date line, or one that ends with "Read full article at"."""
    index = draft.first
    if index >= draft.last - 1 or draft.teaser or not (draft.headline or draft.raw.given.headline):
        return
    part = draft.parts[index]
    if len(part.text) > LONGEST_TEASER // 2 or find_dateline(part.text):
        return
    origin = origin_at_end(part.text)
    if origin and index + 1 < draft.last and is_prose(draft.parts[index + 1]):
        _take_teaser(draft, index, index)
        draft.first += 1
        _skip_furniture(draft)
        return
    _teaser_above_byline(draft, index)


def _teaser_above_byline(draft: Draft, index: int) -> None:
    draft.first = index + 1
    taken = dict(draft.cut)
    kept = (
        draft.byline,
        draft.authors,
        draft.publisher,
        draft.credit,
        draft.day,
        draft.syndicated_from,
        list(draft.notes),
    )
    rules = _skip_furniture(draft)
    follows = sum(len(part.text) for part in draft.parts[draft.first : draft.last])
    if SIGNED & set(rules) and follows > 2 * len(draft.parts[index].text):
        _take_teaser(draft, index, index)
        return
    draft.first = index
    draft.cut = taken
    (
        draft.byline,
        draft.authors,
        draft.publisher,
        draft.credit,
        draft.day,
        draft.syndicated_from,
        draft.notes,
    ) = kept


def _find_dateline(draft: Draft) -> None:
    if draft.first >= draft.last:
        return
    part = draft.parts[draft.first]
    found = find_dateline(part.text)
    if not found:
        return
    draft.dateline = draft.dateline or found.text
    draft.credit = draft.credit or found.agency
    draft.day = found.day or draft.day
    if found.authors and not draft.authors:
        draft.authors = found.authors
    draft.take_span("dateline", part.start, part.start + found.end)
    if found.end >= len(part.text.rstrip()) and draft.first < draft.last - 1:
        draft.first += 1
