"""How files of corpora begin: the questions about them that the table of `sniff` asks."""

import re

__all__ = ["columns_in", "is_columns", "is_numbered", "is_word_tags"]

FEWEST_WORDS, FEWEST_NUMBERED = 12, 20
_STRUCTURE = re.compile(
    rb"(?:<[?!][^<>]{0,400}>\s{0,9}){0,3}"
    rb"<(?:doc|text|file|corpus|article|story|block|p|s)(?:\s[^<>\n]{0,2000})?>\s*\n"
)
_MARK = re.compile(rb"\s*<[/!?a-zA-Z][^<>]{0,2000}>\s*$")
_COMMENT = re.compile(rb"#[ \t]?(?:(?:newdoc|newpar|sent_id|text|global\.columns)\b|https?:/)")
_SIGNS = frozenset([b".", b",", "。".encode(), "，".encode(), "।".encode(), "،".encode(), b"?"])
_LONGEST_CELL = 80
_TAGGED = re.compile(
    rb"\[?[^\s/]\S{0,80}/[A-Za-z$*.,:()'`+-][\w$*.,:()'`+-]{0,14}(?:\][a-z]{1,3})?"
)
_NUMBERED = re.compile(rb"(\d{1,9})\t[^\n]{1,600}(?:\n|$)")
"""A sentence with its number; what is longer may be a text of its own."""


def columns_in(line: bytes) -> list[bytes]:
    """Cut a line of a corpus into its cells: by tabs where it has any, else by spaces."""
    return line.split(b"\t") if b"\t" in line else line.split()


def is_columns(raw: bytes) -> bool:
    r"""Whether each line holds a word and what is known of it, and sentences stand apart.

    >>> is_columns(b"-DOCSTART- -X- O\n\nThe DT O\nbridge NN O\n")
    True
    >>> is_columns(b"name\tcount\nAnn\t3\n")
    False
    """
    start = raw[:4096].lstrip(b"\xef\xbb\xbf \r\n")
    if start.startswith(b"-DOCSTART-"):
        return True
    first = start.partition(b"\n")[0]
    if start[:1] == b"<":
        return _STRUCTURE.match(start) is not None and _holds_words(start)
    if start[:1] == b"#" and not _COMMENT.match(start):
        return False
    if start[:1] == b"#":
        return _holds_words(start)
    if b"\t" in first or 1 < first.count(b" ") + 1 < 6:
        return _are_alike(start) and _holds_words(start)
    return False


def _are_alike(start: bytes) -> bool:
    """Cheap test: whether the first lines are short, with as many cells as one another."""
    lines = [line for line in start[:_FIRST_LINES].split(b"\n", 4) if line.strip()]
    if max(map(len, lines), default=0) > _LONGEST_LINE:
        return False
    return len({len(columns_in(line)) for line in lines[:-1]}) == 1


_LONGEST_LINE = 200
_FIRST_LINES = 400


def _holds_words(start: bytes) -> bool:
    """Whether lines are cells of one number, words and signs among the first of them."""
    lines = [line.rstrip(b"\r") for line in start.split(b"\n")[:-1]]
    apart = any(not line.strip() or _MARK.match(line) for line in lines[2:])
    kept = [line for line in lines if line.strip() and line[:1] != b"#" and not _MARK.match(line)]
    rows = [columns_in(line) for line in kept]
    if not apart or len(rows) < FEWEST_WORDS:
        return False
    width = max(map(len, rows))
    at = 1 if all(row[0].split(b"-")[0].split(b".")[0].isdigit() for row in rows) else 0
    sound = [row for row in rows if len(row) == width and max(map(len, row)) < _LONGEST_CELL]
    words = [row[at] for row in sound if len(row) > at + 1]
    return len(words) * 10 >= 9 * len(rows) and any(word in _SIGNS for word in words)


def is_word_tags(start: bytes) -> bool:
    r"""Whether behind each word of the first line stands a sign and a tag.

    >>> is_word_tags(b"\n\tThe/at bridge/nn over/in the/at river/nn opened/vbd ./.\n")
    True
    >>> is_word_tags(b"He and/or she said that the bridge was open.\n")
    False
    """
    if b"/" not in start[:80]:
        return False
    words = start.lstrip()[:1000].partition(b"\n")[0].split()
    whole = words[:-1] if len(words) > 2 else words
    if len(whole) < 2 or b"/" not in whole[0] or b"/" not in whole[1]:
        return False
    return all(map(_TAGGED.fullmatch, whole))


def is_numbered(start: bytes) -> bool:
    r"""Whether lines are numbered one by one, with a tab behind each number.

    Or whether each begins with a number, and is a row of headlines between signs (`_!_`).

    >>> is_numbered(b"".join(b"%d\tIt rained.\n" % number for number in range(1, 30)))
    True
    """
    if not start[:1].isdigit():
        return False
    if start[:400].partition(b"\n")[0].count(b"_!_") > 2:
        return True
    at, expected, count = 0, -1, 0
    while count < FEWEST_NUMBERED and (found := _NUMBERED.match(start, at)):
        number = int(found[1])
        if expected not in {-1, number}:
            return False
        at, expected, count = found.end(), number + 1, count + 1
    return count >= FEWEST_NUMBERED or (count > 4 and at == len(start))
