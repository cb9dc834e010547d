"""JSON-LD in pages: which of its objects is the article, and what it says."""

import json
import re
from collections.abc import Collection, Iterator, Mapping
from difflib import SequenceMatcher
from html import unescape
from typing import Any

from ingest.errors import Unreadable
from ingest.readers.fields.strictjson import check_nesting
from ingest.readers.pages.blocks import key_of

__all__ = ["article_object", "name_of_site", "objects_in", "text_value", "types_of"]

ARTICLES = (
    *("newsarticle", "article", "reportagenewsarticle", "analysisnewsarticle"),
    *("opinionnewsarticle", "reviewnewsarticle", "backgroundnewsarticle", "liveblogposting"),
    *("blogposting", "askpublicnewsarticle", "advertisercontentarticle", "satiricalarticle"),
    *("report", "techarticle", "scholarlyarticle", "socialmediaposting", "posting", "review"),
)
"""Types of schema.org that stand for one article, in lower case."""
FALLBACKS = ("creativework", "webpage", "itempage", "videoobject", "newsmediaobject", "recipe")
MAX_SCRIPT = 4 << 20


def objects_in(root: Any) -> list[dict[str, Any]]:
    """Give every JSON-LD object of a page that has a type, outermost first."""
    found: list[dict[str, Any]] = []
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        for value in _values(script.text or ""):
            found.extend(_objects(value, 0))
    return found


def _values(text: str) -> list[Any]:
    """Parse a script as leniently as it is safe: [] if it is not JSON at all."""
    text = _COMMENTS.sub("", text[: MAX_SCRIPT + 1]).strip().rstrip(";")
    if not text or len(text) > MAX_SCRIPT:
        return []
    for mend in (str, _without_commas, unescape, _with_escapes):
        try:
            check_nesting(mended := mend(text))
            return _all_values(mended)
        except (ValueError, Unreadable, RecursionError):
            continue
    return []


_COMMENTS = re.compile(
    r"^\s*(?:<!--|(?://\s*)?<!\[CDATA\[|//[^\n{\[]{0,40}"
    r"|/\*[^{\[]{0,40}(?:\[CDATA\[)?[^{\[]{0,9}\*/)"
    r"|(?:-->|//\]\]>|/\*\s*\]\]>\s*\*/|\]\]>)\s*$"
)
"""What hides a script from those who know no scripts, before and after it."""
MAX_VALUES = 50


def _all_values(text: str) -> list[Any]:
    """Parse what stands in a script one after another; what breaks off later costs only itself."""
    decoder = json.JSONDecoder(strict=False)
    value, at = decoder.raw_decode(text)
    values = [value]
    while len(values) < MAX_VALUES and (start := _NEXT.match(text, at)):
        try:
            value, at = decoder.raw_decode(text, start.end() - 1)
        except ValueError:
            break
        values.append(value)
    return values


_NEXT = re.compile(r"[\s,;]*[{\[]")
_STRINGS_AND_COMMAS = re.compile(r'"(?:[^"\\]|\\.)*\\?(?:"|\Z)|,(?=\s{0,99}[}\]])', re.DOTALL)
_BAD_ESCAPE = re.compile(r'\\(?:(["\\/bfnrt]|u[0-9a-fA-F]{4})|(.))', re.DOTALL)


def _without_commas(text: str) -> str:
    """Drop commas before a closing bracket, and backslashes that escape nothing."""

    def mended(found: re.Match[str]) -> str:
        token = found[0]
        return "" if token == "," else _BAD_ESCAPE.sub(lambda e: e[0] if e[1] else e[2], token)

    return _STRINGS_AND_COMMAS.sub(mended, text)


_INNER_QUOTE = re.compile(r"(?<=[^\s{\[:,\\])(\s{0,20})\"(?=\s{0,20}[^\s:,}\]])")
"""A quote where no value begins or ends, by the signs beside it."""


def _with_escapes(text: str) -> str:
    r"""Escape quotes within values, which templates put there as they stand.

    >>> print(_with_escapes('{"headline": "A "soft" opening"}'))
    {"headline": "A \"soft\" opening"}
    """
    return _INNER_QUOTE.sub(r"\1\"", _without_commas(text))


