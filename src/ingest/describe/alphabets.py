"""Languages without a profile that are told by letters which only they write.

langdetect has no profiles of them: by its n-grams Belarusian is Ukrainian, Icelandic is Norwegian,
Pashto is Persian, and a text in Georgian or Khmer is in no language at all.
"""

import re
import unicodedata
from collections import Counter
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from ingest.describe.langrules import LIMITS
from ingest.describe.language import UNDETERMINED, Evidence, Languages
from ingest.kernels.profiletables import SCRIPTS

__all__ = ["TOLD_BY_LETTERS", "add_languages", "language_by_letters"]

_WORD = re.compile(r"[^\W\d_]+")
_READ = 20_000
"""Characters of a text that are looked at."""
_MOST = 0.5
"""Share of the letters that a script of its own has at least."""
_SURE, _LIKELY, _ENOUGH = 0.99, 0.8, 200
"""Confidence with so many letters, and with fewer."""


class _Alphabet(NamedTuple):
    """How a language is told.

    Attributes:
        own: letters that it writes, each group with its least share of all letters.
        never: letters of its neighbours, which it does not write.
    """

    own: tuple[tuple[str, float], ...]
    never: str = ""


_ALPHABETS = {
    "be": _Alphabet((("іў", 0.02), ("ыэё", 0.02)), "ищъїєґқғҳұңөү"),
    "kk": _Alphabet((("қғұ", 0.01), ("әғұңүө", 0.02)), "ҷӯӣҳўҡҙ"),
    "tg": _Alphabet((("ҷӣӯ", 0.004), ("ҳқғҷӣӯ", 0.02)), "ңұүөәў"),
    "ky": _Alphabet((("өү", 0.02), ("ң", 0.0005)), "қғұәһҥҕҙҡҗӊ"),
    "mn": _Alphabet((("өү", 0.02),), "қғұәһҥҕҙҡҗңӊі"),
    "is": _Alphabet((("ðþ", 0.01), ("áæíóú", 0.02)), "øåäüç"),
    "az": _Alphabet((("ə", 0.03), ("ışçğöü", 0.03))),
    "eo": _Alphabet((("ĉĝĵŝŭ", 0.01), ("ŭ", 0.001)), "čšžçñ"),
    "ps": _Alphabet((("ټډړڼېۍښږځڅ", 0.02), ("ېۍښږځڅ", 0.01)), "ٹڈڑےںەێۆۇ"),
    "ku": _Alphabet((("ەێۆڵڕڤ", 0.05), ("ێۆڵڕ", 0.01)), "ېۇۈڭۋ"),
    "ug": _Alphabet((("ەېۇۆۈۋ", 0.05), ("ۇۈۋ", 0.02)), "ێڵڕ"),
    "ba": _Alphabet((("ҙҡҫ", 0.01), ("әөү", 0.02)), "құі"),
    "tt": _Alphabet((("әөүҗңһ", 0.04), ("җһ", 0.001)), "ғқұіҙҡ"),
    "as": _Alphabet((("ৰৱ", 0.01),)),
    "sd": _Alphabet((("ڪٻڄڃڏڊڍٽٿڦڳڱڻ", 0.02),)),
}
"""Languages that share a script with others. A letter of `never` may stand in a foreign name."""
_FOREIGN = 0.002

_RANGES = {
    "hy": ((0x0530, 0x058F),),
    "dv": ((0x0780, 0x07BF),),
    "or": ((0x0B00, 0x0B7F),),
    "si": ((0x0D80, 0x0DFF),),
    "lo": ((0x0E80, 0x0EFF),),
    "bo": ((0x0F00, 0x0FFF),),
    "my": ((0x1000, 0x109F), (0xA9E0, 0xA9FF), (0xAA60, 0xAA7F)),
    "ka": ((0x10A0, 0x10FF), (0x1C90, 0x1CBF), (0x2D00, 0x2D2F)),
    "am": ((0x1200, 0x139F),),
    "km": ((0x1780, 0x17FF),),
}
"""Scripts that one language of the news writes, or by far the most of them."""

