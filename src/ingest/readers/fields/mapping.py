"""Named values (a JSON object, a row of a table): which name means what of an article."""

import re
from collections.abc import Mapping
from typing import Any

from ingest.article import Given
from ingest.readers.fields.names import NAMES, RANKS, known_name
from ingest.readers.fields.richtext import body_text
from ingest.readers.fields.times import day_in_parts, with_clock
from ingest.readers.fields.values import known_values, paired, people_in, plain
from ingest.readers.fields.written import WRITTEN, is_missing, parsed

__all__ = [
    "find_fields",
    "given_in",
    "given_of",
    "has_body",
    "is_article",
    "is_failure",
    "is_list_of_objects",
]
__all__ += ["longest_teaser", "text_and_given"]

_HOLDERS = (
    *("fields", "_source", "node", "attributes", "article", "story", "post", "document", "item"),
    *("record", "properties", "news", "data", "row", "object", "payload", "tweet", "json"),
    *("page", "doc", "entry", "result", "details"),
)
"""Where an object keeps the article that it is about."""


def is_article(values: Mapping[str, Any], fields: Mapping[str, str]) -> bool:
    """Whether an object holds the text of an article, or at least a headline and a teaser."""
    if is_failure(values):
        return False
    found = {**_stated(known_values(_unwrapped(values))), **_mapped(values, fields)}
    return "body" in found or ("teaser" in found and "headline" in found)


def has_body(values: Mapping[str, Any], fields: Mapping[str, str]) -> bool:
    """Whether an object holds the text of an article."""
    return "body" in {**_stated(known_values(_unwrapped(values))), **_mapped(values, fields)}


def is_failure(values: Mapping[str, Any]) -> bool:
    """Whether an object is what a service answers when it has no articles to give."""
    known = {known_name(name) for name in values}
    return "message" in known and not known.isdisjoint(_FAILURE) and known <= _ANSWER


_FAILURE = frozenset(["code", "error", "errors", "errorcode", "statuscode", "status"])
_ANSWER = frozenset(
    [*_FAILURE, "message", "type", "details", "documentation", "documentationurl", "info"]
) | {"timestamp", "path", "requestid", "errortype", "results", "data", "reason", "success"}


def given_of(values: Mapping[str, Any], source: str) -> Given:
    """Give what named values state about a text that stands elsewhere.

    Args:
        values: names and values, e.g. of front matter.
        source: what `published_at_source` is to say.
    """
    return given_in(find_fields(values, {}), source)


def text_and_given(values: Mapping[str, Any], source: str) -> tuple[str, Given]:
    """Give the body that named values hold, and what they state about it.

    Args:
        values: names and values, e.g. of an object in a page's data.
        source: what `published_at_source` is to say.
    """
    found = find_fields(values, {})
    return body_text(found.get("body")), given_in(found, source)


def find_fields(values: Mapping[str, Any], fields: Mapping[str, str]) -> dict[str, Any]:
    """Give the value of each field of an article that named values hold.

    Args:
        values: names and values.
        fields: names that the settings give, and which fields they mean; they go before.
    """
    found = _stated(known_values(_unwrapped(values)))
    for name in _BESIDE:
        if isinstance(beside := values.get(name), Mapping):
            more = _stated(known_values(beside))
            found = {**{field: v for field, v in more.items() if field != "body"}, **found}
    return {**found, **_mapped(values, fields)}


def _mapped(values: Mapping[str, Any], fields: Mapping[str, str]) -> dict[str, Any]:
    """Give the fields that the settings name."""
    found = ((field, _at(values, name)) for name, field in fields.items())
    return {field: value for field, value in found if not is_missing(value)}


def _stated(known: Mapping[str, Any]) -> dict[str, Any]:
    """Give each field's value: that of the first of its names under which there is a fit one."""
    ranked: dict[str, list[tuple[int, str]]] = {}
    for name in known:
        for field, rank in RANKS.get(name, ()):
            ranked.setdefault(field, []).append((rank, name))
    found = {}
    for field, names in ranked.items():
        for _, name in sorted(names) if len(names) > 1 else names:
            if _fits(field, known[name], name):
                found[field] = known[name]
                break
    _complete(found, known)
    if "published_at" in found:
        found["published_at"] = with_clock(found["published_at"], known)
    elif day := day_in_parts(known):
        found["published_at"] = day
    return found


def _complete(found: dict[str, Any], known: Mapping[str, Any]) -> None:
    """Add what stands apart from its field: a paper's title, a summary, the beginning of a text."""
    if "publisher" not in found and isinstance(known.get("title"), Mapping) and "heading" in known:
        found["publisher"] = known["title"]
    day = found.get("dateline")
    if "published_at" not in found and isinstance(day, str) and _DAY_ALONE.fullmatch(day.strip()):
        found["published_at"] = found.pop("dateline")
    if "introtext" in known and known.get("fulltext") and found.get("body") is known["fulltext"]:
        found["body"] = [known["introtext"], known["fulltext"]]  # Joomla keeps them apart
    if isinstance(body := found.get("body"), Mapping) and isinstance(body.get("sections"), list):
        found.setdefault("teaser", body_text(body.get("summary")))
        found["body"] = {name: value for name, value in body.items() if name != "summary"}