def _objects(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > 6:
        return
    if isinstance(value, list):
        for item in value:
            yield from _objects(item, depth)
    elif isinstance(value, dict):
        if types_of(value):
            yield value
        for name in (
            "@graph",
            "mainEntity",
            "mainEntityOfPage",
            "hasPart",
            "itemReviewed",
            "subjectOf",
        ):
            if isinstance(value.get(name), (list, dict)):
                yield from _objects(value[name], depth + 1)


def types_of(value: Mapping[str, Any]) -> list[str]:
    """Types of an object in lower case, without the address of their vocabulary."""
    kinds = value.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return [kind.rpartition("/")[2].lower() for kind in kinds if isinstance(kind, str)]


def article_object(
    objects: list[dict[str, Any]], addresses: set[str], printed: Collection[str] = ()
) -> dict[str, Any]:
    """Choose the object that is the page's article; {} if none is.

    Args:
        objects: all of the page.
        addresses: what the page says its own address is.
        printed: keys of the page's first headings; they decide between several articles.
    """
    articles = [item for item in objects if set(types_of(item)) & set(ARTICLES)]
    pages = set(map(_page, addresses))
    own = [item for item in articles if pages & set(map(_page, addresses_of(item)))]
    if not own:
        articles = [item for item in articles if not _is_elsewhere(item, pages, printed)]
    named = [item for item in own or articles if text_value(item.get("headline"))]
    shown = [item for item in named if key_of(text_value(item.get("headline"))) in printed]
    found = shown or named or own or articles
    if not found:
        found = [
            item
            for item in objects
            if set(types_of(item)) & set(FALLBACKS) and item.get("datePublished")
        ]
    return _joined(found[0], objects) if found else {}


def _is_elsewhere(
    item: Mapping[str, Any], pages: Collection[str], printed: Collection[str]
) -> bool:
    """Whether an object is of another page: at another address, with a headline of its own."""
    headline = key_of(text_value(item.get("headline")))
    paths = [page for one in addresses_of(item) if "/" in (page := _page(one))]
    if not (headline and paths and pages and printed):
        return False
    return all(SequenceMatcher(None, headline, key).ratio() < ALIKE for key in printed)


ALIKE = 0.4
"""Share of letters that the headline for search engines has in common with the printed one."""
_SITES = ("website", "newsmediaorganization", "organization")


def name_of_site(objects: list[dict[str, Any]]) -> str:
    """Give the name of the site, or of who publishes it; "" if no object is one of these."""
    for kind in _SITES:
        for item in objects:
            if kind in types_of(item) and (name := text_value(item.get("name"))):
                return name
    return ""


_REFERRING = ("author", "creator", "publisher")


def _joined(item: dict[str, Any], objects: list[dict[str, Any]]) -> dict[str, Any]:
    """Put objects in the place of references to them by their `@id`."""
    known = {one["@id"]: one for one in objects if isinstance(one.get("@id"), str)}

    def found(value: Any) -> Any:
        if isinstance(value, list):
            return list(map(found, value))
        name = value.get("@id") if isinstance(value, dict) and "name" not in value else None
        return known.get(name, value) if isinstance(name, str) else value

    return {**item, **{name: found(item[name]) for name in _REFERRING if name in item}}


def _page(address: str) -> str:
    """An address without what differs between spellings of one: scheme, fragment, last slash.

    >>> _page("http://www.post.example/bridge/#article") == _page("https://post.example/bridge")
    True
    """
    bare = address.partition("#")[0].rstrip("/")
    return bare.rpartition("://")[2].removeprefix("www.")


def addresses_of(item: Mapping[str, Any]) -> list[str]:
    """Addresses by which an object calls itself."""
    page = item.get("mainEntityOfPage")
    values = [item.get("url"), item.get("@id"), page]
    if isinstance(page, dict):
        values += [page.get("@id"), page.get("url")]
    return [value for value in values if isinstance(value, str)]


def text_value(value: Any) -> str:
    """A value as one line of text; names of objects, the first of a list."""
    for _ in range(3):
        if isinstance(value, list):
            value = value[0] if value else None
        elif isinstance(value, dict):
            value = value.get("name") or value.get("@value") or value.get("text")
    return " ".join(unescape(unescape(value)).split()) if isinstance(value, str) else ""
