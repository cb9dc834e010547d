r"""JSON as programs get it wrong, written anew as RFC 8259 has it.

Commas too many or too few, comments, keys without quotes, words of Python and of Mongo's shell,
line ends and quotes within strings. What is sound is never brought here.
"""

import json
import re
from dataclasses import dataclass, field
from typing import NamedTuple

from ingest.readers.fields.strictjson import MAX_NESTING

__all__ = ["Mended", "mend"]

_GAP = re.compile(r"(?:[\s,]+|//[^\n]*|/\*[^*]*\*+(?:[^/*][^*]*\*+)*/|#[^\n]*)+")
_CALL = re.compile(
    r"(?:[A-Za-z_$][\w$]{0,30}\.){0,3}[A-Za-z_$][\w$]{0,30}\(\s{0,9}"
    r"(\"[^\"\n]{0,200}\"|'[^'\n]{0,200}'|[-\w.+:, ]{0,200})\s{0,9}\)"
)
"""How a shell or a program prints a value of a kind: ISODate("2026-03-03T10:00:00Z")."""
_WORD = re.compile(r"[^\s{}\[\],:\"']+")
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?")
_KEY = r"""\s{0,99}(?:"[^"\n]{0,200}"|'[^'\n]{0,200}'|[A-Za-z_$][\w$]{0,60})\s{0,99}:"""
_ENDS = {
    "key": re.compile(r"\s{0,99}:"),
    "member": re.compile(rf"\s{{0,99}}(?:\}}|,\s{{0,99}}\}}|(?:,[\s,]{{0,9}}|\n){_KEY})"),
    "element": re.compile(
        r"\s{0,99}(?:\]|,\s{0,99}(?:[\"'{\[\]\d-]|(?:true|false|null|True|False|None)\b))"
    ),
    "whole": re.compile(r"\s*\Z"),
}
"""What follows a quote that ends a string, by what the string is."""
_STOPS = {sign: re.compile(rf"\\.|{sign}", re.DOTALL) for sign in "\"'"}
_ESCAPE = re.compile(
    r'\\(?:(["\\/bfnrt]|u[0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(\n)|(\')|(.))|(["\x01-\x1f])', re.DOTALL
)
_WORDS = {
    **dict.fromkeys(["true", "True"], "true"),
    **dict.fromkeys(["false", "False"], "false"),
    **dict.fromkeys(["null", "None", "undefined", "NaN", "nan", "Infinity"], "null"),
}


class Mended(NamedTuple):
    """A value written anew.

    Attributes:
        text: sound JSON; of a value that breaks off, its longest list without the element that
            is not whole, within what stands around it; "" if it has no list.
        end: where the value ended in the text that was given.
        is_whole: whether it ended before the text did.
    """

    text: str
    end: int
    is_whole: bool


@dataclass(slots=True)
class _Draft:
    """What has been written, and the brackets that are open.

    Attributes:
        pieces: of the text.
        opened: brackets that are open, from the outermost one on.
        needs: what may come next: a "key", a "colon", or a "value".
        follows: whether something stands before it within its brackets.
        safe: how many pieces there were after the last whole element of the outermost list.
        above: the brackets that were open then.
    """

    pieces: list[str] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)
    needs: str = "value"
    follows: bool = False
    safe: int = 0
    above: str = ""

    def write(self, piece: str) -> None:
        """Write a value or a key, behind a comma if something stands before it."""
        if self.follows and self.needs in {"value", "key"} and self.pieces[-1] != ":":
            self.pieces.append(",")
        self.pieces.append(piece)

    def close(self) -> None:
        """Note that a value is whole."""
        self.follows = True
        self.needs = "key" if self.opened and self.opened[-1] == "{" else "value"
        if (
            self.opened
            and self.opened[-1] == "["
            and self.opened.index("[") + 1 == len(self.opened)
        ):
            self.safe, self.above = len(self.pieces), "".join(self.opened)


