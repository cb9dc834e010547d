"""The labels in exports of news databases, in the languages that these are used in."""

import re
from collections.abc import Iterator

__all__ = [
    "FOOT_TAGS",
    "HEAD_TAGS",
    "date_in",
    "is_body",
    "is_copyright",
    "is_date",
    "is_words",
    "tag_in",
]

_LABELS = {
    "byline": "byline autor autorin signature auteur autore auteurs",
    "section": "section rubrik rubrique sección sezione seção",
    "length": "length länge longueur longitud lunghezza lengte",
    "dateline": "dateline",
    "highlight": "highlight highlights",
    "series": "series serie",
    "copyright": "copyright",
    "load-date": "load-date update datum-der-last date-chargement",
    "language": "language sprache langue idioma lingua taal",
    "publication-type": "publication-type publikationstyp zeitungstyp type-publication",
    "graphic": "graphic grafik graphique gráfico",
    "journal-code": "journal-code zeitungs-code code-revue",
    "subject": "subject",
    "industry": "industry",
    "geographic": "geographic",
    "classification": "classification",
    "correction": "correction",
    "correction-date": "correction-date",
}
_BY_LABEL = {label: name for name, labels in _LABELS.items() for label in labels.split()}
HEAD_TAGS = {"byline", "section", "length", "dateline", "highlight", "series", "copyright"}
FOOT_TAGS = set(_LABELS) - HEAD_TAGS
_TAG = re.compile(r"(?P<label>[^\W\d_][\w-]{2,20})[ \t]*:[ \t]*(?P<value>.*)$")
_WORDS = re.compile(
    r"\d[\d,.  ]* (?:words|palabras|mots|Wörter|parole|palavras|woorden|ord|słów|слов)$"
)
_DATE = re.compile(
    r"(?:[^\W\d_]{4,12},? )?(?P<day>"
    r"\d{1,2}(?:\.|er|º)? (?:de )?[^\W\d_]{3,10}\.? (?:de )?\d{4}"
    r"|[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}"
    r"|\d{4}年\d{1,2}月\d{1,2}日)(?:$|[ ,].{0,40}$)"
)
_COPYRIGHT = ("(c)", "©", "copyright")
_BODIES = {"body", "text", "artikel", "corps", "cuerpo", "testo", "hauptteil"}


def tag_in(line: str) -> Iterator[tuple[str, str]]:
    """Yield the name and the value of a line that begins with a known label.

    >>> list(tag_in("LÄNGE: 312 Wörter"))
    [('length', '312 Wörter')]
    """
    found = _TAG.match(line)
    label = found["label"].lower() if found else ""
    if found and (name := _BY_LABEL.get(label)):
        value = found["value"].strip()
        if label != "update" or is_date(value):
            yield name, value


def is_words(line: str) -> bool:
    """Whether a line counts the words of an article."""
    return _WORDS.match(line) is not None


def is_date(line: str) -> bool:
    """Whether a line is a date.

    >>> [is_date(line) for line in ("March 3, 2026 Tuesday", "3. März 2026", "In 2026")]
    [True, True, False]
    """
    return _DATE.match(line) is not None


def date_in(line: str) -> str:
    """Give the date in a line that is one, without the day of the week.

    >>> date_in("March 3, 2026 Tuesday 10:15 AM GMT")
    'March 3, 2026 10:15 AM GMT'
    """
    found = _DATE.match(line)
    if found is None:
        return ""
    rest = line[found.end("day") :].split()
    hour = next((n for n, word in enumerate(rest) if word[:1].isdigit()), len(rest))
    return " ".join([found["day"], *rest[hour:]])


def is_copyright(line: str) -> bool:
    """Whether a line names who holds the rights."""
    return line.lower().startswith(_COPYRIGHT)


def is_body(line: str) -> bool:
    """Whether a line announces the body."""
    return line.strip().lower() in _BODIES
