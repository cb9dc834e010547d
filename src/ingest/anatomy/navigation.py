"""Whole pages saved as text: menus above the headline, and what a site prints below an article.

Boilerplate is told as Kohlschütter, Fankhauser and Nejdl (2010) do where a text has no links left:
runs of short lines that are no sentences, between paragraphs that are. Such runs stand in tables,
lists and poems too, so that one counts only if it holds lines that rules, or the names of what
every site links to, say to be no part of any article.
"""

import re
from functools import cache
from operator import attrgetter

from ingest.anatomy.draft import Draft
from ingest.anatomy.engine import look
from ingest.anatomy.headlines.headlines import looks_like_headline
from ingest.anatomy.tables import world
from ingest.typesetting import FENCE, ends_sentence, is_wide

__all__ = ["leave_page"]

FEWEST_LINES = 16
"""Short lines without which a text is no page."""
FEWEST_ABOVE, FEWEST_BELOW = 10, 16
"""Short lines in a menu above a headline, and in what follows an article."""
SIGNS_ABOVE, SIGNS_BELOW = 3, 4
"""Lines of it that are surely of a site."""
LONG_MENU = 20
"""Lines of three words at most that are a menu with one such line among them."""
SHORTEST_PROSE, SHORTEST_SENTENCE, FEWEST_PARAGRAPHS = 80, 30, 2
"""Characters of a paragraph, and of one sentence; how many tell an article."""
_STOPS = frozenset(".。।؟")
"""Signs that end a sentence of a body; headlines of other articles end in other ones."""
PRICE = 75
"""Characters that a line without a sentence takes from the running text around it."""
ABOVE, BELOW = 0.35, 0.6
"""Share of the largest run of text from which others above and below it belong to the article."""
AHEAD, BESIDE = 0.25, 0.5
"""Running text above or below an article, by its own, that may be of a site: teasers, comments."""
REACH = 16
"""Lines above the first paragraph among which the headline is looked for."""
SIGNS = frozenset({"prompt", "related", "sections", "credit"})
"""Kinds of rules that match what sites print."""
LONGEST_WORD, LONGEST_SIGN = 20, 80
"""Longest word of a menu, and line that a rule may say to be of a site."""
_SENTENCE_INSIDE = re.compile(r"[^\W\d_]{3}[.?!]['\"”’»)]* +['\"“‘„«¿¡(]?[^\W\d_]")
_MARKS = re.compile(r"^[#>*=$`+-]|[{}()<>=;$\\`]|\[[^\[\].]*\]|[a-z]/[a-z]|\w_\w|--")
"""What stands in lines of code, of Markdown and of commands, and seldom in menus."""
FEWEST_UNKNOWN, MOST_MARKS = 8, 0.15
"""Lines of no known kind that a page has around its article; share of them that has such marks."""
MANY_ABOVE, MANY_BELOW = 6, 12
"""Lines of a site, at least, with which such marks do not matter."""
_LINK = re.compile(r"!?\[([^\[\]]{0,300})\]\([^()\s]{0,600}(?: \"[^\"]{0,200}\")?\)")
_LIST_MARKS = " *-+#|>•·»›"
_text = attrgetter("text")
_LONG_WORD = re.compile(r"[^\W\d_]{5,}")


def leave_page(draft: Draft) -> None:
    """Cut what stands around the article if the text is a whole page; nothing of other texts."""
    if len(draft.parts) < FEWEST_LINES or not _may_be_page(draft):
        return
    sizes = [_size_of_prose(part.text) for part in draft.parts]
    if sizes.count(0) < FEWEST_LINES or sum(map(bool, sizes)) < FEWEST_PARAGRAPHS:
        return
    first, last = _find_article(sizes)
    end, begin = _end_of_article(draft, last), _begin_of_article(draft, first)
    article = sum(sizes[first:last])
    if sum(sizes[end:]) <= BESIDE * article:
        _cut_from(draft, end)
    if sum(sizes[:begin]) <= AHEAD * article:
        _cut_to(draft, begin)


