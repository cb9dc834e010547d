"""Text to text: Unicode forms, invisible characters, white space, and comparing without them."""

import re
import unicodedata
from functools import lru_cache

import re2

__all__ = [
    "cap_marks",
    "compose",
    "fold_space",
    "loose_key",
    "normalise_for_hash",
    "quickly_read",
    "replace_surrogates",
]

MARKS_IN_A_ROW = 30
"""Longest run of combining marks kept: Unicode's stream-safe text format (UAX #15, section 13)."""

_FLOOD = re2.compile(rf"\p{{M}}{{{MARKS_IN_A_ROW + 1}}}".encode())
_EXCESS_MARKS = re2.compile(rf"(\p{{M}}{{{MARKS_IN_A_ROW}}})\p{{M}}+")
_NOT_WORD = re.compile(r"[\W_]+")
_LOOSE_ASCII = bytes(
    ord(chr(point).lower()) if point < 128 and chr(point).isalnum() else ord(" ")
    for point in range(256)
)
"""For a translation of bytes, which is several times as quick as one of letters, or a pattern."""
_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")


def replace_surrogates(text: str) -> str:
    r"""Put U+FFFD in the place of each lone surrogate, which no encoding can write.

    >>> replace_surrogates("a\ud800b") == "a\ufffdb"
    True
    """
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.translate(_SURROGATES)
    return text


def quickly_read(text: str) -> str | bytes:
    """What RE2 reads twice as quickly: the bytes of a text in ASCII, whose offsets are the same.

    >>> quickly_read("abc"), quickly_read("ä")
    (b'abc', 'ä')
    """
    return text.encode() if text.isascii() else text


def cap_marks(text: str) -> str:
    r"""Shorten runs of combining marks to 30, so that composing them takes linear time.

    >>> len(cap_marks("e" + "\u0301" * 1_000))
    31
    """
    if text.isascii():
        return text
    text = replace_surrogates(text)
    if not _FLOOD.search(text.encode()):
        return text
    capped: str = _EXCESS_MARKS.sub(r"\1", text)
    return capped


def compose(text: str) -> str:
    r"""Write every character in its composed form (Unicode NFC).

    >>> compose("Zu\u0308rich")
    'Zürich'
    """
    if unicodedata.is_normalized("NFC", text):
        return text
    return unicodedata.normalize("NFC", text)


def fold_space(text: str) -> str:
    r"""Put one space in the place of every run of white space, and none at the ends.

    >>> fold_space("  one\u00a0two\n\nthree ")
    'one two three'
    """
    if text.isprintable() and "  " not in text:  # then there is none but single spaces
        return text.strip(" ")
    return " ".join(text.split())


def normalise_for_hash(body: str) -> str:
    r"""Bring a body to the form whose SHA-256 is its content_hash: NFC, white space folded.

    >>> normalise_for_hash("Zu\u0308rich\n\nliegt  am See")
    'Zürich liegt am See'
    """
    return fold_space(compose(cap_marks(body)))


@lru_cache(maxsize=64)
def loose_key(line: str) -> str:
    """Reduce a line to letters and digits in one case: what two printings of it have in common.

    >>> loose_key("'New Axis' – Could it form?") == loose_key("NEW AXIS - could it form")
    True
    """
    if line.isascii():
        return fold_space(line.encode().translate(_LOOSE_ASCII).decode())
    folded = unicodedata.normalize("NFC", line)
    return _NOT_WORD.sub(" ", folded.casefold()).strip()
