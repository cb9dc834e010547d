"""Where the lines and paragraphs of a plain text are."""

from typing import NamedTuple

from ingest.typesetting import CUT_MARK, Line, breaks, is_wide

__all__ = ["Paragraph", "join_lines", "paragraphs", "split_lines", "unwrap"]

_BLANK = (
    " \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006"
    "\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\u200b\u2060\ufeff\x00\x01\x02\x03\x04"
)
"""White space, and what is invisible without being white space; taken from the ends of lines."""


class Paragraph(NamedTuple):
    """A paragraph: one line, or several that belong together.

    Attributes:
        text: the slice [start, end) of the text with every white-space character as one space, so
            that offsets in it are offsets in the slice.
        gap: whether a blank line, or nothing at all, is above it.
    """

    start: int
    end: int
    text: str
    gap: bool


def split_lines(text: str) -> list[Line]:
    r"""List the lines that are not blank.

    >>> [(line.text, line.indent, line.gap) for line in split_lines("one\n  two\n\nthree\n")]
    [('one', 0, True), ('two', 2, False), ('three', 0, True)]
    """
    if text.replace("\n", "").isprintable():
        return _printed_lines(text)
    lines = []
    at = 0
    gap = True
    for part in text.splitlines(keepends=True):
        stripped = part.strip(_BLANK)
        if not stripped.strip(_BLANK + CUT_MARK):
            gap = True
        else:
            indent = 0 if part[0] == stripped[0] else part.index(stripped[0])
            start = at + indent
            lines.append(Line(start, start + len(stripped), stripped, indent, gap))
            gap = False
        at += len(part)
    return lines


def _printed_lines(text: str) -> list[Line]:
    """The same for a text whose only white space is the space and the line feed."""
    lines = []
    at = 0
    gap = True
    for part in text.split("\n"):
        length = len(part)
        stripped = part.strip() if part[:1] == " " or part[-1:] == " " else part
        if stripped:
            indent = part.index(stripped[0]) if part[0] == " " else 0
            start = at + indent
            lines.append(Line(start, start + len(stripped), stripped, indent, gap))
            gap = False
        else:
            gap = True
        at += length + 1
    return lines


def paragraphs(text: str) -> list[Paragraph]:
    r"""Divide a text into paragraphs; lines broken by typesetting are one paragraph.

    >>> [p.text for p in paragraphs("HEADLINE\n\nOne line\n\nAnother line\n")]
    ['HEADLINE', 'One line', 'Another line']
    """
    lines = split_lines(text)
    found: list[Paragraph] = []
    first = 0
    between = [*breaks(lines), "\n\n"] if lines else []
    for index, after in enumerate(between):
        if after:
            start, end = lines[first].start, lines[index].end
            inner = lines[index].text if first == index else _one_line(text[start:end])
            found.append(Paragraph(start, end, inner, lines[first].gap))
            first = index + 1
    return found


def _one_line(text: str) -> str:
    text = text.replace("\n", " ").replace("\r", " ").replace("\t", " ")
    if text.isprintable():
        return text
    return "".join(" " if character.isspace() else character for character in text)


def join_lines(a: str, b: str, whole: str) -> str:
    """Join two lines that typesetting divided.

    A hyphen at the break goes only when the text prints the word without one elsewhere.

    >>> join_lines("the govern-", "ment said", "A government is")
    'the government said'
    >>> join_lines("the U.S.-", "Japan talks", "")
    'the U.S.-Japan talks'
    """
    if not a or (is_wide(a[-1]) and is_wide(b[0])):
        return a + b
    if a[-1] == "-" and len(a) > 1 and not a[-2].isspace() and a[-2] != "-":
        left, right = a[:-1].rpartition(" ")[2], b.partition(" ")[0].rstrip(".,;:!?")
        if right[:1].islower() and (left + right).casefold() in whole.casefold():
            return a[:-1] + b
        return a + b
    return f"{a} {b}"


def unwrap(text: str) -> tuple[str, int]:
    r"""Join the lines that typesetting divided; every other break becomes "\n" or "\n\n".

    Returns:
        The text, and how many breaks were joined.

    >>> unwrap("One paragraph.\nAnother paragraph.")
    ('One paragraph.\n\nAnother paragraph.', 0)
    """
    lines = split_lines(text)
    if not lines:
        return "", 0
    done: list[str] = []
    joined = 0
    current = lines[0].text
    for line, after in zip(lines[1:], breaks(lines), strict=True):
        if after:
            done += (current, after)
            current = line.text
        else:
            current = join_lines(current, line.text, text)
            joined += 1
    return "".join((*done, current)), joined