_DAY_ALONE = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}")
_BESIDE = ("metadata", "meta", "warc_headers", "thread", "links", "_embedded")
"""Where an object states more about itself; its own fields go before."""


def _unwrapped(values: Mapping[str, Any]) -> Mapping[str, Any]:
    """Put the values of an inner object, that is the article, before those around it."""
    for _ in range(2):
        held = _inner(values)
        inner = next((one for one in held if _has_text(one) or _completes(one, values)), None)
        if inner is None:
            return values
        values = {**inner, **{k: v for k, v in values.items() if k not in {*inner, *_HOLDERS}}}
    return values


def _inner(values: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    known = {name.lower(): value for name, value in values.items() if isinstance(name, str)}
    held = [known.get(name) for name in _HOLDERS]
    held = [parsed(v) if isinstance(v, str) and v[:2] in WRITTEN else v for v in held]
    held = [paired(v) if isinstance(v, list) else v for v in held]
    return [value for value in held if isinstance(value, Mapping)]


def _has_text(values: Mapping[str, Any]) -> bool:
    """Whether an object has both, a text and a headline, or an object that has them."""
    known = known_values(values)
    both = _names("body", known) and _names("headline", known)
    return both or any(map(_has_text, _inner(values)))


def _completes(inner: Mapping[str, Any], outer: Mapping[str, Any]) -> bool:
    """Whether an object holds the text, and none stands around it."""
    around = known_values(outer)
    others = {name: value for name, value in around.items() if value is not inner}
    return not _names("body", others) and _names("body", known_values(inner))


def _names(field: str, known: Mapping[str, Any]) -> bool:
    return any(name in known for name in NAMES[field])


def longest_teaser(values: Mapping[str, Any]) -> str:
    """Give the longest text under a name of teasers, for an article of which there is no more."""
    known = known_values(_unwrapped(values))
    return max((body_text(known.get(name)) for name in NAMES["teaser"]), key=len)


def _fits(field: str, value: Any, name: str) -> bool:
    """Whether a value can be what its name says: a body is text, a date is not a sentence."""
    of_paper = field == "headline" and isinstance(value, Mapping) and "id" in value
    if isinstance(value, bool) or of_paper:
        return False
    if field == "body":
        of_paper = name == "sections" and not is_list_of_objects(value)
        of_articles = name not in _TEXT_NAMES and isinstance(value, list) and _is_records(value)
        if of_paper or of_articles:
            return False
        return isinstance(value, (str, list, dict)) and bool(body_text(value))
    if field == "published_at":
        text = plain(value)
        return len(text) in range(4, 80) and any(map(str.isdigit, text))
    if name == "source" or field == "publisher":
        text = plain(value)
        return bool(text) and text.startswith(("http://", "https://")) == (field == "url")
    return bool(plain(value) if field != "authors" else people_in(value))


_TEXT_NAMES = (
    *("body", "text", "content", "contents", "paragraphs", "blocks", "contentelements"),
    "sections",
)
"""Names under which a list of pieces with headings is the text of one article."""


def is_list_of_objects(value: Any) -> bool:
    """Whether a value is a list that holds objects only."""
    return isinstance(value, list) and bool(value) and all(isinstance(v, Mapping) for v in value)


def _is_records(items: list[Any]) -> bool:
    """Whether a list is one of articles, not of the pieces of one."""
    return bool(items) and isinstance(items[0], Mapping) and _has_text(items[0])


def _at(values: Mapping[str, Any], path: str) -> Any:
    """Follow a dotted path; a name that itself has dots is tried first."""
    if path in values:
        return values[path]
    value: Any = values
    for step in path.split("."):
        if not isinstance(value, Mapping):
            return None
        value = value.get(step)
    return value


def given_in(found: Mapping[str, Any], source_format: str) -> Given:
    """Give what fields state about an article.

    Args:
        found: as `find_fields` returned it.
        source_format: what `published_at_source` is to say.
    """
    texts = {
        field: plain(found[field])
        for field in NAMES
        if field in found and field not in {"body", "authors"}
    }
    stated = found.get("authors", found.get("byline"))
    people = people_in(stated)
    if isinstance(stated, (str, Mapping)) and people and "byline" not in texts:
        texts["byline"] = plain(stated) or people[0]
    elif len(people) == 1:
        texts.setdefault("byline", people[0])
    source = source_format if "published_at" in texts else ""
    return Given(**texts, authors=people, published_at_source=source)
