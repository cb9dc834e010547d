"""Front matter before a text: YAML between --- lines, TOML between +++ lines, or a JSON object.

What Org mode writes in `#+` lines, and what converters of pages to Markdown write as `Title:` and
`URL Source:` lines, says the same.
"""

import json
import re
import tomllib
from collections.abc import Mapping
from typing import Any

import yaml

from ingest.article import Given
from ingest.errors import Unreadable
from ingest.readers.fields.mapping import given_of

__all__ = ["split"]

MAX_CHARACTERS = 1 << 16
_FENCES = {"---": ("---", "..."), "+++": ("+++",)}


def split(text: str) -> tuple[str, Given | None]:
    r"""Separate front matter from the text after it.

    Returns:
        The text after the front matter and what it states; the whole text and None if what looks
        like front matter is not.

    Raises:
        Unreadable: `no_article`, if it says that the text is a draft.

    >>> text, given = split("---\ntitle: One\ndate: 2026-01-02\n---\nBody.\n")
    >>> text, given.headline, given.published_at
    ('Body.\n', 'One', '2026-01-02')
    """
    whole = text
    text = text.lstrip("\ufeff\n ")
    if text[:1] in {"{", "#", "T"}:
        values, rest = _object(text) if text[0] == "{" else _keywords(text)
        stated = isinstance(values, Mapping) and values and rest.strip()
        return (rest.lstrip("\r\n"), given_of(values, "front-matter")) if stated else (whole, None)
    fence = text[:3]
    first, newline, rest = text.partition("\n")
    if first.strip() != fence or fence not in _FENCES or not newline:
        return whole, None
    end = _closing(rest[:MAX_CHARACTERS], _FENCES[fence])
    if end is None:
        return whole, None
    values = _parse(fence, rest[: end[0]])
    if not isinstance(values, Mapping) or not values:
        return whole, None
    if values.get("draft") is True:
        raise Unreadable("no_article", "a draft, as its front matter says")
    return rest[end[1] :].lstrip("\r\n"), given_of(values, "front-matter")


def _object(text: str) -> tuple[Any, str]:
    """A JSON object, and what follows it."""
    try:
        values, end = json.JSONDecoder().raw_decode(text[:MAX_CHARACTERS])
    except (ValueError, RecursionError):
        return None, text
    return values, text[end:]


_KEYWORD = re.compile(
    r"#\+([A-Za-z_]{2,30}):[ \t]*(.*)$|(Title|URL Source|Published Time):[ \t]*(.*)$"
)
_DAY = re.compile(r"[<\[](\d{4}-\d\d-\d\d)[^<>\[\]]{0,20}[>\]]")
_CONTENT = "Markdown Content:"


def _keywords(text: str) -> tuple[dict[str, str], str]:
    """The lines of keywords that a text begins with, and what follows them."""
    values: dict[str, str] = {}
    at = 0
    for line in text[:MAX_CHARACTERS].splitlines(keepends=True):
        found = _KEYWORD.match(line.strip())
        if not found and line.strip() not in {"", _CONTENT}:
            break
        at += len(line)
        if found:
            name, value = found[1] or found[3], found[2] or found[4] or ""
            values.setdefault(_MEANT.get(name, name), _DAY.sub(r"\1", value.strip()))
    return values, text[at:]


_MEANT = {"URL Source": "url", "Published Time": "published"}


def _closing(text: str, fences: tuple[str, ...]) -> tuple[int, int] | None:
    """Find the line that closes the front matter: where it begins and where it ends."""
    at = 0
    for line in text.splitlines(keepends=True):
        if line.rstrip() in fences:
            return at, at + len(line)
        at += len(line)
    return None


def _parse(fence: str, block: str) -> Any:
    """Parse a block; YAML aliases are refused, for they multiply."""
    try:
        if fence == "+++":
            return tomllib.loads(block)
        if any(isinstance(token, yaml.AliasToken) for token in yaml.scan(block)):
            return None
        return yaml.safe_load(block)
    except (yaml.YAMLError, tomllib.TOMLDecodeError, ValueError, RecursionError):
        return _lines(block) if fence == "---" else None


def _lines(block: str) -> dict[str, str]:
    """Read `name: value` lines one by one, for headlines that have an unquoted colon."""
    found = {}
    for line in block.splitlines():
        name, colon, value = line.partition(":")
        if colon and name.strip() and name[:1] not in " #-":
            found[name.strip()] = value.strip().strip("\"'")
    return found
