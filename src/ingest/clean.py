"""Character-level mending of kept text: an ordered tuple of named steps, each from text to text."""

import html
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import re2

from ingest.kernels.glyphs import COMPOSES, STRANGE, glyphs, points_of, text_of
from ingest.kernels.reprint import fold_lines
from ingest.kernels.traits import AMPERSAND, CUT, DOUBLE, MARKUP, OTHER_BREAK, WHITE, traits_of
from ingest.layout import unwrap
from ingest.text import cap_marks, compose, fold_space, replace_surrogates
from ingest.typesetting import CUT_MARK

__all__ = ["STEPS", "Step", "clean", "mend_line"]

_BREAKS = "\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_CONTROLS = re2.compile(
    r"[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\x{FFF9}-\x{FFFC}\x{FDD1}-\x{FDEF}\x{FFFE}\x{FFFF}]"
)
_INVISIBLE = re2.compile(
    r"[\x{00AD}\x{034F}\x{061C}\x{115F}\x{1160}\x{17B4}\x{17B5}\x{180E}\x{200B}\x{200E}\x{200F}"
    r"\x{202A}-\x{202E}\x{2060}-\x{206F}\x{3164}\x{FEFF}\x{FFA0}\x{1D173}-\x{1D17A}\x{E0000}-\x{E0FFF}]"
)
_ENTITY = re2.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_TICKER = re2.compile(r"&lt;([A-Z][A-Z0-9.]{0,9})(?:>|&gt;)")
_JOINER = re2.compile(r"[\x{200C}\x{200D}]")
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
    text = text.replace("\r\n", "\n")
    for character in _BREAKS:
        if character in text:
            text = text.replace(character, "\n")
    return text


def entities(text: str) -> str:
    """Read character references; those of < and > stay, so that no tag comes to be.

    >>> entities("AT&amp;T &lt;T> &lt;script&gt;")
    'AT&T <T> &lt;script&gt;'
    """
    return str(_ENTITY.sub(_entity, _TICKER.sub(r"<\1>", text)))


def _entity(match: "re2._Match[str]") -> str:
    printed: str = match.group(0)
    meaning = html.unescape(printed)
    return printed if meaning in "<>" else meaning


def controls(text: str) -> str:
    r"""Take out control characters, noncharacters and object placeholders.

    >>> controls("end\x03")
    'end'
    """
    return str(_CONTROLS.sub("", text))


def invisible(text: str) -> str:
    r"""Take out zero-width, bidirectional and tag characters; joiners that a script needs stay.

    >>> invisible("a\u200bb\u202ec\u00ad")
    'abc'
    """
    text = str(_INVISIBLE.sub("", text))
    if "\u200c" not in text and "\u200d" not in text:
        return text
    return str(_JOINER.sub(lambda match: _joiner(text, match.start()), text))


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
    kept = CUT_MARK.join(piece.replace(CUT_MARK, "") for piece in pieces)
    text, points, mended, traits = _run(kept)
    uneven = traits & (CUT | DOUBLE | WHITE) != 0
    body, joined = unwrap(text, points, folded=uneven)
    if traits & CUT:
        text = text.replace(CUT_MARK, "")
    if joined:
        body = white_space(body) if uneven else body
        mended += ("unwrapped",)
    elif body != text.strip("\n"):
        mended += ("white_space",)
    return body, mended


def _run(text: str) -> tuple[str, npt.NDArray[np.uint32], tuple[str, ...], int]:
    """Take the steps that a text needs; return it, its points, their names, what it holds now."""
    mended: list[str] = []
    points = points_of(text)
    traits = traits_of(points, glyphs())
    for step in STEPS:
        if traits & step.traits:
            after = step.mend(text)
            if after != text:
                mended.append(step.name)
                text, points = after, points_of(after)
                traits = traits_of(points, glyphs())
    return text, points, tuple(mended), traits


def mend_line(line: str) -> str:
    """Mend one line, such as a headline, with the same steps.

    >>> mend_line("Champion &lt;CH>  splits")
    'Champion <CH> splits'
    """
    if not line:
        return ""
    if line.isascii() and line.isprintable() and "&" not in line and "][" not in line:
        return fold_space(line) if "](" not in line else fold_space(markdown(line))
    return fold_space(_run(line)[0])
