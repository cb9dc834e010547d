"""The headline of a page: what it states, corrected by what its headings print.

A page states its headline several times: for search engines, for those who share it, and to its
readers. They differ by the site's name behind it, by a kicker before it, or altogether. JSON-LD
comes first; headings decide between it and the others.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ingest.readers.pages.blocks import key_of
from ingest.readers.pages.jsonld import text_value, types_of
from ingest.readers.pages.largetype import in_large_type
from ingest.readers.pages.title import headline_in_title, is_name_of_site, title_of
from ingest.readers.rulefiles import rule_file

__all__ = ["headline_of", "is_same_name"]

_RARE = ("parsely-title", "sailthru.title", "dc.title", "title")
_METAS = ("og:title", "headline", "twitter:title", *_RARE)
_SIGNS = (
    " | ",
    " - ",
    " – ",
    " — ",
    " · ",
    " • ",
    " :: ",
    " » ",
    " / ",
    "|",
    "--",
    "｜",
    "：",
    "ㅣ",
)
_KICKER_SIGNS = (": ", " | ", " +++ ")
MIN_HEADLINE = 12
"""Bytes in UTF-8 that a headline is longer than, if another one is to be cut down to it."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that a page prints.

    Attributes:
        level: 1 or 2.
        text: on one line.
        key: its letters and digits.
        parts: texts of the elements within it.
        is_site: it names the site, not the article.
    """

    level: int
    text: str
    key: str
    parts: tuple[str, ...] = ()
    is_site: bool = False


def headline_of(
    root: Any, meta: Mapping[str, str], item: Mapping[str, Any], names: tuple[str, ...]
) -> str:
    """Give the headline of a page, without the site's name after it or a kicker before it.

    Args:
        root: the page.
        meta: its meta elements.
        item: the object of its JSON-LD that is the article.
        names: what its site is called.
    """
    every = list(_headings(root))
    headings = [heading for heading in every if not heading.is_site]
    printed = [heading.text for heading in headings if heading.level == 1]
    names = (*names, *(heading.text for heading in every if heading.is_site))
    own = frozenset(map(key_of, names))
    stated_titles = (_without_site(text_value(meta.get(name, "")), names) for name in _METAS)
    social, *others = metas = ["" if key_of(title) in own else title for title in stated_titles]
    rest = _property(root), *others, _titled(root, printed, names)
    stated = "" if _is_live(item) and _is_long(social) else _stated(item, headings)
    found = next(filter(None, (stated, social, *rest)), "")
    found = _as_printed(_without_site(found, names), social, headings)
    for other in (*printed, *metas):
        if _is_long(other) and _is_whole(other, found):
            found = other
    return next((whole for whole in (*printed, *metas) if _is_cut(found, whole)), found)


MIN_CUT = 100
"""Search engines ask for at most 110 characters; what is shorter was not cut for them."""


def _is_cut(found: str, whole: str) -> bool:
    """Whether a headline is the start of another one, and was cut where a limit or dots say so."""
    bare = found.rstrip(" .…")
    is_short = len(bare) < len(found.rstrip()) and len(found) > MIN_HEADLINE
    return (
        (is_short or len(found) >= MIN_CUT)
        and len(whole) > len(found)
        and whole.startswith(bare)
        and not whole[len(bare) :].lstrip().startswith((*_SIGNS, "|", "-"))
    )


def _is_live(item: Mapping[str, Any]) -> bool:
    """Whether the article is a live blog: it prints its topic and "live", shares its news."""
    return "liveblogposting" in types_of(item)


def _stated(item: Mapping[str, Any], headings: list[Heading]) -> str:
    """The headline of the JSON-LD, or its name if that is printed and the other is not."""
    headline, name = text_value(item.get("headline")), text_value(item.get("name"))
    printed = {heading.key for heading in headings} & {key_of(name), key_of(headline)}
    return name if not headline or printed == {key_of(name)} else headline


def _titled(root: Any, printed: list[str], names: tuple[str, ...]) -> str:
    """The first heading that the page's title repeats, or that stands alone; else the title."""
    title = title_of(root)
    key = key_of(title)
    repeated = [text for text in printed if _is_long(text) and key_of(text) in key]
    nameless = (
        not _is_long(title) or key in _NO_TITLES or any(is_same_name(title, name) for name in names)
    )
    single = printed if len(printed) == 1 and (nameless or _is_apart(printed[0], title)) else []
    repeated.sort(key=lambda text: not title.startswith(text))
    if repeated or single:
        return next(iter((*repeated, *single)))
    found = headline_in_title(root, title, names)
    return found if printed or _is_printed(root, found) else in_large_type(root) or found


