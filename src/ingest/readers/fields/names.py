"""What JSON, tables and front matter call the fields of an article: `rules/fields.toml`."""

import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from ingest.readers.rulefiles import rule_file

__all__ = ["CLOCKS", "NAMES", "PARTS_OF_DAYS", "RANKS", "distinct", "known_name"]

FIELDS = (
    *("body", "headline", "teaser", "byline", "authors", "publisher", "credit", "dateline"),
    *("published_at", "url", "language"),
)


def known_name(name: object) -> str:
    """Reduce a name to its letters and digits: case, accents, spaces and signs do not count.

    A name that says besides that the field is of an article or of the news is the name without.

    >>> known_name("Published_At"), known_name("Date de publication")
    ('publishedat', 'datedepublication')
    >>> known_name("Texte de l'article"), known_name("新闻标题"), known_name("article_id")
    ('texte', '新闻标题', 'articleid')
    """
    return _known(str(name))


@lru_cache(1 << 14)
def _known(name: str) -> str:
    letters = _letters(name)
    if letters in RANKS:
        return letters
    for sign in _BEHIND:
        if letters.endswith(sign) and letters.removesuffix(sign) in RANKS:
            return letters.removesuffix(sign)
    for sign in _BEFORE:
        inner = letters.removeprefix(sign)
        if inner != letters and inner in RANKS and inner != "name":  # that may be its file's
            return inner
    return letters


def _letters(name: str) -> str:
    folded = unicodedata.normalize("NFKD", name.casefold())
    return "".join(filter(str.isalnum, folded))


def _named(kind: str) -> tuple[str, ...]:
    return tuple(map(_letters, rule_file("fields")[kind].split()))


def distinct(names: Iterable[str]) -> list[str]:
    """Give columns that have the same name names of their own; the first keeps it.

    >>> distinct(["text", "text", "date"])
    ['text', 'text (2)', 'date']
    """
    seen: Counter[str] = Counter()
    found = []
    for name in names:
        seen[name] += 1
        found.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return found


NAMES = {field: _named(field) for field in FIELDS}
"""Names of fields, in the order of preference, as `known_name` writes them."""
CLOCKS = _named("clock")
"""Names of the hour, where it is a field of its own."""
PARTS_OF_DAYS = (_named("year"), _named("month"), _named("day"))
"""Names of the parts of a day."""
_BEFORE = _named("before")
_BEHIND = _named("behind")

RANKS: dict[str, list[tuple[str, int]]] = {}
"""For each name the fields that it may be of, and how many names of the field go before it."""
for _field, _names in NAMES.items():
    for _rank, _name in enumerate(dict.fromkeys(_names)):
        RANKS.setdefault(_name, []).append((_field, _rank))
