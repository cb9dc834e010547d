"""Furniture above the body, line after line: whatever tells of a line that it is no body."""

from functools import cache

from ingest.anatomy.between import read_between
from ingest.anatomy.draft import Draft
from ingest.anatomy.furniture import remove_furniture
from ingest.anatomy.headlines.headlines import looks_like_headline
from ingest.anatomy.lines.dividing import divide_byline, read_split_byline
from ingest.anatomy.lines.dumps import read_points, take_town
from ingest.anatomy.lines.exports import read_masthead, take_codes
from ingest.anatomy.lines.longbylines import read_long_byline
from ingest.anatomy.lines.name_lines import read_name_line
from ingest.anatomy.lines.runningtext import is_sentence
from ingest.anatomy.lines.signatures import LONGEST_NAMES
from ingest.anatomy.lines.slugs import divide_attention, read_slug
from ingest.anatomy.rulefiles import rule_file
from ingest.typesetting import is_wide

__all__ = ["skip_furniture"]

REACH = 28
"""Lines of furniture that may be above the body."""
SHORTEST_PICTURE_HEADLINE, LONGEST_CAPTION_BEGIN = 24, 15
"""Characters of a headline of a picture, and of what the captions of a site begin with."""


@cache
def _begins_of_captions() -> tuple[str, ...]:
    return tuple(rule_file("databases")["captions"])


def skip_furniture(draft: Draft, *, below_teaser: bool = False) -> list[str]:
    """Cut the lines of furniture from here on; the rules that cut them, in their order.

    Args:
        draft: the article.
        below_teaser: the paragraph above is taken for a teaser.
    """
    rules: list[str] = []
    divide_byline(draft)
    while draft.first < min(draft.last - 1, REACH) and not _is_of_article(draft):
        divide_attention(draft)
        rule = read_long_byline(draft) or read_split_byline(draft)
        rule = rule or remove_furniture(draft, draft.first, edge="head") or read_points(draft)
        rule = rule or read_slug(draft)
        if not rule and len(draft.parts[draft.first].text) <= LONGEST_NAMES:
            rule = read_name_line(draft) or read_masthead(draft) or take_town(draft)
            rule = rule or (take_codes(draft) if rules else "")
            rule = rule or read_between(draft, below_teaser=below_teaser)
        if not rule:
            break
        rules.append(rule)
        draft.first += 1
        divide_byline(draft)
    return rules


def _is_of_article(draft: Draft) -> bool:
    """Whether nothing need be asked: a sentence below a headline, or a headline of a picture.

    A first line such as "Video: Bridge opens" is the headline, no caption.
    """
    if draft.headline:
        return is_sentence(draft, draft.first)
    if draft.first or {"caption", "note"}.isdisjoint(draft.kinds(0)):
        return False
    text = draft.parts[0].text
    if text[:LONGEST_CAPTION_BEGIN].casefold().startswith(_begins_of_captions()):
        return False
    size = len(text) + 2 * len(text) * is_wide(text[0])
    return looks_like_headline(text) and size >= SHORTEST_PICTURE_HEADLINE
