"""Articles in the words of others: IPTC ninjs 2.1 and schema.org's NewsArticle.

What is unknown is left out, never written as null or an empty string: both formats read absence as
"not stated".
"""

from collections.abc import Mapping
from typing import Any

__all__ = ["NINJS_COLUMNS", "SCHEMA_ORG_COLUMNS", "name_article", "to_ninjs", "to_schema_org"]

_SHARED = (
    "article_id",
    "url",
    "headline",
    "teaser",
    "authors",
    "publisher",
    "credit",
    "syndicated_from",
    "notes",
    "body",
    "published_at",
    "ingested_at",
    "language",
    "word_count",
)
NINJS_COLUMNS = (*_SHARED, "byline", "char_count")
"""Columns of `articles` that `to_ninjs` reads."""
SCHEMA_ORG_COLUMNS = (*_SHARED, "dateline", "reading_time_minutes")
"""Columns of `articles` that `to_schema_org` reads."""

_NINJS = {
    "name": "ninjs",
    "version": "2.1",
    "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_2.1.json",
}

Row = Mapping[str, Any]


def name_article(article_id: str) -> str:
    """Write an article_id as a URI: RFC 6920 names a thing by its truncated SHA-256.

    >>> name_article("0123456789abcdef0123456789abcdef")
    'nih:sha-256-128;0123456789abcdef0123456789abcdef'
    """
    return f"nih:sha-256-128;{article_id}"


def to_ninjs(row: Row) -> dict[str, Any]:
    """Write an article as a ninjs 2.1 object (IPTC, ninjs-schema_2.1.json).

    Args:
        row: the columns of `NINJS_COLUMNS`, times as ISO 8601 texts.

    >>> row = dict.fromkeys(NINJS_COLUMNS) | {"article_id": "0" * 32, "body": "It rains."}
    >>> to_ninjs(row)["bodies"]
    [{'role': 'main', 'contenttype': 'text/plain', 'value': 'It rains.'}]
    """
    body = {
        "role": "main",
        "contenttype": "text/plain",
        "charcount": row["char_count"],
        "wordcount": row["word_count"],
        "value": row["body"],
    }
    sources = [
        _stated({"name": row[column], "role": column}) if row[column] else None
        for column in ("publisher", "syndicated_from")
    ]
    return _stated(
        {
            "standard": _NINJS,
            "uri": name_article(row["article_id"]),
            "type": "text",
            "representationtype": "full",
            "pubstatus": "usable",
            "contentcreated": row["published_at"],
            "versioncreated": row["ingested_at"],
            "language": _tag(row),
            "headlines": _described("main", row["headline"]),
            "descriptions": _described("teaser", row["teaser"]),
            "bodies": [_stated(body)],
            "by": row["byline"] or ", ".join(row["authors"] or ()),
            "people": [{"name": name, "rel": "author"} for name in row["authors"] or ()],
            "infosources": [source for source in sources if source],
            "copyrightnotice": row["credit"] if _claims_copyright(row["credit"]) else None,
            "ednote": "\n".join(row["notes"] or ()),
            "altids": [{"role": "url", "value": row["url"]}] if row["url"] else None,
        }
    )


def to_schema_org(row: Row) -> dict[str, Any]:
    """Write an article as JSON-LD of schema.org's type NewsArticle.

    Args:
        row: the columns of `SCHEMA_ORG_COLUMNS`, times as ISO 8601 texts.

    >>> row = dict.fromkeys(SCHEMA_ORG_COLUMNS) | {"article_id": "0" * 32, "authors": ["A. Roe"]}
    >>> to_schema_org(row)["author"]
    [{'@type': 'Person', 'name': 'A. Roe'}]
    """
    return _stated(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "@id": name_article(row["article_id"]),
            "identifier": row["article_id"],
            "url": row["url"],
            "headline": row["headline"],
            "description": row["teaser"],
            "dateline": row["dateline"],
            "author": [{"@type": "Person", "name": name} for name in row["authors"] or ()],
            "publisher": _organization(row["publisher"]),
            "sourceOrganization": _organization(row["syndicated_from"]),
            "creditText": row["credit"],
            "datePublished": row["published_at"],
            "sdDatePublished": (row["ingested_at"] or "")[:10],
            "inLanguage": _tag(row),
            "wordCount": row["word_count"],
            "timeRequired": _duration(row["reading_time_minutes"]),
            "correction": list(row["notes"] or ()),
            "articleBody": row["body"],
        }
    )


def _stated(values: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what is not known."""
    return {name: value for name, value in values.items() if value not in (None, "", [], ())}


def _described(role: str, text: str | None) -> list[dict[str, str]]:
    return [{"role": role, "contenttype": "text/plain", "value": text}] if text else []


def _organization(name: str | None) -> dict[str, str] | None:
    return {"@type": "Organization", "name": name} if name else None


def _tag(row: Row) -> str | None:
    return None if row["language"] == "und" else row["language"]


def _claims_copyright(credit: str | None) -> bool:
    return bool(credit) and any(sign in str(credit).lower() for sign in ("©", "(c)", "copyright"))


def _duration(minutes: float | None) -> str | None:
    """Write minutes as an ISO 8601 duration in whole seconds.

    >>> _duration(2.5)
    'PT150S'
    """
    return None if minutes is None else f"PT{round(minutes * 60)}S"
