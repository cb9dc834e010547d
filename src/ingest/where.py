"""A small language for choosing rows: `language = 'en' and word_count > 300`.

It is parsed here, checked against the schema and turned into an Arrow expression; nothing is ever
evaluated as code. Grammar, loosest binding first:

    which      = both { "or" both }
    both       = one { "and" one }
    one        = "not" one | "(" which ")" | column test
    test       = ("=" | "!=" | "<>" | "<" | "<=" | ">" | ">=") value
               | ["not"] "in" "(" value { "," value } ")"
               | ["not"] "between" value "and" value
               | ["not"] "contains" value        (text: part of it, capitals or not)
               | ["not"] "has" value             (list: one of its members)
               | "is" ["not"] "null"

Values are numbers and 'texts' (a quote inside is doubled); days and moments are texts in ISO 8601.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from ingest.errors import UsageError

__all__ = ["parse_where", "to_moment"]

_TOKEN = re.compile(
    r"\s*(?:(?P<text>'(?:[^']|'')*')|(?P<number>-?\d+(?:\.\d+)?(?![\w.]))"
    r"|(?P<word>[A-Za-z_][A-Za-z_0-9]*)|(?P<sign><=|>=|!=|<>|[=<>(),]))"
)
_COMPARE: dict[str, Callable[[Any, Any], Any]] = {
    "=": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    "<>": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
}
_DEEPEST = 50
_MARK = "\x1f"  # stands between the members of a list when they are searched


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    at: int


def parse_where(text: str, schema: pa.Schema) -> pc.Expression:
    """Turn a condition into an expression over the columns of `schema`.

    As in SQL, a row whose value is null passes no test but `is null`.

    Raises:
        UsageError: it cannot be understood; says at which character, and what would fit.

    >>> schema = pa.schema([("language", pa.string()), ("word_count", pa.int32())])
    >>> print(parse_where("language = 'en' and not word_count < 300", schema))
    ((language == "en") and invert((word_count < 300)))
    """
    parser = _Parser(text, schema)
    found = parser.which(0)
    if parser.now.kind != "end":
        raise parser.wrong("`and`, `or` or the end")
    return found


def to_moment(text: str) -> datetime:
    """Read a day or a moment in ISO 8601; without a zone it is UTC.

    Raises:
        ValueError: it is neither.

    >>> to_moment("2026-11-23").isoformat()
    '2026-11-23T00:00:00+00:00'
    """
    moment = datetime.fromisoformat(text)
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


class _Parser:
    """Reads a condition from left to right; every method is a rule of the grammar."""

    def __init__(self, text: str, schema: pa.Schema) -> None:
        self.text, self.schema = text, schema
        self.tokens = _split(text)
        self.at = 0

    @property
    def now(self) -> _Token:
        return self.tokens[self.at]

    def wrong(self, expected: str, at: int | None = None) -> UsageError:
        at = self.now.at if at is None else at
        found = f"before {self.text[at : at + 20]!r}" if at < len(self.text) else "at its end"
        return UsageError(f"where: expected {expected}, character {at + 1}, {found}")

    def take(self, *words: str) -> str | None:
        """Move on if the next token is one of these words or signs."""
        word = self.now.text.lower()
        if self.now.kind in ("word", "sign") and word in words:
            self.at += 1
            return word
        return None

    def need(self, *words: str) -> str:
        found = self.take(*words)
        if found is None:
            raise self.wrong(" or ".join(f"`{word}`" for word in words))
        return found

    def which(self, depth: int) -> pc.Expression:
        found = self.both(depth)
        while self.take("or"):
            found = found | self.both(depth)
        return found

    def both(self, depth: int) -> pc.Expression:
        found = self.one(depth)
        while self.take("and"):
            found = found & self.one(depth)
        return found

    def one(self, depth: int) -> pc.Expression:
        if depth > _DEEPEST:
            raise self.wrong(f"at most {_DEEPEST} levels of brackets and `not`")
        if self.take("not"):
            return ~self.one(depth + 1)
        if self.take("("):
            found = self.which(depth + 1)
            self.need(")")
            return found
        return self.test(self.column())

    def column(self) -> pa.Field:
        name = self.now.text
        if self.now.kind != "word" or name not in self.schema.names:
            raise self.wrong(f"one of the columns {', '.join(self.schema.names)}")
        self.at += 1
        return self.schema.field(name)

    def test(self, field: pa.Field) -> pc.Expression:
        if self.take("is"):
            negated = self.take("not")
            self.need("null")
            absent = pc.field(field.name).is_null()
            return ~absent if negated else absent
        if self.take("not"):
            return ~self.relation(field, self.need("in", "between", "contains", "has"))
        return self.relation(field, self.need(*_COMPARE, "in", "between", "contains", "has"))

    def relation(self, field: pa.Field, sign: str) -> pc.Expression:
        if sign == "has" or _is_list(field):
            return self.has(field, sign)
        column = _plain(field)
        if sign == "contains":
            if not pa.types.is_string(_kind(field)):
                raise self.wrong(f"a test for {_kind(field)}; `contains` is for text")
            return pc.match_substring(column, self.value(field).as_py(), ignore_case=True)
        if sign == "between":
            above = column >= self.value(field)
            self.need("and")
            return above & (column <= self.value(field))
        if sign == "in":
            found = column.isin(pa.array(self.values(field), _kind(field)))
            return found | (column != column)  # noqa: PLR0124  # null for null, as in SQL
        return _COMPARE[sign](column, self.value(field))

    def has(self, field: pa.Field, sign: str) -> pc.Expression:
        if not _is_list(field) or not pa.types.is_string(field.type.value_type):
            raise self.wrong("another test; `has` is for lists of texts")
        if sign != "has":
            raise self.wrong(f"`has`, for {field.name} is a list", self.tokens[self.at - 1].at)
        wanted = self.value(pa.field(field.name, pa.string())).as_py()
        members = pc.binary_join(pc.field(field.name), pc.scalar(_MARK))
        edge = pc.scalar(_MARK)
        marked = pc.binary_join_element_wise(edge, members, edge, pc.scalar(""))
        return pc.match_substring(marked, f"{_MARK}{wanted}{_MARK}")

    def values(self, field: pa.Field) -> list[Any]:
        self.need("(")
        found = [self.value(field).as_py()]
        while self.take(","):
            found.append(self.value(field).as_py())
        self.need(")")
        return found

    def value(self, field: pa.Field) -> pa.Scalar:
        token, kind = self.now, _kind(field)
        if token.kind not in ("text", "number"):
            raise self.wrong("a number or a 'text'")
        try:
            scalar = pa.scalar(_convert(token, kind), kind)
        except (ValueError, TypeError, OverflowError, pa.ArrowException):
            raise self.wrong(f"a value that fits {field.name} ({kind})") from None
        self.at += 1
        return scalar


def _split(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    at = 0
    while text[at:].strip():
        match = _TOKEN.match(text, at)
        if match is None or match.lastgroup is None:
            at += len(text[at:]) - len(text[at:].lstrip())
            raise UsageError(
                f"where: cannot read character {at + 1}, before {text[at : at + 20]!r};"
                " texts stand in 'single quotes'"
            )
        tokens.append(_Token(match.lastgroup, match[match.lastgroup], match.start(match.lastgroup)))
        at = match.end()
    return [*tokens, _Token("end", "", len(text))]


def _convert(token: _Token, kind: pa.DataType) -> Any:
    if token.kind == "number":
        if not (pa.types.is_integer(kind) or pa.types.is_floating(kind)):
            raise TypeError("a number for a column that has none")
        return int(token.text) if pa.types.is_integer(kind) else float(token.text)
    text = token.text[1:-1].replace("''", "'")
    if pa.types.is_timestamp(kind):
        return to_moment(text)
    if pa.types.is_date(kind):
        return date.fromisoformat(text)
    if not pa.types.is_string(kind):
        raise TypeError("a text for a column of numbers")
    return text


def _kind(field: pa.Field) -> pa.DataType:
    kind = field.type.value_type if pa.types.is_dictionary(field.type) else field.type
    return pa.string() if pa.types.is_large_string(kind) else kind


def _plain(field: pa.Field) -> pc.Expression:
    """Refer to a column; dictionary and large texts as plain text."""
    column = pc.field(field.name)
    return column if _kind(field) == field.type else column.cast(_kind(field), safe=True)


def _is_list(field: pa.Field) -> bool:
    return bool(pa.types.is_list(field.type))