def mend(text: str, start: int = 0) -> Mended | None:
    r"""Write the value that begins at `start` as sound JSON; None if nobody can tell what it is.

    >>> mend("{title: 'It\\'s \"new\"', n: None,}").text
    '{"title":"It\'s \\"new\\"","n":null}'
    >>> mend('[{"text": "He said "no" to it"}, {"text": "cut')
    Mended(text='[{"text":"He said \\"no\\" to it"}]', end=46, is_whole=False)
    """
    draft, at = _Draft(), start
    while True:
        gap = _GAP.match(text, at)
        at = gap.end() if gap else at
        if at >= len(text):
            return _broken_off(draft, at)
        step = _sign(draft, text[at]) if text[at] in "{}[]:" else None
        if step is None:
            step = _scalar(draft, text, at)
            if step == 0:
                return None
            if step < 0:
                return _broken_off(draft, len(text))
        elif step == 0:
            return None
        at += step
        if not draft.opened:
            return Mended("".join(draft.pieces), at, True)


def _broken_off(draft: _Draft, end: int) -> Mended:
    closing = "".join("]" if sign == "[" else "}" for sign in reversed(draft.above))
    kept = "".join(draft.pieces[: draft.safe]) + closing if draft.safe else ""
    return Mended(kept, end, False)


def _sign(draft: _Draft, sign: str) -> int:
    """Take a bracket or colon; 0 if it cannot stand here."""
    if sign == ":":
        if draft.needs != "colon":
            return 0
        draft.pieces.append(":")
        draft.needs = "value"
        return 1
    if sign in "{[":
        if draft.needs != "value" or len(draft.opened) >= MAX_NESTING:
            return 0
        draft.write(sign)
        draft.opened.append(sign)
        draft.follows, draft.needs = False, "key" if sign == "{" else "value"
        return 1
    opening = "{" if sign == "}" else "["
    is_open = bool(draft.opened) and draft.opened[-1] == opening and draft.pieces[-1] != ":"
    if not is_open or draft.needs == "colon":
        return 0
    draft.pieces.append(sign)
    draft.opened.pop()
    draft.close()
    return 1


def _scalar(draft: _Draft, text: str, at: int) -> int:
    """Take a string, number or word: its length; 0 if it cannot stand here, -1 if it is cut."""
    if draft.needs == "colon":
        return 0
    is_key = draft.needs == "key"
    if text[at] in "\"'":
        role = "key" if is_key else _role(draft)
        end = _end_of_string(text, at, role)
        written = _quoted(text[at + 1 : end - 1]) if end > 0 else ""
    else:
        written, end = _bare(text, at, is_key)
        if not written:
            return 0
    if end <= 0:
        return -1
    draft.write(written)
    if is_key:
        draft.needs = "colon"
    else:
        draft.close()
    return end - at


def _role(draft: _Draft) -> str:
    return "whole" if not draft.opened else "member" if draft.opened[-1] == "{" else "element"


def _end_of_string(text: str, at: int, role: str) -> int:
    """Where the string that opens at `at` has ended; -1 if it has not."""
    quote, ends = text[at], _ENDS[role]
    for found in _STOPS[quote].finditer(text, at + 1):
        if found[0] == quote and ends.match(text, found.end()):
            return found.end()
    return -1


def _quoted(content: str) -> str:
    return f'"{_ESCAPE.sub(_escaped, content)}"'


def _escaped(found: "re.Match[str]") -> str:
    sound, byte, line, quote, other, bare = found.groups()
    if sound:
        return f"\\{sound}"
    if byte:
        return f"\\u00{byte}"
    if line:
        return ""
    if quote:
        return quote
    return json.dumps(f"\\{other}" if other else bare)[1:-1]


def _bare(text: str, at: int, is_key: bool) -> tuple[str, int]:
    """A word without quotes, as JSON writes it, and where it ends; "" if it is no value."""
    if not is_key and (call := _CALL.match(text, at)):
        return _called(call[1]), call.end()
    found = _WORD.match(text, at)
    if not found:
        return "", at
    word = found[0]
    if is_key:
        return (json.dumps(word) if re.fullmatch(r"[\w$@.-]+", word) else ""), found.end()
    return (word if _NUMBER.fullmatch(word) else _WORDS.get(word, "")), found.end()


def _called(said: str) -> str:
    """What stands in the brackets behind the kind of a value: a text, a number, a day's parts."""
    if said[:1] in {'"', "'"}:
        return _quoted(said[1:-1])
    numbers = [part.strip() for part in said.split(",")]
    if len(numbers) >= 3 and all(part.isdigit() for part in numbers[:6]):
        clock = ":".join(part.zfill(2) for part in [*numbers[3:6], "0", "0"][:3])
        return json.dumps("-".join(part.zfill(2) for part in numbers[:3]) + f"T{clock}")
    return said if _NUMBER.fullmatch(said) else json.dumps(said)
