"""Letters as rules are matched: neither capitals nor accents matter.

Capitals are often printed without accents, and so is a whole text where the keyboard has none.
"""

import re
import unicodedata
from functools import cache

import numpy as np
import numpy.typing as npt

from ingest.kernels.glyphs import points_of, text_of

__all__ = ["small_letters", "unaccented"]


def small_letters(text: str) -> str:
    """Write a text in small letters without accents.

    >>> small_letters("ΔΙΑΒΑΣΤΕ ΕΠΙΣΗΣ") == small_letters("Διαβάστε επίσης"), small_letters("İ")
    (True, 'i')
    """
    small = text.lower()
    if small.isascii():
        return small
    return unaccented(small.replace("i\u0307", "i") if "\u0307" in small else small)


def unaccented(text: str) -> str:
    """Write Latin and Greek letters without accents, and others that vary alike; sign for sign.

    >>> unaccented("Διαβάστε επίσης τα νέα του café; łódź; ещё; Straße")
    'Διαβαστε επισησ τα νεα του cafe; lodz; еще; Straße'
    """
    if text.isascii() or not _accented().search(text):
        return text
    return text_of(_bare_points()[points_of(text)])


def _bare(first: int, last: int) -> dict[str, str]:
    """The letters of a range that are a plain letter with something above, below or through it."""
    letters = map(chr, range(first, last))
    parts = {letter: unicodedata.normalize("NFD", letter)[0] for letter in letters}
    return {letter: base for letter, base in parts.items() if letter != base and base.isalpha()}


_PAIRS = {
    **_bare(0xC0, 0x250),  # Latin
    **_bare(0x370, 0x400),  # Greek
    **_bare(0x1E00, 0x1F00),  # Latin, for Vietnamese
    **dict(zip("łŁđĐøØıħĦςёЁ", "lLdDoOihHσеЕ", strict=True)),
}


@cache
def _accented() -> "re.Pattern[str]":
    """Whether there is anything to do: there is not if only quotes and dashes are beyond ASCII."""
    return re.compile("[" + "".join(sorted(_PAIRS)) + "]")


@cache
def _bare_points() -> npt.NDArray[np.uint32]:
    """The letter for each code point: a look-up is several times as quick as `str.translate`."""
    points = np.arange(0x110000, dtype=np.uint32)
    for letter, base in _PAIRS.items():
        points[ord(letter)] = ord(base)
    return points