def _is_printed(root: Any, title: str) -> bool:
    """Whether the page prints its title, and thus more than the name of a section or program."""
    body = root.find("body")
    key = key_of(title)
    is_none = not key or key in _NO_TITLES
    return not is_none and body is not None and key in key_of(body.text_content())


def _is_apart(heading: str, title: str) -> bool:
    """Whether a heading of several words has none in common with a title: that names the site."""
    words = set(heading.casefold().split())
    return len(words) >= MIN_WORDS and words.isdisjoint(title.casefold().split())


MIN_WORDS = 4
_NO_TITLES = frozenset(rule_file("pages")["untitled"])
"""What editors of pages put where nobody has put a title, as keys."""


def _headings(root: Any) -> Iterator[Heading]:
    """Headings of the two highest levels; lower ones that are links lead to other articles."""
    for element in root.iter("h1", "h2"):
        level = int(element.tag[1])
        if text := _line(element):
            key = key_of(text)
            inner = [_line(part) for part in element.iterdescendants() if part.tag != "a"]
            links = (key_of(link.text_content()) for link in element.iter("a"))
            if level == 1 or (key not in links and next(element.iterancestors("a"), None) is None):
                is_site = level == 1 and is_name_of_site(element)
                yield Heading(level, text, key, tuple(filter(None, inner)), is_site)


def _as_printed(found: str, social: str, headings: list[Heading]) -> str:
    """Decide by the headings between the headline found and the one to share the page by.

    Many pages print the headline made for search engines as a small first heading, in their
    navigation, and the real one as a second: with its kicker, each in an element of its own.
    """
    ours, theirs = key_of(found), key_of(social)
    if ours == theirs or not _is_long(social):
        return found
    alone = {key_of(part) for heading in headings for part in heading.parts}
    first = {heading.key for heading in headings if heading.level == 1}
    for heading in headings:
        if heading.level == 2 and ours in first:
            if theirs == heading.key:
                return _without_kicker(social, heading.parts)
            if theirs in map(key_of, heading.parts):
                return social
    joined = theirs in first and theirs.endswith(ours) and ours not in first | alone
    return social if joined else found


def _without_kicker(title: str, parts: tuple[str, ...]) -> str:
    """Cut a kicker that a heading prints as an element of its own."""
    for part in parts:
        if title.endswith(part) and title[: -len(part)].endswith(_KICKER_SIGNS):
            return part
    return title


def _is_long(text: str) -> bool:
    return len(text.encode("utf-8", "replace")) > MIN_HEADLINE


def _is_whole(part: str, whole: str) -> bool:
    """Whether a headline is another one without what a sign sets apart at its start or end."""
    if len(part) >= len(whole):
        return False
    if whole.startswith(part):
        return whole[len(part) :].startswith((*_SIGNS, "-", "_"))
    return whole.endswith(part) and whole[: -len(part)].endswith(_KICKER_SIGNS)


def _without_site(title: str, names: tuple[str, ...]) -> str:
    """Cut the name of the site from the end of a title.

    >>> _without_site("Snow falls in June | The Post", ("The Post",))
    'Snow falls in June'
    """
    for sign in _SIGNS:
        head, found, tail = title.rpartition(sign)
        if found and _is_long(head) and any(is_same_name(tail, name) for name in names):
            return head.strip()
    return title


def is_same_name(name: str, publisher: str) -> bool:
    """Whether two names are one publisher's, perhaps one of them in short.

    >>> is_same_name("The Post", "thepost.com"), is_same_name("Ann Lee", "The Post")
    (True, False)
    """
    key, own = key_of(name), key_of(publisher)
    return bool(own) and (key == own or own in key or (len(key) > 3 and key in own))


def _property(root: Any) -> str:
    for element in root.iterfind(".//*[@itemprop='headline']"):
        text = " ".join((element.get("content") or element.text_content()).split())
        if text:
            return text
    return ""


def _line(element: Any) -> str:
    return " ".join(element.text_content().split())
