"""The tables of phrases, one TOML file per language in `rules/`, read once and checked.

`rules/world.toml` holds what belongs to no single language: agencies, particles, time zones.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from typing import Any

from ingest.anatomy.rulefiles import codes, rule_file

__all__ = ["Labels", "Language", "World", "languages", "more_given_names", "world"]


@dataclass(frozen=True, slots=True)
class Labels:
    """Words before a colon that say what the rest of the line is, e.g. "Title: …"."""

    headline: tuple[str, ...] = ()
    teaser: tuple[str, ...] = ()
    byline: tuple[str, ...] = ()
    date: tuple[str, ...] = ()
    publisher: tuple[str, ...] = ()
    credit: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    dateline: tuple[str, ...] = ()
    other: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Language:
    """One language's table. Entries are RE2 patterns over lower-case text.

    `'` stands for any apostrophe, `{rest}` for anything, `{inside}` for the rest of a bracket,
    `{site}` for a few words that name a site;
    `{names}`, `{publisher}` and `{source}` are what the rule finds. A line, its white space
    folded, must match from end to end.

    Attributes:
        code: ISO 639-1, the name of the file.
        and_: words between the last two names of a byline.
        for_: words between a name and the publisher.
        byline: lines that name the authors.
        signed: sentences about the author below an article.
        contributed: lines that name contributors or agencies below an article.
        staff: lines that may hold roles and names side by side, for `names/staff.py` to read.
        roles: words beside a name that say what the person does.
        texts: words for what is written, before or behind the names of those who wrote.
        pictures: words for what is not, before or behind other names in the same line.
        nobody: bylines that name no person.
        months: twelve lists, the names of each month.
        spelt_days: words for the days from the first on, where agencies spell them in datelines.
        solar_months: the same of the Persian calendar.
        eras: names printed before a year that is counted in an era, and the first year of each.
        date_words: words that may stand beside a date in a line that is nothing else.
        origin: sentences that say where the article was taken from.
        bracketed: notes that are told by the brackets around them, e.g. "(Adds details)".
        call: words that begin an invitation amid a paragraph, before the sign "»".
        provided: lines above the name of who provides an article: "news provided by".
        related: headings of lists of other articles.
        sections: names of sections that are printed above headlines.
        given: given names, in lower case: they tell a person from a place. In Chinese, Japanese,
            Korean and Vietnamese, where it comes first, the family name.
    """

    code: str
    name: str
    and_: tuple[str, ...] = ()
    for_: tuple[str, ...] = ()
    byline: tuple[str, ...] = ()
    signed: tuple[str, ...] = ()
    contributed: tuple[str, ...] = ()
    staff: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()
    nobody: tuple[str, ...] = ()
    months: tuple[tuple[str, ...], ...] = ()
    solar_months: tuple[tuple[str, ...], ...] = ()
    eras: Mapping[str, int] = field(default_factory=dict)
    weekdays: tuple[str, ...] = ()
    spelt_days: tuple[str, ...] = ()
    date_words: tuple[str, ...] = ()
    origin: tuple[str, ...] = ()
    credit: tuple[str, ...] = ()
    caption: tuple[str, ...] = ()
    note: tuple[str, ...] = ()
    bracketed: tuple[str, ...] = ()
    prompt: tuple[str, ...] = ()
    call: tuple[str, ...] = ()
    provided: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    labels: Labels = field(default_factory=Labels)


@dataclass(frozen=True, slots=True)
class World:
    """What belongs to no single language; see `rules/world.toml` for what each list is."""

    agencies: tuple[str, ...]
    particles: tuple[str, ...]
    prefixes: tuple[str, ...]
    plain_particles: tuple[str, ...]
    outlets: tuple[str, ...]
    organisations: tuple[str, ...]
    kickers: tuple[str, ...]
    broadcasters: tuple[str, ...]
    honorifics: tuple[str, ...]
    articles: tuple[str, ...]
    ends: tuple[str, ...]
    not_places: tuple[str, ...]
    zones: tuple[str, ...]
    sites: tuple[str, ...]
    menu: tuple[str, ...]
    prompt: tuple[str, ...]
    credit: tuple[str, ...]


def _freeze(value: Any) -> Any:
    return tuple(_freeze(item) for item in value) if isinstance(value, list) else value


def _read(name: str) -> dict[str, Any]:
    return {key: _freeze(value) for key, value in rule_file(name).items()}


def _language(code: str) -> Language:
    table = _read(code)
    labels = table.pop("labels", {})
    table["labels"] = Labels(**{kind: _freeze(words) for kind, words in labels.items()})
    known = {entry.name for entry in fields(Language)}
    renamed = {f"{key}_" if f"{key}_" in known else key: value for key, value in table.items()}
    for key in ("months", "solar_months"):
        if len(renamed.get(key, ())) not in (0, 12):
            raise ValueError(f"rules/{code}.toml: {key} must be twelve lists")
    return Language(code=code, **renamed)


@cache
def languages() -> tuple[Language, ...]:
    """Every language table, by code; an unknown key in a table is an error.

    >>> "en" in [language.code for language in languages()]
    True
    """
    return tuple(_language(code) for code in codes())


@cache
def world() -> World:
    """The table that belongs to no single language."""
    return World(**_read("world"))


@cache
def more_given_names() -> frozenset[str]:
    """Given names of many countries that no language's table lists, in lower case."""
    return frozenset(name for names in rule_file("given").values() for name in names.split())
