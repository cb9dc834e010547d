"""Letters that one text writes in one way and its copy in another: as fingerprints read them.

Copies pass through systems that leave out points and vowel signs, that know no letters with a
stroke, that write Persian with the letters of Arabic, or Taiwan's Chinese in the mainland's
characters. For each such letter this says by which other it is read.
"""

import unicodedata

from ingest.kernels.hanforms import SIMPLIFIED, TRADITIONAL

__all__ = ["is_silent", "plain_form"]

_FORMS = """
đd łl øo ħh ŧt ıi ँं
أا إا آا ٱا ىي یي ېي ئي کك ةه ہه ەه ۀه ۂه ۃه ھه ؤو
"""
"""Letters, each with the one it is read as: with a stroke or dot, of Arabic, Persian and Urdu."""
_SILENT = "\u00ad\u034f\u061c\u0640\u200b\u200c\u200d\u2060\ufeff"
"""Characters that are seen only in how others are joined, or not at all."""
_POINTED = ("ARABIC ", "HEBREW ", "SYRIAC ", "COMBINING ")

_PLAIN = {form[0]: form[1] for form in _FORMS.split()}
_PLAIN |= dict(zip(TRADITIONAL, SIMPLIFIED, strict=True))


def is_silent(char: str) -> bool:
    r"""Tell a sign that copies leave out: an accent, a point or vowel sign that may stay away.

    Vowel signs of the scripts of India and of Thai are none: without them it is another word.

    >>> [is_silent(char) for char in "\u0301\u064e\u05b8\u093c\u0640\u093e\u0e34a"]
    [True, True, True, True, True, False, False, False]
    """
    if char in _SILENT or "\ufe00" <= char <= "\ufe0f":
        return True
    if unicodedata.category(char) != "Mn":
        return False
    name = unicodedata.name(char, "")
    voiced = name.startswith("COMBINING KATAKANA")
    return not voiced and (name.startswith(_POINTED) or name.endswith("SIGN NUKTA"))


def plain_form(char: str) -> str:
    """Give the letter that a small letter is read as; itself, if it is written in one way only.

    >>> "".join(map(plain_form, "łأک國a"))
    'lاك国a'
    """
    return _PLAIN.get(char, char)
