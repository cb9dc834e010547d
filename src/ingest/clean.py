"""Character-level mending of kept text: an ordered tuple of named steps, each from text to text."""

import html
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import re2

from ingest.kernels.glyphs import (
    COMPOSES,
    STRANGE,
    glyphs,
    points_of,
    points_of_all,
    text_of,
)
from ingest.kernels.reprint import fold_lines
from ingest.kernels.traits import (
    AMPERSAND,
    CUT,
    DOUBLE,
    LINED,
    MARKUP,
    OTHER_BREAK,
    WHITE,
    traits_of,
    traits_of_all,
)
from ingest.layout import unwrap_all
from ingest.text import cap_marks, compose, fold_space, replace_surrogates
from ingest.typesetting import CUT_MARK

__all__ = ["STEPS", "Step", "clean", "clean_all", "mend_line"]

_BREAKS = "\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_CONTROLS = re.compile(
    r"[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ufff9-\ufffc\ufdd1-\ufdef\ufffe\uffff]"
)
_INVISIBLE = re.compile(
    r"[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    r"\u3164\ufeff\uffa0\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_TICKER = re.compile(r"&lt;([A-Z][A-Z0-9.]{0,9})(?:>|&gt;)")
_JOINER = re.compile(r"[\u200c\u200d]")
_LINK = re2.compile(
    r"!?\[([^\[\]]*)\](?:\([^()\s]*(?:\([^()\s]*\)[^()\s]*)?(?: \"[^\"]*\")?\)|\[[^\[\]]{0,20}\])"
)
_BOLD = re2.compile(r"(\*\*|__)([^\s*_](?:[^*\n]*?[^\s*])?)(?:\*\*|__)")
_HEADING = re2.compile(r"(?m)^(?:#{1,6}|>) +(.+?)(?: +#+)?$")


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its name, the traits of texts that may need it, and the mending itself."""

    name: str
    traits: int
    mend: Callable[[str], str]


def line_breaks(text: str) -> str:
    r"""Write every kind of line break as a line feed.

    >>> line_breaks("one\r\ntwo\u2028three")
    'one\ntwo\nthree'
    """
    text = text.replace("\r\r\n", "\n").replace("\r\n", "\n")
    for character in _BREAKS:
        if character in text:
            text = text.replace(character, "\n")
    return text


def entities(text: str) -> str:
    """Read character references; those of < and > stay, so that no tag comes to be.

    >>> entities("AT&amp;T &lt;T> &lt;script&gt;")
    'AT&T <T> &lt;script&gt;'
    """
    return _ENTITY.sub(_entity, _TICKER.sub(r"<\1>", text))


def _entity(match: "re.Match[str]") -> str:
    printed = match.group(0)
    meaning = html.unescape(printed)
    return printed if meaning in "<>" else meaning


def controls(text: str) -> str:
    r"""Take out control characters, noncharacters and object placeholders.

    >>> controls("end\x03")
    'end'
    """
    return _CONTROLS.sub("", text)


def invisible(text: str) -> str:
    r"""Take out zero-width, bidirectional and tag characters; joiners that a script needs stay.

    >>> invisible("a\u200bb\u202ec\u00ad")
    'abc'
    """
    text = _INVISIBLE.sub("", text)
    if "\u200c" not in text and "\u200d" not in text:
        return text
    return _JOINER.sub(lambda match: _joiner(text, match.start()), text)


def _joiner(text: str, at: int) -> str:
    before = text[at - 1 : at]
    needs = before > "\u05ff" and unicodedata.category(before) in {"Lo", "Mn", "Mc", "So", "Sk"}
    return text[at] if needs else ""


def markdown(text: str) -> str:
    """Write links, bold type and headings of Markdown as plain text; code stays.

    >>> markdown("See [the report](https://example.org) in **bold**.")
    'See the report in bold.'
    """
    pieces = text.split("```")
    pieces[::2] = [
        _HEADING.sub(r"\1", _BOLD.sub(r"\2", _LINK.sub(r"\1", _LINK.sub(r"\1", p))))
        for p in pieces[::2]
    ]
    return "```".join(pieces)


def white_space(text: str) -> str:
    r"""One space between words, none at the ends of lines, one blank line at most, no cut marks.

    >>> white_space("one\u00a0 two \n\n\n\nthree")
    'one two\n\nthree'
    """
    return text_of(fold_lines(points_of(text), glyphs()))


STEPS = (
    Step("line_breaks", OTHER_BREAK, line_breaks),
    Step("surrogates", STRANGE, replace_surrogates),
    Step("entities", AMPERSAND, entities),
    Step("controls", STRANGE, controls),
    Step("invisible", STRANGE, invisible),
    Step("combining_marks", COMPOSES, cap_marks),
    Step("composed", COMPOSES, compose),
    Step("markdown", MARKUP, markdown),
)
"""Steps on characters, in their order, by the name under which `Anatomy.mended` reports them."""


_MENDED = sum({step.traits for step in STEPS})
"""The traits of texts that may need some step; each of them is one bit."""
_UNEVEN = CUT | DOUBLE | WHITE
"""Those of texts with a mark in them, or white space that is no single space."""


def clean(pieces: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    r"""Mend the pieces of raw text that are body.

    Args:
        pieces: the text before, between and after what was cut out.

    Returns:
        The body, and the names of the steps that changed it: those of `STEPS`, then "unwrapped"
        (lines that typesetting divided were joined) and "white_space".

    >>> clean(["One  line.\n", "\nAnother.\n"])
    ('One line.\n\nAnother.', ('white_space',))
    """
    return clean_all([pieces])[0]


def clean_all(many: Sequence[Sequence[str]]) -> list[tuple[str, tuple[str, ...]]]:
    """Do as `clean` with the pieces of many texts, in kernels that take them at one go."""
    kept = list(map(_kept, many))
    traits = traits_of_all(*points_of_all(kept), glyphs()).tolist()
    texts = [_mend(text, own) for text, own in zip(kept, traits, strict=True)]
    typeset = [at for at, (_, _, own) in enumerate(texts) if own & (_UNEVEN | LINED)]
    uneven = [texts[at][2] & _UNEVEN != 0 for at in typeset]
    printed = unwrap_all([texts[at][0] for at in typeset], uneven)
    done = [(text.strip("\n"), mended) for text, mended, _ in texts]
    for at, unwrapped in zip(typeset, printed, strict=True):
        done[at] = _finish(unwrapped, texts[at])
    return done


def _kept(pieces: Sequence[str]) -> str:
    """The text that is kept, with a mark where a piece was cut out that was no whole line."""
    first, last = 0, len(pieces)
    while first + 1 < last and not pieces[first].strip("\n") and pieces[first + 1][:1] == "\n":
        first += 1
    while last - 1 > first and not pieces[last - 1].strip("\n") and pieces[last - 2][-1:] == "\n":
        last -= 1
    return CUT_MARK.join(piece.replace(CUT_MARK, "") for piece in pieces[first:last])


def _finish(
    unwrapped: tuple[str, int], cleaned: tuple[str, tuple[str, ...], int]
) -> tuple[str, tuple[str, ...]]:
    """The body, and the names of all steps that changed it."""
    (body, joined), (text, mended, traits) = unwrapped, cleaned
    if traits & CUT:
        text = text.replace(CUT_MARK, "")
    if joined:
        mended += ("unwrapped",)
    elif body != text.strip("\n"):
        mended += ("white_space",)
    return body, mended


def _mend(text: str, traits: int) -> tuple[str, tuple[str, ...], int]:
    """Take the steps that a text needs; return it, their names, what it holds now."""
    mended: list[str] = []
    if not traits & _MENDED:
        return text, (), traits
    for step in STEPS:
        if traits & step.traits:
            after = step.mend(text)
            if after != text:
                mended.append(step.name)
                text, traits = after, traits_of(points_of(after), glyphs())
    return text, tuple(mended), traits


def mend_line(line: str) -> str:
    """Mend one line, such as a headline, with the same steps.

    >>> mend_line("Champion &lt;CH>  splits")
    'Champion <CH> splits'
    """
    if not line:
        return ""
    if line.isascii() and line.isprintable() and "&" not in line and "][" not in line:
        return fold_space(line) if "](" not in line else fold_space(markdown(line))
    return fold_space(_mend(line, traits_of(points_of(line), glyphs()))[0])
