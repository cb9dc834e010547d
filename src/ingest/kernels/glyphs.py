"""What each code point is on a printed line: one table of bits for the kernels of layout."""

import unicodedata
from codecs import utf_32_le_decode, utf_32_le_encode
from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from ingest.kernels.tablecache import Tables, cached

__all__ = [
    "ALPHA",
    "BLANK",
    "BREAK",
    "CLOSER",
    "COMPOSES",
    "DECORATED",
    "DECORATION",
    "DIGIT",
    "LAYOUT",
    "LOWER",
    "NUMBER",
    "ODD",
    "SPACE",
    "STOP",
    "STRANGE",
    "TITLE",
    "UPPER",
    "WIDE",
    "build",
    "glyphs",
    "points_of",
    "points_of_all",
    "text_of",
]

BREAK, BLANK, ODD, STOP, CLOSER, UPPER, LOWER, TITLE = (1 << bit for bit in range(8))
ALPHA, NUMBER, DIGIT, WIDE, SPACE, COMPOSES, STRANGE = (1 << bit for bit in range(8, 15))
DECORATED = 1 << 15

BREAKS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
BLANKS = (
    " \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006"
    "\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\u200b\u2060\ufeff\x00\x01\x02\x03\x04"
)
"""White space, and what is invisible without being white space; taken from the ends of lines."""
CLOSERS = "\"'”’»›)]）」』】* "
DECORATION = "*_#^>=–—•·|~-[]()（）【】［］〔〕<>«»＜＞◆■●▲△▶▼※ \t\u3000\u00a0\u200b\ufeff"
"""Brackets, bullets and mark-up around a line."""
STOPS = ".!?…。！？؟۔।॥։。"
WIDE_RANGES = ((0x2E80, 0x9FFF), (0xF900, 0xFAFF), (0xFF00, 0xFFEF), (0x20000, 0x3FFFF))
"""Chinese and Japanese, where lines break between any two characters."""
FILLERS = "\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0"
"""Letters and marks that print nothing."""
_JAMO = range(0x1100, 0x1200)
LAYOUT = 4
"""Another number for every change of what `build` returns: the table is kept under it."""


@cache
def glyphs() -> npt.NDArray[np.uint16]:
    """Open the table, building it if this version's is not kept yet: uint16 [1,114,112]."""
    name = f"glyphs-{unicodedata.unidata_version}-{LAYOUT}"
    table: Any = cached(name, build)["bits"]
    return np.asarray(table)


def build() -> Tables:
    """Work out the table from the interpreter's Unicode database."""
    bits = np.fromiter((_bits(chr(point)) for point in range(0x110000)), np.uint16, 0x110000)
    signs = (BREAKS, BREAK), (BLANKS, BLANK), (CLOSERS, CLOSER), (STOPS, STOP)
    for letters, bit in (*signs, (DECORATION, DECORATED)):
        bits[[ord(letter) for letter in letters]] |= bit
    for first, last in WIDE_RANGES:
        bits[first : last + 1] |= WIDE
    bits[_JAMO.start : _JAMO.stop] |= COMPOSES
    return {"bits": bits}


def _bits(letter: str) -> int:
    """What the standard library says of a character; it may compose unless NFC leaves it alone."""
    kind = unicodedata.category(letter)
    composes = kind[0] == "M" or (kind != "Cs" and unicodedata.normalize("NFC", letter) != letter)
    strange = (kind[0] == "C" and letter not in BREAKS and letter != "\t") or letter in FILLERS
    return (
        ODD * (not letter.isprintable() and letter != "\n")
        | UPPER * letter.isupper()
        | LOWER * letter.islower()
        | TITLE * letter.istitle()
        | ALPHA * letter.isalpha()
        | NUMBER * letter.isalnum()
        | DIGIT * letter.isdecimal()
        | SPACE * letter.isspace()
        | COMPOSES * composes
        | STRANGE * strange
    )


def points_of(text: str) -> npt.NDArray[np.uint32]:
    """The code points of a text, lone surrogates too.

    >>> points_of("aé").tolist()
    [97, 233]
    """
    encoded, _ = utf_32_le_encode(text, "surrogatepass")  # else the codec is looked up each time
    return np.frombuffer(encoded, np.uint32)


def points_of_all(texts: Sequence[str]) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.int64]]:
    """The code points of texts, one behind the other; int64 [n + 1], where each of them starts.

    >>> [array.tolist() for array in points_of_all(["aé", "", "b"])]
    [[97, 233, 98], [0, 2, 2, 3]]
    """
    starts = np.zeros(len(texts) + 1, np.int64)
    np.cumsum(np.fromiter(map(len, texts), np.int64, len(texts)), out=starts[1:])
    return points_of("".join(texts)), starts


def text_of(points: npt.NDArray[np.uint32]) -> str:
    """The text that has these code points.

    >>> text_of(points_of("aé"))
    'aé'
    """
    text, _ = utf_32_le_decode(points.tobytes(), "surrogatepass")
    return text