def _may_be_page(draft: Draft) -> bool:
    """Cheap test: whether many lines are short, or hold links, most of them at one end."""
    sizes = map(len, map(_text, draft.parts))
    below_prose = sum(map(SHORTEST_PROSE.__gt__, sizes))
    if below_prose < FEWEST_LINES and "](" not in draft.raw.text:
        return False
    short = [_is_short(part.text) for part in draft.parts]
    if sum(short) < FEWEST_LINES:
        return False
    above, below = short[: 2 * FEWEST_ABOVE], short[-FEWEST_BELOW * 3 // 2 :]
    return sum(above) >= 1.5 * FEWEST_ABOVE or sum(below) >= FEWEST_BELOW


def _is_short(text: str) -> bool:
    longest = SHORTEST_PROSE if text[0] < "\u2e80" else SHORTEST_PROSE // 2
    return len(text) < longest or "](" in text


def _find_article(sizes: list[int]) -> tuple[int, int]:
    """The first line and the end of what may be the article: its runs of lines with running text.

    A line that is none costs what a short sentence brings (maximum subsequences, as Pasternack
    and Roth 2009 find articles). The article is the largest run, with those above and below it
    that are not much smaller.
    """
    runs = [(0, 0, 0)]
    total = begin = 0
    for line, size in enumerate(sizes):
        if total <= 0:
            total, begin = 0, line
        total += size or -PRICE
        if begin == runs[-1][1] and total > runs[-1][0]:
            runs[-1] = (total, begin, line + 1)
        elif begin != runs[-1][1] and total > 0:
            runs.append((total, begin, line + 1))
    most = max(runs)[0]
    first = next(begin for total, begin, _ in runs if total >= ABOVE * most)
    return first, next(end for total, _, end in reversed(runs) if total >= BELOW * most)


@cache
def _menu_words() -> frozenset[str]:
    return frozenset(world().menu)


def _bare(text: str) -> tuple[str, bool]:
    """A line without marks of lists and links, and whether it was nothing but links elsewhere."""
    if "](" not in text:
        return text.lstrip(_LIST_MARKS), False
    apart = _LINK.sub("", text)
    is_linked = not any(map(str.isalpha, apart)) and "](#" not in text
    return _LINK.sub(r"\1", text).strip(_LIST_MARKS), is_linked


def _size_of_prose(text: str) -> int:
    """How long a paragraph is that has a whole sentence; 0 for any other line.

    What is printed as links counts for nothing.
    """
    if "](" in text:
        text = _LINK.sub("", text).strip(_LIST_MARKS)
    if not text:
        return 0
    size = len(text) * (2 if is_wide(text[0]) else 1)
    if size >= SHORTEST_PROSE and (ends_sentence(text) or _SENTENCE_INSIDE.search(text)):
        return size
    return size if size >= SHORTEST_SENTENCE and text[-1] in _STOPS else 0


def _is_sign(draft: Draft, index: int) -> bool:
    """Whether a line is surely of a site and of no article."""
    printed = draft.parts[index].text
    text = _bare(printed)[0].strip(_LIST_MARKS)
    if not text or len(text) > LONGEST_SIGN:
        return False
    if len(text) <= LONGEST_WORD and text.lower() in _menu_words():
        return True
    return not SIGNS.isdisjoint(look(text).rules if "](" in printed else draft.kinds(index))


def _end_of_article(draft: Draft, last: int) -> int:
    """The first line of what a site prints below the article; the number of lines if nothing is."""
    end = len(draft.parts)
    signs = [line for line in range(last, end) if _is_sign(draft, line)]
    if end - last < FEWEST_BELOW or len(signs) < SIGNS_BELOW:
        return end
    return signs[0] if _is_of_a_site(draft, range(signs[0], end), len(signs) / MANY_BELOW) else end


def _is_of_a_site(draft: Draft, lines: range, sure: float) -> bool:
    """Whether lines are more than the furniture that is cut one by one, and no code or mark-up.

    Args:
        draft: the article.
        lines: those in question.
        sure: from 1 on, there are so many signs of a site that marks do not matter.
    """
    printed = [(line, _bare(draft.parts[line].text)[0]) for line in lines]
    short = [(line, text) for line, text in printed if len(text) <= LONGEST_SIGN]
    signed = sum(_MARKS.search(text) is not None for _, text in short)
    unknown = sum(not draft.kinds(line) for line, _ in short)
    if unknown < FEWEST_UNKNOWN or any(FENCE in text for _, text in printed):
        return False
    return signed <= MOST_MARKS * len(short) or sure >= 1


def _begin_of_article(draft: Draft, first: int) -> int:
    """The line of the headline below the menu of a page; 0 if there is no menu."""
    if first < FEWEST_ABOVE or _begins_article(draft) or not _is_menu(draft, first):
        return 0
    told = {word for part in draft.parts[first : first + 3] for word in _words(part.text)}
    best, most = 0, 0
    for line in range(max(0, first - REACH), first):
        text = draft.parts[line].text
        if looks_like_headline(text) and not draft.kinds(line):
            shared = len(told & _words(text))
            if shared > most or (shared == most and not best):
                best, most = line, shared
    return best


def _begins_article(draft: Draft) -> bool:
    """Whether the very first lines are an article's: a headline of Markdown, a label, a byline."""
    texts = [part.text for part in draft.parts[:3]]
    if texts[0].startswith("# ") or any(not text.strip("=") for text in texts):
        return True
    kinds = {kind for line in range(3) for kind in draft.kinds(line)}
    return "byline" in kinds or any(kind.startswith("label.") for kind in kinds)


def _is_menu(draft: Draft, end: int) -> bool:
    texts = [part.text for part in draft.parts[:end]]
    signs = sum(_is_sign(draft, line) or _bare(text)[1] for line, text in enumerate(texts))
    if not signs or not _is_of_a_site(draft, range(end), signs / MANY_ABOVE):
        return False
    if signs >= SIGNS_ABOVE:
        return True
    short = sum(text.count(" ") <= 2 for text in texts)
    return short >= LONG_MENU and short > end / 2


def _words(text: str) -> set[str]:
    return set(_LONG_WORD.findall(text.lower()))


def _cut_from(draft: Draft, line: int) -> None:
    if line < len(draft.parts):
        draft.take("navigation", line, len(draft.parts) - 1)
        draft.keep_lines(slice(0, line))


def _cut_to(draft: Draft, line: int) -> None:
    if line:
        draft.take("navigation", 0, line - 1)
        draft.keep_lines(slice(line, len(draft.parts)))
