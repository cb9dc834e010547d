"""What each code point does to words and sentences, tabulated from the `regex` module's Unicode.

Words and sentences follow Unicode Standard Annex #29 (text segmentation), whose property values
these tables hold; Complex_Context of Annex #14 marks the scripts whose words need a dictionary.
"""

from functools import cache
from importlib.metadata import version
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import regex

from ingest.kernels.tablecache import Tables, cached

__all__ = ["WordTables", "word_tables"]

# Word_Break values (UAX #29, table 3); the rest is OTHER.
OTHER, IGNORED, LETTER, HEBREW, NUMERIC, KATAKANA, EXTENDER = range(7)
MID_LETTER, MID_NUMBER, MID_BOTH, SINGLE_QUOTE, DOUBLE_QUOTE = range(7, 12)
IDEOGRAPH, DICTIONARY = 12, 13

_WORD_CLASSES = {
    IDEOGRAPH: r"(?=[\p{L}\p{Nl}])[\p{Han}\p{Hiragana}\p{Ideographic}]",
    IGNORED: r"[\p{WB=Extend}\p{WB=Format}\p{WB=ZWJ}]",
    LETTER: r"\p{WB=ALetter}",
    HEBREW: r"\p{WB=Hebrew_Letter}",
    NUMERIC: r"\p{WB=Numeric}",
    KATAKANA: r"\p{WB=Katakana}",
    EXTENDER: r"\p{WB=ExtendNumLet}",
    MID_LETTER: r"\p{WB=MidLetter}",
    MID_NUMBER: r"\p{WB=MidNum}",
    MID_BOTH: r"\p{WB=MidNumLet}",
    SINGLE_QUOTE: r"\p{WB=Single_Quote}",
    DOUBLE_QUOTE: r"\p{WB=Double_Quote}",
    DICTIONARY: r"(?!\p{WB=Numeric})\p{LB=SA}",
}

# Sentence_Break values (UAX #29, table 4), as far as the rules here ask for them.
STOP, FULL_STOP, CLOSE, BLANK, LOWER, CONTINUES = range(1, 7)

_SENTENCE_CLASSES = {
    STOP: r"\p{SB=STerm}",
    FULL_STOP: r"\p{SB=ATerm}",
    CLOSE: r"\p{SB=Close}",
    BLANK: r"[\p{SB=Sp}\p{SB=Sep}\p{SB=CR}\p{SB=LF}]",
    LOWER: r"\p{SB=Lower}",
    CONTINUES: r"\p{SB=SContinue}",
}

_LAYOUT = 4


class WordTables(NamedTuple):
    """Read-only arrays.

    Attributes:
        words: uint8 [1,114,112], word class of each code point.
        sentences: uint8 [1,114,112], sentence class of each code point.
        small: uint32 [65,536], small letter of each code point of the first plane.
        vowels: uint8 [65,536]: 1 a vowel that glides (i, u, y), 2 one that stands, 0 none.
    """

    words: npt.NDArray[np.uint8]
    sentences: npt.NDArray[np.uint8]
    small: npt.NDArray[np.uint32]
    vowels: npt.NDArray[np.uint8]


@cache
def word_tables() -> WordTables:
    """Open the tables, building them if this version's are not kept yet."""
    tables: Any = cached(f"wordtables-{version('regex')}-{_LAYOUT}", _build)
    return WordTables(**tables)


def _build() -> Tables:
    small = [chr(point).lower() for point in range(0x10000)]
    return {
        "words": _classes(_WORD_CLASSES),
        "sentences": _classes(_SENTENCE_CLASSES),
        "small": np.array(
            [ord(text) if len(text) == 1 else point for point, text in enumerate(small)], np.uint32
        ),
        "vowels": _vowels(),
    }


def _classes(patterns: dict[int, str]) -> npt.NDArray[np.uint8]:
    """Number every code point by the first pattern that matches it."""
    surrogates = range(0xD800, 0xE000)
    everything = "".join("\0" if k in surrogates else chr(k) for k in range(0x110000))
    classes = np.zeros(0x110000, np.uint8)
    for number, pattern in reversed(patterns.items()):
        for run in regex.finditer(f"(?:{pattern})+", everything):
            classes[run.start() : run.end()] = number
    return classes


_STANDING = "aeoáàâãäåæéèêëóòôõöøœėęąāēōőíúìùаеёоэяюыиуіїє"
_GLIDING = "iuyüîïûýūīűůıĩũ"


def _vowels() -> npt.NDArray[np.uint8]:
    vowels = np.zeros(0x10000, np.uint8)
    for number, letters in ((1, _GLIDING), (2, _STANDING)):
        both = letters + "".join(letter.upper() for letter in letters if len(letter.upper()) == 1)
        vowels[[ord(letter) for letter in both]] = number
    return vowels