TOLD_BY_LETTERS = frozenset({*_ALPHABETS, *_RANGES})
"""The languages that are found here."""

_DOUBTS = {
    "ru": "өүўқҷі", "uk": "ўыэ", "bg": "ўі", "tr": "ə", "sl": "ŭĝ", "no": "þð", "sv": "þð",
    "da": "þð", "bn": "ৰৱ", "ar": "ېێەڪ", "fa": "ېێەڪ", "ur": "ېێەڪ",
}  # fmt: skip
"""Languages that a text is taken for without doubt, and letters that raise one."""
_OTHER, *_SHARED = (
    SCRIPTS.index(name) for name in ("Other", "Latin", "Cyrillic", "Arabic", "Bengali")
)


def language_by_letters(text: str) -> tuple[str, int]:
    """Tell a language by its letters: its code, "" for none, and how many letters there are.

    >>> language_by_letters("მერმა თქვა, რომ საბჭო ბიუჯეტს ორშაბათს განიხილავს.")[0]
    'ka'
    >>> language_by_letters("Мэр сказаў, што савет разгледзіць новы бюджэт у панядзелак.")[0]
    'be'
    >>> language_by_letters("The mayor of Þórshöfn spoke.")[0]
    ''
    """
    counts = Counter(filter(_is_letter, text[:_READ]))
    letters = sum(counts.values())
    for code, ranges in _RANGES.items():
        points = ((ord(letter), count) for letter, count in counts.items())
        own = sum(n for at, n in points if any(low <= at <= high for low, high in ranges))
        if own > _MOST * letters:
            return code, letters
    return _by_alphabet(text[:_READ]), letters


def _by_alphabet(text: str) -> str:
    counts = Counter(_without_names(text).lower())
    letters = sum(count for letter, count in counts.items() if letter.isalpha())
    for code, alphabet in _ALPHABETS.items():
        shares = (
            (sum(map(counts.__getitem__, own)), least * letters) for own, least in alphabet.own
        )
        if all(share and share >= least for share, least in shares):
            foreign = sum(map(counts.__getitem__, alphabet.never))
            if foreign <= _FOREIGN * letters:
                return code
    return ""


def _without_names(text: str) -> str:
    """Leave out words with a capital, which may be foreign names, unless most have one."""
    words = _WORD.findall(text)
    small = [word for word in words if not word[0].isupper()]
    return " ".join(small if len(small) > _MOST * len(words) else words)


def _is_letter(character: str) -> bool:
    return character.isalpha() or unicodedata.category(character)[0] == "M"


def add_languages(found: Languages, evidence: Evidence, bodies: pa.Array) -> Languages:
    """Name the languages that the profiles lack, where a text is in doubt or its letters raise one.

    Args:
        found: what the profiles say about n texts.
        evidence: why.
        bodies: the texts.
    """
    codes, flags = list(found.codes), list(found.flags)
    confidences = found.confidences.copy()
    for row in np.flatnonzero(np.isin(evidence.scripts, (_OTHER, *_SHARED))).tolist():
        doubted = _DOUBTS.get(codes[row], "")
        if not (flags[row] or codes[row] == UNDETERMINED or doubted):
            continue
        text = bodies[row].as_py()
        if not flags[row] and not any(c in text or c.upper() in text for c in doubted):
            continue
        code, letters = language_by_letters(text)
        if code:
            codes[row] = code
            confidences[row] = _SURE if letters >= _ENOUGH else _LIKELY
            is_mixed = flags[row] == "mixed" and evidence.scripts[row] != _OTHER
            short = letters < LIMITS.short // 3
            flags[row] = "short" if short else "mixed" if is_mixed else ""
    return Languages(codes, confidences, flags)
