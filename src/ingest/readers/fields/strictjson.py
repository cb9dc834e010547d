"""JSON as RFC 8259 has it: what the standard library lets pass is refused or mended here."""

import json
import re
from typing import Any

from ingest.errors import Unreadable

__all__ = ["MAX_NESTING", "is_flat", "parse", "parse_at"]

MAX_NESTING = 200
"""Brackets may be nested so deep; no format of articles needs ten."""
MAX_DIGITS = 400
"""Longer integers are kept as text: no measure of an article has them."""
_BRACKETS = re.compile(r'"(?:[^"\\]|\\.)*"?|[\[\]{}]', re.DOTALL)
_CONSTANT = re.compile(r"(?:\[\s*)*(NaN|-?Infinity)")
_WHITE = re.compile(r"[ \t\n\r]*")


def parse(text: str, flags: set[str]) -> Any:
    """Parse one JSON document.

    Args:
        text: the whole document.
        flags: gets "duplicate_keys" when an object names a key twice (the last one counts), and
            "not_a_number" when a field is NaN or Infinity, as many programs write it (it is null).

    Raises:
        Unreadable: `malformed` with line, column and offset; `too_deep`.

    >>> parse('{"a": [1, 2], "b": NaN}', set())
    {'a': [1, 2], 'b': None}
    """
    value, end = parse_at(text, _WHITE.match(text, 0).end(), flags)  # type: ignore[union-attr]
    end = _WHITE.match(text, end).end()  # type: ignore[union-attr]
    if end != len(text):
        raise Unreadable("malformed", _place(text, end, "extra data"))
    return value


def parse_at(text: str, start: int, flags: set[str], flat: bool | None = None) -> tuple[Any, int]:
    """Parse the JSON value that begins at `start`; give it and where it ends.

    Args:
        text: it begins in it.
        start: where.
        flags: as in `parse`.
        flat: whether so few brackets open in the whole text that none can be nested too deep;
            for a text of many values, in which they are not to be counted for each.

    Raises:
        Unreadable: `malformed` with the position; `too_deep`.
    """
    if not (is_flat(text, start) if flat is None else flat):
        _check_depth(text, start)
    if found := _CONSTANT.match(text, start):
        raise Unreadable("malformed", _place(text, found.start(1), f"{found[1]} is not JSON"))
    decoder = json.JSONDecoder(
        object_pairs_hook=lambda pairs: _object(pairs, flags),
        parse_constant=lambda _: flags.add("not_a_number"),
        parse_int=_integer,
    )
    try:
        return decoder.raw_decode(text, start)
    except json.JSONDecodeError as error:
        raise Unreadable("malformed", _place(text, error.pos, error.msg)) from None
    except RecursionError:
        raise Unreadable("too_deep", f"offset {start}: nested too deep") from None


def check_nesting(text: str, start: int = 0) -> None:
    """Refuse brackets nested deeper than `MAX_NESTING`, before a parser recurses into them.

    Raises:
        Unreadable: `too_deep` with the offset.
    """
    if not is_flat(text, start):
        _check_depth(text, start)


def is_flat(text: str, start: int) -> bool:
    """Whether so few brackets open from `start` on that none can be nested too deep."""
    return text.count("[", start) + text.count("{", start) <= MAX_NESTING


def _check_depth(text: str, start: int) -> None:
    """Follow the brackets of one value, to its end."""
    depth = 0
    for found in _BRACKETS.finditer(text, start):
        token = found.group()
        if token in "[{":
            depth += 1
            if depth > MAX_NESTING:
                raise Unreadable("too_deep", f"offset {found.start()}: more than {depth - 1} deep")
        elif token in "]}":
            depth -= 1
            if depth <= 0:
                return


def _object(pairs: list[tuple[str, Any]], flags: set[str]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        flags.add("duplicate_keys")
    return found


def _integer(digits: str) -> int | str:
    return int(digits) if len(digits) <= MAX_DIGITS else digits


def _place(text: str, at: int, message: str) -> str:
    line = text.count("\n", 0, at) + 1
    column = at - text.rfind("\n", 0, at)
    return f"line {line}, column {column}, offset {at}: {message}"
